"""Figures for a call-up: one row a speaker and range, however many texts repeat it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log

import msgspec

from tocsin.briefing.quoting import Quotes
from tocsin.records.claim import Claim
from tocsin.records.drawn import SizeModel
from tocsin.records.indication import Topic
from tocsin.records.listed import SizeClaim
from tocsin.records.reading import Polarity, Quantity
from tocsin.records.span import Span

Key = tuple[str, str, float | None, float | None]
PERSONS = frozenset(
    [
        "men",
        "man",
        "people",
        "persons",
        "person",
        "soldiers",
        "troops",
        "recruits",
        "reservists",
        "conscripts",
        "fighters",
        "servicemen",
        "personnel",
        "volunteers",
        "civilians",
        "citizens",
        "russians",
        "человек",
        "мужчин",
        "солдат",
        "военнослужащих",
        "резервистов",
        "призывников",
        "добровольцев",
        "контрактников",
    ]
)
FEWEST = 1_000
"""A smaller figure is a batch, a village or an age: a rule of sense, not a measurement."""
_POOL = re.compile(
    r"\b(?:(?:of|from) an? reserve|reserve of|resources?|pool|potential|eligible|liable|population"
    r"|ресурс\w*|резерв\w*|запас\w*)\b[^.;:]*$",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:aged?|ages|between the ages of|в возрасте|возраст\w*)\b[^.;:,]*$", re.IGNORECASE)


def is_size(content: Span, quantity: Quantity) -> bool:
    """Whether a quantity can be the size of a call-up: people, enough of them, and not those it draws on."""
    if max(quantity.low or 0, quantity.high or 0) < FEWEST or not counts_people(quantity):
        return False
    before = content.text[: max(0, quantity.start - content.start)]
    return _POOL.search(before) is None and _AGE.search(before) is None


def counts_people(quantity: Quantity) -> bool:
    """Whether the quantity counts persons: its unit says so, or the text gives it no unit at all."""
    words = quantity.unit.casefold().split()
    return not words or any(word.strip(".,") in PERSONS for word in words)


def collect(
    claims: Sequence[Claim],
    speakers: dict[str, str],
    topics: Sequence[Topic],
    quotes: Quotes,
    model: SizeModel | None = None,
) -> tuple[SizeClaim, ...]:
    """The figures on topics that count men, one row a speaker, topic and range, earliest first."""
    titles = {topic.id: topic.title for topic in topics if topic.counts_men}
    groups: dict[Key, list[tuple[Claim, Quantity]]] = defaultdict(list)
    for claim in sorted(claims, key=lambda each: each.clocks.published_at or each.clocks.captured_at):
        if claim.spans.topic not in titles:
            continue
        for quantity in claim.spans.quantities:
            if is_size(claim.spans.content, quantity):
                key = (speakers[claim.id], claim.spans.topic, quantity.low, quantity.high)
                groups[key].append((claim, quantity))
    rows = [_size(key, found, titles, quotes) for key, found in groups.items()]
    return tuple(msgspec.structs.replace(row, model_share=share_below(model, row)) for row in rows)


def share_below(model: SizeModel | None, size: SizeClaim) -> float | None:
    """Which share of a model's draws a figure exceeds: a range by its middle on a logarithmic axis."""
    ends = [end for end in (size.low, size.high) if end]
    if model is None or not ends:
        return None
    at = sum(map(log, ends)) / len(ends)
    marks = [(share, log(persons)) for share, persons in model.quantiles]
    if at <= marks[0][1]:
        return marks[0][0]
    for (p, x), (q, y) in pairwise(marks):
        if at <= y:
            return p + (q - p) * (at - x) / (y - x)
    return marks[-1][0]


def _size(key: Key, found: list[tuple[Claim, Quantity]], titles: dict[str, str], quotes: Quotes) -> SizeClaim:
    first = found[0][0]
    published = first.clocks.published_at
    cites = [
        quotes.cite(c.memento_id, c.spans.content.start, c.spans.content.end, c.credibility.value)
        for c, _ in found
    ]
    return SizeClaim(
        speaker=key[0],
        topic=titles[key[1]],
        low=key[2],
        high=key[3],
        approx=any(quantity.approx for _, quantity in found),
        said_on=published.date() if published else None,
        cue=first.spans.cue.text if first.spans.cue else "",
        denied=first.spans.polarity is Polarity.DENY,
        certainty=first.spans.certainty.value,
        reports=len({claim.memento_id for claim, _ in found}),
        cites=tuple(dict.fromkeys(cite for cite in cites if cite)),
    )
