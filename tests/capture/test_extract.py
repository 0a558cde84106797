"""A payload becomes a memento whose title, date, language and text are those of the page."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tocsin.archive.archive import Archive
from tocsin.capture.extract.dates import find_in_text
from tocsin.capture.extract.extract import extract, readable
from tocsin.capture.extract.language import classify
from tocsin.capture.extract.reflow import reflow
from tocsin.capture.find import find
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import DateBasis, Payload

SENTENCES = (
    "The defence ministry said on Monday that offices would check the registers of reservists.",
    "An official who was not named denied that a second wave was being prepared this spring.",
    "“We are only correcting mistakes of the autumn,” the head of an office told local reporters.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Registers are checked | Wire</title>
<meta name="author" content="Vera Example">
<meta property="article:published_time" content="2023-02-06T08:00:00Z">
<meta property="og:title" content="Registers are checked"></head>
<body><nav><a href="/">Home</a> Sport Weather</nav>
<article><h1>Registers are checked</h1>{"".join(f"<p>{s}</p>" for s in SENTENCES)}</article>
<footer>Copyright and cookies</footer></body></html>"""


def _page(now, body, media_type="text/html", **more) -> Payload:
    body = body.encode() if isinstance(body, str) else body
    return Payload(
        address="https://wire.example/1", media_type=media_type, body=body, captured_at=now, **more
    )


def test_a_page_gives_title_author_date_and_text_without_its_frame(reads, now):
    memento = reads(_page(now, PAGE))
    assert memento.title == "Registers are checked"
    assert memento.author == "Vera Example"
    assert memento.published_at == datetime(2023, 2, 6, tzinfo=UTC)
    assert memento.date_basis is DateBasis.METADATA
    assert memento.language == "en"
    assert all(sentence in memento.text.splitlines() for sentence in SENTENCES)
    assert "cookies" not in memento.text
    assert "Weather" not in memento.text


def test_what_is_carried_beats_what_the_page_says(reads, now):
    carried = datetime(2023, 2, 5, 9, tzinfo=UTC)
    memento = reads(_page(now, PAGE, published_at=carried))
    assert (memento.published_at, memento.date_basis) == (carried, DateBasis.CARRIER)


def test_a_date_after_the_capture_is_not_believed(reads, now):
    memento = reads(_page(now, PAGE, published_at=now + timedelta(days=1)))
    assert memento.date_basis is DateBasis.METADATA


def test_a_broken_page_is_read_all_the_same(reads, now):
    memento = reads(
        _page(now, "<html><body><p>A summons was <b>served<p>to a man at work on Friday<td></div>")
    )
    assert memento.text == "A summons was served\nto a man at work on Friday"


@pytest.mark.parametrize(
    "body", ["<html></html>", "<nav>Home Sport Weather and much more</nav>", "<p>Hi</p>"]
)
def test_a_page_that_says_nothing_is_refused(reads, now, body):
    with pytest.raises(CaptureError, match=r"found no readable text; try"):
        reads(_page(now, body))


def test_plain_text_is_kept_exactly_but_for_its_line_breaks(reads, now):
    words = "«Повестки»\u00a0— 12\u202f000 штук.\r\n\r\n  Второй абзац “как есть”.\r"
    memento = reads(_page(now, words, "text/plain"))
    assert memento.text == words.replace("\r\n", "\n").replace("\r", "\n")
    assert memento.title == "«Повестки»\u00a0— 12\u202f000 штук."
    assert memento.language == "ru"
    assert (memento.published_at, memento.date_basis) == (None, DateBasis.UNKNOWN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_russian_is_read_in_every_usual_encoding(reads, now, encoding):
    words = "Министерство обороны сообщило, что повестки разосланы не будут. " * 5
    assert reads(_page(now, words.encode(encoding), "text/plain")).text == words


def test_a_pdf_gives_its_lines_as_paragraphs(reads, now, pdf):
    body = pdf(
        "Published 6 February 2023",
        "The ministry said on Monday that a register of all reservists would",
        "be ready by spring. It gave no day.",
    )
    memento = reads(_page(now, body, "application/octet-stream"))
    assert "reservists would be ready by spring. It gave no day." in memento.text
    assert memento.published_at == datetime(2023, 2, 6, tzinfo=UTC)
    assert memento.date_basis is DateBasis.TEXT


@pytest.mark.parametrize("flaw", ["cut", "noise", "empty"])
def test_a_pdf_that_cannot_be_read_is_one_clear_line(reads, now, pdf, flaw):
    body = {"cut": pdf("Words")[:-300], "noise": b"%PDF-1.7" + b"x" * 99 + b"%%EOF", "empty": pdf()}[flaw]
    with pytest.raises(CaptureError, match=r"^https://wire.example/1: expected a .*PDF.*; try [^\n]*$"):
        reads(_page(now, body))


def test_a_pdf_beyond_its_bounds_is_refused(reads, now, pdf):
    with pytest.raises(CaptureError, match="breaks its reader or needs over"):
        reads(_page(now, pdf("Words")), limits=Limits(pdf_memory_bytes=1_000_000))
    with pytest.raises(CaptureError, match="over the limit of 0"):
        reads(_page(now, pdf("Words")), limits=Limits(pdf_pages=0))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Title\n6 February 2023\n\nBody", date(2023, 2, 6)),
        ("Title\nBy A. Writer, Feb. 6, 2023\nBody", date(2023, 2, 6)),
        ("Заголовок\n6 февраля 2023 года\nТекст", date(2023, 2, 6)),
        ("Title\n2023-02-06", date(2023, 2, 6)),
        ("06.02.2023 14:30\nText", date(2023, 2, 6)),
        ("RIGA, 6 February 2023 — The ministry said that it would "
         "not call up anybody at all this spring.", date(2023, 2, 6)),
        ("Title\n31 February 2023\nBody", None),
        ("A sentence about 24 February 2022 that goes on "
         "for so long that it cannot be any dateline or byline.", None),
        ("no date at all", None),
    ],
)  # fmt: skip
def test_a_date_is_taken_from_a_short_first_line_or_a_dateline_only(text, day):
    assert find_in_text(text) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [("The ministry said nothing new today.", "en"), ("Министерство ничего не сообщило сегодня.", "ru"),
     ("Міністерство сьогодні нічого не повідомило.", "uk"), ("Ok, 12 300", "und")],
)  # fmt: skip
def test_a_language_is_told_unless_the_text_is_too_short(text, language):
    assert classify(text) == language


def test_a_hyphen_at_the_end_of_a_line_is_the_printers():
    assert reflow("The mobil\ufffe\r\nization order was never lifted, the lawyers\r\nsaid.") == (
        "The mobilization order was never lifted, the lawyers said."
    )


def test_an_error_page_and_a_feed_have_no_text_of_their_own(tmp_path, now):
    (tmp_path / "wire.xml").write_text(
        "<rss version='2.0'><channel><item><title>A</title><link>https://a.example/</link><description>"
        "The office posts summonses now.</description></item></channel></rss>"
    )
    payloads = [
        *find([str(tmp_path / "wire.xml")], now),
        _page(now, "Not found", status=404),
        _page(now, PAGE),
    ]
    with Archive.open(tmp_path / "archive", create=True) as archive:
        captures = [archive.append(payload) for payload in payloads]
    assert [readable(capture) for capture in captures] == [False, True, False, True]
    entry = extract(payloads[1], captures[1])
    assert (entry.title, entry.text) == ("A", "The office posts summonses now.")
