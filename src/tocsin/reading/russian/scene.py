"""One Russian sentence as the reporting rules see it: where clauses begin and end, what is quoted."""

from collections.abc import Sequence

from tocsin.reading.interface import Stretch
from tocsin.reading.russian import lexicon
from tocsin.reading.russian.cues import Cue
from tocsin.reading.russian.phrases import after, quoted
from tocsin.reading.russian.words import Sentence, trim

BREAKS = frozenset(",;:—–-()")
DASHES = frozenset("—–-")
TRAILING = " \t\n\r\u00a0.,;:!?…-–—"


class Scene:
    """The words of a sentence and the quotations among them."""

    def __init__(self, sentence: Sentence, quotations: Sequence[Stretch]) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.words = sentence.words
        self.place = (sentence.start, sentence.end)
        self.quotations = [q for q in quotations if sentence.start <= q[0] and q[1] <= sentence.end]

    def clause_start(self, n: int) -> int:
        """The word behind the sign that opens the clause of word `n`."""
        at = n
        while at > 0 and not (self.words[at - 1].text in BREAKS or self.quoted_word(at - 1)):
            at -= 1
        return at

    def quoted_word(self, n: int) -> bool:
        """Whether word `n` stands in a quotation."""
        start = self.words[n].start
        return any(a <= start < b for a, b in self.quotations)

    def clause_end(self, n: int) -> int:
        """The first sign at or behind word `n` that closes its clause, behind names in quotation marks."""
        words = self.words
        while n < len(words):
            if ended := quoted(words, n, len(words)):
                n = ended
            elif words[n].text in BREAKS or (words[n].text == "." and n == len(words) - 1):
                return n
            else:
                n += 1
        return n

    def stretch(self, start: int, end: int) -> Stretch | None:
        """What stands between two offsets without signs around it, if anything does."""
        low, high = trim(self.text, start, end, TRAILING)
        return (low, high) if high > low else None

    def complement(self, cue: Cue) -> int | None:
        """The word that opens the clause the cue governs: «что», «чтобы», «кто», «ли»."""
        words = self.words
        end = cue.last
        limit = min(len(words), cue.last + 16)
        while end < limit:
            if ended := quoted(words, end, limit):
                end = ended
                continue
            if words[end].text in (",", "—", "–") or words[end].text == ":" or words[end].text == ";":
                break
            end += 1
        if end + 1 >= len(words) or words[end].text != ",":
            return None
        nxt = end + 1
        if words[nxt].lower in lexicon.COMPLEMENTISERS and not (
            words[nxt].lower in ("какой", "какая", "какие", "где", "когда")
            and words[end - 1].has("NOUN")
            and end - 1 >= cue.last
        ):
            return nxt
        return nxt if nxt + 1 < len(words) and words[nxt + 1].lower == "ли" else None

    def content_end(self, opened: int, *, gerund: bool = False) -> int:
        """Where a clause ends: at the sentence's end, at the next reporting verb, at «, сообщает …»."""
        words = self.words
        for n in range(opened + 1, len(words)):
            word = words[n]
            if word.text == ";" and not self.quoted_word(n):
                return word.start
            if gerund and word.text == "," and words[n + 1 : n + 2] and words[n + 1].pos == "VERB":
                return word.start
            if (
                n + 1 < len(words)
                and word.text in (",", "—", "–")
                and not self.quoted_word(n)
                and self.begins_report(n + 1)
            ):
                return word.start
            if (
                n + 1 < len(words)
                and word.text == ","
                and words[n + 1].lower == "так"
                and words[n + 2 : n + 3]
                and words[n + 2].lower == "что"
            ):
                return word.start
            if word.lower in ("и", "а") and n + 1 < len(words) and self.begins_report(n + 1, clause=True):
                return words[n - 1].start if words[n - 1].text == "," else word.start
        return self.place[1]

    def begins_report(self, n: int, *, clause: bool = False) -> bool:
        """Whether another statement begins at word `n`: «, добавив», «, передает ТАСС», «и добавил, что»."""
        words = self.words
        if words[n].lower in ("и", "а", "но", "при", "также") and n + 1 < len(words) and not clause:
            return self.begins_report(n + 1, clause=True)
        if words[n].lower in ("также", "как") and n + 1 < len(words):
            n += 1
        word = words[n]
        if not word.lemmas & lexicon.SAYING or word.pos not in ("VERB", "GRND"):
            return False
        if word.pos == "GRND":
            return True
        cue = Cue(n, n + 1, (word.start, word.end))
        return self.complement(cue) is not None if clause else after(words, n, len(words)) is not None

    def in_quotation(self, stretch: Stretch) -> bool:
        """Whether a stretch stands within one quotation."""
        return any(q[0] <= stretch[0] and stretch[1] <= q[1] for q in self.quotations)

    def is_relative(self, cue: Cue) -> bool:
        """Whether the verb stands in «которые подтверждают …», said of whatever is before."""
        low = self.clause_start(cue.first)
        return any("который" in word.lemmas for word in self.words[low : min(cue.first, low + 3)])
