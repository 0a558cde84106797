"""Sets the days of a new case by the day it is made, leaving the analyst's comments where they are."""

from datetime import date
from pathlib import Path

import tomlkit

MONTHS_AHEAD = (3, 6, 12)
"""Deadlines of a new question, in months after the first of the month; the second is the headline."""


def first_of_month(today: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `today`."""
    count = today.year * 12 + today.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def set_days(case_file: Path, question_file: Path, today: date) -> None:
    """Opens the case and its question today and puts the deadlines ahead."""
    case = tomlkit.parse(case_file.read_text(encoding="utf-8"))
    case["opened_on"] = today
    case_file.write_text(tomlkit.dumps(case), encoding="utf-8")
    deadlines = [first_of_month(today, months) for months in MONTHS_AHEAD]
    question = tomlkit.parse(question_file.read_text(encoding="utf-8"))
    question["opened_on"] = today
    question["deadlines"] = deadlines
    question["headline_deadline"] = deadlines[1]
    question_file.write_text(tomlkit.dumps(question), encoding="utf-8")
