"""The labels of TLP 2.0 are a chain: what is strictest, and who may see what, follow from their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records.marking import Tlp, strictest

labels = st.sampled_from(Tlp)


def test_the_labels_are_those_of_the_standard_in_its_order():
    assert [one.label for one in Tlp] == [
        "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED",
    ]  # fmt: skip


@given(labels, labels, labels)
def test_the_strictest_is_a_join(a, b, c):
    assert strictest([a, a]) is a
    assert strictest([a, b]) is strictest([b, a])
    assert strictest([a, strictest([b, c])]) is strictest([strictest([a, b]), c])
    assert strictest([a], Tlp.CLEAR) is a
    assert strictest([a, Tlp.RED]) is Tlp.RED


@given(labels, labels, labels)
def test_an_audience_sees_a_join_only_if_it_sees_both(audience, a, b):
    assert audience.admits(strictest([a, b])) == (audience.admits(a) and audience.admits(b))


@given(labels, labels)
def test_of_two_audiences_one_sees_all_that_the_other_sees(a, b):
    assert a.admits(a)
    assert a.admits(b) or b.admits(a)
    assert (a.admits(b) and b.admits(a)) == (a is b)


@pytest.mark.parametrize("wrong", ["WHITE", "amber strict", "TLP:CLEAR", ""])
def test_no_other_label_is_known(wrong):
    with pytest.raises(ValueError, match="is not a valid Tlp"):
        Tlp(wrong)
