"""The evidence replays elsewhere: every page of a bundle is opened in ReplayWeb.page, a player of others.

The player (AGPL) is fetched into a folder of its own for this proof and is no part of anything that ships.
What it needs of a bundle is held by tests that always run: tests/archive/test_export.py.

Source: Web Archive Collection Zipped (WACZ) 1.1.1; RFC 9110, 14 (range requests).
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from msgspec.structs import replace
from playwright.sync_api import Error

from tocsin.archive.archive import Archive
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Edition
from tocsin.records.capture import Payload

pytestmark = [pytest.mark.soak, pytest.mark.needs("chromium")]
PLAYER = "replaywebpage@2.5.3"
SHA256 = "b7d35c39c4da9b7121c5a393911d8675d4cc6f19513c380191e16b086bea812c"
TRIES, WAIT_MS, LOAD_MS = 120, 250, 5_000


class Ranges(SimpleHTTPRequestHandler):
    """A server that answers range requests, by which the player reads a bundle."""

    def log_message(self, *told):
        pass

    def do_GET(self):
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not asked or not self.path.endswith(".wacz"):
            return super().do_GET()
        data = Path(self.translate_path(self.path)).read_bytes()
        first = int(asked[1]) if asked[1] else max(0, len(data) - int(asked[2]))
        last = min(len(data) - 1, int(asked[2])) if asked[1] and asked[2] else len(data) - 1
        self.send_response(206)
        self.send_header("Content-Type", "application/wacz")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        self.wfile.write(data[first : last + 1])
        return None


@pytest.fixture(scope="module")
def site(shared_briefing, tmp_path_factory):
    """The player, and a bundle beside it, on the loopback."""
    folder = tmp_path_factory.mktemp("player")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    fetched = subprocess.run([npm, "pack", PLAYER, "--silent"], cwd=folder, check=False, timeout=300)
    packed = next(folder.glob("*.tgz"), None)
    if fetched.returncode or packed is None:
        pytest.skip("the player cannot be fetched")
    data = packed.read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256
    with tarfile.open(fileobj=io.BytesIO(data)) as files:
        files.extractall(folder, filter="data")
    (folder / "package" / "evidence.wacz").write_bytes(bundle(shared_briefing, folder / "archive"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Ranges, directory=str(folder / "package")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder / "package" / "evidence.wacz"
    server.shutdown()
    server.server_close()
    thread.join(10)


def bundle(briefing, folder):
    with Archive.open(folder, create=True) as archive:
        held = {one.capture_id: archive.append(payload(one)).id for one in briefing.citations}
        cited = tuple(replace(one, capture_id=held[one.capture_id]) for one in briefing.citations)
        return FORMS["wacz"].write(Edition(briefing=replace(briefing, citations=cited), archive=archive))


def payload(citation):
    body = f"<html><title>{citation.title}</title><p>This page says {citation.title}.</p></html>"
    return Payload(
        address=citation.address,
        media_type="text/html",
        body=body.encode(),
        captured_at=citation.captured_at,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
    )


def test_every_page_of_the_evidence_opens_in_a_player_of_others(site, browser):
    here, path = site
    with zipfile.ZipFile(path) as packed:
        lines = packed.read("pages/pages.jsonl").splitlines()[1:]
    pages = [json.loads(line) for line in lines]
    assert pages
    context = browser.new_context()
    outside = []
    context.on("request", lambda one: outside.append(one.url) if not one.url.startswith(here) else None)
    tab = context.new_page()
    # The player replays by a service worker, which has to be there before the first page is asked for.
    tab.goto(f"{here}/index.html?source={here}/evidence.wacz")
    tab.evaluate("navigator.serviceWorker.ready")
    tab.wait_for_timeout(LOAD_MS)
    for one in pages:
        when = re.sub(r"\D", "", one["ts"])
        tab.goto("about:blank")
        where = urlencode({"url": one["url"], "ts": when})
        tab.goto(f"{here}/index.html?source={here}/evidence.wacz#view=pages&{where}")
        assert shown(tab, f"This page says {one['title']}."), one
    context.close()
    assert [one for one in outside if not one.startswith(("data:", "blob:", "about:"))] == []


def shown(tab, words):
    """Whether the player shows these words before long."""
    for _ in range(TRIES):
        for frame in tab.frames:
            if frame != tab.main_frame and words in said(frame):
                return True
        tab.wait_for_timeout(WAIT_MS)
    return False


def said(frame):
    """The words in a frame, which the player may be about to replace."""
    try:
        return frame.evaluate("document.body?.textContent ?? ''")
    except Error:
        return ""
