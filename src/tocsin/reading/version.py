"""The version of the rules: a digest of their source, so that no change of a rule can go unnoticed.

A case reads anew what an earlier version read; a version number that someone must remember to raise
would leave old readings standing.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

DIGITS = 12


@cache
def rules_version() -> str:
    """Hexadecimal digits that change with any source file of reading."""
    digest = hashlib.sha256()
    for name, body in sorted(_sources(files("tocsin.reading"), "")):
        digest.update(f"{name}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()[:DIGITS]


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            found.extend(_sources(entry, f"{name}/"))
        elif name.endswith((".py", ".toml")):
            found.append((name, entry.read_bytes()))
    return found
