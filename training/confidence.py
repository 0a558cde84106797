"""Fits how likely a claim is rightly read, on the texts written for this project.

`python -m training.confidence` reads the marked texts with the shipped reader, asks of each claim
whether the annotation has it (half its words, its topic), and writes the curve to
`src/tocsin/reading/confidence.toml`. Texts without a claim are left out: they were written to teach who
said what on other subjects, and a stream has them in other numbers. The encoder was trained on the same
texts, so its own certainty counts for a little too much here.

Source: logistic regression by Newton's method with a ridge; C. Bishop, "Pattern Recognition" (2006), 4.3.3.
"""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import tomlkit

from tocsin.catalogue.load import load_catalogue
from tocsin.reading import claims, confidence
from tocsin.reading.gate import Gate
from tocsin.reading.packs import PACKS
from tocsin.reading.passages import find_passages
from tocsin.reading.topics import TopicClassifier
from tocsin.records.indication import Topic
from tocsin.records.reading import Document
from training.markup import Marked, parse

TEXTS = Path(__file__).parent / "texts"
TABLE = Path(confidence.__file__).with_name(confidence.TABLE)
SAME_DICE = 0.5
RIDGE = 1.0
STEPS = 30
_WORD = re.compile(r"\w+")
_ROLE = re.compile(r"t(\d+)|w")

Gold = tuple[str, str]
"""Topic and words of an annotated claim."""
Example = tuple[dict[str, float], bool]


def examples(topics: tuple[Topic, ...], langs: tuple[str, ...]) -> Iterator[Example]:
    """Features of every claim that reading finds in the texts, and whether it is right."""
    for path in sorted(TEXTS.glob("*.txt")):
        head, _, body = path.read_text("utf-8").partition("\n---\n")
        told = json.loads(head)
        if told["lang"] not in langs:
            continue
        marked = parse(body)
        day = dt.date.fromisoformat(told["date"]) if told.get("date") else None
        document = Document(id=told["id"], text=marked.text, published_on=day, lang=told["lang"])
        yield from _judged(document, annotated(marked), topics)


def annotated(marked: Marked) -> list[Gold]:
    """The claims of one text; a broken content is put together again."""
    found: list[Gold] = []
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
    for name, topic in topic_of.items():
        found.append((topic, " ".join(spans[name])))
    return found


def _judged(document: Document, gold: list[Gold], topics: tuple[Topic, ...]) -> Iterator[Example]:
    lang = document.lang or "en"
    if not gold or not Gate().admits(document.text):
        return
    classifier = TopicClassifier(topics, lang)
    parsed = PACKS[lang]().parse(document, tuple(find_passages(document.text)))
    propositions = parsed.find_propositions()
    by_place = {(one.content.start, one.content.end): one for one in propositions}
    left = list(gold)
    for claim in claims.find_claims(propositions, classifier):
        one = by_place[claim.content.start, claim.content.end]
        strength = classifier.strength(claim.topic, one.context.text, one.content.text)
        match = next(
            (g for g in left if g[0] == claim.topic and dice(g[1], claim.content.text) >= SAME_DICE), None
        )
        if match is not None:
            left.remove(match)
        yield confidence.features(one, strength), match is not None


def dice(one: str, other: str) -> float:
    """Words in common of two texts, as Dice's share."""
    a, b = Counter(_WORD.findall(one.casefold())), Counter(_WORD.findall(other.casefold()))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def fit(told: list[Example]) -> dict[str, float]:
    """Log-odds of each feature."""
    names = list(told[0][0])
    x = np.array([[one[name] for name in names] for one, _ in told])
    y = np.array([float(right) for _, right in told])
    penalty = np.full(len(names), RIDGE)
    penalty[names.index("always")] = 0.0
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - penalty * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        w += np.linalg.solve(curve, slope)
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def main() -> None:
    """Fits and writes the table."""
    told = list(examples(load_catalogue().topics, tuple(PACKS)))
    table = tomlkit.parse(TABLE.read_text("utf-8"))
    table["fitted_on"] = dt.datetime.now(dt.UTC).date()
    right = sum(one for _, one in told)
    table["source"] = f"python -m training.confidence, on training/texts: {right} of {len(told)} claims right"
    table["n_claims"] = len(told)
    table["weights"] = fit(told)
    TABLE.write_text(tomlkit.dumps(table), "utf-8")
    print(table["source"])


if __name__ == "__main__":
    main()
