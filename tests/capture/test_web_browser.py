"""A page that needs a browser is shown in one that has no network of its own, and its picture is kept."""

import pytest
from capture_server import Said, Wire

from tocsin.capture.find import find
from tocsin.capture.interface import MUTE
from tocsin.records.capture import Payload

pytestmark = pytest.mark.needs("chromium")

SHELL = """<html><head><title>Bill 104</title><link rel="stylesheet" href="/look.css"></head><body>
<main id="here">Loading</main><script src="/fill.js"></script></body></html>"""
FILL = """fetch('/words.json').then(a => a.json()).then(a => {
  const told = '<h1>Bill 104</h1>' + ('<p>' + a.words + '</p>').repeat(4);
  document.getElementById('here').innerHTML = '<article>' + told + '</article>';
});
fetch('http://169.254.169.254/latest/').catch(() => {});
fetch('/form', {method: 'POST', body: 'x'}).catch(() => {});"""
WORDS = "The draft would let summonses count as served once they stand in the register."


@pytest.fixture
def shown(server, web, hours):
    server.says("/bill", SHELL)
    server.says("/look.css", Said("main { color: navy }", headers=(("Content-Type", "text/css"),)))
    server.says("/fill.js", Said(FILL, headers=(("Content-Type", "text/javascript"),)))
    server.says(
        "/words.json", Said(f'{{"words": "{WORDS}"}}', headers=(("Content-Type", "application/json"),))
    )
    way = web(timeout_seconds=5, attempts=1, allow_private=False, wire=Wire(), look_up=_look_up)
    return list(find([_url(server, "/bill")], hours.at, web=way, browser=True))


def _look_up(host, port):
    return ["93.184.216.34"] if host == "bills.example" else [host]


def _url(server, path):
    return f"http://bills.example:{server.server_port}{path}"


def test_the_words_that_scripts_put_in_are_read(shown, reads, server):
    (page,) = (one for one in shown if one.origin == "browser" and one.media_type == "text/html")
    assert page.address == _url(server, "/bill")
    assert WORDS in reads(page).text


def test_the_picture_is_a_record_of_its_own(shown, server):
    (picture,) = (one for one in shown if one.media_type == "image/png")
    assert picture.address == f"urn:screenshot:{_url(server, '/bill')}"
    assert picture.body.startswith(b"\x89PNG")
    assert not picture.headers


def test_what_the_page_loaded_is_kept_for_replay_and_never_read(shown, server):
    assert all(isinstance(one, Payload) for one in shown)
    parts = {one.address: one.status for one in shown if one.origin in MUTE}
    assert parts == {_url(server, path): 200 for path in ("/bill", "/look.css", "/fill.js", "/words.json")}


def test_scripts_reach_no_private_network_and_send_nothing(shown, server):
    assert not [one for one in shown if "169.254" in one.address]
    assert "/form" not in server.paths()
    assert server.paths().count("/bill") == 1


def test_a_page_that_a_browser_cannot_show_is_one_clear_line(server, web, hours):
    server.says("/bill", "<html><body><script>while (true) {}</script></body></html>")
    way = web(timeout_seconds=5, attempts=1, total_seconds=2)
    *_, trouble = find([server.url("/bill")], hours.at, web=way, browser=True)
    assert "expected a page that a browser can show" in trouble.reason
    assert "\n" not in trouble.reason


def test_a_page_that_is_gone_needs_no_browser(server, web, hours):
    address = server.says("/bill", Said("", 404))
    gone, trouble = find([address], hours.at, web=web(), browser=True)
    assert (gone.status, gone.origin) == (404, "web")
    assert "status 404" in trouble.reason
