"""Every slot has a number of its own, whoever starts it, and nothing of a number stays behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

from prony.errors import SandboxError
from prony.sandbox import slot_numbers
from prony.sandbox.slot_numbers import SlotNumber


def test_more_than_a_hundred_slots_have_as_many_numbers() -> None:
    numbers = [SlotNumber() for _ in range(300)]
    try:
        assert len({number.value for number in numbers}) == 300
    finally:
        for number in numbers:
            number.release()


def test_a_number_of_another_process_is_not_given_and_its_death_frees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slot_numbers, "_last", 0)
    code = "from prony.sandbox.slot_numbers import SlotNumber; n = SlotNumber(); print(n.value, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        taken = int(other.stdout.readline())
        monkeypatch.setattr(slot_numbers, "_last", taken - 1)
        mine = SlotNumber()
        mine.release()
        assert mine.value != taken
        other.kill()
        other.wait()
    monkeypatch.setattr(slot_numbers, "_last", taken - 1)
    again = SlotNumber()
    again.release()
    assert again.value == taken


def test_a_number_is_not_given_again_at_once() -> None:
    first = SlotNumber()
    first.release()
    second = SlotNumber()
    second.release()
    assert first.value != second.value


def test_where_no_number_is_left_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slot_numbers, "MOST", 0)
    with pytest.raises(SandboxError) as refused:
        SlotNumber()
    assert refused.value.code == "E414"
