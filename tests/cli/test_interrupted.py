"""A run stopped by Ctrl-C or killed at any moment can be repeated, and loses nothing it had kept."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tocsin.catalogue.templates import sample

PAGE = "briefings/2023-03-20.html"
PATIENCE_S = 180


# A suite that runs in the background hands on that Ctrl-C is ignored; a terminal does not. The child undoes
# it itself, since what runs between a fork and its program may find a lock held by a thread that is gone.
HEEDS_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from tocsin.cli.main import main
main()
"""


def start(*arguments) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", HEEDS_CTRL_C, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def acknowledged(case: Path) -> list[str]:
    """The whole lines of the ledger."""
    ledger = case / "archive" / "ledger.jsonl"
    written = ledger.read_text("utf-8") if ledger.is_file() else ""
    return written[: written.rfind("\n") + 1].splitlines()


def n_readings(case: Path) -> int:
    """How many texts have been read so far, as another process sees it."""
    if not (case / "tocsin.db").is_file():
        return 0
    with closing(sqlite3.connect(f"file:{case / 'tocsin.db'}?mode=ro", uri=True)) as database:
        try:
            return database.execute("SELECT count(*) FROM reading").fetchone()[0]
        except sqlite3.OperationalError:
            return 0


def stop_when(reached: Callable[[], bool], *arguments) -> tuple[int, str, str]:
    """Presses Ctrl-C on a command as soon as it has got so far; gives its code and what it printed."""
    child = start(*arguments)
    end = time.monotonic() + PATIENCE_S
    while not reached() and child.poll() is None and time.monotonic() < end:
        time.sleep(0.002)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=PATIENCE_S)
    return child.returncode, out, err


@pytest.fixture
def fresh(tocsin, tmp_path) -> Path:
    case = tmp_path / "case"
    assert tocsin("new", case, "--from", "russia-second-wave").code == 0
    return case


def verified(tocsin, case: Path) -> list[str]:
    """How many captures a case has and its root; every archive has a key of its own."""
    said = tocsin("verify", "--case", case).out.splitlines()
    return [line for line in said if line.startswith("Ledger root") or "unaltered" in line]


def verify_stopped(ended: tuple[int, str, str]) -> None:
    code, out, err = ended
    assert (code, out) == (2, "")
    assert err == "tocsin: stopped; nothing stored is lost, and the same command may be run again\n"


def test_ctrl_c_while_adding_keeps_what_was_captured_and_the_repeat_ends_as_if_undisturbed(
    tocsin, fresh, demo_case
):
    verify_stopped(
        stop_when(lambda: len(acknowledged(fresh)) >= 5, "add", "--case", fresh, sample("russia-second-wave"))
    )
    kept = acknowledged(fresh)
    # Captures are appended together; what Ctrl-C stops before it is acknowledged is taken back whole.
    assert len(kept) <= len(acknowledged(demo_case))
    assert tocsin("verify", "--case", fresh).code == 0
    assert tocsin("add", "--case", fresh, sample("russia-second-wave")).code == 0
    assert acknowledged(fresh)[: len(kept)] == kept
    assert verified(tocsin, fresh) == verified(tocsin, demo_case)


def test_ctrl_c_while_a_demo_is_reading_leaves_no_page_and_the_repeat_makes_it(tocsin, tmp_path, demo_case):
    case = tmp_path / "case"
    verify_stopped(stop_when(lambda: n_readings(case) >= 3, "demo", "--case", case, "--no-voice"))
    assert not (case / PAGE).exists()
    assert tocsin("demo", "--case", case, "--no-voice").code == 0
    assert (case / PAGE).stat().st_size == (demo_case / PAGE).stat().st_size
    assert verified(tocsin, case) == verified(tocsin, demo_case)


def test_ctrl_c_while_briefing_leaves_the_last_page_standing(tocsin, tmp_path, demo_case):
    case = shutil.copytree(demo_case, tmp_path / "case")
    for file in case.glob("tocsin.db*"):
        file.unlink()
    before = (case / PAGE).read_bytes()
    verify_stopped(stop_when(lambda: n_readings(case) >= 3, "brief", "--case", case, "--as-of", "2023-03-20"))
    assert (case / PAGE).read_bytes() == before
    assert tocsin("brief", "--case", case, "--as-of", "2023-03-20").code == 0
    assert verified(tocsin, case) == verified(tocsin, demo_case)


def test_a_demo_killed_again_and_again_loses_no_capture_and_ends_with_the_briefing(
    tocsin, tmp_path, demo_case
):
    case, rng = tmp_path / "case", np.random.default_rng(20230203)
    kept: list[str] = []
    for wanted in rng.integers(0, len(acknowledged(demo_case)), size=6):
        child = start("demo", "--case", case, "--no-voice")
        end = time.monotonic() + PATIENCE_S
        while len(acknowledged(case)) < wanted and child.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.8))
        child.kill()
        child.communicate(timeout=PATIENCE_S)
        assert acknowledged(case)[: len(kept)] == kept
        kept = acknowledged(case)
    ended = tocsin("demo", "--case", case, "--no-voice")
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == str(case / PAGE)
    assert (case / PAGE).stat().st_size == (demo_case / PAGE).stat().st_size
    assert verified(tocsin, case) == verified(tocsin, demo_case)
