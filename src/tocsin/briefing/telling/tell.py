"""The prose of a briefing from top to bottom, section by section: what the page prints and a voice reads."""

from collections.abc import Iterator, Sequence

import msgspec

from tocsin.briefing.telling import answer, evidence, opinion
from tocsin.briefing.telling.said import Teller
from tocsin.records.briefing import Briefing, Passage, Sentence

SECTIONS = (
    "answer", "moved", "why", "sizes", "arithmetic", "vanished", "predictions", "opinion", "missing", "made",
)  # fmt: skip


def tell(briefing: Briefing) -> Briefing:
    """The briefing with its prose, in its language."""
    teller = Teller(briefing)
    passages = tuple(
        Passage(id=name, heading=teller.language.t(f"heading.{name}"), sentences=told)
        for name in SECTIONS
        if (told := tuple(_sentences(teller, name)))
    )
    return msgspec.structs.replace(briefing, passages=passages)


def _sentences(teller: Teller, section: str) -> Iterator[Sentence]:
    if section == "answer":
        yield from answer.sentences(teller)
        yield answer.scale(teller)
    elif section == "moved":
        yield from answer.moved(teller)
    elif section == "opinion":
        yield from opinion.sentences(teller)
    else:
        yield from getattr(evidence, section)(teller)


def sentences(briefing: Briefing, section: str, keys: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of a section, all or those whose key ends so."""
    found = next((each.sentences for each in briefing.passages if each.id == section), ())
    return tuple(one for one in found if not keys or one.key.rpartition(".")[2] in keys)
