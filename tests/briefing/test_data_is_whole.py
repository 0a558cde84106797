"""Whatever the page says is in its data: every value of the record in a CSV table and in the JSON twin.

A value is *in* a form if the form changes with it. So each value of the record is changed, one at a time,
and a form that stays the same has lost it.
"""

import csv
import io
import json
import zipfile
from datetime import date, datetime, timedelta

import msgspec
import pytest
from lxml import html as parser

from tocsin.briefing import html
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.exports.tables import TABLES
from tocsin.briefing.exports.twin import schema
from tocsin.protect.gate import Gate
from tocsin.records.briefing import Briefing

CATALOGUE = ("title_in", "statement_in", "resolution_in")
"""Wordings in other languages than the briefing's, which its record carries and its page does not say."""
COMPARED = (
    "previous.contributions",
    "previous.origins",
    "previous.steps",
    "previous.prior",
    "previous.missing",
    "previous.findings",
)
"""Working of the answer before: the page compares the answers and lists what moved, not the old working."""
LISTED = {"timeline": 120, "places": 100}
"""Rows of a chart's twin on the page; its table holds all."""


@pytest.fixture(scope="module")
def whole(modelled_briefing):
    """A briefing with every part that there can be."""
    return modelled_briefing


def leaves(value, path=()):
    """Path and value of every single value, the first and the last of each list."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, (list, tuple)):
        for n in sorted({0, len(value) - 1} if value else ()):
            yield from leaves(value[n], (*path, n))
    elif value is not None:
        yield path, value


def changed(value):
    """Another value of the same kind; `None` where only the record knows the other ones."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    for kind in (date, datetime):
        try:
            return (kind.fromisoformat(value) + timedelta(days=1)).isoformat()
        except ValueError:
            continue
    return value + "x"


def replaced(plain, path, value):
    if not path:
        return value
    if isinstance(plain, (list, tuple)):
        return [replaced(one, path[1:], value) if n == path[0] else one for n, one in enumerate(plain)]
    return {key: replaced(one, path[1:], value) if key == path[0] else one for key, one in plain.items()}


def said(path):
    """The path without the places in lists, so that one of each kind is tried."""
    return ".".join(part for part in path if isinstance(part, str))


def tables(briefing):
    """Every table as its rows, without the package that describes them."""
    return [list(table.rows(briefing)) for table in TABLES]


def test_no_value_of_the_record_is_lost_in_the_tables(whole):
    plain, before = msgspec.to_builtins(whole), tables(whole)
    lost, tried = [], set()
    for path, value in leaves(plain):
        name = said(path)
        if name in tried or path[-1] in CATALOGUE or name.startswith(COMPARED):
            continue
        if any(part in CATALOGUE for part in path):
            continue
        try:
            other = msgspec.convert(replaced(plain, path, changed(value)), Briefing)
        except msgspec.ValidationError:
            # A closed list of words: that its table holds it is seen by the other values of the row.
            continue
        tried.add(name)
        if tables(other) == before:
            lost.append(name)
    assert lost == []
    assert len(tried) > 150


def test_every_table_of_the_page_has_its_rows_in_a_table_of_the_data(whole):
    page = parser.document_fromstring(html.render(whole))
    twins = {
        figure.get("id").removeprefix("chart-"): figure.xpath(".//details//tbody/tr")
        for figure in page.iter("figure")
    }
    assert twins
    for chart, rows in twins.items():
        held = [table for table in TABLES if any(chart.startswith(name) for name in table.charts)]
        assert held, f"no CSV table holds the rows of the chart {chart!r}"
        n_rows = sum(len(list(table.rows(whole))) for table in held)
        assert n_rows >= min(len(rows), LISTED.get(chart, len(rows))), chart
    elsewhere = [table for table in page.iter("table") if not list(table.iterancestors("figure"))]
    # The digests of the inputs, and the claims that are counted by source instead of printed.
    assert [table.get("id") for table in elsewhere if table.get("id")] == ["inputs"]


def test_the_schema_of_the_twin_knows_every_value_and_says_what_it_is(whole):
    told = json.loads(FORMS["json"].write(Edition(briefing=whole)))
    plain = json.loads(msgspec.json.encode(whole))
    assert {key: told[key] for key in plain} == plain
    parts = schema()["$defs"]
    for name, part in {**parts, "Briefing": schema()}.items():
        if part.get("type") == "object":
            assert part.get("additionalProperties") is False, name


def test_every_column_is_named_once_and_as_its_package_says(whole):
    with zipfile.ZipFile(io.BytesIO(FORMS["csv"].write(Edition(briefing=whole)))) as packed:
        package = json.loads(packed.read("datapackage.json"))
    assert [one["name"].replace("-", "_") for one in package["resources"]] == [one.name for one in TABLES]
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name
        rows = list(table.rows(whole))
        assert all(len(row) == len(names) for row in rows), table.name
        if table.key:
            keys = [tuple(row[names.index(name)] for name in table.key) for row in rows]
            assert len(set(keys)) == len(keys), table.name


def test_two_figures_side_by_side_are_no_place_on_earth_and_still_the_same_figures(whole):
    p = {"open": 0.55758, "stealth": 0.3761, "none": 0.06632}
    points = tuple(msgspec.structs.replace(one, p=p, low=p, high=p) for one in whole.assessment.by_deadline)
    briefing = msgspec.structs.replace(
        whole, assessment=msgspec.structs.replace(whole.assessment, by_deadline=points)
    )
    data = FORMS["csv"].write(Edition(briefing=briefing))
    Gate([]).verify({"briefing.csv.zip": data})
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("by_deadline.csv").decode(), newline="")))
    assert {float(row["p"]) for row in rows} == set(p.values())
