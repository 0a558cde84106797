"""What every test may rely on: programs that must be there, and where the evaluation data lies."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

# Speaking takes as long as listening, or nearly; only tests of the voice speak, and only short texts.
os.environ.setdefault("TOCSIN_NO_VOICE", "1")
ROOT = Path(__file__).resolve().parent.parent


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing, by name; in CI a missing program is a failure."""
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if shutil.which(program) is None:
                said = f"{program} is not installed"
                if os.environ.get("CI"):
                    pytest.fail(said + ", and CI must have it", pytrace=False)
                pytest.skip(said)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def eval_data() -> Path:
    """The evaluation data, which lies beside the checkout and is never copied into it."""
    folder = Path(os.environ.get("TOCSIN_EVAL", ROOT.parent / "shared" / "eval"))
    if not folder.is_dir():
        pytest.skip(f"no evaluation data at {folder}")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless; a busy machine starts it late."""
    expect.set_options(timeout=60_000)
    with sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"], timeout=180_000
        )
        yield found
        found.close()
