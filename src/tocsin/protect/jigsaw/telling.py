"""How English and Russian texts tell an age, a relation, a hope, a quotation; the grammar of details.

What stands for a trait of the population is data of the catalogue. Here is only what holds of every
population.
"""

import re

AGES = re.compile(
    r"\b(\d{1,2})[- ]year[- ]old\b|\baged? (\d{1,2})\b|, (\d{2}),|\((\d{2})\)|\bturned (\d{2})\b"
    r"|(?<!\w)(\d{2})-?летн\w+|(?<!\w)(\d{2}) (?:лет|года?)(?! назад| подряд| службы| тюрьмы| колонии)(?!\w)"
)
DECADE = re.compile(
    r"\bin (?:his|her|their) (?:early |mid-?|late )?"
    r"(teens|twenties|thirties|forties|fifties|sixties|seventies)\b"
)
DECADES = {
    name: 10 * place
    for place, name in enumerate(
        ("teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies"), 1
    )
}
CHILD = re.compile(
    r"\b(?:mother|father|parent|son|daughter|child|мать|отец|мама|папа)[\w\s,]{0,12}$", re.IGNORECASE
)
OF_CHILD = re.compile(r"\s*(?:son|daughter|child|boy|girl|сын|доч|ребён|ребен)")
"""After an age: it is a child's."""
GOES_ON = re.compile(
    r"\s*(?:[“\"«—–-]|(?:He|She|His|Her|They|Their|That, (?:he|she)"
    r"|Он|Она|Его|Её|Ее|Ему|Ей|По (?:его|её|ее) словам)\b)"
)
"""A paragraph that still speaks of the person before."""
HOPED = re.compile(
    r"\b(?:become|to work as|wanted to be|retraining (?:as|to be)) an? \w+"
    r"|(?<!\w)(?:стать|работать|работал бы) \w+ом(?!\w)"
)
"""A trade that somebody has not got."""
QUOTED = re.compile(r"[“«\"]([^”»\"]{20,400})[”»\"]")
RELATIONS = (
    re.compile(
        r"\b(?P<whose>[Hh]is|[Hh]er|[Tt]heir) (?P<who>boyfriend|girlfriend|wife|husband|partner"
        r"|brother|sister|son|daughter|mother|father),? (?P<what>(?:an?|the) [\w-]+(?: [\w-]+)?)"
    ),
    re.compile(
        r"(?<!\w)(?P<whose>[Ее]го|[Ее][её]|свой|своего|своему|своим|свою|своей) "
        r"(?P<who>парн|бойфренд|партн[её]р|муж|жен|девушк|брат|сестр|сын|доч|мать|матер|мам|отц|отец|пап)\w*"
        r",? (?P<what>[а-яё]{4,}(?: [а-яё-]+)?)"
    ),
)
"""Somebody who is known only through another."""
KIN = {
    "парн": "boyfriend", "бойфренд": "boyfriend", "партн": "partner", "муж": "husband", "жен": "wife",
    "девушк": "girlfriend", "брат": "brother", "сестр": "sister", "сын": "son", "доч": "daughter",
    "мать": "mother", "матер": "mother", "мам": "mother", "отц": "father", "отец": "father", "пап": "father",
}  # fmt: skip
"""Stem of a Russian word of kin → what the person is called in a report."""


def kin_word(who: str) -> str:
    """The English word for a relation as a text has it."""
    return next((word for stem, word in KIN.items() if who.startswith(stem)), who)
