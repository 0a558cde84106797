"""What exists has its line in the documentation, and what the documentation names exists."""

import re
import subprocess
import sys
import tomllib

import pytest

from tocsin import errors
from tocsin.records.indication import Direction

ROW = re.compile(r"^\| `(?P<id>[a-z_]+)` \|(?P<rest>.*)$", re.MULTILINE)
POINTS = {Direction.RAISES_OPEN: "open", Direction.RAISES_STEALTH: "stealth", Direction.LOWERS: "lowers"}


def section(text, title):
    """The part of a page under a second-level heading."""
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def every_error(kind=errors.TocsinError):
    return [kind, *(deeper for below in kind.__subclasses__() for deeper in every_error(below))]


def test_every_package_has_its_line_in_the_architecture(root, page):
    packages = {path.parent.name for path in (root / "src/tocsin").glob("*/__init__.py")}
    told = set(re.findall(r"^\| `([a-z]+)` \|", section(page("architecture.md"), "Folders"), re.MULTILINE))
    assert told == packages


def test_the_layers_on_the_page_are_those_of_the_import_contract(root, page):
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in contracts["contracts"] if one["type"] == "layers")
    written = [[name.strip(" ()") for name in layer.split("|")] for layer in layers]
    here = {path.stem for path in (root / "src/tocsin").iterdir()}
    held = [[name for name in layer if name in here] for layer in written]
    block = re.search(r"```\n(cli\n.*?)\n```", page("architecture.md"), re.DOTALL)
    assert block
    assert [line.split(" | ") for line in block[1].splitlines()] == [layer for layer in held if layer]


@pytest.mark.parametrize(("kind", "title"), [("indicators", "Indicators"), ("topics", "Topics")])
def test_the_catalogue_page_lists_every_entry_and_no_other(entries, page, kind, title):
    told = {row["id"] for row in ROW.finditer(section(page("catalogue.md"), title))}
    assert told == set(entries(kind))


def test_the_catalogue_page_says_which_way_each_indicator_points(entries, page):
    told = {
        row["id"]: row["rest"].split("|")[-2].strip()
        for row in ROW.finditer(section(page("catalogue.md"), "Indicators"))
    }
    assert told == {
        name: POINTS[Direction(entry["direction"])] for name, entry in entries("indicators").items()
    }


def test_every_error_has_its_line(page):
    told = set(re.findall(r"^\| `(\w+Error)` \|", page("errors.md"), re.MULTILINE))
    assert told == {kind.__name__ for kind in every_error() if kind.__module__ == errors.__name__}


def test_the_tree_of_errors_names_every_error():
    told = set(re.findall(r"\w+Error", errors.__doc__ or ""))
    assert told == {kind.__name__ for kind in every_error() if kind.__module__ == errors.__name__}


def test_the_site_builds_without_a_warning(root, tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "--site-dir",
            str(tmp_path / "site"),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "tour.html").is_file()


def test_the_site_fetches_nothing_from_elsewhere(root, tmp_path):
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=root,
        check=True,
    )
    fetched = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//[^\"]+")
    for built in (tmp_path / "site").rglob("*.html"):
        assert not fetched.findall(built.read_text(encoding="utf-8")), built.name


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_local_link_of_the_front_pages_leads_somewhere(root, name):
    text = (root / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("https://")]
    assert [link for link in links if not (root / link).exists()] == []


def test_the_make_targets_that_the_pages_name_exist(root):
    told = (
        (root / "README.md").read_text()
        + (root / "CONTRIBUTING.md").read_text()
        + (root / "docs/tour.md").read_text()
    )
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z]+)", told, re.MULTILINE)) <= targets
