"""The rhythm of watching: early or late by chance, never twice at once, growing where it must grow."""

from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.alert.timing import is_quiet, may_send
from tocsin.capture.schedule import due, followed, next_at, opened, planned
from tocsin.capture.vanish import trace
from tocsin.records.alert import Alerts
from tocsin.records.capture import Capture, Presence, Vanishing, capture_id
from tocsin.records.watch import Return, Watch

NOW = datetime(2023, 3, 1, 12, tzinfo=UTC)
CONFIRMING = (timedelta(minutes=15), timedelta(hours=2))
PAGE = Watch(address="https://bills.example/1", every_hours=6, jitter_share=0.2)
ROUND = opened(PAGE, NOW)


def _rng(seed=0):
    return np.random.default_rng(seed)


@given(st.integers(0, 2**32), st.floats(0.1, 1_000), st.floats(0, 0.5))
def test_a_look_comes_within_its_jitter_and_always_later(seed, hours, share):
    watch = Watch(address=PAGE.address, every_hours=hours, jitter_share=share)
    wait = next_at(watch, ROUND, NOW, _rng(seed), CONFIRMING) - NOW
    every = timedelta(hours=hours)
    slack = timedelta(milliseconds=1)
    assert every * (1 - share) - slack <= wait <= every * (1 + share) + slack


def test_looks_at_many_pages_do_not_keep_step():
    rng = _rng()
    instants = {next_at(PAGE, ROUND, NOW, rng, CONFIRMING) for _ in range(50)}
    assert len(instants) == 50


@given(st.integers(1, 10_000))
def test_a_silent_host_is_asked_less_and_less_but_within_the_week(n):
    def wait(unreached):
        one = _with(ROUND, n_unreached=unreached)
        return next_at(_with(PAGE, jitter_share=0.0), one, NOW, _rng(), CONFIRMING) - NOW

    assert wait(n) <= wait(n + 1) <= timedelta(days=7)


def test_a_page_watched_once_a_month_is_not_asked_more_often_because_it_is_silent():
    rare = Watch(address=PAGE.address, every_hours=720, jitter_share=0)
    assert next_at(rare, _with(ROUND, n_unreached=9), NOW, _rng(), CONFIRMING) - NOW == timedelta(hours=720)


@pytest.mark.parametrize(("n_missed", "wait"), [(1, CONFIRMING[0]), (2, CONFIRMING[1])])
def test_a_missed_page_is_tried_again_at_exactly_the_growing_waits(n_missed, wait):
    assert next_at(PAGE, _with(ROUND, n_missed=n_missed), NOW, _rng(), CONFIRMING) - NOW == wait


def test_a_server_that_asks_for_a_day_gets_a_day():
    assert next_at(PAGE, ROUND, NOW, _rng(), CONFIRMING, timedelta(days=1)) - NOW == timedelta(days=1)


def test_a_watch_that_was_taken_out_is_looked_at_no_more():
    card = followed("https://bills.example/card/2", PAGE, NOW)
    known = {one.address: one for one in (ROUND, card)}
    assert [one.address for _, one in due(planned([PAGE], known, NOW), NOW)] == [
        PAGE.address,
        card.address,
    ]
    other = Watch(address="https://other.example/")
    assert [one.address for _, one in planned([other], known, NOW)] == [other.address]


def _with(record, **fields):
    return type(record)(**({name: getattr(record, name) for name in record.__struct_fields__} | fields))


@given(st.times(), st.times(), st.datetimes(timezones=st.just(UTC)))
def test_quiet_hours_last_from_their_beginning_to_their_end(start, end, at):
    rules = Alerts(quiet_from=start.isoformat(), quiet_to=end.isoformat())
    inside = start <= at.time() < end if start <= end else not end <= at.time() < start
    assert is_quiet(rules, at) is inside


def test_quiet_hours_move_with_summer_time():
    rules = Alerts(quiet_from="22:00", quiet_to="07:00", time_zone="Europe/Riga")
    at = time(4, 30)
    assert is_quiet(rules, datetime.combine(NOW, at, UTC))
    assert not is_quiet(rules, datetime.combine(NOW + timedelta(days=120), at, UTC))


@given(st.floats(0, 100), st.floats(0, 200))
def test_a_digest_is_never_early(pause, since):
    rules = Alerts(digest_hours=pause)
    assert may_send(rules, NOW, NOW - timedelta(hours=since)) is (
        timedelta(hours=since) >= timedelta(hours=pause)
    )
    assert may_send(rules, NOW, None)


def _captures(answers):
    at = NOW
    for n, (status, minutes) in enumerate(answers):
        at += timedelta(minutes=minutes)
        yield Capture(
            id=capture_id(PAGE.address, at, str(n)), address=PAGE.address, captured_at=at, status=status,
            media_type="text/html", payload_digest=f"sha256:{n}", n_bytes=1, warc_file="w", warc_offset=n,
            ledger_index=n, origin="web",
        )  # fmt: skip


ANSWERS = st.lists(
    st.tuples(st.sampled_from([200, 304, 404, 410, 403, 429, 500, 503]), st.integers(1, 400)), max_size=40
)


@given(ANSWERS, st.randoms())
def test_vanishings_and_returns_take_turns_whatever_the_order_they_are_told_in(answers, chance):
    captures = list(_captures(answers))
    found, _ = trace(captures, (), CONFIRMING)
    kinds = [type(one) for one in found]
    assert kinds == [Vanishing, Return] * (len(kinds) // 2) + [Vanishing] * (len(kinds) % 2)
    chance.shuffle(captures)
    assert trace(captures, (), CONFIRMING)[0] == found


@given(ANSWERS)
def test_no_vanishing_is_called_before_its_tries_lie_their_waits_apart(answers):
    captures = list(_captures(answers))
    statuses = {one.id: one.status for one in captures}
    for one in trace(captures, (), CONFIRMING)[0]:
        if isinstance(one, Vanishing):
            assert one.confirmed_at - one.first_missed_at >= sum(CONFIRMING, timedelta())
            assert statuses[one.last_seen] in (200, 304)
            assert statuses[one.first_missed] in (404, 410, 403)
            between = [c.status for c in captures if one.first_missed_at <= c.captured_at <= one.confirmed_at]
            assert not {200, 304} & set(between)


@given(ANSWERS)
def test_what_is_traced_bit_by_bit_is_what_is_traced_at_once(answers):
    captures = list(_captures(answers))
    whole, _ = trace(captures, (), CONFIRMING)
    bits = {one.id for n in range(len(captures) + 1) for one in trace(captures[:n], (), CONFIRMING)[0]}
    assert bits == {one.id for one in whole}


def test_a_page_that_was_never_there_cannot_vanish():
    found, pages = trace(list(_captures([(404, 1), (404, 60), (404, 300), (404, 900)])), (), CONFIRMING)
    assert found == []
    assert pages[PAGE.address].presence is Presence.GONE
