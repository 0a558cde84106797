"""A case: one question about one country, with what it watches."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from tocsin.records.alert import Alerts
from tocsin.records.assessment import Weighing
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator, Topic
from tocsin.records.marking import Tlp
from tocsin.records.place import Gazetteer
from tocsin.records.population import CrowdRules
from tocsin.records.prediction import Resolution
from tocsin.records.record import Record
from tocsin.records.review import Review
from tocsin.records.second_reader import SecondReaderRules
from tocsin.records.source import Source
from tocsin.records.units import Figure
from tocsin.records.watch import CaptureRules, Stamping, Watch


class Naming(StrEnum):
    """How private people are renamed in a case."""

    NEUTRAL = "neutral"
    """`Interviewee 3`."""
    NAMES = "names"
    """Another first name of the same language and gender."""


class Event(Record):
    """A dated fact the analyst enters: a decree, a deadline met, a completion."""

    id: str
    """Name in the case."""
    on: date
    """The day."""
    title: str
    """What happened, in a few words."""
    source: str
    """Where it is recorded: a citation or a capture's address."""
    settles: str | None = None
    """Id of the hypothesis that came about with it, if one did."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → what happened, in that language."""
    tlp: Tlp = Tlp.CLEAR
    """How far it may be passed on."""


class KnownPeople(Record):
    """Names whose standing the case fixes, over what reading would guess."""

    public: tuple[str, ...] = ()
    """Never pseudonymised."""
    private: tuple[str, ...] = ()
    """Always pseudonymised."""
    known: tuple[str, ...] = ()
    """Known for an office or expertise: not pseudonymised where the text shows nothing private of them."""


class Foreign(Record):
    """What somebody else held a hypothesis to be worth: a crowd, a market, an institute."""

    by: str
    """Who."""
    on: date
    """The day it stood so."""
    hypothesis: str
    """Hypothesis id."""
    deadline: date
    """By when."""
    p: float
    """Their probability, 0 to 1."""
    source: str
    """Where it is recorded."""


class ManpowerRules(Record):
    """Which army the case is about, and what it may be asked to do: the arithmetic of another wave."""

    scenario: str
    """Name of a shipped scenario, or a file in the case's folder."""
    deadline: date
    """The day by which trained men would have to be there."""
    postures: dict[str, Figure]
    """Posture of the scenario → how likely it is that it is asked for, as a share; together one."""
    chance: Figure
    """With which probability the need is to be met, as a share."""


class OpinionFollowed(Record):
    """Which series of opinion the case follows, to see whether a call-up met with a backlash."""

    tracking: str
    """Tracking file in the case's folder."""
    topics: tuple[str, ...]
    """Topics of the claims that tell of such surveys: a finding cites the captures these stand in."""
    told_after_days: Figure
    """How long after its last field day a survey is published, in days; none counts before."""
    within_days: Figure
    """How old a fall may be to speak of the next wave, in days."""


class Case(Record):
    """What `case.toml` and the catalogue say of a case, resolved."""

    title: str
    """Headline."""
    opened_on: date
    """The day the case was opened."""
    question: Question
    """What it asks."""
    indicators: tuple[Indicator, ...]
    """What it watches for."""
    topics: tuple[Topic, ...]
    """What its claims are about."""
    sources: tuple[Source, ...]
    """Whom it captures from."""
    weighing: Weighing
    """How evidence is discounted."""
    events: tuple[Event, ...] = ()
    """Dated facts."""
    resolutions: dict[str, Resolution] = msgspec.field(default_factory=dict)
    """Prediction id → how the analyst settled it."""
    looked_until: dict[str, date] = msgspec.field(default_factory=dict)
    """Hypothesis id → the day up to which the analyst has looked whether it came about."""
    forecasts: tuple[Foreign, ...] = ()
    """What others said, to be scored beside our own."""
    people: KnownPeople = KnownPeople()
    """Names whose standing is fixed."""
    naming: Naming = Naming.NEUTRAL
    """How private people are renamed."""
    crowd: CrowdRules = CrowdRules()
    """How many people must fit what is told of each."""
    as_of: datetime | None = None
    """The instant its briefings speak of, for a case that looks back: aware; now when `None`."""
    capture: CaptureRules = CaptureRules()
    """How pages are retrieved."""
    stamping: Stamping | None = None
    """Who stamps the ledger's checkpoints; nobody when `None`."""
    watch: tuple[Watch, ...] = ()
    """Addresses that are looked at again and again."""
    alerts: Alerts = Alerts()
    """Who is told what watching finds."""
    reviews: dict[str, Review] = msgspec.field(default_factory=dict)
    """Claim id → what the analyst decided about it."""
    second_reader: SecondReaderRules | None = None
    """A language model that reads again what the rules have read; none when left out."""
    smoothing: SecondReaderRules | None = None
    """A language model that may smooth the briefing's wording; none when left out."""
    pronunciations: dict[str, str] = msgspec.field(default_factory=dict)
    """Name → how a voice says it."""
    gazetteer: Gazetteer | None = None
    """The places that its texts may name; none when the question names no list."""
    manpower: ManpowerRules | None = None
    """The arithmetic of another wave; none where the case has no scenario."""
    opinion: OpinionFollowed | None = None
    """Series of opinion; none where the case follows none."""
    tlp: Tlp = Tlp.CLEAR
    """What everything in the case is marked at least."""
    markings: dict[str, Tlp] = msgspec.field(default_factory=dict)
    """Source, host, address, capture or claim → its mark, those of the catalogue's sources among them."""
