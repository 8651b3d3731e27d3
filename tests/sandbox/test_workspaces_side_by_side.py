"""Three agents at once: whatever one of them does to its own workspace, the others neither see nor feel it."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import msgspec
import pytest
import pytest_asyncio

from prony.nouns import Verdict
from prony.sandbox import Execution, Workspace, Workspaces
from prony.sandbox.workspace import LIMITS

FILES = {"main.py": b"print('hello')\n"}
SMALL = msgspec.structs.replace(LIMITS, disk_mb=16, processes=32, memory_mb=256, wall_s=30)

FORKS = """
import os, signal, time
refused, until = 0, time.monotonic() + 4
while time.monotonic() < until:
    children = []
    try:
        for _ in range(500):
            child = os.fork()
            if not child:
                time.sleep(30)
                os._exit(0)
            children.append(child)
    except BlockingIOError:
        refused += 1
    time.sleep(0.1)
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
print("refused", refused)
"""
"""Forks until it may not, and again, for a few seconds. Its own limit bounds it, and 500 where that did not hold."""
FILLS = """
import errno, os, time
refused, until = set(), time.monotonic() + 4
while time.monotonic() < until:
    for path in ("/workspace/big", "/tmp/big", "/dev/shm/big"):
        try:
            with open(path, "wb", buffering=0) as file:
                for _ in range(500):
                    file.write(b"x" * (1 << 20))
        except OSError as error:
            refused.add(errno.errorcode[error.errno])
print("refused", *sorted(refused))
"""
"""Fills its disks until it may not, and again, for a few seconds."""


@pytest_asyncio.fixture
async def three() -> AsyncIterator[list[Workspace]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(Workspaces(limits=SMALL).open(FILES, ["python"])) for _ in range(3)]


async def said(workspace: Workspace, command: str) -> str:
    execution = await workspace.run(command)
    assert execution.verdict is Verdict.PASS, (execution, command)
    return execution.stdout.decode().strip()


async def works(workspace: Workspace, turn: int) -> None:
    """What an agent needs: processes, memory, disk, its files, a server of its own."""
    assert await said(workspace, f"echo {turn} > note && cat note main.py") == f"{turn}\nprint('hello')"
    assert await said(workspace, "for i in $(seq 12); do sleep 0.2 & done; wait; echo all") == "all"
    assert await said(workspace, "head -c 6M /dev/zero > some && wc -c < some && rm some") == str(6 << 20)
    assert await said(workspace, "python3 -c 'print(len(bytearray(100 << 20)))'") == str(100 << 20)


@pytest.mark.slow
async def test_one_that_forks_and_one_that_fills_all_it_has_leave_the_third_alone(three: list[Workspace]) -> None:
    forker, filler, worker = three
    wild = [asyncio.create_task(one.run(f"python3 -c '{code}'")) for one, code in ((forker, FORKS), (filler, FILLS))]
    turns = 0
    while not all(task.done() for task in wild):
        await works(worker, turns)
        turns += 1
    forked, filled = [await task for task in wild]
    assert turns > 1, "the third was there all the time"
    assert met(forked)[0].isdigit()
    assert int(met(forked)[0]) > 0, forked
    assert "ENOSPC" in met(filled), filled
    for one in (forker, filler):
        await said(one, "rm -f /workspace/big /tmp/big /dev/shm/big")
        await works(one, 0)
    assert set((await worker.take()).files) == {"main.py", "note"}


def met(execution: Execution) -> list[str]:
    """What limits a program says that it met."""
    words = execution.stdout.decode().split()
    assert words[:1] == ["refused"], execution
    return words[1:]


HOG = "hog = []\nwhile len(hog) < 4000: hog.append(bytearray(1 << 20))"


@pytest.mark.parametrize(
    ("command", "verdicts"),
    [
        ("yes", {Verdict.OUTPUT_LIMIT, Verdict.TIMEOUT_CPU, Verdict.TIMEOUT_WALL}),
        ("kill -9 -1; kill -9 1; kill -9 $$", {Verdict.CRASH}),
        pytest.param(f"python3 -c '{HOG}'", {Verdict.OOM}, marks=pytest.mark.slow),
    ],
)
async def test_one_that_is_ended_for_what_it_does_leaves_the_others_alone(
    three: list[Workspace], command: str, verdicts: set[Verdict]
) -> None:
    wild = asyncio.create_task(three[0].run(command))
    await asyncio.gather(*(works(one, 1) for one in three[1:]))
    execution = await wild
    assert execution.verdict in verdicts, execution
    assert len(execution.stdout) <= SMALL.output_bytes + 100
    for one in three:
        await works(one, 2)


LOOK = """
import os, socket, subprocess, time
me = os.environ["ME"]
server = socket.create_server(("127.0.0.1", 8000))
name = socket.socket(socket.AF_UNIX)
name.bind("\\0prony-test")
for path in ("/tmp/mine", "/dev/shm/shared", "/workspace/mine"):
    open(path, "x").write(me)
if os.path.exists("/usr/bin/git"):
    subprocess.run(["git", "config", "--global", "user.name", me], check=True)
    me = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True).stdout.strip()
children = [subprocess.Popen(["sleep", "20"]) for _ in range(3)]
time.sleep(2)
names = [open(f"/proc/{p}/comm").read().strip() for p in os.listdir("/proc") if p.isdigit()]
print(me, open("/tmp/mine").read(), open("/dev/shm/shared").read(), names.count("sleep"), sorted(os.listdir("/tmp")))
"""
"""Holds a port, an abstract socket, paths, a setting of git and processes while the others hold theirs."""


async def test_three_with_the_same_names_ports_and_settings_never_meet(three: list[Workspace]) -> None:
    heard = await asyncio.gather(*(said(one, f"ME=agent{n} python3 -c '{LOOK}'") for n, one in enumerate(three)))
    for n, text in enumerate(heard):
        *first, listed = text.split(" ", 4)
        assert first == [f"agent{n}", f"agent{n}", f"agent{n}", "3"]
        assert set(ast.literal_eval(listed)) <= {"mine", "shared", ".gitconfig"}
        assert (await three[n].take()).files == {**FILES, "mine": f"agent{n}".encode()}


async def test_what_one_set_up_for_git_is_nobody_elses(three: list[Workspace]) -> None:
    if Workspaces().identity["git"] == "none":
        pytest.skip("no git on this machine")
    first, second, third = three
    await said(first, "git config --global core.hooksPath /tmp/hooks; git config alias.st status; git tag mine")
    await said(first, "echo x >> main.py; git commit -qam Mine; git branch other")
    for one in (second, third):
        assert await said(one, "git config --get-regexp 'hookspath|alias' || echo none") == "none"
        assert await said(one, "git log --format=%s --all; git tag; git status --short") == "Start"


async def test_the_end_of_one_workspace_ends_nothing_of_another(three: list[Workspace]) -> None:
    running = asyncio.create_task(said(three[0], "sleep 1.5; cat main.py"))
    for _ in range(3):
        async with Workspaces(limits=SMALL).open(FILES, ["python"]) as brief:
            await brief.run("sleep 20 & true")
    assert await running == "print('hello')"
