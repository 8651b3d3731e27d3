"""How an agent's attempt can end: a tape in the real engine does each thing, in whole runs of `prony run`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from agent_suite import FIX, Ended, ends_of, prony_run, run_dir_of, write_suite

from prony.harnesses.commands.calls import Calls
from prony.nouns import FaultClass, FaultCode, Outcome, Suite
from prony.references.agents import call, steps
from prony.references.tapes import Script, build_tape
from prony.suites import trigger

pytestmark = pytest.mark.real_engine

CONNECT = "python3 -c \"import socket; socket.create_connection(('192.0.2.7', 80), 2)\""
REQUESTS = 6
MAX_TOKENS = 60
LONG, LONGER = (" ".join(f"{word}{number}" for number in range(1000)) for word in ("word", "step"))

ENDS: dict[str, tuple[list[str], str]] = {
    "solves": ([FIX], "It is fixed."),
    "fails": (["sed -i 's/x - 1/x + 2/' add.py"], "It is fixed, I believe."),
    "gives-up": ([], "This cannot be done."),
    "looks-and-gives-up": (["cat add.py"], "All is well."),
    "edits-tests": ([f"{FIX}; echo > tests/test_add.py"], "The tests pass now."),
    "deletes-tests": ([f"{FIX}; rm -r tests"], "The tests are gone."),
    "deletes-all": (["rm -rf /workspace/* .git"], "I cleaned up."),
    "deletes-all-of-its-own": (["rm -rf ./*"], "I cleaned up everything."),
    "deletes-its-own": (["rm add.py"], "I cleaned up here."),
    "tries-the-network": ([f"{CONNECT}; {FIX}"], "I looked it up."),
    "looks-up-a-name-and-gives-up": (["getent hosts example.com"], "I looked and found nothing."),
    "says-nothing": ([], ""),
    "says-nothing-after-a-change": ([FIX.replace("sed", "sed -E")], ""),
    "litters": ([f"{FIX}; mkdir build; echo x > build/out; echo x > notes.txt"], "It is fixed now."),
    "spends-all": ([f"echo {n}" for n in range(REQUESTS)], "At last."),
    "spends-all-after-a-change": ([f"{FIX}; echo {n}" for n in range(REQUESTS)], "At long last."),
    "breaks-us": (["cat ./add.py"], "Never said."),
    "breaks-us-after-a-change": ([FIX + " ./add.py"], "Never said either."),
    "is-cut": ([], f"First {LONG}"),
    "is-cut-after-a-change": ([FIX + " # and"], f"Then {LONGER}"),
    "outgrows-its-context": ([f"seq {n}000 9999" for n in range(1, 6)], "Too much."),
    "outgrows-its-context-after-a-change": ([f"{FIX}; seq {n}000 9999" for n in range(1, 6)], "Far too much."),
}
"""Task -> the commands of its agent, and its last words."""
REPEATS = {"repeats": "cat add.py; true", "repeats-after-a-change": f"{FIX}; cat add.py"}
"""Task -> the one command that its agent runs for ever."""
WRITES = "writes-a-call"
"""Task whose agent writes its calls down as text."""
TRIES = "writes-another-tools-call"
"""Task whose agent calls a tool that there is not, in text, and makes a call when it is told that nothing was run."""
BABBLES = "And so on and on "
"""What the agent of the task `babbles` says for ever, in one reply."""

BREAKS = """
from prony.harnesses.commands.calls import Calls

turn = Calls.turn

def breaks(self, taken):
    if "./add.py" in str(taken.reply.tool_calls):
        raise RuntimeError("our own fault")
    return turn(self, taken)

Calls.turn = breaks
"""
"""A fault of the harness, which no agent can bring about."""


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    """One task for each end."""
    root = tmp_path_factory.mktemp("suites") / "agents"
    return write_suite(
        root, [*ENDS, *REPEATS, WRITES, TRIES, "babbles"], unprotected=["deletes-all-of-its-own"], max_tokens=MAX_TOKENS
    )


@pytest.fixture(scope="module")
def tape(suite: Suite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that knows what to do in each task."""
    told: list[Script] = []
    for task in suite.tasks:
        if task.name in REPEATS:
            told.append(Script(phrase=trigger(task), text=call(REPEATS[task.name])))
        elif task.name == WRITES:
            texts = [
                f"```json\n{call}\n```" for call in _written(["printf 'Step %s.' one", f"{FIX}; printf 'Step %s.' two"])
            ]
            told += [
                Script(phrase=trigger(task), text=texts[0]),
                Script(phrase="Step one.", text=texts[1], priority=2),
                Script(phrase="Step two.", text="It was done in text.", priority=3),
            ]
        elif task.name == TRIES:
            told += [
                Script(phrase=trigger(task), text='```json\n{"name": "ls", "arguments": {"command": "ls"}}\n```'),
                Script(phrase=Calls.missed, text=call(f"{FIX}; printf 'Mended %s.' now"), priority=2),
                Script(phrase="Mended now.", text="Now it is done.", priority=3),
            ]
        elif task.name == "babbles":
            told.append(Script(phrase=trigger(task), text=BABBLES, loops=True))
        else:
            told += steps(task, *ENDS[task.name])
    path = tmp_path_factory.mktemp("tapes") / "agents.gguf"
    build_tape(path, told, default=Script(phrase="", text="no such task\n"))
    return path


