"""Reads a text a second time by asking a model, and adds what the rules did not read.

The rules' claims stand; a proposal about the same words is passed over. Quantities and times inside a
proposed claim are found by our own grammars, never taken from the model. A claim that was added says so in
`read_by`, and carries the confidence that the catalogue gives an unchecked proposal.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from tocsin.errors import TocsinError
from tocsin.reading.gate import Gate
from tocsin.reading.interface import Stretch
from tocsin.reading.overlap import common_share
from tocsin.reading.second import proposal, question
from tocsin.reading.second.answers import Answers
from tocsin.reading.workers import ReadsOne
from tocsin.records.identity import content_id
from tocsin.records.indication import Topic
from tocsin.records.issue import Issue, Stage, issue
from tocsin.records.reading import ClaimSpans, Document, Reading
from tocsin.records.second_reader import Completion

Ask = Callable[[bytes], Completion]
"""The way to the model; raises a `TocsinError` when there is no answer."""
PATIENCE = 3
"""Answers in a row that failed, after which no more are asked for in this run."""
SAME_SHARE = 0.5
"""Characters in common, of the shorter, from which two contents are one claim."""


class Tally(NamedTuple):
    """What a run asked, and what it used."""

    asked: int = 0
    kept: int = 0
    """Answers that were at hand."""
    added: int = 0
    refused: int = 0
    n_tokens_in: int = 0
    n_tokens_out: int = 0


class SecondReader:
    """Adds to readings what a model proposes; `tally` tells what it took."""

    def __init__(
        self, ask: Ask, model: str, topics: Sequence[Topic], rules: ReadsOne, answers: Answers, p: float
    ) -> None:
        self._ask = ask
        self._model = model
        self._topics = tuple(topics)
        self._ids = frozenset(topic.id for topic in topics)
        self._rules = rules
        self._answers = answers
        self._p = p
        self._gate = Gate()
        self._failed = 0
        self.tally = Tally()

    @property
    def method(self) -> str:
        """The model, and everything that the question to it depends on."""
        return content_id("second", self._model, question.render(self._model, self._topics, "").decode())

    def read_again(self, document: Document, reading: Reading) -> tuple[Reading, bool]:
        """The reading with what the model adds, and whether every question was answered."""
        if not self._gate.admits(document.text):
            return reading, True
        found: list[ClaimSpans] = []
        issues: list[Issue] = []
        whole = True
        for piece in question.find_pieces(document.text):
            try:
                proposed = self._proposals(document.text[slice(*piece)])
            except TocsinError as error:
                whole = False
                issues.append(issue(Stage.READING, document.id, str(error)))
                continue
            for one in proposed:
                try:
                    found.append(
                        proposal.find(one, document.text, piece, self._ids, f"second reader {self._model}")
                    )
                except TocsinError as error:
                    issues.append(issue(Stage.READING, document.id, str(error)))
                    self._count(refused=1)
        return self._added(document, reading, found, issues), whole

    def _proposals(self, text: str) -> tuple[proposal.Proposal, ...]:
        asked = question.render(self._model, self._topics, text)
        held = self._answers.load(asked)
        if held is not None:
            self._count(kept=1)
            return proposal.decode(held.text)
        if self._failed >= PATIENCE:
            raise _gave_up()
        try:
            answer = self._ask(asked)
            self._count(asked=1, n_tokens_in=answer.n_tokens_in, n_tokens_out=answer.n_tokens_out)
            found = proposal.decode(answer.text)
        except TocsinError:
            self._failed += 1
            raise
        self._failed = 0
        self._answers.keep(asked, answer)
        return found

    def _added(
        self, document: Document, reading: Reading, found: Sequence[ClaimSpans], issues: Sequence[Issue]
    ) -> Reading:
        fresh = list(_fresh(found, reading.claims))
        self._count(added=len(fresh))
        if fresh:
            numbers = self._rules.read(document, detail=True)
            fresh = [self._measured(one, numbers) for one in fresh]
        claims = sorted([*reading.claims, *fresh], key=lambda one: (one.content.start, one.content.end))
        return msgspec.structs.replace(reading, claims=tuple(claims), issues=(*reading.issues, *issues))

    def _measured(self, claim: ClaimSpans, numbers: Reading) -> ClaimSpans:
        low, high = claim.content.start, claim.content.end
        times = tuple(one for one in numbers.times if low <= one.start and one.end <= high)
        days = [one for one in times if one.type == "DATE"]
        quantities = tuple(
            one
            for one in numbers.quantities
            if low <= one.start
            and one.end <= high
            and not any(day.start < one.end and one.start < day.end for day in days)
        )
        return msgspec.structs.replace(claim, quantities=quantities, times=times, confidence_p=self._p)

    def _count(self, **more: int) -> None:
        self.tally = self.tally._replace(
            **{name: getattr(self.tally, name) + number for name, number in more.items()}
        )


def _fresh(found: Sequence[ClaimSpans], known: Sequence[ClaimSpans]) -> Iterator[ClaimSpans]:
    """Those about words that nothing else claims."""
    taken: list[Stretch] = [(one.content.start, one.content.end) for one in known]
    for one in found:
        here = (one.content.start, one.content.end)
        if not any(common_share(here, other) >= SAME_SHARE for other in taken):
            taken.append(here)
            yield one


def _gave_up() -> TocsinError:
    return TocsinError(
        "second reader",
        "an answer",
        f"{PATIENCE} failures in a row",
        "again when it runs; rules' claims stand",
    )
