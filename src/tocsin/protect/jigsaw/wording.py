"""Says a judgement in words: how many fit, what to write instead, and all of it in one line."""

from tocsin.protect.jigsaw.crowd import Crowd
from tocsin.protect.jigsaw.judge import Judgement, Proposal

EXACT = 10
"""Crowds from here on are printed with two figures: more would pretend to know them."""
TOLD_FIRST = 4
"""Details that one line names."""


def crowd_words(crowd: Crowd) -> str:
    """How many people fit."""
    if crowd.high < 1:
        return "hardly anybody else fits"
    if crowd.low < 1:
        return f"fewer than {_count(max(2.0, crowd.high))} people fit"
    return f"{_count(crowd.low)} to {_count(crowd.high)} people fit"


def proposal_words(proposal: Proposal) -> str:
    """What to do with the words of the text."""
    words = " and ".join(f"“{one}”" for one in proposal.words)
    return f"write “{proposal.instead}” for {words}" if proposal.instead else f"leave out {words}"


def times_words(times: float) -> str:
    """How many times more people would fit."""
    return f"× {_count(times)}" if times >= EXACT else f"× {times:.1f}"


def in_a_line(one: Judgement) -> str:
    """Who, how many fit, by which details, and the smallest change."""
    telling = [f"“{each.words}” ({each.text_id})" for each in one.reasons if each.times > 1][:TOLD_FIRST]
    change = ", ".join(proposal_words(each) for each in one.proposals)
    return f"{one.person}: {crowd_words(one.crowd)} {', '.join(telling)}; {change}"


def _count(people: float) -> str:
    digits = len(str(int(people)))
    return f"{round(people, 2 - digits):,.0f}" if people >= EXACT else f"{people:.0f}"
