"""Claims, indications and private people on our own texts, written before their author saw a rule.

Twenty-four texts (fourteen English, ten Russian, mostly of countries that do not exist, so that no name of
the catalogue helps) were written and annotated on 22 November 2026 by an engineer who had not yet read the
reading rules. `open` may be read to mend classes of error; of `sealed` only the score is ever looked at,
never an error. The same engineer then wrote the wordings, and six labels of `open` that did not follow the
guideline were put right, so even `sealed` is kinder than a stranger's texts. The scorer is that of the
evaluation data.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from evals import Row
from evals._blind_markup import load_gold
from evals.bootstrap import intervals
from evals.catalogue import shipped_reader
from evals.mobilization import SEED, Answer, _answer, _figures, _scorer

TEXTS = Path(__file__).parent / "blind_texts"
HALVES = {"open": "read to mend classes of error", "sealed": "its errors never read, its score watched"}


def rows(data: Path) -> Iterable[Row]:
    """Both halves, each language and both together."""
    scorer = _scorer(data / "mobilization" / "score_claims.py")
    reader = shipped_reader()
    for half, note in HALVES.items():
        golds = [load_gold(path) for path in sorted((TEXTS / half).glob("*.txt"))]
        answers = {gold["id"]: _answer(reader, gold) for gold in golds}

        def score(drawn: Sequence[Answer], answers: dict[str, Answer] = answers) -> dict[str, float]:
            return _figures(scorer.score(drawn, [answers[gold["id"]] for gold in drawn]))

        bands = intervals(golds, score, SEED)
        for name, value in score(golds).items():
            yield Row(f"own blind texts, {half}, {name}", value, *bands[name], note=note)
        for lang in ("en", "ru"):
            told = score([gold for gold in golds if gold["lang"] == lang])
            for name in ("claims F1", "indications F1"):
                yield Row(f"own blind texts, {half}, {lang}, {name}", told[name], note=note)
