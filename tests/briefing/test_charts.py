"""Charts: rows that are right, specs and tables that say the same, pictures a strict page can hold."""

import json
import math
from itertools import pairwise

import pytest
from lxml import etree

from tocsin.briefing.charts import board, deadlines, palette, sizes, svg, track, waterfall
from tocsin.briefing.charts.canvas import spread, wrap
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.html import charts
from tocsin.briefing.telling.answer import living
from tocsin.errors import BriefingError
from tocsin.records.briefing import Briefing


def every_chart(briefing: Briefing) -> list[Chart]:
    return [chart for found in charts(briefing).values() for chart in found]


def test_a_waterfall_starts_at_the_prior_ends_at_the_answer_and_leaves_no_gap(briefing: Briefing) -> None:
    for outlook in living(briefing):
        steps = waterfall.steps(briefing, outlook)
        assert steps[0].kind == "prior"
        assert steps[-1].kind == "answer"
        assert waterfall.chance(steps[-1].end) == pytest.approx(outlook.p)
        for before, after in pairwise(steps[:-1]):
            assert after.start == pytest.approx(before.end)
        assert steps[-2].end == pytest.approx(steps[-1].end, abs=waterfall.FELT_BITS)


def test_a_waterfall_names_origin_day_and_number_of_reports(briefing: Briefing) -> None:
    steps = waterfall.steps(briefing, living(briefing)[0])
    [warning] = [each for each in steps if each.label == "Outside warning"]
    assert (warning.detail, warning.bits) == ("Continental Wire, 2 Feb 2023 · 2 reports", 0.9)
    assert warning.cites == ("c1",)


def test_open_ends_are_kept_open_on_the_size_axis(briefing: Briefing) -> None:
    [bar] = [each for each in sizes.bars(briefing) if each.speaker == "Regional channel"]
    assert (bar.low, bar.open_low, bar.open_high, bar.text) == (50_000, False, True, "over 50,000")


def test_sizes_stand_by_reach_with_their_speakers(briefing: Briefing) -> None:
    assert [bar.speaker for bar in sizes.bars(briefing)] == [
        "Ruslan Leviev",
        "Igor Strelkov",
        "Sergei Shoigu",
        "Western officials",
        "Regional channel",
    ]


def test_deadline_points_carry_what_was_said_last_time(briefing: Briefing) -> None:
    first = deadlines.points(briefing)[0]
    assert first.before is not None
    assert first.low <= first.p <= first.high


def test_the_track_ends_with_today(briefing: Briefing) -> None:
    last = [each for each in track.moments(briefing) if each.hypothesis == "open"][-1]
    assert (last.on, last.p) == (briefing.as_of.date(), 0.31)


def test_an_indicator_is_either_on_the_board_or_named_as_not_seen(briefing: Briefing) -> None:
    shown = {row.title for row in board.seen(briefing)}
    assert shown | set(board.quiet(briefing)) == {row.title for row in briefing.board}
    assert not shown & set(board.quiet(briefing))


def test_nothing_read_is_not_reported_as_nothing_seen(bare_briefing: Briefing) -> None:
    assert board.quiet(bare_briefing) == ()


def test_every_chart_has_a_table_with_as_many_rows_as_it_draws(briefing: Briefing) -> None:
    drawn = {chart.id: chart for chart in every_chart(briefing)}
    assert set(drawn) == {
        "deadlines",
        "track",
        "why-open",
        "why-stealth",
        "sizes",
        "arithmetic",
        "timeline",
        "places",
        "board",
    }
    for name, chart in drawn.items():
        for spec in (chart.wide, chart.narrow):
            rows = sum(len(rows) for key, rows in spec["datasets"].items() if key.startswith("rows"))
            lines = len(chart.table.rows)
            assert rows == (lines * _weeks(spec, chart) if name == "board" else lines), name


def _weeks(spec: dict, chart: Chart) -> int:
    total = sum(len(rows) for key, rows in spec["datasets"].items() if key.startswith("rows"))
    return total // len(chart.table.rows)


def test_every_chart_states_a_finding_and_a_measure(briefing: Briefing) -> None:
    for chart in every_chart(briefing):
        assert chart.title
        assert chart.subtitle
        assert chart.description


def test_specs_name_no_address_but_the_grammar(briefing: Briefing) -> None:
    for chart in every_chart(briefing):
        for spec in (chart.wide, chart.narrow):
            plain = json.dumps({key: value for key, value in spec.items() if key != "$schema"})
            assert "http" not in plain


def test_a_picture_has_no_style_no_script_and_says_what_it_shows(briefing: Briefing) -> None:
    for chart in every_chart(briefing):
        root = etree.fromstring(svg.draw(chart, chart.wide, "wide", "Source {n}"))
        assert not root.xpath("//@style | //*[local-name()='script' or local-name()='style']")
        assert root.get("role") in {"img", "group"}
        assert root.find(f"{svg.SVG}title").text == chart.title
        assert set(root.xpath("//*[local-name()='a']/@href")) <= {
            f"#{each.id}" for each in briefing.citations
        }


def test_drawing_twice_gives_the_same_bytes(briefing: Briefing) -> None:
    [chart] = charts(briefing)["board"]
    assert svg.draw(chart, chart.wide, "wide", "Source {n}") == svg.draw(
        chart, chart.wide, "wide", "Source {n}"
    )


def test_a_spec_that_cannot_be_drawn_is_one_clear_line(briefing: Briefing) -> None:
    [chart] = charts(briefing)["board"]
    with pytest.raises(BriefingError, match="chart board: expected a spec that can be drawn"):
        svg.draw(chart, {"mark": {"type": "no such mark"}, "encoding": 4}, "wide", "")


def test_a_spec_may_not_fetch(briefing: Briefing) -> None:
    [chart] = charts(briefing)["board"]
    spec = {**chart.wide, "data": {"url": "http://127.0.0.1:9/data.json"}}
    spec["layer"] = [{**layer, "data": spec["data"]} for layer in chart.wide["layer"]]
    with pytest.raises(BriefingError, match="drawn"):
        svg.draw(chart, spec, "wide", "")


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_text_and_marks_stand_out_in_both_themes(theme: str, ground: str) -> None:
    under = getattr(palette.PALETTE[ground], theme)
    for name in ("ink", "soft", "wave", "stealth", "third", "fail"):
        assert contrast(getattr(palette.PALETTE[name], theme), under) >= 4.5, name
    assert contrast(getattr(palette.PALETTE["mark"], theme), under) >= 3


def test_no_two_names_share_a_light_colour() -> None:
    assert len(palette.names()) == len(palette.PALETTE)


def test_labels_are_spread_apart_in_order_and_in_bounds() -> None:
    placed = spread([0.5, 0.51, 0.98, 0.02], 0.1, 0.05, 0.95)
    assert placed == pytest.approx([0.5, 0.6, 0.95, 0.05])


def test_a_long_label_is_cut_with_an_ellipsis() -> None:
    assert wrap("one two three four five", 8, 2) == ["one two", "three…"]


@pytest.mark.parametrize("pixels", [300, 420])
def test_ticks_of_the_size_axis_leave_room_for_their_labels(pixels: int) -> None:
    for domain in ((30_000, 1_500_000), (20, 40_000_000), (90_000, 400_000)):
        shown = sizes.ticks(domain, pixels)
        width = pixels / math.log10(domain[1] / domain[0])
        assert all(math.log10(after / before) * width >= 30 for before, after in pairwise(shown))
        assert shown
