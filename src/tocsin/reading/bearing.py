"""Which passages of an admitted text can hold a claim or an indication at all.

A claim needs a wording of a topic in its sentence, an indication one of an indicator in its own. Where no
wording of either stands in a passage nothing can be found in it, however it is parsed; so passing over it
loses nothing, unlike the gate, which guesses. What a passage leans on, it does not say itself: a pronoun or a
quotation that goes on is understood from the passage before, which is then parsed too.
"""

from collections.abc import Callable, Sequence

from tocsin.reading.interface import Stretch
from tocsin.reading.patterns import expression, lower_case, patterns_for
from tocsin.reading.sieve import Sieve
from tocsin.records.indication import Indicator, Topic


class Bearing:
    """Finds the passages that bear on a catalogue, in one language."""

    def __init__(self, topics: Sequence[Topic], indicators: Sequence[Indicator], lang: str) -> None:
        told = [*(one.patterns for one in topics), *(one.patterns for one in indicators)]
        written = [patterns_for(patterns, lang) for patterns in told]
        wordings = dict.fromkeys(pattern for patterns in written if patterns for pattern in patterns.any)
        self._sieve = Sieve(expression(pattern) for pattern in wordings)

    def find(
        self, text: str, passages: Sequence[Stretch], leans: Callable[[str], bool]
    ) -> tuple[Stretch, ...]:
        """The passages that bear on the catalogue, with those they lean on.

        Args:
            leans: whether a passage cannot be understood without the one before it.
        """
        lowered = lower_case(text)
        bears = [
            any(one.regex.search(lowered, *passage) for one in self._sieve.able(lowered[slice(*passage)]))
            for passage in passages
        ]
        needed = [*bears[1:], False]
        follows = [*passages[1:], (0, 0)]
        return tuple(
            passage
            for passage, here, after, (start, end) in zip(passages, bears, needed, follows, strict=True)
            if here or (after and leans(text[start:end]))
        )
