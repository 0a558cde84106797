"""Names that follow from content, so that the same thing found twice is one thing.

An id is a short word for the kind, a hyphen, and the first 20 hexadecimal digits (80 bits) of the
SHA-256 of the parts that make the thing what it is. Two million records of one kind collide with a
chance below one in 10^11.
"""

import hashlib
from typing import Any

import msgspec

DIGITS = 20


def content_id(kind: str, *parts: Any) -> str:
    """The id of a thing of `kind` that is made of `parts`.

    The parts are hashed as one canonical JSON list, so ("a", "bc") and ("ab", "c") differ.
    """
    written = msgspec.json.encode(list(parts), order="deterministic")
    return f"{kind}-{hashlib.sha256(written).hexdigest()[:DIGITS]}"


def digest(payload: bytes) -> str:
    """SHA-256 of `payload` as `sha256:` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(payload).hexdigest()
