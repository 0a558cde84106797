"""From attributions the encoder finds to statements as claims quote them: shortest span, one a sentence.

An attribution's content is whatever stands for what was said, quotation marks and "that" included; a
claim's is the proposition alone, and each sentence of a long quotation is one of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span

from tocsin.reading.encoder.attributor import Attributed
from tocsin.reading.english.lexicon import ACTING, DENYING, SAYING
from tocsin.reading.english.modality import words
from tocsin.reading.english.parse import Page, begin, finish
from tocsin.reading.english.quotation import find_sentences
from tocsin.reading.english.report import Report
from tocsin.reading.english.voices import speaks
from tocsin.reading.interface import Stretch
from tocsin.reading.order import Ordered
from tocsin.reading.overlap import common_share
from tocsin.records.reading import Kind

_OPENER = re.compile(r"(?:that|if|whether|and|but|to|for|on|of|as)\s+", re.IGNORECASE)
_EDGES = " \t\n\r\u00a0\"'“”„«»‘’,;:–—-"
_ENDS = _EDGES + ".!?…"
_DENIALS = frozenset(
    form
    for verb in DENYING
    for form in (verb, verb + "s", verb + "es", verb + "ed", verb + "d", verb + "ing")
) | {"denies", "denied", "rebutted", "rebutting", "not", "never", "didn't", "don't", "doesn't", "n't", "no"}
_CLAIMING = (SAYING | ACTING | {"according"}) - frozenset(
    {"fear", "hope", "feel", "trust", "cite", "respond"}
)
_SPOKEN = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|report\w*|warn\w*|claim\w*|announc\w*|stat(?:ed|es|ing)|wr(?:ote|it)\w*"
    r"|according|declar\w*|explain\w*|den(?:y|ie)\w*|confirm\w*|add(?:ed|s|ing)|estimat\w*|predict\w*)\b",
    re.IGNORECASE,
)
_STATING = frozenset({"VB", "VBD", "VBP", "VBZ", "MD"})
FEWEST_WORDS = 3
SAME = 0.5
"""Share in common from which two contents are one statement."""


class Citing:
    """Whose words a cue stands in: "CNN reported that officials said …"."""

    def __init__(self, told: Sequence[Attributed]) -> None:
        self._told = Ordered(told, lambda one: (one.contents[0][0], one.contents[-1][1]))

    def sources(self, cue: Stretch) -> tuple[Stretch, ...]:
        """Sources of the attributions that hold the cue in their content, outermost first."""
        holding = (
            one
            for one in self._told.near(*cue)
            if one.sources and any(a <= cue[0] and cue[1] <= b for a, b in one.contents)
        )
        return tuple(one.sources[0] for one in holding)


def find_told(page: Page, told: Sequence[Attributed], citing: Citing) -> Iterator[Report]:
    """A statement for each sentence of each attribution's content that says something of something."""
    text = page.text
    sentences = Sentences(page)
    told = [one for one in told if sentences.says(one.cue) and all(map(sentences.speaks, one.sources))]
    for one in told:
        for content in _contents(text, one):
            sentence = sentences.find(content[0])
            if sentence is None or not sentences.states(sentence, content):
                continue
            yield Report(
                source=one.sources[0] if one.sources else None,
                cue=one.cue,
                content=content,
                sentence=(begin(sentence[0]), finish(sentence[-1])),
                kind=one.kind,
                outer=citing.sources(one.cue),
                denies=bool(words(text[slice(*one.cue)]) & _DENIALS),
                by_rules=False,
                encoder_p=one.p,
            )


