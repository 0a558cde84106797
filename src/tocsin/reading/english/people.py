"""Who in a text is a private person, at every mention.

A person is private who is shown as one: by a first name alone, by age, kinship, trade or plight
("a 38-year-old teacher", "mother of a conscript", "was detained"). Office, expertise or a title makes a
person public, and so does the case's list. News names a public figure by surname alone or without
introduction, but introduces the private people it talks to; the rules rest on that habit.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from tocsin.reading.english.given_names import GIVEN_NAMES
from tocsin.reading.english.speakers import Cast, Name
from tocsin.records.case import KnownPeople
from tocsin.records.reading import ProtectedMention

AROUND = 90
"""Characters on either side in which a description stands."""

_PUBLIC = re.compile(
    r"\b(?:president|premier|prime minister|minister|chancellor|senator|deput(?:y|ies)|lawmaker|mp|governor"
    r"|mayor|general|colonel|major|captain|commander|commissioner|chief|head|director|chair(?:man|woman)?"
    r"|spokes(?:man|woman|person)|secretary|ambassador|official|leader|analyst|expert|pollster|professor"
    r"|scholar|economist|sociologist|historian|lawyer|journalist|reporter|correspondent|editor|author"
    r"|blogger|activist|ombuds(?:man|woman)|judge|prosecutor|attorney|king|queen|prince|pope|patriarch|admiral"
    r"|athlete|player|coach|singer|actor|actress|billionaire|oligarch|founder|politician|propagandist"
    r"|speaker|fellow|think tank|institute|university of|counterpart|dictator|warlord|chief executive|ceo"
    r"|researcher at|mr|mrs|ms|sir|lord|baroness|dame)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b\d{1,2}[- ]years?[- ]old\b|, \d{2},"
    r"|\b(?:mother|father|wife|husband|son|daughter|brother|sister|boyfriend|girlfriend|widow"
    r"|fianc[eé]e?|partner) (?:of|to|and)\b"
    r"|\b(?:hairdresser|teacher|student|nurse|waiter|waitress|driver|engineer|programmer|cook|farmer"
    r"|pensioner|resident|shop assistant|conscript|draftee|mobili[sz]ed|reservist|recruit|miner"
    r"|private soldier|plumber|welder|electrician|barista|courier|freelancer|schoolboy|schoolgirl"
    r"|unemployed|not (?:his|her) real name|who asked not to be (?:named|identified))\b",
    re.IGNORECASE,
)
_SUFFERED = (
    r"\b(?:was|were|been|is) (?:detained|arrested|fined|sentenced|charged|jailed|drafted|mobili[sz]ed"
    r"|conscripted|called up|handed|summoned|killed|wounded|convicted|beaten)\b"
)
_DID = r"(?:fled|received a summons|hid)\b"
_PLIGHT = re.compile(rf"^[^.;\n]{{0,40}}{_SUFFERED}|^ {_DID}", re.IGNORECASE)
_PLIGHT_WORD = re.compile(rf"{_SUFFERED}|\b{_DID}", re.IGNORECASE)
_TWO_CAPITALS = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]")
_CAPITAL_WORD = re.compile(r"\b[A-ZÀ-Þ][a-zß-ÿ]+\b")
_NAME_WORD = re.compile(r"\w+", re.UNICODE)


def find_private(text: str, cast: Cast, people: KnownPeople) -> Iterator[ProtectedMention]:
    """Every mention of every private person, in order."""
    groups: dict[str, list[Name]] = {}
    for mention in cast.mentions:
        groups.setdefault(cast.full[mention.name], []).append(mention)
    public = {_key(name) for name in people.public}
    listed = {_key(name) for name in people.private}
    private = [name for name in people.private if name in text]
    for name, mentions in groups.items():
        if _key(name) in listed or (not _covered(name, public) and _is_private(text, name, mentions)):
            private.append(name)
    if not private:
        return
    surnames = {name.split()[-1] for name in groups if " " in name and name not in private}
    yield from _every_mention(text, list(dict.fromkeys(private)), surnames, groups)


def may_introduce(passage: str, *, in_full: bool) -> bool:
    """Whether a passage can name somebody who is private or, if asked, anybody by a full name."""
    if in_full and _TWO_CAPITALS.search(passage):
        return True
    if any(word.casefold() in GIVEN_NAMES for word in _CAPITAL_WORD.findall(passage)):
        return True
    return _PRIVATE.search(passage) is not None or _PLIGHT_WORD.search(passage) is not None


def _key(name: str) -> str:
    return " ".join(_NAME_WORD.findall(name.casefold()))


def _covered(name: str, public: set[str]) -> bool:
    """Whether a listed public name is this name or ends with it."""
    key = _key(name)
    return any(one == key or one.endswith(" " + key) for one in public)


def _is_private(text: str, name: str, mentions: Sequence[Name]) -> bool:
    described = [(_before(text, one), _after(text, one)) for one in mentions]
    shown_private = any(_introduces(before, after, _PRIVATE) for before, after in described)
    if " " not in name:
        given = name.casefold() in GIVEN_NAMES
        titled = any(re.search(r"\b(?:Mr|Mrs|Ms|Pope|King|Queen|Saint|Prince)\.? $", b) for b, _ in described)
        return (given and not titled) or (shown_private and not _shown_public(described))
    if _shown_public(described):
        return False
    return shown_private or any(_PLIGHT.match(after) for _, after in described)


def _shown_public(described: Iterable[tuple[str, str]]) -> bool:
    return any(_introduces(before, after, _PUBLIC) for before, after in described)


def _introduces(before: str, after: str, words: re.Pattern[str]) -> bool:
    """Whether the words stand in an apposition before or after the name, in its own sentence."""
    title = re.split(r"[.;:!?,\n\"“”]", before)[-1]
    if words.search(" ".join(title.split()[-6:])):
        return True
    apposition = re.match(r"\s*(?:,|\(|—|–)\s*[^.;\n\"“”]*", after)
    return bool(apposition and words.search(apposition.group()))


def _before(text: str, mention: Name) -> str:
    return text[max(0, mention.start - AROUND) : mention.start]


def _after(text: str, mention: Name) -> str:
    return text[mention.end : mention.end + AROUND]


def _every_mention(
    text: str, private: Sequence[str], surnames: set[str], groups: dict[str, list[Name]]
) -> Iterator[ProtectedMention]:
    """Each full name and each of its parts, wherever the text has it as a word."""
    owner: dict[str, str] = {}
    for name in private:
        owner[name] = name
        parts = name.split()
        for part in (parts[-1], parts[0]):
            if len(part) > 2 and part not in surnames:
                owner.setdefault(part, name)
    words = sorted(owner, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
    others = {
        (mention.start, mention.end)
        for name, mentions in groups.items()
        if name not in private
        for mention in mentions
    }
    spans = sorted(others)
    at = 0
    for found in pattern.finditer(text):
        while at < len(spans) and spans[at][1] <= found.start():
            at += 1
        if at < len(spans) and spans[at][0] <= found.start() and found.end() <= spans[at][1]:
            continue
        yield ProtectedMention(
            text=found.group(), start=found.start(), end=found.end(), name=owner[found.group()]
        )
