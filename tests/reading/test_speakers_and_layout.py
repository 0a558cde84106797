"""Who may speak, under which name, and what around a text is no statement: one sentence a kind of fault."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.english.layout import find_headlines, past_dateline
from tocsin.reading.english.quantity import find_quantities
from tocsin.reading.passages import find_passages
from tocsin.reading.reader import Reader
from tocsin.records.reading import ClaimSpans, Document

DAY = date(2023, 2, 6)


def read(reader: Reader, text: str) -> tuple[ClaimSpans, ...]:
    return reader.read(Document(id="t", text=text, published_on=DAY, lang="en")).claims


def speakers(reader: Reader, text: str) -> list[str]:
    return [claim.chain[-1] for claim in read(reader, text) if claim.chain]


@pytest.mark.parametrize(
    "text",
    [
        "Women are seldom called up; the second wave would spare students.",
        "45 percent say that a second wave is coming.",
        "None of them expects a second wave of mobilisation.",
        "More residents say that mobilisation will come back than said so in May.",
        "Borduria will postpone the mobilisation of 4,000 men.",
    ],
)
def test_what_cannot_speak_is_no_speaker(reader: Reader, text: str) -> None:
    assert speakers(reader, text) == []


def test_a_date_is_passed_over_for_the_document_it_dates(reader: Reader) -> None:
    text = "The army's notice of 12 May, which said that mobilisation had ended, was short."
    assert all(speaker == "The army's notice of 12 May" for speaker in speakers(reader, text))


@pytest.mark.parametrize(
    "dateline",
    [
        "RIGA, May 3 (Herald) - ",
        "RIGA — ",
        "Riga, May 3 (Herald) – ",
        "ST. ANNA, Borduria, 3 May -- ",
        "RIGA (Herald) - ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(reader: Reader, dateline: str) -> None:
    text = f"{dateline}Bordurian intelligence expects a second wave of mobilisation in June."
    assert past_dateline(text, (0, len(text))) == (len(dateline), len(text))
    assert speakers(reader, text) == ["Bordurian intelligence"]


@pytest.mark.parametrize(
    "text",
    [
        "A well-known general - and a critic - spoke.",
        "The Guards - 300 men - left.",
        "NATO said so.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert past_dateline(text, (0, len(text))) == (0, len(text))


BODY = "The minister said on Monday that 40,000 men would be called up."


def test_headline_and_standfirst_are_no_claims(reader: Reader) -> None:
    text = f"Minister: 40,000 to be mobilised\nArmy chief says second wave will follow in May\n{BODY}"
    (claim,) = read(reader, text)
    assert claim.content.text == "40,000 men would be called up"


def test_a_text_without_any_finished_line_has_no_headline() -> None:
    text = "40,000 men called up\nsecond wave in May"
    assert find_headlines(text, tuple(find_passages(text))) == ()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Defence Minister Peter Holm spoke in Riga. The Minister said that 300 soldiers were killed.",
            "Peter Holm",
        ),
        (
            "Ukraine's defence minister, Oleksii Reznikov, has warned Russians of a new wave. "
            "He said 300 soldiers were killed.",
            "Oleksii Reznikov",
        ),
        (
            "The enlistment offices opened early. The offices say that 300 men were called up.",
            "enlistment offices",
        ),
        (
            "Bordurian officers met on Monday. They said that 300 soldiers were killed.",
            "Bordurian officers",
        ),
        (
            "Peter Holm, the deputy head, spoke. According to his service 300 soldiers were killed.",
            "Peter Holm’s service",
        ),
    ],
)
def test_roles_and_short_forms_speak_under_the_fullest_name(reader: Reader, text: str, last: str) -> None:
    assert speakers(reader, text)[-1] == last


def test_a_pronoun_goes_to_whom_the_story_has_moved_on_to(reader: Reader) -> None:
    text = (
        "The minister Peter Holm said that 300 soldiers were killed. Anton Varga returned home in May. "
        "He said that 400 men were called up."
    )
    assert speakers(reader, text) == ["Peter Holm", "Anton Varga"]


def test_clauses_on_either_side_of_a_semicolon_are_not_each_other_s_content(reader: Reader) -> None:
    text = "He put the soldiers killed at 5,100; foreign governments say the losses are far higher."
    contents = [
        claim.content.text for claim in read(reader, text) if claim.chain[-1:] == ("foreign governments",)
    ]
    assert contents == ["the losses are far higher"]


def test_the_fate_of_one_private_person_is_no_claim_of_the_writer(reader: Reader) -> None:
    text = (
        "Anna, a 30-year-old hairdresser, left two days after mobilisation. "
        "Her brother will go if he is called up."
    )
    assert [claim.content.text for claim in read(reader, text) if claim.source is None] == []


def test_a_content_does_not_end_on_a_conjunction(reader: Reader) -> None:
    text = "The general said 300 soldiers were killed, and the minister said 400 were called up."
    assert not any(re.search(r"\b(?:and|but)$", claim.content.text) for claim in read(reader, text))


PIECES = (" ", "\n", "\u00a0", "\t", ",", "-", "300,000", "about", "men", "up to", "(", "5", "and")


@given(st.lists(st.sampled_from(PIECES)))
def test_a_quantity_never_begins_or_ends_with_white_space(pieces: list[str]) -> None:
    found = find_quantities("".join(pieces))
    assert all(one.text == one.text.strip() for one in found)


def test_a_language_without_a_pack_is_an_issue_and_no_crash(reader: Reader) -> None:
    text = "Ministeri sanoi, että 30 000 reserviläistä kutsutaan palvelukseen keväällä."
    reading = reader.read(Document(id="r", text=text, published_on=DAY))
    assert reading.claims == ()
    assert len(reading.issues) == 1
