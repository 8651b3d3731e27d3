"""Attempts that take too long, with nothing simulated: real workspaces, a real engine, and one that really hangs."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from agent_suite import (
    FIX,
    Ended,
    cpu_ticks,
    ends_of,
    engine_of,
    exchanges_in,
    prony_run,
    run_dir_of,
    wait,
    write_suite,
)

from prony.journal import ExchangeSeen, read_events
from prony.nouns import FaultClass, FaultCode, Outcome, Task
from prony.references.agents import call, steps
from prony.references.tapes import Script, build_tape
from prony.suites import trigger

pytestmark = [pytest.mark.real_engine, pytest.mark.slow]

WALL_S, COMMAND_S = 6.0, 1.0
SHORTER = ("--attempt-seconds", str(WALL_S), "--command-seconds", str(COMMAND_S))
"""Less time for attempts and commands, so that tests need not wait."""
SLOW = [f"sleep 0.7; echo {n}" for n in range(12)]
TALK = " ".join(f"word{number}" for number in range(20_000))

DOES: dict[str, list[str]] = {
    "runs-out-of-time": SLOW,
    "runs-out-of-time-after-a-change": [FIX, *SLOW],
}
OVER = {
    "one-command-sleeps": "sleep 50",
    "one-command-spins": "while :; do :; done",
    "one-command-leaves-a-child": "(trap '' TERM HUP; sleep 50) & wait",
}
"""Task -> a command that takes too long; its agent goes on when it is told so."""
HANGS = ("engine-hangs", "engine-hangs-still")
"""Tasks of a run whose engine is stopped in the middle of a reply to the first of them."""


def scripts(task: Task) -> list[Script]:
    if task.name in DOES:
        return list(steps(task, DOES[task.name], f"Done with {task.name}."))
    if task.name in HANGS:
        return list(steps(task, [FIX], f"Done with {task.name}: {TALK}"))
    return [
        Script(phrase=trigger(task), text=call(f"true {task.name}; {OVER[task.name]}")),
        Script(phrase="[ended by a limit or a signal:", text=call(f"{FIX}; echo Mended now."), priority=2),
        Script(phrase="Mended now.\n[exit", text="I mended it in less time.", priority=3),
    ]


def started_run(folder: Path, names: Iterable[str], **limits: int) -> tuple[subprocess.Popen[str], Path]:
    """A run of the tasks `names`, begun, and the folder that it is at home in."""
    suite, home, tape = write_suite(folder / "agents", names, **limits), folder / "home", folder / "slow.gguf"
    home.mkdir()
    told = {script.phrase: script for task in suite.tasks for script in scripts(task)}
    build_tape(tape, list(told.values()), default=Script(phrase="", text="no such task\n"))
    return prony_run(home, suite.path, "--harness", "loop", "--gguf", str(tape), *SHORTER), home


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of two finished runs, made at once: one of what takes too long, one whose engine stood still."""
    slow, slow_home = started_run(tmp_path_factory.mktemp("slow"), [*DOES, *OVER])
    hung, hung_home = started_run(tmp_path_factory.mktemp("hung"), HANGS, max_tokens=20_000)
    engine = wait(hung, lambda: bool(exchanges_in(hung_home)) and engine_of(hung.pid))
    before = cpu_ticks(engine)
    wait(hung, lambda: cpu_ticks(engine) >= before + 20)
    os.kill(engine, signal.SIGSTOP)
    return run_dir_of(slow, slow_home), run_dir_of(hung, hung_home)


@pytest.fixture(scope="module")
def ended(runs: tuple[Path, Path]) -> dict[str, Ended]:
    """How attempts ended that took too long, or a command of theirs."""
    return ends_of(runs[0])


@pytest.fixture(scope="module")
def hung(runs: tuple[Path, Path]) -> Path:
    """A finished run whose engine stood still from the middle of its second reply on; its folder."""
    return runs[1]


@pytest.mark.parametrize(
    ("name", "outcome", "labels"),
    [
        ("runs-out-of-time", Outcome.FAULTED, ()),
        ("runs-out-of-time-after-a-change", Outcome.SOLVED, ("timeout",)),
    ],
)
def test_an_attempt_that_takes_too_long_is_a_timeout(
    ended: dict[str, Ended], name: str, outcome: Outcome, labels: tuple[str, ...]
) -> None:
    got = ended[name]
    assert (got.outcome, got.cause, got.labels) == (outcome, FaultClass.TIMEOUT, labels), got.end
    assert got.end.exchanges > 2
    assert got.end.wall_s >= WALL_S


@pytest.mark.parametrize("name", list(OVER))
def test_a_command_that_takes_too_long_is_ended_and_the_agent_goes_on(ended: dict[str, Ended], name: str) -> None:
    got = ended[name]
    assert (got.outcome, got.cause, got.labels) == (Outcome.SOLVED, None, ()), got.end
    assert got.end.exchanges == 3


def test_an_engine_that_hangs_in_the_middle_of_a_reply_is_a_timeout(hung: Path) -> None:
    one = next(end for end in ends_of(hung).values() if end.end.exchanges == 2)
    assert (one.outcome, one.cause, one.labels) == (Outcome.SOLVED, FaultClass.TIMEOUT, ("timeout",)), one.end
    seen = [event.exchange for event in read_events(hung) if isinstance(event, ExchangeSeen)]
    cut = next(exchange for exchange in seen if exchange.attempt == one.end.attempt and exchange.number == 2)
    assert cut.content_chars > 0, "the reply had begun"
    assert cut.fault is not None
    assert cut.fault.code is FaultCode.TIMEOUT_TOTAL


def test_an_engine_that_never_answers_is_a_timeout_and_does_not_keep_the_run_from_its_end(hung: Path) -> None:
    ends = ends_of(hung)
    assert ends.keys() == set(HANGS)
    one = next(end for end in ends.values() if end.end.exchanges == 1)
    assert (one.outcome, one.cause, one.labels) == (Outcome.FAULTED, FaultClass.TIMEOUT, ()), one.end