def filled(text: str, rules: Sequence[Report], told: Iterable[Report], citing: Citing) -> list[Report]:
    """What the rules find, with the speakers and chains they miss and the statements they pass over.

    The rules cut a statement as claims are annotated; the encoder knows more ways of saying that something
    was said. Where both see a statement the rules' words stand.
    """
    placed = Ordered(rules, _content)
    known: dict[Stretch, Report] = {}
    seen_p: dict[Stretch, float] = {}
    found: list[Report] = []
    for one in told:
        spoken = one.cue is not None and _SPOKEN.search(text, *one.cue)
        near = [r for r in placed.near(*one.content) if not (spoken and _holds(r.content, one.cue))]
        same = [rule for rule in near if common_share(rule.content, one.content) > SAME]
        if not same:
            found.append(one)
        for rule in same:
            seen_p[rule.content] = max(one.encoder_p or 0.0, seen_p.get(rule.content, 0.0))
        known.update((rule.content, one) for rule in same if rule.source is None and one.source is not None)
    for rule in rules:
        better = known.get(rule.content)
        one = rule._replace(encoder_p=seen_p.get(rule.content))
        one = one if better is None else one._replace(source=better.source, cue=better.cue)
        if not one.outer and one.cue is not None and one.source is not None:
            one = one._replace(outer=_others(citing.sources(one.cue), one.source))
        found.append(one)
    return _innermost(text, found)


def _innermost(text: str, reports: Sequence[Report]) -> list[Report]:
    """Without those that only frame another's words: of "CNN said that aides said …" the aides' statement.

    What somebody is said to plan or fear is the speaker's statement all the same.
    """
    placed = Ordered([one for one in reports if one.cue and _SPOKEN.search(text, *one.cue)], _content)
    return [
        one
        for one in reports
        if not any(
            _holds(one.content, other.cue) and SAME * _length(one.content) < _length(other.content)
            for other in placed.near(*one.content)
            if other is not one and other.source is not None and other.content != one.content
        )
    ]


def _length(stretch: Stretch) -> int:
    return stretch[1] - stretch[0]


def _holds(content: Stretch, cue: Stretch | None) -> bool:
    return cue is not None and content[0] <= cue[0] and cue[1] <= content[1]


def _others(outer: Sequence[Stretch], source: Stretch) -> tuple[Stretch, ...]:
    """Those who cite, without the one who is cited."""
    return tuple(one for one in outer if not (one[0] < source[1] and source[0] < one[1]))


def _content(report: Report) -> Stretch:
    return report.content


def _contents(text: str, one: Attributed) -> Iterator[Stretch]:
    for content in one.contents:
        pieces: Iterable[Stretch] = find_sentences(text, content) if one.kind is Kind.DIRECT else (content,)
        for piece in pieces:
            start, end = _bare(text, *piece)
            if len(text[start:end].split()) >= FEWEST_WORDS:
                yield start, end


def _bare(text: str, start: int, end: int) -> Stretch:
    """Without the marks and the conjunction that open it."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    opener = _OPENER.match(text, start, end)
    return (opener.end() if opener else start), end


class Sentences:
    """The parsed sentences, found by place."""

    def __init__(self, page: Page) -> None:
        self._sentences = page.sentences
        self._starts = [begin(sentence[0]) for sentence in self._sentences]

    def find(self, place: int) -> Span | None:
        """The sentence in which a place stands."""
        at = bisect_right(self._starts, place)
        return self._sentences[at - 1] if at else None

    def says(self, cue: Stretch) -> bool:
        """Whether a cue says, decides or orders: to fear or to see a thing is to claim nothing."""
        sentence = self.find(cue[0])
        return sentence is not None and any(
            token.lemma_ in _CLAIMING and cue[0] <= begin(token) < cue[1] for token in sentence
        )

    def speaks(self, source: Stretch) -> bool:
        """Whether the head of a source is somebody: not a share, a count or a date."""
        sentence = self.find(source[0])
        within = [] if sentence is None else [t for t in sentence if source[0] <= begin(t) < source[1]]
        return all(speaks(token) for token in within if token.head == token or token.head not in within)

    def states(self, sentence: Span, content: Stretch) -> bool:
        """Whether a finite verb or an infinitive stands in it: "a second wave" alone claims nothing."""
        return any(token.tag_ in _STATING and content[0] <= begin(token) < content[1] for token in sentence)
