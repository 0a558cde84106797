"""The same files give the same catalogue, and a file that was changed gives another at once."""

import os

import pytest

from tocsin.catalogue.entries import load_catalogue
from tocsin.errors import CatalogueError

TOPIC = """title = "{title}"
definition = "Whether the harbour is closed."
[patterns.en]
any = ["harbou?r"]
"""


@pytest.fixture
def case(tmp_path):
    (tmp_path / "topics").mkdir()
    return tmp_path


def topics(folder):
    return {one.id: one.title for one in load_catalogue(folder).topics}


def test_cases_without_entries_of_their_own_share_the_shipped_catalogue(tmp_path, case):
    assert load_catalogue() is load_catalogue(case) is load_catalogue(tmp_path / "nowhere")


def test_an_entry_that_is_written_anew_is_seen_even_with_the_time_and_the_length_of_the_old(case):
    path = case / "topics" / "harbour.toml"
    path.write_text(TOPIC.format(title="Harbour"), "utf-8")
    then = path.stat().st_mtime_ns
    assert topics(case)["harbour"] == "Harbour"
    path.write_text(TOPIC.format(title="Lagoons"), "utf-8")
    os.utime(path, ns=(then, then))
    assert topics(case)["harbour"] == "Lagoons"
    path.unlink()
    assert load_catalogue(case) is load_catalogue()


def test_a_wrong_entry_is_refused_again_and_again(case):
    (case / "topics" / "harbour.toml").write_text(TOPIC.format(title="x").replace("u?r", "(r"), "utf-8")
    for _ in range(2):
        with pytest.raises(CatalogueError, match=r"harbour\.toml.*expected a regular expression"):
            load_catalogue(case)
