"""A change is what somebody wrote differently; that time has passed is none."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.capture.compare import compare, find_changes
from tocsin.records.capture import DateBasis, EditKind, Memento, capture_id, memento_id
from tocsin.records.identity import digest

START = datetime(2023, 2, 6, tzinfo=UTC)
ADDRESS = "https://duma.example/bill/7"
BILL = """Bill on conscription
Published 6 February 2023, 14:05
Citizens aged 18 to 27 are called up by 1 April.
The bill enters into force on 1 July 2023.
1,204 views"""


def _memento(text: str, hours: int = 0, address: str = ADDRESS, pages: tuple[int, ...] = ()) -> Memento:
    at = START + timedelta(hours=hours)
    name = capture_id(address, at, digest(text.encode()))
    return Memento(
        id=memento_id(name),
        capture_id=name,
        address=address,
        captured_at=at,
        source_id="duma",
        title="Bill",
        author=None,
        published_at=None,
        date_basis=DateBasis.UNKNOWN,
        language="en",
        text=text,
        method="test",
        pages=pages,
    )


def _change(old: str, new: str):
    return compare(_memento(old), _memento(new, 1))


def test_a_changed_figure_is_one_edit_with_words_around_it():
    change = _change(BILL, BILL.replace("18 to 27", "21 to 30"))
    assert change is not None
    (edit,) = change.edits
    assert (edit.kind, edit.before, edit.after) == (EditKind.REPLACED, "18 to 27", "21 to 30")
    assert edit.lead.endswith("Citizens aged")
    assert edit.trail.startswith("are called up")
    assert (change.n_removed, change.n_added) == (3, 3)
    assert (change.before_at, change.after_at) == (START, START + timedelta(hours=1))


def test_places_lead_to_the_words_in_both_versions():
    new = BILL.replace("called up by 1 April", "called up at any time")
    change = _change(BILL, new)
    assert change is not None
    for edit in change.edits:
        assert BILL[edit.before_start :].startswith(edit.before)
        assert new[edit.after_start :].startswith(edit.after)


def test_a_date_inside_a_sentence_is_a_change():
    change = _change(BILL, BILL.replace("1 July 2023", "1 May 2023"))
    assert change is not None
    assert change.edits[0].after == "May"


def test_an_age_alone_in_a_table_is_a_change():
    assert _change("Age limit\n27\nyears of age", "Age limit\n30\nyears of age") is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Published 6 February 2023, 14:05", "Updated 7 February 2023, 09:11"),
        ("1,204 views", "98,310 views"),
        ("Bill on conscription\n", "Bill  on conscription \n\n"),
        ("\n1,204 views", ""),
        ("Citizens", "Citi\u00adzens"),
    ],
)
def test_dates_counters_and_white_space_are_no_change(old, new):
    assert old in BILL
    assert _change(BILL, BILL.replace(old, new)) is None


@pytest.mark.parametrize(
    "line",
    [
        "Обновлено 7 февраля 2023 г., 12:40 — 3 105 просмотров",
        "5 minutes ago · 12 comments · 3 min read",
        "07.02.2023 12:40",
        "Оновлено сьогодні, 12:40",
        "© 2024",
    ],
)
def test_lines_that_only_tell_the_time_are_passed_over_in_each_language(line):
    assert _change("The bill stands.\n" + line, "The bill stands.") is None


@pytest.mark.parametrize(
    "line", ["12 men died.", "Deadline: 1 May", "300,000 reservists", "В отпуск 5 дней нельзя"]
)
def test_a_line_that_says_something_counts_whatever_figures_it_has(line):
    assert _change("The bill stands.", "The bill stands.\n" + line) is not None


def test_quotes_and_dashes_of_another_typeface_are_no_change():
    assert _change('He said "no" - twice.', "He said “no” — twice.") is None
    assert _change("Mobi- lisation ends.", "Mobi-lisation ends.") is None


def test_a_new_paragraph_is_added_and_the_rest_untouched():
    change = _change(BILL, BILL.replace("1 April.\n", "1 April.\nLeaving the country is forbidden.\n"))
    assert change is not None
    (edit,) = change.edits
    assert (edit.kind, edit.before, edit.after) == (EditKind.ADDED, "", "Leaving the country is forbidden.")


def test_a_removed_paragraph_is_removed():
    change = _change(BILL, BILL.replace("The bill enters into force on 1 July 2023.\n", ""))
    assert change is not None
    assert [edit.kind for edit in change.edits] == [EditKind.REMOVED]
    assert change.edits[0].before == "The bill enters into force on 1 July 2023."


def test_a_change_in_a_document_names_its_page():
    old = _memento("First page.\nSecond page says 27.", pages=(0, 12))
    new = _memento("First page.\nSecond page says 30.", 1, pages=(0, 12))
    change = compare(old, new)
    assert change is not None
    assert change.edits[0].page == 2


def test_versions_of_one_address_are_compared_in_order_and_addresses_apart():
    versions = [
        _memento("It is one.", 2),
        _memento("It is none.", 0),
        _memento("It is one.", 1),
        _memento("Elsewhere.", 1, "https://other.example/"),
    ]
    (change,) = find_changes(versions)
    assert change.after_at == START + timedelta(hours=1)


def test_a_capture_of_nothing_else_leaves_no_change():
    assert list(find_changes([_memento(BILL), _memento(BILL, 1)])) == []


TEXTS = st.lists(st.sampled_from(["men", "27", "called", "up", "not", "in", "spring", "—"]), max_size=30).map(
    lambda words: "\n".join(" ".join(words[i : i + 7]) for i in range(0, len(words), 7))
)


@given(TEXTS, TEXTS)
def test_taking_every_edit_back_gives_the_earlier_words(old, new):
    change = _change(old, new)
    words = new
    for edit in reversed(change.edits if change else ()):
        assert words[edit.after_start : edit.after_start + len(edit.after)] == edit.after
        gap = "" if edit.after else "\n"
        words = (
            words[: edit.after_start] + gap + edit.before + gap + words[edit.after_start + len(edit.after) :]
        )
    assert words.split() == old.split()
