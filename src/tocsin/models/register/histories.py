"""The most telling cases: what becomes, week by week, of a few people of the invented country."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.agencies import exempt
from tocsin.models.register.callup import NEVER, State
from tocsin.models.register.made import Register
from tocsin.models.register.net import Net
from tocsin.models.register.rules import Which, essential, liable
from tocsin.models.register.summoning import CAUSES, DEAD_OR_ABROAD, UNSERVED, WRONG_MERGE, Round
from tocsin.models.register.writing import FORMS, words
from tocsin.records.register import Version
from tocsin.records.register_audited import History

MOST = 10
HAPPENED = {
    State.SERVED: "The summons counted as served in week {week}.",
    State.BANNED: "From week {week} on, driving, loans and property were barred.",
    State.STOPPED: "In week {week} the border turned him back, and served him.",
    State.HIDING: "In week {week} he went into hiding.",
    State.LEFT: "In week {week} he left the country.",
    State.TAKEN: "He was taken in week {week}.",
    State.HOME: "The board sent him home in week {week}.",
}


APPEALED = "An appeal brought him back in week {week}."
BARRED_FOR_ANOTHER = "Barred for somebody else's summons"
MERGED = "Summoned for the papers of another"
DEAD = "A summons to the dead"
GONE = "A summons to somebody long gone"
STUDENT = "A student, entered too late"
FATHER = "A father of three"
RESERVED = "Reserved by his employer, and summoned"
UNSERVED_YET = "Never a soldier, and summoned all the same"
STOPPED = "Turned back at the border by mistake"
SENT_HOME = "Called by mistake, sent home"
LETTER = "A letter to an address he has left"
ESSENTIAL = "Essential in another town, called in his"
MISSED = "Never summoned"
HIDING = "Rightly called, and gone into hiding"
LEFT = "Rightly called, and gone abroad"
TAKEN = "Rightly called, and taken"
ORDER = (
    BARRED_FOR_ANOTHER, MERGED, DEAD, GONE, STUDENT, FATHER, RESERVED, UNSERVED_YET, STOPPED, SENT_HOME,
    LETTER, ESSENTIAL, MISSED, HIDING, LEFT, TAKEN,
)  # fmt: skip
"""Kinds of case, the most telling first: each wrong by another cause, then those rightly called."""


class Case(NamedTuple):
    """A kind of case, whom it concerns, and how it begins."""

    title: str
    who: Which
    begins: str
    other: bool = False
    """Whether it is told of the person whose row stands in somebody else's entry."""


def find_histories(register: Register, found: Round, net: Net, version: Version) -> tuple[History, ...]:
    """One history of each telling kind that the run has, the most telling first; each of another person."""
    told, whom = [], set[int]()
    for case in (*_wrong_cases(register, found), *_right_cases(register, found, version)):
        at = next((int(one) for one in np.flatnonzero(case.who) if int(found.owner[one]) not in whom), None)
        if at is not None:
            whom.add(int(found.owner[at]))
            told.append(_history(register, found, at, case))
    told.extend(_missed(register, net, version))
    return tuple(told)


def most_telling(runs: Iterable[tuple[History, ...]]) -> tuple[History, ...]:
    """Ten histories at most, each of another kind: of every kind the first that any of the runs has."""
    first: dict[str, History] = {}
    for histories in runs:
        for one in histories:
            first.setdefault(one.title, one)
    ranked = sorted(first.values(), key=lambda one: ORDER.index(one.title))
    return tuple(ranked[:MOST])


def _wrong_cases(register: Register, found: Round) -> Iterator[Case]:
    """Those who may not be called up, or were not even summoned: a case of every cause."""
    people, owner, state = register.people, found.owner, found.walked.state

    def because(cause: str) -> Which:
        return np.asarray(found.wrong & (found.cause == CAUSES.index(cause)))

    def off(name: str) -> Which:
        return np.asarray(found.wrong & exempt(people, name)[owner] & (people["dead"][owner] == 0))

    yield _barred_for_another(found)
    yield Case(
        MERGED, because(WRONG_MERGE), "A row of somebody else was joined to his, and he is called for it."
    )
    yield Case(DEAD, because(DEAD_OR_ABROAD) & (people["dead"][owner] > 0), "He had died.")
    yield Case(
        GONE,
        because(DEAD_OR_ABROAD) & (people["abroad"][owner] > 0),
        "He had left before; the file still had him at home.",
    )
    yield Case(
        STUDENT,
        off("student") & (state == State.TAKEN),
        "He studies; the register did not show it yet.",
    )
    yield Case(FATHER, off("children"), "He has three children under 18; the register showed fewer.")
    yield Case(RESERVED, off("reserved"), "His employer's list had not arrived.")
    yield Case(SENT_HOME, found.wrong & (state == State.HOME), "He may not be called up.")
    yield Case(
        UNSERVED_YET,
        because(UNSERVED) & (people["reserve"][owner] == 0) & (state != State.SUMMONED),
        "He never served as a soldier, and the military office has no row of him.",
    )
    yield Case(
        STOPPED,
        found.wrong & (found.walked.reached[State.STOPPED] != NEVER),
        "He may not be called up, and he went to the border.",
    )


