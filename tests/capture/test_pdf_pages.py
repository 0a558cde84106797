"""The text of a document knows on which page each word stands."""

import io

import pypdfium2
import pytest

from tocsin.capture.extract.pdf import joined
from tocsin.records.capture import Payload, page_at


def _bound(*documents: bytes) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for one in documents:
        part = pypdfium2.PdfDocument(one)
        whole.import_pages(part)
        part.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


def test_a_word_leads_to_its_page(reads, pdf, now):
    body = _bound(pdf("The first page speaks of summonses."), pdf("The second page speaks of exit bans."))
    memento = reads(
        Payload(address="file:///order.pdf", media_type="application/pdf", body=body, captured_at=now)
    )
    assert len(memento.pages) == 2
    assert page_at(memento, memento.text.index("summonses")) == 1
    assert page_at(memento, memento.text.index("exit bans")) == 2


def test_a_text_without_pages_has_none(reads, now):
    memento = reads(
        Payload(
            address="file:///a.txt",
            media_type="text/plain",
            body=b"Words that say something.",
            captured_at=now,
        )
    )
    assert page_at(memento, 3) is None


@pytest.mark.parametrize(
    ("pages", "text", "starts"),
    [
        (["one", "two"], "one\ntwo", (0, 4)),
        (["one", "", "three"], "one\nthree", (0, 3, 4)),
        (["", "two"], "two", (0, 0)),
        (["one", " "], "one", (0, 3)),
        ([], "", ()),
    ],
)
def test_pages_are_joined_and_their_starts_kept(pages, text, starts):
    assert joined(pages) == (text, starts)
