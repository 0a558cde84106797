"""A wave's cells made into codes, with a line for everything that was done to them.

Nothing is dropped unseen: a cell that is empty or refused becomes item non-response and is counted in the
log; a cell that means nothing the codebook knows stops the run, since whatever it were taken for would be a
guess.
"""

from collections import Counter
from typing import NamedTuple

import numpy as np

from tocsin.errors import SurveyError
from tocsin.records.survey import Cleaned, Codebook, Item, SensitiveQuestion, Wave
from tocsin.stats.kalman import Array

Cells = tuple[str | None, ...]


class Coded(NamedTuple):
    """A wave's rows in codes."""

    answers: dict[str, Cells]
    """Item → code of each person; `None` where there is no answer."""
    numbers: dict[str, Array]
    """Column → number of each person, NaN where there is none: weights, sizes, counts told."""
    groups: dict[str, Cells]
    """Column → stratum, cluster or arm of each person."""
    n: int
    """Rows."""
    log: tuple[Cleaned, ...]
    """What was done."""


def clean(
    columns: dict[str, Cells],
    labels: dict[str, dict[str, str]],
    book: Codebook,
    wave: Wave,
    rows: tuple[int, ...],
    n_blank: int = 0,
) -> Coded:
    """The wave in codes.

    Args:
        columns: column → cells as they stand in the file.
        labels: column → code → what the file says it means.
        rows: row of the file that each person stands in.
        n_blank: rows of the file with nothing in them.

    Raises:
        SurveyError: a column is not there, a code is unknown or changed its meaning, a weight is no number.
    """
    where = f"wave {wave.id}"
    n = len(next(iter(columns.values()), ()))
    if n < 2:
        raise SurveyError(
            where, "two respondents or more, since one tells no error", str(n), "leaving the wave out"
        )
    log: list[Cleaned] = []
    if n_blank:
        log.append(Cleaned(wave=wave.id, item=wave.file, done="blank rows: nobody", n_cells=n_blank))
    answers = {}
    for item in book.items:
        cells = _column(columns, item.column, f"{where}: {item.id}")
        _verify_meaning(item, wave, labels.get(item.column, {}))
        answers[item.id] = _code(cells, item, wave.id, rows, log)
    numbers, groups = _design_columns(columns, book, wave.id, rows)
    told, arms = _told(columns, book, wave.id, rows, log)
    return Coded(answers, numbers | told, groups | arms, n, tuple(log))


def _told(
    columns: dict[str, Cells], book: Codebook, wave: str, rows: tuple[int, ...], log: list[Cleaned]
) -> tuple[dict[str, Array], dict[str, Cells]]:
    """What was told to sensitive questions, and the group that each person was put in by lot."""
    numbers: dict[str, Array] = {}
    groups: dict[str, Cells] = {}
    for one in book.sensitive:
        here = f"wave {wave}: {one.id}"
        told = _numbers(_column(columns, one.column, here), here, rows, missing_allowed=True)
        _verify_told(told, one, here, rows)
        numbers[one.column] = told
        if (gone := int(np.isnan(told).sum())) > 0:
            log.append(Cleaned(wave=wave, item=one.id, done="empty: no answer", n_cells=gone))
        if one.arm is not None:
            groups[one.arm] = _arms(_column(columns, one.arm, here), one, here, rows)
    return numbers, groups


def _column(columns: dict[str, Cells], name: str, where: str) -> Cells:
    if name not in columns:
        shown = ", ".join(sorted(columns)[:8])
        raise SurveyError(where, f"a column {name!r}", f"{shown} …", "mending `column` in the codebook")
    return columns[name]


def _verify_meaning(item: Item, wave: Wave, own: dict[str, str]) -> None:
    """No code means something else in this wave than in the codebook."""
    for said_by, codes in (("the file", own), ("its questionnaire", wave.answers.get(item.id, {}))):
        for code, meaning in codes.items():
            if code in item.missing:
                continue
            meant = item.answers.get(code)
            if meant is None or _plain(meant) != _plain(meaning):
                found = f"{meaning!r} in {said_by}"
                expected = f"code {code} to mean {meant!r}" if meant else f"no code {code}"
                raise SurveyError(
                    f"wave {wave.id}: {item.id}",
                    expected,
                    found,
                    "an item of its own for the wave, or mending `answers`",
                )


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").split())


