"""Feeds of every kind that was ever seen in the wild are read without an exception."""

import os
import tarfile
from pathlib import Path

import pytest

from tocsin.capture.find import find

SUITE = Path(os.environ.get("TOCSIN_EVAL", Path(__file__).parents[3] / "shared/eval")) / (
    "capture/feedparser-tests.tar.xz"
)
needs_suite = pytest.mark.skipif(
    not SUITE.is_file(), reason="the feed suite of the evaluation data is not here"
)


def _read_every(step: int, folder: Path, now) -> int:
    with tarfile.open(SUITE) as suite:
        suite.extractall(folder, filter="data")
    files = sorted(path for path in folder.rglob("*.xml"))[::step]
    for path in files:
        for found in find([str(path)], now):
            assert found is not None
    return len(files)


@needs_suite
@pytest.mark.filterwarnings("default")
def test_a_sample_of_the_feed_suite_is_read(tmp_path, now):
    assert _read_every(20, tmp_path, now) > 50


@needs_suite
@pytest.mark.soak
@pytest.mark.filterwarnings("default")
def test_the_whole_feed_suite_is_read(tmp_path, now):
    assert _read_every(1, tmp_path, now) > 2_000
