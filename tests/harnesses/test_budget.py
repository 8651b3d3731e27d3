"""Which limit holds where several say one, and how long a reply may be."""

from __future__ import annotations

import msgspec
import pytest

from prony.bench.contestants import OPTIONS
from prony.harnesses import harness_named
from prony.harnesses.budget import LIMITS, gateway_budget, limits_of, pinned, reply_tokens
from prony.nouns import AttemptLimits, ContestantSpec, Mode, RunPlan, Task, Thinking

TASK = Task(id="s/t", suite="s", name="t", title="", path="", digest="", mode=Mode.ANSWER, instruction="")
SPEC = ContestantSpec(label="m", engine="embedded")
LOOP = harness_named("loop").needs


def task(max_tokens: int | None = None, **limits: float) -> Task:
    return msgspec.structs.replace(TASK, max_tokens=max_tokens, attempt=AttemptLimits(**limits))


def test_the_contestants_limit_holds_before_the_tasks_before_the_harnesss_before_the_benchs() -> None:
    spec = msgspec.structs.replace(SPEC, attempt=AttemptLimits(requests=7))
    limits = limits_of(spec, task(requests=99, tokens=5000, disk_mb=900), LOOP)
    assert (limits.requests, limits.tokens, limits.disk_mb, limits.wall_s) == (7, 5000, 900, 900.0)
    assert limits_of(SPEC, task(), LOOP).requests == 40


def test_the_gateway_holds_an_attempt_to_its_limits() -> None:
    budget = gateway_budget(limits_of(SPEC, task(wall_s=12.0, first_s=3.0), LOOP))
    assert (budget.wall_s, budget.first_s, budget.requests, budget.tokens) == (12.0, 3.0, 40, 400_000)
    assert budget.stall_s == LIMITS.stall_s


@pytest.mark.parametrize("thinking", [Thinking.ON, None])
def test_a_model_that_may_think_has_room_to_think_beyond_what_its_task_asks(thinking: Thinking | None) -> None:
    assert reply_tokens(task(600), OPTIONS.attempt, thinking=thinking) == 600 + 8192
    assert reply_tokens(task(), OPTIONS.attempt, thinking=thinking) == 1024 + 8192


@pytest.mark.parametrize("thinking", [Thinking.NONE, Thinking.OFF])
def test_a_model_that_does_not_think_has_what_its_task_asks(thinking: Thinking) -> None:
    assert reply_tokens(task(600), OPTIONS.attempt, thinking=thinking) == 600
    assert reply_tokens(task(), OPTIONS.attempt, thinking=thinking) == 1024


def test_room_to_think_ends_with_the_context_but_not_below_what_there_was_without_it() -> None:
    assert reply_tokens(task(600), OPTIONS.attempt, thinking=Thinking.ON, room=6000) == 6000
    assert reply_tokens(task(600), OPTIONS.attempt, thinking=Thinking.ON, room=300) == 4096
    assert reply_tokens(task(600), OPTIONS.attempt, thinking=None, room=300) == 600


def test_a_cap_that_is_said_is_the_cap() -> None:
    limits = AttemptLimits(max_tokens=50, thinking_tokens=8192)
    assert reply_tokens(task(600), limits, thinking=Thinking.ON) == 50


def test_a_plan_of_before_goes_on_with_the_rule_of_before() -> None:
    text = """
id = "r"
created_at = ""
prony_version = "0.1.0"
suites = []
[[contestants]]
label = "m"
engine = "embedded"
gguf = "/m.gguf"
threads = 3
[contestants.sampling]
temperature = 0.0
[settings]
"""
    [spec] = msgspec.toml.decode(text, type=RunPlan).contestants
    assert (spec.attempt, spec.threads, spec.sampling.temperature) == (AttemptLimits(), 3, 0.0)
    assert reply_tokens(task(600), spec.attempt, thinking=Thinking.ON) == 4096
    assert reply_tokens(task(600), spec.attempt, thinking=None) == 600


def test_a_fingerprint_holds_the_limits_that_were_chosen_and_can_matter() -> None:
    chosen = msgspec.structs.replace(OPTIONS.attempt, requests=100)
    assert pinned(OPTIONS.attempt, Thinking.NONE) == {}
    assert pinned(chosen, Thinking.NONE) == {"requests": 100}
    assert pinned(chosen, Thinking.ON) == {"requests": 100, "thinking_tokens": 8192}
    assert pinned(msgspec.structs.replace(chosen, max_tokens=9), None) == {"requests": 100, "max_tokens": 9}
