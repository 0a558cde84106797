"""The register audit: people, files, joining and call-up, beside peers on the same invented rows.

Peers: plain Splink settings (a comparison for each field, none of the family) and, where it is installed,
recordlinkage with the same blocks and its own classifier. Both see the rows of the same generated register.
"""

import os
import resource
import time
from collections.abc import Iterator

import numpy as np
from evals.register import by_recordlinkage, plainly

from benchmarks import Row
from tocsin.catalogue.register import load_country, load_setting
from tocsin.models.register.agencies import keep_files
from tocsin.models.register.callup import KINDS, State, chances, shortcuts, simulate, ways
from tocsin.models.register.extra import needed
from tocsin.models.register.joining import Joint
from tocsin.models.register.linking import link
from tocsin.models.register.made import Register
from tocsin.models.register.people import populate
from tocsin.models.register.rules import version_on

SETTING = "tarvenia-single-register"
SEED = 1
N_PEOPLE = 10_000_000
N_LINKED = 280_000
"""People whose files have a million rows together."""
N_PEERS = 40_000
N_STEPPED = 20_000_000
WEEKS = 16
THREADS = os.cpu_count() or 1


def rows() -> Iterator[Row]:
    """Every target of the register."""
    setting = load_setting(SETTING)
    country = load_country(setting.country, SETTING)
    yield from _stepped()
    yield from _linked()
    yield from _peers()
    start, cpu = time.perf_counter(), time.process_time()
    people = populate(setting, country, SEED, N_PEOPLE, THREADS)
    took, worked = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    held = sum(column.nbytes for column in people.values()) / 1e9
    note = f"{worked:.1f} s of processor; tables {held:.2f} GB; target 10 s"
    yield Row(f"invent {N_PEOPLE:,} people", took, "s", {}, note)
    yield Row("memory at its height, all of this run", peak, "GB", {}, "target 2 GB for the people")
    some = {name: column[:2_000_000] for name, column in people.items()}
    start, cpu = time.perf_counter(), time.process_time()
    files = keep_files(setting, country, some, SEED, THREADS)
    took, worked = time.perf_counter() - start, time.process_time() - cpu
    n = sum(len(table["person"]) for table in files.values())
    yield Row("rows with errors", n / took, "/s", {}, f"{n:,} rows, {worked:.1f} s of processor; target 1M/s")


def _linked() -> Iterator[Row]:
    setting = load_setting(SETTING)
    register = Register(setting, load_country(setting.country, SETTING), SEED, N_LINKED, THREADS)
    for name in ("splink", "duckdb", "pyarrow", "tocsin.models.register.merging"):
        needed(name)
    _warm()
    start, cpu = time.perf_counter(), time.process_time()
    joint = Joint(register, THREADS)
    found = link(joint)
    took, worked = time.perf_counter() - start, time.process_time() - cpu
    said = found.quality
    note = f"{found.n_compared:,} comparisons, learning included; {worked:.1f} s of processor; target 15 s"
    yield Row(f"join {said.n_rows:,} rows", took, "s", {}, note)
    yield Row("  F1", said.f1, "", {}, f"precision {said.precision:.5f}, recall {said.recall:.4f}")
    yield Row("  people merged with their household", said.same_household_share, "share", {}, "")


def _warm() -> None:
    """Compiles and loads what is compiled and loaded once."""
    country = load_country("tarvenia", SETTING)
    link(Joint(Register(load_setting(SETTING), country, SEED, 3_000), THREADS))


def _peers() -> Iterator[Row]:
    """Ours, plain Splink and recordlinkage on one register; figures are shares of wrong, less is better."""
    setting = load_setting(SETTING)
    register = Register(setting, load_country(setting.country, SETTING), SEED, N_PEERS, THREADS)
    start = time.perf_counter()
    ours = link(Joint(register, THREADS)).quality
    took = time.perf_counter() - start
    plain, plain_took = plainly(register, THREADS)
    theirs, their_took = by_recordlinkage(register)
    told = {"plain Splink": plain} | ({} if theirs is None else {"recordlinkage": theirs})
    missed = {name: 1 - found.f1 for name, found in told.items()}
    yield Row(f"1 - F1, {ours.n_rows:,} rows", 1 - ours.f1, "", dict(missed), "less is better")
    merged = "; ".join(f"{name} {found.same_household_share:.5f}" for name, found in told.items())
    yield Row("  people merged with their household", ours.same_household_share, "share", {}, merged)
    yield Row(
        f"time to join {ours.n_rows:,} rows",
        took,
        "s",
        {"plain Splink": plain_took, "recordlinkage": their_took},
        "learning included",
    )


def _stepped() -> Iterator[Row]:
    setting = load_setting(SETTING)
    rules, version = setting.summons, version_on(setting, setting.on)
    kinds = np.resize(np.arange(len(KINDS), dtype=np.uint8), N_STEPPED)
    simulate(rules, version, kinds[:1000], WEEKS, SEED)
    edges, goals = ways(chances(rules, version))
    reached = np.full((N_STEPPED, len(State)), 255, np.uint8)
    state = np.zeros(N_STEPPED, np.uint8)
    walk = needed("tocsin.models.register.stepping").walk
    start, cpu = time.perf_counter(), time.process_time()
    walk(kinds, edges, goals, shortcuts(edges, goals), WEEKS, SEED, reached, state)
    took, worked = time.perf_counter() - start, time.process_time() - cpu
    steps = N_STEPPED * WEEKS
    each = f"{steps / worked / 1e6:,.0f}M/s for a second of processor"
    note = f"{each}; target 400M/s; measured elsewhere: Mesa 3.9M, mesa-frames 90M, NumPy 77M"
    yield Row("call-up, person-steps", steps / took, "/s", {}, note)
