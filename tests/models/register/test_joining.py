"""Joining finds what was put in: known m and u, one person as one, and brothers as two."""

import numpy as np
import pytest

from tocsin.models.register.examples import examples, weights
from tocsin.models.register.joining import Joint, Pairs
from tocsin.models.register.linking import group, link
from tocsin.models.register.made import Register
from tocsin.models.register.model import COMPARED, COMPARISONS, ELSE

pytest.importorskip("splink")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def joint(setting, country):
    return Joint(Register(setting, country, 21, 12_000))


@pytest.fixture(scope="module")
def linked(joint):
    return link(joint)


def shares(joint, pairs):
    """How often each level holds among pairs of rows that a query gives as (a, b)."""
    found = {}
    for name, levels in COMPARISONS.items():
        whens = "".join(f" WHEN {condition} THEN '{label}'" for label, condition in levels.items())
        counts = joint.con.execute(
            f"SELECT CASE{whens} ELSE '{ELSE}' END, count(*) FROM (SELECT "
            + ", ".join(f"{side}.{column} AS {column}_{side}" for side in "lr" for column in COMPARED)
            + f" FROM ({pairs}) JOIN rows l ON l.row = a JOIN rows r ON r.row = b) GROUP BY ALL"
        ).fetchall()
        total = sum(count for _, count in counts)
        found[name] = {label: count / total for label, count in counts}
    return found


def test_m_and_u_are_found_without_the_truth(joint, linked):
    joint.con.register("truth", {"row": np.arange(joint.n), "person": joint.rows["person"]})
    joint.con.execute("CREATE OR REPLACE TABLE truth_rows AS SELECT * FROM truth")
    m = shares(
        joint,
        "SELECT x.row a, y.row b FROM truth_rows x JOIN truth_rows y USING (person) WHERE x.row < y.row",
    )
    u = shares(
        joint, f"SELECT r a, (r * 7919 + k * 1013) % {joint.n} b FROM range({joint.n}) s(r), range(1, 9) t(k)"
    )
    for name, label in (("family", "surname, patronymic and address"), ("given", "same"), ("birth", "same")):
        assert linked.model.m[name][label] == pytest.approx(m[name][label], abs=0.04)
    for label in ("day and month swapped", "a digit apart", "same year"):
        assert linked.model.m["birth"][label] == pytest.approx(m["birth"][label], abs=0.01)
        assert linked.model.u["birth"][label] == pytest.approx(u["birth"][label], rel=0.35, abs=2e-5)
    assert linked.model.m["given"]["other letters"] == pytest.approx(m["given"]["other letters"], abs=0.02)
    for name, label in (("given", "same"), ("family", "surname"), ("family", "patronymic")):
        assert linked.model.u[name][label] == pytest.approx(u[name][label], rel=0.25)


def test_most_rows_of_one_person_are_joined_and_hardly_any_of_two(linked):
    assert linked.quality.precision > 0.998
    assert linked.quality.recall > 0.97
    assert linked.quality.same_household_share < 0.002


def test_a_register_without_errors_and_with_full_identifiers_merges_nobody_wrongly(faultless, country):
    found = link(Joint(Register(faultless, country, 5, 5_000))).quality
    assert found.wrong_merge_share == 0
    assert found.precision == 1
    assert found.f1 == pytest.approx(1, abs=1e-3)


def test_bits_add_up_to_what_splink_gave_the_pair(joint, linked):
    pairs = joint.compare(linked.model, 0.0)
    for example in examples(joint, linked):
        steps = example.steps
        assert sum(step.bits for step in steps) == pytest.approx(steps[-1].total_bits)
        assert example.joined in (True, False)
    assert len(pairs.left) > 0
    assert {one.comparison for one in weights(linked.model)} == set(COMPARISONS)


def test_the_same_register_is_joined_the_same_way_twice(joint, linked):
    np.testing.assert_array_equal(link(joint, linked.model).entry, linked.entry)


def test_a_group_grows_only_where_every_pair_is_linked(setting):
    agency = np.array([0, 1, 2, 0], np.uint8)

    def grouped(left, right, bits):
        pairs = Pairs(
            *(np.array(one, kind) for one, kind in zip((left, right, bits), ("i4", "i4", "f4"), strict=True)),
            9,
        )
        return group(pairs, agency, setting.linking).tolist()

    chain = grouped([0, 1], [1, 2], [20, 10])
    assert chain[0] == chain[1] != chain[2]
    full = grouped([0, 1, 0], [1, 2, 2], [20, 10, 9])
    assert full[0] == full[1] == full[2]


def test_the_second_best_of_one_file_is_left(setting):
    agency = np.array([0, 1, 1], np.uint8)
    pairs = Pairs(
        np.array([0, 0, 1], np.int32), np.array([1, 2, 2], np.int32), np.array([20, 9, 9], np.float32), 3
    )
    entry = group(pairs, agency, setting.linking)
    assert entry[0] == entry[1] != entry[2]
