"""The annotated texts: our own with their markup, and open-licence ones as digests and offsets.

A text of ours stands in `texts/` in full: a line of JSON (`id`, `lang`, `genre`, …), a line of dashes, the
text with its markup. Of an open-licence text only what we know about it is kept, in `standoff/`: the
digest of the text, how far it is annotated (`until`) and the offsets of its annotations. The text itself is
read from the evaluation data, and must have that digest.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from training.examples import Example, told_from
from training.markup import MarkupError, attributions, parse
from training.statements import find_stated

HOME = Path(__file__).parent
TEXTS, STANDOFF = HOME / "texts", HOME / "standoff"
FENCE = "\n---\n"

PLACES = {
    "meantime": "attribution/meantime.jsonl.gz",
    "wce": "mobilization/corpus.jsonl",
    "kremlin": "mobilization/corpus.jsonl",
}
"""Set of the evaluation data → the file in which its texts stand."""


class Texts(NamedTuple):
    """What could be read, and what is missing."""

    examples: tuple[Example, ...]
    missing: tuple[str, ...]
    """Ids of annotated texts whose text is not there, or is another."""


def load_texts(lang: str, folder: Path = TEXTS) -> tuple[Example, ...]:
    """Our own texts in one language, in order of their names.

    Raises:
        MarkupError: a file is not marked up as the guideline says; the message names it.
    """
    return tuple(one for one in map(load_text, sorted(folder.glob("*.txt"))) if one.lang == lang)


def load_standoff(lang: str, data: Path | None, folder: Path = STANDOFF) -> Texts:
    """Annotated open-licence texts in one language, as far as `data` holds them."""
    kept = [one for file in sorted(folder.glob("*.jsonl")) for one in read_lines(file) if one["lang"] == lang]
    texts = {} if data is None else _digests(data, {one["set"] for one in kept})
    there = [one for one in kept if one["sha256"] in texts]
    examples = (
        Example(one["id"], texts[one["sha256"]][: one["until"]], told_from(one["attributions"]), lang)
        for one in there
    )
    missing = (one["id"] for one in kept if one["sha256"] not in texts)
    return Texts(tuple(examples), tuple(missing))


def digest(text: str) -> str:
    """SHA-256 of a text, by which its annotations find it."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_marked(path: Path) -> tuple[Mapping[str, Any], str]:
    """Head and marked body of a file in our markup."""
    head, fence, body = path.read_text("utf-8").partition(FENCE)
    if not fence:
        raise MarkupError(f"{path.name}: expected a line of JSON, dashes, and a text")
    return json.loads(head), body.strip("\n")


def load_text(path: Path) -> Example:
    """One text of ours.

    Raises:
        MarkupError: it is not marked up as the guideline says; the message names the file.
    """
    head, body = read_marked(path)
    try:
        marked = parse(body)
    except MarkupError as error:
        raise MarkupError(f"{path.name}: {error}") from error
    return Example(head["id"], marked.text, attributions(marked), head["lang"], find_stated(marked))


def _digests(data: Path, sets: Iterable[str]) -> dict[str, str]:
    places = [data / PLACES[name] for name in sets]
    found = (one["text"] for place in places if place.is_file() for one in read_lines(place))
    return {digest(text): text for text in found}


def read_lines(path: Path) -> Iterator[Any]:
    """Each line of a file of JSON Lines, packed or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    ) as file:
        yield from (json.loads(line) for line in file if line.strip())
