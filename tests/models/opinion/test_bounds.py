"""Both intervals of an estimate."""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.models.opinion.bounds import share_interval


@given(st.floats(0, 1), st.floats(2, 1e6), st.floats(1.01, 5))
def test_the_total_error_interval_holds_the_sampling_interval(share, n, wider):
    se = (share * (1 - share) / n) ** 0.5
    one, all_of = share_interval(share, se, n), share_interval(share, se, n, wider)
    assert 0 <= all_of.low <= one.low + 1e-9
    assert one.low <= share + 1e-9
    assert share - 1e-9 <= one.high
    assert one.high <= all_of.high + 1e-9 <= 1 + 2e-9


def test_where_everybody_agrees_an_interval_still_has_width():
    found = share_interval(1.0, 0.0, 100)
    assert 0.95 < found.low < 0.98
    assert found.high == 1.0
