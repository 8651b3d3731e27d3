"""How an agent's attempt can end: a tape in the real engine does each thing, in a real workspace, and is graded."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from prony.bench.attempt import make_attempt
from prony.bench.schedule import grade_files
from prony.bench.tape_agents import call, steps
from prony.bench.tapes import Script, build_tape
from prony.engines import Embedded
from prony.gateway import Budget, Gateway, Target
from prony.harnesses import Environment, Loop
from prony.harnesses.loop import Calls
from prony.nouns import Attempt, AttemptEnd, FaultClass, Outcome, Sampling, Suite, Task
from prony.outcomes import fault_class, outcome_of
from prony.sandbox import Workspaces, open_sandbox
from prony.suites import load_suite, trigger

if find_spec("xllamacpp") is None:
    pytest.skip("the embedded engine (extra `engine`) is not installed", allow_module_level=True)
pytestmark = pytest.mark.real_engine

FIX = "sed -i 's/x - 1/x + 1/' add.py"
CONNECT = "python3 -c \"import socket; socket.create_connection(('192.0.2.7', 80), 2)\""
REQUESTS = 6

ENDS: dict[str, tuple[list[str], str]] = {
    "solves": ([FIX], "It is fixed."),
    "gives-up": ([], "This cannot be done."),
    "looks-and-gives-up": (["cat add.py"], "All is well."),
    "edits-tests": ([f"{FIX}; echo > tests/test_add.py"], "The tests pass now."),
    "deletes-all": (["rm -rf /workspace/* .git"], "I cleaned up."),
    "deletes-its-own": (["rm add.py"], "I cleaned up here."),
    "tries-the-network": ([f"{CONNECT}; {FIX}"], "I looked it up."),
    "says-nothing": ([], ""),
    "says-nothing-after-a-change": ([FIX.replace("sed", "sed -E")], ""),
    "litters": ([f"{FIX}; mkdir build; echo x > build/out; echo x > notes.txt"], "It is fixed now."),
    "spends-all": ([f"echo {n}" for n in range(REQUESTS)], "At last."),
    "spends-all-after-a-change": ([f"{FIX}; echo {n}" for n in range(REQUESTS)], "At long last."),
    "breaks-us": (["cat ./add.py"], "Never said."),
    "breaks-us-after-a-change": ([FIX + " ./add.py"], "Never said either."),
}
"""Task -> the commands of its agent, and its last words."""
REPEATS = {"repeats": "cat add.py; true", "repeats-after-a-change": f"{FIX}; cat add.py"}
"""Task -> the one command that its agent runs for ever."""


def write_task(folder: Path, protect: str) -> None:
    """A repository with one bug."""
    for name in ("workspace/tests", "tests", "solution"):
        (folder / name).mkdir(parents=True)
    (folder / "task.toml").write_text(
        f'[task]\nname = "agents/{folder.name}"\n[prony]\nmode = "agent"\ntoolchain = ["python"]\n'
        f'editable = ["add.py"]\nprotect = [{protect}]\nmax_tokens = 400\n'
        '[[prony.criteria]]\nid = "right"\npoints = 20\ntests = ["*"]\n'
    )
    (folder / "instruction.md").write_text("`add_one(x)` in `add.py` is wrong. Correct it.\n")
    (folder / "workspace/add.py").write_text("def add_one(x):\n    return x - 1\n")
    (folder / "workspace/tests/test_add.py").write_text("from add import add_one\nassert add_one(1) == 2\n")
    (folder / "solution/add.py").write_text("def add_one(x):\n    return x + 1\n")
    (folder / "tests/cases.jsonl").write_text('{"id": "c", "call": "add_one", "args": [4], "expect": 5}\n')


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    """One task for each end."""
    root = tmp_path_factory.mktemp("suites") / "agents"
    root.mkdir()
    (root / "suite.toml").write_text('id = "agents"\ntitle = "Agents"\nversion = "1"\nlicence = "Apache-2.0"\n')
    for name in [*ENDS, *REPEATS, "deletes-all-of-its-own"]:
        write_task(root / name, "" if name == "deletes-all-of-its-own" else '"tests/**"')
    return load_suite(root)


def recitals(suite: Suite) -> list[Script]:
    """What the tape says in each task."""
    told: list[Script] = []
    for task in suite.tasks:
        if task.name in REPEATS:
            told.append(Script(phrase=trigger(task), text=call(REPEATS[task.name])))
        else:
            told += steps(task, *ENDS.get(task.name, (["rm -rf ./*"], "I cleaned up everything.")))
    return told


class Ended(msgspec.Struct):
    """What became of one attempt."""

    outcome: Outcome | None
    cause: FaultClass | None
    labels: tuple[str, ...]
    end: AttemptEnd
    notes: tuple[str, ...]


@asynccontextmanager
async def bench(tape: Path) -> AsyncIterator[Any]:
    """A function that makes and grades one attempt at a task."""
    blobs: dict[str, bytes] = {}

    def put(data: bytes) -> str:
        return blobs.setdefault(hashlib.sha256(data).hexdigest(), data) and hashlib.sha256(data).hexdigest()

    harness = Loop()
    harness.budget = Budget(requests=REQUESTS)
    async with (
        Embedded(tape, context=40_000, prompt_cache=True) as engine,
        Gateway(record=lambda exchange: None, put_blob=put) as gateway,
        open_sandbox(slots=1) as sandbox,
    ):
        lease: Any = SimpleNamespace(
            target=Target(base_url=engine.base_url, model=engine.alias),
            spec=SimpleNamespace(sampling=Sampling(temperature=0.0)),
            thinks=False,
            environment=Environment(has_chat_template=True, offers_tools=True, workspaces=Workspaces()),
        )

        async def attempt(task: Task) -> Ended:
            made = Attempt(id=f"a-{task.name}", run="r", contestant="c", label="tape", task=task.id)
            end = await make_attempt(made, task, lease, harness=harness, gateway=gateway, put_blob=put, wall_s=120.0)
            outcome, notes = outcome_of(end, None), ()
            if outcome is None:
                assert end.submission is not None
                store: Any = SimpleNamespace(get=blobs.__getitem__)
                grade = await grade_files(task, end.submission, sandbox, store, made.id)
                outcome, notes = outcome_of(end, grade), (*end.submission.notes, *grade.notes)
            return Ended(outcome, fault_class(end), end.labels, end, notes)

        yield attempt


@pytest.fixture(scope="module")
def ended(suite: Suite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """Every end, by the name of its task."""
    tape = tmp_path_factory.mktemp("tapes") / "agents.gguf"
    build_tape(tape, recitals(suite), default=Script(phrase="", text="no such task\n"))
    turn = Calls.turn

    def breaks(self: Calls, reply: Any, results: list[str]) -> Any:
        if "./add.py" in str(reply.tool_calls):
            raise RuntimeError("our own fault")
        return turn(self, reply, results)

    async def all_of_them() -> dict[str, Ended]:
        async with bench(tape) as attempt:
            return {task.name: await attempt(task) for task in suite.tasks}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Calls, "turn", breaks)
        return asyncio.run(all_of_them())


@pytest.mark.parametrize(
    ("name", "outcome", "cause", "labels"),
    [
        ("solves", Outcome.SOLVED, None, ()),
        ("gives-up", Outcome.FAILED, None, ("gave_up",)),
        ("looks-and-gives-up", Outcome.FAILED, None, ("gave_up",)),
        ("edits-tests", Outcome.VOID, None, ()),
        ("deletes-all", Outcome.VOID, None, ()),
        ("deletes-all-of-its-own", Outcome.FAILED, None, ()),
        ("deletes-its-own", Outcome.FAILED, None, ()),
        ("tries-the-network", Outcome.SOLVED, None, ("egress_attempted",)),
        ("says-nothing", Outcome.FAULTED, FaultClass.EMPTY, ()),
        ("says-nothing-after-a-change", Outcome.SOLVED, FaultClass.EMPTY, ("empty",)),
        ("litters", Outcome.SOLVED, None, ()),
        ("repeats", Outcome.FAULTED, FaultClass.LOOP, ()),
        ("repeats-after-a-change", Outcome.SOLVED, FaultClass.LOOP, ("loop",)),
        ("spends-all", Outcome.FAULTED, FaultClass.BUDGET, ()),
        ("spends-all-after-a-change", Outcome.SOLVED, FaultClass.BUDGET, ("budget",)),
        ("breaks-us", Outcome.FAULTED, FaultClass.HARNESS_CRASH, ()),
        ("breaks-us-after-a-change", Outcome.SOLVED, FaultClass.HARNESS_CRASH, ("harness_crash",)),
    ],
)
def test_each_end_has_its_type(
    ended: dict[str, Ended], name: str, outcome: Outcome, cause: FaultClass | None, labels: tuple[str, ...]
) -> None:
    got = ended[name]
    assert (got.outcome, got.cause, got.labels) == (outcome, cause, labels), got.end


def test_many_exchanges_go_over_one_path(ended: dict[str, Ended]) -> None:
    assert ended["solves"].end.exchanges == 2
    assert ended["spends-all"].end.exchanges == REQUESTS


def test_only_what_was_asked_for_is_taken_over_and_the_rest_is_named(ended: dict[str, Ended]) -> None:
    submission = ended["litters"].end.submission
    assert submission is not None
    assert list(submission.files) == ["add.py"]
    assert any("'build/out', 'notes.txt'" in note for note in ended["litters"].notes)


def test_what_is_gone_is_told_apart_from_what_was_never_touched(ended: dict[str, Ended]) -> None:
    submission = ended["deletes-its-own"].end.submission
    assert submission is not None
    assert (submission.files, submission.removed) == ({}, ("add.py",))


def test_three_agents_at_once_do_not_disturb_each_other(suite: Suite, tmp_path: Path) -> None:
    tape = tmp_path / "agents.gguf"
    build_tape(tape, recitals(suite), default=Script(phrase="", text="no such task\n"))
    chosen = [task for task in suite.tasks if task.name in ("solves", "deletes-its-own", "edits-tests")]

    async def at_once() -> dict[str, Ended]:
        async with bench(tape) as attempt:
            made = await asyncio.gather(*(attempt(task) for task in chosen))
            return dict(zip([task.name for task in chosen], made, strict=True))

    outcomes = {name: one.outcome for name, one in asyncio.run(at_once()).items()}
    assert outcomes == {"solves": Outcome.SOLVED, "deletes-its-own": Outcome.FAILED, "edits-tests": Outcome.VOID}
