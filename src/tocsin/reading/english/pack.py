"""English: the parsed text, and what the encoder and the rules find in it.

Attributions, whatever their subject, are the encoder's. Statements that may be claims are cut by the rules,
which know the shortest span that carries one, and filled up with those that only the encoder sees.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from tocsin.reading.encoder.attributor import Attributed, Encoded
from tocsin.reading.encoder.shipped import load_attributor
from tocsin.reading.english import modality
from tocsin.reading.english.assertions import find_assertions, find_outlets
from tocsin.reading.english.layout import find_headlines, past_dateline
from tocsin.reading.english.parse import Page, begin, finish
from tocsin.reading.english.people import find_private, find_shown_private, may_introduce
from tocsin.reading.english.quantity import find_quantities
from tocsin.reading.english.quotation import find_quotations, is_speech
from tocsin.reading.english.report import Report, find_reports
from tocsin.reading.english.speakers import Cast, Resolver, find_cast
from tocsin.reading.english.speech import find_speeches
from tocsin.reading.english.timex import find_times
from tocsin.reading.english.told import Citing, filled, find_told
from tocsin.reading.interface import Judgement, Proposition, Stretch
from tocsin.reading.order import Ordered
from tocsin.reading.overlap import common_share
from tocsin.reading.passages import find_passages
from tocsin.reading.statement import Measured, Stated
from tocsin.records.case import KnownPeople
from tocsin.records.reading import Attribution, Document, Kind, ProtectedMention
from tocsin.records.span import cut

_AND_THAT = re.compile(r",?\s(?:and|but) that\s")
_KIN = re.compile(
    r"(?:his|her|my|their) (?:mother|father|parents?|wife|husband|son|daughter|brother|sister|partner"
    r"|boyfriend|girlfriend|friends?|boss|family|colleagues?|neighbours?|neighbors?)\b"
)
_LEANS = re.compile(
    r"^\W*[“\"«‘]|\b(?:he|she|they|his|her|their)\b|^\W*(?:This|That|These|It)\b|^\W*(?:The) \w+ (?:\w+ )?"
    r"(?:said|say|says|added|told)\b",
    re.IGNORECASE,
)
LANG = "en"
LONG = 40_000
"""Characters from which full names are no longer looked for in what is not parsed, but private people are."""


class EnglishPack:
    """The weights and rules of English."""

    @property
    def method(self) -> str:
        """Name of the weights, and of the rules beside them."""
        return f"{load_attributor(LANG).settings.name} with english-rules 2"

    whole = 0

    def leans(self, passage: str) -> bool:
        """Whether it opens with a quotation, or somebody in it is "he", "she" or "they"."""
        return _LEANS.search(passage) is not None

    def parse(self, document: Document, passages: Sequence[Stretch]) -> "EnglishText":
        """Parse the passages; what the rules find is found when it is asked for."""
        return EnglishText(document, passages)


class EnglishText(Measured):
    """One English text, parsed."""

    def __init__(self, document: Document, passages: Sequence[Stretch]) -> None:
        running = [past_dateline(document.text, one) for one in passages]
        super().__init__(document, running, modality, find_quantities, find_times)
        self._headlines = find_headlines(document.text, find_passages(document.text))

    @cached_property
    def _page(self) -> Page:
        read = {passage[1] for passage in self._passages}
        others = (one for one in find_passages(self._text) if one[1] not in read)
        in_full = len(self._text) <= LONG
        named = [one for one in others if may_introduce(self._text[slice(*one)], in_full=in_full)]
        return Page(self._text, self._passages, named)

    @cached_property
    def _encoded(self) -> Encoded:
        return load_attributor(LANG).encode(self._text, self._passages)

    @property
    def _told(self) -> tuple[Attributed, ...]:
        return self._encoded.chains

    def judge(self, content: Stretch) -> Judgement | None:
        """What the trained heads make of a content."""
        return self._encoded.judge(content)

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """Sentences of the parsed passages, in order."""
        return tuple((begin(s[0]), finish(s[-1])) for s in self._page.sentences)

    @cached_property
    def _cast(self) -> Cast:
        return find_cast(self._page)

    @cached_property
    def _reports(self) -> tuple[Report, ...]:
        """Attributed statements, in order, each stretch once."""
        speeches = list(find_speeches(self._page))
        spoken = Ordered(speeches, _content)
        found = list(speeches)
        for sentence in self._page.sentences:
            low, high = begin(sentence[0]), finish(sentence[-1])
            for report in find_reports(sentence, self._quoted.near(low, high)):
                near = spoken.near(*report.content)
                if not any(common_share(report.content, one.content) > 0.5 for one in near):
                    found.extend(self._split(self._mixed(report)))
        found.sort(key=lambda report: (report.content, report.acts))
        placed = Ordered(found, _content)
        shortest = list(_least([one for one in found if not _is_inside(one, placed)]))
        citing = Citing(self._told)
        told = find_told(self._page, self._told, citing)
        return tuple(sorted(filled(self._text, shortest, told, citing), key=_content))

    @cached_property
    def _quoted(self) -> Ordered[Stretch]:
        quotations = (q for a, b in self._passages for q in find_quotations(self._text, a, b))
        return Ordered((q for q in quotations if is_speech(self._text, q)), lambda quotation: quotation)

    def _split(self, report: Report) -> Iterator[Report]:
        """ "… and that …" begins another content of the same source."""
        start, end = report.content
        place = start
        for joint in _AND_THAT.finditer(self._text, start, end):
            yield report._replace(content=(place, joint.start()))
            place = joint.end()
        yield report._replace(content=(place, end))

    def _mixed(self, report: Report) -> Report:
        if any(True for _ in find_quotations(self._text, *report.content)):
            return report._replace(kind=Kind.MIXED)
        return report

    def find_attributions(self) -> tuple[Attribution, ...]:
        """Every attribution, whatever its subject."""
        return tuple(
            Attribution(
                sources=tuple(cut(self._text, *source) for source in one.sources),
                cues=(cut(self._text, *one.cue),),
                contents=tuple(cut(self._text, *content) for content in one.contents),
                type=one.kind,
                confidence_p=round(one.p, 3),
            )
            for one in self._encoded.attributions
        )

    def find_propositions(self) -> tuple[Proposition, ...]:
        """Attributed contents and the writer's assertions, in order of content."""
        reports = list(self._reports)
        told = Ordered(self._reports, _content)
        for sentence in self._page.sentences:
            low, high = begin(sentence[0]), finish(sentence[-1])
            found = find_assertions(sentence, told.near(low, high), self._quoted.near(low, high))
            reports.extend(one for one in found if not self._is_anecdote(one))
        headlines = Ordered(self._headlines, lambda headline: headline)
        told_below = [one for one in reports if not headlines.near(*one.content)]
        return tuple(self._propositions(sorted(told_below, key=_content)))

    @cached_property
    def _private(self) -> frozenset[str]:
        return find_shown_private(self._text, self._cast)

    def _is_anecdote(self, report: Report) -> bool:
        """Whether the writer tells of one private person: what happens to one is no claim about all."""
        if report.subject is None:
            return False
        words = self._text[slice(*report.subject)].casefold()
        if words in ("i", "she") or _KIN.match(words):
            return True
        return bool(self._private) and Resolver(self._text, self._cast).name(report.subject) in self._private

    def _propositions(self, reports: Sequence[Report]) -> Iterator[Proposition]:
        resolver = Resolver(self._text, self._cast)
        passages = Ordered(self._page.passages, lambda passage: passage)
        for report in reports:
            start, end = passages.near(report.content[0], report.content[0] + 1)[0]
            yield self._proposition(report, resolver, find_outlets(self._text, start, end)[:1])

    def _proposition(self, report: Report, resolver: Resolver, outlet: tuple[str, ...]) -> Proposition:
        start, end = report.content
        if report.kind is Kind.DIRECT:
            start += modality.opinion_length(self._text[start:end])
        chain = outlet + tuple(resolver.name(one) for one in report.outer)
        if report.source is not None:
            chain += (resolver.name(report.source),)
        low, high = report.sentence
        denies = report.denies or modality.dismissed(self._text[low:high], start - low, end - low)
        return self.propose(
            Stated(
                source=report.source,
                cue=report.cue,
                content=(start, end),
                sentence=report.sentence,
                kind=report.kind,
                chain=chain,
                denies=denies,
                by_rules=report.by_rules,
                encoder_p=report.encoder_p,
            )
        )

    def find_private(self, people: KnownPeople) -> tuple[ProtectedMention, ...]:
        """Every mention of every private person in the whole text."""
        return tuple(find_private(self._text, self._cast, people))


def _content(report: Report) -> Stretch:
    return report.content


def _is_inside(report: Report, others: Ordered[Report]) -> bool:
    """Whether an act is told within somebody's words: it is part of that statement, not one of its own."""
    cue = report.cue
    if not report.acts or cue is None:
        return False
    return any(
        one is not report and one.content[1] >= cue[1]
        for one in others.near(*cue)
        if one.content[0] <= cue[0]
    )


def _least(reports: Sequence[Report]) -> Iterator[Report]:
    """Of statements on much the same stretch, the first found; a statement within one stays."""
    kept: list[Report] = []
    for report in reports:
        length = report.content[1] - report.content[0]
        twin = any(
            common_share(report.content, one.content) > 0.8
            and 0.6 < length / max(1, one.content[1] - one.content[0]) < 1.7
            for one in kept[-4:]
        )
        if not twin:
            kept.append(report)
            yield report
