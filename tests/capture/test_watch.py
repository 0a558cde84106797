"""A watched page is looked at in its rhythm; what vanishes, returns or changes is told, once."""

import json
import re
from datetime import date, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import StreamRequestHandler, TCPServer
from threading import Thread

import capture_server as act
import feedparser
import numpy as np
import pytest
from capture_server import Said
from fastwarc.warc import ArchiveIterator

from tocsin import pipeline
from tocsin.archive.archive import Archive
from tocsin.capture.fetch.means import Means
from tocsin.capture.find import find
from tocsin.catalogue.load import load_case
from tocsin.catalogue.templates import new_case
from tocsin.desk.desk import Clock, opened
from tocsin.errors import UsageError
from tocsin.records.alert import News
from tocsin.records.capture import Presence
from tocsin.store.watching import WatchStore

BILL = "The draft would let summonses count as served once they stand in the single register of conscripts."
SOURCE = """title = "Bill register"
publisher = "Register of bills"
genre = "legislature"
reliability = "A"
grounds = "Written for a test."
language = "en"
hosts = ["bills.test.example"]
"""


def page(*paragraphs: str, title: str = "Bill 104", foot: str = "") -> str:
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>{title}</title></head><body><nav>Home</nav><main><article><h1>{title}</h1>{told}"
        f"</article></main><footer>{foot}</footer></body></html>"
    )


STAYS = page(BILL, "Registered on 14 February 2023. The committee has not yet set a day for the reading.")


class Case:
    """A case that watches the test's server, under a clock that moves only when somebody waits."""

    def __init__(self, folder, hours):
        self.folder, self.hours = folder, hours
        self.means = Means(hours.now, hours.sleep, np.random.default_rng(3))

    def watches(self, *entries: str, rules: str = "", alerts: str = "") -> None:
        written = (self.folder / "case.toml").read_text("utf-8")
        watched = "".join(f"\n[[watch]]\n{entry}\n" for entry in entries)
        settings = f"\n[capture]\nallow_private = true\nretry_seconds = 0\ntimeout_seconds = 20\n{rules}\n"
        (self.folder / "case.toml").write_text(f"{written}{settings}{alerts}\n{watched}", "utf-8")

    def look(self, *, after: timedelta = timedelta()) -> pipeline.Watched:
        self.hours.at += after
        (done,) = pipeline.watch(self.folder, self.means, once=True)
        return done

    def titles(self, done) -> list[str]:
        return [alert.title for alert in done.told.news]

    def rounds(self):
        with opened(self.folder) as desk:
            return WatchStore(desk.store).rounds()


@pytest.fixture
def case(tmp_path, hours) -> Case:
    folder = tmp_path / "case"
    new_case(folder, "blank", date(2023, 1, 1))
    return Case(folder, hours)


def _address(server, path="/bill", **more) -> str:
    keys = "".join(f"\n{key} = {value}" for key, value in more.items())
    return f'address = "{server.url(path)}"\nevery_hours = 6{keys}'


def test_a_page_is_captured_when_it_is_due_and_left_alone_until_then(server, case):
    server.says("/bill", STAYS)
    case.watches(_address(server))
    assert case.look().seen.n_looked == 1
    assert case.look(after=timedelta(hours=1)).seen.n_looked == 0
    again = case.look(after=timedelta(hours=6))
    assert (again.seen.n_looked, again.seen.n_unchanged, again.told.news) == (1, 1, ())
    assert server.paths() == ["/bill"] * 2
    with Archive.open(case.folder / "archive", read_only=True) as archive:
        archive.verify()
        first, second = archive.captures()
    assert first.payload_digest == second.payload_digest


def test_a_run_that_was_killed_knows_what_it_had_seen(server, case, hours):
    for path in ("/a", "/b"):
        server.says(path, STAYS)
    server.says("/c", _interrupt)
    case.watches(*(_address(server, path) for path in ("/a", "/b", "/c")))
    stop = case.means._replace(sleep=_stop_at(hours, server))
    with pytest.raises(KeyboardInterrupt):
        list(pipeline.watch(case.folder, stop, once=True))
    seen = len(server.paths())
    assert seen == 2
    server.says("/c", STAYS)
    assert case.look().seen.n_looked == 3 - seen
    assert sorted(server.paths()) == ["/a", "/b", "/c"]


def _interrupt(handler):
    raise AssertionError("never asked")


def _stop_at(hours, server):
    def sleep(seconds):
        hours.sleep(seconds)
        if len(server.paths()) == 2:
            raise KeyboardInterrupt

    return sleep


