"""Fits what wordings and trained heads count beside each other: `python -m training.judging [--data DIR]`.

On texts that taught the heads nothing, in both languages. What counts is the F1 of claims with the right
topic. Each weight's gain is printed; on so few texts, one below `LEAST_GAIN` is chance and not taken.
"""

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import tomlkit
from msgspec.structs import replace

from tocsin.catalogue.entries import load_catalogue
from tocsin.reading import judging
from tocsin.reading.judging import Weights, load_weights
from tocsin.reading.topics import TopicClassifier
from tocsin.records.indication import Topic
from training.annotated import BY_WORDINGS, Text, judged, unseen_texts

TABLE = Path(judging.__file__).with_name(judging.TABLE)
LEAST_GAIN = 0.01
TRIALS = {
    "wording": (0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0),
    "alone_p": (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0),
    "none_p": (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0),
}


def score(texts: Sequence[Text], topics: Sequence[Topic], weights: Weights) -> float:
    """F1 of claims that have half their words and their topic in common with an annotated one."""
    classifiers = {lang: TopicClassifier(topics, lang, weights) for lang in {one.lang for one in texts}}
    found = [claim.right for one in texts for claim in judged(one, classifiers[one.lang])]
    return 2 * sum(found) / max(1, len(found) + sum(len(one.gold) for one in texts))


def fit(texts: Sequence[Text], topics: Sequence[Topic], start: Weights) -> tuple[Weights, float]:
    """The weights, tried one after the other, that score best."""
    best, reached = start, score(texts, topics, start)
    for _ in range(2):
        for name, values in TRIALS.items():
            for value in values:
                tried = replace(best, **{name: value})
                if (now := score(texts, topics, tried)) > reached + LEAST_GAIN:
                    print(f"{name} {value}: {reached:.3f} -> {now:.3f}")
                    best, reached = tried, now
    return best, reached


def main() -> None:
    """Fits, prints what each weight gains, and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m training.judging", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the evaluation data")
    data = parser.parse_args().data
    texts = tuple(unseen_texts(data))
    topics = load_catalogue().topics
    print(f"{len(texts)} texts, {sum(len(one.gold) for one in texts)} claims")
    print(f"by wordings alone {score(texts, topics, BY_WORDINGS):.3f}")
    best, reached = fit(texts, topics, load_weights())
    table = tomlkit.parse(TABLE.read_text("utf-8"))
    table["fitted_on"] = dt.datetime.now(dt.UTC).date()
    table["source"] = f"python -m training.judging, on {len(texts)} texts that taught the heads nothing"
    for name in TRIALS:
        table[name] = getattr(best, name)
    TABLE.write_text(tomlkit.dumps(table), "utf-8")
    print(f"with heads {reached:.3f}")


if __name__ == "__main__":
    main()
