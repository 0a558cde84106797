"""A briefing in Russian says in Russian all that is ours, in every form that people read.

What comes from the case stays as it is there: quotations, names, titles of texts, addresses, the catalogue's
own words where it words nothing in Russian. So every string of the record is taken out of a form first, and
what is left has to be Russian. Names of fields and columns are English in every language.
"""

import re

import feedparser
import msgspec
import pypdfium2
import pytest
from lxml import html

from tocsin.briefing.exports import cover
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Edition, Setting
from tocsin.records.briefing import Briefing

LATIN = re.compile(r"[A-Za-z]{2,}")
TERMS = frozenset({"Tocsin", "TLP", "CLEAR", "UTC", "SHA", "JSON", "CSV", "Natural", "Earth", "manpower"})
"""Names of programs, forms, labels and clocks, which are no words of a language."""
OURS = ("passages", "answer")
"""Strings of the record that we have worded: these are held to the language."""


def strings(value):
    """Every text of a record that comes from the case."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in OURS:
                yield from strings(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str) and LATIN.search(value):
        yield " ".join(value.split())


def ours(briefing: Briefing, text: str) -> set[str]:
    """Latin words that are left of a text once everything of the case is taken out of it."""
    known = sorted(set(strings(msgspec.to_builtins(briefing))), key=len, reverse=True)
    # A name may begin a line, a title be cut short in a chart, and a list be parted at its commas.
    known += [part for one in known for part in re.split(r"[;,] ", one) if len(part) > 3]
    text = " ".join(text.replace("\u2060", "").replace("\\", "").split())
    for one in known:
        text = text.replace(one, " ").replace(one[:1].upper() + one[1:], " ")
    for cut in re.findall(r"[A-Za-z][^…\n]{3,60}…", text):
        if any(cut[-16:-1].strip() in one for one in known):
            text = text.replace(cut, " ")
    return set(LATIN.findall(text)) - TERMS


def page(data: bytes) -> str:
    root = html.document_fromstring(data.decode())
    for away in root.xpath("//style | //script | //code"):
        away.drop_tree()
    labels = root.xpath("//@aria-label | //@title | //@alt")
    return "\n".join([*root.itertext(), *labels])


def sheets(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(one.get_textpage().get_text_range() for one in document)
    finally:
        document.close()


def feed(data: bytes) -> str:
    found = feedparser.parse(data)
    told = [found.feed.title, found.feed.get("subtitle", ""), found.feed.get("description", "")]
    return "\n".join([*told, *(f"{one.title}\n{one.summary}" for one in found.entries)])


READ = {"html": page, "md": bytes.decode, "atom": feed, "rss": feed}


@pytest.mark.parametrize("form", READ)
def test_no_english_word_of_ours_stands_in_a_russian_briefing(russian_briefing, form):
    edition = Edition(briefing=russian_briefing, setting=Setting(address="https://news.example/"))
    text = READ[form](FORMS[form].write(edition))
    assert re.search("[а-яё]{5}", text)
    assert ours(russian_briefing, text) == set()


def test_no_english_word_of_ours_stands_on_a_russian_sheet(russian_briefing):
    # Without its charts, which are those of the page and take long.
    plain = msgspec.structs.replace(
        russian_briefing, timeline=(), board=(), track=(), places=(), arithmetic=None
    )
    text = sheets(FORMS["pdf"].write(Edition(briefing=plain)))
    assert "примечания" in text.casefold()
    headings = re.findall(r"^[A-Z][A-Z ]{5,}$", text, re.MULTILINE)
    assert headings == []
    for word in ("captured", "Captured", "Grade", "denies", "Figures in", "As of", "byte"):
        assert word not in text, word


def test_the_picture_of_a_russian_podcast_is_drawn_in_letters_that_are_there(russian_briefing):
    told = msgspec.structs.replace(russian_briefing, question="Будет ли ещё одна волна?", country="Россия")
    assert cover.draw(told) != cover.draw(russian_briefing)
