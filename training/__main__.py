"""`python -m training [--lang en] [--data DIR] [--out DIR]`: make the weights of one language.

With `--report polnear`, train on PolNeAR instead, print the score on its dev part, and write nothing: no
licence was found for its texts, so what is trained on them must not ship.
"""

import argparse
import sys
from pathlib import Path

import torch

from training.aside import is_aside
from training.corpus import load_standoff, load_texts
from training.examples import Example
from training.export import export
from training.heads import add_heads
from training.languages import RECIPES
from training.make import make
from training.polnear import EPOCHS, report

WEIGHTS = Path(__file__).parent.parent / "src" / "tocsin" / "reading" / "encoder" / "weights"
MISSING_SHOWN = 5


def main(arguments: list[str]) -> int:
    """Train what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--lang", default="en", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, help="folder of the evaluation data, for open-licence texts")
    parser.add_argument("--out", type=Path, help="where the weights go; where the reader looks, without")
    parser.add_argument("--epochs", type=float, help="times each text is seen")
    parser.add_argument("--limit", type=int, help="texts to learn from at most")
    parser.add_argument("--seed", type=int, help="of every random choice")
    parser.add_argument(
        "--threads", type=int, default=1, help="cores to use; more help only where they are idle"
    )
    parser.add_argument(
        "--report", choices=["polnear"], help="train on a set that must not ship, only to score"
    )
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    recipe = RECIPES[options.lang]
    chosen = {name: value for name in ("epochs", "seed") if (value := getattr(options, name)) is not None}
    plan = recipe.schedule._replace(**chosen)
    if options.report:
        plan = plan._replace(epochs=options.epochs or EPOCHS)
        return report(options.data, recipe, plan, limit=options.limit, say=_say)
    examples = _examples(options.lang, options.data)
    beside = [one for lang in recipe.also for one in load_texts(lang)]
    learned = [*[one for one in examples if not is_aside(one)], *beside][: options.limit]
    made = make(recipe, learned, [one for one in examples if is_aside(one)], plan, varied=True, say=_say)
    out = options.out or WEIGHTS / options.lang
    name = f"tocsin-attribution-{options.lang} {recipe.version}"
    export(made.network, made.start.tokenizer, name, made.shape, made.decoding, out)
    add_heads(out, options.lang, _say)
    (out / "NOTICE").write_text(made.start.notice + "\n", "utf-8")
    _say(f"written to {out}")
    return 0


def _examples(lang: str, data: Path | None) -> list[Example]:
    texts = load_texts(lang)
    standoff = load_standoff(lang, data)
    if standoff.missing:
        some = ", ".join(standoff.missing[:MISSING_SHOWN])
        _say(
            f"{len(standoff.missing)} open-licence texts are not there ({some}, …): the weights will not "
            "be those that ship; try --data with the folder of the evaluation data"
        )
    return [*texts, *standoff.examples]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
