"""Which of the figures read in a claim can be the size of a call-up."""

import pytest

from tocsin.briefing.sizes import is_size
from tocsin.reading.english.quantity import find_quantities
from tocsin.records.span import cut


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("40,000 men would be called up", [40_000]),
        ("the limits of service would be 19 and 31", []),
        ("60 men were called up in one village", []),
        ("40,000 men would be called up out of a reserve of 2 million people", [40_000]),
        ("men aged 19 would be called up", []),
        ("as many as 70,000 from May", [70_000]),
        ("40 buses took 3,000 recruits away", [3_000]),
    ],
)
def test_an_age_a_batch_and_a_pool_are_no_size(text: str, sizes: list[float]) -> None:
    content = cut(text, 0, len(text))
    assert [q.high for q in find_quantities(text) if is_size(content, q)] == sizes
