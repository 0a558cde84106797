"""No name of a private person leaves; no public person is renamed."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tocsin.errors import ProtectError
from tocsin.protect.names import everyday_words, lists
from tocsin.protect.pseudonym import Person, assign
from tocsin.protect.redact import WITHHELD, Redactor
from tocsin.records.case import Naming
from tocsin.records.reading import ProtectedMention

ONE = {"Sergei": "Interviewee 1"}
NAMES = sorted(
    {name for names in lists().values() for name in names if name.casefold() not in everyday_words()}
)
FILL = [
    "left",
    "the city",
    "in October,",
    "with",
    "(",
    ")",
    "’s boss",
    "'s card",
    "-led",
    "—",
    "\n",
    "“",
    "”",
    "300,000",
]
texts = st.lists(st.sampled_from([*NAMES, *FILL]), max_size=40).map(" ".join)
chosen = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=6)
keys = st.binary(min_size=32, max_size=32)


def mention(text: str, words: str, name: str | None = None, after: int = 0) -> ProtectedMention:
    start = text.index(words, after)
    return ProtectedMention(text=words, start=start, end=start + len(words), name=name or words)


@given(texts, chosen, keys, st.sampled_from(list(Naming)))
def test_no_real_token_survives(text, names, key, naming):
    done = Redactor(assign([Person(name) for name in names], key, naming)).text(text)
    for name in names:
        assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", done, re.IGNORECASE)


@given(texts, chosen, keys, st.sampled_from(list(Naming)))
def test_redacting_twice_changes_nothing_more(text, names, key, naming):
    redactor = Redactor(assign([Person(name) for name in names], key, naming))
    assert redactor.text(redactor.text(text)) == redactor.text(text)


@given(texts, chosen, keys, st.data())
def test_no_span_of_a_text_holds_a_name_or_a_part_of_its_first_mention(text, names, key, data):
    assume(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    redactor = Redactor(assign([Person(name) for name in names], key, Naming.NEUTRAL))
    assert redactor.span(text, 0, len(text)) == redactor.text(text)
    piece = redactor.span(text, start, end)
    for name in names:
        assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", piece, re.IGNORECASE)


@pytest.mark.parametrize(
    ("written", "redacted"),
    [
        ("Sergei left.", "Interviewee 1 left."),
        ("Sergei's boss", "Interviewee 1's boss"),
        ("Sergei’s boss", "Interviewee 1’s boss"),
        ("“Sergei,” he said", "“Interviewee 1,” he said"),
        ("SERGEI AND SONS", "Interviewee 1 AND SONS"),
        ("sergei", "Interviewee 1"),
        ("a Sergei-like figure", "a Interviewee 1-like figure"),
        ("/2023/02/sergei_2.html", "/2023/02/Interviewee 1_2.html"),
        ("Serge\u00adi", "Interviewee 1"),
        ("S\u200bergei", "Interviewee 1"),
        (unicodedata.normalize("NFD", "Sergei"), "Interviewee 1"),
        ("Sergeich and Sergeiville", "Sergeich and Sergeiville"),
        ("", ""),
    ],
)
def test_every_disguise_of_a_name_is_seen_through(written, redacted):
    assert Redactor(ONE).text(written) == redacted


@pytest.mark.parametrize(
    ("private", "written"),
    [
        ("Фёдор", "Федор уехал"),
        ("Фёдор", "ФЁДОР уехал"),
        ("Фёдор", unicodedata.normalize("NFD", "Фёдор уехал")),
        ("José", unicodedata.normalize("NFD", "José уехал")),
        ("O'Hara", "O’Hara уехал"),
        ("Anna-Maria", "Anna‑Maria уехал"),
        ("Anna Petrova", "Anna\u00a0Petrova уехал"),
        ("Anna Petrova", "Anna\nPetrova уехал"),
        ("Anna Petrova", "Petrova уехал"),
    ],
)
def test_a_name_is_found_in_any_spelling(private, written):
    assert Redactor({private: "Interviewee 1"}).text(written) == "Interviewee 1 уехал"


def test_a_public_person_who_shares_a_first_name_keeps_it():
    redactor = Redactor(ONE, public={"Sergei Shoigu", "Denis Volkov"})
    text = "Sergei's boss saw Sergei Shoigu. Sergei Shoigu’s guards looked at Sergei."
    assert redactor.text(text) == (
        "Interviewee 1's boss saw Sergei Shoigu. Sergei Shoigu’s guards looked at Interviewee 1."
    )


def test_a_name_that_is_called_public_and_private_is_private():
    assert Redactor(ONE, public={"Sergei"}).text("Sergei") == "Interviewee 1"


def test_a_part_shared_with_someone_else_is_withheld_rather_than_given_to_the_wrong_person():
    two = Redactor(
        {"Anna Petrova": "Interviewee 1", "Oleg Petrov": "Interviewee 2", "Oleg Lunin": "Interviewee 3"}
    )
    assert two.text("Oleg met Petrova.") == f"{WITHHELD} met Interviewee 1."
    known = Redactor({"Konstantin Volkov": "Interviewee 1"}, public={"Denis Volkov"})
    assert known.text("Denis Volkov met Volkov.") == f"Denis Volkov met {WITHHELD}."


def test_a_name_that_is_a_word_is_a_name_only_with_a_capital():
    redactor = Redactor({"Hope": "Interviewee 1", "Will": "Interviewee 2"})
    assert (
        redactor.text("Hope and Will hope it will end.")
        == "Interviewee 1 and Interviewee 2 hope it will end."
    )


def test_particles_and_initials_are_not_names_by_themselves():
    redactor = Redactor({"J. de Vries": "Interviewee 1"})
    assert (
        redactor.text("J. de Vries; de facto; plan J. of Vries")
        == "Interviewee 1; de facto; plan J. of Interviewee 1"
    )


def test_a_span_is_cut_from_its_text_with_whole_names_replaced():
    text = "Then Timur Akhunov went home. Timurid art stayed."
    redactor = Redactor({"Timur Akhunov": "Interviewee 1"})
    inside = text.index("Akhunov")
    assert redactor.span(text, inside + 3, len(text)) == "Interviewee 1 went home. Timurid art stayed."
    assert redactor.span(text, 0, inside + 3) == "Then Interviewee 1"
    assert redactor.span(text, text.index("went"), text.index("Timurid") + 5) == "went home. Timur"


def test_a_known_mention_decides_its_own_place():
    text = "Oleg stayed, Oleg left, and the teacher too."
    redactor = Redactor({"Oleg Petrov": "Interviewee 1", "Oleg Lunin": "Interviewee 2"})
    mentions = [
        mention(text, "Oleg", "Oleg Petrov"),
        mention(text, "Oleg", "Oleg Lunin", after=5),
        mention(text, "the teacher", "Oleg Petrov"),
    ]
    assert redactor.span(text, 0, len(text), mentions) == (
        "Interviewee 1 stayed, Interviewee 2 left, and Interviewee 1 too."
    )


def test_a_mention_without_a_pseudonym_is_withheld():
    text = "Gleb left."
    assert Redactor(ONE).span(text, 0, len(text), [mention(text, "Gleb")]) == f"{WITHHELD} left."


def test_a_pseudonym_that_is_a_real_name_is_refused():
    with pytest.raises(ProtectError, match="no private person's name"):
        Redactor({"Gleb": "Timur", "Timur": "Boris"})


def test_with_nobody_to_protect_the_text_is_as_it_was():
    text = "Nobody is named here."
    assert Redactor({}).text(text) == Redactor({}).span(text, 0, len(text)) == text


@pytest.mark.parametrize(
    "speaker",
    [
        "Sergei",
        "Sergei's boss",
        "Sergei’s Boss",
        "a friend of Sergei",
        "Teacher Sergei",
        "Sergei, 38",
        "the Sergei Group",
    ],
)
def test_a_speaker_that_only_mentions_a_private_person_shields_nobody(speaker):
    done = Redactor(ONE, public={speaker}).text(f"So {speaker} said.")
    assert "Sergei" not in done


def test_a_public_name_around_a_private_full_name_shields_nobody():
    redactor = Redactor({"Timur Akhunov": "Interviewee 1"}, public={"Timur Akhunov Fund"})
    assert redactor.text("The Timur Akhunov Fund") == "The Interviewee 1 Fund"


@pytest.mark.parametrize(
    "name", ["Sergei Shoigu", "Sergei K. Shoigu", "Sergei O’Hara-Lunin", "Sergei Kuzhugetovich Shoigu"]
)
def test_a_full_name_shields_the_given_name_in_it(name):
    assert Redactor(ONE, public={name}).text(f"{name} and Sergei") == f"{name} and Interviewee 1"
