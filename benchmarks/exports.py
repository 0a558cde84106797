"""How long each form of a large briefing takes: 50,000 claims, each with a citation of its own."""

import time
from datetime import UTC, date, datetime, timedelta

from benchmarks import Row
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Edition
from tocsin.protect.gate import Gate
from tocsin.records.assessment import Assessment, DeadlinePoint, Outlook
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.hypothesis import Hypothesis
from tocsin.records.listed import ClaimRow

N_CLAIMS = 50_000
N_TEXTS = 5_000
N_NAMES = 40
AS_OF = datetime(2023, 2, 6, 14, tzinfo=UTC)
SEARCHED = ("json", "csv", "stix")
FORMS_TIMED = ("json", "csv", "stix", "ftm", "md")


def rows() -> list[Row]:
    """Seconds a form, and for the search for names that follows."""
    briefing = large(N_CLAIMS)
    gate = Gate([f"Ludmila Kovaleva{chr(97 + n % 26)}{n}" for n in range(N_NAMES)])
    found = []
    for name in FORMS_TIMED:
        started = time.perf_counter()
        data = FORMS[name].write(Edition(briefing=briefing))
        written = time.perf_counter()
        note = f"{len(data) / 2**20:.0f} MiB, {N_CLAIMS:,} claims"
        found.append(Row(f"write {name}", written - started, "s", {}, note))
        if name in SEARCHED:
            leaks = sum(1 for _ in gate.find(f"briefing.{FORMS[name].ending}", data))
            took = time.perf_counter() - written
            found.append(Row(f"search {name} for names", took, "s", {}, f"{leaks} leaks found"))
    return found


def large(n_claims: int) -> Briefing:
    """An invented briefing of many claims."""
    citations = tuple(_citation(n) for n in range(n_claims))
    claims = tuple(_claim(n) for n in range(n_claims))
    outcomes = (Outlook(id="open", title="Open wave", p=0.3, low=0.2, high=0.4, words="unlikely"),)
    point = DeadlinePoint(on=date(2023, 4, 1), p={"open": 0.3}, low={"open": 0.2}, high={"open": 0.4})
    answer = Assessment(
        id="assessment-1",
        question="q",
        as_of=AS_OF,
        headline_deadline=date(2023, 4, 1),
        hypotheses=outcomes,
        prior=(),
        by_deadline=(point,),
        contributions=(),
        origins=(),
        missing=(),
        method="benchmark",
    )
    rule = Hypothesis(id="open", title="Open wave", statement="A wave by {on}.", resolution="A decree.")
    return Briefing(
        id="briefing-1", case_title="Large", country="Arcadia", question="Is a wave coming?",
        question_text="Will a wave come?", as_of=AS_OF, hypotheses=(rule,), assessment=answer,
        previous_as_of=None, previous=None, moves=(), track=(), contribution_cites={}, origin_titles={},
        prior_basis="None.", sizes=(), claims=claims, board=(), indicator_titles={}, predictions=(),
        vanishings=(), events=(), issues=(), missing=(), citations=citations, n_sources=40,
        n_captures=N_TEXTS, n_pseudonyms=0, input_digests=(("ledger", "sha256:" + "0" * 64),), version="0",
    )  # fmt: skip


def _citation(n: int) -> Citation:
    text = n % N_TEXTS
    return Citation(
        id=f"c{n + 1}",
        quote=f"the ministry expects {n} men to be called up by the spring",
        before="In the north the offices were busy, a clerk said, and ",
        after=", while the governor spoke of rumours and of nothing else that day.",
        title=f"Report number {text} on the offices",
        publisher=f"Paper {text % 40}",
        address=f"https://paper{text % 40}.example/2023/02/{text}",
        published_at=AS_OF - timedelta(hours=text),
        captured_at=AS_OF - timedelta(hours=text) + timedelta(minutes=30),
        capture_id=f"capture-{text:020d}",
        payload_digest=f"sha256:{text:064x}",
        warc_file="tocsin-000001.warc.gz",
        warc_offset=text * 3_000,
        reliability="C",
        credibility=str(1 + n % 6),
    )


def _claim(n: int) -> ClaimRow:
    return ClaimRow(
        id=f"claim-{n:020d}",
        speaker=f"Official of district {n % 300}",
        content=f"the ministry expects {n} men to be called up by the spring",
        topic="Size of a call-up",
        polarity="affirm",
        certainty="unstated",
        prediction=True,
        said_on=(AS_OF - timedelta(hours=n % N_TEXTS)).date(),
        reports=1,
        cite=f"c{n + 1}",
    )
