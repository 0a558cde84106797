"""Who says it: the subject of a reporting verb, its owner for a gerund, the office named as a place."""

from tocsin.reading.interface import Stretch
from tocsin.reading.russian import lexicon
from tocsin.reading.russian.agreement import is_preposition
from tocsin.reading.russian.cues import Cue
from tocsin.reading.russian.phrases import Phrase, after, before, noun_phrase, subject
from tocsin.reading.russian.scene import BREAKS, Scene


class Sources:
    """Finds the sources of one sentence's cues, in order: a later one may borrow an earlier one's."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.told: list[tuple[Stretch | None, Stretch | None]] = []
        """Source and cue of each statement found so far."""

    def find(self, cue: Cue, *, behind: bool = False) -> Stretch | None:
        """The source of a cue: its subject, whoever spoke before it, or the office it was said in."""
        words = self.scene.words
        low, high = self.scene.clause_start(cue.first), len(words)
        verb = cue.last - 1
        if cue.participle:
            before = next((n for n in range(cue.first - 1, low - 1, -1) if words[n].has("NOUN")), None)
            if before is None and cue.first > 1 and words[cue.first - 1].text == ",":
                return self._nominal_before(cue.first - 1)
            return None if before is None else self._nominal_before(before + 1)
        phrase: Phrase | None = None
        if not cue.gerund:
            phrase = after(words, verb, high) if behind else subject(words, verb, low, high)
            phrase = phrase or (None if behind else self._across_commas(cue, low))
        if phrase is not None:
            return words[phrase.first].start, words[phrase.last - 1].end
        return self._borrowed(cue, low) or self._place_as_source(cue, low)

    def _nominal_before(self, last: int) -> Stretch | None:
        """The phrase of any case that ends before word `last`."""
        words = self.scene.words
        first = last
        while (
            first > 0
            and words[first - 1].is_word
            and (words[first - 1].has("NOUN") or words[first - 1].has("ADJF"))
        ):
            if is_preposition(words[first - 1]) or words[first - 1].pos == "VERB":
                break
            first -= 1
        return (words[first].start, words[last - 1].end) if first < last else None

    def _across_commas(self, cue: Cue, low: int) -> Phrase | None:
        """The subject before what is let in between commas: «Люди, помнившие войну, утверждают»."""
        words = self.scene.words
        if low < 2 or words[low - 1].text not in (",", ")", "—", "–"):
            return None
        n = low - 2
        while n > 0 and low - n < 30 and words[n].text not in (",", "(", "—", "–"):
            n -= 1
        if n < 1:
            return None
        clause = self.scene.clause_start(n)
        if any(word.pos == "VERB" for word in words[clause:n]):
            return None
        return before(words, cue.last - 1, clause, n)

    def _borrowed(self, cue: Cue, low: int) -> Stretch | None:
        """The source of the statement before, for a gerund or a second verb: «… и добавил, что»."""
        words = self.scene.words
        if cue.gerund:
            main = next(
                (
                    n
                    for n, word in enumerate(words)
                    if word.pos == "VERB" and not self.scene.quoted_word(n) and n != cue.first
                ),
                None,
            )
            if self.told:
                return self.told[-1][0]
            if main is None:
                return None
            phrase = subject(words, main, self.scene.clause_start(main), len(words))
            return phrase and (words[phrase.first].start, words[phrase.last - 1].end)
        joined = cue.first > 0 and any(
            word.lower in ("и", "а", "но", "также") for word in words[max(low - 1, cue.first - 3) : cue.first]
        )
        if self.told and joined and self._same_number(cue):
            return self.told[-1][0]
        if joined and low > 0:
            start = self.scene.clause_start(max(0, low - 2))
            phrase = subject(words, cue.last - 1, start, max(0, low - 1))
            if phrase is not None:
                return words[phrase.first].start, words[phrase.last - 1].end
        return None

    def _same_number(self, cue: Cue) -> bool:
        verb = self.scene.words[cue.last - 1]
        last = self.told[-1][1]
        earlier = next((word for word in self.scene.words if last and word.start == last[0]), None)
        if earlier is None:
            return True
        numbers = {one.number for one in verb.analyses if one.pos == "VERB"}
        return bool(numbers & {one.number for one in earlier.analyses}) or earlier.pos != "VERB"

    def _place_as_source(self, cue: Cue, low: int) -> Stretch | None:
        """«В Минобороны сообщили», «в докладе говорится», «сообщили в пресс-службе»."""
        words = self.scene.words
        if not cue.impersonal:
            return None
        behind = range(cue.last, min(len(words), cue.last + 4))
        for n in [*range(low, cue.first), *behind]:
            if words[n].text in BREAKS and n >= cue.last:
                return None
            if words[n].lower in ("в", "во", "на") and n + 1 < len(words):
                phrase = noun_phrase(words, n + 1, len(words), ("loct",))
                if phrase is not None and self._speaks(phrase):
                    return words[phrase.first].start, words[phrase.last - 1].end
        return None

    def _speaks(self, phrase: Phrase) -> bool:
        """Whether the place is an office or a paper, and no day or town."""
        head = self.scene.words[phrase.head]
        if any("Geox" in one.marks for one in head.analyses[:1]):
            return False
        return not head.lemmas & lexicon.NO_SPEAKERS and not any(
            word.text.isdigit() for word in self.scene.words[phrase.first : phrase.last]
        )
