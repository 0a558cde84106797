"""Statements the grammar shows: a reporting verb with its clause, an act with its object, "according to".

Source: Pareti, "Annotating attribution relations and automatic extraction" (2015), for the kinds of cue.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Span, Token

from tocsin.reading.english.clauses import (
    branch,
    clause,
    coordinated,
    phrase,
    reports_apart,
    run_around,
    subject,
    trimmed,
)
from tocsin.reading.english.lexicon import ACTING, ASIDES, CLAIM_NOUNS, DENYING, IMPERSONAL, SAYING
from tocsin.reading.english.parse import begin, finish, stretch
from tocsin.reading.english.voices import (
    Speaker,
    agent_of,
    find_speaker,
    is_imagined,
    is_phrasal,
    speaks,
    split_by_semicolon,
)
from tocsin.reading.interface import Stretch
from tocsin.records.reading import Kind

_VERBS = SAYING | ACTING
_CUES = _VERBS | CLAIM_NOUNS


class Report(NamedTuple):
    """One statement: where its source, cue and content stand."""

    source: Stretch | None
    cue: Stretch | None
    content: Stretch
    sentence: Stretch
    kind: Kind = Kind.INDIRECT
    outer: tuple[Stretch, ...] = ()
    """Sources that cite the source, outermost first."""
    denies: bool = False
    """Whether the cue itself denies."""
    acts: bool = False
    """Whether the content is something decided or done, and not a clause said."""
    subject: Stretch | None = None
    """Whom or what an assertion of the writer is about."""
    by_rules: bool = True
    """Whether the grammar shows it."""
    encoder_p: float | None = None
    """How sure the encoder is that it is said; `None` where it found nothing said there."""


def find_reports(sentence: Span, quoted: Sequence[Stretch]) -> Iterator[Report]:
    """Every statement the grammar of one sentence shows, outside long quotations."""
    place = (begin(sentence[0]), finish(sentence[-1]))
    for token in sentence:
        lemma = token.lemma_
        if lemma not in _CUES and token.lower_ != "according":
            continue
        if any(start <= begin(token) < end for start, end in quoted):
            continue
        if token.lower_ == "according":
            yield from _according(token, place)
        elif token.pos_ in ("VERB", "AUX"):
            yield from _verb(token, place)
        elif token.pos_ == "NOUN" and lemma in CLAIM_NOUNS:
            yield from _noun(token, place)


def _verb(verb: Token, place: Stretch) -> Iterator[Report]:
    if verb.lemma_ not in _VERBS or is_phrasal(verb):
        return
    clauses = [child for child in verb.children if _is_content(child, verb)]
    denies = verb.lemma_ in DENYING or any(child.dep_ == "neg" for child in verb.children)
    if verb.lemma_ in SAYING and clauses:
        speaker = find_speaker(verb)
        if speaker is None:
            return
        for head in [one for first in clauses for one in coordinated(first)]:
            rest = [other for other in coordinated(head) if other != head]
            content = clause(head, [*rest, verb])
            content = content and _extended(content, verb)
            if content:
                yield _report(speaker, verb, content, place, denies=denies)
    elif verb.lemma_ in SAYING and verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.children):
        speaker = find_speaker(verb)
        content = clause(verb.head, [verb])
        if speaker is not None and content and subject(verb) == speaker.noun:
            yield _report(speaker, verb, content, place, denies=denies)
    elif verb.lemma_ in SAYING and _interrupts(verb):
        speaker = find_speaker(verb)
        content = clause(verb.head, [verb])
        if speaker is not None and content and speaker.noun.head == verb:
            yield _report(speaker, verb, content, place, denies=denies)
    elif verb.lemma_ in SAYING and (told := _closing(verb)) is not None:
        yield _report(Speaker(told[0]), verb, told[1], place, denies=denies)
    else:
        yield from _act(verb, place, denies=denies)


def _closing(verb: Token) -> tuple[Token, Stretch] | None:
    """Speaker and content of "Prices will rise, a minister said on Monday", which the parser misread."""
    if verb.dep_ != "advcl" or subject(verb) is not None or verb.tag_ != "VBD":
        return None
    for token in verb.sent:
        first = token.left_edge
        if token.i < verb.i and token.dep_ == "appos" and token.right_edge.i == verb.i - 1:
            told = trimmed(list(verb.doc[verb.sent.start : first.i]))
            return (token, stretch(told)) if told and first.nbor(-1).text == "," else None
    return None


def _interrupts(verb: Token) -> bool:
    """Whether the verb is put into its content or after it between commas: "Losses, she said, …"."""
    if verb.dep_ not in ("parataxis", "ccomp") or verb.head.pos_ not in ("VERB", "AUX"):
        return False
    own = subject(verb)
    left = (own or verb).left_edge.i if own is None or own.i < verb.i else verb.i
    return left > 0 and verb.doc[left - 1].is_punct and verb.right_edge.i - left < 24


def _is_content(child: Token, verb: Token) -> bool:
    """A clause complement; or a clause before the verb that the parser took for an adverbial one."""
    if child.dep_ not in ("advcl", "ccomp") or split_by_semicolon(child, verb):
        return False
    if child.dep_ == "advcl" and child.i < verb.i:
        marked = any(grand.dep_ == "mark" or grand.tag_ == "WRB" for grand in child.children)
        return not marked and subject(child) is not None and child.right_edge.i < verb.i
    return child.dep_ == "ccomp" and _is_clause(child)


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN") and (
        subject(token) is not None or any(child.dep_ in ("aux", "expl") for child in token.children)
    )


def _extended(content: Stretch, verb: Token) -> Stretch:
    """The content with what follows it in the sentence, which the parser hung on the reporting verb."""
    start, end = content
    for child in verb.children:
        follows = begin(child.left_edge) >= end and begin(child.left_edge) - end <= 2
        if (
            begin(verb) < start
            and follows
            and child.dep_ in ("prep", "advmod", "advcl")
            and not reports_apart(child)
        ):
            end = finish(trimmed(branch(child))[-1])
    return start, end


def _act(verb: Token, place: Stretch, *, denies: bool) -> Iterator[Report]:
    """ "X signs a decree …", "X announces plans to …", "X calls on Y to …", "Y is said by X to …"."""
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if passive is not None:
        agent = agent_of(verb)
        if agent is not None and passive.lower_ not in IMPERSONAL and verb.lemma_ in SAYING:
            tokens = trimmed(branch(passive))
            follow = [child for child in verb.children if child.dep_ in ("xcomp", "oprd")]
            end = finish(branch(follow[0])[-1]) if follow else finish(tokens[-1])
            yield _report(Speaker(agent), verb, (begin(tokens[0]), end), place, denies=denies)
        return
    if any(child.dep_ == "prt" for child in verb.children):
        return
    if verb.lemma_ not in SAYING and is_imagined(verb):
        return
    speaker = find_speaker(verb)
    cites = any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.children)
    if speaker is None or (cites and verb.lemma_ in ("cite", "quote", "describe")):
        return
    object_ = next((child for child in verb.children if child.dep_ in ("dobj", "xcomp")), None)
    call = next(
        (child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("on", "for", "of")),
        None,
    )
    if object_ is None and call is not None and verb.lemma_ in ("call", "warn", "accuse"):
        object_ = next((child for child in call.children if child.dep_ in ("pobj", "pcomp")), None)
    if object_ is None or object_.pos_ == "PRON" or object_.i < verb.i:
        return
    content = _from_object(verb, object_)
    if content:
        yield _report(speaker, verb, content, place, denies=denies)._replace(acts=True)


def _from_object(verb: Token, object_: Token) -> Stretch | None:
    """From the object to the end of what the verb governs, less coordinated verbs."""
    loose = [
        child
        for child in verb.children
        if child.dep_ in ("conj", "cc", "parataxis") or child.i < object_.left_edge.i or _aside(child)
    ]
    plan = next(
        (child for child in object_.children if child.dep_ in ("acl", "relcl") and child.tag_ == "VB"), None
    )
    if plan is not None and object_.lemma_ in ("plan", "intention", "decision", "order"):
        object_ = plan
    tokens = [token for token in branch(verb, loose) if token.i >= object_.left_edge.i]
    if object_ not in tokens:
        return None
    tokens = trimmed(run_around(tokens, object_))
    return stretch(tokens) if tokens else None


def _aside(child: Token) -> bool:
    """Whether an adverbial after a comma tells of another event: ", a day after …", ", amid …"."""
    first = child.left_edge
    if (
        first.i == 0
        or first.nbor(-1).text != ","
        or child.dep_ not in ("npadvmod", "advmod", "prep", "advcl")
    ):
        return False
    return child.dep_ in ("npadvmod", "advmod") or first.lower_ in ASIDES


def _according(token: Token, place: Stretch) -> Iterator[Report]:
    to = next((child for child in token.children if child.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    noun = None if to is None else next((child for child in to.children if child.dep_ == "pobj"), None)
    if noun is None or not speaks(noun):
        return
    head = token.head
    while head.dep_ != "ROOT" and head.pos_ not in ("VERB", "AUX"):
        head = head.head
    source = phrase(noun)
    content = clause(head, [token])
    if source and content and head != token:
        yield Report(stretch(source), (begin(token), finish(token.nbor())), content, place)


def _noun(noun: Token, place: Stretch) -> Iterator[Report]:
    """ "Russia's claim that …", "an explanation among experts is that …"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None:
        by = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("among", "of", "by", "from")]
        owner = next((grand for prep in by for grand in prep.children if grand.dep_ == "pobj"), None)
    heads = [c for c in noun.children if c.dep_ in ("acl", "ccomp") and _is_clause(c)]
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        heads += [c for c in noun.head.children if c.dep_ == "ccomp"]
    for head in [one for first in heads for one in coordinated(first)]:
        content = clause(head, [other for other in coordinated(head) if other != head])
        if content and owner is not None:
            yield _report(Speaker(owner), noun, content, place, denies=False)


def _report(speaker: Speaker, cue: Token, content: Stretch, place: Stretch, *, denies: bool) -> Report:
    words = phrase(speaker.noun) or [speaker.noun]
    if cue in words and speaker.noun.i < cue.i:
        words = trimmed([t for t in words if t.i < cue.left_edge.i]) or [speaker.noun]
    outer = tuple(stretch(phrase(noun) or [noun]) for noun in speaker.outer)
    return Report(stretch(words), stretch([cue]), content, place, outer=outer, denies=denies)
