"""An e-mail is kept whole, its words are read, and each attachment is a capture of its own kind."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from tocsin.archive.archive import Archive
from tocsin.capture.extract.extract import extract
from tocsin.capture.find import find
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue


def _mail(text: str | None = "The ministry will call up reservists in spring.\n", html: str | None = None):
    message = EmailMessage()
    message["From"] = "Press Office <press@ministry.example>"
    message["To"] = "Desk <desk@paper.example>"
    message["Subject"] = "Plans for spring"
    message["Date"] = "Mon, 06 Feb 2023 15:00:00 +0300"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def _found(folder: Path, body: bytes, now: datetime):
    path = folder / "note.eml"
    path.write_bytes(body)
    items = list(find([str(path)], now))
    return [i for i in items if isinstance(i, Payload)], [i for i in items if isinstance(i, Issue)]


def _read(folder: Path, payload: Payload):
    with Archive.open(folder / "archive", create=True) as archive:
        return extract(payload, archive.append(payload))


def test_headers_words_and_date_are_read(tmp_path, now):
    (payload,), issues = _found(tmp_path, _mail().as_bytes(), now)
    memento = _read(tmp_path, payload)
    assert memento.text == "The ministry will call up reservists in spring."
    assert (memento.title, memento.author) == ("Plans for spring", "Press Office")
    assert memento.published_at == datetime(2023, 2, 6, 12, tzinfo=UTC)
    assert not issues


def test_a_message_in_html_alone_is_read_by_its_paragraphs(tmp_path, now):
    message = EmailMessage()
    message["Subject"] = "Notice"
    message.set_content(
        "<html><body><p>The summons came.</p><script>alert(1)</script><p>Nobody went.</p></body></html>",
        subtype="html",
        charset="windows-1251",
    )
    (payload,), _ = _found(tmp_path, message.as_bytes(), now)
    assert _read(tmp_path, payload).text == "The summons came.\nNobody went."


def test_attachments_are_captures_of_their_own_kind(tmp_path, now, pdf):
    message = _mail()
    message.add_attachment(
        pdf("Order of the day."), maintype="application", subtype="pdf", filename="order.pdf"
    )
    message.add_attachment("A note on buses.", filename="../../etc/note.txt")
    message.add_attachment(b"PK\x03\x04...", maintype="application", subtype="zip", filename="bomb.zip")
    payloads, (trouble,) = _found(tmp_path, message.as_bytes(), now)
    assert [(one.address, one.media_type) for one in payloads[1:]] == [
        ("file:///note.eml#order.pdf", "application/pdf"),
        ("file:///note.eml#note.txt", "text/plain"),
    ]
    assert payloads[1].published_at == datetime(2023, 2, 6, 12, tzinfo=UTC)
    assert "bomb.zip: expected text, found a ZIP archive" in trouble.reason


def test_a_forwarded_message_is_a_message_with_its_own_date(tmp_path, now):
    outer, inner = EmailMessage(), _mail()
    outer["Subject"], outer["From"] = "Fwd", "reader@paper.example"
    outer.set_content("See below.")
    outer.add_attachment(inner)
    payloads, issues = _found(tmp_path, outer.as_bytes(), now)
    assert [one.title for one in payloads] == ["Fwd", "Plans for spring"]
    assert not issues


def test_messages_nested_without_end_are_stopped_and_said(tmp_path, now):
    message = _mail()
    for _ in range(9):
        outer = EmailMessage()
        outer["Subject"] = "Fwd"
        outer.set_content("x")
        outer.add_attachment(message)
        message = outer
    payloads, issues = _found(tmp_path, message.as_bytes(), now)
    assert len(payloads) == 6
    assert "one too many or too deep" in issues[0].reason


@pytest.mark.parametrize(
    "header",
    [
        "From: =?utf-8?b?//8=?= <a@b>",
        "Date: not a date",
        "Date: Mon, 99 Feb 2023 99:00:00 +9999",
        "From: <[]>",
    ],
)
def test_malformed_headers_do_no_harm(tmp_path, now, header):
    body = f"{header}\r\nSubject: Plans\r\n\r\nWords that can be read.\r\n".encode()
    (payload,), issues = _found(tmp_path, body, now)
    assert _read(tmp_path, payload).text == "Words that can be read."
    assert not issues


def test_a_header_folded_over_lines_stays_one_line(tmp_path, now):
    body = b"From: a@b.example\r\nSubject: One\r\n two\r\n\tthree\r\n\r\nWords.\r\n"
    (payload,), _ = _found(tmp_path, body, now)
    assert payload.title == "One two three"
