"""How well the files of a register are joined, beside plain Splink settings and recordlinkage.

All three see the same rows. Nothing of the evaluation data is used: the register takes in no people from
outside. The rows are invented, and so the truth is known.
"""

import importlib.util
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from evals import Row
from tocsin.catalogue.register import load_country, load_setting
from tocsin.models.register.extra import needed
from tocsin.models.register.joining import Joint
from tocsin.models.register.linking import link, measure
from tocsin.models.register.made import Register
from tocsin.models.register.model import BLOCKING, agrees
from tocsin.records.register_found import Quality

SETTING = "tarvenia-single-register"
N_PEOPLE = 20_000
SEED = 77
THREADS = 2
FIELDS = ("surname", "given", "patronymic_key", "birth", "place", "identifier")
SURE = 0.95


def rows(data: Path) -> Iterable[Row]:
    """F1 and the people merged with their own household, for ours and both peers."""
    del data
    return _rows()


def _rows() -> Iterator[Row]:
    setting = load_setting(SETTING)
    register = Register(setting, load_country(setting.country, SETTING), SEED, N_PEOPLE, THREADS)
    ours = link(Joint(register, THREADS)).quality
    told: dict[str, Quality | None] = {"ours": ours, "plain Splink": plainly(register, THREADS)[0]}
    told["recordlinkage"] = by_recordlinkage(register)[0]
    for name, found in told.items():
        if found is None:
            continue
        note = f"{found.n_rows:,} rows, precision {found.precision:.5f}, recall {found.recall:.4f}"
        yield Row(f"joining, {name}: F1", found.f1, note=note)
        yield Row(f"joining, {name}: merged with their household", found.same_household_share)


def plainly(register: Register, threads: int) -> tuple[Quality, float]:
    """Splink as its tutorial sets it up: a comparison a field, connected components; and the time it took."""
    splink = needed("splink")
    library = needed("splink.comparison_library")
    start = time.perf_counter()
    joint = Joint(register, threads)
    api = splink.DuckDBAPI(connection=joint.con)
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        comparisons=[
            library.JaroWinklerAtThresholds("surname", [0.9]),
            library.JaroWinklerAtThresholds("given", [0.9]),
            *(library.ExactMatch(name) for name in FIELDS[2:]),
        ],
        blocking_rules_to_generate_predictions=[agrees(one) for one in BLOCKING],
    )
    linker = splink.Linker(api.register("rows"), settings, log_level=None)
    training = linker.training
    sure = ["l.identifier = r.identifier", "l.birth = r.birth and l.given_key = r.given_key"]
    training.estimate_probability_two_random_records_match(sure, recall=0.9)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    for block in ("l.birth = r.birth", "l.surname_key = r.surname_key and l.place = r.place"):
        training.estimate_parameters_using_expectation_maximisation(block)
    pairs = linker.inference.predict(threshold_match_probability=SURE)
    clustered = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=SURE
    )
    got = joint.con.execute(
        f"SELECT row, cluster_id FROM {clustered.physical_name} ORDER BY row"
    ).fetchnumpy()
    entry = np.unique(got["cluster_id"], return_inverse=True)[1].astype(np.int32)
    return measure(entry, joint.rows, register.people), time.perf_counter() - start


def by_recordlinkage(register: Register) -> tuple[Quality | None, float | None]:
    """recordlinkage with the same blocks and its own classifier; none where it is not installed."""
    if importlib.util.find_spec("recordlinkage") is None:
        return None, None
    peer = needed("recordlinkage")
    start = time.perf_counter()
    joint = Joint(register, THREADS)
    frame = joint.con.sql("SELECT * FROM rows ORDER BY row").to_arrow_table().to_pandas().set_index("row")
    index = peer.Index()
    for block in BLOCKING:
        index.block(list(block))
    pairs = index.index(frame)
    compare = peer.Compare()
    for name in FIELDS[:2]:
        compare.string(name, name, method="jarowinkler", threshold=0.9, label=name)
    for name in FIELDS[2:]:
        compare.exact(name, name, label=name)
    vectors = compare.compute(pairs, frame)
    found: Any = peer.ECMClassifier(binarize=0.5).fit_predict(vectors)
    left, right = (np.asarray(found.get_level_values(at), np.int64) for at in (0, 1))
    graph = needed("scipy.sparse").coo_matrix((np.ones(len(left)), (left, right)), shape=(joint.n, joint.n))
    entry = needed("scipy.sparse.csgraph").connected_components(graph, directed=False)[1].astype(np.int32)
    return measure(entry, joint.rows, register.people), time.perf_counter() - start
