"""The briefing as a STIX 2.1 bundle, for platforms of threat intelligence.

A capture is observed data: the address and the file with its digest. What it says is a note on it (a claim,
an indication, a prediction, a vanishing, a change, a survey), and how far we believe a claim is an opinion on
its note, the Admiralty figure on the scale that the standard gives for it. What a model says and what the
prose sums up are notes on the report, which holds everything.

Source: STIX 2.1 OASIS Standard, sections 3.2, 4.5, 4.12 to 4.14, 6.7, 6.17 and appendix A.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tocsin.briefing.exports import said, stix_beside, stix_notes
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.exports.stix_ids import MAKER, instant, named, observable
from tocsin.briefing.exports.stix_marking import IDS, definition
from tocsin.briefing.language.choose import language
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.marking import Tlp

Thing = dict[str, Any]
EPOCH = "2023-01-01T00:00:00.000Z"
"""When our identity was made: it is the same in every bundle."""


def write(edition: Edition) -> bytes:
    """The bundle."""
    briefing = edition.briefing
    seen = {one.capture_id: one for one in briefing.citations}
    things = [
        *_observed(briefing, seen.values()),
        *stix_notes.notes(briefing),
        *stix_beside.notes(briefing),
    ]
    labels = dict.fromkeys([briefing.tlp, *(one.tlp for one in briefing.citations)])
    labels |= dict.fromkeys(one.tlp for one in briefing.claims)
    held = [_maker(briefing), *_publishers(briefing, seen.values()), *_unique(things)]
    refs = [one["id"] for one in held]
    marks = [definition(label) for label in sorted(labels, key=list(Tlp).index)]
    bundle = {
        "type": "bundle",
        "id": named("bundle", briefing.id),
        "objects": [*marks, *held, _report(briefing, refs)],
    }
    return msgspec.json.format(msgspec.json.encode(bundle), indent=1) + b"\n"


def _unique(things: Iterable[Thing]) -> Iterator[Thing]:
    """Each once: an address captured twice is one observable."""
    known: set[str] = set()
    for one in things:
        if one["id"] not in known:
            known.add(one["id"])
            yield one


def _maker(briefing: Briefing) -> Thing:
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": MAKER,
        "created": EPOCH,
        "modified": EPOCH,
        "name": "Tocsin",
        "description": language(briefing.language).t("forms.maker"),
        "identity_class": "system",
    }


def _publishers(briefing: Briefing, captures: Iterable[Citation]) -> Iterator[Thing]:
    """Who published what was captured, once each."""
    speak = language(briefing.language)
    grades = {one.publisher: one.reliability for one in captures}
    for name in sorted(grades):
        yield {
            "type": "identity",
            "spec_version": "2.1",
            "id": publisher(name),
            "created_by_ref": MAKER,
            "created": EPOCH,
            "modified": instant(briefing.as_of),
            "name": name,
            "description": speak.t("forms.source", grade=grades[name]),
            "identity_class": "organization",
            "object_marking_refs": [IDS[briefing.tlp]],
        }


def publisher(name: str) -> str:
    """The id of a publisher."""
    return named("identity", "publisher", name)


def _observed(briefing: Briefing, captures: Iterable[Citation]) -> Iterator[Thing]:
    speak = language(briefing.language)
    for one in captures:
        mark = [IDS[one.tlp]]
        digest = one.payload_digest.removeprefix("sha256:")
        hashes = {"SHA-256": digest}
        file = {"type": "file", "spec_version": "2.1", "id": observable("file", hashes=hashes)}
        parts = [{**file, "hashes": hashes, "object_marking_refs": mark}]
        reference: Thing = {
            "source_name": one.publisher,
            "description": said.plain(f"{one.title}; {said.kept(speak, one)}"),
            "external_id": one.capture_id,
            "hashes": hashes,
        }
        if one.address.startswith(("http://", "https://")):
            name = observable("url", value=one.address)
            place = {"type": "url", "spec_version": "2.1", "id": name, "value": one.address}
            parts.insert(0, {**place, "object_marking_refs": mark})
            reference["url"] = one.address
        yield from parts
        at = instant(one.captured_at)
        yield {
            "type": "observed-data",
            "spec_version": "2.1",
            "id": stix_notes.capture(one.capture_id),
            "created_by_ref": MAKER,
            "created": at,
            "modified": at,
            "first_observed": at,
            "last_observed": at,
            "number_observed": 1,
            "object_refs": [part["id"] for part in parts],
            "external_references": [reference],
            "object_marking_refs": mark,
        }


def _report(briefing: Briefing, refs: list[str]) -> Thing:
    at = instant(briefing.as_of)
    inputs = [
        {"source_name": "Tocsin input", "description": f"{name}: {value}"}
        for name, value in briefing.input_digests
    ]
    return {
        "type": "report",
        "spec_version": "2.1",
        "id": named("report", briefing.id),
        "created_by_ref": MAKER,
        "created": at,
        "modified": at,
        "name": said.title(briefing),
        "description": f"{said.answer(briefing)} {said.standing(briefing)}",
        "report_types": ["observed-data"],
        "lang": briefing.language,
        "published": at,
        "object_refs": refs,
        "external_references": [*inputs, {"source_name": "Tocsin", "external_id": briefing.id}],
        "object_marking_refs": [IDS[briefing.tlp]],
    }
