"""However a vault file is damaged or forged, it opens as it was or not at all, and stays as it is."""

import itertools
import json
import os
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.errors import VaultError
from tocsin.protect.vault import MAGIC, Contents, Entry, Opener, Vault, new_key

NOW = datetime(2023, 2, 6, tzinfo=UTC)
KEY = Opener(key=new_key())
OTHER = Opener(key=new_key())
WORDS = Opener(passphrase="tin whistle under the stairs")
HELD = Contents(entries=(Entry(name="Fyodor", notes="call only in the evening"), Entry(name="Ольга")))
SHARED = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(folder, opener):
    folder.mkdir(exist_ok=True)
    vault = Vault(folder, lambda: NOW, os.urandom)
    vault.create(opener)
    for entry in HELD.entries:
        vault.put(entry, opener)
    return vault


@pytest.fixture(scope="module")
def keyed(tmp_path_factory):
    return made(tmp_path_factory.mktemp("keyed"), KEY)


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    return made(tmp_path_factory.mktemp("locked"), WORDS)


def opened(vault, opener):
    """What is in the vault, or the line that refuses it."""
    try:
        return vault.open(opener, "list")
    except VaultError as error:
        return str(error)


def hold(vault, data, opener, whole):
    """Put `data` in the vault's place: it must be refused in one line, and nothing but the log may change."""
    vault.path.write_bytes(data)
    found = opened(vault, opener)
    if data == whole:
        assert found == HELD
    else:
        assert isinstance(found, str)
        assert "\n" not in found
        assert "Fyodor" not in found
    assert vault.path.read_bytes() == data
    assert {one.name for one in vault.path.parent.iterdir()} == {"vault", "vault.log"}
    vault.path.write_bytes(whole)


@SHARED
@given(data=st.data())
def test_a_flipped_bit_anywhere_is_refused(keyed, data):
    whole = keyed.path.read_bytes()
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    forged = bytearray(whole)
    forged[at // 8] ^= 1 << at % 8
    hold(keyed, bytes(forged), KEY, whole)


@SHARED
@given(data=st.data())
def test_a_piece_cut_out_doubled_moved_or_put_in_is_refused(keyed, data):
    whole = keyed.path.read_bytes()
    places = st.integers(0, len(whole))
    start, end = sorted((data.draw(places), data.draw(places)))
    at, junk = data.draw(places), data.draw(st.binary(min_size=1, max_size=40))
    rest = whole[:start] + whole[end:]
    for forged in (
        whole[:start],
        whole[start:],
        rest,
        whole[:end] + whole[start:],
        rest[:at] + whole[start:end] + rest[at:],
        whole[:at] + junk + whole[at:],
        whole + junk,
        whole[:start] + junk + whole[end:],
    ):
        hold(keyed, forged, KEY, whole)


HEADS = st.dictionaries(
    st.sampled_from(["recipient", "salt", "memory_kib", "passes", "lanes", "nonce", "sealed", "x"]),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=30),
        st.lists(st.integers(), max_size=2),
        st.just(10**30),
        st.just("A" * 1000),
    ),
    max_size=8,
)


@SHARED
@given(change=HEADS)
def test_a_head_that_says_anything_else_is_refused_before_it_costs_anything(keyed, change):
    whole = keyed.path.read_bytes()
    head, _, body = whole.removeprefix(MAGIC).partition(b"\n")
    forged = MAGIC + json.dumps(json.loads(head) | change).encode() + b"\n" + body
    if json.loads(head) | change == json.loads(head):
        return
    keyed.path.write_bytes(forged)
    found = opened(keyed, KEY)
    keyed.path.write_bytes(whole)
    # What a head may say in other words (0 for "no passphrase") opens to the very same.
    assert found == HELD or (isinstance(found, str) and "\n" not in found)


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 2**21 + 1},
        {"memory_kib": 2**62},
        {"memory_kib": 1},
        {"passes": 10**9},
        {"lanes": 10**6},
        {"lanes": 0},
        {"salt": ""},
        {"salt": "AA=="},
        {"nonce": "AAAA"},
        {"nonce": "not base64"},
        {"sealed": "AAAA"},
        {"recipient": ""},
    ],
)
def test_a_head_that_asks_for_too_much_or_too_little_is_refused(locked, change):
    whole = locked.path.read_bytes()
    head, _, body = whole.removeprefix(MAGIC).partition(b"\n")
    hold(locked, MAGIC + json.dumps(json.loads(head) | change).encode() + b"\n" + body, WORDS, whole)


def test_the_head_of_one_vault_on_the_body_of_another_is_refused(tmp_path, keyed):
    other = made(tmp_path / "other", OTHER)
    whole, theirs = keyed.path.read_bytes(), other.path.read_bytes()
    ours_head, _, ours_body = whole.removeprefix(MAGIC).partition(b"\n")
    their_head, _, their_body = theirs.removeprefix(MAGIC).partition(b"\n")
    for head, body, opener in itertools.product(
        (ours_head, their_head), (ours_body, their_body), (KEY, OTHER)
    ):
        forged = MAGIC + head + b"\n" + body
        if forged not in (whole, theirs):
            hold(keyed, forged, opener, whole)


@SHARED
@given(
    entries=st.lists(
        st.builds(Entry, name=st.text(min_size=1, max_size=20), notes=st.text(max_size=40)),
        max_size=4,
        unique_by=lambda one: one.name,
    )
)
def test_whatever_is_put_in_comes_back(tmp_path_factory, entries):
    vault = Vault(tmp_path_factory.mktemp("any"), lambda: NOW, os.urandom)
    vault.create(KEY)
    for one in entries:
        vault.put(one, KEY)
    vault.rotate(KEY, OTHER)
    assert vault.open(OTHER, "list").entries == tuple(entries)
    with pytest.raises(VaultError):
        vault.open(KEY, "list")


@pytest.mark.soak
def test_every_bit_of_the_file_matters(keyed):
    whole = keyed.path.read_bytes()
    for at in range(len(whole) * 8):
        forged = bytearray(whole)
        forged[at // 8] ^= 1 << at % 8
        hold(keyed, bytes(forged), KEY, whole)
    for end in range(len(whole)):
        hold(keyed, whole[:end], KEY, whole)


@pytest.mark.soak
def test_every_byte_of_a_locked_head_matters(locked):
    whole = locked.path.read_bytes()
    for at in range(len(MAGIC), whole.index(b"\n", len(MAGIC))):
        forged = bytearray(whole)
        forged[at] ^= 1
        hold(locked, bytes(forged), WORDS, whole)
