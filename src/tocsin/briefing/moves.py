"""What moved the answer: the difference between two assessments, contribution by contribution."""

from collections.abc import Mapping

from tocsin.briefing.language.interface import Language
from tocsin.records.assessment import Assessment, Contribution
from tocsin.records.briefing import contribution_key
from tocsin.records.listed import Move

SHOWN = 8
LEAST_BITS = 0.05


def between(
    now: Assessment,
    before: Assessment,
    residual: str,
    indicator_titles: Mapping[str, str],
    origin_titles: Mapping[str, str],
    cites: Mapping[str, tuple[str, ...]],
    speak: Language,
) -> tuple[Move, ...]:
    """The moves since `before`, strongest first; those that would print as nothing are left out."""
    was = {_key(each): each for each in before.contributions}
    found = []
    for each in now.contributions:
        earlier = was.pop(_key(each), None)
        change = each.bits - (earlier.bits if earlier else 0.0)
        found.append((change, each, _phrase(speak, each, earlier, indicator_titles, origin_titles)))
    found += [
        (-gone.bits, gone, speak.t("moved.gone", name=_name(gone, indicator_titles, origin_titles)))
        for gone in was.values()
    ]
    moves = [
        Move(bits=change, hypothesis=each.hypothesis, text=text, cites=cites.get(contribution_key(each), ()))
        for change, each, text in found
        if abs(change) >= LEAST_BITS and each.hypothesis != residual
    ]
    return tuple(sorted(moves, key=lambda move: -abs(move.bits))[:SHOWN])


def _key(contribution: Contribution) -> tuple[str, str, str]:
    return contribution.hypothesis, contribution.indicator, contribution.origin


def _name(each: Contribution, indicators: Mapping[str, str], origins: Mapping[str, str]) -> str:
    title = indicators.get(each.indicator, each.indicator)
    origin = origins.get(each.origin)
    return f"{title} ({origin})" if origin else title


def _phrase(
    speak: Language,
    each: Contribution,
    earlier: Contribution | None,
    indicators: Mapping[str, str],
    origins: Mapping[str, str],
) -> str:
    name = _name(each, indicators, origins)
    if earlier is None:
        return name
    if each.reports > earlier.reports:
        return speak.t("moved.more", name=name, n=each.reports - earlier.reports)
    return speak.t("moved.aged" if abs(each.bits) < abs(earlier.bits) else "moved.anew", name=name)
