"""A written briefing held against its case: the same bytes again, or exactly what is no longer as stated."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.stating import find_statement, stated
from tocsin.catalogue.templates import new_case
from tocsin.desk.composing import Telling, page_of
from tocsin.desk.desk import Clock, Desk, opened
from tocsin.desk.manpower import note_finding
from tocsin.desk.showing import show
from tocsin.desk.verifying import verify_briefing
from tocsin.errors import BriefingError
from tocsin.records.briefing import Briefing
from tocsin.records.capture import DateBasis, Memento, Payload, memento_id
from tocsin.records.marking import Tlp

AS_OF = datetime(2023, 3, 20, 12, tzinfo=UTC)
TEXT = "Offices in Kazan hire clerks.\nNo wave is planned, officials said."


def take(desk: Desk, name: str, captured_at: datetime) -> None:
    payload = Payload(
        address=f"https://example.org/{name}",
        media_type="text/plain",
        body=f"{name}: {TEXT}".encode(),
        captured_at=captured_at,
    )
    kept = desk.archive.append(payload)
    memento = Memento(
        id=memento_id(kept.id),
        capture_id=kept.id,
        address=kept.address,
        captured_at=captured_at,
        source_id=None,
        title=name,
        author=None,
        published_at=captured_at,
        date_basis=DateBasis.CARRIER,
        language="en",
        text=TEXT,
        method="test 1",
    )
    desk.store.put([kept, memento])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "case"
    new_case(folder, "russia-second-wave", AS_OF.date())
    with opened(folder) as found:
        for n in range(3):
            take(found, f"report {n}", AS_OF - timedelta(days=30 - 7 * n))
        yield found


def told(desk: Desk, language: str = "en") -> Briefing:
    reckoned = note_finding(desk, AS_OF, Clock.CAPTURED)
    return page_of(desk, show(desk, Tlp.CLEAR), AS_OF, Clock.CAPTURED, Telling(language), reckoned)


def write(desk: Desk, path: Path, form: str, language: str = "en") -> Path:
    path.write_bytes(FORMS[form].write(Edition(briefing=told(desk, language))))
    return path


def differing(desk: Desk, file: Path) -> set[str]:
    return {one.name for one in verify_briefing(desk, file) if not one.holds}


def test_the_same_case_at_the_same_instant_gives_the_same_bytes(desk: Desk) -> None:
    for form in ("html", "json"):
        pages = {FORMS[form].write(Edition(briefing=told(desk, code))) for code in ("en", "en")}
        assert len(pages) == 1


@pytest.mark.parametrize(("form", "language"), [("html", "ru"), ("json", "en")])
def test_a_briefing_holds_against_the_case_it_was_made_from(
    desk: Desk, tmp_path: Path, form: str, language: str
) -> None:
    assert differing(desk, write(desk, tmp_path / f"page.{form}", form, language)) == set()


def test_a_ledger_that_only_grew_is_the_same_ledger(desk: Desk, tmp_path: Path) -> None:
    file = write(desk, tmp_path / "page.json", "json")
    take(desk, "a later report", AS_OF + timedelta(days=1))
    checks = {one.name: one for one in verify_briefing(desk, file)}
    assert checks["ledger root"].holds
    assert "1 captures have come since" in checks["ledger root"].found
    assert checks["page"].holds


def test_a_changed_word_is_found(desk: Desk, tmp_path: Path) -> None:
    file = write(desk, tmp_path / "page.json", "json")
    file.write_text(file.read_text().replace("highly unlikely", "unlikely").replace("remote", "real"))
    assert differing(desk, file) == {"page"}


def test_a_case_that_is_another_is_named(desk: Desk, tmp_path: Path) -> None:
    file = write(desk, tmp_path / "page.json", "json")
    other = desk._replace(case=replace(desk.case, title="Another"))
    assert "case and catalogue" in differing(other, file)


def test_another_version_and_another_ledger_are_named(desk: Desk, tmp_path: Path) -> None:
    page = replace(told(desk), version="0.0.1", input_digests=(("ledger root", "sha256:" + "0" * 64),))
    file = tmp_path / "page.json"
    file.write_bytes(FORMS["json"].write(Edition(briefing=page)))
    assert {"version", "ledger root"} <= differing(desk, file)


def test_what_changed_is_counted_from_the_last_briefing(desk: Desk) -> None:
    first = page_of(desk, show(desk, Tlp.CLEAR), AS_OF - timedelta(days=10), Clock.CAPTURED)
    desk.store.put([first.assessment, first])
    second = told(desk)
    assert second.previous_as_of == first.as_of
    assert second.news is not None
    assert second.news.n_captures == 0


def test_a_page_and_its_twin_state_the_same(desk: Desk) -> None:
    page = told(desk)
    html = FORMS["html"].write(Edition(briefing=page)).decode()
    twin = FORMS["json"].write(Edition(briefing=page)).decode()
    assert find_statement("page", html) == find_statement("twin", twin)
    assert "&#34;" in html or stated(page) in html


@pytest.mark.parametrize("written", ["", "hello", "{}", "[1]", "<!doctype html><p>hello"])
def test_what_is_no_briefing_is_one_clear_line(desk: Desk, tmp_path: Path, written: str) -> None:
    file = tmp_path / "page"
    file.write_text(written)
    with pytest.raises(BriefingError, match="expected a briefing as HTML or JSON"):
        list(verify_briefing(desk, file))


def test_a_picture_is_no_briefing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(BriefingError, match="expected a briefing"):
        list(verify_briefing(desk, tmp_path / "page"))
