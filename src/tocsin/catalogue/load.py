"""Loads a case, with the catalogue it stands on.

A case folder may hold the same folders as the
catalogue (`indicators/`, `topics/`, `sources/`, `questions/`, `weighing.toml`, `vocabulary.toml`): a
file there adds an entry, or replaces the shipped one of the same name.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from tocsin.catalogue.checks import (
    verify_forecasts,
    verify_known,
    verify_settling,
    verify_unique,
)
from tocsin.catalogue.entries import SHIPPED, E, load_catalogue
from tocsin.catalogue.known import known_to_all
from tocsin.catalogue.marking import resolved_markings
from tocsin.catalogue.populations import verified_crowd
from tocsin.catalogue.surveys import verified_followed
from tocsin.catalogue.tables import decode_table, did_you_mean, load_table
from tocsin.catalogue.watch_checks import verify_alerts, verify_capture_rules, verify_watches
from tocsin.errors import CaseError, CatalogueError
from tocsin.records.alert import Alerts
from tocsin.records.case import Case, Event, Foreign, KnownPeople, ManpowerRules, Naming, OpinionFollowed
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator
from tocsin.records.marking import Tlp
from tocsin.records.place import Gazetteer
from tocsin.records.population import CrowdRules
from tocsin.records.prediction import Resolution
from tocsin.records.record import Record
from tocsin.records.review import Review
from tocsin.records.second_reader import SecondReaderRules
from tocsin.records.watch import CaptureRules, Stamping, Watch

CASE_FILE = "case.toml"


class CaseFile(Record):
    """`case.toml` as the analyst writes it; ids instead of what they stand for."""

    title: str
    """Headline."""
    opened_on: date
    """The day the case was opened."""
    question: str
    """Id of the question."""
    indicators: tuple[str, ...] | None = None
    """Ids watched for; all when left out."""
    topics: tuple[str, ...] | None = None
    """Ids of topics; all when left out."""
    sources: tuple[str, ...] | None = None
    """Ids captured from; all when left out."""
    naming: Naming = Naming.NEUTRAL
    """How private people are renamed."""
    crowd: CrowdRules = CrowdRules()
    """How many people must fit what is told of each."""
    as_of: datetime | None = None
    """The instant its briefings speak of, for a case that looks back; now when left out."""
    people: KnownPeople = KnownPeople()
    """Names whose standing is fixed."""
    events: tuple[Event, ...] = ()
    """Dated facts."""
    resolutions: dict[str, Resolution] = msgspec.field(default_factory=dict)
    """Prediction id → how it was settled."""
    looked_until: dict[str, date] = msgspec.field(default_factory=dict)
    """Hypothesis id → the day up to which the analyst has looked whether it came about."""
    forecasts: tuple[Foreign, ...] = ()
    """What others said, to be scored beside our own."""
    capture: CaptureRules = CaptureRules()
    """How pages are retrieved."""
    stamping: Stamping | None = None
    """Who stamps the ledger's checkpoints."""
    watch: tuple[Watch, ...] = ()
    """Addresses that are looked at again and again."""
    alerts: Alerts = Alerts()
    """Who is told what watching finds."""
    reviews: dict[str, Review] = msgspec.field(default_factory=dict)
    """Claim id → what the analyst decided about it."""
    second_reader: SecondReaderRules | None = None
    """A language model that reads again what the rules have read."""
    smoothing: SecondReaderRules | None = None
    """A language model that may smooth the briefing's wording."""
    manpower: ManpowerRules | None = None
    """The arithmetic of another wave."""
    opinion: OpinionFollowed | None = None
    """Series of opinion."""
    pronunciations: dict[str, str] = msgspec.field(default_factory=dict)
    """Name → how a voice says it."""
    tlp: Tlp = Tlp.CLEAR
    """What everything in the case is marked at least."""
    markings: dict[str, Tlp] = msgspec.field(default_factory=dict)
    """Source, host, address, capture or claim → its mark."""


