"""The page in a real browser, from a file, with the network off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from tocsin.briefing.html import render
from tocsin.records.briefing import Briefing

pytestmark = pytest.mark.needs("chromium")
WIDTHS = (340, 768, 1280)


@pytest.fixture(scope="module")
def address(shared_briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "briefing.html"
    path.write_text(render(shared_briefing), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    heard: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith(("file:", "data:")):
            heard.append(url)

    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:")) else heard.append(request.url),
    )
    page.goto(address)
    yield page, heard
    context.close()


def test_it_loads_without_a_word_on_the_console_or_the_network(opened: tuple[Page, list[str]]) -> None:
    page, heard = opened
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    assert heard == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_over_the_edge(opened: tuple[Page, list[str]], width: int) -> None:
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_each_chart_is_shown_once(opened: tuple[Page, list[str]], width: int) -> None:
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 800})
    shown = page.evaluate(
        "[...document.querySelectorAll('figure')].map((figure) =>"
        " [...figure.querySelectorAll('.chart')].filter((each) => each.getClientRects().length).length)"
    )
    assert shown == [1] * len(shown)


def test_no_label_of_a_chart_is_cut_off(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over = page.evaluate(
            "[...document.querySelectorAll('.chart')].filter((each) => each.getClientRects().length)"
            ".flatMap((chart) => { const box = chart.getBoundingClientRect();"
            " return [...chart.querySelectorAll('text')].filter((text) => {"
            " const at = text.getBoundingClientRect();"
            " return at.left < box.left - 3 || at.right > box.right + 3; })"
            ".map((text) => text.textContent); })"
        )
        assert over == [], width


def test_the_keyboard_reaches_a_citation_and_sees_its_span(opened: tuple[Page, list[str]]) -> None:
    page, heard = opened
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('cite')"):
            break
    name = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    assert panel.is_visible()
    text = panel.inner_text()
    assert "the president was considering a call-up of 200,000 men" in text
    assert "Two Western officials said" in text, "the paragraph around the span"
    assert "captured 3 Feb 2023" in text
    assert "SHA-256" in text
    assert name == "#c1"
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.classList.contains('cite')")
    assert heard == []


def test_a_bar_of_the_waterfall_leads_to_its_span(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.locator("#chart-why-open .wide a").first.click()
    assert "Two Western officials said" in page.locator("#panel").inner_text()


def test_with_scripts_off_a_citation_leads_to_the_sources(browser: Browser, address: str) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(".moves .cite").first.click()
    assert page.url.endswith("#c1")
    assert page.locator("#c1").is_visible()
    context.close()


def test_an_address_that_names_a_span_opens_its_text(browser: Browser, address: str) -> None:
    for scripts in (True, False):
        context = browser.new_context(offline=True, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{address}#c2")
        assert page.locator("#c2").is_visible()
        context.close()


def test_the_texts_are_closed_until_asked_for_and_all_open_on_paper(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    assert not page.locator("#c1").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#c1").is_visible()


def test_the_dark_theme_recolours_the_charts(browser: Browser, address: str) -> None:
    seen = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(offline=True, color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        seen.add(page.evaluate("getComputedStyle(document.querySelector('.chart .f-ink')).fill"))
        context.close()
    assert len(seen) == 2


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints(opened: tuple[Page, list[str]], paper: str) -> None:
    page, _ = opened
    assert page.pdf(format=paper).startswith(b"%PDF")


def test_every_sentence_of_the_prose_can_be_found_by_its_number(
    opened: tuple[Page, list[str]], shared_briefing: Briefing
) -> None:
    page, _ = opened
    told = [one.text for passage in shared_briefing.passages for one in passage.sentences]
    found = page.evaluate(
        "[...document.querySelectorAll('[data-s]')].map((each) => [each.dataset.s, each.textContent])"
    )
    assert {int(n): text.replace(" (pseudonym)", "") for n, text in found} == dict(enumerate(told))


def test_the_answer_leads_to_its_working_and_to_its_spans(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.locator(".lede .cite").first.click()
    assert (
        page.locator("#panel mark").inner_text() == "the president was considering a call-up of 200,000 men"
    )
    page.keyboard.press("Escape")
    page.locator(".stand .basis").last.click()
    assert page.url.endswith("#h-when")


def test_words_that_run_from_right_to_left_stay_in_their_place(
    browser: Browser, tmp_path: Path, briefing: Briefing
) -> None:
    hebrew = "גיוס מילואים (200,000) יוכרז"
    cited = tuple(
        replace(each, quote=hebrew, before="", after="", language="he") for each in briefing.citations
    )
    said = tuple(replace(each, content=hebrew) for each in briefing.claims)
    path = tmp_path / "page.html"
    path.write_text(render(replace(briefing, citations=cited, claims=said)), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    quoted = page.locator(".claims q").first
    assert quoted.evaluate("(each) => [getComputedStyle(each).direction, each.lang]") == ["rtl", "he"]
    page.evaluate("document.documentElement.dir = 'rtl'")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator(".chart").first.evaluate("(each) => getComputedStyle(each).direction") == "ltr"
    context.close()


def test_on_paper_no_chart_is_cut_and_what_a_screen_needs_is_gone(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 900})
    broken = page.evaluate(
        "[...document.querySelectorAll('figure')]"
        ".filter((each) => getComputedStyle(each).breakInside !== 'avoid' || each.offsetHeight > 930)"
        ".map((each) => each.id)"
    )
    assert broken == []
    left = page.evaluate(
        "[...document.querySelectorAll('#panel, .twin, .skip')]"
        ".filter((each) => each.getClientRects().length).length"
    )
    assert left == 0
