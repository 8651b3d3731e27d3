"""The doors for harnesses: agents that are TOML files, and a Python file, in whole runs of `prony run`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from agent_suite import FIX, exchanges_in, prony_run, run_dir_of, write_suite
from worked_example import example_files

from prony.bench.remaining import Done
from prony.journal import Blobs, read_events
from prony.nouns import AttemptEnd, FaultCode, Outcome, Suite, Task
from prony.references.tapes import Script, build_tape
from prony.suites import load_suite, trigger

pytestmark = pytest.mark.real_engine

AGENTS = Path(__file__).parent / "harness_agent_toy" / "agents"
REQUESTS = 6
LOOKS = "ls -a ~ /tests; env; python3 -c \"import socket; socket.create_connection(('192.0.2.7', 80), 2)\""
SAYS: dict[str, dict[str, str]] = {
    "solves": {"": f"```sh\n{FIX}; printf 'It %s.' worked\n```", "It worked.": "It is fixed."},
    "gives-up": {"": "I would rather not."},
    "looks-around": {"": f"```sh\n{LOOKS}; {FIX}; printf 'I %s.' looked\n```", "I looked.": "That is all."},
    "never-ends": {"": "```sh\necho once more\n```"},
}
"""Task -> what the model has heard last -> what it says."""


def scripts(task: Task) -> list[Script]:
    return [
        Script(phrase=heard or trigger(task), text=said, priority=number)
        for number, (heard, said) in enumerate(SAYS[task.name].items(), 1)
    ]


class Record:
    """A finished run: how each attempt ended, by harness and task."""

    def __init__(self, home: Path, run_dir: Path) -> None:
        self.home = home
        self.blobs = Blobs(run_dir)
        self.done = Done(read_events(run_dir))
        self.labels = list(self.done.contestants)

    def end(self, label: str, task: str) -> tuple[Outcome | None, AttemptEnd]:
        for name, attempt in self.done.attempts.items():
            if (attempt.label, attempt.task) == (label, f"agents/{task}") and name in self.done.ends:
                return self.done.outcome(name), self.done.ends[name]
        raise AssertionError((label, task))


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    return write_suite(tmp_path_factory.mktemp("suites") / "agents", SAYS)


@pytest.fixture(scope="module")
def tape(suite: Suite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tapes") / "model.gguf"
    told = [script for task in suite.tasks for script in scripts(task)]
    build_tape(path, told, default=Script(phrase="", text="no such task\n"))
    return path


@pytest.fixture(scope="module")
def record(suite: Suite, tape: Path, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """One run behind two agents: the worked example, and one that is a script; beside a file that is broken."""
    home = tmp_path_factory.mktemp("home")
    for name, text in example_files("harness.md").items():
        if name.startswith("agents/"):
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text)
    shutil.copy(AGENTS / "shell.toml", home / "agents")
    (home / "agents" / "broken.toml").write_text("argv = [")
    words = ("--harness", "toy", "--harness", "shell", "--gguf", str(tape), "--temperature", "0")
    running = prony_run(home, suite.path, *words, "--attempt-requests", str(REQUESTS))
    return Record(home, run_dir_of(running, home))


def test_a_run_is_a_matrix_of_models_and_harnesses(record: Record) -> None:
    assert record.labels == ["model · toy", "model · shell"]
    names = [one.fingerprint.harness.name for one in record.done.contestants.values()]
    versions = [one.fingerprint.harness.version for one in record.done.contestants.values()]
    assert (names, versions) == (["toy", "shell"], ["toy 1.0", "shell 1.0"])


@pytest.mark.parametrize("label", ["model · toy", "model · shell"])
def test_what_became_of_its_workspace_is_graded(record: Record, label: str) -> None:
    outcome, end = record.end(label, "solves")
    assert (outcome, end.fault, end.labels) == (Outcome.SOLVED, None, ()), end
    assert end.submission is not None
    assert set(end.submission.files) == {"add.py"}


def test_an_agent_that_changes_nothing_has_given_up(record: Record) -> None:
    outcome, end = record.end("model · toy", "gives-up")
    assert (outcome, end.labels) == (Outcome.FAILED, ("gave_up",)), end
    assert end.submission is not None
    assert record.blobs.get(end.submission.reply or "").decode() == "I would rather not."


def test_a_spent_budget_is_told_by_the_gateway_and_not_by_how_the_agent_ends(record: Record) -> None:
    outcome, end = record.end("model · toy", "never-ends")
    assert (outcome, end.exchanges) == (Outcome.FAULTED, REQUESTS)
    assert end.fault is not None
    assert end.fault.code is FaultCode.BUDGET


def test_an_exit_status_that_is_not_done_is_the_agents_own_crash(record: Record) -> None:
    outcome, end = record.end("model · shell", "gives-up")
    assert outcome is Outcome.FAULTED
    assert end.fault is not None
    assert end.fault.code is FaultCode.HARNESS_CRASH
    assert end.fault.detail.startswith("exit status 4")


def test_it_is_alone_in_a_home_of_its_own_without_a_key_or_a_way_out(record: Record) -> None:
    outcome, end = record.end("model · toy", "looks-around")
    assert (outcome, end.labels) == (Outcome.SOLVED, ("egress_attempted",)), end
    asked = [exchange for exchange in exchanges_in(record.home) if exchange.attempt == end.attempt]
    heard = json.loads(record.blobs.get(asked[1].request_blob or ""))["messages"][-1]["content"]
    assert "HOME=/tmp/home\n" in heard
    assert heard.startswith("/tests:\n.\n..\n\n/tmp/home:\n.\n..\n.toy\n")
    assert "unreachable" in heard
    assert str(record.home) not in heard
    assert "KEY" not in heard


def test_model_and_sampling_are_put_in_by_the_gateway(record: Record) -> None:
    asked = exchanges_in(record.home)
    assert {exchange.model_asked for exchange in asked} == {"model"}
    assert {exchange.parameters["temperature"] for exchange in asked} == {0.0}


def test_what_it_wrote_down_itself_is_kept_with_the_attempt(record: Record) -> None:
    _, end = record.end("model · toy", "solves")
    lines = record.blobs.get(end.transcript or "").decode().splitlines()
    assert [json.loads(line) for line in lines] == list(SAYS["solves"].values())


def test_an_agent_that_goes_on_when_its_budget_is_spent_is_ended(suite: Suite, tape: Path, tmp_path: Path) -> None:
    shutil.copytree(AGENTS, tmp_path / "agents")
    words = ("--harness", "stubborn", "--gguf", str(tape), "--task", "agents/solves", "--attempt-requests", "2")
    record = Record(tmp_path, run_dir_of(prony_run(tmp_path, suite.path, *words), tmp_path))
    _, end = record.end("model", "solves")
    assert end.fault is not None
    assert (end.fault.code, end.exchanges) == (FaultCode.BUDGET, 2)
    assert end.wall_s < 100  # of 900


def test_a_python_file_of_another_package_is_a_harness(
    guest_package: Callable[[dict[str, str], str], Path], mini_suite: Path, tmp_path: Path
) -> None:
    files = {name: text for name, text in example_files("harness.md").items() if name.endswith("thought.py")}
    root = guest_package(files, "[prony.harnesses]\nsecond-thought = second_thought\nbroken = no_such_module\n")
    [task] = [task for task in load_suite(mini_suite).tasks if task.name == "double"]
    right = (Path(task.path) / "solution" / task.answer[0]).read_text()
    says: Mapping[str, str] = {
        trigger(task): "Nothing yet.",
        "answer once more in full": f"```python\n{right}```",
    }
    told = [Script(phrase=phrase, text=text, priority=n) for n, (phrase, text) in enumerate(says.items(), 1)]
    build_tape(tmp_path / "model.gguf", told, default=Script(phrase="", text="no such task\n"))
    words = ("--harness", "second-thought", "--gguf", "model.gguf", "--task", task.id)
    running = prony_run(tmp_path, str(mini_suite), *words, before=f"import sys; sys.path.insert(0, {str(root)!r})")
    record = Record(tmp_path, run_dir_of(running, tmp_path))
    [(name, end)] = record.done.ends.items()
    assert (record.done.outcome(name), end.exchanges) == (Outcome.SOLVED, 2), end
