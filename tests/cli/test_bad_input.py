"""The gallery of bad input: each flaw gives one line and exit 2, and nothing already stored is lost."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

AS_OF = "2023-03-20"
BIG = 60_000_000


def verify_one_line(ran) -> None:
    """Exit 2, nothing on stdout, and one line that says where, what, and what to try."""
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    where, _, rest = ran.err.partition(": expected ")
    assert where
    assert ", found" in rest
    assert "; try " in rest


@pytest.fixture
def case(demo_case, tmp_path) -> Path:
    return shutil.copytree(demo_case, tmp_path / "case")


def big(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(BIG)


FILES = {
    "empty.txt": lambda path: path.write_bytes(b""),
    "binary.dat": lambda path: path.write_bytes(bytes(range(256)) * 8),
    "binary.txt": lambda path: path.write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(200)),
    "big.txt": big,
    "cut.pdf": lambda path: path.write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog"),
    "wordless.html": lambda path: path.write_bytes(b"<html><body><img src=x></body>"),
    "wrong/captures.toml": lambda path: path.write_text('[[capture]]\nadress = "https://a.example/"\n'),
    "nowhere.txt": lambda path: None,
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used_is_named_in_one_line(tocsin, case, tmp_path, name):
    target = tmp_path / name
    target.parent.mkdir(exist_ok=True)
    FILES[name](target)
    ran = tocsin("add", "--case", case, target)
    verify_one_line(ran)
    assert target.name in ran.err
    assert tocsin("verify", "--case", case).code == 0


def test_a_network_address_is_refused_in_one_line(tocsin, case):
    verify_one_line(tocsin("add", "--case", case, "https://harbour-post.example/"))


def test_one_bad_file_among_many_is_an_issue_in_the_briefing(tocsin, tmp_path):
    case = tmp_path / "fresh"
    assert tocsin("new", case).code == 0
    (tmp_path / "good.txt").write_text("The minister said 200,000 men would be called up.", "utf-8")
    (tmp_path / "empty.txt").touch()
    ran = tocsin("add", "--case", case, tmp_path / "good.txt", tmp_path / "empty.txt")
    assert ran.code == 0
    assert "1 captured, 0 already there, 1 not readable." in ran.out
    assert len(ran.err.splitlines()) == 1
    page = tmp_path / "page.html"
    assert tocsin("brief", "--case", case, "--out", page).code == 0
    assert "empty.txt" in page.read_text("utf-8")


def test_broken_html_is_read_as_far_as_it_goes(tocsin, case, tmp_path):
    broken = tmp_path / "broken.html"
    broken.write_text("<html><p>The <b>minister said <td></table>200,000 would go<<div class='", "utf-8")
    ran = tocsin("add", "--case", case, broken)
    assert (ran.code, ran.err) == (0, "")


def test_a_saved_feed_is_no_trouble_though_it_has_no_text_of_its_own(tocsin, case, tmp_path):
    feed = tmp_path / "feed.xml"
    feed.write_text(
        '<rss version="2.0"><channel><title>News</title><item><title>Call-up</title><guid>1</guid>'
        "<description>The minister said 200,000 men would be called up.</description></item></channel></rss>",
        "utf-8",
    )
    ran = tocsin("add", "--case", case, feed)
    assert (ran.code, ran.err) == (0, "")
    assert "2 captured, 0 already there, 0 not readable." in ran.out


CALLS = {
    "no such command": ("foretell",),
    "no such option": ("brief", "--case", "{case}", "--colour", "red"),
    "no case named": ("brief",),
    "nothing to add": ("add", "--case", "{case}"),
    "a form we do not write": ("brief", "--case", "{case}", "--to", "papyrus"),
    "a month that does not exist": ("brief", "--case", "{case}", "--as-of", "2023-13-01"),
    "a date in words": ("assess", "--case", "{case}", "--as-of", "yesterday"),
    "a date before all calendars": ("assess", "--case", "{case}", "--as-of", "0001-01-01T00:00+05:00"),
    "a date still to come": ("brief", "--case", "{case}", "--as-of", "9999-12-31"),
    "a publication day that is none": ("add", "--case", "{case}", "--published", "soon", "{case}"),
    "a reading day that is none": ("read", "--date", "2023-02-30"),
    "a folder that is not there": ("brief", "--case", "{tmp}/nowhere"),
    "a folder that is no case": ("verify", "--case", "{tmp}"),
    "a case that is a file": ("assess", "--case", "{case}/case.toml"),
    "an unknown template": ("new", "{tmp}/fresh", "--from", "atlantis"),
    "a case already there": ("new", "{case}"),
    "a new case on a file": ("new", "{case}/case.toml"),
    "a new case where none can be": ("new", "/proc/tocsin"),
    "a demo where none can be": ("demo", "--case", "/proc/tocsin"),
    "an output that cannot be": ("brief", "--case", "{case}", "--as-of", AS_OF, "--out", "/proc/page.html"),
    "an output that is a device": ("brief", "--case", "{case}", "--as-of", AS_OF, "--out", "/dev/null"),
    "an output that is a folder": ("brief", "--case", "{case}", "--as-of", AS_OF, "--out", "{tmp}"),
}


@pytest.mark.parametrize("flaw", CALLS)
def test_a_wrong_call_gives_one_line(tocsin, case, tmp_path, flaw):
    ran = tocsin(*(part.format(case=case, tmp=tmp_path) for part in CALLS[flaw]))
    verify_one_line(ran)
    assert tocsin("verify", "--case", case).code == 0


def test_a_device_named_as_output_is_still_a_device_afterwards(tocsin, case):
    tocsin("brief", "--case", case, "--as-of", AS_OF, "--out", "/dev/null")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('colour = "red"\n', "colour"),
        ("title = \n", "case.toml"),
        ('opened_on = "soon"\n', "case.toml"),
    ],
)
def test_a_wrong_case_file_is_refused_with_file_and_key(tocsin, case, written, told):
    file = case / "case.toml"
    whole = file.read_text("utf-8")
    file.write_text(written + whole, "utf-8")
    ran = tocsin("brief", "--case", case)
    verify_one_line(ran)
    assert "case.toml" in ran.err
    assert told in ran.err
    file.write_text(whole, "utf-8")
    assert tocsin("verify", "--case", case).code == 0


def test_a_database_that_is_none_is_named(tocsin, case):
    for file in case.glob("tocsin.db-*"):
        file.unlink()
    (case / "tocsin.db").write_bytes(b"this is no database" * 100)
    ran = tocsin("assess", "--case", case, "--as-of", AS_OF)
    verify_one_line(ran)
    assert "tocsin.db" in ran.err


@pytest.mark.parametrize("room", [0, 8, 64])
def test_a_disk_that_fills_up_loses_nothing(case, tocsin, tmp_path, room):
    note = tmp_path / "note.txt"
    note.write_bytes(b"".join(b"Line %d: the minister said 200,000 men would go.\n" % n for n in range(9000)))
    before = tocsin("verify", "--case", case).out
    shell = f'ulimit -f {room}; exec "$0" -m tocsin add --case "$1" "$2"'
    done = subprocess.run(
        ["sh", "-c", shell, sys.executable, case, note], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "; try " in done.stderr
    after = tocsin("verify", "--case", case)
    assert after.code == 0
    assert after.out == before or after.out.startswith("26 captures")
    assert tocsin("add", "--case", case, note).code == 0
    page = tmp_path / "page.json"
    assert tocsin("brief", "--case", case, "--as-of", AS_OF, "--to", "json", "--out", page).code == 0
    assert json.loads(page.read_bytes())
