"""Joining the files: candidate pairs, and for each the bits that say whether it is one person.

The bits are posterior: log2 of the prior odds that two random rows are one person's, plus a weight for every
comparison. Splink does the work, on DuckDB here; its Spark backend takes the same model and the same rows.
"""

import logging
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.agencies import NOBODY, swapped_days
from tocsin.models.register.chance_agreement import chance_agreement
from tocsin.models.register.extra import needed
from tocsin.models.register.keys import rows as rows_of
from tocsin.models.register.made import Register
from tocsin.models.register.model import COMPARISONS, ELSE, SESSIONS, Chances, agrees, guesses, settings
from tocsin.models.register.people import Columns
from tocsin.models.register.writing import words

TRAINING_PAIRS = 150_000
"""Pairs from which m is found, in each block."""
SURE = "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) n FROM rows GROUP BY birth, given_key, surname_key)"


class Model(NamedTuple):
    """m and u of every level, and the prior: what has been learnt from rows without the truth."""

    m: Chances
    u: Chances
    prior: float


class Pairs(NamedTuple):
    """Pairs of rows that were compared and may be one person; all (pair,)."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    bits: NDArray[np.float32]
    n_compared: int
    """How many pairs were compared in all."""


class Joint:
    """The rows of a register in a database of their own, ready to be compared."""

    def __init__(self, register: Register, threads: int = 2) -> None:
        """Puts the rows in; the database is in memory and gone with this.

        Raises:
            UsageError: the extra is not installed.
        """
        self.register = register
        self.rows = rows_of(register)
        self.n = len(self.rows["person"])
        self._splink = needed("splink")
        logging.getLogger("splink").setLevel(logging.ERROR)
        self.con = needed("duckdb").connect(":memory:", config={"threads": threads})
        self.con.execute("SET enable_progress_bar = false")
        self.con.register("arrived", _arrow(self.rows, register))
        self.con.execute("CREATE TABLE rows AS SELECT * FROM arrived")
        self.con.unregister("arrived")

    def learn(self) -> Model:
        """m by expectation maximisation in blocks, u by counting, the prior from pairs that agree in all."""
        u = chance_agreement(self.con, self.rows)
        pairs = self.n * (self.n - 1) / 2
        sure = float(self.con.execute(SURE).fetchall()[0][0])
        start = guesses()
        linker = self._linker(Model(start, u, min(max(sure / pairs, 1e-12), 0.5)))
        for block in SESSIONS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                agrees(block), max_pairs=TRAINING_PAIRS, record_sample_proportion=0.1
            )
        m = start | _trained(linker)
        rate = self.register.setting.linking.sure_identifier.value
        m["identifier"] = {"same": rate, ELSE: 1 - rate}
        found = (
            (m["given"]["same"] + m["given"]["other letters"]) * m["birth"]["same"] * _surname(m["family"])
        )
        return Model(m, u, min(max(sure / found / pairs, 1e-12), 0.5))

    def compare(self, model: Model, from_bits: float) -> Pairs:
        """Every pair that blocking gives, kept where its posterior is at least `from_bits`."""
        linker = self._linker(model)
        blocked = linker.inference.compute_blocked_pairs_for_predict()
        n_compared = self.con.execute(f"SELECT count(*) FROM {blocked.physical_name}").fetchall()[0][0]  # noqa: S608
        found = linker.inference.predict(threshold_match_weight=from_bits)
        got = self.con.execute(
            f"SELECT row_l, row_r, match_weight FROM {found.physical_name} ORDER BY row_l, row_r"  # noqa: S608
        ).fetchnumpy()
        return Pairs(
            np.asarray(got["row_l"], np.int32),
            np.asarray(got["row_r"], np.int32),
            np.asarray(got["match_weight"], np.float32),
            int(n_compared),
        )

    def _linker(self, model: Model) -> Any:
        api = self._splink.DuckDBAPI(connection=self.con)
        return self._splink.Linker(api.register("rows"), settings(*model), log_level=None)


def _surname(family: dict[str, float]) -> float:
    return sum(chance for label, chance in family.items() if label.startswith("surname"))


def _trained(linker: Any) -> Chances:
    """m of every level that training reached."""
    told = linker.misc.save_model_to_json()
    found: Chances = {}
    for comparison in told["comparisons"]:
        name = comparison["output_column_name"]
        if name in COMPARISONS and name != "identifier":
            levels = [one for one in comparison["comparison_levels"] if not one.get("is_null_level")]
            found[name] = {
                one["label_for_charts"]: max(one.get("m_probability") or 0.0, 1e-5) for one in levels
            }
    return found


def _arrow(rows: Columns, register: Register) -> Any:
    """The rows as a table that DuckDB reads without copying names one by one."""
    arrow = needed("pyarrow")
    said = words(register.country)

    def named(codes: NDArray[Any], names: list[str]) -> Any:
        return arrow.DictionaryArray.from_arrays(arrow.array(codes.astype(np.int32)), arrow.array(names))

    def known(column: NDArray[Any], missing: int) -> Any:
        return arrow.array(column, mask=np.asarray(column == missing))

    return arrow.table(
        {
            "row": np.arange(len(rows["person"]), dtype=np.int32),
            "agency": rows["agency"],
            "surname": named(rows["surname"], said.surnames),
            "given": named(rows["given"], said.given),
            "surname_key": rows["surname_key"],
            "given_key": rows["given_key"],
            "patronymic_key": known(rows["patronymic_key"], -1),
            "initials": rows["initials"],
            "birth": rows["birth"].astype(np.int32),
            "swapped": swapped_days()[rows["birth"]].astype(np.int32),
            "place": rows["place"],
            "identifier": known(rows["identifier"], NOBODY),
        }
    )
