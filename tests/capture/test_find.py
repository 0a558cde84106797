"""What the user names becomes payloads; what cannot be used becomes one clear line, and the rest goes on."""

from datetime import UTC, datetime

import pytest

from tocsin.capture.find import find
from tocsin.capture.limits import Limits
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue, Stage

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Wire</title>
<item><title>Summons by post &amp; by hand</title><link>https://wire.example/a b?x=1</link>
<author>J. Doe</author>
<description>&lt;p&gt;The office posts summonses now, its head said on Monday.&lt;/p&gt;</description>
<pubDate>Mon, 06 Feb 2023 10:00:00 +0300</pubDate></item>
<item><title>No link here</title><guid isPermaLink="false">tag:wire,2</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>A bill</title>
<link href="https://wire.example/bill"/><updated>2023-02-07T00:00:00Z</updated>
<content type="html">&lt;p&gt;A bill was filed with the lower house today.&lt;/p&gt;</content>
</entry></feed>"""


def _issue(found) -> Issue:
    (only,) = found
    assert isinstance(only, Issue)
    assert only.stage is Stage.CAPTURE
    assert "\n" not in only.reason
    assert "; try " in only.reason
    return only


def test_a_text_file_is_one_payload_that_does_not_tell_its_folder(tmp_path, now):
    file = tmp_path / "my secret folder" / "заметка 1.txt"
    file.parent.mkdir()
    file.write_text("A note of some length.")
    (payload,) = find([str(file)], now)
    assert payload.address == "file:///%D0%B7%D0%B0%D0%BC%D0%B5%D1%82%D0%BA%D0%B0%201.txt"
    assert payload.media_type == "text/plain"
    assert payload.body == file.read_bytes()
    assert list(find([str(file)], now)) == [payload]


def test_bytes_beat_the_name(tmp_path, now, pdf):
    (tmp_path / "a.txt").write_bytes(pdf("A call-up was announced."))
    (tmp_path / "b.dat").write_text("<!DOCTYPE html><html><body><p>Hello</p></body></html>")
    (tmp_path / "c.xml").write_text(ATOM)
    (tmp_path / "d.md").write_text("# Heading\n\nWords.")
    kinds = [payload.media_type for payload in find([str(tmp_path)], now)]
    assert kinds == ["application/pdf", "text/html", "application/atom+xml", "text/html", "text/markdown"]


def test_a_feed_is_kept_and_every_entry_is_a_payload_of_its_own(tmp_path, now):
    (tmp_path / "wire.xml").write_text(RSS)
    feed, first, second = find([str(tmp_path / "wire.xml")], now)
    assert feed.body == RSS.encode()
    assert first.address == "https://wire.example/a%20b?x=1"
    assert first.title == "Summons by post & by hand"
    assert first.author == "J. Doe"
    assert first.published_at.isoformat() == "2023-02-06T07:00:00+00:00"
    assert b"posts summonses" in first.body
    assert second.address == "file:///wire.xml#tag%3Awire%2C2"
    assert {p.origin for p in (feed, first, second)} == {"feed"}


@pytest.mark.parametrize(
    ("name", "body", "flaw"),
    [
        ("empty.txt", b"", "found an empty file"),
        ("blank.txt", b" \n\t\r\n", "found an empty file"),
        ("binary.txt", b"Some words\x00\x01\x02 and more", "expected text, found binary"),
        ("late.txt", b"words " * 5_000 + b"\x00\x00\x00", "expected text, found binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n", "found a PNG picture"),
        ("letter.docx", b"PK\x03\x04....", "an office document"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "found a PDF that is cut short"),
        ("other.rss", b"<?xml version='1.0'?><opml><body/></opml>", "expected an RSS or Atom feed"),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path, now, name, body, flaw):
    (tmp_path / name).write_bytes(body)
    only = _issue(find([str(tmp_path / name)], now))
    assert flaw in only.reason
    assert only.subject == name


def test_a_huge_file_is_refused_without_being_read_and_the_limit_is_named(tmp_path, now):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert (
        "under 50 MB, found 50.0 MB; try splitting it"
        in _issue(find([str(tmp_path / "huge.txt")], now)).reason
    )
    (tmp_path / "small.txt").write_text("eleven byte")
    limits = Limits(file_bytes=11)
    assert "1.1e-05 MB" in _issue(find([str(tmp_path / "small.txt")], now, limits)).reason


@pytest.mark.parametrize("target", ["https://news.example/a", "ftp://x/y", "t.me://channel"])
def test_a_network_address_is_refused_with_advice(now, target):
    assert "saving the page to a file" in _issue(find([target], now)).reason


def test_a_missing_file_does_not_stop_the_others(tmp_path, now):
    (tmp_path / "there.txt").write_text("Words that are there.")
    gone, there = find([str(tmp_path / "gone.txt"), str(tmp_path / "there.txt")], now)
    assert isinstance(gone, Issue)
    assert "found nothing there" in gone.reason
    assert isinstance(there, Payload)


MANIFEST = """
[[capture]]
address = "https://duma.example/bill/1"
captured_at = 2023-01-15T10:00:00Z
file = "bill.html"
source = "duma"
published_at = 2023-01-14

