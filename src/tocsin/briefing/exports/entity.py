"""One FollowTheMoney entity: a schema, an id, and properties that are lists of texts.

Source: FollowTheMoney 4, "entities" (the exchange format).
"""

from datetime import UTC, date, datetime

from tocsin.records.briefing import Citation
from tocsin.records.identity import content_id

Entity = dict[str, object]


def entity(schema: str, key: str, /, **properties: object) -> Entity:
    """An entity; properties without a value are left out, and single values become lists."""
    held: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        told = [_value(each) for each in values if each not in (None, "")]
        if told:
            held[name] = told
    return {"id": key, "schema": schema, "properties": held}


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else str(value)


def document(source: Citation) -> str:
    """The id of the text that a citation quotes."""
    return content_id("document", source.capture_id)
