"""The briefing as data: everything its page, its JSON twin and its exports say, in order.

Names of private people are already replaced in every text here. Nothing downstream of this record
can leak what it never received.
"""

from datetime import datetime

from tocsin.records.assessment import Assessment, Contribution, Missing
from tocsin.records.case import Event
from tocsin.records.drawn import Arithmetic, News, Peak, PlaceRow, SizeModel, TimelineMark, TrackPoint
from tocsin.records.hypothesis import Hypothesis
from tocsin.records.issue import Issue
from tocsin.records.listed import BoardRow, ClaimRow, Move, PredictionRow, SizeClaim, VanishingRow
from tocsin.records.marking import Tlp
from tocsin.records.opinion import Followed
from tocsin.records.record import Record


class Citation(Record):
    """A quoted span and its custody line."""

    id: str
    """Short name on the page, such as `c7`."""
    quote: str
    """The span as archived, pseudonyms in place."""
    language: str = "und"
    """Language of the text, BCP 47."""
    before: str
    """Words of the paragraph before the span."""
    after: str
    """Words of the paragraph after the span."""
    title: str
    """Title of the memento."""
    publisher: str
    """Title of the source, or the address."""
    address: str
    """The address captured."""
    published_at: datetime | None
    """Publication instant: aware, UTC."""
    captured_at: datetime
    """Capture instant: aware, UTC."""
    capture_id: str
    """The capture."""
    payload_digest: str
    """Its digest."""
    warc_file: str
    """Archive file."""
    warc_offset: int
    """Byte offset in it."""
    reliability: str
    """Admiralty letter of the source, `F` when it is not in the catalogue."""
    credibility: str
    """Admiralty figure of the claim, `6` when it was not judged."""
    tlp: Tlp = Tlp.CLEAR
    """How far the capture it stands in may be passed on."""


class Fact(Record):
    """One thing that a sentence takes from the records, so that it can be walked back."""

    text: str
    """As the sentence prints it."""
    form: str
    """How it is printed: a name in the grammar of the language, such as `percent` or `source.gen`."""
    paths: tuple[str, ...]
    """Where in the briefing the values stand: `assessment.hypotheses[id=open].p`; `#` counts."""


class Sentence(Record):
    """One sentence of the briefing's prose, with what it stands on."""

    key: str
    """The phrase it was made by, such as `answer.read`."""
    text: str
    """The sentence, names replaced."""
    facts: tuple[Fact, ...]
    """What it takes from the records, in the order of the text."""
    cites: tuple[str, ...]
    """Citation ids of the spans behind it."""
    basis: str = ""
    """Where on the page its working stands, for what no single span says: an element's id."""
    smoothed: bool = False
    """Whether a language model worded it anew; its facts are the same."""


class Passage(Record):
    """The sentences of one section, in the order in which they are read."""

    id: str
    """Section of the page, such as `moved`."""
    heading: str
    """Its heading."""
    sentences: tuple[Sentence, ...]
    """What it says."""


class Briefing(Record):
    """Everything the page says."""

    id: str
    """Derived from the assessment and the inputs."""
    case_title: str
    """Headline of the case."""
    country: str
    """Country as printed."""
    question: str
    """The question as a headline."""
    question_text: str
    """The question in full."""
    as_of: datetime
    """Only what had been captured by then: aware, UTC."""
    hypotheses: tuple[Hypothesis, ...]
    """The rival outcomes with their resolution rules."""
    assessment: Assessment
    """The answer and its working."""
    previous_as_of: datetime | None
    """The instant the changes are counted from."""
    previous: Assessment | None
    """The answer then."""
    moves: tuple[Move, ...]
    """What moved since, strongest first."""
    track: tuple[TrackPoint, ...]
    """The answer over time."""
    contribution_cites: dict[str, tuple[str, ...]]
    """`contribution_key` → citation ids of the spans that carry it."""
    origin_titles: dict[str, str]
    """Origin id → publisher and day of its first report, as printed."""
    prior_basis: str
    """The reference class behind the prior, in a sentence."""
    sizes: tuple[SizeClaim, ...]
    """Figures for a call-up."""
    claims: tuple[ClaimRow, ...]
    """Who claims what, the weightiest first."""
    board: tuple[BoardRow, ...]
    """Indicators over time."""
    indicator_titles: dict[str, str]
    """Indicator id → short name."""
    predictions: tuple[PredictionRow, ...]
    """Predictions and their fate."""
    vanishings: tuple[VanishingRow, ...]
    """Pages that vanished."""
    events: tuple[Event, ...]
    """Dated facts of the case up to the instant."""
    issues: tuple[Issue, ...]
    """What could not be fetched, read or trusted."""
    missing: tuple[Missing, ...]
    """Who was not heard, as printed: by title, names replaced."""
    citations: tuple[Citation, ...]
    """Every span the page quotes."""
    language: str = "en"
    """Language the page is told in, BCP 47."""
    passages: tuple[Passage, ...] = ()
    """The prose, section by section."""
    news: News | None = None
    """What has come since the last briefing; `None` for a first one."""
    timeline: tuple[TimelineMark, ...] = ()
    """What happened, by day and kind."""
    peak: Peak | None = None
    """The week of most indications; `None` where there were none."""
    places: tuple[PlaceRow, ...] = ()
    """Where, most reports first."""
    map: str = ""
    """Which boundaries the places are drawn on; empty for none."""
    size_model: SizeModel | None = None
    """The manpower model's need; `None` where no model was run."""
    arithmetic: Arithmetic | None = None
    """What the manpower model says; `None` where no model was run."""
    opinion: Followed | None = None
    """The series of opinion that the case follows; `None` where it follows none, or nothing tells of them."""
    n_reports: int = 0
    """Texts that carry evidence, copies counted."""
    n_indicators_seen: int = 0
    """Indicators seen in the weeks shown."""
    n_indicators_firm: int = 0
    """Of them, those that two origins or more showed in one week."""
    ranking_needs: int = 0
    """Settled predictions a speaker needs before a rank among speakers means much; 0 where nobody says."""
    clock: str = "captured"
    """What "by then" meant: when things were captured, or when they were published."""
    n_sources: int
    """Sources heard."""
    n_captures: int
    """Captures used."""
    n_pseudonyms: int
    """Private people renamed."""
    pseudonyms: tuple[str, ...] = ()
    """The names invented for them, so that the page can mark each one."""
    input_digests: tuple[tuple[str, str], ...]
    """Name → digest: ledger root, catalogue, case file."""
    version: str
    """Version of Tocsin."""
    tlp: Tlp = Tlp.CLEAR
    """The audience: nothing that is marked more strictly is here."""
    n_withheld: int = 0
    """Captures, claims and events that this audience may not see; what they are is told nowhere."""


def contribution_key(contribution: Contribution) -> str:
    """What an origin says through an indicator, whichever hypothesis it is weighed for."""
    return f"{contribution.origin} {contribution.indicator}"
