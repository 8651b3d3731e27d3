"""What breaks under an agent is not its fault: nobody's score, and tried again. Engines and workspaces really break."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from agent_suite import (
    FIX,
    children_of,
    cpu_ticks,
    engine_of,
    exchanges_in,
    prony_run,
    run_dir_of,
    wait,
    write_suite,
)

from prony.bench.remaining import Done
from prony.journal import read_events
from prony.nouns import FaultCode, Outcome
from prony.references.agents import steps
from prony.references.tapes import Script, build_tape

pytestmark = pytest.mark.real_engine

TALK = " ".join(f"word{number}" for number in range(6_000))


def kill_engine(running: subprocess.Popen[str], home: Path) -> None:
    """Kill the engine in the middle of its second reply."""
    engine = wait(running, lambda: bool(exchanges_in(home)) and engine_of(running.pid))
    before = cpu_ticks(engine)
    wait(running, lambda: cpu_ticks(engine) >= before + 20)
    os.kill(engine, signal.SIGKILL)


def kill_workspace(running: subprocess.Popen[str], home: Path) -> None:
    """Kill every slot, that of the workspace too, while a command runs in it."""
    wait(running, lambda: bool(exchanges_in(home)))
    wait(running, lambda: b"sleep\x003" in commands())
    for child, words in children_of(running.pid):
        if b"kinds/embedded/" not in words:
            os.kill(child, signal.SIGKILL)


def commands() -> bytes:
    """The command lines of all processes here."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(file.read_bytes())
        except OSError:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize(
    ("breaks", "command", "codes"),
    [
        (kill_engine, FIX, {FaultCode.ENGINE_CRASH, FaultCode.STREAM_CUT}),
        pytest.param(kill_workspace, f"sleep 3.14159; {FIX}", {FaultCode.CLIENT_FAULT}, marks=pytest.mark.slow),
    ],
)
def test_what_breaks_is_infra_and_the_attempt_is_made_again(
    tmp_path: Path, breaks: Callable[[subprocess.Popen[str], Path], None], command: str, codes: set[FaultCode]
) -> None:
    suite, home, tape = (
        write_suite(tmp_path / "agents", ["mend"], max_tokens=20_000),
        tmp_path / "home",
        tmp_path / "t.gguf",
    )
    home.mkdir()
    build_tape(
        tape, steps(suite.tasks[0], [command], f"Done: {TALK}"), default=Script(phrase="", text="no such task\n")
    )
    running = prony_run(home, suite.path, "--harness", "loop", "--gguf", str(tape))
    breaks(running, home)
    done = Done(read_events(run_dir_of(running, home)))
    tries = sorted((done.attempts[name].try_no, name) for name in done.ends)
    assert [done.outcome(name) for _, name in tries] == [Outcome.INFRA, Outcome.SOLVED]
    fault = done.ends[tries[0][1]].fault
    assert fault is not None
    assert fault.code in codes, fault
