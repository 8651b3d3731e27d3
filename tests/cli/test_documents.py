"""The claim that every command's `--json` is one document which names its schema, as docs/json.md lists them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path

import click
import pytest
import sweeps

from prony.cli.app import COMMANDS, LazyGroup
from prony.nouns import Sampling
from prony.suites import load_suite

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
TAPE = pytest.mark.real_engine

CALLS = {
    "run": ("run", "SUITE", "--only-reference", "--engines", "none", "--task", "double", "-q", "--json"),
    "demo": ("demo", "--keep", "kept", "--json"),
    "estimate": ("estimate", "quick", "--only-reference", "--engines", "none", "--json"),
    "speed": ("speed", "--show", "last", "--json"),
    "regrade": ("regrade", "RECORDED", "--task", "quick/py-wrap", "--json"),
    "init": ("init", "--print", "--json"),
    "doctor": ("doctor", "--json"),
    "toolchains": ("toolchains", "--json"),
    "models": ("models", "--url", "http://127.0.0.1:9", "--json"),
    "probe": ("probe", "--json"),
    "tasks": ("tasks", "SUITE", "--json"),
    "import": ("import", "problems.jsonl", "imported", "--json"),
    "import --lint": ("import", "harbor", "foreign", "--lint", "--json"),
    "vary": ("vary", "made", "varied", "--seed", "7", "--json"),
    "prove": ("prove", "SUITE", "--task", "double", "--json"),
    "prove --mutants": ("prove", "SUITE", "--task", "double", "--mutants", "--limit", "2", "--json"),
    "board": ("board", "--json"),
    "board --attempts": ("board", "--attempts", "--json"),
    "board six": ("board", "six", "--published", "llama-server", "--json"),
    "board rounds": ("board", "rounds", "--published", "five-rounds", "--json"),
    "board, of several suites": ("board", "several", "--json"),
    "compare": ("compare", "--json"),
    "compare, of more than two": ("compare", "m", "n", "o", "--json"),
    "boards": ("boards", "--json"),
    "boards show": ("boards", "show", "hackernoon-languages-2026-03", "--json"),
    "boards overlap": ("boards", "overlap", "--json"),
    "languages": ("languages", "--json"),
    "freshness": ("freshness", "--json"),
    "factors": ("factors", "--json"),
    "factors, of one axis": ("factors", "temperature", "--json"),
    "bugs": ("bugs", "--json"),
    "drift": ("drift", "--json"),
    "reliability": ("reliability", "--json"),
    "style": ("style", "--json"),
    "selfreport": ("selfreport", "--json"),
    "card": ("card", "m", "--json"),
    "tradeoffs": ("tradeoffs", "--json"),
    "pick": ("pick", "--engines", "none", "--stack", "python:2,javascript", "--json"),
    "show": ("show", "ATTEMPT", "--json"),
    "report": ("report", "--json"),
    "bundle": ("bundle", "--list", "--json"),
    "bundle --open": ("bundle", "--open", "--json"),
    "verify": ("verify", "BUNDLE", "--json"),
    "badge": ("badge", "m", "--json"),
    "export": ("export", "--json"),
    "export, to a target": ("export", "csv", "-o", "board.csv", "--json"),
    "forget": ("forget", "last", "--json"),
    "index": ("index", "--json"),
}
"""What each command is called with; a place in capitals is made by the test."""


LEAVE_OUT = frozenset({"demo", "estimate", "regrade"})
"""Commands whose document leaves out what is empty or not known."""


def listed() -> dict[str, tuple[str, list[str]]]:
    """Command -> its schema and the fields that docs/json.md names."""
    rows = re.findall(r"^\| `(prony\.[a-z_]+/\d+)` \| `([^`]+)` \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {command: (schema, re.findall(r"`(\w+)`", fields)) for schema, command, fields in rows}


def with_json() -> set[str]:
    """The commands that take `--json`."""
    group = LazyGroup()
    found = set()
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if any("--json" in param.opts for param in command.params):
            found.add(name)
    return found


def test_every_command_has_a_document():
    assert with_json() == set(COMMANDS)
    assert {call[0] for call in CALLS.values()} == set(COMMANDS)
    assert set(CALLS) == set(listed())


@pytest.fixture
def called(build_run, prony, tmp_path, cache_home, mini_suite, monkeypatch):
    """A function that calls a command on a small fixture and returns its document."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.delenv("PRONY_HOME", raising=False)

    def recorded() -> str:
        if "kept" not in {path.name for path in tmp_path.iterdir()}:
            prony("demo", "--keep", "kept", "-q", "--json")
        monkeypatch.chdir(tmp_path / "kept")
        return "last"

    def synthetic(whole: bool = False) -> str:
        builder = build_run(contestants=("m", "n", "o"))
        hot = {"sampling": Sampling(temperature=0.8)}
        alike = {"o": {"name": "n", "sha256": hashlib.sha256(b"n").hexdigest(), "fingerprint": hot}}
        for label in ("m", "n", "o"):
            builder.identify(label, **alike.get(label, {}))
            attempt = builder.attempt(label, "one", solved=label == "m")
            if whole:
                builder.attempt(label, "two", solved=False)
        builder.finish()
        return attempt

    def call(name: str) -> dict:
        words = list(CALLS[name])
        ours = {"board", "compare", "factors", "bugs", "tradeoffs", "drift", "show", "report", "forget", "index"}
        ours |= {"bundle", "verify", "export", "badge"}
        ours |= {"languages", "freshness", "reliability", "style", "selfreport", "card"}
        if words[0] in ours:
            attempt = synthetic(whole=words[0] == "badge")
            if "several" in words:
                two_suites(tmp_path)
            words = [attempt if word == "ATTEMPT" else word for word in words]
        if words[0] == "speed":
            sweeps.write(tmp_path)
        if "RECORDED" in words:
            words[words.index("RECORDED")] = recorded()
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        monkeypatch.setenv("PRONY_SIGNING_KEY", base64.b64encode(bytes(32)).decode())
        if "BUNDLE" in words:
            prony("bundle", "-o", "bundle.tar", "-q")
            words[words.index("BUNDLE")] = "bundle.tar"
        if words[0] == "vary":
            source = Path(load_suite("languages").path)
            shutil.copytree(source / "shelf-labels", tmp_path / "made/shelf-labels")
            shutil.copy(source / "suite.toml", tmp_path / "made")
            words[1:3] = [str(tmp_path / word) for word in words[1:3]]
        if words[0] == "import":
            case = {"call": "twice", "args": [2], "expect": 4}
            problem = {
                "name": "twice",
                "instruction": "Write twice(x).",
                "answer": "twice.py",
                "solution": "def twice(x):\n    return 2 * x\n",
                "cases": [case],
            }
            (tmp_path / "problems.jsonl").write_text(json.dumps(problem) + "\n")
            (tmp_path / "foreign").mkdir()
            (tmp_path / "foreign/task.toml").write_text("")
            (tmp_path / "foreign/instruction.md").write_text("Do it.")
        said = prony(*[str(mini_suite) if word == "SUITE" else word for word in words])
        assert said.out.count("\n") == 1, said.err
        return json.loads(said.out)

    return call


def two_suites(home: Path) -> None:
    """A run called `several` that planned two suites."""
    import msgspec
    import synthetic

    from prony.journal import JournalWriter

    first = synthetic.planned("several", suite="quick", tasks={"one": "python"}, labels=("m",))
    second = synthetic.planned("several", suite="six", tasks={"two": "python"}, labels=("m",), digest="e" * 64)
    plan = msgspec.structs.replace(first.plan, suites=(*first.plan.suites, *second.plan.suites))
    with JournalWriter(home / "runs" / "several") as journal:
        journal.append(msgspec.structs.replace(first, plan=plan, tasks=(*first.tasks, *second.tasks)))


@pytest.mark.parametrize("name", [pytest.param(name, marks=TAPE) if name == "run" else name for name in CALLS])
def test_a_commands_json_names_its_schema_and_has_the_fields_of_the_page(called, name):
    document = called(name)
    assert isinstance(document, dict)
    schema, fields = listed()[name]
    assert document["schema"] == schema
    written = [field for field in document if field != "schema"]
    assert written == [field for field in fields if field in document or name not in LEAVE_OUT]
