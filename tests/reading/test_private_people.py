"""Who is private: shown as such, or known by a first name alone; and who never is."""

import pytest

from tocsin.reading.reader import Reader
from tocsin.records.case import KnownPeople
from tocsin.records.reading import Document


def names(reader: Reader, text: str) -> list[tuple[str, str]]:
    reading = reader.read(Document(id="t", text=text, lang="en"))
    return [(one.name, one.text) for one in reading.protected]


def test_a_first_name_alone_is_private_at_every_mention(reader: Reader) -> None:
    text = "Marina fled when mobilisation began. “I was afraid,” said Marina. Her friends call Marina brave."
    assert names(reader, text) == [("Marina", "Marina")] * 3


def test_age_trade_or_kinship_makes_a_full_name_private_and_its_parts_too(reader: Reader) -> None:
    text = "Pavel Orlenko, a 29-year-old welder, fled the mobilisation. Orlenko now lives in Riga."
    assert names(reader, text) == [("Pavel Orlenko", "Pavel Orlenko"), ("Pavel Orlenko", "Orlenko")]


@pytest.mark.parametrize(
    "text",
    [
        "President Pavel Orlenko announced a mobilisation.",
        "Mobilisation is over, said Pavel Orlenko, director of the polling centre.",
        "Military analyst Pavel Orlenko expects a second mobilisation. Orlenko spoke in Riga.",
        "Defence Minister Pavel Orlenko ended the mobilisation.",
        "The head of the defence committee, Pavel Orlenko, ended the mobilisation.",
        "Sen. Pavel Orlenko spoke against mobilisation.",
        "By Pavel Orlenko\nMobilisation was announced on Monday.",
        "The mobilisation will fail, said Pavel Orlenko of the Marran Defence Forum.",
    ],
)
def test_office_and_expertise_make_a_person_public(reader: Reader, text: str) -> None:
    assert names(reader, text) == []


def test_the_case_has_the_last_word_on_who_is_private() -> None:
    text = "Pavel Orlenko, a 29-year-old welder, and President Karl Brandt spoke of mobilisation."
    listed = KnownPeople(public=("Pavel Orlenko",), private=("Karl Brandt",))
    assert names(Reader((), (), listed), text) == [("Karl Brandt", "Karl Brandt")]


def test_a_private_first_name_does_not_hide_a_public_person_of_that_name(reader: Reader) -> None:
    text = "Igor hid from the mobilisation. Governor Igor Brandt said nothing. Igor came home in May."
    assert names(reader, text) == [("Igor", "Igor"), ("Igor", "Igor")]


def test_a_full_name_with_no_description_is_private(reader: Reader) -> None:
    text = "Mobilisation reached the village in May, Pavel Orlenko said."
    assert names(reader, text) == [("Pavel Orlenko", "Pavel Orlenko")]


def test_the_nearer_description_counts(reader: Reader) -> None:
    text = "Pavel Orlenko, a driver at the defence institute, hid from the mobilisation."
    assert names(reader, text) == [("Pavel Orlenko", "Pavel Orlenko")]


def test_whoever_is_known_for_an_office_needs_no_description_in_any_spelling() -> None:
    known = Reader((), (), KnownPeople(known=("Sergei Shoigu",)))
    for spelling in ("Sergei Shoigu", "Sergey Shoygu"):
        assert names(known, f"Mobilisation is complete, {spelling} said.") == []


def test_a_namesake_of_a_known_person_who_is_shown_private_is_private() -> None:
    known = Reader((), (), KnownPeople(known=("Ivan Popov",)))
    text = "Ivan Popov, a 34-year-old miner, was mobilised. Popov is in Tarn."
    assert [name for name, _ in names(known, text)] == ["Ivan Popov", "Ivan Popov"]


def russian(reader: Reader, text: str) -> list[str]:
    return [one.name for one in reader.read(Document(id="t", text=text, lang="ru")).protected]


def test_in_russian_too_a_bare_name_is_private_and_a_known_one_is_not() -> None:
    known = Reader((), (), KnownPeople(known=("Сергей Шойгу",)))
    assert russian(known, "О мобилизации рассказал Павел Орленко.") == ["Павел Орленко"]
    assert russian(known, "Мобилизация завершена, доложил Сергей Шойгу.") == []
    assert russian(known, "О мобилизации рассказал вице-министр Павел Орленко.") == []
    assert russian(known, "Анна Петровна боится мобилизации.") == ["Анна Петровна"]


@pytest.mark.parametrize(
    "text",
    [
        "Her nephew Teun fled the mobilisation.",
        "His mother, Teun, fears mobilisation.",
        "Teun, 44, fled mobilisation.",
    ],
)
def test_a_first_name_nobody_has_listed_is_private_beside_kin_or_an_age(reader: Reader, text: str) -> None:
    assert [name for name, _ in names(reader, text)] == ["Teun"]


def test_a_month_beside_a_number_is_nobody(reader: Reader) -> None:
    assert names(reader, "Mobilisation began in May, 20, 30 or 40 men at a time.") == []


def test_a_full_name_that_the_parser_takes_for_a_firm_is_still_somebodys(reader: Reader) -> None:
    found = names(reader, "Mobilisation looms. Nadia Kolt heard of a call-up from a friend.")
    assert [name for _, name in found] == ["Nadia Kolt"]
