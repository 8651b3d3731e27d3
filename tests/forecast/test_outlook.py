"""Estimates from real runs: a tape in the real engine is run, estimated, and run again."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from prony.references.tapes import Script, build_tape

pytestmark = pytest.mark.real_engine


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tape that says one thing, whatever the task."""
    folder = tmp_path_factory.mktemp("estimated")
    text = "```python\ndef square(x):\n    return x * x\n```\n" * 8
    build_tape(folder / "tape.gguf", [], default=Script(phrase="", text=text))
    return folder


@pytest.fixture
def call(prony: tuple[str, ...], environment: dict[str, str], home: Path):
    """A function that runs `prony ARGS` in that folder and returns its JSON and what it said."""

    def run(*arguments: str) -> tuple[dict[str, Any], str]:
        done = subprocess.run(
            [*prony, *arguments, "--gguf", "tape.gguf", "--json"],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout), done.stderr

    return run


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def spent(home: Path, run: str) -> tuple[int, int]:
    """Tokens in and out of a run, as its journal tells."""
    events = map(json.loads, (home / "runs" / run / "events.jsonl").read_text().splitlines())
    tokens = [event["exchange"]["tokens"] for event in events if event["kind"] == "exchange"]
    return sum(one["prompt"] for one in tokens), sum(one["completion"] for one in tokens)


def test_what_is_run_lies_within_what_was_estimated_from_the_run_before(call, home: Path, mini_suite: Path):
    """The whole way, with the machine's own clock left to the benchmark: tokens, disk, attempts."""
    before = files(home)
    nothing, _ = call("estimate", str(mini_suite))
    assert (nothing["unknown"], nothing.get("seconds")) == (["tape"], None)
    assert files(home) == before, "an estimate of a folder without runs writes nothing"

    first, said = call("run", str(mini_suite), "--task", "square", "--task", "negate")
    assert "estimate:" not in said
    found, _ = call("estimate", str(mini_suite))
    steps = {one["step"]: one["cells"] for one in found["shares"][0]["learned"]}
    assert steps == {"the same contestant at the same tasks": 2, "the same contestant at other tasks": 2}
    assert first["plan"]["id"] in found["shares"][0]["learned"][0]["runs"]

    second, said = call("run", str(mini_suite))
    assert "estimate: about" in said
    tokens_in, tokens_out = spent(home, second["plan"]["id"])
    assert found["tokens_in"]["low"] <= tokens_in <= found["tokens_in"]["high"]
    assert found["tokens_out"]["low"] <= tokens_out <= found["tokens_out"]["high"]
    assert found["seconds"]["low"] > 0
    on_disk = sum(p.stat().st_blocks * 512 for p in (home / "runs" / second["plan"]["id"]).rglob("*"))
    assert found["disk_bytes"]["low"] <= on_disk <= found["disk_bytes"]["high"]

    third, _ = call("estimate", str(mini_suite))
    assert third["complete"]
    assert [one["step"] for one in third["shares"][0]["learned"]] == ["the same contestant at the same tasks"]
    assert third["tokens_in"] == {"about": tokens_in, "low": tokens_in, "high": tokens_in}


def test_what_is_left_of_a_run_is_estimated_alone(
    prony: tuple[str, ...], environment: dict[str, str], call, home: Path, mini_suite: Path
):
    call("run", str(mini_suite), "--task", "square")
    stopped, _ = call("run", str(mini_suite), "-k", "50", "--max-total-tokens", "600")
    made = len([one for one in stopped["attempts"] if one["outcome"] != "missing"])
    done = subprocess.run(
        [*prony, "estimate", "--resume", stopped["plan"]["id"], "--json"],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["attempts"] == 4 * 50 - made
