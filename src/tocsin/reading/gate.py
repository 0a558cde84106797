"""Is this text about call-ups at all? Asked before any parser is loaded.

A gate may let the wrong text through, at the price of a parser's time; it must not keep a right one out.
Some words speak of the subject wherever they stand ("conscription"); others are shared with sport,
business and everyday life ("draft", "recruit", "contract") and speak of it only in company. Searching a
lowered text for one stem after another runs at memory speed in C and beats an alternation of regular
expressions many times over.

The vocabulary is of the subject and of no country; a language that is not here is not gated by it, and
reading says that it has no pack for it.
"""

from collections.abc import Iterable

PLAIN = (
    "mobilis", "mobiliz", "conscript", "call-up", "callup", "called up", "calling up", "reservist",
    "military service", "military id", "military-age", "military age", "fighting-age", "fighting age",
    "martial law", "troop", "soldier", "servicem", "manpower", "military personnel", "casualt",
    "commissariat", "mercenar", "battalion", "brigade", "battle group", "armed forces", "army",
    "summons", "draftee", "draft dodg", "draft age", "draft order", "second wave", "second draft",
    "recruitment office", "recruiting office", "enlistment", "invade", "state of emergency",
    "мобилиз", "призывник", "призывн", "призыв на", "весенн", "осенн", "повестк", "военком", "резервист",
    "воинск", "военнообязан", "военнослуж", "доброволь", "наемник", "наёмник", "отсроч", "солдат", "войск",
    "армии", "армия", "армию", "срочник", "личного состава", "личный состав", "бойц", "уклонист", "тцк",
    "военное положение", "военного положения", "вооруженн", "вооружённ", "военную служб", "военной служб",
    "частичн",
)  # fmt: skip
"""Stems that speak of the subject wherever they stand."""

SHARED = (
    "draft", "recruit", "enlist", "personnel", "losses", "volunteer", "fighters", "invasion", "militia",
    "combat", "front line", "frontline", "wounded", "killed", "offensive", "border", "the war", "at war",
    "commander", "call up", "calls up", "deserter", "desertion", "national guard", "defence min",
    "defense min", "militar",
    "wave", "fled", "weapons", "missile", "attack", "prisoner",
    "refugee", "passport", "asylum",
    "призыв", "призва", "запас", "контракт", "бронь", "брони", "потер", "военн", "фронт", "границ", "боев",
    "служб", "реестр", "набор", "спецоперац", "погиб", "ранен", "минобороны", "министерство обороны",
    "тысяч человек", "вторая волна", "второй волн", "вторую волну", "новой волн", "призов",
)  # fmt: skip
"""Stems that other subjects have too."""

COMPANY = 3
"""How many different shared stems together speak of the subject."""


class Gate:
    """Lets through what holds a plain stem of the subject, or enough of the shared ones."""

    def __init__(self, plain: Iterable[str] = PLAIN, shared: Iterable[str] = SHARED) -> None:
        self._plain = tuple(dict.fromkeys(stem.casefold() for stem in plain))
        self._shared = tuple(dict.fromkeys(stem.casefold() for stem in shared))

    def admits(self, text: str) -> bool:
        """Whether a whole text is about the subject."""
        lowered = text.lower()
        if any(stem in lowered for stem in self._plain):
            return True
        return sum(stem in lowered for stem in self._shared) >= COMPANY

    def touches(self, passage: str) -> bool:
        """Whether a passage of an admitted text could say something about it."""
        lowered = passage.lower()
        return any(stem in lowered for stem in self._plain) or any(stem in lowered for stem in self._shared)
