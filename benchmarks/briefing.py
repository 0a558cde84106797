"""A briefing of a case with 50,000 claims: how long it takes, how large its page is, and its other forms.

The case is a real one on disk, archive and all: 6,000 invented texts of the example's sources, eight or
nine claims and two indications each, read before the clock starts, as they are in a case in use. Measured is
what `tocsin brief --no-voice` does after that: weighing, composing, drawing, and the gate. The case protects
nobody, or forty invented people who stand in one text of ten under their full names.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks import Row
from tocsin.briefing.exports.forms import EVERY
from tocsin.catalogue.templates import new_case
from tocsin.desk.desk import Clock, Desk, opened
from tocsin.desk.publishing import publish
from tocsin.records.capture import Capture, DateBasis, Memento, Payload, memento_id
from tocsin.records.claim import Claim, claim_id
from tocsin.records.indication import Indication, indication_id
from tocsin.records.marking import Tlp
from tocsin.records.moment import Clocks
from tocsin.records.reading import ClaimSpans, IndicationSpan, Kind, ProtectedMention, Quantity
from tocsin.records.span import cut

AS_OF = datetime(2023, 3, 20, 12, tzinfo=UTC)
FIRST = datetime(2022, 11, 1, 12, tzinfo=UTC)
N_TEXTS = 6_000
N_CLAIMS = 50_000
FIRST_NAMES = ("Ludmila", "Fyodor", "Marina", "Timur", "Зинаида", "Аркадий", "Oksana", "Grigory")
LAST_NAMES = ("Kovaleva", "Drozdov", "Белкин", "Safin", "Юрченко")
PEOPLE = tuple(f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES)
PLACES = ("Kazan", "Omsk", "St Petersburg", "Dagestan", "Tver", "Irkutsk", "Rostov", "Yekaterinburg")


def rows() -> Iterator[Row]:
    """Processor time of one thread, wall time, and the size of what is written."""
    for n_texts, n_claims, people in (
        (600, 5_000, ()),
        (N_TEXTS, N_CLAIMS, ()),
        (N_TEXTS, N_CLAIMS, PEOPLE),
    ):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "case"
            new_case(folder, "russia-second-wave", AS_OF.date())
            with opened(folder) as desk:
                fill(desk, n_texts, n_claims, people)
            for form in ("html", *(("json", "csv", "stix") if people else ())):
                yield from _published(folder, form, f"{n_claims:,} claims, {len(people)} private people")


def _published(folder: Path, form: str, name: str) -> Iterator[Row]:
    path = folder / f"page.{EVERY[form].ending}"
    with opened(folder) as desk:
        start, wall = time.process_time(), time.perf_counter()
        publish(desk, AS_OF, Clock.CAPTURED, path, form, Tlp.CLEAR)
        took, waited = time.process_time() - start, time.perf_counter() - wall
    target = "; target 10 s at the largest, without voice" if form == "html" else ""
    yield Row(f"{form} of {name}", took, "s", {}, f"{waited:.1f} s on the clock{target}")
    yield Row("its size", path.stat().st_size / 1e6, "MB", {}, "target 3 MB" if form == "html" else "")


def fill(desk: Desk, n_texts: int, n_claims: int, people: Sequence[str] = ()) -> None:
    """Archives the texts and puts in what was read in them."""
    rng = np.random.default_rng(1)
    sources = [one.id for one in desk.case.sources]
    indicators = [one.id for one in desk.case.indicators]
    topics = [one.id for one in desk.case.topics]
    lexicon = np.array([f"word{n}" for n in range(20_000)])
    span = (AS_OF - FIRST - timedelta(days=2)) / n_texts
    texts = [_text(rng, lexicon, n) for n in range(n_texts)]
    if people:
        texts = [
            _met(text, people[n // 10 % len(people)]) if n % 10 == 3 else text for n, text in enumerate(texts)
        ]
    payloads = [
        Payload(
            address=f"https://example.org/{n}",
            media_type="text/plain",
            body=text.encode(),
            captured_at=FIRST + n * span,
            source_id=sources[n % len(sources)],
        )
        for n, text in enumerate(texts)
    ]
    captures = desk.archive.append_all(payloads)
    mementos = [_memento(one, text) for one, text in zip(captures, texts, strict=True)]
    each = np.bincount(rng.integers(0, n_texts, n_claims), minlength=n_texts)
    found: list[Claim | Indication] = []
    for n, (memento, told) in enumerate(zip(mementos, each, strict=True)):
        found += [_claim(memento, at, topics[(n + at) % len(topics)]) for at in range(int(told))]
        found += [_indication(memento, at, indicators[int(rng.integers(len(indicators)))]) for at in range(2)]
    desk.store.put([*captures, *mementos, *found])
    by_memento: dict[str, list[Claim | Indication]] = {memento.id: [] for memento in mementos}
    for one in found:
        by_memento[one.memento_id].append(one)
    for n, memento in enumerate(mementos if people else ()):
        if n % 10 == 3:
            own = by_memento[memento.id]
            told = [one for one in own if isinstance(one, Claim)]
            seen = [one for one in own if isinstance(one, Indication)]
            who = people[n // 10 % len(people)]
            at = memento.text.index(who)
            mention = ProtectedMention(text=who, start=at, end=at + len(who), name=who)
            desk.store.put_reading(memento, "invented", told, seen, [mention], [])


def _text(rng: np.random.Generator, lexicon: np.ndarray, n: int) -> str:
    """Thirty sentences, each with a figure; every tenth text names a place."""
    words = rng.choice(lexicon, (30, 9))
    place = f" near {PLACES[n % len(PLACES)]}" if n % 10 == 0 else ""
    return "\n".join(f"{int(rng.integers(1, 900))},000 men {' '.join(line)}{place}." for line in words)


def _met(text: str, who: str) -> str:
    """The text, the second of its sentences told by somebody private."""
    lines = text.split("\n")
    return "\n".join([lines[0], f"{lines[1][:-1]}, {who}, 34, said.", *lines[2:]])


def _memento(kept: Capture, text: str) -> Memento:
    return Memento(
        id=memento_id(kept.id),
        capture_id=kept.id,
        address=kept.address,
        captured_at=kept.captured_at,
        source_id=kept.source_id,
        title=f"Report {kept.ledger_index}",
        author=None,
        published_at=kept.captured_at,
        date_basis=DateBasis.CARRIER,
        language="en",
        text=text,
        method="invented",
    )


def _claim(memento: Memento, at: int, topic: str) -> Claim:
    line = memento.text.splitlines()[at]
    start = memento.text.index(line)
    content = cut(memento.text, start, start + len(line) - 1)
    figure = content.text.split(" ", 1)[0]
    men = float(figure.replace(",", ""))
    speaker = f"Speaker {(int(men) + at) % 500}"
    spans = ClaimSpans(
        source=None,
        chain=(speaker,),
        cue=None,
        content=content,
        kind=Kind.INDIRECT,
        topic=topic,
        quantities=(
            Quantity(text=figure, start=start, end=start + len(figure), low=men, high=men, unit="men"),
        ),
    )
    return Claim(
        id=claim_id(memento.id, spans),
        memento_id=memento.id,
        capture_id=memento.capture_id,
        source_id=memento.source_id,
        speaker=speaker,
        spans=spans,
        clocks=Clocks(published_at=memento.published_at, captured_at=memento.captured_at),
        method="invented",
    )


def _indication(memento: Memento, at: int, indicator: str) -> Indication:
    line = memento.text.splitlines()[at]
    start = memento.text.index(line)
    spans = IndicationSpan(text=line, start=start, end=start + len(line), indicator=indicator)
    return Indication(
        id=indication_id(memento.id, spans),
        memento_id=memento.id,
        capture_id=memento.capture_id,
        source_id=memento.source_id,
        spans=spans,
        clocks=Clocks(published_at=memento.published_at, captured_at=memento.captured_at),
        method="invented",
    )
