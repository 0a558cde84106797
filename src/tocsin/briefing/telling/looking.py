"""Finds what stands at a path in a record: `assessment.hypotheses[id=open].p`, `origins#`.

A name goes into a field or a key, `[name=value]` keeps the members whose field prints as the value, a
number picks one, and `#` at the end counts. So a sentence can say where each of its figures stands, and
anybody can look there.
"""

import re
from typing import Any

from tocsin.errors import BriefingError

STEP = re.compile(r"(?P<name>[^.\[\]#]+)|\[(?P<field>\w+)=(?P<value>[^\]]*)\]|(?P<count>#)|\.")


def look(record: Any, path: str) -> Any:
    """What stands there.

    Raises:
        BriefingError: nothing does.
    """
    at = record
    for step in STEP.finditer(path):
        try:
            if step["count"]:
                at = len(at)
            elif step["field"]:
                kept = [one for one in at if _printed(getattr(one, step["field"])) == step["value"]]
                # The last filter of a path that goes on picks its one member; a count wants them all.
                at = kept if path[step.end() :].startswith(("#", "[")) else kept[0]
            elif step["name"]:
                at = _inside(at, step["name"])
        except (AttributeError, KeyError, IndexError, ValueError) as error:
            raise BriefingError(
                f"path {path!r}", "something in the record", "nothing", "another path"
            ) from error
    return at


def _inside(at: Any, name: str) -> Any:
    if isinstance(at, dict):
        return at[name]
    if isinstance(at, list | tuple):
        return at[int(name)]
    return getattr(at, name)


def _printed(value: Any) -> str:
    return str(getattr(value, "value", value))
