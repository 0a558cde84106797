"""Fits how likely a claim is rightly read: `python -m training.confidence [--data DIR]`.

The curve, a weight for each feature, is fitted on the texts written for this project: what reading finds
in them is right when the annotation has it (half its words, its topic). Many of these texts were written to
teach who said what on other subjects, so fewer of the claims found in them are right than in texts about
call-ups. The *level*, two numbers that move the whole curve, is therefore found on these texts and, counted
alike, on the open-licence part of the annotated texts about call-ups, where `--data` has them: a case holds
both kinds. Without `--data` the last level stays. What is printed
is from cross-validation, never from the claims that were fitted: for the curve a tenth of the texts at a
time, for the level a text at a time.

Source: J. Platt (1999) for the level; C. Bishop, "Pattern Recognition" (2006), 4.3.3, for the Newton steps.
"""

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import tomlkit

from tocsin.catalogue.entries import load_catalogue
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
ANNOTATED = Path("mobilization") / "gold.dev.jsonl"
OPEN = ("wce-", "krm-")
"""How the ids of texts begin whose licence lets them teach: Wikipedia Current Events, kremlin.ru."""
SAME_DICE = 0.5
RIDGE = 2.0
STEPS = 30
FOLDS = 10
_WORD = re.compile(r"\w+")
_ROLE = re.compile(r"t(\d+)|w")

Floats = npt.NDArray[np.float64]
Gold = tuple[str, str]
"""Topic and words of an annotated claim."""
Example = tuple[dict[str, float], bool]
Told = list[list[Example]]
"""Features of each claim found in each text, and whether it is right."""


class Weighed(NamedTuple):
    """Claims with the curve's log-odds, and whether they are right; shape (claim,)."""

    odds: Floats
    right: Floats


def own_texts(topics: tuple[Topic, ...]) -> Told:
    """The claims of the texts written for this project; texts without an annotated claim are left out."""
    found: Told = []
    for path in sorted(TEXTS.glob("*.txt")):
        head, _, body = path.read_text("utf-8").partition("\n---\n")
        told = json.loads(head)
        marked = parse(body)
        day = dt.date.fromisoformat(told["date"]) if told.get("date") else None
        document = Document(id=told["id"], text=marked.text, published_on=day, lang=told["lang"])
        found.append(list(_judged(document, annotated(marked), topics)))
    return [one for one in found if one]


def open_texts(path: Path, topics: tuple[Topic, ...]) -> Told:
    """The claims of the annotated texts about call-ups whose licence is open."""
    found: Told = []
    for line in path.read_text("utf-8").splitlines():
        told = json.loads(line)
        if not told["id"].startswith(OPEN):
            continue
        gold = [
            (one["topic"], told["text"][one["content"]["start"] : one["content"]["end"]])
            for one in told["claims"]
        ]
        day = dt.date.fromisoformat(told["date"]) if told.get("date") else None
        document = Document(id=told["id"], text=told["text"], published_on=day, lang=told["lang"])
        found.append(list(_judged(document, gold, topics)))
    return [one for one in found if one]


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
    propositions = PACKS[lang]().parse(document, tuple(find_passages(document.text))).find_propositions()
    left = list(gold)
    for claim, told in claims.weighed_claims(propositions, classifier):
        match = next(
            (g for g in left if g[0] == claim.topic and dice(g[1], claim.content.text) >= SAME_DICE), None
        )
        if match is not None:
            left.remove(match)
        yield told, match is not None


def dice(one: str, other: str) -> float:
    """Words in common of two texts, as Dice's share."""
    a, b = Counter(_WORD.findall(one.casefold())), Counter(_WORD.findall(other.casefold()))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def fit(x: Floats, y: Floats, penalty: Floats) -> Floats:
    """Log-odds of each column, by Newton's steps with a ridge."""
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = logistic(x @ w)
        slope = x.T @ (y - p) - penalty * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        w += np.linalg.solve(curve, slope)
    return w


def fit_curve(told: Sequence[Sequence[Example]], names: Sequence[str]) -> Floats:
    """A weight for each feature; none pulls the first towards nought."""
    x, y = arrays(told, names)
    return fit(x, y, np.array([0.0 if name == "always" else RIDGE for name in names]))