def test_a_machine_that_slept_for_a_week_looks_once(server, case):
    server.says("/bill", STAYS)
    case.watches(_address(server))
    case.look()
    assert case.look(after=timedelta(days=7)).seen.n_looked == 1
    assert case.look().seen.n_looked == 0
    assert server.paths() == ["/bill"] * 2


def test_only_a_new_version_is_sent_for_again(server, case):
    headers = (
        ("Content-Type", "text/html"),
        ("ETag", '"v1"'),
        ("Last-Modified", "Mon, 06 Feb 2023 10:00:00 GMT"),
    )
    server.says("/bill", Said(STAYS, headers=headers), Said(status=304), Said(status=304))
    case.watches(_address(server))
    case.look()
    again = case.look(after=timedelta(hours=7))
    assert (again.seen.n_unchanged, again.told.news) == (1, ())
    asked = server.asked[-1][1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"v1"', "Mon, 06 Feb 2023 10:00:00 GMT")
    case.look(after=timedelta(hours=7))
    with Archive.open(case.folder / "archive", read_only=True) as archive:
        first, *others = archive.captures()
        assert [one.status for one in (first, *others)] == [200, 304, 304]
        assert {archive.entry(one.id).revisit_of for one in others} == {first.id}


def test_an_answer_of_not_modified_is_a_revisit_that_other_archives_can_read(server, case, hours):
    server.says(
        "/bill", Said(STAYS, headers=(("Content-Type", "text/html"), ("ETag", '"v1"'))), Said(status=304)
    )
    case.watches(_address(server))
    case.look()
    case.look(after=timedelta(hours=7))
    (written,) = (case.folder / "archive").glob("*.warc.gz")
    with written.open("rb") as file:
        heads = [dict(one.headers.items()) for one in ArchiveIterator(file, parse_http=False)]
    (last,) = [one for one in heads if one["WARC-Type"] == "revisit"]
    assert last["WARC-Profile"].endswith("/revisit/server-not-modified")
    assert last["WARC-Refers-To-Target-URI"] == server.url("/bill")
    assert "WARC-Payload-Digest" not in last
    taken = [*find([str(written)], hours.now())]
    assert [(one.status, one.body == b"") for one in taken] == [(200, False), (304, True)]


def _vanishing(server, case, *lost, rules=""):
    server.says("/bill", STAYS, *lost)
    case.watches(_address(server), rules=rules)
    case.look()


def test_a_vanishing_is_told_once_after_several_tries_at_growing_waits(server, case):
    _vanishing(server, case, Said("gone", 404))
    assert case.look(after=timedelta(hours=7)).told.news == ()
    assert case.look(after=timedelta(minutes=10)).seen.n_looked == 0
    assert case.look(after=timedelta(minutes=6)).told.news == ()
    assert case.look(after=timedelta(hours=1)).seen.n_looked == 0
    done = case.look(after=timedelta(hours=1))
    (alert,) = done.told.news
    assert alert.news is News.VANISHED
    assert alert.title == "Vanished: Bill 104"
    with opened(case.folder) as desk:
        (found,) = desk.store.vanishings()
        statuses = {one.id: one.status for one in desk.store.captures()}
    assert (found.presence, alert.cites) == (Presence.GONE, (found.last_seen, found.first_missed))
    assert [statuses[name] for name in alert.cites] == [200, 404]
    assert found.confirmed_at - found.first_missed_at >= timedelta(minutes=135)
    for _ in range(4):
        assert case.look(after=timedelta(hours=7)).told.news == ()


def test_a_page_that_comes_back_is_told_and_may_vanish_again(server, case):
    gone = Said("", 410)
    _vanishing(server, case, gone, gone, gone, gone, STAYS, gone, gone, gone, gone)
    titles = [title for _ in range(9) for title in case.titles(case.look(after=timedelta(hours=7)))]
    assert titles == ["Vanished: Bill 104", "Came back: Bill 104", "Vanished: Bill 104"]


def test_a_slip_of_the_server_is_no_vanishing(server, case):
    gone = Said("", 404)
    _vanishing(server, case, gone, gone, STAYS, gone, STAYS)
    assert not [title for _ in range(7) for title in case.titles(case.look(after=timedelta(hours=7)))]


@pytest.mark.parametrize("fault", [act.reset, Said("busy", 503), Said("slow down", 429), act.cut])
def test_a_host_that_is_not_to_be_had_has_not_vanished_and_is_asked_less_and_less(server, case, fault):
    _vanishing(server, case, fault)
    gaps = []
    for _ in range(5):
        done = case.look(after=timedelta(days=8))
        assert done.told.news == ()
        gaps.append(done.seen.next_at - case.hours.at)
    assert gaps[-1] > 3 * gaps[0]
    assert gaps[-1] <= timedelta(days=7.7)
    (one,) = case.rounds().values()
    assert (one.presence, one.n_unreached) == (Presence.UNREACHABLE, 5)
    with opened(case.folder) as desk:
        assert list(desk.store.vanishings()) == []
        assert next(WatchStore(desk.store).looks(one.address)).presence is Presence.PRESENT


def test_a_silent_host_is_missing_from_the_answer_until_it_is_heard_again(server, case, hours):
    _vanishing(server, case, *[act.reset] * 3, STAYS)
    case.look(after=timedelta(hours=7))
    address = server.url("/bill")
    with opened(case.folder) as desk:
        missing = {one.source: one.reason for one in desk.evidence(hours.at, Clock.CAPTURED).missing}
    assert "another time" in missing[address]
    case.look(after=timedelta(hours=7))
    with opened(case.folder) as desk:
        assert address not in {one.source for one in desk.evidence(hours.at, Clock.CAPTURED).missing}


def test_silence_between_two_misses_neither_confirms_nor_forgives(server, case):
    gone = Said("", 404)
    _vanishing(server, case, gone, *[act.reset] * 3, gone, gone, gone)
    titles = [case.titles(case.look(after=timedelta(hours=9))) for _ in range(4)]
    assert titles == [[], [], [], ["Vanished: Bill 104"]]


NOTICE = page("Sorry, the page you want was not found.", title="Error")
RIDDLE = page("Please verify you are human before you go on.", title="One moment")
EMPTY = "<html><head><title>Bill 104</title></head><body><nav>Home</nav><main></main></body></html>"
ELSEWHERE = (("Location", "/other"),)
HOME = (("Location", "/"),)


@pytest.mark.parametrize(
    ("answer", "presence"),
    [
        (Said("", 404), Presence.GONE),
        (Said("", 403), Presence.BLOCKED),
        (Said("", 451), Presence.BLOCKED),
        (Said(NOTICE), Presence.SOFT_GONE),
        (Said(RIDDLE), Presence.BLOCKED),
        (Said(EMPTY), Presence.EMPTIED),
        (Said(b""), Presence.EMPTIED),
        (Said(status=301, headers=ELSEWHERE), Presence.MOVED),
        (Said(status=302, headers=HOME), Presence.SOFT_GONE),
        (Said(status=302, headers=(("Location", "/gone"),)), Presence.GONE),
    ],
)
def test_each_way_of_vanishing_has_its_name(server, case, answer, presence):
    server.says("/", page("Welcome to the register of bills, where every bill has its card."))
    server.says("/other", page("Another bill altogether, on the order of the river police.", title="Bill 7"))
    _vanishing(server, case, answer)
    news = [alert for _ in range(4) for alert in case.look(after=timedelta(hours=7)).told.news]
    assert [alert.news for alert in news] == [News.VANISHED]
    with opened(case.folder) as desk:
        (found,) = desk.store.vanishings()
    assert found.presence is presence


def test_a_page_whose_address_gains_a_slash_has_not_moved(server, case):
    server.says("/bill/", STAYS)
    _vanishing(server, case, Said(status=301, headers=(("Location", "/bill/"),)))
    assert not [title for _ in range(4) for title in case.titles(case.look(after=timedelta(hours=7)))]


def test_a_redirect_that_leads_to_silence_is_silence(server, case):
    server.says("/bill/", act.reset)
    _vanishing(server, case, Said(status=301, headers=(("Location", "/bill/"),)))
    assert not [title for _ in range(4) for title in case.titles(case.look(after=timedelta(hours=7)))]
    (one,) = case.rounds().values()
    assert one.presence is Presence.UNREACHABLE


def test_a_change_is_told_with_its_words_and_both_captures(server, case):
    server.says("/bill", STAYS, STAYS.replace("has not yet set a day", "has set 1 April as the day"))
    case.watches(_address(server))
    case.look()
    (alert,) = case.look(after=timedelta(hours=7)).told.news
    assert alert.title.startswith("Changed: Bill 104 (")
    assert "set 1 April as the day" in re.sub(r"[{}+]", "", alert.text)
    assert len(alert.cites) == 2
    assert case.look(after=timedelta(hours=7)).told.news == ()


def test_a_page_that_goes_back_and_forth_is_told_each_time(server, case):
    one, other = page(BILL, "It is on the agenda."), page(BILL, "It is off the agenda.")
    server.says("/bill", one, other, one, other)
    case.watches(_address(server))
    case.look()
    cites = [alert.cites for _ in range(4) for alert in case.look(after=timedelta(hours=7)).told.news]
    assert len(set(cites)) == len(cites) == 3


@pytest.mark.parametrize(
    ("more", "before", "after"),
    [
        ({}, page(BILL, foot="12 views"), page(BILL, foot="9,310 views")),
        ({}, page(BILL, "Updated 3 March 2023, 12 views"), page(BILL, "Updated 4 March 2023, 31 views")),
        ({"ignore_text": r"['Weather: \w+']"}, page(BILL, "Weather: rain"), page(BILL, "Weather: sunshine")),
        ({"ignore": '[".box"]'}, page(BILL, "<span class=box>One more word here</span>"), page(BILL)),
        ({"select": '["h1"]'}, page(BILL), page("Other words, about which nobody asked to be told.")),
    ],
)
def test_a_change_that_nobody_cares_about_is_not_told(server, case, more, before, after):
    server.says("/bill", before, after)
    case.watches(_address(server, **more))
    case.look()
    assert case.look(after=timedelta(hours=7)).told.news == ()


def test_a_change_in_a_declared_part_is_told(server, case):
    server.says("/bill", page(BILL), page(BILL, title="Bill 104, second reading"))
    case.watches(_address(server, select='["h1"]'))
    case.look()
    (alert,) = case.look(after=timedelta(hours=7)).told.news
    assert "second reading" in alert.text


def _index(*names: str) -> str:
    links = "".join(f'<li><a href="/card/{name}">Card {name}</a></li>' for name in names)
    return page(f"<ul>{links}</ul>", "Every bill has its card in this register.", title="Register")


def test_a_bill_that_appears_on_an_index_and_vanishes_is_noticed_by_itself(server, case):
    server.says("/new", _index("1"), _index("1", "2"))
    server.says("/card/1", page(BILL, title="Bill 1"))
    server.says("/card/2", page(BILL, title="Bill 2"), Said("", 404))
    case.watches(_address(server, "/new", follow="'/card/'", ignore='["ul"]'))
    first = case.look()
    assert (first.seen.n_looked, first.told.news) == (2, ())
    assert case.titles(case.look(after=timedelta(hours=7))) == ["New: Bill 2"]
    titles = [title for _ in range(4) for title in case.titles(case.look(after=timedelta(hours=7)))]
    assert titles == ["Vanished: Bill 2"]


def test_a_followed_page_is_watched_for_its_days_and_no_longer(server, case):
    server.says("/new", _index("1"))
    server.says("/card/1", page(BILL, title="Bill 1"))
    case.watches(_address(server, "/new", follow="'/card/'", keep_days=2))
    case.look()
    case.look(after=timedelta(days=1))
    assert server.paths().count("/card/1") == 2
    case.look(after=timedelta(days=2))
    assert server.paths().count("/card/1") == 2


def test_a_feed_s_entries_are_kept_once(server, case):
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>A bill</title>'
        f"<link>{server.url('/x')}</link><description>The bill was filed, its sponsor said on Monday."
        "</description></item></channel></rss>"
    )
    server.says("/feed", Said(feed, headers=(("Content-Type", "application/rss+xml"),)))
    case.watches(_address(server, "/feed"))
    case.look()
    case.look(after=timedelta(hours=7))
    with opened(case.folder) as desk:
        assert [one.origin for one in desk.store.captures()] == ["web", "feed", "web"]


