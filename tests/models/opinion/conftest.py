"""A codebook, and people invented for it."""

import csv
from datetime import date

import numpy as np
import pytest

from tocsin.catalogue.surveys import load_opinion_rules
from tocsin.models.opinion.cleaning import clean
from tocsin.records.opinion import Poll
from tocsin.records.survey import Codebook, Item, Margin, Margins, SurveyDesign, Wave
from tocsin.records.units import Figure

WAVE = Wave(id="2022-09", file="people.csv", starts_on=date(2022, 9, 22), ends_on=date(2022, 9, 28))
GENDER = Item(id="gender", title="Gender", column="sex", answers={"1": "man", "2": "woman"})
TOWN = Item(id="town", title="Settlement", column="town", answers={"city": "city", "village": "village"})
APPROVAL = Item(
    id="leader_approval",
    title="Do you approve?",
    column="q1",
    answers={"1": "Approve", "2": "Disapprove", "3": "Hard to say"},
    positive=("1",),
    negative=("2",),
    missing=("99",),
)


@pytest.fixture(scope="session")
def rules():
    return load_opinion_rules()


@pytest.fixture
def book():
    """Makes a codebook with the three items and whatever else is asked for."""

    def make(**fields) -> Codebook:
        return Codebook(
            title="Invented",
            pollster="Nobody",
            source="invented",
            waves=(WAVE,),
            items=(GENDER, TOWN, APPROVAL),
            **fields,
        )

    return make


@pytest.fixture
def coded(book):
    """Makes a wave in codes from columns of words."""

    def make(columns, labels=None, **fields):
        return clean(
            {name: tuple(cells) for name, cells in columns.items()},
            labels or {},
            book(**fields),
            WAVE,
            tuple(range(2, 10_000)),
        )

    return make


@pytest.fixture
def people():
    """Draws people: 40 % men, 80 % of cities, of whom 60 % approve and 28 % do not."""

    def draw(n, seed=1):
        rng = np.random.default_rng(seed)
        return {
            "sex": rng.choice(["1", "2"], n, p=[0.4, 0.6]).tolist(),
            "town": rng.choice(["city", "village"], n, p=[0.8, 0.2]).tolist(),
            "q1": rng.choice(["1", "2", "3"], n, p=[0.6, 0.28, 0.12]).tolist(),
            "psu": rng.integers(0, 25, n).astype(str).tolist(),
            "w": rng.uniform(0.5, 2.0, n).round(4).astype(str).tolist(),
        }

    return draw


@pytest.fixture
def margins():
    def cells(**persons) -> Margin:
        return Margin(title="", persons={name: figure(n, "persons") for name, n in persons.items()})

    def make(**named) -> Margins:
        return Margins(title="invented", margins={name: cells(**persons) for name, persons in named.items()})

    return make


def figure(value, unit) -> Figure:
    return Figure(value=value, low=value, high=value, unit=unit, source="invented", date=date(2022, 1, 1))


@pytest.fixture
def design():
    return SurveyDesign(clusters="psu", survey_weight="w")


@pytest.fixture
def polls():
    """Makes monthly polls of 1,600 people from shares, `None` where a month was left out."""

    def make(measure, shares, pollster="Nobody", n_asked=1600):
        return [
            Poll(
                measure=measure,
                pollster=pollster,
                starts_on=date(2010 + month // 12, month % 12 + 1, 18),
                ends_on=date(2010 + month // 12, month % 12 + 1, 25),
                value=share,
                n_asked=n_asked,
            )
            for month, share in enumerate(shares)
            if share is not None
        ]

    return make


@pytest.fixture
def write_csv(tmp_path):
    def write(name, columns, encoding="utf-8"):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as lines:
            out = csv.writer(lines)
            out.writerow(columns)
            out.writerows(zip(*columns.values(), strict=True))
        return path

    return write
