"""Student's law, beside the tables that every textbook prints."""

import pytest

from tocsin.stats.student import Z_95, reach

TABLE = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 9: 2.262, 10: 2.228, 14: 2.145, 29: 2.045, 120: 1.980}


@pytest.mark.parametrize("degrees", TABLE)
def test_the_reach_is_that_of_the_printed_tables(degrees):
    assert reach(degrees) == pytest.approx(TABLE[degrees], abs=5e-4)


def test_without_degrees_of_freedom_or_with_very_many_it_is_the_normal_law():
    assert reach(None) == reach(100_000) == Z_95
    assert reach(5_000) == pytest.approx(Z_95, rel=5e-4)


def test_fewer_degrees_reach_further():
    reaches = [reach(degrees) for degrees in range(1, 60)]
    assert reaches == sorted(reaches, reverse=True)
