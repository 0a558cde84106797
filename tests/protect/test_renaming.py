"""Key and book: made once, closed to others, and never lost half-way."""

import json

import pytest

from tocsin.errors import ProtectError
from tocsin.protect.book import load_book, save_book
from tocsin.protect.key import KEY_BYTES, load_key, load_or_make_key
from tocsin.protect.pseudonym import Person
from tocsin.protect.renaming import BOOK_FILES, KEY_FILE, rename
from tocsin.records.case import Naming


def zeros(n: int) -> bytes:
    return bytes(n)


def ones(n: int) -> bytes:
    return b"\x01" * n


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / KEY_FILE
    first = load_or_make_key(path, ones)
    assert load_or_make_key(path, zeros) == first == load_key(path) == ones(KEY_BYTES)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.iterdir()] == [KEY_FILE]


def test_a_key_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / KEY_FILE
    load_or_make_key(path, ones)
    path.chmod(0o644)
    with pytest.raises(ProtectError, match=r"only its owner can read, found mode 644; try chmod 600"):
        load_key(path)


@pytest.mark.parametrize("written", [b"", b"abcd\n", b"not a key", b"\xff\xfe", b"01" * 31])
def test_a_damaged_key_is_refused_and_left_as_it_is(tmp_path, written):
    path = tmp_path / KEY_FILE
    path.write_bytes(written)
    path.chmod(0o600)
    with pytest.raises(ProtectError, match="expected 64 hexadecimal digits"):
        load_or_make_key(path, ones)
    assert path.read_bytes() == written


def test_a_key_draft_left_by_a_killed_run_is_no_obstacle(tmp_path):
    (tmp_path / f"{KEY_FILE}.new").write_text("half")
    assert load_or_make_key(tmp_path / KEY_FILE, ones) == ones(KEY_BYTES)


def test_a_missing_folder_is_one_clear_line(tmp_path):
    with pytest.raises(ProtectError, match="expected room for the key of the case, found No such file"):
        load_or_make_key(tmp_path / "nowhere" / KEY_FILE, ones)
    with pytest.raises(ProtectError, match="expected a key file, found No such file"):
        load_key(tmp_path / KEY_FILE)
    with pytest.raises(ProtectError, match="expected room for the book"):
        save_book(tmp_path / "nowhere" / "book.json", {})


def test_the_book_is_read_back_as_it_was_written(tmp_path):
    path = tmp_path / "book.json"
    assert load_book(path) == {}
    save_book(path, {"b": "Interviewee 2", "a": "Interviewee 1"})
    assert load_book(path) == {"a": "Interviewee 1", "b": "Interviewee 2"}
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("written", [b"{", b"[]", b'{"a": 1}', b"\x00"])
def test_a_damaged_book_is_refused_with_advice(tmp_path, written):
    path = tmp_path / "book.json"
    path.write_bytes(written)
    with pytest.raises(ProtectError, match=r"expected the book of pseudonyms.*moving it away"):
        load_book(path)


@pytest.mark.parametrize("naming", list(Naming))
def test_pseudonyms_hold_from_run_to_run_while_the_case_grows(tmp_path, naming):
    first = rename(tmp_path, [Person("Gleb")], naming, (), ones)
    later = rename(
        tmp_path, [Person("Timur"), Person("Gleb"), Person("Nadia")], naming, ("Denis Volkov",), zeros
    )
    assert later["Gleb"] == first["Gleb"]
    assert len(set(later.values())) == 3


def test_neither_key_nor_book_holds_a_name(tmp_path):
    rename(tmp_path, [Person("Gleb"), Person("Timur")], Naming.NEUTRAL, (), ones)
    kept = "".join(path.read_text() for path in tmp_path.iterdir())
    assert "Gleb" not in kept
    assert "Timur" not in kept
    assert sorted(json.loads((tmp_path / BOOK_FILES[Naming.NEUTRAL]).read_text()).values()) == [
        "Interviewee 1",
        "Interviewee 2",
    ]


def test_a_case_without_private_people_keeps_no_key(tmp_path):
    assert rename(tmp_path, [], Naming.NEUTRAL, (), ones) == {}
    assert not list(tmp_path.iterdir())


def test_a_case_may_change_how_it_names_people_and_change_back(tmp_path):
    neutral = rename(tmp_path, [Person("Gleb")], Naming.NEUTRAL, (), ones)
    other = rename(tmp_path, [Person("Gleb")], Naming.NAMES, (), ones)
    assert other != neutral
    assert rename(tmp_path, [Person("Gleb")], Naming.NEUTRAL, (), ones) == neutral
