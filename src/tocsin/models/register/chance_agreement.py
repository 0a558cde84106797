"""u: how often rows of two different people agree, counted from names, birthdays and families in the files.

What people share by chance is found from samples of rows; what families share because they live together is
counted at every address among rows whose given names and birthdays both differ, who cannot well be one
person.
"""

from typing import Any

import numpy as np

from tocsin.models.register.dates import changed_days
from tocsin.models.register.model import BIRTH, ELSE, FAMILY, GIVEN, IDENTIFIER, LIKE, Chances
from tocsin.models.register.people import Columns

N_SAMPLE = 1_500
"""Rows on each side of a sample: 2.25 million pairs."""
LEAST = 1e-9
"""No agreement is impossible."""
SAMPLED = f"""
SELECT avg((l.given = r.given)::INT), avg((l.given_key = r.given_key)::INT),
       avg((l.given_key = r.given_key OR jaro_winkler_similarity(l.given, r.given) > {LIKE})::INT),
       avg((l.surname_key = r.surname_key OR jaro_winkler_similarity(l.surname, r.surname) > {LIKE})::INT),
       avg((l.patronymic_key IS NOT DISTINCT FROM r.patronymic_key AND l.patronymic_key IS NOT NULL)::INT),
       avg((hamming(l.born, r.born) = 1)::INT)
FROM (SELECT * FROM rows WHERE row % {{step}} = 0 LIMIT {{n}}) l,
     (SELECT * FROM rows WHERE row % {{step}} = {{other}} LIMIT {{n}}) r
"""  # noqa: S608
TOGETHER = """
SELECT coalesce(l.surname_key = r.surname_key, false) AS s,
       coalesce(l.patronymic_key = r.patronymic_key, false) AS p, count(*)
FROM rows l JOIN rows r ON l.place = r.place AND l.row < r.row
WHERE l.given_key <> r.given_key AND l.birth <> r.birth AND l.birth <> r.swapped
GROUP BY ALL
"""
BORROWED = """
SELECT count(*) FROM rows l JOIN rows r ON l.identifier = r.identifier AND l.row < r.row
WHERE l.given_key <> r.given_key AND l.birth <> r.birth AND l.birth <> r.swapped
"""


def chance_agreement(con: Any, rows: Columns) -> Chances:
    """u of every level, from the table `rows` of the connection and the same rows as arrays."""
    n = len(rows["birth"])
    step = max(n // N_SAMPLE, 2)
    sampled = SAMPLED.format(step=step, other=step // 2, n=N_SAMPLE)
    same, letters, alike, surname, patronymic, digit = con.execute(sampled).fetchall()[0]
    return {
        "family": _family(con, n, surname, patronymic),
        "given": _levels(GIVEN, [same, letters - same, alike - letters]),
        "birth": _births(rows, digit),
        "identifier": _levels(IDENTIFIER, [LEAST, _borrowed(con) / (n * (n - 1) / 2)]),
    }


def _borrowed(con: Any) -> float:
    """Pairs of rows with one number that are hardly one person's."""
    return float(con.execute(BORROWED).fetchall()[0][0])


def _family(con: Any, n: int, surname: float, patronymic: float) -> dict[str, float]:
    pairs = n * (n - 1) / 2
    home = {(bool(s), bool(p)): count / pairs for s, p, count in con.execute(TOGETHER).fetchall()}
    together = [home.get(key, 0.0) for key in ((True, True), (True, False), (False, True), (False, False))]
    all_three, with_surname, with_patronymic, only_place = together
    return _levels(
        FAMILY,
        [
            all_three,
            surname * patronymic,
            with_surname,
            with_patronymic,
            surname * (1 - patronymic),
            patronymic * (1 - surname),
            only_place,
        ],
    )


def _births(rows: Columns, digit: float) -> dict[str, float]:
    counts = np.bincount(rows["birth"].astype(np.int64), minlength=1 << 16) / len(rows["birth"])
    years = np.bincount(rows["year"].astype(np.int64)) / len(rows["birth"])
    swapped = changed_days().swapped
    other = swapped != np.arange(len(swapped))
    same = float((counts**2).sum())
    turned = float((counts * counts[swapped.astype(np.int64)])[other].sum())
    return _levels(BIRTH, [same, turned, digit, float((years**2).sum()) - same - turned - digit / 2])


def _levels(labels: dict[str, str], chances: list[float]) -> dict[str, float]:
    found = {label: max(float(one), LEAST) for label, one in zip(labels, chances, strict=True)}
    return found | {ELSE: 1 - sum(found.values())}