[[capture]]
address = "https://duma.example/bill/1"
captured_at = 2023-01-16T13:00:00+03:00
status = 404
"""


def test_recorded_captures_keep_their_own_instants_and_answers(tmp_path, now):
    (tmp_path / "captures.toml").write_text(MANIFEST)
    (tmp_path / "bill.html").write_text(
        "<html><body><p>A bill on registers, in one paragraph.</p></body></html>"
    )
    there, gone = find([str(tmp_path)], now)
    assert (there.status, gone.status) == (200, 404)
    assert there.source_id == "duma"
    assert there.published_at.isoformat() == "2023-01-14T00:00:00+00:00"
    assert gone.captured_at.isoformat() == "2023-01-16T10:00:00+00:00"
    assert gone.body == b""
    assert list(find([str(tmp_path / "captures.toml")], now)) == [there, gone]


GOOD = 'address = "https://a.example/"\ncaptured_at = 2023-01-01T00:00:00Z\nfile = "a.txt"\n'


@pytest.mark.parametrize(
    ("manifest", "flaw"),
    [
        ("# nothing yet", "at least one [[capture]]"),
        ("captures = []", "key `captures`"),
        ("[[capture]\n", "expected TOML"),
        ("[[capture]]\n" + GOOD + 'place = "x"', "unknown field `place`"),
        ('[[capture]]\nfile = "a.txt"', "missing required field `address`"),
        ("[[capture]]\n" + GOOD.replace("2023-01-01T00:00:00Z", "2023-02-30T00:00:00Z"), "expected TOML"),
        ("[[capture]]\n" + GOOD.replace("2023-01-01T00:00:00Z", "2023-01-01T00:00:00"), "with a time zone"),
        ("[[capture]]\n" + GOOD.replace("2023-01-01T00:00:00Z", "2033-01-01T00:00:00Z"), "not after now"),
        ("[[capture]]\n" + GOOD.replace("2023-01-01T00:00:00Z", '"yesterday"'), "captured_at"),
        ("[[capture]]\n" + GOOD.replace("a.txt", "../a.txt"), "beside the manifest"),
        ("[[capture]]\n" + GOOD.replace("a.txt", "b.txt"), "No such file"),
        ("[[capture]]\n" + GOOD.replace("https://a.example/", "a b\\nc"), "an address such as"),
        (
            '[[capture]]\naddress = "https://a.example/"\ncaptured_at = 2023-01-01T00:00:00Z',
            "a file for status 200",
        ),
        ("capture = [3]", "double brackets"),
    ],
)
def test_a_wrong_manifest_names_file_place_and_cure(tmp_path, now, manifest, flaw):
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "captures.toml").write_text(manifest)
    only = _issue(find([str(tmp_path)], now))
    assert flaw in only.reason
    assert only.reason.startswith("captures.toml")


def test_a_recorded_feed_gives_its_entries_captured_when_the_feed_was(tmp_path) -> None:
    (tmp_path / "feed.xml").write_text(
        '<rss version="2.0"><channel><title>Desk</title><item><title>Call-up</title>'
        "<link>https://desk.example/1</link><description>Offices in Tarn are hiring clerks.</description>"
        "</item></channel></rss>",
        encoding="utf-8",
    )
    (tmp_path / "captures.toml").write_text(
        '[[capture]]\nfile = "feed.xml"\naddress = "https://desk.example/feed"\n'
        'captured_at = 2023-01-05T10:00:00Z\nsource = "desk"\n',
        encoding="utf-8",
    )
    feed, entry = find([str(tmp_path)], datetime(2023, 2, 6, tzinfo=UTC))
    assert isinstance(entry, Payload)
    assert entry.address == "https://desk.example/1"
    assert (entry.captured_at, entry.source_id) == (feed.captured_at, "desk")


JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "items": [
 {"id": "1", "url": "https://desk.example/1", "title": "Clerks wanted",
  "date_published": "2023-02-06T10:00:00+03:00",
  "content_text": "Offices in Tarn are hiring clerks.\\nThey start in March.",
  "authors": [{"name": "V. Example"}]},
 {"id": 2, "content_html": "<p>A bill was filed.</p>"}, {"id": "3"}]}"""


def test_a_json_feed_gives_its_items_and_passes_over_one_that_says_nothing(tmp_path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(JSON_FEED, encoding="utf-8")
    feed, first, second = find([str(path)], datetime(2023, 3, 1, tzinfo=UTC))
    assert (feed.media_type, first.address) == ("application/feed+json", "https://desk.example/1")
    assert first.published_at == datetime(2023, 2, 6, 7, tzinfo=UTC)
    assert (first.title, first.author) == ("Clerks wanted", "V. Example")
    assert first.body == b"<p>Offices in Tarn are hiring clerks.</p><p>They start in March.</p>"
    assert second.body == b"<p>A bill was filed.</p>"


def test_a_broken_json_feed_is_one_clear_line(tmp_path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(JSON_FEED[:-3], encoding="utf-8")
    (found,) = find([str(path)], datetime(2023, 3, 1, tzinfo=UTC))
    assert isinstance(found, Issue)
    assert "expected a JSON feed" in found.reason
