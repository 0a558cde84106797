"""What every noun has in common: frozen, keyword-only, and deaf to unknown keys.

A record is a value. It is equal to another with the same fields, it never changes, and decoding a
mapping with a key it does not know is an error, so that a misspelt key in a file is found on the day
it is written.
"""

from typing import Any, TypeVar, dataclass_transform

import msgspec

R = TypeVar("R", bound="Record")


class RecordMeta(msgspec.StructMeta):
    """Makes every field keyword-only: msgspec hands `frozen` down to children, but not `kw_only`."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], space: dict[str, Any], **config: Any
    ) -> "RecordMeta":
        """The class `name`, with keyword-only fields."""
        return super().__new__(mcls, name, bases, space, **({"kw_only": True} | config))


# Type checkers look for the defaults on the nearest parent, not in msgspec's keywords.
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
# A frozen value cannot come to hold itself, so the collector of cycles need not walk through it: with a
# hundred thousand claims in memory that walk was a tenth of the work.
class Record(msgspec.Struct, metaclass=RecordMeta, frozen=True, forbid_unknown_fields=True, gc=False):
    """Parent of every noun that crosses a stage."""


def encode(record: Any) -> bytes:
    """Canonical JSON of a record: keys in field order, no spaces, UTF-8."""
    return msgspec.json.encode(record, order="deterministic")


def decode(data: bytes | str, kind: type[R]) -> R:
    """The record of class `kind` written in `data`.

    Raises:
        msgspec.ValidationError: a key is unknown, missing or of another type; the message names it.
    """
    return msgspec.json.decode(data, type=kind)


def plain(record: Any) -> Any:
    """The record as dicts, lists, strings and numbers, fit for JSON."""
    return msgspec.to_builtins(record)
