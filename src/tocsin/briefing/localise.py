"""The case in another language: titles, statements and rules as the catalogue words them there.

What the catalogue does not word in a language stays as it is; the page says in which language it stands.
"""

import re
from datetime import date
from typing import TypeVar

import msgspec

from tocsin.briefing.language.interface import Language
from tocsin.records.assessment import Assessment
from tocsin.records.case import Case
from tocsin.records.record import Record

R = TypeVar("R", bound=Record)
SILENT = re.compile(
    r"silent since (?P<since>\d{4}-\d{2}-\d{2}), (?P<days>\d+) days; expected every (?P<every>\d+) days"
)
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def told(record: R, code: str, *fields: str) -> R:
    """The record with these fields as they are worded in the language, where they are."""
    worded = {name: getattr(record, f"{name}_in").get(code) for name in fields}
    return msgspec.structs.replace(record, **{name: words for name, words in worded.items() if words})


def case_in(case: Case, code: str) -> Case:
    """The case with everything that a briefing prints of it in the language."""
    question = msgspec.structs.replace(
        told(case.question, code, "title", "text", "country"),
        hypotheses=tuple(
            told(each, code, "title", "statement", "resolution") for each in case.question.hypotheses
        ),
        reference_class=told(case.question.reference_class, code, "title", "rationale"),
    )
    return msgspec.structs.replace(
        case,
        question=question,
        indicators=tuple(told(each, code, "title", "group") for each in case.indicators),
        topics=tuple(told(each, code, "title") for each in case.topics),
        events=tuple(told(each, code, "title") for each in case.events),
    )


def answer_in(answer: Assessment, case: Case) -> Assessment:
    """The assessment with its outcomes called as the case calls them."""
    titles = {each.id: each.title for each in case.question.hypotheses}
    return msgspec.structs.replace(
        answer,
        hypotheses=tuple(
            msgspec.structs.replace(each, title=titles.get(each.id, each.title)) for each in answer.hypotheses
        ),
    )


def reason(speak: Language, text: str) -> str:
    """Why somebody was not heard, with days as the page prints them."""
    silent = SILENT.fullmatch(text)
    if silent:
        since = date.fromisoformat(silent["since"])
        return speak.t("missing.silent", since=since, days=int(silent["days"]), every=int(silent["every"]))
    return speak.t("missing.never") if text == "never heard" else printed_days(speak, text)


def printed_days(speak: Language, text: str) -> str:
    """The text with its ISO days as the page prints days: `silent since 28 Oct 2022`."""

    def printed(found: re.Match[str]) -> str:
        try:
            return speak.short_day(date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return ISO_DAY.sub(printed, text)
