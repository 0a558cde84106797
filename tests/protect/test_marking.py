"""Marks spread to whatever shares their words, and an audience sees nothing that is marked more strictly."""

from datetime import UTC, datetime
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.protect.gate import Gate
from tocsin.protect.marking import OPEN, UNTITLED, Curtain, Markings
from tocsin.records.capture import Capture, DateBasis, Memento, capture_id, memento_id
from tocsin.records.claim import Claim, claim_id
from tocsin.records.identity import digest
from tocsin.records.issue import Stage, issue
from tocsin.records.marking import Tlp, strictest
from tocsin.records.moment import Clocks
from tocsin.records.prediction import Fate, Prediction, Resolution
from tocsin.records.reading import ClaimSpans, Kind
from tocsin.records.span import cut

DAY = datetime(2023, 2, 6, 12, tzinfo=UTC)
ADDRESSES = ("https://a.example/x", "http://www.a.example/x/", "https://b.example/y?z=1", "file:///note.txt")
LABELS = st.sampled_from(Tlp)


def captured(address, body="words", source=None, day=1):
    at = DAY.replace(day=day)
    hashed = digest(body.encode())
    return Capture(
        id=capture_id(address, at, hashed),
        address=address,
        captured_at=at,
        status=200,
        media_type="text/html",
        payload_digest=hashed,
        n_bytes=5,
        warc_file="a",
        warc_offset=0,
        ledger_index=0,
        source_id=source,
    )


def shown(capture, text, title="A headline"):
    return Memento(
        id=memento_id(capture.id),
        capture_id=capture.id,
        address=capture.address,
        captured_at=capture.captured_at,
        source_id=capture.source_id,
        title=title,
        author=None,
        published_at=None,
        date_basis=DateBasis.UNKNOWN,
        language="en",
        text=text,
        method="test",
    )


def claimed(memento, words, topic="callup_size"):
    start = memento.text.index(words)
    spans = ClaimSpans(
        source=None,
        chain=(),
        cue=None,
        content=cut(memento.text, start, start + len(words)),
        kind=Kind.INDIRECT,
        topic=topic,
    )
    return Claim(
        id=claim_id(memento.id, spans),
        memento_id=memento.id,
        capture_id=memento.capture_id,
        source_id=memento.source_id,
        speaker=None,
        spans=spans,
        clocks=Clocks(captured_at=DAY),
        method="test",
    )


def foretold(claim):
    return Prediction(
        id="prediction-1",
        claim_id=claim.id,
        capture_id=claim.capture_id,
        speaker="x",
        statement=claim.spans.content.text,
        topic="callup_size",
        made_at=DAY,
        due_on=DAY.date(),
        due_basis="",
        rule="",
    )


CASES = st.lists(
    st.builds(
        captured,
        address=st.sampled_from(ADDRESSES),
        body=st.sampled_from(["one", "two", "three"]),
        source=st.sampled_from([None, "a", "b"]),
        day=st.integers(1, 9),
    ),
    unique_by=lambda one: one.id,
    max_size=6,
)
MARKS = st.dictionaries(
    st.sampled_from(["a", "b", "a.example", "file:note.txt", ADDRESSES[2]]), LABELS, max_size=4
)


@given(CASES, MARKS, LABELS)
def test_a_capture_is_never_milder_than_its_source_its_address_its_page_or_its_bytes(
    captures, marks, default
):
    marked = Markings(marks, default, captures)
    for one in captures:
        own = marked.capture(one.id)
        assert strictest([own, default]) is own
        assert strictest([own, marked.source(one.source_id), marked.address(one.address)]) is own
        for other in captures:
            if other.payload_digest == one.payload_digest or other.address == one.address:
                assert marked.capture(other.id) is own


@given(CASES, MARKS, st.sampled_from(["a", "a.example"]), LABELS)
def test_another_mark_never_makes_anything_milder(captures, marks, name, label):
    before = Markings(marks, Tlp.CLEAR, captures)
    after = Markings({**marks, name: strictest([label, marks.get(name, label)])}, Tlp.CLEAR, captures)
    for one in captures:
        assert strictest([after.capture(one.id), before.capture(one.id)]) is after.capture(one.id)


@given(CASES, MARKS)
def test_a_stricter_audience_sees_all_that_a_milder_one_sees(captures, marks):
    marked = Markings(marks, Tlp.CLEAR, captures)
    seen = [
        {one.id for one in captures if Curtain(marked, audience, captures).shows_captures(one.id)}
        for audience in Tlp
    ]
    assert all(less <= more for less, more in pairwise(seen))
    assert seen[-1] == {one.id for one in captures}


@pytest.mark.parametrize(
    ("mark", "address"),
    [
        ("red.example", "https://red.example/a"),
        ("red.example", "http://www.red.example"),
        ("red.example", "https://news.red.example:8080/a?b#c"),
        ("https://red.example/secret", "https://red.example/secret/deeper"),
        ("https://red.example/secret", "http://RED.example/secret?page=2"),
        ("https://red.example/secret", "urn:screenshot:https://red.example/secret"),
        ("https://user@red.example/secret", "https://red.example/secret/"),
        ("https://red.example/тайна", "https://red.example/%D1%82%D0%B0%D0%B9%D0%BD%D0%B0"),
        ("file:my notes.txt", "file:///my%20notes.txt"),
        ("my notes.txt", "file:///my%20notes.txt#3"),
    ],
)
def test_a_mark_on_an_address_covers_every_spelling_of_it_and_what_lies_beneath(mark, address):
    assert Markings({mark: Tlp.RED}, Tlp.CLEAR, ()).address(address) is Tlp.RED


