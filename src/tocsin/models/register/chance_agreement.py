"""u: how often rows of two different people agree, counted from names, birthdays and families in the files.

What people share by chance is found from samples of rows; what families share because they live together is
counted at every address among rows whose given names and birthdays both differ, who cannot well be one
person.
"""

from typing import Any

import numpy as np

from tocsin.models.register.agencies import swapped_days
from tocsin.models.register.model import BIRTH, ELSE, FAMILY, GIVEN, LIKE, Chances
from tocsin.models.register.people import Columns

N_SAMPLE = 1_500
"""Rows on each side of a sample: 2.25 million pairs."""
LEAST = 1e-9
"""No agreement is impossible."""
SAMPLED = f"""
SELECT avg((l.given = r.given)::INT), avg((l.given_key = r.given_key)::INT),
       avg((l.given_key = r.given_key OR jaro_winkler_similarity(l.given, r.given) > {LIKE})::INT),
       avg((l.surname_key = r.surname_key OR jaro_winkler_similarity(l.surname, r.surname) > {LIKE})::INT),
       avg((l.patronymic_key IS NOT DISTINCT FROM r.patronymic_key AND l.patronymic_key IS NOT NULL)::INT)
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


def chance_agreement(con: Any, rows: Columns) -> Chances:
    """u of every level, from the table `rows` of the connection and the same rows as arrays."""
    n = len(rows["birth"])
    step = max(n // N_SAMPLE, 2)
    sampled = SAMPLED.format(step=step, other=step // 2, n=N_SAMPLE)
    same, letters, alike, surname, patronymic = con.execute(sampled).fetchall()[0]
    return {
        "family": _family(con, n, surname, patronymic),
        "given": _levels(GIVEN, [same, letters - same, alike - letters]),
        "birth": _births(rows),
        "identifier": {"same": LEAST, ELSE: 1 - LEAST},
    }


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


def _births(rows: Columns) -> dict[str, float]:
    counts = np.bincount(rows["birth"].astype(np.int64), minlength=1 << 16) / len(rows["birth"])
    swapped = swapped_days()
    other = swapped != np.arange(len(swapped))
    return _levels(
        BIRTH, [float((counts**2).sum()), float((counts * counts[swapped.astype(np.int64)])[other].sum())]
    )


def _levels(labels: dict[str, str], chances: list[float]) -> dict[str, float]:
    found = {label: max(float(one), LEAST) for label, one in zip(labels, chances, strict=True)}
    return found | {ELSE: 1 - sum(found.values())}