def _barred_for_another(found: Round) -> Case:
    """Told of the stranger, not of the one who was summoned."""
    banned = found.walked.reached[State.BANNED] != NEVER
    return Case(
        BARRED_FOR_ANOTHER,
        (banned | found.barred) & (found.net.others >= 0),
        "Somebody else was summoned, and a row of his own stands in that entry.",
        other=True,
    )


def _right_cases(register: Register, found: Round, version: Version) -> Iterator[Case]:
    """Those who may be called up: what a register does to them, and what they do."""
    owner, state = found.owner, found.walked.state
    trades = essential(register.setting, version)
    yield Case(
        LETTER,
        ~found.net.reachable & (state == State.SUMMONED) & ~found.wrong,
        "He may be called up. The summons went, on paper, to where he no longer lives.",
    )
    yield Case(
        ESSENTIAL,
        ~found.wrong & np.isin(register.people["occupation"][owner], trades),
        "He does essential work; his office is stricter than others.",
    )
    yield Case(HIDING, ~found.wrong & (state == State.HIDING), "He may be called up.")
    yield Case(LEFT, ~found.wrong & (state == State.LEFT), "He may be called up.")
    yield Case(TAKEN, ~found.wrong & (state == State.TAKEN), "He may be called up.")


def _history(register: Register, found: Round, at: int, case: Case) -> History:
    reached = found.walked.reached[:, at]
    if case.other:
        return _bystander(register, found, at, case)
    weeks = sorted((int(reached[one]), one) for one in HAPPENED if reached[one] != NEVER)
    story = [_happened(one, int(reached[State.TAKEN])).format(week=week) for week, one in weeks]
    if not story:
        story = ["It was never served."]
    return History(
        title=case.title,
        person=describe(register, int(found.owner[at])),
        seed=register.seed,
        story=(case.begins, *story),
    )


def _happened(state: State, taken: int) -> str:
    """What a state is told as; whoever was taken before comes home by an appeal."""
    return APPEALED if state is State.HOME and taken != NEVER else HAPPENED[state]


def _bystander(register: Register, found: Round, at: int, case: Case) -> History:
    """What befalls the person whose row stands in the entry of the one who was summoned."""
    story = [case.begins]
    if found.barred[at]:
        story.append("From the day of the entry on, the border would turn him back.")
    banned = int(found.walked.reached[State.BANNED, at])
    if banned != NEVER:
        story.append(f"From week {banned} on, driving, loans and property were barred to him as well.")
    other = int(found.net.others[at])
    return History(title=case.title, person=describe(register, other), seed=register.seed, story=tuple(story))


def _missed(register: Register, net: Net, version: Version) -> Iterator[History]:
    listed = np.zeros(register.n_people, np.bool_)
    listed[net.owner] = True
    at: NDArray[np.int64] = np.flatnonzero(liable(register, version) & ~listed)
    if len(at):
        yield History(
            title=MISSED,
            person=describe(register, int(at[0])),
            seed=register.seed,
            story=("He may be called up, and no entry of the register says so.",),
        )


def describe(register: Register, person: int) -> str:
    """An invented person in words."""
    people, said = register.people, words(register.country)
    man, n_men = bool(people["man"][person]), len(register.country.men)
    surname = int(people["surname"][person])
    surname += 0 if man else len(register.country.surname_heads) * len(register.country.surname_tails)
    given = int(people["given"][person]) + (0 if man else n_men)
    father = int(people["patronymic"][person]) + (0 if man else n_men)
    region = register.country.regions[int(people["region"][person])]
    town = region.towns[int(people["town"][person])]
    name = f"{said.given[given * FORMS]} {said.patronymics[father * FORMS]} {said.surnames[surname * FORMS]}"
    return f"{name}, {people['age'][person]}, {town} ({region.id})"
