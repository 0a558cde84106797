"""The briefing as JSON: everything the page says, under names that its schema fixes.

The schema is made from the records, so that it cannot say otherwise than what is written.

Source: RFC 8259 (JSON); JSON Schema 2020-12.
"""

from functools import cache
from typing import Any

import msgspec

from tocsin.briefing.exports import said
from tocsin.briefing.exports.interface import Edition
from tocsin.records.briefing import Briefing
from tocsin.records.record import encode, plain

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = "urn:tocsin:schema:briefing:1"
ADDED = {
    "$schema": {"const": NAME, "description": "Name of this schema."},
    "marking": {
        "type": "string",
        "pattern": r"^TLP:(CLEAR|GREEN|AMBER|AMBER\+STRICT|RED)$",
        "description": "How far this file may be passed on (TLP 2.0).",
    },
    "title": {"type": "string", "description": "Headline with its day."},
    "answer": {"type": "string", "description": "The answer in words."},
}


def write(edition: Edition) -> bytes:
    """The file, keys in the order of the page."""
    briefing = edition.briefing
    head = {
        "$schema": NAME,
        "marking": briefing.tlp.label,
        "title": said.title(briefing),
        "answer": said.answer(briefing),
    }
    whole = msgspec.json.encode(head)[:-1] + b"," + encode(briefing)[1:]
    return msgspec.json.format(whole, indent=1) + b"\n"


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    (root,), parts = msgspec.json.schema_components([Briefing], ref_template="#/$defs/{name}")
    own = dict(parts.pop(root["$ref"].rpartition("/")[2]))
    own["properties"] = {**ADDED, **own["properties"]}
    own["required"] = [*ADDED, *own.get("required", [])]
    return {"$schema": DIALECT, "$id": NAME, **own, "title": "Briefing", "$defs": dict(parts)}


def render_schema() -> str:
    """The JSON Schema as text."""
    return msgspec.json.format(msgspec.json.encode(plain(schema())), indent=1).decode()
