"""An outsider's word on when the ledger stood: verified as it comes, kept whole, asked again when offline."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from stamping_authority import Authority, serving

from tocsin.archive import timestamp
from tocsin.archive.archive import Archive
from tocsin.archive.custody import custody, page
from tocsin.catalogue.templates import new_case
from tocsin.cli.main import run
from tocsin.desk import keeping
from tocsin.errors import ArchiveError, CaptureError, DamageError

AT = datetime(2023, 2, 7, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority(AT)


@pytest.fixture
def roots(tmp_path, authority) -> Path:
    authority.flaw = ""
    path = tmp_path / "roots.pem"
    path.write_bytes(authority.pem)
    return path


@pytest.fixture
def case(tmp_path, payload) -> Path:
    folder = tmp_path / "case"
    new_case(folder, "blank", AT.date())
    settings = folder / "case.toml"
    settings.write_text(settings.read_text() + "\n[capture]\nallow_private = true\n")
    with Archive.open(folder / "archive", create=True) as archive:
        archive.append_all(payload(number) for number in range(5))
    return folder


def test_a_stamp_is_verified_kept_and_shown_with_every_capture_under_it(case, roots, authority, payload):
    with serving(authority) as address:
        (stamp,), troubles = keeping.stamp(case, address, roots)
    assert (stamp.size, stamp.at, stamp.serial) == (5, AT, "77")
    assert stamp.authority == "CN=Test Stamp"
    assert troubles == []
    assert keeping.verify(case).stamps == (stamp,)
    with Archive.open(case / "archive") as archive:
        later = archive.append(payload(9))
        held = custody(archive, next(archive.captures()), AT)
        assert held.stamps == (stamp,)
        assert custody(archive, later, AT).stamps == ()
    assert "number 77, by CN=Test Stamp" in page(held)


def test_a_checkpoint_is_stamped_once(case, roots, authority):
    with serving(authority) as address:
        keeping.stamp(case, address, roots)
        asked = authority.n_asked
        stamps, _ = keeping.stamp(case, address, roots)
    assert stamps == []
    assert authority.n_asked == asked


def test_what_could_not_be_sent_waits_and_is_sent_again(case, roots, authority, payload):
    with serving(authority) as gone:
        pass
    stamps, (trouble,) = keeping.stamp(case, gone, roots)
    assert stamps == []
    assert isinstance(trouble, CaptureError)
    with Archive.open(case / "archive") as archive:
        archive.append(payload(9))
    with serving(authority) as address:
        stamps, troubles = keeping.stamp(case, address, roots)
    assert [one.size for one in stamps] == [5, 6]
    assert troubles == []


def test_watching_asks_again_for_a_stamp_that_could_not_be_had(case, roots, authority):
    with serving(authority) as gone:
        pass
    keeping.stamp(case, gone, roots)
    (case / "roots.pem").write_bytes(authority.pem)
    with serving(authority) as address:
        with (case / "case.toml").open("a") as settings:
            settings.write("delay_seconds = 0\nattempts = 1\nrobots = false\n")
            settings.write(f'[stamping]\nauthority = "{address}"\nroots = "roots.pem"\n')
            settings.write(f'[[watch]]\naddress = "{address}"\n')
        assert run(["watch", "--case", str(case), "--once"]) == 0
    assert [one.size for one in keeping.verify(case).stamps] == [5, 6]


@pytest.mark.parametrize(
    "flaw",
    ["another digest", "another nonce", "forged signature", "rejected", "no answer at all", "busy"],
)
def test_a_wrong_answer_is_refused_and_the_request_goes_on_waiting(case, roots, authority, flaw):
    authority.flaw = flaw
    with serving(authority) as address:
        stamps, (trouble,) = keeping.stamp(case, address, roots)
    assert stamps == []
    assert isinstance(trouble, ArchiveError | CaptureError)
    assert len(timestamp.waiting(case / "archive")) == 1
    assert keeping.verify(case).stamps == ()


def test_an_authority_that_these_roots_do_not_vouch_for_is_refused(case, tmp_path, authority):
    authority.flaw = ""
    other = tmp_path / "other.pem"
    other.write_bytes(Authority(AT).pem)
    with serving(authority) as address:
        stamps, (trouble,) = keeping.stamp(case, address, other)
    assert stamps == []
    assert "stamp of this checkpoint by that authority" in str(trouble)


def test_a_changed_stamp_or_note_is_found_and_named(case, roots, authority):
    with serving(authority) as address:
        (stamp,), _ = keeping.stamp(case, address, roots)
    folder = case / "archive"
    for suffix in (".tsr", ".note", ".nonce"):
        path = folder / "timestamps" / f"{stamp.name}{suffix}"
        whole = path.read_bytes()
        path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:] if len(whole) > 9 else b"1")
        with pytest.raises(
            DamageError, match=rf"timestamps/{stamp.name}.tsr, byte 0: expected the time stamp"
        ):
            timestamp.load(folder)
        assert keeping.verify(case).damages
        path.write_bytes(whole)
    assert timestamp.load(folder) == [stamp]


def test_an_authority_inside_ones_own_network_is_refused_unless_the_case_allows_it(case, roots, authority):
    settings = case / "case.toml"
    settings.write_text(settings.read_text().replace("allow_private = true", "allow_private = false"))
    with serving(authority) as address:
        stamps, (trouble,) = keeping.stamp(case, address, roots)
    assert stamps == []
    assert "127.0.0.1" in str(trouble)


def test_a_root_file_without_certificates_is_named(case, tmp_path):
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")
    with pytest.raises(ArchiveError, match="root certificate in PEM"):
        keeping.stamp(case, "http://127.0.0.1:9/", empty)
