"""Agents go on in the same workspace when a step is graded; what they are told of it, and with what is left."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from fake_engine import DONE, ROLE, USAGE, FakeEngine, Script, answer, delta, finish, sse
from step_suite import cost_of

from prony.bench.attempt import AttemptOrder, make_attempt
from prony.gateway import Gateway, Upstream
from prony.gateway.budgets import BudgetClock
from prony.harnesses import Harness, Known
from prony.harnesses.agent import Agent
from prony.harnesses.agent_file import AgentFile
from prony.harnesses.loop import Loop
from prony.nouns import (
    AskedWhen,
    Assurance,
    Attempt,
    AttemptEnd,
    AttemptLimits,
    FaultCode,
    Grade,
    Sampling,
    Submission,
    Task,
    Verdict,
)
from prony.sandbox import Workspaces
from prony.suites import load_suite

TOML = """\
[prony]
mode = "agent"
toolchain = "python"
editable = ["cost.py"]
[[prony.criteria]]
id = "right"
[[prony.steps]]
brief = "again.md"
editable = ["NOTES.md"]
"""


@pytest.fixture
def task(tmp_path: Path) -> Task:
    files = {
        "suite.toml": 'id = "stepped"\ntitle = "S"\nversion = "1"\nlicence = "Apache-2.0"\n',
        "agents/task.toml": TOML,
        "agents/instruction.md": "Write `double` into cost.py.\n",
        "agents/again.md": "It earned {{ score }}. Say in NOTES.md why.\n",
        "agents/workspace/cost.py": "\n",
        "agents/solution/cost.py": cost_of(1),
        "agents/solution/steps/1/NOTES.md": "because\n",
        "agents/tests/cases.jsonl": '{"id": "right/one", "call": "double", "args": [1], "expect": 2}\n',
    }
    for path, text in files.items():
        (tmp_path / "stepped" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "stepped" / path).write_text(text)
    return load_suite(tmp_path / "stepped").tasks[0]


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    async with Gateway(record=lambda exchange: None, put_blob=lambda data: "b") as gateway:
        yield gateway


class Record:
    """What was handed in at each step, and the grade that it gets: so many points."""

    def __init__(self, score: float = 7, solved: bool = False, verdict: Verdict = Verdict.FAIL) -> None:
        self.submissions: list[Submission] = []
        self.score, self.solved, self.verdict = score, solved, verdict

    async def hand_in(self, submission: Submission) -> Grade | None:
        self.submissions.append(submission)
        return Grade(
            attempt="a1",
            graded_at="",
            grader="4",
            task_digest="",
            solved=self.solved,
            score=self.score,
            scale=20,
            verdict=self.verdict,
            assurance=Assurance.A,
        )


async def attempted(
    gateway: Gateway,
    task: Task,
    engine: FakeEngine,
    harness: Harness,
    record: Record,
    limits: AttemptLimits | None = None,
) -> AttemptEnd:
    order = AttemptOrder(
        attempt=Attempt(id="a1", run="r", contestant="c", label="m", task=task.id),
        task=task,
        harness="",
        target=Upstream(base_url=engine.base_url, model="m"),
        sampling=Sampling(),
        max_tokens=100,
        limits=limits or AttemptLimits(wall_s=60.0, command_s=20.0),
        known=Known(),
        later_tokens=(200,),
    )
    blobs = {}

    def put(data: bytes) -> str:
        blobs[data.decode("utf-8", "replace")] = data
        return data.decode("utf-8", "replace")

    return await make_attempt(
        order, harness, gateway=gateway, workspaces=Workspaces("bubblewrap"), put_blob=put, hand_in=record.hand_in
    )


def call(command: str) -> Script:
    made = {
        "index": 0,
        "id": "id0",
        "type": "function",
        "function": {"name": "bash", "arguments": json.dumps({"command": command})},
    }
    return sse(ROLE, delta({"tool_calls": [made]}), finish("tool_calls"), USAGE, DONE)


async def test_the_loop_goes_on_in_its_workspace_and_its_conversation(gateway, task, fake_engine):
    record = Record()
    fake_engine.default = (
        call("echo first > cost.py"),
        answer("Done with that."),
        call("cat cost.py > NOTES.md"),
        answer("All done."),
    )
    end = await attempted(gateway, task, fake_engine, Loop(), record)
    bodies = [one.body for one in fake_engine.calls]
    roles = [message["role"] for message in bodies[-1]["messages"]]
    assert roles == ["system", "user", "assistant", "tool", "assistant", "user", "assistant", "tool"]
    asked = bodies[2]["messages"][-1]["content"]
    assert asked.startswith("Step 2 [stepped/agents]\n\nIt earned 7. Say in NOTES.md why.")
    assert [body["max_tokens"] for body in bodies] == [100, 100, 200, 200]
    assert [one.files for one in record.submissions] == [{"cost.py": "first\n"}]
    assert end.submission is not None
    assert (end.submission.step, end.submission.files) == (1, {"NOTES.md": "first\n", "cost.py": "first\n"})


async def test_what_the_first_step_does_not_take_is_left_behind_there(gateway, task, fake_engine):
    record = Record()
    fake_engine.default = (call("echo x | tee cost.py > NOTES.md"), answer("Done."), answer("Done again."))
    end = await attempted(gateway, task, fake_engine, Loop(), record)
    assert [sorted(one.files) for one in record.submissions] == [["cost.py"]]
    assert end.submission is not None
    assert sorted(end.submission.files) == ["NOTES.md", "cost.py"]


async def test_requests_of_all_steps_count_together(gateway, task, fake_engine):
    record = Record()
    fake_engine.default = (call("echo first > cost.py"), answer("Done."), call("echo no > NOTES.md"))
    limits = AttemptLimits(wall_s=60.0, command_s=20.0, requests=2)
    end = await attempted(gateway, task, fake_engine, Loop(), record, limits)
    assert end.fault is not None
    assert (end.fault.code, end.labels) == (FaultCode.BUDGET, ("budget",))
    assert end.submission is not None
    assert (end.submission.step, sorted(end.submission.files)) == (1, ["cost.py"])


async def test_an_outside_agent_is_started_again_with_all_briefs(gateway, task, fake_engine, tmp_path):
    program = (
        (
            "import json, os, sys, urllib.request\n"
            "brief = open('{brief_file}').read()\n"
            "body = json.dumps(dict(model='m', messages=[dict(role='user', content=brief)])).encode()\n"
            "head = {{'Content-Type': 'application/json'}}\n"
            "urllib.request.urlopen(urllib.request.Request('{base_url}/chat/completions', body, head)).read()\n"
            "open('NOTES.md' if os.path.exists('seen') else 'cost.py', 'w').write(brief[-300:])\n"
            "open('seen', 'a').close()\n"
        )
        .replace("{{", "{")
        .replace("}}", "}")
    )
    file = AgentFile(argv=("python3", "-c", program), version=("true",), toolchain=("python",))
    fake_engine.default = answer("hi")
    record = Record()
    end = await attempted(gateway, task, fake_engine, Agent("mine", file, tmp_path / "mine.toml"), record)
    assert end.submission is not None, end.fault
    assert (end.submission.step, sorted(end.submission.files)) == (1, ["NOTES.md", "cost.py"])
    later = fake_engine.calls[-1].body["messages"][-1]["content"]
    assert later.index("Write `double`") < later.index("That is done.") < later.index("It earned 7.")


async def test_a_step_that_is_asked_of_the_unsolved_alone_ends_with_a_solved_one(gateway, task, fake_engine):
    unsolved = msgspec.structs.replace(task.steps[0], ask=AskedWhen.UNSOLVED)
    record = Record(solved=True)
    fake_engine.default = (call("echo first > cost.py"), answer("Done."))
    end = await attempted(gateway, msgspec.structs.replace(task, steps=(unsolved,)), fake_engine, Loop(), record)
    assert end.submission == record.submissions[0]
    assert end.submission.step == 0


@pytest.mark.parametrize("verdict", [Verdict.GRADER_ERROR, Verdict.TAMPERED])
async def test_nothing_more_is_asked_where_no_grade_came_or_it_was_forfeited(gateway, task, fake_engine, verdict):
    record = Record(verdict=verdict)
    fake_engine.default = (call("echo first > cost.py"), answer("Done."))
    end = await attempted(gateway, task, fake_engine, Loop(), record)
    assert end.submission == record.submissions[0]
    assert len(fake_engine.calls) == 2


async def test_a_paused_clock_runs_out_no_sooner():
    over: list[bool] = []
    clock = BudgetClock(0.2, lambda: over.append(True))
    clock.run()
    clock.pause()
    left_s = clock.left_s
    await asyncio.sleep(0.4)
    assert (over, clock.left_s) == ([], left_s)
    clock.run()
    await asyncio.sleep(0.4)
    assert over == [True]
    assert BudgetClock(None, lambda: None).left_s is None
