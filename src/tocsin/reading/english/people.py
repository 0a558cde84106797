"""Who in a text is a private person, at every mention.

Whoever is named in full is private, unless an office or expertise stands by the name or a list says so: the
case's own, or the catalogue's of people known for one. A first name alone is always private. What shows a
private life (age, kinship, trade, plight: "a 38-year-old teacher", "mother of a conscript", "was detained")
outweighs the catalogue's list, since that name is then a namesake's. A surname alone, never introduced, is
taken for a public figure's: news introduces the private people it talks to.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tocsin.reading.english.given_names import GIVEN_NAMES
from tocsin.reading.english.speakers import Cast, Name
from tocsin.records.case import KnownPeople
from tocsin.records.reading import ProtectedMention

AROUND = 90
"""Characters on either side in which a description stands."""

_PUBLIC = re.compile(
    r"\b(?:(?:vice-?)?president|premier|prime minister|minister|chancellor|senator|deput(?:y|ies)|lawmaker"
    r"|legislator|congress(?:man|woman)|representative|delegate|mp|mep|governor|mayor|councill?or|ruler"
    r"|(?:lieutenant-|major-|brigadier-)?general|brigadier|marshal|colonel|major|captain|commander"
    r"|commissioner|chief|head|heads|leads|commands|commanded|director|chair(?:s|man|woman)?|presides"
    r"|spokes(?:man|woman|person)|secretary|undersecretary|ambassador|envoy|consul|negotiator|official"
    r"|leader|candidate|opposition|dissident|advis[eo]r|aide|analyst|expert|pollster|observer|strategist"
    r"|consultant|professor|dean|rector|scholar|academic|scientist|economist|sociologist|demographer"
    r"|historian|lawyer|journalist|reporter|correspondent|columnist|commentator|presenter|anchor|editor"
    r"|author|writer|novelist|poet|filmmaker|blogger|activist|campaigner|ombuds(?:man|woman)|rapporteur"
    r"|judge|prosecutor|attorney|king|queen|prince|pope|patriarch|archbishop|bishop|metropolitan|mufti"
    r"|rabbi|admiral|justice|superintendent|sheriff|alder(?:man|woman)|inspector|coordinator|lobbyist|pundit|trustee"
    r"|athlete|player|coach|manager of|singer|actor|actress|billionaire|businessman|tycoon"
    r"|entrepreneur|oligarch|founder|politician|propagandist|speaker|fellow|think tank|institute|chatham"
    r"|carnegie|levada|cent(?:re|er) for|university of|counterpart|dictator|warlord|chief executive|ceo"
    r"|researcher|forum|foundation|network|observatory|think-tank|sir|lord|baroness|dame)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:mother|father|wife|husband|son|daughter|brother|sister|boyfriend|girlfriend|widow"
    r"|fianc[eé]e?|partner) (?:of|to|and)\b"
    r"|\b(?:hairdresser|teacher|student|nurse|waiter|waitress|driver|engineer|programmer|cook|farmer"
    r"|pensioner|resident|shop assistant|conscript|draftee|mobili[sz]ed|reservist|recruit|miner"
    r"|private soldier|plumber|welder|electrician|barista|courier|freelancer|schoolboy|schoolgirl"
    r"|unemployed|not (?:his|her) real name|who asked not to be (?:named|identified))\b",
    re.IGNORECASE,
)
_KIN = (
    r"(?:(?:grand)?(?:mother|father|son|daughter|ma|pa)|wife|husband|brother|sister|nephew|niece|cousin|uncle"
    r"|aunt|boyfriend|girlfriend|fianc[eé]e?|neighbou?r|friend|twin|boy|girl)"
)
_KIN_OF = re.compile(rf"(?:\b(?:his|her|my|our|their|your|whose)|[’']s) (?:[\w-]+ )?{_KIN}$", re.IGNORECASE)
_ALONE = re.compile(
    rf"(?:\b(?:[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir|[Yy]our|[Ww]hose)|[’']s) (?:[\w-]+ )?{_KIN},? "
    r"(?P<kin>[A-ZÀ-Þ][a-zß-ÿ]+)(?![\w’'-])(?! [A-ZÀ-Þ])"
    r"|(?<![A-Za-zÀ-ÿ’'-] )(?<![\w’'-])(?P<aged>[A-ZÀ-Þ][a-zß-ÿ]+)(?=, \d{2}[,.])(?!, \d{2}, \d)"
)
"""A first name, whatever parents may choose, set beside kin or an age."""
_NO_NAME = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|tember|ober)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b\d{1,2}[- ]years?[- ]old\b|, \d{2}[,.]")
_RANK = re.compile(r"\b(?:Rep|Sen|Gov|Gen|Lt|Col|Maj|Capt|Adm|Prof|Amb|Sec|Dr|Hon)\.? $")
_OF_A_BODY = re.compile(r"\s*,?\s*(?:who \w+ )?(?:of|at|with|from|for) the (?:[A-Z][\w’'-]+ )+[A-Z]")
"""Who speaks for a body that has a name of several words."""
_BYLINE = re.compile(r"(?:^|\n|[(—–-]\s?)(?:[Bb]y|[Rr]eporting by|[Ee]diting by)\s$")
"""What stands before the name of whoever wrote the text."""
_NO_PERSON = re.compile(
    r"[\u0400-\u04ff]|\b(?:republic|wire|herald|journal|gazette|dispatch|chronicle|telegraph|observer|monitor"
    r"|review|radio|media|press|tribune|cent(?:re|er)|ledger|banner|mutual|council|ministry|federation|krai|oblast"
    r"|resettlement|command|staff|corps|fleet|summit|plan|line|street|square|bridge|road|avenue|party|church|court|day|army|river|island|county|district|city"
    r"|town|port|bay|valley|hill|mount|lake|falls|desk|tech|club|league|company|bank|group|times|post|news|agency|act"
    r"|bill|house|hall|park|school|hospital|station|airport|prison|front|bloc|union|the|north|south|east"
    r"|west|new|upper|lower|saint|st)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?:\b(?:the|in|near|into|around|outside|towards?|(?:town|city|village|district) of) |\()$",
    re.IGNORECASE,
)
"""What stands before places and bodies, and not before people."""
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
_SAME_SOUND = re.compile(r"[yij]+")


def find_private(text: str, cast: Cast, people: KnownPeople) -> Iterator[ProtectedMention]:
    """Every mention of every private person, in order."""
    groups = _grouped(text, cast)
    public = {_key(name) for name in people.public}
    listed = {_key(name) for name in people.private}
    known = {_folded(name) for name in people.known}
    private = [name for name in people.private if name in text]
    for name, mentions in groups.items():
        if _key(name) in listed:
            private.append(name)
        elif not _covered(_key(name), public):
            shown = _standing(text, name, mentions)
            if shown is None:
                shown = not _is_named_in_full(text, name, mentions) or _covered(_folded(name), known)
            if not shown:
                private.append(name)
    if not private:
        return
    surnames = {name.split()[-1] for name in groups if " " in name and name not in private}
    yield from _every_mention(text, list(dict.fromkeys(private)), surnames, groups)


def find_shown_private(text: str, cast: Cast) -> frozenset[str]:
    """The names of those whom the text itself shows to be private, by whatever it calls them."""
    groups = _grouped(text, cast)
    return frozenset(name for name, mentions in groups.items() if _standing(text, name, mentions) is False)


def _grouped(text: str, cast: Cast) -> dict[str, list[Name]]:
    groups: dict[str, list[Name]] = {}
    for mention in cast.mentions:
        groups.setdefault(cast.full[mention.name], []).append(mention)
    taken = {place for one in cast.mentions for place in range(one.start, one.end)}
    for found in _ALONE.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        name = text[start:end]
        if start not in taken and not _NO_NAME.fullmatch(name):
            groups.setdefault(cast.full.get(name, name), []).append(Name(name, start, end))
    return groups


def may_introduce(passage: str, *, in_full: bool) -> bool:
    """Whether a passage can name somebody who is private or, if asked, anybody by a full name."""
    if in_full and _TWO_CAPITALS.search(passage):
        return True
    if any(word.casefold() in GIVEN_NAMES for word in _CAPITAL_WORD.findall(passage)):
        return True
    return _PRIVATE.search(passage) is not None or _PLIGHT_WORD.search(passage) is not None


def _key(name: str) -> str:
    return " ".join(_NAME_WORD.findall(name.casefold()))


def _folded(name: str) -> str:
    """A name without what spellings of one name differ in: "Sergey Shoygu" is "Sergei Shoigu"."""
    plain = unicodedata.normalize("NFKD", _key(name))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("ks", "x")
    return _SAME_SOUND.sub("i", re.sub(r"\b[yj]e", "e", plain))


def _covered(key: str, public: set[str]) -> bool:
    """Whether a listed public name is this name or ends with it."""
    return any(one == key or one.endswith(" " + key) for one in public)


def _is_named_in_full(text: str, name: str, mentions: Sequence[Name]) -> bool:
    """Whether it is the full name of a person, and no place or body that the parser took for one."""
    words = name.split()
    if not 2 <= len(words) <= 4 or not words[-1][:1].isupper() or _NO_PERSON.search(name):
        return False
    return not all(_WHERE.search(_before(text, one)) for one in mentions)


def _standing(text: str, name: str, mentions: Sequence[Name]) -> bool | None:
    """Whether the text shows the person to be public; `None` when it shows neither."""
    described = [(_before(text, one), _after(text, one)) for one in mentions]
    shown_public = any(_is_public(before, after) for before, after in described) or (
        " " in name and _PUBLIC.fullmatch(name.split()[0]) is not None
    )
    shown_private = any(_is_introduced(before, after) for before, after in described)
    if " " not in name:
        given = name.casefold() in GIVEN_NAMES
        titled = any(re.search(r"\b(?:Mr|Mrs|Ms|Pope|King|Queen|Saint|Prince)\.? $", b) for b, _ in described)
        return False if (given and not titled) or (shown_private and not shown_public) else None
    if shown_public:
        return True
    return False if shown_private or any(_PLIGHT.match(after) for _, after in described) else None


def _is_public(before: str, after: str) -> bool:
    """Whether an office or expertise stands by the name, nearer than a trade or kin does."""
    if _BYLINE.search(before) or _RANK.search(before) or _OF_A_BODY.match(after):
        return True
    title, apposition = _title(before), _apposition(after)
    office, life = (
        max((m.end() for m in words.finditer(title)), default=-1) for words in (_PUBLIC, _PRIVATE)
    )
    if office > life:
        return True
    told, lived = _PUBLIC.search(apposition), _PRIVATE.search(apposition)
    return told is not None and (lived is None or told.start() < lived.start())


def _is_introduced(before: str, after: str) -> bool:
    """Whether an age, kin or trade stands in an apposition before or after the name."""
    title, apposition = _title(before), _apposition(after)
    if _KIN_OF.search(before.rstrip(", ")):
        return True
    return any(words.search(told) is not None for words in (_PRIVATE, _AGE) for told in (title, apposition))


def _title(before: str) -> str:
    """The words that stand as a title before the name: in its own clause, or in the one it is set beside."""
    clauses = re.split(r"[.;:!?,\n\"“”]", before)
    if len(clauses) > 1 and before.endswith(", "):
        return " ".join(clauses[-2].split()[-10:])
    return " ".join(clauses[-1].split()[-6:])


def _apposition(after: str) -> str:
    """What is set beside the name, up to the end of its sentence."""
    found = re.match(r"\s*(?:,|\(|—|–|of|at)(?!\w)\s*[^.;\n\"“”]*[.,]?", after)
    return found.group() if found else ""


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
