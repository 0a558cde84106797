"""Russian statements between quotation marks or behind a colon."""

from tocsin.reading.interface import Stretch
from tocsin.reading.russian.cues import Cue
from tocsin.reading.russian.phrases import after
from tocsin.reading.russian.scene import BREAKS, DASHES
from tocsin.reading.russian.shape import Report, Shape
from tocsin.reading.russian.words import trim


class Quoted(Shape):
    """A quotation with its speaker behind or before it, let into it, or before a colon."""

    def behind_quote(self, cue: Cue) -> Report | None:
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
        contents: list[Stretch | None] = [quotation]
        following = next((q for q in self.scene.quotations if q[0] > start), None)
        end = self.scene.clause_end(cue.last)
        if following and end < len(self.scene.words) and self.scene.words[end].text in BREAKS:
            gap = self.scene.text[self.scene.words[end].start : following[0]]
            if len(gap) < 6 and not gap.strip(" \u00a0,.-–—:"):
                contents.append(following)
        return self.made(cue, source, contents)

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
        return self.made(cue, source, parts)

    def colon(self, cue: Cue) -> Report | None:
        """What stands behind a colon, or in quotation marks right behind the cue."""
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
        content = quotation or self.scene.stretch(start, self.scene.place[1])
        source = self.sources.find(cue)
        if source is None and quotation is None:
            return None
        return self.made(cue, source, [content])
