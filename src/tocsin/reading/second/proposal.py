"""What the model answered, as proposals; each is found verbatim in the text, or refused with a reason."""

import msgspec

from tocsin.errors import ReadingError
from tocsin.reading.interface import Stretch
from tocsin.records.reading import Certainty, ClaimSpans, Kind, Polarity
from tocsin.records.span import Span, cut


class Proposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One claim as the model tells it."""

    content: str
    topic: str
    source: str | None = None
    cue: str | None = None
    chain: tuple[str, ...] = ()
    kind: Kind = Kind.INDIRECT
    polarity: Polarity = Polarity.AFFIRM
    certainty: Certainty = Certainty.UNSTATED
    prediction: bool = False


class Proposals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole answer."""

    claims: tuple[Proposal, ...]


def decode(answer: str) -> tuple[Proposal, ...]:
    """The proposals written in an answer.

    Raises:
        ReadingError: it is cut off, or not in the form that was asked for.
    """
    try:
        return msgspec.json.decode(answer, type=Proposals).claims
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadingError(
            "second reader",
            "claims in the JSON that was asked for",
            str(error),
            "a model that keeps a schema",
        ) from error


def find(proposal: Proposal, text: str, piece: Stretch, topics: frozenset[str], read_by: str) -> ClaimSpans:
    """The proposal as spans of the text; quantities and times are still to be found.

    Raises:
        ReadingError: a span does not stand in the piece that was read, or the topic is none of ours.
    """
    if proposal.topic not in topics:
        raise _refused("one of the topics given", repr(proposal.topic))
    content = _span(proposal.content, text, piece, piece[0])
    near = content.start
    source = None if proposal.source is None else _span(proposal.source, text, piece, near)
    cue = None if proposal.cue is None else _span(proposal.cue, text, piece, near)
    chain = proposal.chain
    if source is not None and not chain:
        chain = (source.text,)
    for name in chain:
        _named(name, text)
    return ClaimSpans(
        source=source,
        chain=chain,
        cue=cue,
        content=content,
        kind=proposal.kind,
        topic=proposal.topic,
        polarity=proposal.polarity,
        certainty=proposal.certainty,
        prediction=proposal.prediction,
        read_by=read_by,
    )


def _span(words: str, text: str, piece: Stretch, near: int) -> Span:
    """The nearest place of the words to `near` within the piece."""
    if not words.strip():
        raise _refused("words of the text", "nothing")
    before = text.rfind(words, piece[0], min(piece[1], near + len(words)))
    after = text.find(words, near, piece[1])
    places = [place for place in (before, after) if place >= 0]
    if not places:
        raise _refused("words that stand in the text", repr(words[:80]))
    start = min(places, key=lambda place: abs(place - near))
    return cut(text, start, start + len(words))


def _named(name: str, text: str) -> None:
    """A resolved name may stand anywhere in the text, and must stand somewhere."""
    if not name.strip() or name not in text:
        raise _refused("a speaker named in the text", repr(name[:80]))


def _refused(expected: str, found: str) -> ReadingError:
    return ReadingError("second reader", expected, found, "nothing: the proposal is left out")
