"""`prony drift` as a person reads it."""

import json
import math

import pytest
from board_situations import record


@pytest.fixture
def recorded(tmp_path):
    for number, line in enumerate(("1" * 20, "1" * 18 + "00", "0" * 14 + "1" * 6), 1):
        lines = {"m": [line] * 3, "other": ["10" * 10] * 3} if number < 3 else {"m": [line] * 3}
        who = {"m": {"sha256": "a" * 64}, "other": {"sha256": "b" * 64}}
        record(tmp_path, lines, run=f"r{number}", who=who, created_at=f"2026-01-0{number}T00:00:00.000Z")
    return tmp_path


def test_a_history_is_shown_with_its_alarms(prony, recorded):
    said = prony("drift", width=160)
    assert said.code == 0, said.err
    rows = [line.split() for line in said.out.splitlines() if line.startswith(("r2 ", "r3 "))]
    assert [row[0] for row in rows] == ["r2", "r3", "r2"]
    assert " ever raise an alarm, however often somebody looks" in said.out.replace("\n  ", " ")
    document = json.loads(prony("drift", "m", "--json").out)
    assert (document["schema"], document["watched"]) == ("prony.drift/1", 2)
    assert [one["label"] for one in document["lineages"]] == ["m"]


def test_who_was_measured_once_is_named_with_what_to_do(prony, tmp_path):
    record(tmp_path, {"m": "10" * 10})
    said = prony("drift")
    assert (said.code, "measured once: m; run the same suite again" in said.out.lower()) == (0, True)


def test_a_name_that_is_not_there_is_an_error_with_those_that_are(prony, recorded):
    said = prony("drift", "\x1b[31mnobody")
    assert (said.code, "E683" in said.err, "m, other" in said.err, "\x1b" in said.err) == (3, True, True, False)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_narrow_screen_cuts_no_row(prony, recorded, width):
    said = prony("drift", width=width)
    assert all(len(line) <= width for line in said.out.splitlines())


@pytest.mark.parametrize("form", ["", "--md"])
def test_what_would_have_shown_is_never_rounded_down(prony, recorded, form):
    told = json.loads(prony("drift", "--json").out)
    least = {step["smallest_detectable"] for one in told["lineages"] for step in one["steps"]}
    assert any(0.0 < 100 * share % 1 < 0.5 for share in least), "rounding half up would say less of some"
    shown = prony("drift", *form.split(), width=160).out
    assert all(f" {math.ceil(100 * share)} points " in shown for share in least if share < 1.0)
