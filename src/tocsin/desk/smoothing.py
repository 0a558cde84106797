"""The prose of a case's briefing smoothed by a language model that the case names, its answers kept.

Briefing knows no network; here the way to the model is handed to it. The same sentence is asked for once, so
that a briefing that was smoothed can be made again byte for byte, and without the model.
"""

import os
from pathlib import Path

from tocsin.briefing.smoothing import Tally, smooth
from tocsin.capture.completing import Endpoint
from tocsin.errors import CaptureError, UsageError
from tocsin.log import stderr
from tocsin.reading.second.answers import Answers
from tocsin.records.briefing import Briefing
from tocsin.records.second_reader import SecondReaderRules

FOLDER = "smoothing"
"""Where a case keeps the answers."""


def smooth_prose(briefing: Briefing, rules: SecondReaderRules | None, folder: Path) -> Briefing:
    """The briefing as the case's model words it; says how much was taken and what was refused.

    Raises:
        UsageError: the case names no model for it.
    """
    if rules is None:
        raise UsageError(
            "--smooth", "a table [smoothing] with url and model in case.toml", "none", "adding it"
        )
    kept = Answers(folder / FOLDER)
    with Endpoint(rules, os.environ.get(rules.key_env)) as endpoint:

        def ask(question: bytes) -> str:
            known = kept.load(question)
            if known is None:
                known = endpoint.ask(question)
                kept.keep(question, known)
            return known.text

        told, tally = smooth(briefing, rules.model, ask)
    stderr().print(render(tally, rules), markup=False)
    return told


def smooth_again(briefing: Briefing, rules: SecondReaderRules | None, folder: Path) -> Briefing:
    """The same from kept answers alone, to see whether a briefing can be made again."""
    kept = Answers(folder / FOLDER)

    def ask(question: bytes) -> str:
        known = kept.load(question)
        if known is None:
            raise CaptureError("smoothing", "a kept answer", "none", "`tocsin brief --smooth`")
        return known.text

    return smooth(briefing, rules.model, ask)[0] if rules else briefing


def render(tally: Tally, rules: SecondReaderRules) -> str:
    """What was done, and why sentences were refused, a line each."""
    head = (
        f"Smoothing by {rules.model}: {tally.taken} sentences worded anew, {tally.kept} left as they were, "
        f"{len(tally.refused)} refused."
    )
    return "\n".join([head, *(f"  {why}" for why in tally.refused)])
