"""Joining the files: candidate pairs, and for each the bits that say whether it is one person.

The bits are posterior: log2 of the prior odds that two random rows are one person's, plus a weight for every
comparison. Splink does the work, on DuckDB here; its Spark backend takes the same model and the same rows.
"""

import logging
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import GuardError
from tocsin.models.register.agencies import NOBODY
from tocsin.models.register.chance_agreement import chance_agreement
from tocsin.models.register.dates import changed_days, written_days
from tocsin.models.register.extra import needed
from tocsin.models.register.keys import rows as rows_of
from tocsin.models.register.made import Register
from tocsin.models.register.model import (
    COMPARISONS,
    ELSE,
    IDENTIFIER,
    SESSIONS,
    Chances,
    agrees,
    guesses,
    settings,
)
from tocsin.models.register.people import Columns
from tocsin.models.register.writing import words

TRAINING_PAIRS = 150_000
"""Pairs from which m is found, in each block."""
SURE = "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) n FROM rows GROUP BY birth, given_key, surname_key)"


FINGERPRINT = "SELECT count(*), bit_xor(hash(r)) FROM rows r"
SEALED = ("python_enable_replacements = false", "enable_external_access = false", "lock_configuration = true")
"""No variable, no file and no other database is looked into, and nobody can turn that back on."""


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
    """The rows of a register in a database of their own, ready to be compared.

    The database is sealed: it opens no file and no other database, and before it is asked its rows are found
    to be those that were put in.
    """

    def __init__(self, register: Register, threads: int = 2, agencies: tuple[str, ...] | None = None) -> None:
        """Puts the rows in; the database is in memory and gone with this.

        Args:
            register: Whose rows.
            threads: Of the database.
            agencies: Whose files; all where none are named.

        Raises:
            GuardError: the register's tables are not those that the generator made.
            UsageError: the extra is not installed.
        """
        self.register, self.agencies = register, agencies
        self.rows = rows_of(register, agencies)
        self.n = len(self.rows["person"])
        self._splink = needed("splink")
        logging.getLogger("splink").setLevel(logging.ERROR)
        self.con = needed("duckdb").connect(":memory:", config={"threads": threads})
        self.con.execute("SET enable_progress_bar = false")
        self.con.register("arrived", _arrow(self.rows, register))
        self.con.execute("CREATE TABLE rows AS SELECT * FROM arrived")
        self.con.unregister("arrived")
        for sealed in SEALED:
            self.con.execute(f"SET {sealed}")
        self._print = self._found()

    def _found(self) -> tuple[int, int]:
        """How many rows the database has, and a fingerprint of them in any order."""
        found: tuple[int, int] = self.con.execute(FINGERPRINT).fetchall()[0]
        return found

    def verify(self) -> None:
        """The rows are those that were put in.

        Raises:
            GuardError: there are others.
        """
        if self._found() != self._print:
            raise GuardError(
                "the rows that are to be joined",
                "those of the register, and no others",
                "rows that were changed or put in",
                "joining them anew: the register takes in no people from outside",
            )

    def learn(self) -> Model:
        """m by expectation maximisation in blocks, u by counting, the prior from pairs that agree in all.

        Raises:
            GuardError: somebody put other rows in.
        """
        self.verify()
        u, start = chance_agreement(self.con, self.rows), guesses()
        linker = self._linker(Model(start, u, self._prior(1.0)))
        for block in SESSIONS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                agrees(block), max_pairs=TRAINING_PAIRS, record_sample_proportion=0.1
            )
        m = start | _trained(linker)
        rate = self.register.setting.linking.sure_identifier.value
        # One person's rows with one number that differ in given name and birthday: both must have gone wrong.
        both = m["given"][ELSE] * (1 - m["birth"]["same"])
        m["identifier"] = dict(
            zip((*IDENTIFIER, ELSE), (rate * (1 - both), rate * both, 1 - rate), strict=True)
        )
        return Model(m, u, self._prior(_full_agreement(m)))

    def adapted(self, model: Model) -> Model:
        """What was learnt of other rows of the same setting, with the prior of these: m and u hardly change.

        Raises:
            GuardError: somebody put other rows in.
        """
        self.verify()
        return model._replace(prior=self._prior(_full_agreement(model.m)))

    def _prior(self, agreeing: float) -> float:
        """Chance that two random rows are one person's, from the pairs that agree in everything."""
        sure = float(self.con.execute(SURE).fetchall()[0][0])
        return min(max(sure / agreeing / (self.n * (self.n - 1) / 2), 1e-12), 0.5)

    def compare(self, model: Model, from_bits: float) -> Pairs:
        """Every pair that blocking gives, kept where its posterior is at least `from_bits`.

        Raises:
            GuardError: somebody put other rows in.
        """
        self.verify()
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


def _full_agreement(m: Chances) -> float:
    """How often rows of one person agree in given name, birthday and surname."""
    surname = sum(chance for label, chance in m["family"].items() if label.startswith("surname"))
    return (m["given"]["same"] + m["given"]["other letters"]) * m["birth"]["same"] * surname


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
            "swapped": changed_days().swapped[rows["birth"]].astype(np.int32),
            "born": named(rows["birth"], list(written_days())),
            "year": rows["year"],
            "place": rows["place"],
            "identifier": known(rows["identifier"], NOBODY),
        }
    )
