"""Russian statements that are the object of an act: «подписал закон», «призвал создать»."""

from tocsin.reading.interface import Stretch
from tocsin.reading.russian import lexicon
from tocsin.reading.russian.agreement import is_preposition
from tocsin.reading.russian.cues import Cue
from tocsin.reading.russian.phrases import noun_phrase
from tocsin.reading.russian.scene import BREAKS
from tocsin.reading.russian.shape import Report, Shape


class Objects(Shape):
    """What somebody announces, orders, asks, forbids or denies."""

    def object(self, cue: Cue) -> Report | None:
        """The object or infinitive of an act."""
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
        start = self._past_occasion(cue, start)
        if cue.about and words[start].lower in ("о", "об", "обо") and start + 1 < len(words):
            start += 1
        elif (cue.about and not self._takes_object(cue, start)) or (
            is_preposition(words[start]) and words[start].lower not in ("на", "за", "к", "о", "об")
        ):
            return None
        end = self.scene.content_end(start)
        return self.made(cue, source, [self.scene.stretch(words[start].start, end)], acts=True)

    def _past_occasion(self, cue: Cue, start: int) -> int:
        """Behind «в третьем чтении» where the object follows: «приняла в третьем чтении закон»."""
        words = self.scene.words
        if words[start].lower not in ("в", "во", "на") or start + 2 >= len(words):
            return start
        occasion = noun_phrase(words, start + 1, len(words), ("loct",))
        if occasion is None or not words[occasion.head].lemmas & lexicon.NO_SPEAKERS:
            return start
        behind = occasion.head + 1
        return behind if behind < len(words) and self._takes_object(cue, behind) else start

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
            return self.made(
                cue, source, [self.scene.stretch(words[low].start, words[last - 1].end)], acts=True
            )
        return None
