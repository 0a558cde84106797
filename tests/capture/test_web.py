"""A page is asked for politely, within bounds, and every answer on the way to it is kept as it came."""

import gzip
import zlib

import capture_server as act
import numpy as np
import pytest
from capture_server import Said

from tocsin.archive.archive import Archive
from tocsin.capture.fetch.client import Known
from tocsin.capture.fetch.means import Means
from tocsin.capture.find import find
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue

BILL = (
    "<html><head><title>Bill 104</title></head><body><article><h1>Bill 104</h1>"
    + ("<p>The bill lets summonses count as served once they stand in the register.</p>" * 6)
    + "</article></body></html>"
)


def _last(web, address, **more) -> Payload:
    return list(web.retrieve(address, **more))[-1]


def test_a_page_comes_with_what_was_asked_and_what_was_answered(server, web, hours):
    page = _last(web(), server.says("/bill", BILL))
    assert page.body == BILL.encode()
    assert (page.status, page.media_type, page.origin) == (200, "text/html", "web")
    assert page.captured_at == hours.at
    assert ("Content-Type", "text/html; charset=utf-8") in page.headers
    asked = dict(page.request_headers)
    assert asked["Host"] == f"127.0.0.1:{server.server_port}"
    assert "tocsin" in asked["User-Agent"]
    assert asked == {name: value for name, value in server.asked[-1][1].items() if name in asked}


def test_every_hop_of_a_redirect_is_a_payload_of_its_own(server, web):
    server.says("/old", Said(status=301, headers=(("Location", "/new?a=1"),)))
    server.says("/new?a=1", Said(status=302, headers=(("Location", server.url("/bill")),)))
    server.says("/bill", BILL)
    hops = list(web().retrieve(server.url("/old#part")))
    assert [(hop.status, hop.address) for hop in hops] == [
        (301, server.url("/old")), (302, server.url("/new?a=1")), (200, server.url("/bill")),
    ]  # fmt: skip
    assert ("Location", "/new?a=1") in hops[0].headers


def test_the_archive_keeps_request_and_answer_of_every_hop(server, web, tmp_path):
    server.says("/old", Said(status=301, headers=(("Location", "/bill"),)))
    server.says("/bill", BILL)
    with Archive.open(tmp_path / "archive", create=True) as archive:
        kept = archive.append_all(web().retrieve(server.url("/old")))
        archive.verify()
    assert [one.status for one in kept] == [301, 200]
    written = gzip.decompress((tmp_path / "archive" / kept[0].warc_file).read_bytes())
    assert written.count(b"WARC-Type: request") == 2
    assert b"GET /old HTTP/1.1" in written
    assert b"Location: /bill" in written


def test_a_circle_of_redirects_ends_and_what_came_stands(server, web, hours):
    server.says("/a", Said(status=302, headers=(("Location", "/b"),)))
    server.says("/b", Said(status=302, headers=(("Location", "/a"),)))
    *hops, trouble = find([server.url("/a")], hours.at, web=web())
    assert [hop.status for hop in hops] == [302, 302]
    assert "expected redirects that lead to a page, found a circle" in trouble.reason


def test_redirects_that_never_end_are_given_up(server, web):
    for n in range(8):
        server.says(f"/{n}", Said(status=302, headers=(("Location", f"/{n + 1}"),)))
    with pytest.raises(CaptureError, match="more than 5 of them"):
        _last(web(redirects=5), server.url("/0"))


