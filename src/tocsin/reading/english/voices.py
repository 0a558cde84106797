"""Who speaks: whoever performs the verb, if that is a person, a body or a document and no date or count."""

from typing import NamedTuple

from spacy.tokens import Token

from tocsin.reading.english.clauses import subject
from tocsin.reading.english.lexicon import IMPERSONAL, SAYING

_NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY"})
_NOBODY = frozenset(
    {"none", "nobody", "nothing", "neither", "percent", "per", "%", "share", "third", "quarter"}
)
_COMPARED = frozenset({"more", "fewer", "less"})
_UP = frozenset(
    {("call", "up"), ("sign", "up"), ("show", "up"), ("give", "up"), ("put", "off"), ("call", "off")}
)
_MODALS = frozenset({"will", "would", "shall", "should", "may", "might", "can", "could", "'ll", "'d"})
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december"}
)


class Speaker(NamedTuple):
    """A source as words of the parse, with those who cite it."""

    noun: Token
    outer: tuple[Token, ...] = ()


def is_date(noun: Token) -> bool:
    """Whether the noun is a date, by its label or as a month with its day."""
    day = noun.lower_ in _MONTHS and any(child.like_num for child in noun.children)
    return day or noun.ent_type_ in ("DATE", "TIME")


def speaks(noun: Token) -> bool:
    """Whether the head of a noun phrase names somebody or something that can say a thing."""
    if noun.lower_ in _NOBODY or noun.like_num or noun.pos_ == "NUM":
        return False
    if noun.ent_type_ in _NUMBERS and noun.pos_ in ("PROPN", "NUM", "SYM", "ADJ", "ADV"):
        return False
    if is_date(noun) or noun.ent_type_ == "PERCENT":
        return False
    return not any(child.lower_ in _COMPARED and child.dep_ in ("amod", "nummod") for child in noun.children)


def governing(noun: Token) -> Token:
    """The noun a relative clause is about, which the parser hung on a date: "a notice of 3 May, which …"."""
    token = noun
    while is_date(token) and token.dep_ in ("pobj", "nummod", "compound", "appos"):
        above = token.head
        token = above.head if above.dep_ == "prep" else above
        if token.pos_ not in ("NOUN", "PROPN"):
            return noun
    return token


def is_phrasal(verb: Token) -> bool:
    """Whether a particle gives the verb another sense: men who are "called up" have called nothing."""
    return any(child.dep_ == "prt" and (verb.lemma_, child.lower_) in _UP for child in verb.children)


def is_imagined(verb: Token) -> bool:
    """Whether a modal says that the act is still to come: who "will postpone" has announced nothing."""
    return any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children)


def split_by_semicolon(one: Token, other: Token) -> bool:
    """Whether a semicolon stands between two words: then neither clause is the content of the other."""
    low, high = sorted((one.i, other.i))
    return any(token.text == ";" for token in one.doc[low:high])


def find_speaker(verb: Token) -> Speaker | None:
    """Who performs the verb, if that is somebody who can speak."""
    found = _performer(verb)
    return found if found is not None and speaks(found.noun) else None


def _performer(verb: Token) -> Speaker | None:
    """The subject of the verb, or that of the verb it hangs on."""
    token = verb
    for _ in range(4):
        own = subject(token)
        if own is not None and token != verb and own.dep_ == "nsubjpass" and token.lemma_ not in SAYING:
            own = None
        if own is not None:
            if own.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                return Speaker(governing(token.head))
            if own.dep_ == "nsubjpass" and token == verb:
                agent = agent_of(verb)
                return None if agent is None else Speaker(agent)
            vague = own.lower_ in IMPERSONAL and not any(child.dep_ == "relcl" for child in own.children)
            return None if vague or own.lower_ == "what" else Speaker(own)
        if token.dep_ == "pcomp" and token.head.lower_ == "as":
            return _cited(token.head.head)
        if token.dep_ == "acl":
            return Speaker(token.head)
        if token.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep"):
            return None
        token = token.head
    return None


def _cited(verb: Token) -> Speaker | None:
    """ "CNN cited officials as saying": the officials, cited by CNN."""
    named = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    if named is None:
        return None
    own = subject(verb)
    return Speaker(named, (own,) if own is not None and own != named else ())


def agent_of(verb: Token) -> Token | None:
    """Who does what a passive verb tells: "by officials"."""
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return None if by is None else next((child for child in by.children if child.dep_ == "pobj"), None)
