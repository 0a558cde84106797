"""The forms of a briefing as a user asks for them: a file, its path, or one line that says what is wrong."""

import json
import zipfile
from pathlib import Path

import pytest


@pytest.mark.parametrize(("form", "ending"), [("stix", "stix.json"), ("csv", "csv.zip"), ("wacz", "wacz")])
def test_a_form_is_written_beside_the_page_and_its_path_is_told(tocsin, demo_case, form, ending):
    ran = tocsin("brief", "--case", str(demo_case), "--to", form)
    assert ran.code == 0, ran.err
    path = ran.out.splitlines()[-1]
    assert path.endswith(f".{ending}")
    if form == "stix":
        assert json.loads(Path(path).read_text(encoding="utf-8"))["type"] == "bundle"
    else:
        assert zipfile.is_zipfile(path)


def test_a_feed_keeps_its_name_and_offers_what_lies_beside_it(tocsin, demo_case):
    ran = tocsin("brief", "--case", str(demo_case), "--to", "atom", "--at", "https://news.example/b/")
    assert ran.code == 0, ran.err
    feed = demo_case / "briefings" / "briefings.atom"
    assert ran.out.splitlines()[-1] == str(feed)
    assert 'href="https://news.example/b/2023-03-20.html"' in feed.read_text(encoding="utf-8")


def test_a_podcast_feed_without_an_address_is_refused_and_not_written(tocsin, demo_case):
    ran = tocsin("brief", "--case", str(demo_case), "--to", "rss")
    assert ran.code == 2
    assert "--to rss: expected the web address of the folder" in ran.err
    assert not (demo_case / "briefings" / "briefings.rss").exists()


def test_the_schema_is_printed_without_a_case(tocsin):
    ran = tocsin("brief", "--schema")
    assert ran.code == 0
    assert json.loads(ran.out)["properties"]["marking"]["pattern"].startswith("^TLP:")
