"""The answer and what moved it: the sentences that a reader in a hurry reads."""

from collections.abc import Iterator

from tocsin.briefing.telling.said import Said, Teller, at
from tocsin.records.assessment import Outlook
from tocsin.records.briefing import Briefing, Sentence
from tocsin.records.listed import Move

SURE = 0.99
TOP_CITES = 3


def living(briefing: Briefing) -> tuple[Outlook, ...]:
    """The outcomes that something would bring about, in the question's order."""
    residual = {each.id for each in briefing.hypotheses if each.residual}
    return tuple(each for each in briefing.assessment.hypotheses if each.id not in residual)


def is_past(briefing: Briefing) -> bool:
    """Whether the deadline of the answer lies before the day of the briefing.

    A probability by a day that has passed is no forecast, and printing one as if it were would mislead.
    """
    return briefing.assessment.headline_deadline < briefing.as_of.date()


def sentences(teller: Teller) -> Iterator[Sentence]:
    """The answer, what it was read from, and how its figures are meant."""
    briefing = teller.briefing
    yield from _past(teller) if is_past(briefing) else _ahead(teller)
    if not briefing.n_captures:
        yield teller.sentence("answer.nothing", basis="h-made")
        return
    yield teller.sentence("answer.read", basis="sources", sources=at("n_sources"), captures=at("n_captures"))
    if briefing.assessment.origins:
        yield teller.sentence("answer.origins", basis="h-why", origins=at("assessment.origins#"))
    else:
        yield teller.sentence("answer.no_origins", basis="h-why")


def scale(teller: Teller) -> Sentence:
    """By when the figures are, and what their bands are."""
    return teller.sentence("answer.scale", basis="h-when", deadline=at("assessment.headline_deadline"))


def _ahead(teller: Teller) -> Iterator[Sentence]:
    """One sentence: `As of …, it is unlikely (31 %, 18–46 %) that …, but likely (…) that …`."""
    briefing = teller.briefing
    outlooks = living(briefing)
    if not outlooks:
        yield teller.sentence("answer.no_outcome", basis="h-made")
        return
    said: list[Said] = []
    for n, one in enumerate(outlooks):
        clause = _clause(teller, one, dated=n == 0)
        if n:
            contrast = (one.p >= 0.5) != (outlooks[n - 1].p >= 0.5)
            clause = teller.say("answer.but" if contrast else "answer.and", clause=clause)
        said.append(clause)
    joined = teller.joined(said, ", ")
    yield teller.sentence(
        "answer.lede",
        cites=_strongest(briefing),
        basis="h-why",
        as_of=at("as_of"),
        clauses=joined,
    )


def _clause(teller: Teller, one: Outlook, *, dated: bool) -> Said:
    here = f"assessment.hypotheses[id={one.id}]"
    statement = at(f"hypotheses[id={one.id}].statement", "assessment.headline_deadline")
    return teller.say(
        "answer.clause" if dated else "answer.clause_undated",
        words=at(f"{here}.words"),
        p=at(f"{here}.p"),
        band=at(f"{here}.low", f"{here}.high"),
        statement=statement,
    )


def _strongest(briefing: Briefing) -> list[str]:
    """The spans behind what moves the answer most."""
    cites: list[str] = []
    for each in sorted(briefing.assessment.contributions, key=lambda one: -abs(one.bits)):
        cites += briefing.contribution_cites.get(f"{each.origin} {each.indicator}", ())[:1]
    return list(dict.fromkeys(cites))[:TOP_CITES]


def _past(teller: Teller) -> Iterator[Sentence]:
    """How the question ended by its deadline, and the chances by the last deadline that is still ahead."""
    briefing = teller.briefing
    sure = {each.id for each in briefing.assessment.hypotheses if each.p > SURE}
    came = next((each for each in briefing.hypotheses if each.id in sure and not each.residual), None)
    deadline = "assessment.headline_deadline"
    if came:
        place = at(f"hypotheses[id={came.id}].statement", deadline)
        yield teller.sentence("answer.settled", basis="h-why", as_of=at("as_of"), statement=place)
    else:
        rest = next((each.id for each in briefing.hypotheses if each.residual), None)
        key = "answer.passed" if rest else "answer.passed_bare"
        slots = {"rest": at(f"hypotheses[id={rest}].title")} if rest else {}
        said = teller.say(key, as_of=at("as_of"), deadline=at(deadline), **slots)
        yield teller.sentence(key, said, basis="h-why")
    yield from _still_open(teller)


def _still_open(teller: Teller) -> Iterator[Sentence]:
    briefing = teller.briefing
    points = briefing.assessment.by_deadline
    ahead = [n for n, each in enumerate(points) if each.on > briefing.as_of.date()]
    outlooks = living(briefing)
    if not ahead or not outlooks or any(each.p > SURE for each in outlooks):
        return
    here = f"assessment.by_deadline.{ahead[-1]}"
    parts = [
        teller.say(
            "answer.stands",
            title=at(f"assessment.hypotheses[id={one.id}].title"),
            p=at(f"{here}.p.{one.id}"),
            band=at(f"{here}.low.{one.id}", f"{here}.high.{one.id}"),
        )
        for one in outlooks
    ]
    yield teller.sentence("answer.later", basis="h-when", on=at(f"{here}.on"), parts=teller.listed(parts))


def moved(teller: Teller) -> Iterator[Sentence]:
    """What came since the last briefing, and what of it weighed most."""
    briefing = teller.briefing
    if briefing.previous_as_of is None:
        yield teller.sentence("moved.first", basis="h-made")
        return
    since = at("previous_as_of")
    if briefing.news is not None:
        yield teller.sentence(
            "moved.came",
            basis="sources",
            since=since,
            captures=at("news.n_captures"),
            claims=at("news.n_claims"),
            vanishings=at("news.n_vanishings"),
            settled=at("news.n_settled"),
        )
    if not briefing.moves:
        yield teller.sentence("moved.nothing", basis="h-why", since=since)
        return
    n, most = max(enumerate(briefing.moves), key=lambda each: abs(each[1].bits))
    yield _move(teller, "moved.up" if most.bits > 0 else "moved.down", n, most)


def _move(teller: Teller, key: str, n: int, move: Move) -> Sentence:
    return teller.sentence(
        key,
        cites=move.cites,
        basis="" if move.cites else "h-why",
        text=at(f"moves.{n}.text"),
        bits=at(f"moves.{n}.bits"),
        outcome=at(f"hypotheses[id={move.hypothesis}].title"),
    )
