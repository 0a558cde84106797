"""Puts a finished briefing on disk whole or not at all: a run that is killed leaves the last one standing."""

import os
from pathlib import Path

from tocsin.errors import BriefingError


def write(path: Path, content: str | bytes) -> None:
    """Write `content` at `path`, through a neighbour file that takes its place in one step.

    Raises:
        BriefingError: the folder cannot be made or written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BriefingError(str(path), "a place that can be written", reason, "another --out") from error
