"""Is this text, and then this passage, about call-ups at all? Asked before any parser is loaded.

A gate may let the wrong text through, at the price of a parser's time; it must not keep a right one out.
So it looks for word stems of the subject and nothing finer. Searching a lowered text for one stem after
another runs at memory speed in C and beats an alternation of regular expressions many times over.

The vocabulary is of the subject and of no country; a language that is not here is not gated by it, and
reading says that it has no pack for it.
"""

from collections.abc import Iterable

ENGLISH = (
    "commander", "second wave", "new wave",
    "mobilis", "mobiliz", "conscript", "call-up", "call up", "callup", "calling up", "calls up",
    "called up", "reservist", "draft", "recruit", "enlist", "military service", "military id",
    "military-age", "military age", "fighting-age", "fighting age", "martial law", "troop", "soldier",
    "servicem", "manpower", "personnel", "casualt", "losses", "commissariat", "mercenar", "volunteer",
    "battalion", "brigade", "battle group", "armed forces", "army", "military", "defence min",
    "defense min", "summons", "deserter", "desertion", "draftee", "national guard", "war effort",
    "fighters", "invade", "invasion", "militia", "combat", "front line", "frontline", "wounded",
    "killed in action", "weapons training", "offensive", "border", "the war", "at war",
)  # fmt: skip

RUSSIAN = (
    "мобилиз", "призыв", "призван", "призва", "повестк", "военком", "резервист", "запас", "контракт",
    "воинск", "военнообязан", "военнослуж", "доброволь", "наемник", "наёмник", "отсроч", "бронь", "брони",
    "военное положение", "военного положения", "солдат", "войск", "армии", "армия", "потер", "срочник",
    "военн", "личного состава", "личный состав", "бойц", "уклонист", "тцк", "фронт", "границ", "боев",
    "вооружен", "вооружён", "служб", "реестр", "набор",
)  # fmt: skip

STEMS = ENGLISH + RUSSIAN


class Gate:
    """Lets through what holds a stem of the subject."""

    def __init__(self, stems: Iterable[str] = STEMS) -> None:
        self._stems = tuple(dict.fromkeys(stem.casefold() for stem in stems))

    def admits(self, text: str) -> bool:
        """Whether `text` has a word of the subject."""
        lowered = text.lower()
        return any(stem in lowered for stem in self._stems)
