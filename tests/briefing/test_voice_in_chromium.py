"""The voiced page in a real browser, from a file, with the network off: it plays, and the word moves."""

import time

import pytest
from playwright.sync_api import expect
from test_voice import Beeper

from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.exports.page import write
from tocsin.briefing.voice.narration import narrate
from tocsin.briefing.voice.script import LABELS, script_of

pytestmark = pytest.mark.needs("chromium")
LABEL = LABELS["en"]["ai"]


@pytest.fixture(scope="module")
def opened(browser, bare_briefing, tmp_path_factory):
    """The page of a small briefing that beeps, and what its console said."""
    heard = narrate(script_of(bare_briefing), Beeper().speak, "model")
    path = tmp_path_factory.mktemp("voiced") / "briefing.html"
    path.write_bytes(write(Edition(briefing=bare_briefing, aloud=lambda: heard)))
    told = []
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(path.as_uri())
    yield page, told, path
    context.close()


SOUND = "document.getElementById('voice-sound')"
PATIENCE_S = 60


def at(page):
    return page.evaluate(SOUND + ".currentTime")


def until(page, holds: str, *about) -> None:
    """Asks again and again from outside, since the page's policy refuses a script that would ask within."""
    end = time.monotonic() + PATIENCE_S
    while not page.evaluate(holds, *about):
        assert time.monotonic() < end, holds
        page.wait_for_timeout(20)


def at_the_beginning(page) -> None:
    """Stopped at its first word, however far a slow machine let it play."""
    page.evaluate(f"{SOUND}.pause()")
    page.evaluate(f"{SOUND}.currentTime = 0")
    until(page, f"() => {SOUND}.paused && !{SOUND}.seeking")


def test_it_plays_from_a_file_and_the_marked_word_moves(opened):
    page, told, _ = opened
    page.get_by_role("button", name="Listen").click()
    expect(page.locator("#voice-bar")).to_be_visible()
    until(page, "() => Boolean(document.querySelector('.s.spoken[data-word]'))")
    first = page.locator(".s.spoken").get_attribute("data-word")
    until(page, "before => document.querySelector('.s.spoken')?.dataset.word !== before", first)
    marked = page.evaluate("[...CSS.highlights.get('spoken-word')].map((each) => each.toString()).join()")
    assert marked
    assert marked in page.locator(".s.spoken").inner_text()
    assert told == []


def test_the_label_is_seen_while_it_plays(opened):
    page, _, _ = opened
    expect(page.locator(".voice-label")).to_have_text(LABEL)
    expect(page.locator(".voice-label")).to_be_visible()


def test_keys_pause_move_by_a_sentence_and_close(opened):
    page, _, _ = opened
    at_the_beginning(page)
    page.locator("#voice-play").focus()
    page.keyboard.press("Space")
    until(page, f"() => !{SOUND}.paused")
    page.keyboard.press("Space")
    until(page, f"() => {SOUND}.paused")
    at_the_beginning(page)
    before = at(page)
    page.keyboard.press("k")
    assert at(page) > before
    page.keyboard.press("j")
    assert at(page) <= before + 0.1
    page.select_option("#voice-speed", "1.5")
    assert page.evaluate("document.getElementById('voice-sound').playbackRate") == 1.5
    page.locator("#voice-play").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#voice-bar")).to_be_hidden()
    expect(page.get_by_role("button", name="Listen")).to_be_focused()


def test_it_goes_on_where_it_stopped(opened):
    page, _, path = opened
    kept = "Number(localStorage.getItem(Object.keys(localStorage)[0]))"
    page.evaluate(f"{SOUND}.currentTime = 0.6")
    until(page, f"() => {kept} > 0")
    left = page.evaluate(kept)
    page.goto(path.as_uri())
    page.get_by_role("button", name="Listen").click()
    until(page, f"now => {SOUND}.currentTime >= now", left / 1000 - 0.1)


def test_printed_words_are_where_the_times_say(opened):
    page, _, _ = opened
    texts = page.evaluate(
        """() => JSON.parse(document.getElementById('voice-data').textContent).told
        .filter((one) => one[0] !== null).map((one) => {
          const walker = document.createTreeWalker(document.querySelector(`.s[data-s="${one[0]}"]`), 4);
          let text = '';
          for (let node = walker.nextNode(); node; node = walker.nextNode())
            if (!node.parentElement.closest('.vh')) text += node.data;
          const last = one[3][one[3].length - 1];
          return [text.length, last[1]];
        })"""
    )
    assert texts
    assert all(length - 3 <= end <= length for length, end in texts)


def test_without_scripts_the_browsers_own_player_stands_there(opened):
    page, _, path = opened
    context = page.context.browser.new_context(java_script_enabled=False, offline=True)
    plain = context.new_page()
    plain.goto(path.as_uri())
    expect(plain.locator("#voice-sound")).to_be_visible()
    expect(plain.locator(".voice-said")).to_have_text(LABEL)
    context.close()
