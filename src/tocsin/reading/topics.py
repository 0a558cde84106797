"""Says what a claim is about.

Each topic's wordings are counted in the claim and in its sentence. A wording in the claim itself
outweighs one that stands around it: in "Denying a second wave, he said 300,000 had been called up" the
claim is about the number.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tocsin.reading.interface import Judgement
from tocsin.reading.judging import Standing, Weights, Worded, load_weights, rank
from tocsin.reading.patterns import Expression, lower_case, patterns_for, wording
from tocsin.reading.sieve import Sieve
from tocsin.records.indication import Topic

# How many wordings around a claim one wording inside it outweighs: a rule of precedence, not a measurement.
INSIDE = 4


class _Candidate(NamedTuple):
    """A topic's wordings that can match in a sentence."""

    topic: str
    any: tuple[Expression, ...]
    around: int
    """How many of them stand in the sentence."""

    def weigh(self, content: str) -> tuple[int, int]:
        """How strongly a content, in lower case, speaks of the topic, and where it first does."""
        inside = [found.start() for one in self.any if (found := one.regex.search(content))]
        return INSIDE * len(inside) + self.around, min(inside, default=len(content))


class TopicClassifier:
    """Classifies claims by the topics of a catalogue, in one language."""

    def __init__(self, topics: Sequence[Topic], lang: str, weights: Weights | None = None) -> None:
        self._weights = load_weights() if weights is None else weights
        self._watched = frozenset(topic.id for topic in topics)
        written = ((topic.id, patterns_for(topic.patterns, lang)) for topic in topics)
        self._wordings = tuple((name, wording(patterns)) for name, patterns in written if patterns)
        self._sieve = Sieve(e for _, words in self._wordings for e in (*words.any, *words.all, *words.none))
        # A sentence holds several statements, each classified and then weighed.
        self._standing = lru_cache(maxsize=64)(self._find_standing)

    def _find_standing(self, sentence: str, text: str) -> tuple[_Candidate, ...]:
        """What of each topic's wording can match in a text at all, and how often it does in its sentence."""
        able = set(self._sieve.able(text))
        left = ((name, words.possible(able)) for name, words in self._wordings)
        return tuple(
            _Candidate(name, words.any, sum(1 for e in words.any if e.regex.search(sentence)))
            for name, words in left
            if words is not None and words.admits(sentence, 0, len(sentence))
        )

    def classify(self, sentence: str, content: str) -> str | None:
        """The topic of `content`, which stands in `sentence`; `None` when no topic's words are there."""
        standing = self.weigh(sentence, content)
        return None if standing is None else standing.topic

    def weigh(self, sentence: str, content: str, judgement: Judgement | None = None) -> Standing | None:
        """The topic of `content` with its strength; `None` when it has none.

        Args:
            sentence: what it stands in.
            content: the statement.
            judgement: what trained heads make of it.
        """
        sentence, content = lower_case(sentence), lower_case(content)
        text = sentence if content in sentence else f"{sentence}\n{content}"
        worded = [
            Worded(one.topic, score, first)
            for one in self._standing(sentence, text)
            for score, first in [one.weigh(content)]
            if score
        ]
        return rank(worded, judgement, self._watched, self._weights)
