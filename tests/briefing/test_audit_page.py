"""The report on a single register: charts whose tables say the same, in two languages."""

import re
import tomllib

import pytest

from tocsin.briefing.auditing.charts import all_charts, causes, tornado, tornado_of_reach
from tocsin.briefing.auditing.page import render
from tocsin.briefing.auditing.wording import wording
from tocsin.briefing.language.choose import LANGUAGES
from tocsin.catalogue.register import load_setting, shipped_settings
from tocsin.errors import BriefingError
from tocsin.models.register.histories import APPEALED, HAPPENED, ORDER
from tocsin.models.register.summoning import CAUSES
from tocsin.models.register.sweeping import assumptions, title
from tocsin.records.register_audited import (
    Audited,
    Burden,
    Calibration,
    Effect,
    History,
    Measured,
    Outcome,
    Shift,
    Swing,
)

HAIR = "\N{HAIR SPACE}"
MEASURES = (
    "reach", "summoned", "wrongful", "taken", "wrongly_taken", "sent_home", "returned", "restricted",
    "wrongly_restricted", "exit_barred", "wrongly_exit_barred", "stopped", "strangers", "hiding", "left",
)  # fmt: skip


def about(value, width=0.01):
    return Measured(value=value, low=value - width, high=value + width)


def outcome(name, wrongful):
    shares = {key: about(0.5) for key in MEASURES} | {"wrongful": about(wrongful)}
    told = {cause: about(wrongful / (2 + at)) for at, cause in enumerate(CAUSES)}
    return Outcome(register=name, title=name, causes=told, weeks=about(5), **shares)


def effect(changed, title, wrongful):
    return Effect(
        changed=changed, title=title, reach=about(0.9), wrongful=about(wrongful),
        wrongly_taken=about(0.1), wrongly_barred=about(0.2), strangers=about(0.4),
    )  # fmt: skip


def swing(source, low, high, reach=0.0):
    still = Shift(low=about(0, 0), high=about(0, 0))
    return Swing(
        source=source, title=source, n_figures=1, unit="share", low=0.1, value=0.2, high=0.4,
        most=max(abs(low), abs(high)), reach=Shift(low=about(reach, 0), high=about(-reach, 0)),
        wrongful=Shift(low=about(low, 0.001), high=about(high, 0.001)), wrongly_taken=still, strangers=still,
    )  # fmt: skip


@pytest.fixture(scope="module")
def setting():
    return load_setting(shipped_settings()[0])


@pytest.fixture(scope="module")
def found(setting):
    return Audited(
        setting=setting.id, title=setting.title, country="Tarvenia", n_people=20_000, seed=1, n_seeds=20,
        rules_on="2026-11-01", f1=about(0.99), wrong_merges=about(0.001), same_household=about(0.0001),
        outcomes=(outcome("alone", 0.2), outcome("joined", 0.25), outcome("perfect", 0.0)),
        n_sampled=10_000,
        by_agency=(
            effect("military", "Military office alone, nothing joined", 0.2),
            effect("tax", "+ Tax service", 0.3),
            effect("perfect", "A perfect register", 0.01),
        ),
        without_agency=(effect("all", "All files", 0.3), effect("tax", "without Tax service", 0.2)),
        by_identifier=(effect("0", "0 % of rows", 0.3), effect("1", "100 % of rows", 0.2)),
        n_swept_seeds=5,
        sweep=tuple(
            swing(f"rate {at}", -0.03 + 0.002 * at, 0.04 - 0.002 * at, 0.001 * (at == 1)) for at in range(15)
        ),
        burden=(Burden(by="income", group="lowest", wrongful=about(0.3), summoned=about(4)),
                Burden(by="income", group="high", wrongful=about(0.2), summoned=about(5))),
        histories=(
            History(title=ORDER[2], person="Arvel Brenikoviš Tarvadin, 30, Belavin (Norvask)", seed=4,
                    story=("He had died.", "The summons counted as served in week 12.")),
        ),
        calibration=tuple(
            Calibration(title=one.title, known=one.figure, model=about(0.3)) for one in setting.known
        ),
        note=setting.note,
    )  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_has_every_chart_its_table_cases_marked_as_invented_and_the_world_with_sources(
    found, setting, code
):
    page, say = render(found, code), wording(code)
    assert f'<html lang="{code}">' in page
    for one in all_charts(say, found):
        assert f'id="chart-{one.id}"' in page
        assert one.title.split(" (")[0] in page.replace("&#39;", "'")
    assert page.count(say.t("twin") + "</summary>") == 7
    assert page.count(say.t("case_mark", seed=4)) == len(found.histories)
    for known in setting.known:
        assert known.figure.source.replace("'", "&#39;") in page
    assert say.name("The summons counted as served in week 12.") in page
    assert "<script" not in page


def test_without_a_sweep_the_page_says_so_and_has_no_tornado(found):
    plain = render(
        Audited(**{name: getattr(found, name) for name in found.__struct_fields__} | {"sweep": ()})
    )
    assert "--sweep does that" in plain
    assert "chart-tornado" not in plain


def test_the_tornado_draws_the_rates_that_matter_most_and_its_table_has_all_of_them(found):
    chart = tornado(wording("en"), found)
    labels = [row[0].text for row in chart.table.rows]
    assert labels == [f"Rate {at}" for at in range(15)]
    assert "rate 0, by up to +4.0 points" in chart.title
    drawn = [row["text"] for rows in chart.wide["datasets"].values() for row in rows if "text" in row]
    assert "Rate 0" in drawn
    assert "Rate 14" not in drawn
    assert [cell.text for cell in chart.table.rows[0][1:3]] == [
        f"+4.0 (+3.9{HAIR}…{HAIR}+4.1)",
        f"−3.0 (−3.1{HAIR}…{HAIR}−2.9)",
    ]


def test_only_rates_that_move_reach_are_drawn_for_reach(found):
    chart = tornado_of_reach(wording("en"), found)
    assert [row[0].text for row in chart.table.rows] == ["Rate 1"]
    assert "1 of 15 rates" in chart.note


def test_causes_come_with_the_most_common_first_and_intervals(found):
    chart = causes(wording("en"), found)
    assert chart.table.rows[0][1].text == "12\N{NARROW NO-BREAK SPACE}% (12–14\N{NARROW NO-BREAK SPACE}%)"
    assert chart.title.endswith(CAUSES[0])


def test_both_languages_have_the_same_phrases_with_the_same_slots(root):
    tables = []
    for code in LANGUAGES:
        text = (root / f"src/tocsin/briefing/auditing/words/{code}.toml").read_text("utf-8")
        tables.append(tomllib.loads(text)["phrases"])
    one, two = ({key: set(re.findall(r"\{(\w+)\}", said)) for key, said in table.items()} for table in tables)
    assert one == two


def test_russian_has_a_name_for_everything_that_the_shipped_setting_and_the_cases_say(setting):
    said = [
        setting.title, setting.note, *CAUSES, *ORDER, *HAPPENED.values(), APPEALED,
        *(title(one) for one in assumptions(setting)),
        *(one.title for one in setting.known),
        *(f"{how} {one.title}" for one in setting.agencies[1:] for how in ("+", "without")),
        *setting.margins.income, *setting.margins.citizenship,
    ]  # fmt: skip
    russian = wording("ru")
    left = [one for one in said if re.search("[A-Za-z]", russian.name(one.format(week=7)))]
    assert left == []


def test_a_language_that_there_is_not_is_refused(found):
    with pytest.raises(BriefingError, match="en or ru"):
        render(found, "de")
