"""The vault opens for its owner only, and nothing that goes wrong loses what is in it."""

import os
from datetime import UTC, datetime

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.errors import VaultError
from tocsin.protect.vault import Contents, Entry, Opener, Vault, load_key_file, new_key

NOW = datetime(2023, 2, 6, tzinfo=UTC)
WORDS = Opener(passphrase="tin whistle under the stairs")
OTHER = Opener(passphrase="something else")
KEY = new_key()
ONE = Entry(name="Fyodor", notes="call only in the evening")


@pytest.fixture
def vault(tmp_path):
    made = Vault(tmp_path, lambda: NOW, os.urandom)
    made.create(WORDS)
    made.put(ONE, WORDS)
    return made


def test_what_was_put_in_is_found(vault):
    assert vault.open(WORDS, "list") == Contents(entries=(ONE,))


def test_no_name_and_no_note_lies_in_the_clear(vault):
    for path in (vault.path, vault.log):
        assert b"Fyodor" not in path.read_bytes()
        assert b"evening" not in path.read_bytes()


def test_only_its_owner_can_read_the_file(vault):
    assert vault.path.stat().st_mode & 0o77 == 0


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(vault):
    before = vault.path.read_bytes()
    with pytest.raises(VaultError, match="expected its passphrase"):
        vault.put(Entry(name="Elena"), OTHER)
    assert vault.path.read_bytes() == before
    assert vault.open(WORDS, "list").entries == (ONE,)


def test_every_opening_leaves_a_line_also_one_that_fails(vault):
    before = vault.log.read_text()
    vault.open(WORDS, "list")
    with pytest.raises(VaultError):
        vault.open(OTHER, "list")
    told = vault.log.read_text()
    assert told.startswith(before)
    assert told.removeprefix(before).splitlines() == [
        "2023-02-06T00:00:00Z list asked",
        "2023-02-06T00:00:00Z list opened",
        "2023-02-06T00:00:00Z list asked",
        "2023-02-06T00:00:00Z list refused",
    ]


def test_without_its_log_it_does_not_open(vault):
    vault.log.unlink()
    vault.log.mkdir()
    with pytest.raises(VaultError, match="log that can be written"):
        vault.open(WORDS, "list")


def test_a_write_that_was_interrupted_leaves_it_intact(vault):
    vault.path.with_name("vault.new").write_bytes(b"half a va")
    assert vault.open(WORDS, "list").entries == (ONE,)
    vault.put(Entry(name="Elena"), WORDS)
    assert len(vault.open(WORDS, "list").entries) == 2


def test_a_write_that_fails_leaves_it_intact(vault):
    before = vault.path.read_bytes()
    blocked = vault.path.with_name("vault.new")
    blocked.mkdir()
    with pytest.raises(VaultError, match="room for the vault"):
        vault.put(Entry(name="Elena"), WORDS)
    assert vault.path.read_bytes() == before


def test_after_rotation_the_old_passphrase_opens_nothing(vault):
    vault.rotate(WORDS, OTHER)
    assert vault.open(OTHER, "list").entries == (ONE,)
    with pytest.raises(VaultError):
        vault.open(WORDS, "list")


def test_it_can_be_locked_by_a_key_file_instead(vault, tmp_path):
    path = tmp_path / "key"
    path.write_text(f"# made today\n{new_key()}\n")
    path.chmod(0o600)
    key = Opener(key=load_key_file(path))
    vault.rotate(WORDS, key)
    assert vault.open(key, "list").entries == (ONE,)
    with pytest.raises(VaultError, match="its key file"):
        vault.open(WORDS, "list")
    with pytest.raises(VaultError):
        vault.open(Opener(key=new_key()), "list")


def test_a_key_file_others_may_read_is_refused(tmp_path):
    path = tmp_path / "key"
    path.write_text(new_key())
    path.chmod(0o644)
    with pytest.raises(VaultError, match="chmod 600"):
        load_key_file(path)


def test_an_export_opens_with_age_alone(vault):
    sealed = vault.export(WORDS, "for the safe")
    assert b"Fyodor" in pyrage.passphrase.decrypt(sealed, "for the safe")


def test_a_vault_is_not_made_over_another(vault):
    with pytest.raises(VaultError, match="expected no vault yet"):
        vault.create(WORDS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_byte_anywhere_is_refused_and_nothing_is_written(tmp_path, data):
    vault, key = Vault(tmp_path, lambda: NOW, os.urandom), Opener(key=KEY)
    if not vault.path.exists():
        vault.create(key)
    whole = vault.path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytes([whole[place] ^ data.draw(st.integers(1, 255))])
    vault.path.write_bytes(whole[:place] + changed + whole[place + 1 :])
    spoilt = vault.path.read_bytes()
    try:
        with pytest.raises(VaultError):
            vault.open(key, "list")
        assert vault.path.read_bytes() == spoilt
    finally:
        vault.path.write_bytes(whole)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=300), magic=st.booleans())
def test_any_bytes_are_refused_in_one_line(tmp_path, junk, magic):
    vault = Vault(tmp_path, lambda: NOW, os.urandom)
    vault.path.write_bytes((b"tocsin vault 1\n" if magic else b"") + junk)
    with pytest.raises(VaultError, match="expected"):
        vault.open(WORDS, "list")
