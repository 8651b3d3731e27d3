"""An agent's workspace: what stays from one command to the next, what never does, and what comes out of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

import prony
from prony.errors import SandboxError
from prony.nouns import Verdict
from prony.sandbox import Workspace, Workspaces
from prony.sandbox.workspace import LIMITS

FILES = {"main.py": b"print('hello')\n", "tests/test_main.py": b"assert True\n", "run.sh": b"#!/bin/sh\necho ran\n"}
COVERED = Path("/usr/share/doc")
CONNECT = "import socket; socket.create_connection(('192.0.2.7', 80), 2)"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspaces().open(FILES, ["python", "node>=20"]) as opened:
        yield opened


async def said(workspace: Workspace, command: str) -> str:
    execution = await workspace.run(command)
    assert execution.verdict is Verdict.PASS, execution.stdout.decode()
    return execution.stdout.decode().strip()


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_it_begins_with_the_files_in_workspace(workspace: Workspace) -> None:
    assert await said(workspace, "pwd; cat main.py tests/test_main.py; ./run.sh") == (
        "/workspace\nprint('hello')\nassert True\nran"
    )


async def test_the_tasks_toolchains_are_there(workspace: Workspace) -> None:
    assert await said(workspace, "python3 main.py && node -p '6 * 7'") == "hello\n42"


async def test_files_stay_and_processes_and_variables_do_not(workspace: Workspace) -> None:
    began = time.monotonic()
    await said(workspace, "echo kept > /tmp/note; export GONE=1; sleep 60 & echo started")
    assert time.monotonic() - began < 30, "a command waited for what it left behind"
    assert await said(workspace, "cat /tmp/note; echo ${GONE-unset}; grep -lsx sleep /proc/[0-9]*/comm | wc -l") == (
        "kept\nunset\n0"
    )


async def test_git_has_one_commit_of_a_fixed_date_and_no_history_of_the_benchmark(workspace: Workspace) -> None:
    if Workspaces().identity["git"] == "none":
        pytest.skip("no git on this machine")
    assert await said(workspace, "git log --format='%an %ae %s' --date=iso") == "dev dev@localhost Start"
    first = await said(workspace, "git rev-parse HEAD")
    async with Workspaces().open(FILES, ["python"]) as other:
        assert await said(other, "git rev-parse HEAD") == first


async def test_both_outputs_come_in_their_order_with_the_exit_status(workspace: Workspace) -> None:
    execution = await workspace.run("echo one; echo two >&2; echo three; exit 3")
    assert (execution.stdout, execution.exit_code) == (b"one\ntwo\nthree\n", 3)


async def test_a_command_that_takes_too_long_is_ended_with_all_it_started(workspace: Workspace) -> None:
    execution = await workspace.run("(sleep 50; echo late > late) & sleep 50", wall_s=0.3)
    assert execution.verdict is Verdict.TIMEOUT_WALL
    assert await said(workspace, "ls late 2>/dev/null || echo nothing") == "nothing"


async def test_any_text_is_a_command(workspace: Workspace) -> None:
    for odd in ("", "if", "echo \0x", "echo \ud800", "\x1b]0;x\x07", "echo " + "x" * 200_000):
        assert (await workspace.run(odd)).verdict is not Verdict.GRADER_ERROR


async def test_what_tries_the_network_is_cut_off_and_counted(workspace: Workspace) -> None:
    before = workspace.unrouted
    await said(workspace, "python3 -c 'import socket; socket.gethostbyname(\"localhost\"); socket.getfqdn()'")
    assert workspace.unrouted == before, "its own name is no attempt to reach the network"
    execution = await workspace.run(f'python3 -c "{CONNECT}"')
    assert execution.exit_code == 1
    assert b"unreachable" in execution.stdout
    assert workspace.unrouted > before
    before = workspace.unrouted
    await workspace.run("getent hosts example.com")
    assert workspace.unrouted > before
    before = workspace.unrouted
    await workspace.run(f'python3 -c "{CONNECT}"; sleep 30', wall_s=1.5)
    assert workspace.unrouted > before, "a command that was ended is counted as well"


async def test_nothing_of_this_machines_homes_and_nothing_of_prony_can_be_seen(workspace: Workspace) -> None:
    package = Path(prony.__file__).parent
    hidden = [
        str(Path.home()),
        str(package),
        str(package.parents[1] / "suites"),
        "/etc/shadow",
        "/var",
        "/proc/1/root/etc",
    ]
    listed = await workspace.run("ls -d " + " ".join(f"{path}/*" for path in hidden) + " 2>/dev/null")
    assert [line for line in listed.stdout.decode().splitlines() if line.startswith(str(package))] == []
    assert "shadow" not in listed.stdout.decode()
    assert await said(workspace, "env | grep -i prony || echo none") == "none"
    found = await workspace.run("find / -name 'expected.json' -o -name 'cases.jsonl' -o -name 'suite.toml' 2>/dev/null")
    assert found.stdout == b""


@pytest.mark.skipif(not any(COVERED.glob("*")), reason="nothing there to be covered")
async def test_suites_of_a_prony_that_is_installed_below_usr_are_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Workspaces().open({}, ["python"]) as plain:
        assert await said(plain, f"ls {COVERED}") != ""
    monkeypatch.setattr(prony, "__file__", str(COVERED / "__init__.py"))
    async with Workspaces().open({}, ["python"]) as covered:
        assert await said(covered, f"ls -A {COVERED}") == ""
        assert (await covered.run(f"touch {COVERED}/x")).exit_code != 0


async def test_the_system_cannot_be_changed(workspace: Workspace) -> None:
    for command in ("echo x > /tools/python3", "touch /usr/bin/x", "touch /x", "mount -t tmpfs none /tmp"):
        assert (await workspace.run(command)).exit_code != 0, command


async def test_files_come_out_as_data_and_no_link_is_followed() -> None:
    async with Workspaces().open(FILES, ["python"]) as own:
        await said(
            own,
            "echo new > made.txt; rm run.sh; ln -s /etc/passwd main2.py; rm -r tests; ln -s /usr tests; mkfifo pipe",
        )
        taken = await own.take(["tests/**"])
    assert taken.files == {"main.py": FILES["main.py"], "made.txt": b"new\n"}
    assert {note.split(":")[0] for note in taken.notes} == {"main2.py", "pipe", "tests"}


async def test_what_is_asked_for_first_comes_out_however_full_the_workspace_is() -> None:
    async with Workspaces().open(FILES, ["python"]) as own:
        await own.run(
            "for i in 0 1 2 3 4 5 6; do truncate -s 60M a$i; done; mkdir -p many; cd many; seq 5000 | xargs touch"
        )
        taken = await own.take(["tests/**"], ["main.py"])
    assert taken.files["tests/test_main.py"] == FILES["tests/test_main.py"]
    assert taken.files["main.py"] == FILES["main.py"]


async def test_files_come_out_of_folders_that_were_closed() -> None:
    async with Workspaces().open(FILES, ["python"]) as own:
        await own.run("chmod 000 tests main.py .")
        assert (await own.take()).files == FILES


async def test_a_workspace_that_was_emptied_is_empty() -> None:
    async with Workspaces().open(FILES, ["python"]) as own:
        await own.run("rm -rf /workspace /workspace/.git /tmp/*")
        assert (await own.take()).files == {}
        assert await said(own, "ls -A") == ""


async def test_a_full_disk_and_a_fork_bomb_end_nothing_but_their_command() -> None:
    limits = msgspec.structs.replace(LIMITS, disk_mb=8, processes=32)
    async with Workspaces(limits=limits).open(FILES, ["python"]) as own:
        full = await own.run("head -c 20M /dev/zero > big")
        assert full.exit_code != 0
        await own.run("rm big; bomb() { bomb | bomb & }; bomb; sleep 0.5", wall_s=3)
        assert await said(own, "cat main.py") == "print('hello')"


async def test_three_at_once_do_not_disturb_each_other() -> None:
    ask = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8000/mine').read().decode().strip())"
    serve = (
        "echo {n} > mine; python3 -m http.server 8000 >/dev/null 2>&1 & "
        f'for i in $(seq 100); do python3 -c "{ask}" 2>/dev/null && break; sleep 0.1; done; '
        "echo {n} >> /tmp/all; cat /tmp/all"
    )

    async def one(n: int) -> tuple[str, dict[str, bytes]]:
        async with Workspaces().open(FILES, ["python"]) as own:
            heard = await said(own, serve.format(n=n))
            return heard, (await own.take()).files

    for n, (heard, files) in enumerate(await asyncio.gather(*(one(n) for n in range(3)))):
        assert heard == f"{n}\n{n}"
        assert files == {**FILES, "mine": f"{n}\n".encode()}


async def test_an_agent_is_not_let_loose_without_isolation() -> None:
    with pytest.raises(SandboxError) as raised:
        Workspaces("bare")
    assert raised.value.code == "E431"


async def test_a_toolchain_that_is_not_here_is_said() -> None:
    with pytest.raises(SandboxError) as raised:
        async with Workspaces().open({}, ["python>=99"]):
            pass
    assert raised.value.code == "E410"
