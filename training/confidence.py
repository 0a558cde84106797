"""Fits how likely a claim is rightly read: `python -m training.confidence [--data DIR]`.

The curve, a weight for each feature, is fitted on the texts written for this project, by the catalogue's
wordings alone: what reading finds in them is right when the annotation has it (half its words, its topic).
Many of these texts were written to teach who said what on other subjects, so fewer of the claims found in
them are right than in texts about call-ups; and most of them taught the trained heads, whose word on them is
worth nothing. The *level*, four numbers that move the whole curve and say what the heads count, is therefore
found on texts that taught nothing: our own kept aside, those written blind that may be read and, where
`--data` has them, the open-licence part of the annotated texts about call-ups. What is printed is from
cross-validation, never from the claims that were fitted: for the curve a tenth of the texts at a time, for
the level a text at a time.

Source: J. Platt (1999) for the level; C. Bishop, "Pattern Recognition" (2006), 4.3.3, for the Newton steps.
"""

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import tomlkit

from tocsin.catalogue.entries import load_catalogue
from tocsin.reading import confidence
from tocsin.reading.confidence import of_heads
from tocsin.reading.judging import Weights
from tocsin.reading.topics import TopicClassifier
from tocsin.records.indication import Topic
from training.annotated import BY_WORDINGS, Judged, Text, judged, own_texts, unseen_texts

TABLE = Path(confidence.__file__).with_name(confidence.TABLE)
RIDGE = 2.0
STEPS = 30
FOLDS = 10

Floats = npt.NDArray[np.float64]
Claims = Sequence[Sequence[Judged]]
"""The claims found in each text."""


class Weighed(NamedTuple):
    """Claims as the level sees them."""

    columns: Floats
    """One, the curve's log-odds, the heads' log-odds, whether only heads know the topic; shape (claim, 4)."""
    right: Floats
    """Whether each is right, shape (claim,)."""


def find_claims(texts: Sequence[Text], topics: Sequence[Topic], weights: Weights | None = None) -> Claims:
    """The claims found in each text; texts in which none is found are left out."""
    classifiers = {lang: TopicClassifier(topics, lang, weights) for lang in {one.lang for one in texts}}
    return [found for one in texts if (found := list(judged(one, classifiers[one.lang])))]


def fit(x: Floats, y: Floats, drawn: Floats, pull: Floats) -> Floats:
    """Log-odds of each column, by Newton's steps, drawn to given values as hard as `pull` says."""
    w = drawn.copy()
    for _ in range(STEPS):
        p = logistic(x @ w)
        slope = x.T @ (y - p) - pull * (w - drawn)
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull + 1e-9)
        w += np.linalg.solve(curve, slope)
    return w


def fit_curve(told: Claims, names: Sequence[str]) -> Floats:
    """A weight for each feature; none pulls the first towards nought."""
    x, y = arrays(told, names)
    return fit(x, y, np.zeros(len(names)), np.array([0.0 if name == "always" else RIDGE for name in names]))


def fit_level(seen: Weighed) -> Floats:
    """Shift, slope, what the heads count, what they count alone; drawn to a level that changes nothing."""
    return fit(*seen, np.array([0.0, 1.0, 0.0, 0.0]), np.array([0.0, RIDGE, RIDGE, RIDGE]))


def arrays(told: Claims, names: Sequence[str]) -> tuple[Floats, Floats]:
    """Features, shape (claim, feature), and whether each is right."""
    flat = [one for text in told for one in text]
    x = np.array([[one.features[name] for name in names] for one in flat]).reshape(len(flat), len(names))
    return x, np.array([float(one.right) for one in flat])


def weigh(told: Claims, names: Sequence[str], curve: Floats) -> Weighed:
    """The claims as the level sees them."""
    x, right = arrays(told, names)
    heads = np.array([of_heads(one.standing) for text in told for one in text]).reshape(len(right), 2)
    return Weighed(np.column_stack([np.ones(len(right)), x @ curve, heads]), right)


def logistic(odds: Floats) -> Floats:
    """Probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def held_out(told: Claims, names: Sequence[str]) -> Floats:
    """The curve's probability of each claim, fitted without the texts of its fold."""
    p: list[Floats] = [np.zeros(0)] * len(told)
    for fold in range(FOLDS):
        w = fit_curve([text for n, text in enumerate(told) if n % FOLDS != fold], names)
        for n in range(fold, len(told), FOLDS):
            p[n] = logistic(arrays([told[n]], names)[0] @ w)
    return np.concatenate(p)


def held_out_level(texts: Sequence[Weighed]) -> Floats:
    """Probability of each claim with the level found without its text."""
    found: list[Floats] = []
    for n, here in enumerate(texts):
        found.append(logistic(here.columns @ fit_level(joined([*texts[:n], *texts[n + 1 :]]))))
    return np.concatenate(found)


def joined(texts: Sequence[Weighed]) -> Weighed:
    """The claims of several texts."""
    return Weighed(*(np.concatenate(parts) for parts in zip(*texts, strict=True)))


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
    topics, own = load_catalogue().topics, tuple(own_texts())
    told = find_claims(own, topics, BY_WORDINGS)
    names = list(told[0][0].features)
    curve, right = fit_curve(told, names), arrays(told, names)[1]
    print(reliability("own texts by wordings, other texts fitted", held_out(told, names), right))
    table = tomlkit.parse(TABLE.read_text("utf-8"))
    table["fitted_on"] = dt.datetime.now(dt.UTC).date()
    found = f"{right.sum():.0f} of {len(right)} claims right"
    table["source"] = f"python -m training.confidence, on training/texts: {found}"
    table["n_claims"] = len(right)
    table["weights"] = {name: round(float(value), 3) for name, value in zip(names, curve, strict=True)}
    weighed = [weigh([text], names, curve) for text in find_claims(tuple(unseen_texts(data)), topics)]
    seen = joined(weighed)
    deaf = [one._replace(columns=one.columns * [1, 1, 0, 0]) for one in weighed]
    print(reliability("texts that taught nothing, level of others", held_out_level(weighed), seen.right))
    print(reliability("the same, the heads not asked", held_out_level(deaf), seen.right))
    level = zip(("shift", "slope", "heads", "unworded"), fit_level(seen), strict=True)
    table["level"] = {
        **{name: round(float(value), 3) for name, value in level},
        "source": f"{len(weighed)} texts that taught the heads nothing",
    }
    TABLE.write_text(tomlkit.dumps(table), "utf-8")


if __name__ == "__main__":
    main()
