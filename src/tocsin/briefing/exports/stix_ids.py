"""Names of STIX objects that follow from what they are, so that the same briefing gives the same bundle.

Observables have their namespace and contributing properties fixed by the standard. Everything else is named
in a namespace of ours by the id of the record it is made from: a claim met in two briefings is one note.

Source: STIX 2.1 OASIS Standard, 2.9 (identifiers) and 2.9.1 (deterministic identifiers); RFC 8785 (JCS).
"""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
OURS = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "urn:tocsin:stix")
"""Under the namespace of URLs, as RFC 9562 has it."""


def observable(kind: str, **properties: Any) -> str:
    """The id of an observable that is told apart by these properties."""
    written = json.dumps(properties, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{kind}--{uuid5(OBSERVABLES, written)}"


def named(kind: str, *parts: str) -> str:
    """The id of an object of ours that is made of these parts."""
    return f"{kind}--{uuid5(OURS, json.dumps([kind, *parts], ensure_ascii=False))}"


MAKER = named("identity", "tocsin")
"""Who made the bundle: the same in all of them."""


def instant(at: datetime) -> str:
    """A timestamp, to the millisecond as the standard asks."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"