def _code(cells: Cells, item: Item, wave: str, rows: tuple[int, ...], log: list[Cleaned]) -> Cells:
    """Codes of an item: labels turned into their codes, spaces cut, no answer told apart."""
    by_label = {_plain(label): code for code, label in item.answers.items()}
    done: Counter[str] = Counter()
    coded: list[str | None] = []
    for row, cell in enumerate(cells):
        word = None if cell is None else cell.strip()
        if not word:
            done["empty: no answer"] += 1
            coded.append(None)
            continue
        if word != cell:
            done["spaces cut"] += 1
        if word in item.missing:
            done[f"{word!r} is no answer by the codebook"] += 1
            coded.append(None)
        elif word in item.answers:
            coded.append(word)
        elif word.removesuffix(".0") in item.answers:
            done["a whole number with a point taken as its code"] += 1
            coded.append(word.removesuffix(".0"))
        elif _plain(word) in by_label:
            done["words taken as their code"] += 1
            coded.append(by_label[_plain(word)])
        else:
            raise SurveyError(
                f"wave {wave}: {item.id}, row {rows[row]}",
                "a code of " + ", ".join((*item.answers, *item.missing)),
                repr(word),
                "adding it to `answers` or `missing` in the codebook",
            )
    log.extend(Cleaned(wave=wave, item=item.id, done=what, n_cells=n) for what, n in done.items())
    return tuple(coded)


def _design_columns(
    columns: dict[str, Cells], book: Codebook, wave: str, rows: tuple[int, ...]
) -> tuple[dict[str, Array], dict[str, Cells]]:
    """Weights and sizes as numbers, strata and clusters as words; none of them may be missing."""
    numbers: dict[str, Array] = {}
    groups: dict[str, Cells] = {}
    design = book.design
    if design is None:
        return numbers, groups
    for key in ("survey_weight", "population"):
        if (name := getattr(design, key)) is not None:
            where = f"wave {wave}: {name}"
            found = _numbers(_column(columns, name, where), where, rows, missing_allowed=False)
            if (found <= 0).any():
                row = int(np.nonzero(found <= 0)[0][0])
                raise SurveyError(
                    f"{where}, row {rows[row]}", "more than 0", f"{found[row]:g}", "mending the file"
                )
            numbers[name] = found
    for key in ("strata", "clusters"):
        if (name := getattr(design, key)) is not None:
            where = f"wave {wave}: {name}"
            cells = _column(columns, name, where)
            empty = [row for row, cell in enumerate(cells) if not (cell or "").strip()]
            if empty:
                raise SurveyError(
                    f"{where}, row {rows[empty[0]]}", f"a {key.rstrip('s')}", "nothing", "filling it in"
                )
            groups[name] = tuple((cell or "").strip() for cell in cells)
    return numbers, groups


def _numbers(cells: Cells, where: str, rows: tuple[int, ...], missing_allowed: bool) -> Array:
    found = np.full(len(cells), np.nan)
    for row, cell in enumerate(cells):
        word = (cell or "").strip().replace(",", ".")
        if not word and missing_allowed:
            continue
        try:
            found[row] = float(word)
        except ValueError as error:
            raise SurveyError(
                f"{where}, row {rows[row]}", "a number", repr(cell or ""), "mending the file"
            ) from error
        if not np.isfinite(found[row]):
            raise SurveyError(f"{where}, row {rows[row]}", "a finite number", word, "mending the file")
    return found


def _verify_told(told: Array, one: SensitiveQuestion, where: str, rows: tuple[int, ...]) -> None:
    """A count is whole and no larger than the list was; a yes is 1 and a no is 0."""
    most = {"list": None if one.most is None else one.most + 1, "randomised": 1}.get(one.kind.value)
    if most is None:
        return
    wrong = ~np.isnan(told) & ((told < 0) | (told > most) | (told != np.floor(told)))
    if wrong.any():
        row = int(np.nonzero(wrong)[0][0])
        raise SurveyError(
            f"{where}, row {rows[row]}",
            f"a whole number from 0 to {most}",
            f"{told[row]:g}",
            "mending it",
        )


def _arms(cells: Cells, one: SensitiveQuestion, where: str, rows: tuple[int, ...]) -> Cells:
    arms = tuple((cell or "").strip().removesuffix(".0") for cell in cells)
    for row, arm in enumerate(arms):
        if arm not in (one.treated, one.control):
            raise SurveyError(
                f"{where}, row {rows[row]}",
                f"{one.treated!r} or {one.control!r}",
                repr(arm),
                "mending `treated` and `control`",
            )
    for arm in (one.treated, one.control):
        if arms.count(arm) < 2:
            raise SurveyError(
                where, f"two people or more in group {arm!r}", str(arms.count(arm)), "more data"
            )
    return arms
