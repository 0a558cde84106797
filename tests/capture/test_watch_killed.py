"""A watch that is killed at any moment loses nothing that it has said it has, and goes on where it was."""

import random
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from tocsin.archive.archive import Archive
from tocsin.catalogue.templates import new_case
from tocsin.desk.desk import opened
from tocsin.store.watching import WatchStore

RULES = "\n[capture]\nallow_private = true\ndelay_seconds = 0.05\nretry_seconds = 0\n"
N_PAGES = 16


def _page(n: int) -> str:
    words = f"The draft on card {n} would let summonses count as served once they stand in the register."
    return f"<html><head><title>Bill {n}</title></head><body><main><p>{words}</p></main></body></html>"


def _watch(folder) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "tocsin", "watch", "--case", str(folder), "--once"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _until(server, n_asked: int, run: subprocess.Popen) -> None:
    while len(server.paths()) < n_asked and run.poll() is None:
        time.sleep(0.005)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 9))])
def test_a_killed_watch_keeps_what_it_kept_and_asks_for_the_rest(server, tmp_path, seed):
    chance = random.Random(seed)
    folder = tmp_path / "case"
    new_case(folder, "blank", date(2023, 1, 1))
    entries = "".join(
        f'[[watch]]\naddress = "{server.says(f"/card/{n}", _page(n))}"\n' for n in range(N_PAGES)
    )
    (folder / "case.toml").write_text((folder / "case.toml").read_text("utf-8") + RULES + entries, "utf-8")
    for _ in range(2):
        run = _watch(folder)
        _until(server, len(server.paths()) + chance.randint(1, 8), run)
        time.sleep(chance.random() * 0.05)
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=120)
    last = _watch(folder)
    out, err = last.communicate(timeout=120)
    assert (last.returncode, err) == (0, b"")
    assert b"looked at" in out
    with Archive.open(folder / "archive", read_only=True) as archive:
        archive.verify()
        addresses = [one.address for one in archive.captures()]
    # A kill falls between the capture and its note at most once a run, and then the page is asked again.
    assert set(addresses) == {server.url(f"/card/{n}") for n in range(N_PAGES)}
    assert len(addresses) <= N_PAGES + 2
    with opened(folder) as desk:
        assert len(WatchStore(desk.store).rounds()) == N_PAGES
        assert len(list(desk.store.mementos())) == N_PAGES
