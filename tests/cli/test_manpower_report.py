"""The report on an army: one file that loads nothing, gives its sources, and answers its sliders."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import expect

from tocsin.briefing.reckoning.wording import Wording
from tocsin.catalogue.manpower import load_scenario, shipped_scenarios
from tocsin.cli.main import run
from tocsin.models.manpower.variants import find_figures, find_names

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def page(tmp_path_factory, demo_case):
    path = tmp_path_factory.mktemp("report") / "army.html"
    asked = ["--scenario", "russia-2022", "--posture", "attack", "--by", "2023-06-05", "--draws", "100"]
    case = ["--case", str(demo_case), "--as-of", "2023-03-20", "--out", str(path)]
    assert run(["manpower", "report", *asked, *case]) == 0
    return path


def test_the_page_allows_nothing_from_outside_and_is_small(page):
    text = page.read_text("utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"(?:src|href)=\"(?!#|data:)", text)
    assert len(text) < 1_500_000


def test_the_page_says_what_the_command_says(page, tocsin):
    call = ("manpower", "shortfall", "--scenario", "russia-2022", "--posture", "attack", "--by", "2023-06-05")
    found = json.loads(tocsin(*call, "--draws", "100", "--format", "json").out)["answer"]
    rounded = float("{:.2g}".format(found["need"]["value"]))
    need = f"{rounded:,.0f}"
    assert f"<b>{need}</b>" in page.read_text("utf-8")


def test_every_figure_of_the_scenario_stands_with_its_source(page):
    text = page.read_text("utf-8")
    assert "Presidential decree of 31 March 2022" in text or "S. Shoigu, 28 October 2022" in text
    rows = re.search(r"All (\d+) figures", text)
    assert int(rows[1]) > 30


def test_the_same_call_writes_the_same_bytes(tmp_path, tocsin):
    call = ("manpower", "report", "--scenario", "ukraine-2024", "--draws", "40", "--out")
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    assert tocsin(*call, one).code == tocsin(*call, two).code == 0
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.needs("chromium")
def test_a_slider_draws_the_fan_anew_with_the_network_off(page, browser):
    tab = browser.new_context(offline=True, viewport={"width": 900, "height": 900}).new_page()
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(page.as_uri())
    line = tab.locator("svg.wide [data-line]")
    before, said = line.get_attribute("d"), tab.locator("#said").inner_text()
    tab.locator("#axis-losses").fill("0")
    assert line.get_attribute("d") != before
    assert tab.locator("#said").inner_text() != said
    assert "50\u202f% lower" in tab.locator("output").first.inner_text()
    tab.get_by_role("button", name="Back to the scenario").click()
    expect(tab.locator("#said")).to_have_text(said)
    assert errors == []


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_no_rule_of_access_is_broken_on_the_report(page, browser, theme, width):
    # The policy of the page would refuse the checker's own script, as it should.
    context = browser.new_context(
        offline=True, bypass_csp=True, color_scheme=theme, viewport={"width": width, "height": 900}
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = Axe().run(tab, options=RULES).response
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found["violations"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("named", shipped_scenarios())
def test_every_name_of_a_shipped_scenario_is_worded_in_russian(named):
    say, scenario = Wording("ru"), load_scenario(named)
    told = {
        *find_names(scenario).values(),
        *(posture.title for posture in scenario.postures),
        *(figure.unit for _, figure in find_figures(scenario)),
        scenario.title,
        scenario.army,
        scenario.note,
    }
    assert [name for name in told if re.search("[A-Za-z]{2}", say.name(name))] == []


def test_the_russian_report_says_in_russian_all_that_is_ours(demo_case, tmp_path, tocsin):
    path = tmp_path / "army.html"
    asked = ("--scenario", "russia-2022", "--posture", "attack", "--by", "2023-06-05", "--draws", "60")
    case = ("--case", demo_case, "--as-of", "2023-03-20", "--language", "ru", "--out", path)
    assert tocsin("manpower", "report", *asked, *case).code == 0
    page = html.document_fromstring(path.read_text("utf-8"))
    for away in page.xpath("//style | //script | //code | //*[@lang and not(self::html)]"):
        away.drop_tree()
    # Who claims something is told by name, as the sources have it.
    for away in page.xpath(
        "//*[@id='chart-claims']//*[local-name()='text' or local-name()='desc' or self::th]"
    ):
        away.drop_tree()
    left = set(re.findall("[A-Za-z]{2,}", page.find("body").text_content()))
    assert left <= {"Tocsin", "russia"}
