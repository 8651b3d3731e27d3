"""Bash in a slot: scripts as models write them, and the commands that they find."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from prony.nouns import Limits, Verdict
from prony.sandbox import Execution, Program, Sandbox, find_toolchain, open_sandbox
from prony.sandbox.toolchains import bash

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("bash") is None, reason="no bash on this machine"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("bash",)) as opened:
        yield opened


async def run(sandbox: Sandbox, script: str, stdin: str = "", *arguments: str, **files: str) -> Execution:
    tree = {"main.sh": script.encode(), **{name.replace("__", "."): text.encode() for name, text in files.items()}}
    return await sandbox.run(
        Program(
            toolchain="bash",
            argv=("bash", "main.sh", *arguments),
            files=tree,
            stdin=stdin.encode(),
            limits=Limits(cpu_s=10, wall_s=30),
        )
    )


PROGRAMS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "programs" / "bash.jsonl").read_text().splitlines()
]


@pytest.mark.parametrize("program", [pytest.param(program, id=program["name"]) for program in PROGRAMS])
async def test_a_script_as_models_write_them_runs(sandbox: Sandbox, program: dict[str, Any]) -> None:
    ended = await run(sandbox, program["source"], program["stdin"], *program["argv"])
    assert (ended.stdout.decode(), ended.stderr) == (program["stdout"], b"")


async def test_a_script_ends_with_its_own_status(sandbox: Sandbox) -> None:
    ended = await run(sandbox, "exit 3")
    assert (ended.verdict, ended.exit_code) == (Verdict.FAIL, 3)
    assert (await run(sandbox, "echo it; no_such_command")).exit_code == 127


async def test_a_script_reads_a_million_numbers(sandbox: Sandbox) -> None:
    numbers = "".join(f"{n}\n" for n in range(200_000))
    ended = await run(sandbox, "s=0; while read -r n; do ((s += n)); done; echo $s", numbers)
    assert ended.stdout == b"19999900000\n"


async def test_a_script_starts_others_by_their_first_line(sandbox: Sandbox) -> None:
    other = '#!/usr/bin/env bash\necho "other $1 ${BASH_VERSINFO[0]}"\n'
    ended = await run(sandbox, "./other.sh x | sed 's/ [0-9]*$//'; sh -c 'echo plain'", other__sh=other)
    assert ended.stdout == b"other x\nplain\n"


async def test_a_script_finds_no_command_that_no_promise_names(sandbox: Sandbox) -> None:
    ended = await run(sandbox, "for c in python3 perl jq curl git; do command -v $c; done; command -v sort sed awk")
    assert ended.stdout == b"/opt/bash/bin/sort\n/opt/bash/bin/sed\n/opt/bash/bin/awk\n"


async def test_what_is_judged_cannot_be_looked_into(sandbox: Sandbox) -> None:
    # The judge of .bats tests is a bash that may be executed and not be read.
    script = "/opt/bash/judge -c 'sleep 5; :' & sleep 0.2; p=/proc/$!; cat $p/environ > /dev/null; ls $p/fd; echo $?"
    ended = await run(sandbox, script)
    assert b"/environ: Permission denied" in ended.stderr
    assert ended.stdout != b"0\n"


async def test_the_digest_is_one_of_all_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = bash.find()
    assert found is not None
    monkeypatch.setattr(bash, "COMMANDS", ("sort",))
    bash._toolchain.cache_clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    less = bash.find()
    bash._toolchain.cache_clear()
    assert less is not None
    assert (less.version, less.digest != found.digest) == (found.version, True)
    folder = Path(less.binds[0][0])
    assert sorted(path.name for path in (folder / "bin").iterdir()) == ["bash", "sort"]


async def test_a_cache_that_cannot_be_written_costs_a_folder_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    bash._toolchain.cache_clear()
    found = bash.find()
    bash._toolchain.cache_clear()
    assert found is not None
    assert os.access(Path(found.binds[0][0]) / "bin" / "bash", os.X_OK)