def load_case(folder: Path) -> Case:
    """The case in `folder`, every id resolved.

    Raises:
        CaseError: the folder is not a case, or cannot be read.
        CatalogueError: `case.toml` or an entry has a wrong key or value.
    """
    path = folder / CASE_FILE
    if not path.is_file():
        found = "no such file" if folder.is_dir() else "no such folder"
        raise CaseError(str(path), "a case file", found, f"tocsin new {folder}")
    written = decode_table(load_table(path), CaseFile, str(path))
    catalogue = load_catalogue(folder)
    verify_unique((e.id for e in written.events), f"{path}: events")
    questions = {q.id: q for q in catalogue.questions}
    if written.question not in questions:
        advice = did_you_mean(written.question, questions)
        raise CatalogueError(f"{path}: question", "the id of a question", repr(written.question), advice)
    verify_capture_rules(written.capture, f"{path}: capture")
    verify_watches(written.watch, f"{path}: watch")
    verify_alerts(written.alerts, f"{path}: alerts")
    question = questions[written.question]
    names = tuple(h.id for h in question.hypotheses)
    settling = (e.settles for e in written.events if e.settles is not None)
    verify_known(settling, names, f"{path}: events.settles", "a hypothesis of the question")
    verify_settling(written.events, question, f"{path}: events")
    verify_known(written.looked_until, names, f"{path}: looked_until", "a hypothesis of the question")
    verify_forecasts(written.forecasts, names, f"{path}: forecasts")
    indicators = chosen(written.indicators, catalogue.indicators, f"{path}: indicators")
    return Case(
        title=written.title,
        opened_on=written.opened_on,
        question=question,
        indicators=tuple(bearing_on(indicator, names) for indicator in indicators),
        topics=chosen(written.topics, catalogue.topics, f"{path}: topics"),
        sources=chosen(written.sources, catalogue.sources, f"{path}: sources"),
        weighing=catalogue.weighing,
        events=tuple(sorted(written.events, key=lambda e: (e.on, e.id))),
        resolutions=written.resolutions,
        looked_until=written.looked_until,
        forecasts=written.forecasts,
        people=msgspec.structs.replace(
            written.people,
            known=(*written.people.known, *known_to_all(catalogue.sources).known),
        ),
        naming=written.naming,
        crowd=verified_crowd(written.crowd, f"{path}: crowd"),
        as_of=in_utc(written.as_of, f"{path}: as_of"),
        capture=written.capture,
        stamping=written.stamping,
        watch=written.watch,
        alerts=written.alerts,
        reviews=written.reviews,
        second_reader=written.second_reader,
        manpower=written.manpower,
        opinion=verified_followed(written.opinion, catalogue.topics, f"{path}: opinion"),
        smoothing=written.smoothing,
        gazetteer=load_gazetteer(folder, question),
        pronunciations=written.pronunciations,
        tlp=written.tlp,
        markings=resolved_markings(written.markings, catalogue.sources, f"{path}: markings"),
    )


def load_gazetteer(folder: Path, question: Question) -> Gazetteer | None:
    """The places that the question names, the case's own list before the shipped one.

    Raises:
        CatalogueError: there is no such list, or it has a wrong key or value.
    """
    if not question.gazetteer:
        return None
    for home in (folder, SHIPPED):
        path = home / "places" / f"{question.gazetteer}.toml"
        if path.is_file():
            found = decode_table(load_table(path), Gazetteer, str(path))
            verify_unique((one.id for one in found.places), f"{path}: places")
            return found
    known = sorted(path.stem for path in (SHIPPED / "places").glob("*.toml"))
    advice = did_you_mean(question.gazetteer, known)
    raise CatalogueError(
        f"{question.id}: gazetteer", "the name of a list of places", repr(question.gazetteer), advice
    )


def bearing_on(indicator: Indicator, hypotheses: tuple[str, ...]) -> Indicator:
    """The indicator without weights for hypotheses that the question does not have."""
    weights = {name: figure for name, figure in indicator.weights.items() if name in hypotheses}
    return msgspec.structs.replace(indicator, weights=weights)


def in_utc(instant: datetime | None, where: str) -> datetime | None:
    """The instant in UTC.

    Raises:
        CatalogueError: it says no offset.
    """
    if instant is None:
        return None
    if instant.tzinfo is None:
        written = instant.isoformat()
        raise CatalogueError(where, "an instant with its offset", written, f"{written}Z")
    return instant.astimezone(UTC)


def chosen(names: tuple[str, ...] | None, known: tuple[E, ...], where: str) -> tuple[E, ...]:
    """The entries with these ids in the order given, or all when none are named."""
    if names is None:
        return known
    by_id = {entry.id: entry for entry in known}
    verify_unique(names, where)
    for n, name in enumerate(names):
        if name not in by_id:
            raise CatalogueError(
                f"{where}[{n}]", "an id of the catalogue", repr(name), did_you_mean(name, by_id)
            )
    return tuple(by_id[name] for name in names)
