"""What the captures of a bundle say: notes on them, and opinions on the notes of claims.

Source: STIX 2.1 OASIS Standard, 4.13 (note), 4.15 (opinion) and appendix A.3 (Admiralty credibility).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tocsin.briefing.exports import said
from tocsin.briefing.exports.stix_ids import MAKER, instant, named
from tocsin.briefing.exports.stix_marking import IDS
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.marking import Tlp, strictest

Thing = dict[str, Any]
CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
OPINIONS = {"1": "strongly-agree", "2": "agree", "3": "neutral", "4": "disagree", "5": "strongly-disagree"}
"""A truth that was not judged (6) is no opinion, and gets none."""


def capture(name: str) -> str:
    """The id of the observed data of a capture."""
    return named("observed-data", name)


def notes(briefing: Briefing) -> Iterator[Thing]:
    """Every note and opinion of the bundle."""
    cited = {one.id: one for one in briefing.citations}
    yield from _outcomes(briefing)
    yield from _claims(briefing, cited)
    yield from _indications(briefing, cited)
    yield from _predictions(briefing, cited)
    yield from _vanishings(briefing, cited)


def note(
    briefing: Briefing, name: str, about: Iterable[str], said_in: Iterable[Citation], **told: Any
) -> Thing:
    """A note, as old as the first capture it stands on and marked as strictly as the strictest of them."""
    found = list(said_in)
    created = min((one.captured_at for one in found), default=briefing.as_of)
    return {
        "type": "note",
        "spec_version": "2.1",
        "id": name,
        "created_by_ref": MAKER,
        "created": instant(created),
        "modified": instant(max(created, briefing.as_of)),
        **told,
        "object_refs": list(dict.fromkeys(about)),
        "object_marking_refs": [IDS[strictest((one.tlp for one in found), Tlp.CLEAR)]],
    }


def _outcomes(briefing: Briefing) -> Iterator[Thing]:
    speak = language(briefing.language)
    rules = {one.id: one.resolution for one in briefing.hypotheses}
    for one in briefing.assessment.hypotheses:
        spread = "; ".join(
            speak.t("forms.by", on=point.on, p=point.p[one.id])
            for point in briefing.assessment.by_deadline
            if one.id in point.p
        )
        held = note(
            briefing,
            named("note", briefing.id, one.id),
            [named("report", briefing.id)],
            (),
            abstract=said.outlook(briefing, one),
            content=said.plain(speak.t("forms.held_true", rule=rules.get(one.id, ""), spread=spread)),
            authors=["Tocsin"],
        )
        yield held | {"object_marking_refs": [IDS[briefing.tlp]]}


def _claims(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Thing]:
    speak = language(briefing.language)
    for one in briefing.claims:
        source = cited.get(one.cite)
        if source is None:
            continue
        name = named("note", one.id)
        told = "forms.denies" if one.polarity == "deny" else "forms.says"
        made = note(
            briefing,
            name,
            [capture(source.capture_id)],
            [source],
            abstract=speak.t(told, topic=one.topic, speaker=one.speaker),
            content=one.content,
            authors=[one.speaker],
            external_references=[{"source_name": "Tocsin claim", "external_id": one.id}],
        )
        if source.credibility in CONFIDENCE:
            made["confidence"] = CONFIDENCE[source.credibility]
        made["object_marking_refs"] = [IDS[strictest([one.tlp, source.tlp])]]
        yield made
        if source.credibility in OPINIONS:
            yield _opinion(speak, made, one.id, source)


def _opinion(speak: Language, note: Thing, claim: str, source: Citation) -> Thing:
    return {
        "type": "opinion",
        "spec_version": "2.1",
        "id": named("opinion", claim),
        "created_by_ref": MAKER,
        "created": note["created"],
        "modified": note["modified"],
        "explanation": said.grade(speak, source),
        "authors": ["Tocsin"],
        "opinion": OPINIONS[source.credibility],
        "object_refs": [note["id"]],
        "object_marking_refs": note["object_marking_refs"],
    }


def _indications(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Thing]:
    speak = language(briefing.language)
    for row in briefing.board:
        for cite in dict.fromkeys(name for cell in row.cells for name in cell.cites):
            source = cited.get(cite)
            if source is not None:
                yield note(
                    briefing,
                    named("note", row.indicator, source.capture_id, source.quote),
                    [capture(source.capture_id)],
                    [source],
                    abstract=speak.t("forms.indication", title=row.title),
                    content=source.quote,
                    authors=[source.publisher],
                )


def _predictions(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Thing]:
    speak = language(briefing.language)
    for one in briefing.predictions:
        source = cited.get(one.cite)
        if source is not None:
            fate = speak.t(f"fate.{one.fate.value}") + (f" ({one.reason})" if one.reason else "")
            due = said.plain(speak.t("forms.due_day", on=one.due_on, fate=fate))
            name = named("note", "prediction", source.capture_id, one.speaker, one.statement, str(one.due_on))
            yield note(
                briefing,
                name,
                [capture(source.capture_id)],
                [source],
                abstract=speak.t("forms.prediction", speaker=one.speaker, due=due),
                content=one.statement,
                authors=[one.speaker],
            )


def _vanishings(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Thing]:
    speak = language(briefing.language)
    for one in briefing.vanishings:
        shown = [cited[name] for name in one.cites if name in cited]
        if shown:
            seen = speak.t(
                "forms.seen_missed", address=one.address, last=one.last_seen_at, missed=one.first_missed_at
            )
            yield note(
                briefing,
                named("note", "vanishing", one.address, instant(one.first_missed_at)),
                [capture(each.capture_id) for each in shown],
                shown,
                abstract=speak.t("forms.vanished", presence=one.presence, title=one.title),
                content=said.plain(seen),
                authors=["Tocsin"],
            )
