"""What is sealed can be opened by the vault alone, and is then what the ledger says it was."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import DamageError, ProtectError, VaultError
from tocsin.protect import sealing
from tocsin.protect.sealing import FILE, load_recipient, seal, write_recipient
from tocsin.protect.unsealing import new_pair, unseal
from tocsin.records.capture import Sealed
from tocsin.records.identity import digest

PAIR, OTHER = new_pair(), new_pair()
CLEAR = "Ольга said where he sleeps. ".encode() * 400
BLOCK = seal(CLEAR, PAIR.recipient)


def told(clear=CLEAR):
    return Sealed(digest=digest(clear), media_type="text/plain")


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_come_back(clear):
    assert unseal(seal(clear, PAIR.recipient), told(clear), [PAIR.secret], "capture-1") == clear


def test_the_same_bytes_never_seal_to_the_same():
    assert seal(CLEAR, PAIR.recipient) != BLOCK
    assert b"sleeps" not in BLOCK


def test_an_older_key_still_opens():
    assert unseal(BLOCK, told(), [PAIR.secret, OTHER.secret], "capture-1") == CLEAR


def flipped(at):
    return BLOCK[:at] + bytes([BLOCK[at] ^ 1]) + BLOCK[at + 1 :]


BAD = {
    "another key": (BLOCK, [OTHER.secret]),
    "cut in its head": (BLOCK[:60], [PAIR.secret]),
    "cut in its body": (BLOCK[:-100], [PAIR.secret]),
    "empty": (b"", [PAIR.secret]),
    "never sealed": (CLEAR, [PAIR.secret]),
    "a bit of its head flipped": (flipped(80), [PAIR.secret]),
    "a bit of its body flipped": (flipped(len(BLOCK) - 5), [PAIR.secret]),
    "bytes added": (BLOCK + b"more", [PAIR.secret]),
}


@pytest.mark.parametrize("flaw", BAD)
def test_what_does_not_open_is_named(flaw):
    block, secrets = BAD[flaw]
    with pytest.raises(
        VaultError, match="capture-1: expected its sealing key and whole bytes, found another"
    ):
        unseal(block, told(), secrets, "capture-1")


def test_a_vault_without_a_sealing_key_says_so():
    with pytest.raises(VaultError, match="found a vault without one"):
        unseal(BLOCK, told(), [], "capture-1")


def test_another_text_sealed_to_the_same_key_is_found_out():
    with pytest.raises(DamageError, match=f"capture-1: expected clear bytes {told().digest}.*found sha256:"):
        unseal(seal(b"milder", PAIR.recipient), told(), [PAIR.secret], "capture-1")


def test_the_public_half_is_kept_and_found(tmp_path):
    write_recipient(tmp_path, PAIR.recipient)
    write_recipient(tmp_path, OTHER.recipient)
    assert load_recipient(tmp_path) == OTHER.recipient
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "held",
    ["", "age1nonsense", PAIR.secret, "ключ"],
    ids=["nothing", "nonsense", "the secret half", "a word"],
)
def test_a_file_that_holds_no_public_half_is_refused(tmp_path, held):
    (tmp_path / FILE).write_text(held, "utf-8")
    with pytest.raises(ProtectError, match="expected the public half of a sealing key"):
        load_recipient(tmp_path)


def test_a_case_without_a_key_says_how_to_make_one(tmp_path):
    with pytest.raises(ProtectError, match="found none; try `tocsin vault sealing-key`"):
        load_recipient(tmp_path)


def test_the_module_that_seals_has_no_word_for_opening():
    tree = ast.parse(Path(sealing.__file__).read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert "encrypt" in used
    assert not used & {"decrypt", "decrypt_file", "decrypt_io", "Identity", "passphrase"}
