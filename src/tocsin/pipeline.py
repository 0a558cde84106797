"""The whole system on one page: each stage called once, in order.

    find ─► archive ─► extract ─► read ─► assess ─► redact ─► compose ─► render

Stages do not know each other; they share the nouns. What one makes, this page hands to the next.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin.briefing.exports.interface import Setting
from tocsin.briefing.rows import unnamed
from tocsin.capture.extract.worker import Texts
from tocsin.capture.fetch.client import Web
from tocsin.capture.fetch.means import Means
from tocsin.capture.find import find
from tocsin.capture.schedule import NAP_SECONDS, waking
from tocsin.catalogue.load import load_case
from tocsin.catalogue.lookup import source_of
from tocsin.catalogue.templates import new_case, sample
from tocsin.desk.announcing import Told, announce
from tocsin.desk.backlash import note_backlash
from tocsin.desk.composing import Telling
from tocsin.desk.desk import Clock, Desk, opened
from tocsin.desk.editions import place
from tocsin.desk.forecasts import answer
from tocsin.desk.keeping import stamp
from tocsin.desk.manpower import note_finding
from tocsin.desk.printing import fit, released
from tocsin.desk.publishing import publish
from tocsin.desk.readings import read
from tocsin.desk.taking import MOST_PAYLOADS, Taking
from tocsin.desk.verifying import Check, verify_briefing
from tocsin.desk.voicing import read_capture
from tocsin.desk.watching import Seen, look_round, remember
from tocsin.errors import TocsinError, UsageError
from tocsin.log import doing, progress
from tocsin.records.assessment import Assessment
from tocsin.records.capture import Payload, Vanishing
from tocsin.records.case import Case
from tocsin.records.issue import Issue
from tocsin.records.marking import Tlp
from tocsin.records.watch import Watch

EXAMPLE = "russia-second-wave"


class Added(NamedTuple):
    """What adding did."""

    n_new: int
    n_unchanged: int
    issues: tuple[Issue, ...]
    vanishings: tuple[Vanishing, ...]


class Watched(NamedTuple):
    """What one round of watching did."""

    seen: Seen
    """What was looked at."""
    told: Told
    """Who was told."""
    unstamped: Sequence[TocsinError]
    """Why checkpoints go on waiting for their stamp; the next round asks again."""


def new(folder: Path, template: str, now: datetime) -> None:
    """Makes a case folder from a template."""
    new_case(folder, template, now.date())


def add(
    folder: Path,
    targets: Sequence[str],
    now: datetime,
    published_on: date | None = None,
    *,
    means: Means | None = None,
    follow: str | None = None,
    browser: bool = False,
) -> Added:
    """Captures targets into the case; what is there already is left as it is.

    Args:
        means: clock and waiting for addresses of the web; without them, only files are taken.
        follow: regular expression for the pages to be captured from an address as well.
        browser: whether pages need a browser to show their text.
    """
    issues: list[Issue] = []
    came: set[str] = set()
    asked = [Watch(address=one, follow=follow, browser=browser) for one in targets if "://" in one]
    with opened(folder) as desk, ExitStack() as closing:
        web = closing.enter_context(Web(desk.case.capture, means)) if means else None
        # A host may let us wait for minutes: what came before must be safe by then.
        taking = Taking(desk, closing.enter_context(Texts()), 1 if asked else MOST_PAYLOADS)
        found = find(targets, now, web=web, follow=follow, browser=browser)
        for item in progress(found, "capturing"):
            if isinstance(item, Issue):
                issues.append(item)
                continue
            if asked:
                came.add(item.address)
            taking.take(_completed(item, desk, published_on))
        taking.finish()
        desk.store.put(issues)
        if means:
            remember(desk, asked, came, means.now())
        noted, _ = desk.note_vanishings()
    vanished = tuple(one for one in noted if isinstance(one, Vanishing))
    return Added(taking.n_new, taking.n_unchanged, (*issues, *taking.issues), vanished)


def watch(folder: Path, means: Means, *, once: bool) -> Iterator[Watched]:
    """Looks at what is due and tells what is news, once or for ever; the case is closed between two rounds.

    Raises:
        UsageError: nothing is watched.
    """
    while True:
        with opened(folder) as desk, Web(desk.case.capture, means) as web:
            seen = look_round(desk, web, means)
            if seen.news:
                read(desk)
            told = announce(desk, seen.news, means.now())
        yield Watched(seen, told, _stamp(folder, desk.case))
        if once:
            return
        wake_at = waking(seen.next_at, means.now())
        while (left := (wake_at - means.now()).total_seconds()) > 0:
            # In short steps, so that a machine that slept sees at once that it is late.
            means.sleep(min(left, NAP_SECONDS))


def _stamp(folder: Path, case: Case) -> Sequence[TocsinError]:
    """Has what waits for a time stamp stamped; what could not be sent waits for the next round."""
    if case.stamping is None:
        return ()
    return stamp(folder, case.stamping.authority, folder / case.stamping.roots)[1]


def _completed(payload: Payload, desk: Desk, published_on: date | None) -> Payload:
    """The payload with its source, and with the day the user gave where nothing carried it tells one."""
    source = payload.source_id or source_of(payload.address, desk.case.sources)
    day = datetime.combine(published_on, time(), UTC) if published_on else None
    return msgspec.structs.replace(payload, source_id=source, published_at=payload.published_at or day)


def instant(folder: Path, asked: datetime | None, now: datetime) -> datetime:
    """The instant an answer speaks of: the one asked for, the one the case looks back to, or now.

    Raises:
        UsageError: it lies before the question was opened.
    """
    case = load_case(folder)
    at = asked or case.as_of or now
    opened_on = case.question.opened_on
    if at.date() < opened_on:
        raise UsageError(
            "--as-of",
            f"a day from {opened_on} on, when the question opened",
            str(at.date()),
            "a later day, or an earlier opened_on in case.toml and in the question's file",
        )
    return at


def assess(folder: Path, as_of: datetime, clock: Clock) -> Assessment:
    """The answer as of an instant, kept in the case."""
    with opened(folder) as desk:
        read(desk)
        note_finding(desk, as_of, clock)
        note_backlash(desk, as_of, clock)
        with doing("weighing the evidence"):
            found = answer(desk, desk.evidence(as_of, clock))
        desk.store.put([found])
        return released(desk, "assess", unnamed(found, fit(desk)))


def brief(
    folder: Path,
    as_of: datetime,
    clock: Clock,
    out: Path | None,
    form: str,
    audience: Tlp = Tlp.CLEAR,
    setting: Setting = Setting(),
    language: str = "en",
    *,
    smooth: bool = False,
) -> Path:
    """Writes the briefing of the case for an audience as of an instant, and gives its path."""
    path = out or place(folder, as_of, audience, form, language)
    with opened(folder) as desk:
        read(desk)
        publish(desk, as_of, clock, path, form, audience, setting, Telling(language), smooth=smooth)
    return path


def voice(folder: Path, capture: str, out: Path, engine: str, audience: Tlp = Tlp.CLEAR) -> float:
    """Reads the text of a capture aloud for an audience, and gives how many seconds that lasts."""
    with opened(folder) as desk:
        read(desk)
        return read_capture(desk, capture, out, engine, audience).lasts_s


def verify_brief(folder: Path, file: Path) -> list[Check]:
    """Holds a written briefing against the case it states it was made from."""
    with opened(folder) as desk:
        read(desk)
        return list(verify_briefing(desk, file))


def demo(folder: Path, now: datetime, engine: str = "") -> Path:
    """Builds the example case from the sources shipped with the package and gives its briefing's path.

    Args:
        engine: who reads it aloud; nobody where empty.
    """
    if not folder.exists():
        new(folder, EXAMPLE, now)
    add(folder, [str(sample(EXAMPLE))], now)
    setting = Setting(engine=engine)
    return brief(folder, instant(folder, None, now), Clock.CAPTURED, None, "html", setting=setting)