def fit_level(own: Weighed, about: Weighed) -> Floats:
    """Shift and slope, the slope drawn towards one; the two kinds of text count alike."""
    odds, right = np.concatenate([own.odds, about.odds]), np.concatenate([own.right, about.right])
    counts = np.repeat([len(about.odds) / len(own.odds), 1.0], [len(own.odds), len(about.odds)])
    moved = np.column_stack([np.ones_like(odds), odds])
    w, drawn, pull = np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([0.0, RIDGE])
    for _ in range(STEPS):
        p = logistic(moved @ w)
        slope = moved.T @ (counts * (right - p)) - pull * (w - drawn)
        curve = (moved * (counts * p * (1 - p))[:, None]).T @ moved + np.diag(pull + 1e-9)
        w += np.linalg.solve(curve, slope)
    return w


def arrays(told: Sequence[Sequence[Example]], names: Sequence[str]) -> tuple[Floats, Floats]:
    """Features, shape (claim, feature), and whether each is right."""
    flat = [one for text in told for one in text]
    x = np.array([[one[name] for name in names] for one, _ in flat]).reshape(len(flat), len(names))
    return x, np.array([float(right) for _, right in flat])


def logistic(odds: Floats) -> Floats:
    """Probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def held_out(told: Told, names: Sequence[str]) -> Floats:
    """The curve's probability of each claim, fitted without the texts of its fold."""
    p: list[Floats] = [np.zeros(0)] * len(told)
    for fold in range(FOLDS):
        w = fit_curve([text for n, text in enumerate(told) if n % FOLDS != fold], names)
        for n in range(fold, len(told), FOLDS):
            p[n] = logistic(arrays([told[n]], names)[0] @ w)
    return np.concatenate(p)


def held_out_level(own: Weighed, about: Sequence[Weighed]) -> Floats:
    """Probability of each claim of the texts about call-ups with the level found without its text."""
    found: list[Floats] = []
    for n, here in enumerate(about):
        others = joined([one for m, one in enumerate(about) if m != n])
        shift, slope = fit_level(own, others)
        found.append(logistic(shift + slope * here.odds))
    return np.concatenate(found)


def joined(texts: Sequence[Weighed]) -> Weighed:
    """The claims of several texts."""
    return Weighed(np.concatenate([one.odds for one in texts]), np.concatenate([one.right for one in texts]))


def reliability(name: str, p: Floats, right: Floats) -> str:
    """Brier score beside that of the base rate, and how often claims of each fifth are right."""
    base = float(right.mean())
    brier, of_base = np.mean((p - right) ** 2), base * (1 - base)
    lines = [f"{name}: {len(p)} claims, Brier {brier:.3f}, of the base rate {of_base:.3f}"]
    for held in np.array_split(np.argsort(p), 5):
        lines.append(f"  said {p[held].mean():.2f}  right {right[held].mean():.2f}  of {len(held)}")
    return "\n".join(lines)


def main() -> None:
    """Fits, prints what cross-validation says, and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m training.confidence", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the evaluation data, for the level")
    data = parser.parse_args().data
    topics = load_catalogue().topics
    told = own_texts(topics)
    names = list(told[0][0][0])
    weights = fit_curve(told, names)
    right = arrays(told, names)[1]
    without = held_out(told, names)
    print(reliability("own texts, other texts fitted", without, right))
    table = tomlkit.parse(TABLE.read_text("utf-8"))
    table["fitted_on"] = dt.datetime.now(dt.UTC).date()
    found = f"{right.sum():.0f} of {len(right)} claims right"
    table["source"] = f"python -m training.confidence, on training/texts: {found}"
    table["n_claims"] = len(right)
    table["weights"] = {name: round(float(value), 3) for name, value in zip(names, weights, strict=True)}
    if data is not None and (data / ANNOTATED).is_file():
        texts = [arrays([text], names) for text in open_texts(data / ANNOTATED, topics)]
        about = [Weighed(x @ weights, y) for x, y in texts]
        own, seen = Weighed(np.log(without / (1 - without)), right), joined(about)
        p = held_out_level(own, about)
        print(reliability("open texts about call-ups, level of other texts", p, seen.right))
        shift, slope = fit_level(own, seen)
        table["level"] = {
            "slope": round(float(slope), 3),
            "shift": round(float(shift), 3),
            "source": f"own texts and {len(about)} open-licence texts about call-ups, counted alike",
        }
    TABLE.write_text(tomlkit.dumps(table), "utf-8")


if __name__ == "__main__":
    main()
