"""Who speaks between quotation marks: the nearest reporting verb, else the speaker before.

A quotation is met in four shapes: "…", X said · X said: "…" · "…," X said. "…" · and alone in its
paragraph, going on from the one before.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tocsin.reading.english.clauses import phrase
from tocsin.reading.english.lexicon import SAYING
from tocsin.reading.english.parse import Page, begin, finish, stretch
from tocsin.reading.english.quotation import find_quotations, find_sentences, is_speech
from tocsin.reading.english.report import Report
from tocsin.reading.english.voices import find_speaker
from tocsin.reading.interface import Stretch
from tocsin.records.reading import Kind

REACH = 240
"""Characters between a quotation and the verb that reports it."""


def find_speeches(page: Page) -> Iterator[Report]:
    """Every sentence quoted at length, with its speaker where there is one."""
    last: Report | None = None
    for doc, (start, end) in page.docs():
        quotations = [q for q in find_quotations(page.text, start, end) if is_speech(page.text, q)]
        if not quotations:
            continue
        verbs = [
            token
            for token in doc
            if token.lemma_ in SAYING
            and token.pos_ in ("VERB", "AUX")
            and not any(a <= begin(token) < b for a, b in quotations)
        ]
        for quotation in quotations:
            found = _reported(verbs, quotation, quotations)
            if found is None and last is not None and _goes_on(page.text, start, quotation, last):
                found = (last.source, None)
            source, cue = found if found is not None else (None, None)
            for sentence in find_sentences(page.text, quotation):
                last = Report(source, cue, sentence, sentence, Kind.DIRECT)
                yield last


def _goes_on(text: str, start: int, quotation: Stretch, last: Report) -> bool:
    """Whether the quotation continues the last speaker's: in one passage, or alone in the next."""
    if last.content[0] >= start:
        return True
    around = text[start : quotation[0]] + text[quotation[1] : text.find("\n", quotation[1]) % (len(text) + 1)]
    return around.strip('"“”«»‘’ -–—.') == ""


def _reported(
    verbs: Sequence[Token], quotation: Stretch, quotations: Sequence[Stretch]
) -> tuple[Stretch | None, Stretch | None] | None:
    after = [t for t in verbs if 0 <= begin(t) - quotation[1] <= REACH]
    before = [t for t in verbs if 0 <= quotation[0] - finish(t) <= REACH]
    for token in [*after[:1], *before[-1:]]:
        if _blocked(token, quotation, quotations):
            continue
        speaker = _speaker(token, quotations)
        if speaker is not None:
            return speaker, stretch([token])
    return None


def _blocked(cue: Token, quotation: Stretch, quotations: Sequence[Stretch]) -> bool:
    """Whether a full stop, or another quotation, stands between the verb and the quotation."""
    start, end = sorted((begin(cue), quotation[0] if begin(cue) < quotation[0] else quotation[1]))
    if any(q != quotation and start < q[0] < end for q in quotations):
        return True
    stops = [begin(t) for t in cue.doc if t.text in (".", "!", "?")]
    return any(start < at < end and (at > quotation[1] or at < quotation[0] - 2) for at in stops)


def _speaker(cue: Token, quotations: Sequence[Stretch]) -> Stretch | None:
    found = find_speaker(cue)
    if found is not None and not any(a <= begin(found.noun) < b for a, b in quotations):
        return stretch(phrase(found.noun) or [found.noun])
    near = [
        t
        for t in cue.doc[max(0, cue.i - 2) : cue.i + 6]
        if t.ent_type_ == "PERSON" or t.lower_ in ("he", "she")
    ]
    near = [t for t in near if not any(a <= begin(t) < b for a, b in quotations)]
    return stretch(near) if near else None