def test_a_vanished_bill_of_a_parliament_is_an_indication_with_both_captures(server, case, hours):
    (case.folder / "sources").mkdir(exist_ok=True)
    (case.folder / "sources" / "register.toml").write_text(
        SOURCE.replace("bills.test.example", "127.0.0.1"), "utf-8"
    )
    written = (case.folder / "case.toml").read_text("utf-8")
    (case.folder / "case.toml").write_text(
        written.replace("sources = [", 'sources = [\n  "register",', 1), "utf-8"
    )
    _vanishing(server, case, Said("", 404))
    for _ in range(3):
        case.look(after=timedelta(hours=7))
    with opened(case.folder) as desk:
        (vanishing,) = desk.store.vanishings()
        known = desk.evidence(hours.at, Clock.CAPTURED)
        before = desk.evidence(vanishing.first_missed_at, Clock.CAPTURED)
    (seen,) = (one for one in known.indications if one.spans.indicator == "page_vanished")
    assert (seen.capture_id, seen.further) == (vanishing.last_seen, (vanishing.first_missed,))
    assert seen.method == "vanishing"
    assert not [one for one in before.indications if one.spans.indicator == "page_vanished"]
    briefing = json.loads(
        pipeline.brief(case.folder, hours.at, Clock.CAPTURED, None, "json").read_text("utf-8")
    )
    (row,) = (one for one in briefing["board"] if one["indicator"] == "page_vanished")
    (cell,) = (one for one in row["cells"] if one["n_origins"])
    assert (cell["state"], len(cell["cites"])) == ("once", 1)
    answer = pipeline.assess(case.folder, hours.at, Clock.CAPTURED)
    cites = {cite for one in answer.contributions if one.indicator == "page_vanished" for cite in one.cites}
    assert cites == {vanishing.last_seen, vanishing.first_missed}


