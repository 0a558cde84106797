"""Texts whose claims are annotated, with what reading states in them: what the fits on claims stand on."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals._blind_markup import load_gold
from evals.blind import TEXTS as BLIND

from tocsin.reading.claims import weighed_claims
from tocsin.reading.gate import Gate
from tocsin.reading.interface import Proposition
from tocsin.reading.judging import Standing, Weights
from tocsin.reading.packs import PACKS
from tocsin.reading.passages import find_passages
from tocsin.reading.topics import TopicClassifier
from tocsin.records.reading import Document
from training.aside import is_aside
from training.corpus import TEXTS, load_text, read_lines, read_marked
from training.markup import Marked, parse

ANNOTATED = Path("mobilization") / "gold.dev.jsonl"
OPEN = ("wce-", "krm-")
"""How the ids of texts begin whose licence lets them teach: Wikipedia Current Events, kremlin.ru."""
SAME_DICE = 0.5
_WORD = re.compile(r"\w+")
_ROLE = re.compile(r"t(\d+)|w")

Gold = tuple[str, str]
"""Topic and words of an annotated claim."""


BY_WORDINGS = Weights(
    fitted_on=dt.date(2026, 11, 22), source="no heads", wording=1e6, alone_p=2.0, none_p=2.0, sure_p=2.0
)
"""Weights by which the heads count for nothing."""


class Text(NamedTuple):
    """What is stated in a text, and what of it is a claim."""

    lang: str
    propositions: Sequence[Proposition]
    gold: Sequence[Gold]
    taught: bool
    """Whether the trained heads learned from it."""


def own_texts() -> Iterator[Text]:
    """The texts written for this project; of those without an annotated claim nobody says there is none."""
    for path in sorted(TEXTS.glob("*.txt")):
        head, body = read_marked(path)
        marked = parse(body)
        if gold := find_gold(marked):
            day = dt.date.fromisoformat(head["date"]) if head.get("date") else None
            document = Document(id=head["id"], text=marked.text, published_on=day, lang=head["lang"])
            yield _text(document, gold, taught=not is_aside(load_text(path)))


def unseen_texts(data: Path | None) -> Iterator[Text]:
    """Texts that taught the heads nothing.

    Our own kept aside, the open half of those written blind, and, where there is `data`, the annotated texts
    about call-ups whose licence is open; those with no claim have none.
    """
    yield from (one for one in own_texts() if not one.taught)
    for path in sorted((BLIND / "open").glob("*.txt")):
        yield _annotated(load_gold(path))
    if data is not None:
        yield from (_annotated(told) for told in read_lines(data / ANNOTATED) if told["id"].startswith(OPEN))


def _annotated(told: Mapping[str, Any]) -> Text:
    spans = [(one["topic"], one["content"]) for one in told["claims"]]
    gold = [(topic, told["text"][span["start"] : span["end"]]) for topic, span in spans]
    day = dt.date.fromisoformat(told["date"]) if told.get("date") else None
    document = Document(id=told["id"], text=told["text"], published_on=day, lang=told["lang"])
    return _text(document, gold, taught=False)


def _text(document: Document, gold: Sequence[Gold], *, taught: bool) -> Text:
    lang = document.lang or "en"
    if not Gate().admits(document.text):
        return Text(lang, (), gold, taught)
    parsed = PACKS[lang]().parse(document, tuple(find_passages(document.text)))
    return Text(lang, parsed.find_propositions(), gold, taught)


def find_gold(marked: Marked) -> list[Gold]:
    """The claims of one text; a broken content is put together again."""
    spans: dict[str, list[str]] = {}
    topic_of: dict[str, str] = {}
    for place, label in enumerate(marked.labels):
        role = next((one for one in label.labels if _ROLE.fullmatch(one)), None)
        if role is None:
            continue
        name = f"w{place}" if role == "w" else role
        spans.setdefault(name, []).append(marked.text[label.start : label.end])
        topic = next((one.removeprefix("topic:") for one in label.labels if one.startswith("topic:")), None)
        if topic is not None:
            topic_of[name] = topic
    return [(topic, " ".join(spans[name])) for name, topic in topic_of.items()]


class Judged(NamedTuple):
    """A claim found in a text."""

    features: dict[str, float]
    standing: Standing
    right: bool
    """Whether an annotated claim has half its words, and its topic."""


def judged(text: Text, classifier: TopicClassifier) -> Iterator[Judged]:
    """Each claim found in a text."""
    left = list(text.gold)
    for claim, features, standing in weighed_claims(text.propositions, classifier):
        same = (g for g in left if g[0] == claim.topic and dice(g[1], claim.content.text) >= SAME_DICE)
        match = next(same, None)
        if match is not None:
            left.remove(match)
        yield Judged(features, standing, match is not None)


def dice(one: str, other: str) -> float:
    """Words in common of two texts, as Dice's share."""
    a, b = Counter(_WORD.findall(one.casefold())), Counter(_WORD.findall(other.casefold()))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))
