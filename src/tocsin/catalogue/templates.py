"""Makes a new case folder from a template."""

import shutil
from datetime import date
from pathlib import Path

from tocsin.catalogue.dating import set_days
from tocsin.catalogue.entries import SHIPPED
from tocsin.catalogue.load import CASE_FILE
from tocsin.catalogue.tables import did_you_mean
from tocsin.errors import CaseError, UsageError

CASES = SHIPPED / "cases"
BLANK = "blank"
BLANK_QUESTION = "questions/next-wave.toml"
PARTS = (CASE_FILE, "weighing.toml", "vocabulary.toml", "indicators", "topics", "questions")
"""What a template hands on; its sample sources and their captures stay in the package."""


def templates() -> tuple[str, ...]:
    """Names of the templates that ship."""
    return tuple(sorted(path.parent.name for path in CASES.glob(f"*/{CASE_FILE}")))


def sample(template: str) -> Path:
    """The recorded captures that a template ships to show what it does."""
    return CASES / template / "captures.toml"


def new_case(folder: Path, template: str, today: date) -> None:
    """Write a new case into `folder`, which must not hold one yet; a blank one is dated by `today`.

    Raises:
        UsageError: no template has this name.
        CaseError: there is a case already, or the folder cannot be written.
    """
    if template not in templates():
        advice = did_you_mean(template, templates())
        raise UsageError("--from", "the name of a template", repr(template), advice)
    if (folder / CASE_FILE).exists():
        raise CaseError(str(folder), "a folder without a case", f"a {CASE_FILE} in it", "another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in PARTS:
            origin = CASES / template / part
            if origin.is_dir():
                shutil.copytree(origin, folder / part, dirs_exist_ok=True)
        # The case file comes last: until it is there the folder is no case, and the command can be repeated.
        for part in sorted(PARTS, key=lambda name: name == CASE_FILE):
            origin = CASES / template / part
            if origin.is_file():
                shutil.copyfile(origin, folder / part)
        if template == BLANK:
            set_days(folder / CASE_FILE, folder / BLANK_QUESTION, today)
    except OSError as problem:
        raise CaseError(
            str(folder),
            "a folder that can be written",
            problem.strerror or str(problem),
            "another place or its rights",
        ) from problem
