"""What six/go-middleware makes of a limiter: judged right on a machine in time, never wrong on one that is late."""

import importlib.util
import random

import pytest

from prony.suites import suites_root

TESTS = suites_root() / "six" / "go-middleware" / "tests"


def module_of(name):
    """A module of the task's tests."""
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def watched():
    """The module that judges."""
    return module_of("watched")


@pytest.fixture(scope="module")
def lines():
    """The module that reads logs."""
    return module_of("lines")


def sliding():
    served = []

    def allow(now):
        served[:] = [at for at in served if now - at < 1]
        if len(served) < 10:
            served.append(now)
            return True
        return False

    return allow


def tokens():
    state = {"tokens": 10.0, "seen": None}

    def allow(now):
        passed = 0 if state["seen"] is None else now - state["seen"]
        state["tokens"], state["seen"] = min(10.0, state["tokens"] + 10 * passed), now
        if state["tokens"] < 1:
            return False
        state["tokens"] -= 1
        return True

    return allow


def counter(phase=None):
    """A counter that is set back a second after it began, or at a moment of each second."""
    state = {"begin": None, "count": 0}

    def allow(now):
        window = now if phase is None else int(now - phase + 10)
        if state["begin"] is None or (now - state["begin"] >= 1 if phase is None else window != state["begin"]):
            state["begin"], state["count"] = window, 0
        state["count"] += 1
        return state["count"] <= 10

    return allow


def answers(allow, times, rng, late):
    """What comes of requests at these times to a limiter, where the machine is late by up to `late` seconds, twice."""
    sent = [at + rng.random() * late for at in times]
    handled = [at + rng.random() * late for at in sent]
    status = {}
    for number in sorted(range(len(times)), key=handled.__getitem__):
        status[number] = 200 if allow(handled[number]) else 429
    return [
        {"sent_s": sent[number], "answered_s": handled[number] + rng.random() * late, "status": status[number]}
        for number in range(len(times))
    ]


RIGHT = {"sliding": sliding, "tokens": tokens}


@pytest.mark.parametrize("make", RIGHT.values(), ids=RIGHT)
@pytest.mark.parametrize("late", [0.001, 0.05, 0.3, 1.0])
def test_a_right_limiter_is_never_found_wrong_however_late_the_machine_is(watched, make, late):
    rng = random.Random(7)
    for _ in range(60):
        came = answers(make(), [0.0] * 10 + [0.4] * 10, rng, late)
        assert not watched.doubled(came[:10], came[10:])
        assert not watched.unjustified(answers(make(), [0.125 * step for step in range(20)], rng, late))
        burst = answers(make(), [0.0] * 15, rng, late)
        assert len(watched.served(burst)) <= watched.most(burst)


@pytest.mark.parametrize("phase", [None, 0.0, 0.13, 0.37, 0.5, 0.71, 0.99])
def test_a_counter_that_is_set_back_is_found_where_the_gaps_cover_a_second(watched, phase):
    rng, doubled, gaps = random.Random(3), False, []
    for start in (0.05, 0.25, 0.45, 0.65, 0.85):
        came = answers(counter(phase), [start] * 10 + [start + 0.4] * 10, rng, 0.02)
        doubled = doubled or watched.doubled(came[:10], came[10:])
        gaps.append(watched.gap_between(came[:10], came[10:]))
    anchored = answers(counter(phase), [0.15] + [0.9] * 9 + [1.3] * 12, rng, 0.02)
    doubled = doubled or watched.doubled(anchored[1:10], anchored[10:])
    assert watched.covered(gaps)
    assert doubled


def test_gaps_that_leave_a_moment_out_cover_nothing(watched):
    assert watched.covered([(0.0, 0.5), (0.45, 1.05)])
    assert not watched.covered([(0.0, 0.5), (0.52, 1.05)])
    assert not watched.covered([(0.5, 0.4)] * 5)


def test_a_refusal_far_below_the_limit_is_unjustified(watched):
    eight = [{"sent_s": 0.1 * step, "answered_s": 0.1 * step, "status": 200} for step in range(8)]
    refusal = {"sent_s": 0.95, "answered_s": 0.96, "status": 429}
    assert watched.unjustified([*eight, refusal]) == [refusal]
    ninth = {"sent_s": 0.9, "answered_s": 0.9, "status": 200}
    assert watched.unjustified([*eight, ninth, refusal]) == []


TIMES = {
    "GET /x 200 1.5ms": [0.0015],
    "GET /x 200 312.5µs": [312.5e-6],
    "method=GET path=/x status=200 duration=1.25s": [1.25],
    '{"msg":"request","status":200,"duration_ms":401}': [0.401],
    '{"status":200,"elapsedMs":401}': [0.401],
    "2026/11/30 18:00:20 GET /x 200 0s": [0.0],
    "2026/11/30 18:00:20 GET /x 200 0.0015": [],
    '{"status":200,"duration":401000000}': [],
}


@pytest.mark.parametrize(("line", "times"), TIMES.items(), ids=range(len(TIMES)))
def test_times_are_read_with_their_units(lines, line, times):
    assert lines.times_of(line) == pytest.approx(times)


def test_a_status_is_no_part_of_another_number(lines):
    assert lines.names_status('GET "/x" status=404 1ms', 404)
    assert lines.names_status("[404] GET /x", 404)
    assert not lines.names_status("GET /x 200 404ms", 404)
    assert not lines.names_status("GET /x 200 404.7µs", 404)
    assert not lines.names_status("GET /x 200 1.404ms from 127.0.0.1:40404", 404)
