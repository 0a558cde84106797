"""Who can be a speaker: a person, a body or a document; not a date, a share, a count or nobody."""

from spacy.tokens import Token

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