def _written(commands: list[str]) -> list[str]:
    return [json.dumps({"name": "bash", "arguments": {"command": command}}) for command in commands]


@pytest.fixture(scope="module")
def ended(suite: Suite, tape: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """Every end of one `prony run`, by the name of its task."""
    home = tmp_path_factory.mktemp("home")
    words = ("--harness", "loop", "--gguf", str(tape), "--attempt-requests", str(REQUESTS))  # so that tapes are short
    running = prony_run(home, suite.path, *words, before=BREAKS)
    return ends_of(run_dir_of(running, home))


@pytest.mark.parametrize(
    ("name", "outcome", "cause", "labels"),
    [
        ("solves", Outcome.SOLVED, None, ()),
        ("fails", Outcome.FAILED, None, ()),
        ("gives-up", Outcome.FAILED, None, ("gave_up",)),
        ("looks-and-gives-up", Outcome.FAILED, None, ("gave_up",)),
        ("writes-a-call", Outcome.SOLVED, None, ("shim:text-calls",)),
        ("writes-another-tools-call", Outcome.SOLVED, None, ()),
        ("edits-tests", Outcome.VOID, None, ()),
        ("deletes-tests", Outcome.VOID, None, ()),
        ("deletes-all", Outcome.VOID, None, ()),
        ("deletes-all-of-its-own", Outcome.FAILED, None, ()),
        ("deletes-its-own", Outcome.FAILED, None, ()),
        ("tries-the-network", Outcome.SOLVED, None, ("egress_attempted",)),
        ("looks-up-a-name-and-gives-up", Outcome.FAILED, None, ("gave_up", "egress_attempted")),
        ("says-nothing", Outcome.FAULTED, FaultClass.EMPTY, ()),
        ("says-nothing-after-a-change", Outcome.SOLVED, FaultClass.EMPTY, ("empty",)),
        ("litters", Outcome.SOLVED, None, ()),
        ("repeats", Outcome.FAULTED, FaultClass.LOOP, ()),
        ("repeats-after-a-change", Outcome.SOLVED, FaultClass.LOOP, ("loop",)),
        ("babbles", Outcome.FAULTED, FaultClass.LOOP, ()),
        ("spends-all", Outcome.FAULTED, FaultClass.BUDGET, ()),
        ("spends-all-after-a-change", Outcome.SOLVED, FaultClass.BUDGET, ("budget",)),
        ("breaks-us", Outcome.FAULTED, FaultClass.HARNESS_CRASH, ()),
        ("breaks-us-after-a-change", Outcome.SOLVED, FaultClass.HARNESS_CRASH, ("harness_crash",)),
        ("is-cut", Outcome.FAULTED, FaultClass.TRUNCATED, ()),
        ("is-cut-after-a-change", Outcome.SOLVED, FaultClass.TRUNCATED, ("truncated",)),
        ("outgrows-its-context", Outcome.FAULTED, FaultClass.TRUNCATED, ()),
        ("outgrows-its-context-after-a-change", Outcome.SOLVED, FaultClass.TRUNCATED, ("truncated",)),
    ],
)
def test_each_end_has_its_type(
    ended: dict[str, Ended], name: str, outcome: Outcome, cause: FaultClass | None, labels: tuple[str, ...]
) -> None:
    got = ended[name]
    assert (got.outcome, got.cause, got.labels) == (outcome, cause, labels), got.end


def test_no_end_is_left_out(ended: dict[str, Ended], suite: Suite) -> None:
    assert ended.keys() == {task.name for task in suite.tasks}


def test_a_conversation_that_outgrew_its_context_is_told_apart_from_a_cut_reply(ended: dict[str, Ended]) -> None:
    codes = {name: fault.code for name, one in ended.items() if (fault := one.end.fault) is not None}
    assert codes["is-cut"] is FaultCode.TRUNCATED
    assert codes["outgrows-its-context"] is FaultCode.CONTEXT_EXCEEDED


def test_many_exchanges_go_over_one_path(ended: dict[str, Ended]) -> None:
    assert ended["solves"].end.exchanges == 2
    assert ended["spends-all"].end.exchanges == REQUESTS


def test_calls_that_came_as_text_are_counted(ended: dict[str, Ended]) -> None:
    assert ended["writes-a-call"].end.text_calls == 2
    assert ended["solves"].end.text_calls == 0


def test_only_what_was_asked_for_is_taken_over_and_the_rest_is_named(ended: dict[str, Ended]) -> None:
    submission = ended["litters"].end.submission
    assert submission is not None
    assert list(submission.files) == ["add.py"]
    assert any("'build/out', 'notes.txt'" in note for note in ended["litters"].notes)


def test_what_is_gone_is_told_apart_from_what_was_never_touched(ended: dict[str, Ended]) -> None:
    submission = ended["deletes-its-own"].end.submission
    assert submission is not None
    assert (submission.files, submission.removed) == ({}, ("add.py",))
