"""Timeline, map and the model's need: rows that are right, from records that are known."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from tools.boundaries import simplified

from tocsin.briefing import places, sizes, view
from tocsin.briefing.charts import boundaries
from tocsin.briefing.charts import places as places_chart
from tocsin.briefing.charts import sizes as sizes_chart
from tocsin.briefing.html import render
from tocsin.briefing.quoting import Quotes
from tocsin.briefing.running import escaped
from tocsin.catalogue.entries import SHIPPED
from tocsin.catalogue.tables import decode_table, load_table
from tocsin.records.briefing import Briefing
from tocsin.records.capture import DateBasis, Memento
from tocsin.records.drawn import MomentKind, SizeModel
from tocsin.records.indication import Indication
from tocsin.records.moment import Clocks
from tocsin.records.place import Gazetteer
from tocsin.records.reading import IndicationSpan

NOON = datetime(2023, 1, 1, 12, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def russia() -> Gazetteer:
    path = SHIPPED / "places" / "russia.toml"
    return decode_table(load_table(path), Gazetteer, str(path))


def named(gazetteer: Gazetteer, text: str, language: str = "en") -> list[str]:
    """The places of a text whose every sentence holds an indication."""
    memento = Memento(
        id="m", capture_id="c", address="a", captured_at=NOON, source_id=None, title="", author=None,
        published_at=None, date_basis=DateBasis.UNKNOWN, language=language, text=text, method="test",
    )  # fmt: skip
    seen = Indication(
        id="i", memento_id="m", capture_id="c", source_id=None,
        spans=IndicationSpan(text=text, start=0, end=len(text), indicator="x"),
        clocks=Clocks(published_at=None, captured_at=NOON), method="test",
    )  # fmt: skip
    found = places.rows(gazetteer, [], [seen], {"m": memento}, [], Quotes({"m": memento}, {}, {}, str), "en")
    return [row.id for row in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ranges near Kazan and Yekaterinburg were cleared.", ["sverdlovsk", "tatarstan"]),
        ("Moscow has denied any such plan.", []),
        ("Men were stopped in Moscow on Monday.", ["moscow"]),
        ("None of this was visible in the Moscow region.", ["moscow-region"]),
        ("Novosibirsk, not Nizhny Novgorod region.", ["nizhny-novgorod", "novosibirsk"]),
        ("He quoted Vladimir Putin and Kirov's biographer.", []),
        ("The permanent secretary spoke.", []),
    ],
)
def test_a_place_is_found_where_it_is_named_and_nowhere_else(
    russia: Gazetteer, text: str, found: list[str]
) -> None:
    assert sorted(named(russia, text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Повестки раздают в Казани и в Екатеринбурге.", ["sverdlovsk", "tatarstan"]),
        ("Москва отрицает планы.", []),
        ("В метро в Москве проверяют документы.", ["moscow"]),
        ("Военкоматы Рязанской области набирают людей.", ["ryazan"]),
    ],
)
def test_a_place_is_found_in_every_case_of_its_russian_name(
    russia: Gazetteer, text: str, found: list[str]
) -> None:
    assert sorted(named(russia, text, "ru")) == found


def test_a_report_counts_once_a_place_and_cites_the_sentence_that_names_it(briefing: Briefing) -> None:
    [row] = briefing.places
    assert (row.id, row.n_reports, row.n_origins) == ("tatarstan", 1, 1)
    [cited] = [each for each in briefing.citations if each.id == row.cites[0]]
    assert (
        cited.quote == "Men are stopped at two metro stations in Kazan and asked for their military papers."
    )


def test_every_listed_region_has_boundaries(russia: Gazetteer) -> None:
    found, height = boundaries.regions(russia.map, 720)
    if not found:
        pytest.skip("the boundaries are not installed")
    assert {place.region for place in russia.places} == {region.name for region in found}
    for region in found:
        assert -5 <= region.middle[0] <= 725
        assert -5 <= region.middle[1] <= height + 5


def test_without_boundaries_the_page_has_no_map_and_still_stands(briefing: Briefing) -> None:
    assert places_chart.draw(replace(briefing, map="nowhere")) is None
    assert "chart-places" not in render(replace(briefing, map="nowhere"))


def test_simplified_borders_stay_shared(tmp_path: Path) -> None:
    wavy = [[0, 0], *([[1, 3] if n % 2 else [1, -3] for n in range(200)])]
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [30, 50]},
        "arcs": [wavy, [[0, 0], [0, 500], [200, 0], [0, -500]], [[0, 0], [0, -500], [200, 0], [0, 500]]],
        "objects": {"X": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "properties": {"name": "North"}, "arcs": [[0, ~1]]},
            {"type": "Polygon", "properties": {"name": "South"}, "arcs": [[0, ~2]]},
        ]}},
    }  # fmt: skip
    file = tmp_path / "x.json"
    file.write_text(json.dumps(topology))
    found = simplified(file)
    assert len(found["arcs"][0]) < len(wavy)
    assert found["regions"]["North"][0][0] == found["regions"]["South"][0][0] == 0
    assert found["arcs"][0][0] == [30, 50]


def test_the_timeline_ties_every_kind_to_its_day(briefing: Briefing) -> None:
    kinds = {mark.kind for mark in briefing.timeline}
    assert kinds == set(MomentKind)
    [poll] = [mark for mark in briefing.timeline if mark.kind is MomentKind.POLL]
    assert (poll.on, poll.title) == (date(2022, 11, 15), "How people took the autumn")
    [lost] = [mark for mark in briefing.timeline if mark.kind is MomentKind.VANISHING]
    assert lost.on == date(2023, 2, 4)
    days = [mark.on for mark in briefing.timeline]
    assert days == sorted(days)
    assert sum(mark.n for mark in briefing.timeline if mark.kind is MomentKind.INDICATION) == 17


@pytest.mark.parametrize(
    ("low", "high", "share"),
    [(250_000, 250_000, 0.5), (10_000, 10_000, 0.05), (5_000_000, None, 0.95), (None, 150_000, 0.25)],
)
def test_a_figure_tells_which_share_of_the_models_draws_it_exceeds(
    modelled_briefing: Briefing, low: float | None, high: float | None, share: float
) -> None:
    one = replace(modelled_briefing.sizes[0], low=low, high=high)
    assert sizes.share_below(modelled_briefing.size_model, one) == pytest.approx(share)


def test_the_models_need_stands_behind_the_sizes_and_in_the_table(modelled_briefing: Briefing) -> None:
    chart = sizes_chart.draw(modelled_briefing)
    assert chart is not None
    assert {"rows-model-0.1", "rows-model-0.25"} <= set(chart.wide["datasets"])
    assert "men needed by July" in chart.note
    assert chart.table.columns[-1] == "Model’s percentile"
    assert isinstance(modelled_briefing.size_model, SizeModel)


def test_a_large_case_prints_what_carries_the_answer_and_counts_the_rest(briefing: Briefing) -> None:
    many = tuple(
        replace(briefing.claims[n % 9], id=f"claim-{n}", speaker=f"Speaker {n % 300}", content=f"claim {n}")
        for n in range(3_000)
    )
    page = replace(briefing, claims=many)
    rest = view.rest(page)
    printed = sum(said.n for said in (*view.front(page), *view.others(page)))
    assert rest.n + printed == len(many)
    assert sum(n for _, n in rest.by_source) == rest.n
    written = render(page)
    assert f"{rest.n:,} more claims" in written
    assert len(written) < 1_000_000


def test_words_of_the_case_stay_words_in_the_running_head() -> None:
    assert escaped('a"}</style>') == "a\\22 \\7D \\3C \\2F style\\3E "


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_prose_reads_as_it_was_approved(
    shared_briefing: Briefing, russian_briefing: Briefing, code: str
) -> None:
    page = shared_briefing if code == "en" else russian_briefing
    lines = [f"# {p.heading}\n" + "\n".join(one.text for one in p.sentences) + "\n" for p in page.passages]
    told = "\n".join(lines).replace("\u202f", " ").replace("\u00a0", " ").replace("\u2060", "")
    assert told == (GOLDEN / f"prose-{code}.txt").read_text(encoding="utf-8")
