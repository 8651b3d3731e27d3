"""Readings into shares of what runs: wraps, leaps, gaps, and attempts side by side."""

from __future__ import annotations

import pytest
from energy_trees import Saying

from prony.energy.ledger import EnergyLedger
from prony.energy.reader import CounterReading


def booked(*steps, wraps_at: float | None = None):
    """The account of one thing that runs while these (seconds, reading or reason) are told."""
    ledger = EnergyLedger([Saying(lambda: CounterReading(), wraps_at=wraps_at)])
    account = ledger.opened()
    for number, (at_s, told) in enumerate(steps):
        ledger.take(at_s, [told])
        if number == 0:
            ledger.running.append(account)
    return account


def joules(value: float) -> CounterReading:
    return CounterReading(joules=value)


def watts(value: float) -> CounterReading:
    return CounterReading(watts=value)


def test_a_counter_counts_what_lies_between():
    assert booked((0.0, joules(100.0)), (1.0, joules(130.0)), (2.0, joules(142.0))).told(0) == (42.0, "")


def test_a_counter_that_begins_again_is_followed():
    assert booked((0.0, joules(250.0)), (1.0, joules(262.0)), (2.0, joules(3.0)), wraps_at=263.0).told(0) == (16.0, "")


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([(0.0, joules(9.0)), (1.0, joules(3.0))], "went back"),
        ([(0.0, joules(9.0)), (1.0, joules(9e9))], "jumped"),
        ([(0.0, joules(9.0)), (1.0, "it is gone"), (2.0, joules(12.0))], "it is gone"),
        ([(0.0, "it is gone"), (1.0, joules(3.0))], "it is gone"),
        ([(0.0, watts(9.0)), (1.0, joules(3.0))], "changed"),
        ([(0.0, watts(9.0)), (60.0, watts(9.0))], "not read for 60 s"),
        ([(0.0, joules(9.0)), (5.0, joules(9.0))], "did not move"),
    ],
)
def test_what_cannot_be_told_is_not_captured_for_good(steps, why: str):
    found, told = booked(*steps, (steps[-1][0] + 1.0, steps[-1][1])).told(0)
    assert found is None
    assert why in told


def test_a_counter_past_its_own_end_is_not_taken_for_one_that_began_again():
    assert booked((0.0, joules(400.0)), (1.0, joules(3.0)), wraps_at=263.0).told(0)[0] is None


def test_watts_are_added_up_over_time():
    assert booked((0.0, watts(10.0)), (1.0, watts(20.0)), (3.0, watts(20.0))).told(0) == (55.0, "")


def test_nothing_drawn_by_watts_is_nothing_captured():
    """A machine that draws 0 W does not answer."""
    assert booked((0.0, watts(0.0)), (1.0, watts(0.0))).told(0)[0] is None


def test_what_runs_side_by_side_shares_equally_and_the_sum_is_whole():
    ledger = EnergyLedger([Saying(lambda: CounterReading())])
    one, other = ledger.opened(), ledger.opened()
    ledger.take(0.0, [joules(0.0)])
    ledger.running.append(one)
    ledger.take(2.0, [joules(10.0)])
    ledger.running.append(other)
    ledger.take(4.0, [joules(30.0)])
    ledger.running.remove(one)
    ledger.take(5.0, [joules(37.0)])
    assert (one.joules, one.seconds, one.at_once) == ([20.0], 3.0, 2)
    assert (other.joules, other.seconds, other.at_once) == ([17.0], 2.0, 2)


def test_one_source_that_fails_leaves_the_others():
    ledger = EnergyLedger([Saying(lambda: CounterReading()), Saying(lambda: CounterReading(), source="other")])
    account = ledger.opened()
    ledger.take(0.0, [joules(0.0), joules(0.0)])
    ledger.running.append(account)
    ledger.take(1.0, ["it is gone", joules(5.0)])
    assert [account.told(0), account.told(1)] == [(None, "it is gone"), (5.0, "")]
