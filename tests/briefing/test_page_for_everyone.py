"""The page by the rules of WCAG 2.2 AA, as axe-core finds them broken, in both themes, wide and narrow.

Source: Web Content Accessibility Guidelines 2.2; axe-core 4 rules.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tocsin.briefing import opinion_report
from tocsin.briefing.html import render
from tocsin.records.briefing import Briefing

pytestmark = pytest.mark.needs("chromium")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
LEAST_RATIO = 4.5
# Colours of text in charts: axe cannot tell what lies behind a letter in SVG; it is the paper of the page.
# Paper on paper is the halo of a letter.
SVG_RATIOS = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (c) => { const [r, g, b] = c.match(/\\d+(\\.\\d+)?/g).map(Number);
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll(".chart text")].map((text) => {
    const ink = light(getComputedStyle(text).fill);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05); }).filter((ratio) => ratio > 1.01);
}"""


@pytest.fixture(scope="module")
def addresses(
    modelled_briefing: Briefing, russian_briefing: Briefing, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Language → the page in it, the English one with a model's need behind the sizes; and a report."""
    folder: Path = tmp_path_factory.mktemp("page")
    for each in (modelled_briefing, russian_briefing):
        (folder / f"{each.language}.html").write_text(render(each), encoding="utf-8")
    surveys = russian_briefing.opinion
    assert surveys is not None
    (folder / "surveys.html").write_text(opinion_report.render(surveys.tracked, "ru"), encoding="utf-8")
    return {path.stem: path.as_uri() for path in folder.iterdir()}


@pytest.fixture(params=[("light", 1280, "en"), ("dark", 360, "ru")])
def shown(browser: Browser, addresses: dict[str, str], request: pytest.FixtureRequest) -> Iterator[Page]:
    theme: Literal["light", "dark"]
    theme, width, code = request.param
    address = addresses[code]
    # The policy of the page would refuse the checker's own script, as it should.
    context = browser.new_context(
        offline=True, bypass_csp=True, color_scheme=theme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    yield page
    context.close()


def broken(page: Page, within: str = "html") -> list[tuple[str, str]]:
    found: dict[str, Any] = Axe().run(page, context=within, options=RULES).response
    return [(each["id"], node["html"][:160]) for each in found["violations"] for node in each["nodes"]]


def test_no_rule_of_access_is_broken(shown: Page) -> None:
    assert broken(shown) == []


@pytest.mark.parametrize("shown", [("dark", 360, "surveys")], indirect=True)
def test_no_rule_of_access_is_broken_in_the_report_on_opinion(shown: Page) -> None:
    assert broken(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_no_rule_of_access_is_broken_in_the_open_panel(shown: Page) -> None:
    shown.locator(".moves .cite").first.click()
    assert shown.locator("#panel").is_visible()
    assert broken(shown, "#panel") == []


def test_the_words_in_charts_stand_out_from_the_paper(shown: Page) -> None:
    ratios = shown.evaluate(SVG_RATIOS)
    assert ratios
    assert min(ratios) >= LEAST_RATIO
