"""A small invented country to assess: builders of records, so that a test says only what matters to it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tocsin.assess.evidence import gather
from tocsin.assess.outlook import outlook
from tocsin.records.assessment import Weighing
from tocsin.records.capture import DateBasis, Memento
from tocsin.records.claim import Claim, claim_id
from tocsin.records.hypothesis import Hypothesis, Question, ReferenceClass
from tocsin.records.identity import content_id
from tocsin.records.indication import Direction, Indication, Indicator, indication_id
from tocsin.records.moment import Clocks
from tocsin.records.reading import ClaimSpans, IndicationSpan, Kind, Quantity, Timex
from tocsin.records.source import Genre, Reliability, Source
from tocsin.records.span import Span, cut
from tocsin.records.units import Figure

OPENED = date(2023, 2, 1)
AS_OF = datetime(2023, 2, 15, 12, tzinfo=UTC)


class Maker:
    """Builds records of the invented country."""

    opened = OPENED
    as_of = AS_OF

    def figure(self, value, low=None, high=None, unit="bits"):
        return Figure(
            value=value,
            low=value if low is None else low,
            high=value if high is None else high,
            unit=unit,
            source="invented for the tests",
            date=OPENED,
        )

    def question(self, hazards=None, cap=3.0, deadlines=None, **changes):
        hazards = hazards or {"open": (0.02, 0.008, 0.05), "stealth": (0.08, 0.03, 0.2)}
        deadlines = deadlines or (date(2023, 4, 1), date(2023, 7, 1), date(2024, 1, 1))
        rivals = [
            Hypothesis(id=name, title=name, statement=f"{name} by {{on}}", resolution=f"{name} seen")
            for name in hazards
        ]
        none = Hypothesis(id="none", title="none", statement="none by {on}", resolution="-", residual=True)
        given = {
            "id": "invented",
            "title": "Another wave?",
            "text": "Will another wave come?",
            "country": "Nowhere",
            "opened_on": OPENED,
            "deadlines": deadlines,
            "headline_deadline": deadlines[min(1, len(deadlines) - 1)],
            "hypotheses": (*rivals, none),
            "reference_class": ReferenceClass(
                title="invented wars",
                rationale="for the tests",
                hazard_per_month={name: self.figure(*range_) for name, range_ in hazards.items()},
            ),
            "cap_bits": self.figure(cap),
        }
        return Question(**given | changes)

    def indicator(self, name, half_life=30.0, group="law", **weights):
        return Indicator(
            id=name,
            group=group,
            title=name,
            definition=name,
            direction=Direction.RAISES_OPEN,
            half_life_days=self.figure(half_life, half_life / 2, half_life * 2, "days"),
            weights={
                hypothesis: self.figure(*bits)
                if isinstance(bits, tuple)
                else self.figure(bits, bits - 0.5, bits + 0.5)
                for hypothesis, bits in weights.items()
            },
            patterns={},
        )

    def source(self, name, reliability="A", every=None, aliases=()):
        return Source(
            id=name,
            title=name.title(),
            publisher=name.title(),
            genre=Genre.PRESS,
            reliability=Reliability(reliability),
            grounds="invented",
            language="en",
            aliases=aliases,
            expected_every_days=every,
        )

    def weighing(self, correlation=0.5, absence=0.05, widening=0.1, full=False):
        kept = dict(zip("ABCDEF", (1, 0.9, 0.7, 0.4, 0.2, 0.5), strict=True))
        believed = dict(zip("123456", (1, 0.95, 0.8, 0.5, 0.2, 0.6), strict=True))
        return Weighing(
            reliability={key: self.figure(1.0 if full else share) for key, share in kept.items()},
            credibility={key: self.figure(1.0 if full else share) for key, share in believed.items()},
            repeat_correlation=self.figure(correlation),
            absence_bits=self.figure(absence),
            missing_widening=self.figure(widening),
            containment=self.figure(0.3),
            shared_claim_days=self.figure(7.0),
            prediction_horizon=self.figure(90.0),
        )

    def memento(self, name, text=None, source="paper", days_ago=1.0, captured_at=None):
        published = AS_OF - timedelta(days=days_ago)
        return Memento(
            id=f"memento-{name}",
            capture_id=f"capture-{name}",
            address=f"https://{source}.example/{name}",
            captured_at=captured_at or published,
            source_id=source,
            title=name,
            author=None,
            published_at=published,
            date_basis=DateBasis.CARRIER,
            language="en",
            text=text if text is not None else " ".join(f"{name}{number}" for number in range(40)),
            method="test",
        )

    def indication(self, memento, indicator, confidence=1.0, happened=None):
        spans = IndicationSpan(text="x", start=0, end=1, indicator=indicator, confidence_p=confidence)
        return Indication(
            id=indication_id(memento.id, spans),
            memento_id=memento.id,
            capture_id=memento.capture_id,
            source_id=memento.source_id,
            spans=spans,
            clocks=self.clocks(memento, happened),
            method="test",
        )

    def clocks(self, memento, happened=None):
        return Clocks(published_at=memento.published_at, captured_at=memento.captured_at, happened=happened)

    def claim(
        self, memento, content="they will call up men", speaker="General Ivo", low=None, high=None, **spans
    ):
        numbers = (Quantity(text="n", start=0, end=1, low=low, high=high, unit="men"),) if low or high else ()
        given = {
            "source": Span(text=speaker, start=0, end=len(speaker)) if speaker else None,
            "chain": (speaker,) if speaker else (),
            "cue": None,
            "content": cut(content, 0, len(content)),
            "kind": Kind.INDIRECT,
            "topic": "callup_size",
            "quantities": numbers,
        }
        read = ClaimSpans(**given | spans)
        return Claim(
            id=claim_id(memento.id, read) + content_id("salt", content),
            memento_id=memento.id,
            capture_id=memento.capture_id,
            source_id=memento.source_id,
            speaker=speaker,
            spans=read,
            clocks=self.clocks(memento),
            method="test",
        )

    def timex(self, text, earliest, latest):
        return Timex(text=text, start=0, end=len(text), earliest=earliest, latest=latest)

    def assess(
        self,
        mementos=(),
        indications=(),
        claims=(),
        *,
        question=None,
        indicators=(),
        sources=(),
        weighing=None,
        missing=(),
        as_of=AS_OF,
        events=(),
    ):
        weighing = weighing or self.weighing()
        evidence = gather(
            mementos, claims, indications, sources=sources, weighing=weighing, missing=missing, as_of=as_of
        )
        return outlook(question or self.question(), indicators, sources, weighing, evidence, events)


@pytest.fixture(scope="session")
def make():
    return Maker()
