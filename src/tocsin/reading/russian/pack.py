"""Russian: the parsed text, what the rules find in it, and what the encoder adds."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from tocsin.reading.encoder.attributor import Encoded
from tocsin.reading.encoder.shipped import load_attributor
from tocsin.reading.interface import Judgement, Proposition, Stretch
from tocsin.reading.overlap import shared_length
from tocsin.reading.passages import find_passages
from tocsin.reading.russian import modality
from tocsin.reading.russian.people import find_private
from tocsin.reading.russian.quantity import find_quantities
from tocsin.reading.russian.quotation import find_quotations, is_speech
from tocsin.reading.russian.report import find_reports
from tocsin.reading.russian.scene import TRAILING
from tocsin.reading.russian.shape import Report
from tocsin.reading.russian.speakers import Cast, Resolver
from tocsin.reading.russian.timex import find_times
from tocsin.reading.russian.told import by_place, find_missed, find_seen
from tocsin.reading.russian.turns import find_turns
from tocsin.reading.russian.words import Sentence, find_sentences, join_quoted, trim
from tocsin.reading.statement import Measured, Stated
from tocsin.records.case import KnownPeople
from tocsin.records.reading import Attribution, Document, Kind, ProtectedMention
from tocsin.records.span import cut

LANG = "ru"
FEWEST_WORDS = 3
COVERED_SHARE = 0.3
"""A sentence of which more than this share is already reported is the frame of that report."""
QUOTED = ' \n\t\u00a0«»"“”.,-–—'
"""Signs around a content that are no part of it."""
_OPENS = re.compile(r"(?:что|чтобы|как|будто|о том, что|(?:но|и|а),?)\s", re.IGNORECASE)


class RussianPack:
    """The rules and weights of Russian."""

    @property
    def method(self) -> str:
        """Name of the rules, and of the weights beside them."""
        return f"russian-rules 1 with {load_attributor(LANG).settings.name}"

    whole = 40_000

    def leans(self, passage: str) -> bool:
        """Always: a source may stand in the sentence before, and reading one more costs little."""
        return True

    def parse(self, document: Document, passages: Sequence[Stretch]) -> "RussianText":
        """Parse the passages; what the rules find is found when it is asked for."""
        return RussianText(document, passages)


class RussianText(Measured):
    """One Russian text, parsed."""

    def __init__(self, document: Document, passages: Sequence[Stretch]) -> None:
        super().__init__(document, passages, modality, find_quantities, find_times)

    @cached_property
    def _sentences(self) -> list[Sentence]:
        return find_sentences(self._text, self._passages)

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """Sentences of the parsed passages, in order."""
        return tuple((one.start, one.end) for one in self._sentences)

    @cached_property
    def _quotations(self) -> list[Stretch]:
        return [one for start, end in self._passages for one in find_quotations(self._text, start, end)]

    @cached_property
    def _told(self) -> list[Sentence]:
        return join_quoted(self._text, self._sentences, self._quotations)

    @cached_property
    def _cast(self) -> Cast:
        return Cast(self._sentences)

    @cached_property
    def _encoded(self) -> Encoded:
        return load_attributor(LANG).encode(self._text, self._passages)

    def judge(self, content: Stretch) -> Judgement | None:
        """What the trained heads make of a content."""
        return self._encoded.judge(content)

    @cached_property
    def _reports(self) -> tuple[Report, ...]:
        """Attributed statements, in order: the rules', and what only the encoder sees."""
        told = self._encoded.attributions
        seen = by_place(told)
        found = [one._replace(encoder_p=find_seen(one, seen)) for one in self._by_rules()]
        found.extend(find_missed(found, told, self._sentences))
        return tuple(sorted(found, key=lambda one: (one.contents[0], one.cue or (0, 0))))

    def _by_rules(self) -> list[Report]:
        speech = [one for one in self._quotations if is_speech(self._text, one)]
        found: list[Report] = []
        for one in self._passages:
            found.extend(find_turns(self._text, one))
        before: Sentence | None = None
        at = 0
        for sentence in self._told:
            while at < len(speech) and speech[at][1] <= sentence.start:
                at += 1
            here: list[Stretch] = []
            n = at
            while n < len(speech) and speech[n][0] < sentence.end:
                here.append(speech[n])
                n += 1
            for report in find_reports(sentence, here):
                if not report.before:
                    found.append(report)
                elif before is not None:
                    found.append(
                        report._replace(contents=(trim(self._text, before.start, before.end, TRAILING),))
                    )
            before = sentence
        return found

    def find_attributions(self) -> tuple[Attribution, ...]:
        """Every attribution, whatever its subject."""
        return tuple(
            Attribution(
                sources=() if one.source is None else (cut(self._text, *one.source),),
                cues=() if one.cue is None else (cut(self._text, *one.cue),),
                contents=tuple(cut(self._text, *content) for content in one.contents),
                type=one.kind,
                confidence_p=1.0 if one.encoder_p is None else round(one.encoder_p, 3),
            )
            for one in self._reports
        )

    def find_propositions(self) -> tuple[Proposition, ...]:
        """Attributed contents and the writer's assertions, in order of content."""
        reports = [one for report in self._nested() for one in self._parts(report)]
        told = [content for one in reports for content in one.contents]
        reports.extend(self._assertions(sorted(told)))
        reports.sort(key=lambda one: one.contents[0])
        resolver = Resolver(self._text, self._cast)
        return tuple(self._proposition(one, resolver) for one in reports)

    def _nested(self) -> Iterator[Report]:
        """Reports within one another as chains: «…, передает ТАСС» cites whoever the sentence quotes."""
        near: list[Report] = list(self._reports)
        for n, report in enumerate(near):
            if report.acts and any(
                one is not report and not one.acts and _covers(one, report.cue)
                for one in near[max(0, n - 3) : n + 4]
            ):
                continue
            if any(
                other is not report
                and other.cue
                and _covers(report, other.cue)
                and _covers(report, other.source)
                and _share(report.contents, other.contents) > 0.5
                for other in near[max(0, n - 3) : n + 4]
            ):
                continue
            outer = tuple(
                other.source
                for other in near[max(0, n - 3) : n + 4]
                if other is not report and other.source and _covers(other, report.cue)
            )
            yield report._replace(outer=outer)

    def _parts(self, report: Report) -> Iterator[Report]:
        """A quotation a sentence at a time: each says something of its own."""
        for start, end in report.contents:
            inside = list(self._between(start, end)) if report.kind is Kind.DIRECT else []
            if len(inside) < 2:
                yield report._replace(contents=((start, end),))
            else:
                yield from (report._replace(contents=(one,)) for one in inside)

    def _between(self, start: int, end: int) -> Iterator[Stretch]:
        for sentence in self._sentences:
            if sentence.start >= end:
                return
            low, high = max(start, sentence.start), min(end, sentence.end)
            if high > low:
                yield trim(self._text, low, high, ' \n\t\u00a0«»"“”')

    def _assertions(self, told: Sequence[Stretch]) -> Iterator[Report]:
        """Sentences that no report covers: the writer says them."""
        at = 0
        acts = {one.sentence for one in self._reports if one.source is not None}
        for sentence in self._told:
            while at < len(told) and told[at][1] <= sentence.start:
                at += 1
            covered = 0
            n = at
            while n < len(told) and told[n][0] < sentence.end:
                covered += max(0, min(told[n][1], sentence.end) - max(told[n][0], sentence.start))
                n += 1
            start, end = trim(self._text, sentence.start, sentence.end, TRAILING)
            if covered > COVERED_SHARE * (end - start) or (sentence.start, sentence.end) in acts:
                continue
            if self._text[end : end + 1] == "?":
                continue
            if sum(word.is_word for word in sentence.words[: FEWEST_WORDS + 3]) >= FEWEST_WORDS:
                yield Report(None, None, ((start, end),), (sentence.start, sentence.end), acts=True)

    def _proposition(self, report: Report, resolver: Resolver) -> Proposition:
        start, end = report.contents[0]
        if report.kind is not Kind.DIRECT and report.cue and (opens := _OPENS.match(self._text, start, end)):
            start = opens.end()
        start, end = trim(self._text, start, end, ' \n\t\u00a0«»"“”')
        if end <= start:
            start, end = report.contents[0]
        chain = tuple(resolver.name(one) for one in report.outer)
        if report.source is not None:
            chain += (resolver.name(report.source),)
        return self.propose(
            Stated(
                source=report.source,
                cue=report.cue,
                content=(start, end),
                sentence=report.sentence,
                kind=report.kind,
                chain=chain,
                denies=report.denies,
                by_rules=report.by_rules,
                encoder_p=report.encoder_p,
            )
        )

    def find_private(self, people: KnownPeople) -> tuple[ProtectedMention, ...]:
        """Every mention of every private person in the whole text, parsed or not."""
        whole = tuple(find_passages(self._text))
        cast = self._cast if whole == self._passages else Cast(find_sentences(self._text, whole))
        return tuple(find_private(self._text, cast, people))


def _covers(report: Report, stretch: Stretch | None) -> bool:
    return stretch is not None and any(a <= stretch[0] and stretch[1] <= b for a, b in report.contents)


def _share(one: Sequence[Stretch], other: Sequence[Stretch]) -> float:
    """Overlap of two sets of stretches as a share of the second."""
    shared = sum(shared_length(a, b) for a in one for b in other)
    return shared / max(1, sum(d - c for c, d in other))
