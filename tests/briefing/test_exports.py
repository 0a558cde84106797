"""What every form of a briefing promises, held by each that is registered."""

from datetime import date

import msgspec
import pytest
from export_readers import READERS

from tocsin.archive.archive import Archive
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Edition, Enclosure, Setting
from tocsin.errors import LeakError
from tocsin.protect.gate import Gate
from tocsin.records.capture import Payload

PRIVATE = "Anna Petrova"
DRAWN = ("html", "pdf")
"""Forms with pictures in them."""
BESIDE = (
    Enclosure(name="2023-02-06.html", on=date(2023, 2, 6), media_type="text/html", n_bytes=480_000),
    Enclosure(name="2023-02-06.mp3", on=date(2023, 2, 6), media_type="audio/mpeg", n_bytes=1_200_000),
    Enclosure(name="cover.png", on=date.min, media_type="image/png", n_bytes=90_000),
)


@pytest.fixture(scope="module")
def edition(shared_briefing, tmp_path_factory):
    """The invented briefing with an archive that holds what it cites; one of its texts names a person."""
    folder = tmp_path_factory.mktemp("cited") / "archive"
    with Archive.open(folder, create=True) as archive:
        held = {one.capture_id: archive.append(_payload(one)) for one in shared_briefing.citations}
        cited = tuple(_as_archived(one, held[one.capture_id]) for one in shared_briefing.citations)
        gate = Gate([PRIVATE])
        yield Edition(
            briefing=msgspec.structs.replace(shared_briefing, citations=cited),
            public=frozenset({"Sergei Shoigu"}),
            archive=archive,
            leaks=lambda name, data: any(True for _ in gate.find(name, data)),
            past=lambda: (_earlier(shared_briefing),),
            beside=lambda: BESIDE,
            setting=Setting(address="https://news.example/briefings/"),
        )


def _payload(citation):
    # The page about offices is the one that the invented person speaks in.
    said = f"{citation.title}. {PRIVATE if 'Enlistment' in citation.title else 'Somebody'} said so."
    return Payload(
        address=citation.address,
        media_type="text/html",
        body=f"<html><title>{citation.title}</title><p>{said}</p></html>".encode(),
        captured_at=citation.captured_at,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
    )


def _as_archived(citation, capture):
    return msgspec.structs.replace(
        citation,
        capture_id=capture.id,
        payload_digest=capture.payload_digest,
        warc_file=capture.warc_file,
        warc_offset=capture.warc_offset,
    )


def _earlier(briefing):
    return msgspec.structs.replace(briefing, id="briefing-before", as_of=briefing.previous_as_of)


@pytest.fixture(scope="module")
def written(edition):
    """Each form, written once for all tests that read it."""
    made = {}

    def write(form):
        if form not in made:
            made[form] = FORMS[form].write(edition)
        return made[form]

    return write


def test_every_form_has_a_foreign_reader_that_holds_it_to_its_standard():
    assert set(READERS) == set(FORMS)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_foreign_reader_opens_it_and_finds_the_briefing_in_it(written, form):
    text = " ".join(READERS[form](written(form)).split())
    assert ("Somebody said so" if form == "wacz" else "wave") in text


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_private_name_is_in_it(written, form):
    Gate([PRIVATE]).verify({f"briefing.{FORMS[form].ending}": written(form)})


@pytest.mark.parametrize("form", sorted(set(FORMS) - set(DRAWN)))
def test_the_same_briefing_gives_the_same_bytes(written, edition, form):
    assert FORMS[form].write(edition) == written(form)


@pytest.mark.parametrize("form", DRAWN)
def test_the_same_small_briefing_is_drawn_in_the_same_bytes(bare_briefing, form):
    assert FORMS[form].write(Edition(briefing=bare_briefing)) == FORMS[form].write(
        Edition(briefing=bare_briefing)
    )


@pytest.mark.soak
@pytest.mark.parametrize("form", DRAWN)
def test_the_same_briefing_is_drawn_in_the_same_bytes(written, edition, form):
    assert FORMS[form].write(edition) == written(form)


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"wacz"}))
def test_the_gate_finds_a_name_that_was_not_replaced(edition, bare_briefing, form):
    # What is drawn is drawn without its charts, which take long.
    whole = bare_briefing if form in DRAWN else edition.briefing
    outcomes = tuple(
        msgspec.structs.replace(one, title=f"{one.title} says {PRIVATE}")
        for one in whole.assessment.hypotheses
    )
    leaking = msgspec.structs.replace(
        whole,
        question_text=f"{whole.question_text} {PRIVATE}",
        assessment=msgspec.structs.replace(whole.assessment, hypotheses=outcomes),
        claims=tuple(
            msgspec.structs.replace(one, content=f"{PRIVATE}: {one.content}") for one in whole.claims
        ),
    )
    data = FORMS[form].write(another(edition, leaking))
    with pytest.raises(LeakError, match="private name"):
        Gate([PRIVATE]).verify({f"briefing.{FORMS[form].ending}": data})


def another(edition, briefing):
    """The edition with another briefing."""
    told = {name: getattr(edition, name) for name in edition.__dataclass_fields__}
    return Edition(**{**told, "briefing": briefing})


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"wacz", *DRAWN}))
def test_a_case_on_its_first_day_can_be_written_too(bare_briefing, form):
    READERS[form](
        FORMS[form].write(Edition(briefing=bare_briefing, setting=Setting(address="https://news.example")))
    )
