from __future__ import annotations

import signal

import pytest

from prony.nouns import Limits, Verdict
from prony.sandbox.toolchains.node import MARKS as NODE
from prony.sandbox.toolchains.python import MARKS as PYTHON
from prony.sandbox.verdicts import Evidence, judge

LIMITS = Limits(cpu_s=2, wall_s=10, memory_mb=100, processes=32)


def verdict(marks=PYTHON, *, exit_code: int | None = None, killed_by: int | None = None, **seen) -> Verdict:
    evidence = Evidence(**{"exit_code": exit_code, "signal": killed_by, "cpu_s": 0.1, "wall_s": 0.2, **seen})
    return judge(evidence, LIMITS, marks)[0]


def test_exit_status_zero_passes_and_any_other_fails():
    assert verdict(exit_code=0) is Verdict.PASS
    assert verdict(exit_code=1) is Verdict.FAIL


def test_a_signal_is_a_crash():
    assert verdict(killed_by=signal.SIGSEGV) is Verdict.CRASH


@pytest.mark.parametrize(
    "seen",
    [
        {"killed_by": signal.SIGXCPU, "cpu_s": 1.7},
        {"killed_by": signal.SIGKILL, "cpu_s": 1.8},
        {"exit_code": 0, "cpu_s": 2.5},
        {"killed": "wall", "cpu_s": 2.1},
    ],
)
def test_cpu_beyond_the_limit_is_timeout_cpu_however_it_ended(seen):
    assert verdict(**seen) is Verdict.TIMEOUT_CPU


def test_a_program_that_was_killed_early_did_not_use_up_its_cpu():
    assert verdict(killed_by=signal.SIGKILL, cpu_s=0.5) is Verdict.CRASH


def test_who_slept_is_late_and_who_waited_for_a_core_is_starved():
    assert verdict(killed="wall", wall_s=10, waited_s=0.1) is Verdict.TIMEOUT_WALL
    assert verdict(killed="wall", wall_s=10, waited_s=6) is Verdict.STARVED


def test_who_used_much_cpu_is_not_starved():
    assert verdict(killed="wall", wall_s=10, waited_s=6, cpu_s=1.5) is Verdict.TIMEOUT_WALL


def test_an_oom_kill_counts_only_where_the_program_did_not_survive_it():
    assert verdict(killed_by=signal.SIGKILL, ooms=1) is Verdict.OOM
    assert verdict(exit_code=0, ooms=1) is Verdict.PASS


def test_refused_processes_count_only_where_the_program_did_not_survive_it():
    assert verdict(exit_code=1, refused_processes=3) is Verdict.LIMIT
    assert verdict(exit_code=0, refused_processes=3) is Verdict.PASS


@pytest.mark.parametrize(
    ("marks", "stderr", "expected"),
    [
        (PYTHON, b"Traceback ...\nMemoryError\n", Verdict.OOM),
        (PYTHON, b"OSError: [Errno 28] No space left on device\n", Verdict.LIMIT),
        (PYTHON, b"RuntimeError: can't start new thread\n", Verdict.LIMIT),
        (PYTHON, b"ValueError: no MemoryError here\n", Verdict.FAIL),
        (NODE, b"FATAL ERROR: ... JavaScript heap out of memory\n", Verdict.OOM),
        (NODE, b"Error: spawn EAGAIN\n", Verdict.LIMIT),
    ],
)
def test_the_last_words_of_a_failure_may_name_its_limit(marks, stderr, expected):
    assert verdict(marks, exit_code=1, stderr=stderr) is expected


def test_words_never_turn_a_failure_into_a_success_or_a_success_into_a_failure():
    assert verdict(exit_code=0, stderr=b"MemoryError\n") is Verdict.PASS


def test_too_much_output_is_an_output_limit_even_for_a_program_that_ended_well():
    assert verdict(exit_code=0, overflowed=True) is Verdict.OUTPUT_LIMIT


def test_what_the_slot_broke_is_never_charged_to_the_program():
    assert verdict(exit_code=1, broken="no room") is Verdict.GRADER_ERROR
