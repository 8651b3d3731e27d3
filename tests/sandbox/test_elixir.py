"""Elixir in a slot: programs as models write them, and how they end."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from prony.nouns import Limits, Verdict
from prony.sandbox import Execution, Program, Sandbox, find_toolchain, open_sandbox
from prony.sandbox.toolchains import elixir

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("elixir") is None, reason="no Elixir here: prony toolchains get elixir"),
]
PROGRAMS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "programs" / "elixir.jsonl").read_text().splitlines()
]
QUICK = frozenset({"sum of two numbers", "strings and graphemes", "a GenServer", "tasks at the same time"})
"""Run each time: each takes half a second."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("elixir",)) as opened:
        yield opened


async def run(sandbox: Sandbox, source: str, stdin: str = "", *arguments: str) -> Execution:
    return await sandbox.run(
        Program(
            toolchain="elixir",
            argv=("elixir", "main.exs", *arguments),
            files={"main.exs": source.encode()},
            stdin=stdin.encode(),
            limits=Limits(cpu_s=10, wall_s=30),
        )
    )


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(program, id=program["name"], marks=[pytest.mark.slow] * (program["name"] not in QUICK))
        for program in PROGRAMS
    ],
)
async def test_a_program_as_models_write_them_runs(sandbox: Sandbox, program: dict[str, Any]) -> None:
    ended = await run(sandbox, program["source"], program["stdin"], *program["argv"])
    charlists_are_texts = ended.stdout.decode().replace('~c"', "'").replace("~c'", "'")
    assert (charlists_are_texts, ended.stderr) == (program["stdout"], b"")


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("System.halt(3)", 3),
        ('raise "no"', 1),
        ("exit(:oops)", 1),
        ("1 = 2", 1),
        ("def nothing", 1),
        ("System.stop(0)\nProcess.sleep(:infinity)", 0),
    ],
)
@pytest.mark.slow
async def test_a_program_ends_with_its_own_status(sandbox: Sandbox, source: str, status: int) -> None:
    ended = await run(sandbox, f"{source}\n")
    assert ended.exit_code == status
    assert not ended.artifacts


@pytest.mark.slow
async def test_a_program_reads_a_large_input(sandbox: Sandbox) -> None:
    numbers = "".join(f"{n}\n" for n in range(100_000))
    source = "IO.stream(:stdio, :line) |> Stream.map(&String.to_integer(String.trim(&1))) |> Enum.sum() |> IO.puts()\n"
    ended = await run(sandbox, source, numbers)
    assert ended.stdout == b"4999950000\n"


async def test_the_kit_says_its_version_and_a_digest_of_all_packages() -> None:
    found = elixir.find()
    assert found is not None
    assert found.version.split(".")[0] == "1"
    assert len(found.digest) == 64


@pytest.mark.slow
async def test_waiting_costs_no_cpu_time(sandbox: Sandbox) -> None:
    base = await run(sandbox, ":ok\n")
    ended = await run(sandbox, "Process.sleep(2000)\n")
    assert ended.verdict is Verdict.PASS
    assert ended.cpu_s < base.cpu_s + 0.5