@pytest.mark.parametrize(
    ("trick", "said"),
    [
        (act.silent, "silence for 0.4 seconds"),
        (act.cut, "expected a whole answer"),
        (act.cut_chunks, "expected a whole answer"),
        (act.cut_gzip, "it ends early"),
        (act.reset, "expected a"),
        (act.nonsense, "expected a whole answer"),
        (act.two_lengths, "expected a whole answer"),
        (act.forged_header, "expected a whole answer"),
        (Said(act.BOMB, headers=(("Content-Encoding", "gzip"),)), "at most 2 MB once unpacked"),
        (Said(b"x" * 3_000_000), "at most 2 MB once unpacked"),
        (
            Said(b"x", headers=(("Content-Encoding", "br"),)),
            "expected a body in gzip, deflate, found one in br",
        ),
        (Said(b"no gzip", headers=(("Content-Encoding", "gzip"),)), "a broken one"),
        (
            Said(status=302, headers=(("Location", "file:///etc/passwd"),)),
            "expected http or https, found file",
        ),
        (Said(status=302, headers=(("Location", "//[broken"),)), "an address such as"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_broken_answer_is_one_clear_line_and_never_half_a_page(server, web, hours, trick, said):
    address = server.says("/bill", trick)
    patience = 0.4 if trick is act.silent else 20
    way = web(max_bytes=2_000_000, attempts=1, timeout_seconds=patience)
    found = list(find([address], hours.at, web=way))
    assert isinstance(found[-1], Issue)
    assert said in found[-1].reason
    assert "; try " in found[-1].reason
    assert "\n" not in found[-1].reason
    assert not [one for one in found if isinstance(one, Payload) and one.status == 200]


def test_an_answer_that_trickles_for_ever_is_given_up(server, web, hours):
    def now():
        hours.sleep(1)
        return hours.at

    means = Means(now, hours.sleep, np.random.default_rng(1))
    address = server.says("/bill", act.dripping)
    with pytest.raises(CaptureError, match="one that takes over 5 seconds"):
        _last(web(total_seconds=5, attempts=1, means=means), address)


def test_a_server_that_nobody_answers_for_is_asked_again_and_then_named(web, hours):
    (only,) = find(["http://127.0.0.1:9/x"], hours.at, web=web(robots=False))
    assert "expected a server that answers" in only.reason


def test_an_unknown_name_is_named(web, hours):
    def nobody(host, port):
        raise OSError("Name or service not known")

    (only,) = find(["https://nowhere.example/"], hours.at, web=web(look_up=nobody))
    assert "the name nowhere.example is not known" in only.reason


def test_a_passing_fault_is_survived(server, web):
    address = server.says("/bill", act.reset, Said("busy", 503), BILL)
    assert _last(web(), address).body == BILL.encode()


def test_a_fault_that_stays_is_kept_as_the_answer_it_is(server, web, hours):
    address = server.says("/bill", Said("down", 500))
    answer, trouble = find([address], hours.at, web=web())
    assert (answer.status, answer.body) == (500, b"down")
    assert "status 500" in trouble.reason
    assert server.paths() == ["/bill"] * 3


def test_a_server_that_asks_for_patience_gets_it(server, web, hours):
    address = server.says("/bill", Said("", 429, (("Retry-After", "90"),)), BILL)
    assert _last(web(), address).status == 200
    assert 90 in hours.waits


def test_a_server_that_asks_for_hours_is_left_for_another_time(server, web, hours):
    address = server.says("/bill", Said("", 503, (("Retry-After", "7200"),)), BILL)
    assert _last(web(), address).status == 503
    assert server.paths() == ["/bill"]


def test_one_host_is_given_a_pause_between_two_requests(server, web, hours):
    way = web(delay_seconds=7)
    for name in "abc":
        _last(way, server.says(f"/{name}", BILL))
    assert hours.waits == [7, 7]


def test_a_site_may_ask_for_a_longer_pause(server, web, hours):
    server.says("/robots.txt", "User-agent: *\nCrawl-delay: 11")
    way = web()
    for name in "ab":
        _last(way, server.says(f"/{name}", BILL))
    assert 11 in hours.waits


def test_what_robots_may_not_fetch_is_not_fetched_unless_the_case_says_so(server, web, hours):
    server.says("/robots.txt", "User-agent: *\nDisallow: /private")
    address = server.says("/private/bill", BILL)
    (only,) = find([address], hours.at, web=web())
    assert "robots.txt forbids it" in only.reason
    assert server.paths() == []
    assert _last(web(robots=False), address).status == 200


def test_a_redirect_into_what_robots_may_not_fetch_is_not_followed(server, web, hours):
    server.says("/robots.txt", "User-agent: *\nDisallow: /private")
    address = server.says("/a", Said(status=302, headers=(("Location", "/private"),)))
    hop, trouble = find([address], hours.at, web=web())
    assert hop.status == 302
    assert "forbids it" in trouble.reason


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_no_robots_file_means_leave_and_a_failing_server_means_none(server, web, hours, status, allowed):
    server.says("/robots.txt", Said("", status))
    address = server.says("/bill", BILL)
    found = list(find([address], hours.at, web=web()))
    assert isinstance(found[0], Payload) is allowed


def test_the_robots_file_is_read_once_a_run(server, web):
    way = web()
    for name in "abc":
        _last(way, server.says(f"/{name}", BILL))
    assert [path for path, _ in server.asked].count("/robots.txt") == 1


def test_only_another_version_is_sent_when_one_is_known(server, web):
    fresh = Said(BILL, headers=(("Content-Type", "text/html"), ("ETag", '"v1"')))
    address = server.says("/bill", fresh, Said(status=304))
    way = web()
    _last(way, address)
    again = _last(way, address, known=Known(address, '"v1"', "Mon, 06 Feb 2023 10:00:00 GMT"))
    assert (again.status, again.body) == (304, b"")
    asked = server.asked[-1][1]
    assert asked["If-None-Match"] == '"v1"'
    assert asked["If-Modified-Since"] == "Mon, 06 Feb 2023 10:00:00 GMT"


@pytest.mark.parametrize(
    ("pack", "coding"),
    [
        (gzip.compress, "gzip"),
        (gzip.compress, "x-gzip"),
        (zlib.compress, "deflate"),
        (lambda body: zlib.compress(body, wbits=-15), "deflate"),
        (lambda body: gzip.compress(body[:99]) + gzip.compress(body[99:]), "gzip"),
        (lambda body: gzip.compress(zlib.compress(body)), "deflate, gzip"),
    ],
)
def test_a_packed_page_is_unpacked(server, web, pack, coding):
    headers = (("Content-Type", "text/html"), ("Content-Encoding", coding))
    assert (
        _last(web(), server.says("/bill", Said(pack(BILL.encode()), headers=headers))).body == BILL.encode()
    )


def test_the_charset_that_a_server_names_is_heeded(server, web, reads):
    russian = (
        "<html><body><article>" + "<p>Законопроект о повестках внесён в Думу.</p>" * 9 + "</article></body>"
    )
    headers = (("Content-Type", "text/html; charset=windows-1251"),)
    page = _last(web(), server.says("/bill", Said(russian.encode("cp1251"), headers=headers)))
    assert page.media_type == "text/html; charset=windows-1251"
    assert "Законопроект о повестках внесён в Думу." in reads(page).text


def test_a_pdf_at_an_address_is_read(server, web, reads, pdf):
    body = pdf("The bill on summonses, in full.")
    headers = (("Content-Type", "application/octet-stream"),)
    page = _last(web(), server.says("/bill.pdf", Said(body, headers=headers)))
    assert page.media_type == "application/pdf"
    assert "summonses, in full" in reads(page).text


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>A bill</title><link>{bill}</link><description>The bill was filed today, its sponsor said.
</description></item>
<item><title>Sport</title><link>{sport}</link><description>They won again, by three.</description></item>
<item><title>A note without an address</title><guid isPermaLink="false">n 1</guid></item>
</channel></rss>"""


def test_a_feed_at_an_address_gives_its_entries(server, web, hours):
    feed = FEED.format(bill=server.url("/bill"), sport=server.url("/sport"))
    address = server.says("/feed", Said(feed, headers=(("Content-Type", "text/xml"),)))
    first, *entries = find([address], hours.at, web=web())
    assert first.media_type == "application/rss+xml"
    assert [entry.address for entry in entries] == [
        server.url("/bill"), server.url("/sport"), f"{address}#n%201",
    ]  # fmt: skip
    assert {entry.origin for entry in entries} == {"feed"}
    assert server.paths() == ["/feed"]


def test_the_pages_behind_a_feed_s_entries_are_followed_when_asked(server, web, hours):
    feed = FEED.format(bill=server.says("/bill", BILL), sport=server.url("/sport"))
    address = server.says("/feed", Said(feed, headers=(("Content-Type", "text/xml"),)))
    found = list(find([address], hours.at, web=web(), follow="/bill$"))
    assert found[-1].body == BILL.encode()
    assert [one.origin for one in found] == ["web", "feed", "feed", "web"]


def test_pages_of_an_index_that_match_are_captured(server, web, hours):
    index = (
        '<a href="/bill/1">One</a> <a href="/bill/2#text">Two</a> <a href="bill/1">One again</a>'
        '<a href="/about">About</a> <a href="javascript:void(0)">x</a> <a href="mailto:a@b.example">y</a>'
    )
    for path in ("/bill/1", "/bill/2", "/about"):
        server.says(path, BILL)
    found = list(
        find(
            [server.says("/", f"<html><body>{index}</body></html>")], hours.at, web=web(), follow=r"/bill/\d+"
        )
    )
    assert [one.address for one in found] == [server.url("/"), server.url("/bill/1"), server.url("/bill/2")]


def test_more_pages_than_the_rules_allow_are_named(server, web, hours):
    links = "".join(f'<a href="/bill/{n}">{n}</a>' for n in range(5))
    for n in range(5):
        server.says(f"/bill/{n}", BILL)
    address = server.says("/", f"<html><body>{links}</body></html>")
    *pages, trouble = find([address], hours.at, web=web(follow_most=2), follow="bill")
    assert len(pages) == 3
    assert "expected at most 2 pages to follow, found 5" in trouble.reason


MAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = (
    '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
)
XML = (("Content-Type", "application/xml"),)


def test_a_sitemap_leads_to_the_pages_that_match(server, web, hours):
    server.says("/bill/1", BILL)
    places = f"<url><loc>{server.url('/bill/1')}</loc></url><url><loc>{server.url('/about')}</loc></url>"
    packed = gzip.compress(MAP.format(places).encode())
    inner = server.says("/map.xml.gz", Said(packed, headers=(("Content-Type", "application/gzip"),)))
    elsewhere = "<sitemap><loc>https://other.example/map.xml</loc></sitemap>"
    address = server.says(
        "/sitemap.xml", Said(INDEX.format(f"<sitemap><loc>{inner}</loc></sitemap>{elsewhere}"), headers=XML)
    )
    found = list(find([address], hours.at, web=web(), follow="/bill/"))
    assert [one.address for one in found if isinstance(one, Payload)] == [
        address,
        inner,
        server.url("/bill/1"),
    ]
    assert sum(isinstance(one, Issue) and "another host" in one.reason for one in found) == 1


def test_a_sitemap_without_a_filter_says_what_to_do(server, web, hours):
    _, trouble = find([server.says("/sitemap.xml", Said(MAP.format(""), headers=XML))], hours.at, web=web())
    assert "--follow" in trouble.reason