@pytest.mark.parametrize(
    ("mark", "address"),
    [
        ("red.example", "https://infrared.example/a"),
        ("https://red.example/secret", "https://red.example/secretary"),
        ("https://red.example/secret", "https://other.example/secret"),
        ("file:notes.txt", "file:///my%20notes.txt"),
    ],
)
def test_a_mark_on_an_address_covers_no_other(mark, address):
    assert Markings({mark: Tlp.RED}, Tlp.CLEAR, ()).address(address) is Tlp.CLEAR


def test_an_unknown_capture_of_a_marked_case_is_for_nobody():
    assert Markings({"a": Tlp.GREEN}, Tlp.CLEAR, ()).capture("capture-unknown") is Tlp.RED


SECRET = "473,211 men would be called up by May"


def test_the_words_of_a_raised_claim_go_wherever_they_stand():
    first = captured(ADDRESSES[0], "one")
    again = captured(ADDRESSES[2], "two")
    origin = shown(first, f"Clerks are hired.\nA colonel said that {SECRET}.\nNothing else.")
    copied = shown(again, "He said: 473,211 men\nwould be called up by May!\nThe end.", title=SECRET.upper())
    claim, other = claimed(origin, SECRET), claimed(origin, "Clerks are hired")
    marked = Markings({claim.id: Tlp.AMBER}, Tlp.CLEAR, [first, again])
    curtain = Curtain(marked, Tlp.GREEN, [first, again], [SECRET])
    left, copy = curtain.memento(origin), curtain.memento(copied)
    assert left is not None
    assert copy is not None
    assert left.text.split() == ["Clerks", "are", "hired.", "Nothing", "else."]
    assert len(left.text) == len(origin.text)
    assert (copy.text.split(), copy.title) == (["The", "end."], UNTITLED)
    texts = {origin.id: left.text}
    assert curtain.claim(other, texts)
    assert not curtain.claim(claim, texts)
    assert curtain.prediction(foretold(claim)) is None
    assert not curtain.issue(issue(Stage.READING, "x", f"could not read “{SECRET}”"))
    assert Curtain(marked, Tlp.AMBER, [first, again]).memento(origin) == origin
    gate = Gate((), withheld=curtain.withheld)
    assert any("marking" in leak.kind for leak in gate.find("a.txt", f"he said: {SECRET}!".encode()))
    assert not list(gate.find("a.txt", b"473,211 men would not be called up"))


def test_a_prediction_loses_its_fate_with_the_captures_that_showed_it():
    made, settled = captured(ADDRESSES[0], "one"), captured(ADDRESSES[2], "two")
    memento = shown(made, SECRET)
    resolution = Resolution(fate=Fate.FALSE, on=DAY.date(), reason="as told to us", cites=(settled.id,))
    prediction = msgspec.structs.replace(foretold(claimed(memento, SECRET)), resolution=resolution)
    marked = Markings({settled.id: Tlp.RED}, Tlp.CLEAR, [made, settled])
    left = Curtain(marked, Tlp.AMBER, [made, settled]).prediction(prediction)
    assert left is not None
    assert left.resolution is None
    assert OPEN.prediction(prediction) == prediction


def test_an_issue_that_names_what_is_hidden_is_hidden_too():
    red = captured("https://red.example/a", "one", source="red")
    marked = Markings({"red": Tlp.RED}, Tlp.CLEAR, [red])
    curtain = Curtain(marked, Tlp.GREEN, [red])
    for subject, reason in [
        ("red", "silent since"),
        ("x", f"{red.id} could not be read"),
        (memento_id(red.id), "could not be read"),
        ("x", "see https://red.example/a"),
    ]:
        assert not curtain.issue(issue(Stage.READING, subject, reason))
    assert curtain.issue(issue(Stage.READING, "x", "could not be read"))


@pytest.mark.parametrize("form", ["html", "json", "atom"])
def test_the_gate_finds_whatever_of_the_hidden_came_through(form):
    red = captured("file:///red%20notes.txt", "one")
    gate = Gate(
        (),
        withheld=Curtain(Markings({"red notes.txt": Tlp.RED}, Tlp.CLEAR, [red]), Tlp.GREEN, [red]).withheld,
    )
    wrap = {
        "html": '<!doctype html><html><body><p data-capture="{}">x</p></body></html>',
        "json": '{{"cites": ["{}"]}}',
        "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>{}</title></feed>",
    }[form]
    for told in (red.id, memento_id(red.id), red.payload_digest, red.address, "red notes.txt"):
        assert any("marking" in leak.kind for leak in gate.find(f"a.{form}", wrap.format(told).encode())), (
            told
        )
    assert not list(gate.find(f"a.{form}", wrap.format("notes").encode()))
