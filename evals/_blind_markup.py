"""Reads the texts written blind: the markup of the training texts, with quantities and times in it.

s1 c1            source and cue of claim 1 (t1); `as:First_Last` beside them resolves a pronoun
t1, t1b, w       content of a claim of source 1, of a further claim of it, of the writer's own
topic:ID deny pred cert:LEVEL    what is claimed, as in training/GUIDELINES.md
q:LOW..HIGH      a quantity of every claim around it; an open end is left empty
d:FROM..TO       a time of the claim around it, or beside it; ISO days, an open end left empty
i:ID             the words show this indicator
p:NAME           a mention of the private person NAME
"""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

_MARK = re.compile(r"\{([^{}|\n]+)\||\}")
_NAMED = re.compile(r"[A-ZА-ЯЁ][\w’-]+ [A-ZА-ЯЁ][\w’-]+$")
_CONTENT = re.compile(r"w|t(\d+)[a-z]?")


class Label(NamedTuple):
    """Labels over the characters `start` to `end`."""

    labels: tuple[str, ...]
    start: int
    end: int

    def after(self, prefix: str) -> str | None:
        """What follows a label's prefix, where there is such a label."""
        return next((one[len(prefix) :] for one in self.labels if one.startswith(prefix)), None)


def load_gold(path: Path) -> dict[str, Any]:
    """One text with its annotation, shaped as the scorer wants it."""
    head, _, marked = path.read_text("utf-8").partition("\n---\n")
    text, labels = _parse(marked.strip())
    return {
        **json.loads(head),
        "text": text,
        "claims": [_claim(text, one, labels) for one in labels if _is_claim(one)],
        "indications": [
            {"indicator": name, **_span(text, one)} for one in labels if (name := one.after("i:"))
        ],
        "protected": [{"name": name, **_span(text, one)} for one in labels if (name := one.after("p:"))],
    }


def _parse(marked: str) -> tuple[str, list[Label]]:
    pieces: list[str] = []
    opened: list[tuple[tuple[str, ...], int]] = []
    found: list[Label] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[at : mark.start()])
        length += len(pieces[-1])
        at = mark.end()
        if mark[1] is None:
            labels, start = opened.pop()
            found.append(Label(labels, start, length))
        else:
            head, private, name = mark[1].partition("p:")
            opened.append(((*head.split(), *([private + name] if private else [])), length))
    if opened:
        raise ValueError(f"{' '.join(opened[-1][0])} is never closed")
    return "".join([*pieces, marked[at:]]), sorted(found, key=lambda one: (one.start, -one.end))


def _is_claim(label: Label) -> bool:
    return label.after("topic:") is not None and any(_CONTENT.fullmatch(one) for one in label.labels)


def _span(text: str, label: Label) -> dict[str, Any]:
    return {"text": text[label.start : label.end], "start": label.start, "end": label.end}


def _resolved(source: str) -> str:
    """A source as a chain has it: the name without title and apposition, else its own words."""
    named = _NAMED.search(source.split(",")[0])
    return named.group() if named else source


def _claim(text: str, content: Label, labels: list[Label]) -> dict[str, Any]:
    number = next((found[1] for one in content.labels if (found := _CONTENT.fullmatch(one))), None)
    source = next((one for one in labels if f"s{number}" in one.labels), None) if number else None
    cue = next((one for one in labels if f"c{number}" in one.labels), None) if number else None
    name = (source.after("as:") or "").replace("_", " ") if source else ""
    inside = [one for one in labels if content.start <= one.start and one.end <= content.end]
    return {
        "source": _span(text, source) if source else None,
        "chain": [name or _resolved(text[source.start : source.end])] if source else [],
        "cue": _span(text, cue) if cue else None,
        "content": _span(text, content),
        "topic": content.after("topic:"),
        "quantities": [
            {**_span(text, one), "low": low, "high": high}
            for one in inside
            if (ends := one.after("q:"))
            for low, high in [tuple(float(end) if end else None for end in ends.split(".."))]
        ],
        "times": [
            {**_span(text, one), "earliest": early or None, "latest": late or None}
            for one in inside
            if (ends := one.after("d:"))
            for early, late in [ends.split("..")]
        ],
        "polarity": "deny" if "deny" in content.labels else "affirm",
        "certainty": content.after("cert:") or "unstated",
        "prediction": "pred" in content.labels,
    }
