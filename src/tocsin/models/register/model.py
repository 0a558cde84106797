"""The model of linkage, as data that Splink reads: blocking rules and comparisons, on any of its backends.

What a family shares is compared at once. Brothers agree in surname, patronymic and address. Were these three
comparisons, their weights would add up as if each were news, and outweigh two different given names. As one
comparison with a level for each combination, its weight is how much likelier one person's two rows are to
agree so than two people's *who may live together*, which is counted and not multiplied. There is one
comparison of addresses for the same reason.

Source: R. Linacre and others, Splink (Ministry of Justice, UK); I. Fellegi and A. Sunter, "A theory for
record linkage" (1969).
"""

from typing import Any

LIKE = 0.9
"""Jaro-Winkler likeness from which two names may be one with a typo: a level; its m and u are found."""
SURNAME = f"(surname_key_l = surname_key_r OR jaro_winkler_similarity(surname_l, surname_r) > {LIKE})"
PATRONYMIC = "patronymic_key_l = patronymic_key_r"
PLACE = "place_l = place_r"
FAMILY = {
    "surname, patronymic and address": f"{SURNAME} AND {PATRONYMIC} AND {PLACE}",
    "surname and patronymic": f"{SURNAME} AND {PATRONYMIC}",
    "surname and address": f"{SURNAME} AND {PLACE}",
    "patronymic and address": f"{PATRONYMIC} AND {PLACE}",
    "surname": SURNAME,
    "patronymic": PATRONYMIC,
    "address": PLACE,
}
"""Level of the family comparison → its condition."""
GIVEN = {
    "same": "given_l = given_r",
    "other letters": "given_key_l = given_key_r",
    "alike": f"jaro_winkler_similarity(given_l, given_r) > {LIKE}",
}
BIRTH = {
    "same": "birth_l = birth_r",
    "day and month swapped": "birth_l = swapped_r",
    "a digit apart": "levenshtein(born_l, born_r) = 1",
    "same year": "year_l = year_r",
}
SAME_NUMBER = "identifier_l = identifier_r"
IDENTIFIER = {
    "same": f"{SAME_NUMBER} AND (given_key_l = given_key_r OR birth_l = birth_r OR birth_l = swapped_r)",
    "same, of somebody else": SAME_NUMBER,
}
"""A number that comes with another given name *and* another birthday is kin's, or of a reused document."""
ELSE = "else"
COMPARISONS = {"family": FAMILY, "given": GIVEN, "birth": BIRTH, "identifier": IDENTIFIER}
NULLS = {
    "family": "surname_key_l IS NULL OR surname_key_r IS NULL",
    "given": "given_key_l IS NULL OR given_key_r IS NULL",
    "birth": "birth_l IS NULL OR birth_r IS NULL",
    "identifier": "identifier_l IS NULL OR identifier_r IS NULL",
}
BLOCKING = (
    ("identifier",),
    ("birth", "given_key"),
    ("birth", "initials"),
    ("surname_key", "given_key", "place"),
    ("surname_key", "given_key", "patronymic_key", "year"),
)
"""Two rows are compared where all of one of these agree."""
SESSIONS = (("birth", "given_key"), ("surname_key", "place"))
"""Blocks in which m is found: of the family in the first, of given name and birth in the second."""
COMPARED = (
    "surname", "given", "surname_key", "given_key", "patronymic_key", "birth", "born", "swapped", "year",
    "place", "identifier",
)  # fmt: skip
"""Columns that the conditions speak of."""
MOST = 1 - 1e-6

Chances = dict[str, dict[str, float]]
"""Comparison → level → probability."""


def agrees(columns: tuple[str, ...]) -> str:
    """The blocking rule that all of these columns agree."""
    return " AND ".join(f"l.{name} = r.{name}" for name in columns)


def settings(m: Chances, u: Chances, prior: float) -> dict[str, Any]:
    """What Splink is given: m and u of every level, and how likely two random rows are one person's."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "row",
        "probability_two_random_records_match": prior,
        "retain_intermediate_calculation_columns": False,
        "retain_matching_columns": False,
        "max_iterations": 25,
        "em_convergence": 1e-3,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": agrees(one), "sql_dialect": "duckdb"} for one in BLOCKING
        ],
        "comparisons": [_comparison(name, m[name], u[name]) for name in COMPARISONS],
    }


def _comparison(name: str, m: dict[str, float], u: dict[str, float]) -> dict[str, Any]:
    levels = [_level(NULLS[name], "not known") | {"is_null_level": True}]
    for label, condition in {**COMPARISONS[name], ELSE: "ELSE"}.items():
        levels.append(
            _level(condition, label)
            | {"m_probability": min(m[label], MOST), "u_probability": min(u[label], MOST)}
            | {"fix_m_probability": name == "identifier"}
        )
    return {"output_column_name": name, "comparison_levels": levels}


def _level(condition: str, label: str) -> dict[str, Any]:
    return {"sql_condition": condition, "label_for_charts": label}


def guesses() -> Chances:
    """Where the search for m begins: most rows of one person agree, and the rest is shared out evenly."""
    first = 0.9
    return {
        name: {
            label: first if not at else (1 - first) / len(levels) for at, label in enumerate((*levels, ELSE))
        }
        for name, levels in COMPARISONS.items()
    }
