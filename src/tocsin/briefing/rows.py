"""The lists of the briefing, each row with its citation and with private names replaced."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from tocsin.briefing.language.interface import Language
from tocsin.briefing.localise import printed_days, reason
from tocsin.briefing.quoting import Quotes, Redact
from tocsin.briefing.ranking import Rank
from tocsin.records.assessment import Assessment, Missing
from tocsin.records.capture import Memento, Vanishing
from tocsin.records.claim import Claim
from tocsin.records.issue import Issue
from tocsin.records.listed import ClaimRow, PredictionRow, VanishingRow
from tocsin.records.marking import Tlp
from tocsin.records.prediction import Prediction, fate
from tocsin.records.source import Source


def claims(
    found: Sequence[Claim],
    speakers: Mapping[str, str],
    topics: Mapping[str, str],
    ranks: Mapping[str, Rank],
    quotes: Quotes,
    mark: Callable[[Claim], Tlp] = lambda _: Tlp.CLEAR,
) -> tuple[ClaimRow, ...]:
    """A row a claim, the weightiest first; what one speaker says twice in the same words is one row."""
    rows: dict[tuple[str, str], ClaimRow] = {}
    for claim in sorted(found, key=lambda each: (ranks[each.id], each.id)):
        content = claim.spans.content
        alike = (speakers[claim.id].casefold(), _plain(content.text))
        if alike in rows:
            again = rows[alike]
            # What one audience may know from a second text is no secret of the first: the row keeps its mark.
            rows[alike] = msgspec.structs.replace(again, reports=again.reports + 1)
            continue
        cite = quotes.cite(claim.memento_id, content.start, content.end, claim.credibility.value)
        published = claim.clocks.published_at
        rows[alike] = ClaimRow(
            id=claim.id,
            speaker=speakers[claim.id],
            content=quotes.words(cite, content.text),
            topic=topics.get(claim.spans.topic, claim.spans.topic),
            polarity=claim.spans.polarity.value,
            certainty=claim.spans.certainty.value,
            prediction=claim.spans.prediction,
            said_on=published.date() if published else None,
            reports=1,
            cite=cite or "",
            tlp=mark(claim),
        )
    return tuple(rows.values())


def _plain(text: str) -> str:
    """The words alone, so that a comma or a capital makes no second row."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def predictions(
    kept: Sequence[Prediction],
    claims: Sequence[Claim],
    speakers: Mapping[str, str],
    redact: Redact,
    today: date,
    quotes: Quotes,
    speak: Language,
) -> tuple[PredictionRow, ...]:
    """A row a prediction, the earliest due first, with its fate as of the day."""
    claim_of = {each.id: each for each in claims}
    rows = []
    for each in sorted(kept, key=lambda one: (one.due_on, one.made_at, one.id)):
        claim = claim_of.get(each.claim_id)
        place = claim.spans.content if claim else None
        cite = quotes.cite(claim.memento_id, place.start, place.end) if claim and place else None
        settled = each.resolution if each.resolution and each.resolution.on <= today else None
        rows.append(
            PredictionRow(
                # Where the writer predicted, the source speaks.
                speaker=speakers[claim.id] if claim else redact(each.speaker),
                statement=quotes.words(cite, each.statement),
                made_on=each.made_at.date(),
                due_on=each.due_on,
                due_basis=printed_days(speak, redact(each.due_basis)),
                fate=fate(each, today),
                reason=redact(settled.reason) if settled else "",
                cite=cite or "",
            )
        )
    return tuple(rows)


def vanishings(
    found: Sequence[Vanishing], mementos: Sequence[Memento], redact: Redact, quotes: Quotes
) -> tuple[VanishingRow, ...]:
    """A row a vanished page, with what it showed when it was last seen."""
    memento_of = {each.capture_id: each.id for each in mementos}
    rows = []
    for each in found:
        cite = quotes.cite_opening(memento_of.get(each.last_seen, ""))
        rows.append(
            VanishingRow(
                title=redact(each.title),
                address=redact(each.address),
                presence=each.presence.value,
                last_seen_at=each.last_seen_at,
                first_missed_at=each.first_missed_at,
                cites=(cite,) if cite else (),
            )
        )
    return tuple(rows)


def issues(found: Sequence[Issue], redact: Redact) -> tuple[Issue, ...]:
    """What could not be done, names replaced."""
    return tuple(
        msgspec.structs.replace(each, subject=redact(each.subject), reason=redact(each.reason))
        for each in found
    )


def missing(
    found: Sequence[Missing], sources: Mapping[str, Source], redact: Redact, speak: Language
) -> tuple[Missing, ...]:
    """Who was not heard, by title, with days as the page prints them."""
    return tuple(
        Missing(
            source=sources[each.source].title if each.source in sources else redact(each.source),
            reason=reason(speak, redact(each.reason)),
        )
        for each in found
    )


def unnamed(answer: Assessment, redact: Redact) -> Assessment:
    """The assessment with private names replaced wherever it repeats words of a text or a file's name."""
    return msgspec.structs.replace(
        answer,
        origins=tuple(
            msgspec.structs.replace(each, basis=tuple(redact(why) for why in each.basis))
            for each in answer.origins
        ),
        missing=tuple(
            Missing(source=redact(each.source), reason=redact(each.reason)) for each in answer.missing
        ),
    )
