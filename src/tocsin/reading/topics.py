"""Says what a claim is about.

Each topic's wordings are counted in the claim and in its sentence. A wording in the claim itself
outweighs one that stands around it: in "Denying a second wave, he said 300,000 had been called up" the
claim is about the number.
"""

from collections.abc import Sequence

from tocsin.reading.patterns import Wording, patterns_for, wording
from tocsin.records.indication import Topic

# How many wordings around a claim one wording inside it outweighs: a rule of precedence, not a measurement.
INSIDE = 4


class TopicClassifier:
    """Classifies claims by the topics of a catalogue, in one language."""

    def __init__(self, topics: Sequence[Topic], lang: str) -> None:
        written = ((topic.id, patterns_for(topic.patterns, lang)) for topic in topics)
        self._wordings = tuple((name, wording(patterns)) for name, patterns in written if patterns)

    def classify(self, sentence: str, content: str) -> str | None:
        """The topic of `content`, which stands in `sentence`; `None` when no topic's words are there.

        Between topics with the same count, the one whose words come first in the claim is taken.
        """
        lowered = f"{sentence}\n{content}".lower()
        ranked = [
            (-score, first, name)
            for name, words in self._wordings
            if (able := words.possible(lowered)) is not None
            for score, first in [weigh_words(able, sentence, content)]
            if score
        ]
        return min(ranked)[2] if ranked else None

    def strength(self, topic: str, sentence: str, content: str) -> int:
        """How strongly a topic's words stand in `content` and around it; 0 when they do not."""
        lowered = f"{sentence}\n{content}".lower()
        words = next((able for name, able in self._wordings if name == topic), None)
        able = None if words is None else words.possible(lowered)
        return 0 if able is None else weigh_words(able, sentence, content)[0]


def weigh_words(words: Wording, sentence: str, content: str) -> tuple[int, int]:
    """How strongly a text speaks of a topic, and where in the content it first does."""
    if not words.admits(sentence, 0, len(sentence)):
        return 0, 0
    inside = [m.start() for e in words.any if (m := e.regex.search(content))]
    around = sum(1 for e in words.any if e.regex.search(sentence))
    return INSIDE * len(inside) + around, min(inside, default=len(content))
