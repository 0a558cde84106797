"""Russian statements in a clause of their own, or around a reporting clause."""

from tocsin.reading.interface import Stretch
from tocsin.reading.russian import lexicon
from tocsin.reading.russian.cues import Cue
from tocsin.reading.russian.phrases import noun_phrase
from tocsin.reading.russian.scene import BREAKS, DASHES
from tocsin.reading.russian.shape import Report, Shape


class Clauses(Shape):
    """A clause after «что», a reporting clause let in, a source as adverbial, the sentence before."""

    def clause(self, cue: Cue) -> Report | None:
        """A clause that «что» or its kin opens."""
        opened = self.scene.complement(cue)
        if opened is None or cue.modal:
            return None
        end = self.scene.content_end(opened, gerund=cue.gerund)
        content = self.scene.stretch(self.scene.words[opened].start, end)
        source = self.sources.find(cue)
        if source is None and not (cue.gerund or cue.impersonal or self._first_in_sentence(cue)):
            return None
        return self.made(cue, source, [content])

    def _first_in_sentence(self, cue: Cue) -> bool:
        return cue.first == 0 or (self.scene.words[cue.first - 1].text in DASHES and cue.first < 3)

    def hung(self, cue: Cue) -> Report | None:
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
        return self.made(made._replace(denies=cue.denies), source, parts)

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

    def about_this(self, cue: Cue) -> Report | None:
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

    def adverbial(self, cue: Cue) -> Report | None:
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
            parts.append(tail)
        elif low <= 1 and end < len(words):
            parts.append(self.scene.stretch(words[end].start, self.scene.place[1]))
        return self.made(cue, source, parts)
