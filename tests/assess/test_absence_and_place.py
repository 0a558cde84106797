"""What was not seen, and what was seen elsewhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tocsin.assess.absence import absence_bits
from tocsin.assess.whereabouts import is_here

HERE, ELSEWHERE = ("Russia", "Росси"), ("Ukrain", "Kyiv", "Israel")


@given(some.floats(0.01, 0.9), some.floats(-6, 6))
def test_over_quiet_times_presence_and_absence_balance_or_err_on_the_side_of_quiet(share, weight):
    if share * 2**weight >= 0.95:
        return
    unseen = float(absence_bits(np.asarray(weight), np.asarray(share)))
    mean_ratio = share * 2**weight + (1 - share) * 2**unseen
    assert mean_ratio == pytest.approx(1.0) or abs(unseen) == pytest.approx(abs(weight))
    assert abs(unseen) <= abs(weight) + 1e-12


def test_the_worked_example_of_the_page_holds():
    assert float(absence_bits(np.asarray(0.6), np.asarray(0.3))) == pytest.approx(-0.36, abs=0.01)


def test_an_indicator_fades_into_its_own_absence(make):
    indicator = make.indicator("decree", half_life=10.0, open=2.0)
    sources = (make.source("paper", every=1.0),)
    texts = [make.memento(f"m{day}", days_ago=float(day)) for day in range(14)]

    def bits(at):
        found = make.assess(
            texts, [make.indication(texts[at], "decree")], indicators=(indicator,), sources=sources
        )
        return {one.origin == "absent": one.bits for one in found.contributions}

    assert True not in bits(0)
    assert bits(12)[True] < bits(5)[True] < 0


def test_a_copy_in_an_awaited_source_is_no_second_look(make):
    sources = (make.source("paper", every=3.0), make.source("wire", every=3.0))
    indicators = (make.indicator("decree", open=2.0),)
    first = make.memento("a", source="wire", days_ago=5.0)
    copy = make.memento("b", source="paper", text=first.text, days_ago=1.0)
    alone = make.assess([first], indicators=indicators, sources=sources)
    copied = make.assess([first, copy], indicators=indicators, sources=sources)
    assert copied.by_deadline == alone.by_deadline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian intelligence says that Russia will call up 500,000", True),
        ("Russia attacked; in Kyiv parliament lowered the call-up age", False),
        ("Call-up notices were sent out in Israel", False),
        ("The ministry said that offices would be staffed", True),
        ("Мобилизация в России завершена", True),
    ],
)
def test_a_passage_is_about_the_country_named_last_before_its_end(text, expected):
    assert is_here(text, len(text), HERE, ELSEWHERE) is expected


def test_an_indicator_of_another_country_is_no_evidence(make):
    question = make.question(here=HERE, elsewhere=ELSEWHERE)
    rest = {"sources": (make.source("paper"),), "indicators": (make.indicator("law", open=2.0),)}
    for text, n in (("Israel passed a law on conscription", 0), ("Russia passed a law on conscription", 1)):
        memento = make.memento("a", text=text)
        found = make.assess([memento], [make.indication(memento, "law")], question=question, **rest)
        assert len(found.contributions) == n
