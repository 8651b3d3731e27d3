"""What a plan needs of a context is an upper bound, and too small a one is said in numbers."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from step_suite import write_step_suite

from prony.harnesses import harness_named
from prony.harnesses.context import needed, prompt_bound, shortage
from prony.nouns import AttemptLimits, ContestantSpec, Task, Thinking
from prony.suites import load_suite, prompt
from prony.suites.step_briefs import MOST_SHOWN_CHARS

PLAIN, THINKS = Thinking.NONE, Thinking.ON
SPEC = ContestantSpec(label="m", engine="embedded")
ONE_SHOT, AGENT = harness_named("chat").needs, harness_named("loop").needs


@pytest.fixture(scope="module")
def tasks(mini_suite: Path) -> tuple[Task, ...]:
    return load_suite(mini_suite).tasks


def test_a_context_holds_the_longest_prompt_byte_by_byte_and_the_longest_reply(tasks: tuple[Task, ...]) -> None:
    longest = max(len(prompt(task, {}).encode()) for task in tasks)
    assert needed(tasks, SPEC, ONE_SHOT, PLAIN) >= max(4096, longest + 200)
    assert needed(tasks, SPEC, ONE_SHOT, THINKS) >= longest + 4096
    assert needed(tasks, SPEC, AGENT, PLAIN) >= 16_384 + 200


def test_what_is_needed_is_never_short(tasks: tuple[Task, ...]) -> None:
    generous = msgspec.structs.replace(SPEC, attempt=AttemptLimits(thinking_tokens=8192))
    for spec in (SPEC, generous):
        for needs in (ONE_SHOT, AGENT):
            for thinking in (PLAIN, THINKS, None):
                context = needed(tasks, spec, needs, thinking)
                assert shortage(tasks, spec, needs, thinking, served=context) is None


def test_a_small_context_is_said_with_the_task_that_needs_most(tasks: tuple[Task, ...]) -> None:
    said = shortage(tasks, SPEC, ONE_SHOT, PLAIN, served=256)
    assert said is not None
    assert "256 tokens may be too small for 4 of 4 tasks: mini/" in said
    assert "a reply of up to 200 tokens" in said
    agent = shortage(tasks, SPEC, AGENT, PLAIN, served=4096)
    assert agent is not None
    assert "a conversation of up to 16,384 tokens" in agent


def test_a_context_that_is_not_told_is_not_judged(tasks: tuple[Task, ...]) -> None:
    assert shortage(tasks, SPEC, ONE_SHOT, PLAIN, served=None) is None


def test_a_task_in_steps_needs_room_for_all_its_briefs_and_replies(tmp_path):
    (tries,) = [task for task in load_suite(write_step_suite(tmp_path / "stepped")).tasks if task.name == "tries"]
    once = msgspec.structs.replace(tries, steps=())
    more = prompt_bound(tries, ONE_SHOT) - prompt_bound(once, ONE_SHOT)
    assert more >= MOST_SHOWN_CHARS + len(tries.steps[0].briefs[0].text) + (tries.max_tokens or 0)
