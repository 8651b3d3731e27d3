"""`prony factors` as a person reads it."""

import json

import pytest
from board_situations import record

from prony.nouns import Sampling


@pytest.fixture
def recorded(tmp_path):
    who = {
        f"alpha {value}": {"name": "alpha", "sha256": "a" * 64, "fingerprint": {"sampling": Sampling(temperature=t)}}
        for value, t in (("cold", 0.0), ("hot", 0.8))
    }
    return record(tmp_path, {"alpha cold": "1" * 10 + "0" * 20, "alpha hot": "1" * 25 + "0" * 5}, who=who)


def test_the_axes_are_listed_and_one_is_shown_whole(prony, recorded):
    listed = prony("factors")
    assert listed.code == 0, listed.err
    assert "temperature" in listed.out
    said = prony("factors", "temperature")
    assert said.code == 0, said.err
    assert "temperature 0.8 solves more than 0.0: +50 points" in said.out.replace("\n  ", " ")
    assert "alpha cold -> alpha hot" in said.out
    document = json.loads(prony("factors", "temperature", "--json").out)
    assert document["schema"] == "prony.factors/1"
    assert json.loads(prony("factors", "--json").out)["schema"] == "prony.axes/1"


def test_an_axis_that_nobody_differs_in_says_why(prony, recorded):
    said = prony("factors", "quantization")
    assert (said.code, "E658" in said.err, "have the same value: Q4_K_M" in said.err) == (3, True, True)
    assert prony("factors", "temperature", "--suite", "nobody").code == 3


@pytest.mark.parametrize("width", [60, 80])
def test_a_narrow_screen_keeps_the_interval_and_names_what_it_has_no_room_for(prony, recorded, width):
    said = prony("factors", "temperature", width=width)
    header = next(line for line in said.out.splitlines() if "effect  " in line)
    assert "95 % interval" in header
    assert "not shown at this width: " in said.out
