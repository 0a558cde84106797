"""What each origin does: left out alone, and as its Shapley share of the way from prior to answer.

The players are the strongest origins, the others together, and all that was not seen. With few players the
share is summed over every coalition; with more, over sampled orders and their reverses (antithetic), so
that the shares add up to the way exactly in every sample.

Source: L. Shapley, "A value for n-person games" (1953); J. Castro, D. Gómez and J. Tejada, "Polynomial
calculation of the Shapley value based on sampling" (2009).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb

from tocsin.assess.explain.ground import Answer, Ground
from tocsin.assess.observe import Observation
from tocsin.assess.weights import ABSENT, NO_OBSERVATION
from tocsin.records.explanation import Effect
from tocsin.stats.rng import generator

MOST_ORIGINS = 12
"""Origins told apart; the rest are one player."""
EXACT_PLAYERS = 8
N_ORDERS = 60
OTHERS = "others"

Players = Mapping[str, tuple[Observation, ...]]


def find_effects(ground: Ground, exact_players: int = EXACT_PLAYERS) -> tuple[tuple[Effect, ...], bool]:
    """The effects, largest share first, and whether the shares are exact: so for up to `exact_players`."""
    players = _players(ground)
    names = sorted(players)
    game = _Game(ground, players)
    exact = len(names) <= exact_players
    shares = _exact(game, names) if exact else _sampled(game, names)
    whole = game.value(frozenset(names))
    effects = []
    for name in names:
        without = game.value(frozenset(names) - {name})
        members = players[name]
        effects.append(
            Effect(
                origin=name,
                indicators=tuple(sorted({one.indicator for one in members})),
                reports=_n_reports(members),
                cites=tuple(dict.fromkeys(cite for one in members for cite in one.cites)),
                left_out={key: without[key] - p for key, p in whole.items()},
                share=shares[name],
            )
        )
    effects.sort(key=lambda one: (-max(map(abs, one.share.values())), one.origin))
    return tuple(effects), exact


def _n_reports(members: Sequence[Observation]) -> int:
    """How many reports these origins have together; a model's finding is one."""
    sizes = {one.origin.id: one.n_reports for one in members}
    return sum(sizes.values())


class _Game:
    """The answer of every coalition, each worked out once."""

    def __init__(self, ground: Ground, players: Players) -> None:
        self._ground, self._players = ground, players
        self._known: dict[frozenset[str], Answer] = {}

    def value(self, coalition: frozenset[str]) -> Answer:
        """The answer from the observations of these players only."""
        if coalition not in self._known:
            seen = tuple(one for name in sorted(coalition) for one in self._players[name])
            part = self._ground._replace(seen=seen)
            self._known[coalition] = part.answer(absences=ABSENT in coalition)
        return self._known[coalition]


def _players(ground: Ground) -> Players:
    """The strongest origins, the others, and what was not seen."""
    weights = ground.weights()
    strength: dict[str, float] = defaultdict(float)
    absent = 0.0
    for at, size in zip(weights.observation.tolist(), abs(weights.bits).tolist(), strict=True):
        if at == NO_OBSERVATION:
            absent += size
        else:
            strength[weights.seen[at].origin.id] += size
    ordered = sorted(strength, key=lambda name: (-strength[name], name))
    apart = set(ordered[:MOST_ORIGINS])
    groups: dict[str, list[Observation]] = defaultdict(list)
    for one in ground.seen:
        if one.origin.id in strength:
            groups[one.origin.id if one.origin.id in apart else OTHERS].append(one)
    players = {name: tuple(members) for name, members in groups.items()}
    return players | {ABSENT: ()} if absent else players


def _exact(game: _Game, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Every coalition, weighed by how many orders it stands for."""
    shares: dict[str, dict[str, float]] = {name: defaultdict(float) for name in names}
    for name in names:
        rest = [other for other in names if other != name]
        for size in range(len(names)):
            weight = 1 / (len(names) * comb(len(names) - 1, size))
            for chosen in combinations(rest, size):
                before = frozenset(chosen)
                _add(shares[name], game.value(before), game.value(before | {name}), weight)
        shares[name] = dict(shares[name])
    return shares


def _sampled(game: _Game, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """The mean over sampled orders."""
    shares: dict[str, dict[str, float]] = {name: defaultdict(float) for name in names}
    for order in _orders(names):
        before: frozenset[str] = frozenset()
        for name in order:
            _add(shares[name], game.value(before), game.value(before | {name}), 1 / N_ORDERS)
            before |= {name}
    return {name: dict(share) for name, share in shares.items()}


def _orders(names: Sequence[str]) -> Iterator[list[str]]:
    """Orders and their reverses, the same for the same names."""
    rng = generator("shapley", *names)
    for _ in range(N_ORDERS // 2):
        order = [names[at] for at in rng.permutation(len(names))]
        yield order
        yield order[::-1]


def _add(share: dict[str, float], before: Answer, after: Answer, weight: float) -> None:
    """What joining did, into the share."""
    for name, p in after.items():
        share[name] = share.get(name, 0.0) + weight * (p - before[name])