class Hook:
    """A webhook that keeps what it is told, or refuses it."""

    def __init__(self, status=200):
        self.told = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                hook.told.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.status = status
        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.target = f"json://127.0.0.1:{self.server.server_port}/"


def _hook():
    made = Hook()
    yield made
    made.server.shutdown()
    made.server.server_close()


hook = pytest.fixture(_hook, name="hook")
other_hook = pytest.fixture(_hook, name="other_hook")


def test_a_chat_is_told_in_its_own_way(server, case, hook):
    hook.target = hook.target.replace("json://", "mmosts://").replace("mmosts", "mmost") + "a1b2c3d4e5f6g7h8"
    _changing(server, case, hook)
    assert case.look(after=timedelta(hours=7)).told.n_sent == 1
    assert "Changed: Bill 104" in hook.told[0]


class Post(StreamRequestHandler):
    """As much of SMTP as it takes to be handed a mail."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().decode().strip():
            if line.upper().startswith("DATA"):
                self.wfile.write(b"354 go on\r\n")
                mail = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    mail += part
                self.server.mails.append(message_from_bytes(mail, policy=policy.default))
            elif line.upper().startswith("QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 yes\r\n")


def test_a_mail_is_sent(server, case, hook):
    with TCPServer(("127.0.0.1", 0), Post) as post:
        post.mails = []
        Thread(target=post.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        port = post.server_address[1]
        hook.target = f"mailto://127.0.0.1:{port}?from=tocsin@desk.example&to=desk@desk.example&mode=insecure"
        _changing(server, case, hook)
        done = case.look(after=timedelta(hours=7))
        post.shutdown()
    assert (done.told.n_sent, done.told.troubles) == (1, ())
    (mail,) = post.mails
    assert mail["To"] == "desk@desk.example"
    assert "Changed: Bill 104" in mail["Subject"]
    assert "heard" in mail.get_body(("html", "plain")).get_content()


def _changing(server, case, hook, alerts="", other=None):
    targets = json.dumps([one.target for one in (hook, other) if one])
    server.says(
        "/bill",
        *(page(BILL, f"The committee has heard {word} on it.") for word in ("nobody", "one", "both", "all")),
    )
    case.watches(_address(server), alerts=f"[alerts]\nto = {targets}\n{alerts}")
    case.look()


def test_a_webhook_is_told_at_once_and_once(server, case, hook):
    _changing(server, case, hook)
    done = case.look(after=timedelta(hours=7))
    assert done.told.n_sent == 1
    assert "Changed: Bill 104" in hook.told[0]
    case.look()
    assert len(hook.told) == 1


def test_what_happens_at_night_is_told_together_in_the_morning(server, case, hook, hours):
    hours.at = hours.at.replace(hour=21)
    _changing(server, case, hook, 'quiet_from = "22:00"\nquiet_to = "07:00"\ntime_zone = "Europe/Riga"')
    # 21:00 UTC is 23:00 in Riga; 04:00 is 06:00, and still night there.
    assert case.look(after=timedelta(hours=7)).told.n_sent == 0
    assert hook.told == []
    assert case.look(after=timedelta(hours=8)).told.n_sent == 2
    assert len(hook.told) == 1
    assert "2 changed" in hook.told[0]


def test_a_digest_waits_for_its_hour(server, case, hook):
    _changing(server, case, hook, "digest_hours = 24")
    assert case.look(after=timedelta(hours=7)).told.n_sent == 1
    assert case.look(after=timedelta(hours=7)).told.n_sent == 0
    assert case.look(after=timedelta(hours=18)).told.n_sent == 2
    assert len(hook.told) == 2


def test_only_the_news_that_was_asked_for_is_sent(server, case, hook):
    _changing(server, case, hook, 'news = ["vanished"]')
    done = case.look(after=timedelta(hours=7))
    assert (len(done.told.news), done.told.n_sent, hook.told) == (1, 0, [])


def test_what_a_target_refused_is_sent_again_and_its_password_is_not_shown(server, case, hook):
    hook.status = 500
    hook.target = hook.target.replace("json://", "json://me:secret@")
    _changing(server, case, hook)
    done = case.look(after=timedelta(hours=7))
    assert done.told.n_sent == 0
    (trouble,) = done.told.troubles
    assert "secret" not in str(trouble)
    hook.status = 200
    assert case.look(after=timedelta(minutes=1)).told.n_sent == 1


def test_each_target_is_remembered_by_itself_and_gets_nothing_twice(server, case, hook, other_hook):
    other_hook.status = 500
    _changing(server, case, hook, other=other_hook)
    done = case.look(after=timedelta(hours=7))
    assert (done.told.n_sent, len(done.told.troubles), len(hook.told)) == (1, 1, 1)
    other_hook.status, other_hook.told = 200, []
    done = case.look(after=timedelta(minutes=1))
    assert (done.told.n_sent, done.told.troubles) == (1, ())
    assert (len(hook.told), len(other_hook.told)) == (1, 1)
    assert case.look(after=timedelta(minutes=1)).told.n_sent == 0


def test_the_feed_tells_what_happened_and_names_nobody_private(server, case, hours):
    written = (case.folder / "case.toml").read_text("utf-8")
    (case.folder / "case.toml").write_text(
        written.replace("private = []", 'private = ["Ivan Testov"]'), "utf-8"
    )
    server.says("/bill", STAYS, page(BILL, 'Ivan Testov, a clerk, asked for <it> & "more".'))
    case.watches(_address(server))
    case.look()
    done = case.look(after=timedelta(hours=7))
    assert "Testov" not in done.told.news[0].text
    text = done.told.feed.read_text("utf-8")
    assert "Testov" not in text
    feed = feedparser.parse(text)
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title.startswith("Changed: Bill 104")
    assert "Interviewee 1" in entry.summary
    assert entry.link == server.url("/bill")


def test_an_address_that_was_added_is_looked_at_again_for_its_days(server, case, hours):
    case.watches()
    address = server.says("/bill", STAYS, page(BILL, "It was taken off the agenda."))
    pipeline.add(case.folder, [address], hours.now(), means=case.means)
    (alert,) = case.look(after=timedelta(minutes=1)).told.news
    assert alert.news is News.CHANGED
    assert case.look(after=timedelta(hours=7)).seen.n_looked == 1
    with pytest.raises(UsageError, match="at least one"):
        case.look(after=timedelta(days=31))


def test_an_address_that_never_came_is_not_awaited(server, case, hours):
    case.watches()
    pipeline.add(case.folder, [server.says("/bill", act.reset)], hours.now(), means=case.means)
    assert case.rounds() == {}


def test_a_page_that_was_missed_once_is_named_with_its_next_try(server, case, hours):
    _vanishing(server, case, Said("", 404))
    (one,) = case.look(after=timedelta(hours=7)).seen.missed
    assert (one.presence, one.n_missed) == (Presence.GONE, 1)
    assert one.next_at == hours.at + timedelta(minutes=15)


def test_a_case_that_watches_nothing_says_what_to_add(case):
    with pytest.raises(UsageError, match=r"expected at least one \[\[watch\]\], or an address added"):
        case.look()


def test_watching_goes_on_until_it_is_stopped(server, case, hours):
    server.says("/bill", STAYS)
    case.watches(_address(server))
    rounds = pipeline.watch(case.folder, case.means, once=False)
    looked = [next(rounds).seen.n_looked for _ in range(20)]
    rounds.close()
    assert sum(looked) >= 3
    assert max(hours.waits) <= 60


def test_the_settings_of_a_case_are_what_was_written(server, case):
    case.watches(_address(server), rules="confirm_minutes = [5, 10, 20]")
    written = load_case(case.folder)
    assert written.capture.confirming == tuple(timedelta(minutes=n) for n in (5, 10, 20))
    assert written.watch[0].address == server.url("/bill")
