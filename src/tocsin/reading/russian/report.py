"""Statements that one Russian sentence shows: a reporting verb with its clause, quotation or object.

Six shapes, tried in this order for each cue: a quotation with its speaker behind or before it; a clause
after «что» and its kin; a colon; a reporting clause let into or hung on a sentence («…, заявил Песков»,
«Как сообщает ТАСС, …»); a source as adverbial («По словам Пескова, …»); an object or infinitive («подписал
закон», «призвал создать»).

Source: Pareti, "Annotating attribution relations and automatic extraction" (2015), for the kinds of cue.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from tocsin.reading.russian import lexicon
from tocsin.reading.russian.cues import Cue, find_cues
from tocsin.reading.russian.phrases import after, is_preposition, noun_phrase
from tocsin.reading.russian.scene import BREAKS, DASHES, Scene
from tocsin.reading.russian.sources import Sources
from tocsin.reading.russian.words import Sentence, trim
from tocsin.records.reading import Kind


class Report(NamedTuple):
    """One statement: where its source, cue and contents stand."""

    source: Stretch | None
    cue: Stretch | None
    contents: tuple[Stretch, ...]
    sentence: Stretch
    kind: Kind = Kind.INDIRECT
    outer: tuple[Stretch, ...] = ()
    """Sources that cite the source, outermost first."""
    denies: bool = False
    """Whether the cue itself denies."""
    acts: bool = False
    """Whether the content is something decided or asked, and not a clause said."""
    before: bool = False
    """Whether the content is the sentence before: «Об этом сообщил …»."""


class Told:
    """One sentence and what is told in it."""

    def __init__(self, sentence: Sentence, quotations: Sequence[Stretch]) -> None:
        self.scene = Scene(sentence, quotations)
        self.sources = Sources(self.scene)
        self.used: list[Stretch] = []
        self.found: list[Report] = []

    def reports(self) -> list[Report]:
        """Every statement of the sentence, in order of cues."""
        for cue in find_cues(self.scene.sentence, self.scene.quotations):
            report = self._report(cue)
            if report is not None:
                self.found.append(report)
                self.sources.told.append((report.source, report.cue))
        return self.found

    def _report(self, cue: Cue) -> Report | None:
        if cue.adverbial:
            return self._adverbial(cue)
        if self.scene.is_relative(cue):
            return None
        for shape in (
            self._behind_quote,
            self._clause,
            self._colon,
            self._hung,
            self._about_this,
            self._object,
        ):
            report = shape(cue)
            if report is not None:
                return report
        return None

    def _made(
        self, cue: Cue, source: Stretch | None, contents: Sequence[Stretch | None], **more: bool
    ) -> Report | None:
        kept = tuple(one for one in contents if one is not None)
        if not kept:
            return None
        inside = [q for q in self.scene.quotations if any(a <= q[0] and q[1] <= b for a, b in kept)]
        whole = all(
            any(abs(a - q[0]) <= 2 and b <= q[1] + 2 for q in inside) or self.scene.in_quotation((a, b))
            for a, b in kept
        )
        kind = Kind.DIRECT if whole else Kind.MIXED if inside else Kind.INDIRECT
        return Report(
            source,
            cue.stretch,
            kept,
            self.scene.place,
            kind,
            denies=cue.denies,
            acts=more.get("acts", False),
            before=more.get("before", False),
        )

    def _behind_quote(self, cue: Cue) -> Report | None:
        """«…», — сказал Песков[, — «…»]; also let into one quotation: «…, — сказал он, — …»."""
        start = self.scene.words[cue.first].start
        around = next((q for q in self.scene.quotations if q[0] < start < q[1]), None)
        if around is not None:
            return self._inserted(cue, around)
        before = [q for q in self.scene.quotations if q[1] <= start]
        low = self.scene.clause_start(cue.first)
        if not before:
            return None
        quotation = before[-1]
        between = self.scene.text[quotation[1] : self.scene.words[low].start]
        if (
            between.strip(" \u00a0\t\n,.!?…-–—")
            or not between.strip(" \u00a0\t\n.")
            or self.scene.complement(cue) is not None
        ):
            return None
        source = self.sources.find(cue, behind=True) or self.sources.find(cue)
        self.used.append(quotation)
        contents: list[Stretch | None] = [quotation]
        following = next((q for q in self.scene.quotations if q[0] > start), None)
        end = self.scene.clause_end(cue.last)
        if following and end < len(self.scene.words) and self.scene.words[end].text in BREAKS:
            gap = self.scene.text[self.scene.words[end].start : following[0]]
            if len(gap) < 6 and not gap.strip(" \u00a0,.-–—:"):
                contents.append(following)
                self.used.append(following)
        return self._made(cue, source, contents)

    def _inserted(self, cue: Cue, around: Stretch) -> Report | None:
        words = self.scene.words
        low = cue.first
        while low > 0 and words[low - 1].is_word:
            low -= 1
        if low < 2 or words[low - 1].text not in DASHES:
            return None
        end = cue.last
        while (
            end < len(words)
            and words[end].start < around[1]
            and not ((words[end].text in DASHES and words[end - 1].text in ",.") or words[end].text in '.»”"')
        ):
            end += 1
        phrase = after(words, cue.last - 1, end)
        if phrase is None:
            return None
        source = words[phrase.first].start, words[phrase.last - 1].end
        head = trim(self.scene.text, around[0], words[low - 1].start, " \t\n\u00a0,")
        tail_start = words[end].end if end < len(words) else around[1]
        tail = trim(self.scene.text, min(tail_start, around[1]), around[1], " \t\n\u00a0-–—")
        parts = [head, tail] if tail[1] - tail[0] > 1 else [head]
        return self._made(cue, source, parts)

    def _clause(self, cue: Cue) -> Report | None:
        opened = self.scene.complement(cue)
        if opened is None or cue.modal:
            return None
        end = self.scene.content_end(opened, gerund=cue.gerund)
        content = self.scene.stretch(self.scene.words[opened].start, end)
        source = self.sources.find(cue)
        if source is None and not (cue.gerund or cue.impersonal or self._first_in_sentence(cue)):
            return None
        return self._made(cue, source, [content])

    def _first_in_sentence(self, cue: Cue) -> bool:
        return cue.first == 0 or (self.scene.words[cue.first - 1].text in DASHES and cue.first < 3)

    def _colon(self, cue: Cue) -> Report | None:
        words = self.scene.words
        end = cue.last
        if end < len(words) and words[end].pos == "INFN":
            return None
        while (
            end < min(len(words), cue.last + 16)
            and words[end].text not in ":;."
            and not self.scene.quoted_word(end)
        ):
            end += 1
        if end >= len(words):
            return None
        quotation = next((q for q in self.scene.quotations if q[0] == words[end].start), None)
        if words[end].text == ":":
            start = words[end].end
            quotation = next((q for q in self.scene.quotations if 0 <= q[0] - start <= 3), None)
        elif quotation is None or end - cue.last > 4:
            return None
        if quotation is not None:
            self.used.append(quotation)
        content = quotation or self.scene.stretch(start, self.scene.place[1])
        source = self.sources.find(cue)
        if source is None and quotation is None:
            return None
        return self._made(cue, source, [content])

    def _hung(self, cue: Cue) -> Report | None:
        """A reporting clause between commas or at the end, what is told around it."""
        words = self.scene.words
        low = self.scene.clause_start(cue.first)
        as_cue = words[low].lower == "как"
        end = self.scene.clause_end(cue.last)
        if not words[cue.last - 1].lemmas & lexicon.SAYING or (words[low].pos == "CONJ" and not as_cue):
            return None
        if not as_cue and (low == 0 or cue.first - low > 3):
            return None
        if low > 0 and words[low - 1].text not in (",", "—", "–", "-", "("):
            return None
        source = self.sources.find(cue, behind=True) or (self.sources.find(cue) if as_cue else None)
        if source is None:
            return None
        end = max(end, self.scene.sentence.at(source[1]))
        end = self.scene.clause_end(end)
        end = self._past_aside(self._past_apposition(end, source))
        parts: list[Stretch | None] = []
        if low > 1:
            parts.append(self.scene.stretch(self.scene.place[0], words[low - 1].start))
        if end < len(words) and words[end].text != ".":
            parts.append(
                self.scene.stretch(words[end].end, self.scene.content_end(min(end + 1, len(words) - 1)))
            )
        if not any(parts):
            return None
        made = Cue(
            low if as_cue else cue.first,
            cue.last,
            (words[low].start if as_cue else cue.stretch[0], cue.stretch[1]),
        )
        return self._made(made._replace(denies=cue.denies), source, parts)

    def _past_aside(self, end: int) -> int:
        """Behind brackets that open there."""
        words = self.scene.words
        if end >= len(words) or words[end].text != "(":
            return end
        closed = next((n for n in range(end, min(len(words), end + 40)) if words[n].text == ")"), end)
        return closed + 1 if closed + 1 < len(words) and words[closed + 1].text in BREAKS else closed

    def _past_apposition(self, end: int, source: Stretch) -> int:
        """Behind «…, декан экономфака МГУ,» where a comma closes it."""
        words = self.scene.words
        if end + 1 >= len(words) or words[end].text != ",":
            return end
        phrase = noun_phrase(words, end + 1, len(words))
        if phrase is not None and phrase.last < len(words) and words[phrase.last].text == ",":
            return phrase.last
        return end

    def _about_this(self, cue: Cue) -> Report | None:
        """«Об этом сообщил …»: the content is the sentence before."""
        words = self.scene.words
        for n in range(max(0, cue.first - 4), min(len(words) - 1, cue.last + 5)):
            if (
                words[n].lower in ("об", "о")
                and words[n + 1].lower in ("этом", "том")
                and not self.scene.complement(cue)
            ):
                source = self.sources.find(cue)
                if source is None or (n + 2 < len(words) and words[n + 2].text == ","):
                    return None
                return Report(source, cue.stretch, (), self.scene.place, before=True)
        return None

    def _object(self, cue: Cue) -> Report | None:
        words = self.scene.words
        if not cue.acts or cue.gerund or cue.participle:
            return None
        source = self.sources.find(cue)
        if source is None:
            return None
        start = cue.last
        behind = self.scene.sentence.at(source[0])
        if source[0] >= words[start - 1].end:
            start = max(start, self.scene.sentence.at(source[1]))
            if behind > cue.last + 1:
                start = cue.last
        while (
            start < len(words)
            and words[start].pos in ("PRCL", "ADVB", "NPRO")
            and words[start].lower not in ("не",)
        ):
            start += 1
        if start >= len(words) or words[start].text in BREAKS or words[start].text == ".":
            return self._told_before(cue, source)
        if cue.about and words[start].lower in ("о", "об", "обо") and start + 1 < len(words):
            start += 1
        elif (cue.about and not self._takes_object(cue, start)) or (
            is_preposition(words[start]) and words[start].lower not in ("на", "за", "к", "о", "об")
        ):
            return None
        end = self.scene.content_end(start)
        return self._made(cue, source, [self.scene.stretch(words[start].start, end)], acts=True)

    def _takes_object(self, cue: Cue, start: int) -> bool:
        word = self.scene.words[start]
        if self.scene.words[cue.first].lemmas & lexicon.ACTING - lexicon.ABOUT:
            return True
        return (
            any(one.case == "accs" and one.pos in ("NOUN", "ADJF") for one in word.analyses)
            and word.pos != "PREP"
        )

    def _told_before(self, cue: Cue, source: Stretch) -> Report | None:
        """«О важности такого шага говорил Лавров»."""
        words = self.scene.words
        low = self.scene.clause_start(cue.first)
        if cue.about and words[low].lower in ("о", "об", "обо") and cue.first - low >= 2:
            last = cue.first
            return self._made(
                cue, source, [self.scene.stretch(words[low].start, words[last - 1].end)], acts=True
            )
        return None

    def _adverbial(self, cue: Cue) -> Report | None:
        """«По словам Пескова, …», «…, по данным ведомства, …»."""
        words = self.scene.words
        source = cue.source
        if source is None:
            return None
        end = self.scene.sentence.at(source[1])
        end = self.scene.clause_end(end)
        low = cue.first
        parts: list[Stretch | None] = []
        if low > 1:
            close = words[low - 1].start if words[low - 1].text in BREAKS else words[low].start
            parts.append(self.scene.stretch(self.scene.place[0], close))
        if end < len(words) and words[end].text in BREAKS:
            tail = self.scene.stretch(words[end].end, self.scene.content_end(min(end + 1, len(words) - 1)))
            quotation = next(
                (
                    q
                    for q in self.scene.quotations
                    if q[0] >= words[end].start and ":" in self.scene.text[words[end].start : q[0]]
                ),
                None,
            )
            if quotation is not None and not parts:
                tail = quotation
                self.used.append(quotation)
            parts.append(tail)
        elif low <= 1 and end < len(words):
            parts.append(self.scene.stretch(words[end].start, self.scene.place[1]))
        return self._made(cue, source, parts)


def find_reports(sentence: Sentence, quotations: Sequence[Stretch]) -> Iterator[Report]:
    """Every statement of one sentence."""
    yield from Told(sentence, quotations).reports()
