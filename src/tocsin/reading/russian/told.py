"""What the encoder is sure of and no rule saw: the rules know forms, it has seen more ways of speaking."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tocsin.reading.encoder.attributor import Attributed
from tocsin.reading.interface import Stretch
from tocsin.reading.order import Ordered
from tocsin.reading.overlap import common_share, shared_length
from tocsin.reading.russian import lexicon
from tocsin.reading.russian.shape import Report
from tocsin.reading.russian.words import Sentence

SURE_P = 0.9
"""From here on the encoder is heard where the rules are silent: on our texts kept aside that lifts relaxed F1
from .72 to .83; heard from .6 on, it would say half as much again as others mark (adaq)."""
SAME = 0.3
"""Share of the shorter content in common from which two contents are one statement."""


def find_missed(
    reports: Sequence[Report], told: Sequence[Attributed], sentences: Sequence[Sentence]
) -> Iterator[Report]:
    """The encoder's statements that share neither words said nor a cue with a rule's, in order.

    Those of nobody are left out: «напомним, что …» is the writer's own, and the rules know *сообщается*.
    """
    contents = Ordered([part for one in reports for part in one.contents], _itself)
    cues = Ordered([one.cue for one in reports if one.cue is not None], _itself)
    starts = [one.start for one in sentences]
    for one in told:
        if one.p < SURE_P or not one.sources or cues.near(*one.cue):
            continue
        if any(_is_told(part, contents) for part in one.contents):
            continue
        sentence = sentences[max(0, bisect_right(starts, one.cue[0]) - 1)]
        yield Report(
            source=one.sources[0],
            cue=one.cue,
            contents=one.contents,
            sentence=(sentence.start, sentence.end),
            kind=one.kind,
            denies=_denies(sentence, one.cue),
            by_rules=False,
            encoder_p=one.p,
        )


def find_seen(report: Report, told: Ordered[Attributed]) -> float | None:
    """How sure the encoder is of what a rule found; `None` where it did not see it."""
    near = (one for part in report.contents for one in told.near(*part))
    seen = [one.p for one in near if report.cue is not None and shared_length(report.cue, one.cue)]
    return max(seen, default=None)


def by_place(told: Sequence[Attributed]) -> Ordered[Attributed]:
    """The encoder's statements, asked for by where they stand."""
    return Ordered(told, lambda one: (one.contents[0][0], one.contents[-1][1]))


def _is_told(part: Stretch, contents: Ordered[Stretch]) -> bool:
    return any(common_share(part, other) > SAME for other in contents.near(*part))


def _denies(sentence: Sentence, cue: Stretch) -> bool:
    words = (word for word in sentence.words if cue[0] <= word.start < cue[1])
    return any(word.lemmas & lexicon.DENYING for word in words)


def _itself(stretch: Stretch) -> Stretch:
    return stretch
