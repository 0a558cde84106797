"""A small army, made for the tests: every figure is sure unless a test says otherwise."""

from datetime import date

import pytest

from tocsin.records.manpower import (
    CallUp,
    Course,
    Exposed,
    Intake,
    Losses,
    Pool,
    PoolKind,
    Posture,
    Recruitment,
    Scenario,
    Transfer,
)
from tocsin.records.units import Figure

DAY = date(2030, 1, 7)


def sure(value, unit, low=None, high=None):
    """A figure; without a range, one that nobody doubts."""
    low, high = value if low is None else low, value if high is None else high
    return Figure(value=value, low=low, high=high, unit=unit, source="made for the test", date=DAY)


def pool(name, kind, stock=None, zone=False):
    size = None if stock is None else sure(stock, "persons")
    return Pool(id=name, title=name, kind=kind, stock=size, in_zone=zone)


@pytest.fixture
def army():
    """Builds the small army with what a test changes in it."""

    def build(**changes):
        parts = {
            "id": "small",
            "title": "A small army",
            "army": "Nowhere",
            "starts_on": DAY,
            "n_weeks": 104,
            "pools": (
                pool("reserve", PoolKind.RESERVE, 1_000_000),
                pool("conscripts", PoolKind.CONSCRIPT),
                pool("training", PoolKind.TRAINING),
                pool("front", PoolKind.CONTRACT, 100_000, zone=True),
                pool("hospital", PoolKind.WOUNDED),
                pool("dead", PoolKind.DEAD),
                pool("home", PoolKind.CIVILIAN),
            ),
            "intakes": (
                Intake(
                    id="spring",
                    title="Spring draft",
                    out_of="reserve",
                    into="conscripts",
                    released_into="home",
                    starts_on=date(2030, 4, 1),
                    n_weeks=10,
                    term_weeks=52,
                    size=sure(20_000, "persons"),
                ),
            ),
            "postures": (Posture(id="hold", title="to hold the line", need=sure(90_000, "persons")),),
        }
        return Scenario(**(parts | changes))

    return build


@pytest.fixture
def losses():
    """Builds losses of the front."""

    def build(killed=100, wounded=2.0, spread=0.0, low=None, high=None):
        return Losses(
            killed_per_week=sure(killed, "persons/week", low, high),
            wounded_per_killed=sure(wounded, "ratio"),
            tempo_spread=sure(spread, "ratio"),
            tempo_memory=sure(0.5, "share"),
            dead="dead",
            exposed=(Exposed(pool="front", wounded_into="hospital", exposure=sure(1, "ratio")),),
        )

    return build


@pytest.fixture
def flows():
    """Builds one flow of each kind with sure figures."""

    class Flows:
        @staticmethod
        def recruits(per_week, capacity=None, into="front"):
            most = None if capacity is None else sure(capacity, "persons/week")
            return Recruitment(
                id="sign",
                title="",
                out_of="reserve",
                into=into,
                per_week=sure(per_week, "persons/week"),
                capacity_per_week=most,
            )

        @staticmethod
        def wave(size, weeks=4, on=DAY, into="training"):
            return CallUp(
                id="wave",
                title="The wave",
                out_of="reserve",
                into=into,
                decreed_on=on,
                size=sure(size, "persons"),
                gathering_weeks=sure(weeks, "weeks"),
            )

        @staticmethod
        def course(quick=0.25, first=3.0, second=12.0, of="training", into="front", share=None):
            return Course(
                id=f"course-{of}",
                title="",
                of=of,
                into=into,
                quick_share=sure(quick, "share"),
                quick_weeks=sure(first, "weeks"),
                slow_weeks=sure(second, "weeks"),
                share=None if share is None else sure(share, "share"),
                otherwise=None if share is None else "home",
            )

        @staticmethod
        def leaving(per_week, out_of="front", into="home"):
            return Transfer(
                id="leave", title="", out_of=out_of, into=into, per_week=sure(per_week, "share/week")
            )

    return Flows
