"""Three agents of one run at once, on one engine: each gets its own workspace, its own end and its own grade."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from agent_suite import FIX, ends_of, prony_run, run_dir_of, write_suite

from prony.bench.remaining import Done
from prony.engines import Embedded
from prony.journal import Ended, Started, read_events
from prony.nouns import Outcome, Suite
from prony.references.agents import steps
from prony.references.tapes import Script, build_tape

pytestmark = pytest.mark.real_engine

HOLD = "python3 -m http.server 8000 >/dev/null 2>&1 & sleep 1.5"
FORKS = (
    "import os, time\\nn = 0\\ntry:\\n while n < 500:\\n  n += 1\\n  if not os.fork(): time.sleep(2); os._exit(0)\\n"
    'except OSError: print("refused")\\ntime.sleep(2)'
)
DOES: dict[str, list[str]] = {
    "serves-and-solves": [f"echo mine > /tmp/note; {HOLD}; {FIX}"],
    "deletes-all": [f"echo mine > /tmp/note; {HOLD}; rm -rf /workspace/* /tmp/* .git"],
    "edits-tests": [f"echo mine > /tmp/note; {HOLD}; echo > tests/test_add.py"],
    "forks-to-its-limit": [f"python3 -c \"exec('{FORKS}')\"; {FIX} # at last"],
    "fills-its-disk": [f"head -c 600M /dev/zero > big; cat big > /tmp/big; rm big /tmp/big; {FIX} # made room"],
    "configures-git": [f"git config --global core.hooksPath /tmp/hooks; git commit -qam x; {FIX}; git commit -qam y"],
}


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    return write_suite(tmp_path / "suites" / "agents", DOES)


async def test_three_agents_at_once_do_not_disturb_each_other(suite: Suite, tmp_path: Path) -> None:
    tape, home = tmp_path / "agents.gguf", tmp_path / "home"
    home.mkdir()
    told = [script for task in suite.tasks for script in steps(task, DOES[task.name], f"Done with {task.name}.")]
    build_tape(tape, told, default=Script(phrase="", text="no such task\n"))
    async with Embedded(tape, context=24_000, slots=3, key="") as engine:
        running = prony_run(
            home, suite.path, "--harness", "loop", "--base-url", engine.base_url, "--model", engine.alias,
            "--parallel", "3", "--engine-elsewhere",
        )  # fmt: skip
        run_dir = await asyncio.to_thread(run_dir_of, running, home)
    assert most_at_once(run_dir) == 3
    outcomes = {name: (one.outcome, one.labels) for name, one in ends_of(run_dir).items()}
    assert outcomes == {
        "serves-and-solves": (Outcome.SOLVED, ()),
        "deletes-all": (Outcome.VOID, ()),
        "edits-tests": (Outcome.VOID, ()),
        "forks-to-its-limit": (Outcome.SOLVED, ()),
        "fills-its-disk": (Outcome.SOLVED, ()),
        "configures-git": (Outcome.SOLVED, ()),
    }


def most_at_once(run_dir: Path) -> int:
    """How many attempts had started and not ended at the same time."""
    now = most = 0
    for event in read_events(run_dir):
        now += isinstance(event, Started) - isinstance(event, Ended)
        most = max(most, now)
    assert now == 0
    assert len(Done(read_events(run_dir)).ends) == len(DOES)
    return most
