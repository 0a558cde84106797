# ruff: noqa: E501
"""An invented case in the shape of a real one, so that the page is tested as a reader meets it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from tocsin.briefing.compose import compose
from tocsin.briefing.material import Beside
from tocsin.briefing.telling.tell import tell
from tocsin.records.assessment import (
    Assessment,
    Contribution,
    DeadlinePoint,
    Missing,
    Origin,
    Outlook,
    PriorPoint,
    Weighing,
)
from tocsin.records.briefing import Briefing
from tocsin.records.capture import Capture, Change, DateBasis, Memento, Presence, Vanishing
from tocsin.records.case import Case, Event
from tocsin.records.claim import Claim
from tocsin.records.drawn import Arithmetic, News, SizeModel, TrackPoint, Week
from tocsin.records.hypothesis import Hypothesis, Question, ReferenceClass
from tocsin.records.indication import Direction, Indication, Indicator, Topic
from tocsin.records.issue import Stage, issue
from tocsin.records.moment import Clocks
from tocsin.records.opinion import Change as MovedBy
from tocsin.records.opinion import Event as ShockOrShift
from tocsin.records.opinion import (
    EventKind,
    Followed,
    Group,
    Groups,
    GroupWave,
    House,
    Scale,
    Sharpest,
    Tracked,
    TrackedSeries,
    WaveOfSeries,
)
from tocsin.records.place import Gazetteer, Place
from tocsin.records.prediction import Fate, Prediction, Resolution
from tocsin.records.reading import Certainty, ClaimSpans, IndicationSpan, Kind, Polarity, Quantity
from tocsin.records.source import Genre, Reliability, Source
from tocsin.records.span import cut
from tocsin.records.survey import Cleaned, Interval
from tocsin.records.units import Figure

AS_OF = datetime(2023, 2, 6, 14, 0, tzinfo=UTC)
BEFORE = datetime(2023, 1, 30, 14, 0, tzinfo=UTC)
HEADLINE = date(2023, 4, 1)
DEADLINES = (
    date(2023, 3, 1),
    HEADLINE,
    date(2023, 5, 1),
    date(2023, 7, 1),
    date(2023, 10, 1),
    date(2023, 12, 31),
)
PRIVATE = "Anna Petrova"
PSEUDONYM = "Interviewee 1"


def redact(text: str) -> str:
    """Replace the one invented private person, by full name and by first name."""
    return text.replace(PRIVATE, PSEUDONYM).replace("Anna", PSEUDONYM)


def figure(value: float, unit: str = "bits") -> Figure:
    return Figure(
        value=value, low=value, high=value, unit=unit, source="elicited: test", date=date(2023, 1, 1)
    )


HYPOTHESES = (
    Hypothesis(
        id="open",
        title="Openly declared wave",
        statement="A new wave of mobilisation is openly declared by {on}.",
        title_in={"ru": "Открытая волна"},
        statement_in={"ru": "К {on} открыто объявят новую волну мобилизации."},
        resolution="A decree, or a public statement by the president or the defence minister, that orders a call-up beyond the regular draft.",
    ),
    Hypothesis(
        id="stealth",
        title="Stealth means only",
        statement="Men are called up by stealth, without an announcement, by {on}.",
        title_in={"ru": "Скрытые способы"},
        statement_in={"ru": "К {on} людей призовут скрыто, без объявления."},
        resolution="Two independent origins in three regions report summonses, round-ups or pressure to sign, while no decree is published.",
    ),
    Hypothesis(
        id="none",
        title="Neither",
        statement="Neither has come about by {on}.",
        title_in={"ru": "Ни то, ни другое"},
        resolution="Nothing of the above has been observed.",
        residual=True,
    ),
)
QUESTION = Question(
    id="second-wave",
    title="Is another wave coming?",
    text="Will a second wave of mobilisation be openly declared, or carried out by other means, by the deadline?",
    country="Russia",
    opened_on=date(2022, 10, 29),
    deadlines=DEADLINES,
    headline_deadline=HEADLINE,
    hypotheses=HYPOTHESES,
    reference_class=ReferenceClass(
        title="Second call-ups within a year of a first, in wars that lasted longer than two years",
        rationale="States that had called up reservists once and were still short of men",
        hazard_per_month={"open": figure(0.07, "share"), "stealth": figure(0.12, "share")},
    ),
    cap_bits=figure(3),
)
SOURCES = tuple(
    Source(
        id=name,
        title=title,
        publisher=title,
        genre=genre,
        reliability=grade,
        grounds="For the test.",
        language="en",
        hosts=(f"{name}.example",),
    )
    for name, title, genre, grade in (
        ("wire", "Continental Wire", Genre.WIRE, Reliability.B),
        ("daily", "The Daily Ledger", Genre.PRESS, Reliability.C),
        ("ministry", "Ministry of Defence", Genre.OFFICIAL, Reliability.D),
        ("duma", "State Duma bill cards", Genre.LEGISLATURE, Reliability.A),
        ("cit", "Conflict Intelligence Team", Genre.ANALYST, Reliability.B),
        ("levada", "Levada Center", Genre.POLLSTER, Reliability.A),
        ("channel", "Regional channel", Genre.CHANNEL, Reliability.E),
    )
)
INDICATORS = tuple(
    Indicator(
        id=name,
        group=group,
        title=title,
        definition="For the test.",
        direction=direction,
        half_life_days=figure(60, "days"),
        weights={"open": figure(1.0)},
        patterns={},
    )
    for name, group, title, direction in (
        ("decree_in_force", "law and administration", "Old decree left in force", Direction.RAISES_STEALTH),
        ("law_change", "law and administration", "Call-up law changed", Direction.RAISES_OPEN),
        ("register", "law and administration", "Electronic register or summons", Direction.RAISES_OPEN),
        ("martial_law", "law and administration", "Martial law or alert level", Direction.RAISES_OPEN),
        (
            "commissariats",
            "infrastructure and logistics",
            "Enlistment offices staffed up",
            Direction.RAISES_OPEN,
        ),
        ("training", "infrastructure and logistics", "Training of the called-up", Direction.RAISES_OPEN),
        ("id_checks", "personnel and recruitment", "Military data checked", Direction.RAISES_OPEN),
        ("covert", "personnel and recruitment", "Call-up out of sight", Direction.RAISES_STEALTH),
        ("contracts", "personnel and recruitment", "Contract or volunteer drive", Direction.RAISES_STEALTH),
        ("denial", "rhetoric", "Official denial", Direction.LOWERS),
        ("warning", "rhetoric", "Outside warning", Direction.RAISES_OPEN),
        ("losses", "force posture and losses", "Heavy losses", Direction.RAISES_OPEN),
        ("exit", "restrictions", "Exit restricted", Direction.RAISES_OPEN),
        ("exodus", "restrictions", "Men leave", Direction.RAISES_STEALTH),
    )
)
TOPICS = (
    Topic(
        id="callup_size", title="Size of a call-up", definition="For the test.", counts_men=True, patterns={}
    ),
    Topic(id="need", title="Men needed", definition="For the test.", counts_men=True, patterns={}),
    Topic(id="denial", title="Denials", definition="For the test.", patterns={}),
    Topic(id="wave_timing", title="When a wave comes", definition="For the test.", patterns={}),
)


GAZETTEER = Gazetteer(
    map="rus",
    source="For the test.",
    places=(
        Place(
            id="moscow",
            title="Moscow",
            region="Moskva",
            names={"en": ("(?:in|near) Moscow",)},
        ),
        Place(id="tatarstan", title="Tatarstan", region="Tatarstan", names={"en": ("Tatarstan", "Kazan")}),
    ),
)


def weighing() -> Weighing:
    return Weighing(
        reliability={},
        credibility={},
        repeat_correlation=figure(0.5, "share"),
        absence_bits=figure(-0.1),
        missing_widening=figure(0.1, "share"),
        containment=figure(0.3, "share"),
        shared_claim_days=figure(7, "days"),
        prediction_horizon=figure(90, "days"),
    )


def case(title: str = "Russia, a second wave") -> Case:
    return Case(
        title=title,
        gazetteer=GAZETTEER,
        opened_on=date(2023, 2, 1),
        question=QUESTION,
        indicators=INDICATORS,
        topics=TOPICS,
        sources=SOURCES,
        weighing=weighing(),
        events=(
            Event(
                id="decree", on=date(2022, 9, 21), title="Partial mobilisation decreed", source="Decree 647"
            ),
            Event(
                id="complete",
                on=date(2022, 10, 28),
                title="Ministry reports the campaign complete",
                source="Ministry of Defence, broadcast",
            ),
        ),
    )


TEXTS = (
    ("ministry", date(2022, 10, 28), "Minister reports the call-up complete",
     "The defence minister told the president that 300,000 reservists had been called up.\nNo further measures are planned, he said."),
    ("levada", date(2022, 11, 15), "How people took the autumn",
     "Denis Volkov of the Levada Center wrote that respondents felt relief once the campaign ended.\nMen who had left began to return."),
    ("daily", date(2022, 12, 9), "Enlistment offices are hiring again",
     "Enlistment offices in four regions have advertised posts for clerks and drivers.\nAnna Petrova, a clerk, said her office doubled in a month. She expects more work in spring.\nA decree of September remains in force, lawyers said."),
    ("wire", date(2022, 12, 20), "Kyiv expects a new call-up in January",
     "Ukraine's defence minister Oleksii Reznikov said Russia would begin a new wave in early January.\nThe Kremlin called such reports provocations."),
    ("cit", date(2023, 1, 18), "Why the army is short of men",
     "Ruslan Leviev estimated that the army would need several hundred thousand to up to a million men, depending on its aims.\nLosses around Bakhmut are heavy, and the called-up men in training are moved to the front."),
    ("duma", date(2023, 1, 31), "Bill on leaving the country by appointment",
     "The bill sets a time slot for crossing the border by car.\nIt was introduced on 30 January."),
    ("wire", date(2023, 2, 2), "West sees plan for 200,000 more",
     "Two Western officials said the president was considering a call-up of 200,000 men within weeks.\nA spokesman declined to comment."),
    ("daily", date(2023, 2, 3), "Officials: plan for 200,000",
     "The president is weighing a call-up of 200,000 men within weeks, two Western officials told a wire service.\nIgor Strelkov, a former commander, put the need at 500,000 men."),
    ("channel", date(2023, 2, 4), "Summonses in the metro",
     "Men are stopped at two metro stations in Kazan and asked for their military papers.\nRound-ups bring in over 50,000 men a month, the channel claimed."),
    ("ministry", date(2023, 2, 5), "No new wave is planned",
     "There is no talk of a new wave, the Kremlin's spokesman Dmitry Peskov said on Sunday."),
)  # fmt: skip


def noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, 0, tzinfo=UTC)


def captures_and_mementos() -> tuple[list[Capture], list[Memento]]:
    captures, mementos = [], []
    for n, (source, on, title, text) in enumerate(TEXTS):
        taken = noon(on) + timedelta(days=1, minutes=7 * n)
        address = f"https://{source}.example/{on:%Y/%m/%d}/{title.lower().replace(' ', '-')}"
        captures.append(
            Capture(
                id=f"capture-{n:020d}",
                address=address,
                captured_at=taken,
                status=200,
                media_type="text/html",
                payload_digest="sha256:" + f"{n + 11:02x}9f3c7a" * 8,
                n_bytes=4000,
                warc_file="tocsin-000001.warc.gz",
                warc_offset=18230 * n,
                ledger_index=n,
                source_id=source,
            )
        )
        mementos.append(
            Memento(
                id=f"memento-{n}",
                capture_id=f"capture-{n:020d}",
                address=address,
                captured_at=taken,
                source_id=source,
                title=title,
                author=None,
                published_at=noon(on),
                date_basis=DateBasis.METADATA,
                language="en",
                text=text,
                method="test 1",
            )
        )
    return captures, mementos


def clocks(n: int) -> Clocks:
    on = TEXTS[n][1]
    return Clocks(published_at=noon(on), captured_at=noon(on) + timedelta(days=1, minutes=7 * n))


SEEN = (
    (0, "denial", "No further measures are planned"), (1, "exodus", "Men who had left began to return"),
    (2, "commissariats", "Enlistment offices in four regions have advertised posts"),
    (2, "decree_in_force", "A decree of September remains in force"),
    (3, "warning", "Russia would begin a new wave in early January"), (3, "denial", "called such reports provocations"),
    (4, "losses", "Losses around Bakhmut are heavy"), (4, "training", "the called-up men in training are moved"),
    (5, "exit", "The bill sets a time slot for crossing the border"), (5, "law_change", "The bill sets a time slot"),
    (6, "warning", "the president was considering a call-up of 200,000 men"),
    (7, "warning", "The president is weighing a call-up of 200,000 men"),
    (8, "exit", "Men are stopped at two metro stations"), (8, "id_checks", "asked for their military papers"), (8, "covert", "Round-ups bring in over 50,000 men a month"),
    (4, "warning", "the army would need several hundred thousand"), (9, "denial", "There is no talk of a new wave"),
)  # fmt: skip


def indications() -> list[Indication]:
    found = []
    for n, indicator, words in SEEN:
        start = TEXTS[n][3].index(words)
        found.append(
            Indication(
                id=f"indication-{n}-{indicator}",
                memento_id=f"memento-{n}",
                capture_id=f"capture-{n:020d}",
                source_id=TEXTS[n][0],
                spans=IndicationSpan(text=words, start=start, end=start + len(words), indicator=indicator),
                clocks=clocks(n),
                method="test 1",
            )
        )
    return found


SAID = (
    (0, "Sergei Shoigu", "300,000 reservists had been called up", "callup_size", 300_000, 300_000, "reservists", False),
    (3, "Oleksii Reznikov", "Russia would begin a new wave in early January", "wave_timing", None, None, "", False),
    (4, "Ruslan Leviev", "the army would need several hundred thousand to up to a million men", "need", 300_000, 1_000_000, "men", True),
    (6, "Western officials", "the president was considering a call-up of 200,000 men", "callup_size", 200_000, 200_000, "men", False),
    (7, "Western officials", "is weighing a call-up of 200,000 men within weeks", "callup_size", 200_000, 200_000, "men", False),
    (7, "Igor Strelkov", "put the need at 500,000 men", "need", 500_000, 500_000, "men", True),
    (8, None, "Round-ups bring in over 50,000 men a month", "callup_size", 50_000, None, "men", False),
    (9, "Dmitry Peskov", "There is no talk of a new wave", "denial", None, None, "", False),
    (2, "Anna Petrova", "her office doubled in a month", "wave_timing", None, None, "", False),
)  # fmt: skip


def claims() -> list[Claim]:
    found = []
    for n, speaker, words, topic, low, high, unit, approx in SAID:
        text = TEXTS[n][3]
        start = text.index(words)
        quantities = (
            (
                Quantity(
                    text=words,
                    start=start,
                    end=start + len(words),
                    low=low,
                    high=high,
                    unit=unit,
                    approx=approx,
                ),
            )
            if low or high
            else ()
        )
        found.append(
            Claim(
                id=f"claim-{n}-{start}",
                memento_id=f"memento-{n}",
                capture_id=f"capture-{n:020d}",
                source_id=TEXTS[n][0],
                speaker=speaker,
                spans=ClaimSpans(
                    source=None,
                    chain=(speaker,) if speaker else (),
                    cue=None,
                    content=cut(text, start, start + len(words)),
                    kind=Kind.INDIRECT,
                    topic=topic,
                    quantities=quantities,
                    polarity=Polarity.DENY if topic == "denial" else Polarity.AFFIRM,
                    certainty=Certainty.POSSIBLE if approx else Certainty.UNSTATED,
                    prediction=topic == "wave_timing",
                ),
                clocks=clocks(n),
                method="test 1",
            )
        )
    return found


ORIGINS = ((0,), (1,), (2,), (3,), (4,), (5,), (6, 7), (8,), (9,))


def origins() -> tuple[Origin, ...]:
    return tuple(
        Origin(
            id=f"origin-{group[0]}",
            first_memento=f"memento-{group[0]}",
            mementos=tuple(f"memento-{n}" for n in group),
            basis=("same figure, same speaker",) if len(group) > 1 else (),
        )
        for group in ORIGINS
    )


WEIGHTS = (
    ("open", "warning", 6, 0.9), ("open", "exit", 5, 0.6), ("open", "commissariats", 2, 0.5), ("open", "losses", 4, 0.4),
    ("open", "denial", 9, -0.3), ("open", "denial", 0, -0.2), ("open", "id_checks", 8, 0.2), ("open", "warning", 3, 0.04),
    ("stealth", "covert", 8, 0.8), ("stealth", "decree_in_force", 2, 0.7), ("stealth", "exit", 5, 0.3),
    ("stealth", "exodus", 1, -0.2),
)  # fmt: skip


def contributions(as_of: datetime) -> tuple[Contribution, ...]:
    return tuple(
        Contribution(
            hypothesis=hypothesis,
            indicator=indicator,
            origin=f"origin-{n}",
            bits=bits,
            undiscounted_bits=bits * 1.5,
            discounts=("reliability",),
            reports=2 if n == 6 else 1,
            cites=(f"capture-{n:020d}",),
            indications=(f"indication-{n}-{indicator}",),
        )
        for hypothesis, indicator, n, bits in WEIGHTS
        if clocks(n).captured_at <= as_of
    )


def assessment(as_of: datetime, p_open: float, p_stealth: float) -> Assessment:
    p = {"open": p_open, "stealth": p_stealth, "none": 1 - p_open - p_stealth}
    words = {"open": "unlikely", "stealth": "roughly even chance", "none": "unlikely"}
    points = []
    for n, on in enumerate(DEADLINES):
        none = p["none"] * 0.82 ** (n - 1)
        rest = 1 - none
        share = p_open / (p_open + p_stealth)
        at = {"open": rest * share, "stealth": rest * (1 - share), "none": none}
        points.append(
            DeadlinePoint(
                on=on,
                p=at,
                low={name: value * 0.6 for name, value in at.items()},
                high={name: value + (1 - value) * 0.22 for name, value in at.items()},
            )
        )
    return Assessment(
        id=f"assessment-{as_of:%Y%m%d}",
        question="second-wave",
        as_of=as_of,
        headline_deadline=HEADLINE,
        hypotheses=tuple(
            Outlook(
                id=each.id,
                title=each.title,
                p=p[each.id],
                low=p[each.id] * 0.6,
                high=p[each.id] + (1 - p[each.id]) * 0.22,
                words=words[each.id],
            )
            for each in HYPOTHESES
        ),
        prior=(
            PriorPoint(id="open", p=0.14, low=0.06, high=0.3),
            PriorPoint(id="stealth", p=0.22, low=0.1, high=0.4),
            PriorPoint(id="none", p=0.64, low=0.4, high=0.8),
        ),
        by_deadline=tuple(points),
        contributions=contributions(as_of),
        origins=origins(),
        missing=(
            Missing(
                source="Federal Security Service, border statistics",
                reason="not heard since 30 September 2022; expected quarterly",
            ),
        ),
        method="competing risks, version 1",
    )


def predictions() -> list[Prediction]:
    rule = "A decree is published."
    return [
        Prediction(
            id="prediction-1",
            claim_id=f"claim-3-{TEXTS[3][3].index('Russia would')}",
            capture_id="capture-00000000000000000003",
            speaker="Oleksii Reznikov",
            statement="Russia would begin a new wave in early January",
            topic="wave_timing",
            made_at=noon(date(2022, 12, 20)),
            due_on=date(2023, 1, 15),
            due_basis="“early January”",
            rule=rule,
            resolution=Resolution(fate=Fate.FALSE, on=date(2023, 1, 16), reason="no decree by the day"),
        ),
        Prediction(
            id="prediction-2",
            claim_id=f"claim-6-{TEXTS[6][3].index('the president')}",
            capture_id="capture-00000000000000000006",
            speaker="Western officials",
            statement="the president was considering a call-up of 200,000 men",
            topic="callup_size",
            made_at=noon(date(2023, 2, 2)),
            due_on=date(2023, 3, 31),
            due_basis="“within weeks”",
            rule=rule,
        ),
    ]


def full(language: str = "en", model: SizeModel | None = None, opinion: Followed | None = None) -> Briefing:
    """The briefing of the invented case."""
    captures, mementos = captures_and_mementos()
    return compose(
        case=case(),
        assessment=assessment(AS_OF, 0.31, 0.46),
        previous=assessment(BEFORE, 0.26, 0.43),
        track=[
            TrackPoint(on=date(2022, 11, 1) + timedelta(weeks=n), p={"open": p, "stealth": q, "none": 1 - p - q})
            for n, (p, q) in enumerate(
                [(0.14, 0.2), (0.13, 0.21), (0.13, 0.2), (0.12, 0.21), (0.12, 0.22), (0.17, 0.3), (0.18, 0.31),
                 (0.24, 0.33), (0.25, 0.34), (0.34, 0.34), (0.33, 0.36), (0.29, 0.4), (0.26, 0.43)]
            )
        ],
        claims=claims(),
        indications=indications(),
        mementos=mementos,
        captures=captures,
        predictions=predictions(),
        vanishings=[
            Vanishing(
                id="vanishing-1",
                address=mementos[5].address,
                presence=Presence.GONE,
                last_seen=captures[5].id,
                last_seen_at=captures[5].captured_at,
                first_missed="capture-x",
                first_missed_at=datetime(2023, 2, 4, 9, 0, tzinfo=UTC),
                title=mementos[5].title,
                source_id="duma",
            )
        ],
        issues=[issue(Stage.CAPTURE, "scan.pdf", "expected a PDF, found a file cut short after 2 pages", AS_OF)],
        redact=redact,
        n_pseudonyms=1,
        input_digests=[("Ledger", "sha256:" + "4e" * 32), ("Catalogue", "sha256:" + "b7" * 32), ("Case file", "sha256:" + "09" * 32)],
        version="0.1.0",
        pseudonyms=[PSEUDONYM],
        beside=Beside(
            language=language,
            size_model=model,
            arithmetic=ARITHMETIC,
            opinion=opinion,
            news=News(n_captures=4, n_claims=5, n_vanishings=1, n_settled=0),
            changes=[
                Change(
                    id="change-1",
                    address=mementos[5].address,
                    before="capture-y",
                    before_at=captures[5].captured_at - timedelta(days=1),
                    after=captures[5].id,
                    after_at=captures[5].captured_at,
                    title=mementos[5].title,
                    edits=(),
                    n_removed=0,
                    n_added=3,
                    changed_share=0.1,
                    method="test 1",
                )
            ],
        ),
    )  # fmt: skip


def bare(language: str = "en") -> Briefing:
    """A case on its first day: a question, a prior and nothing else."""
    now = assessment(AS_OF, 0.14, 0.22)
    start = Assessment(
        id="assessment-bare",
        question=now.question,
        as_of=now.as_of,
        headline_deadline=now.headline_deadline,
        hypotheses=now.hypotheses,
        prior=now.prior,
        by_deadline=now.by_deadline[:1],
        contributions=(),
        origins=(),
        missing=(),
        method=now.method,
    )
    return compose(
        case=case(),
        assessment=start,
        previous=None,
        track=[],
        claims=[],
        indications=[],
        mementos=[],
        captures=[],
        predictions=[],
        vanishings=[],
        issues=[],
        redact=redact,
        n_pseudonyms=0,
        input_digests=[],
        version="0.1.0",
        beside=Beside(language=language),
    )


ARITHMETIC = Arithmetic(
    scenario="An army made for the tests; manpower 0.1.0",
    deadline=date(2023, 6, 1),
    n_draws=2000,
    p_missing=0.37,
    need_low=280_000,
    need_high=940_000,
    strength_low=460_000,
    strength_high=610_000,
    weeks=tuple(
        Week(
            on=date(2022, 10, 31) + timedelta(weeks=week),
            low=200_000 + 5_000 * week,
            middle=230_000 + 6_000 * week,
            high=260_000 + 8_000 * week,
        )
        for week in range(40)
    ),
)


def followed(fell: bool = True) -> Followed:
    """Two invented series, a sudden fall in September 2022 that passes, and two groups."""

    def ends(value: float, reach: float) -> Interval:
        return Interval(low=value - reach, high=value + reach)

    def days(month: int) -> tuple[date, date]:
        first = date(2021, 1, 18) + timedelta(days=30) * month
        return first, first + timedelta(days=6)

    def wave(month: int, start: float) -> WaveOfSeries:
        shock = -6.0 * 0.5 ** ((month - 20) / 3) if month >= 20 and fell else 0.0
        value = start + month % 3 - 1 + shock
        first, last = days(month)
        return WaveOfSeries(
            starts_on=first,
            ends_on=last,
            pollster="Nobody",
            value=value,
            sampling=ends(value, 3.0),
            total=ends(value, 6.0),
            level=start + shock,
            level_interval=ends(start + shock, 2.0),
            shock=shock,
        )

    def group(title: str, start: float) -> Group:
        waves = (
            GroupWave(
                starts_on=days(month)[0],
                ends_on=days(month)[1],
                value=start + month % 4,
                se=3.0,
                sampling=ends(start + month % 4, 6.0),
                total=ends(start + month % 4, 12.0),
            )
            for month in range(24)
        )
        return Group(title=title, waves=tuple(waves))

    titles = (("approval", "Approval", 82.0), ("direction", "Direction", 67.0))
    fall = Sharpest(
        measure="approval",
        after=days(19)[0],
        on=days(20)[0],
        value=-6.0,
        rank=1,
        rank_interval=ends(2.0, 1.0),
        sharpest_p=0.6,
        compared="Invented.",
        n_compared=23,
        first_on=days(0)[0],
        last_on=days(23)[0],
    )
    event = ShockOrShift(
        on=days(20)[0],
        after=days(19)[0],
        bits=9.6,
        p=0.94,
        kind=EventKind.TRANSIENT,
        transient_p=0.8,
        half_life_months=3.0,
        half_life=Interval(low=0.7, high=14.0),
        changes=tuple(
            MovedBy(measure=name, value=value, interval=ends(value, 3.6))
            for name, value in (("approval", -5.2), ("direction", -7.1))
        ),
    )
    tracked = Tracked(
        title="Two invented series",
        scale=Scale.SHARE,
        source="invented",
        series=tuple(
            TrackedSeries(
                id=name, title=title, waves=tuple(wave(month, start) for month in range(24)), falls=(fall,)
            )
            for name, title, start in titles
        ),
        events=(event,) if fell else (),
        houses=(House(measure="approval", pollster="Nobody", value=0.1, interval=ends(0.1, 0.2)),),
        method="opinion 0.1.0",
        groups=(
            Groups(
                id="age",
                title="Approval by age",
                whole="approval",
                groups=(group("18–39", 70.0), group("40 and older", 84.0)),
            ),
        ),
        log=(Cleaned(wave="polls.csv", item="approval", done="no figure: survey left out", n_cells=1),),
    )
    return Followed(
        tracked=tracked, latest=0 if fell else None, left=0.6 if fell else 0.0, until=days(23)[1]
    )  # fmt: skip


@pytest.fixture
def briefing() -> Briefing:
    """The briefing of the invented case."""
    return full()


@pytest.fixture(scope="session")
def bare_briefing() -> Briefing:
    """The briefing of a case on its first day."""
    return bare()


@pytest.fixture
def another_briefing() -> Briefing:
    """The same briefing composed again."""
    return full()


@pytest.fixture(scope="session")
def shared_briefing() -> Briefing:
    """The briefing of the invented case, once for tests that only read the page."""
    return full()


@pytest.fixture(scope="session")
def russian_briefing() -> Briefing:
    """The same, told in Russian."""
    return full("ru", opinion=followed())


@pytest.fixture(scope="session")
def modelled_briefing() -> Briefing:
    """The same, with what a manpower model says is needed."""
    quantiles = ((0.05, 60_000.0), (0.25, 150_000.0), (0.5, 250_000.0), (0.75, 400_000.0), (0.95, 900_000.0))
    return full(
        model=SizeModel(title="men needed by July", source="invented scenario 1", quantiles=quantiles),
        opinion=followed(),
    )


@pytest.fixture(scope="session")
def every_briefing() -> tuple[Briefing, ...]:
    """Full and bare, before the deadline and after it, in both languages."""
    found = [make(code) for code in ("en", "ru") for make in (full, bare)]
    found += [full(code, opinion=followed(fell)) for code in ("en", "ru") for fell in (True, False)]
    later = datetime(2023, 6, 1, tzinfo=UTC)
    return tuple(found) + tuple(tell(replace(one, as_of=later)) for one in found)
