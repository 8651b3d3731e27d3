"""Kernels whose Landlock knows less: what it does not hold back, the filters and the slot do."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Execution, Program, Sandbox, open_sandbox
from prony.sandbox.backends import landlock

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(
    scope="module",
    loop_scope="module",
    params=[2, *(pytest.param(version, marks=pytest.mark.slow) for version in (3, 5))],
)
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    if landlock.kernel_version() < request.param:
        pytest.skip("this kernel knows less of Landlock")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(landlock, "kernel_version", lambda: request.param)
        async with open_sandbox("landlock", slots=1) as opened:
            yield opened


async def run(sandbox: Sandbox, code: str, **fields: object) -> Execution:
    limits = fields.pop("limits", Limits(cpu_s=5, wall_s=20))
    program = Program(argv=("python3", "a.py"), files={"a.py": code.encode()}, limits=limits, **fields)
    return await sandbox.run(program)


async def test_the_grade_names_the_version(sandbox: Sandbox) -> None:
    assert sandbox.identity["sandbox"] in ("landlock 2", "landlock 3", "landlock 5")


async def test_signals_reach_its_own_processes(sandbox: Sandbox) -> None:
    code = """
import os, signal, subprocess, threading, time
child = subprocess.Popen(["/bin/sleep", "60"]); child.kill(); print(child.wait())
signal.signal(signal.SIGUSR1, lambda *_: print("heard", flush=True))
os.kill(os.getpid(), signal.SIGUSR1); signal.raise_signal(signal.SIGUSR1)
group = subprocess.Popen(["/bin/sleep", "60"], start_new_session=True); os.killpg(group.pid, 15); print(group.wait())
print(subprocess.run(["timeout", "0.2", "sleep", "60"]).returncode)
"""
    ended = await run(sandbox, code)
    assert ended.stdout == b"-9\nheard\nheard\n-15\n124\n", ended.stderr


async def test_signals_reach_nobody_else(sandbox: Sandbox) -> None:
    code = f"""
import os
for attempt in (lambda: os.kill(os.getppid(), 9), lambda: os.kill({psutil.Process().pid}, 0), lambda: os.kill(1, 9)):
    try: attempt(); print("reached")
    except PermissionError: print("refused")
try: os.kill(-1, 9)
except ProcessLookupError: print("nobody")
"""
    ended = await run(sandbox, code)
    assert ended.stdout == b"refused\nrefused\nrefused\nnobody\n", ended.stderr


async def test_an_abort_is_a_crash(sandbox: Sandbox) -> None:
    ended = await run(sandbox, "import os; os.abort()")
    assert (ended.verdict, ended.signal) == (Verdict.CRASH, 6)


async def test_files_that_may_only_be_read_are_not_cut_off(sandbox: Sandbox) -> None:
    code = """
import os
place = os.environ["PRONY_TESTS"] + "/t"
for attempt in (lambda: os.truncate(place, 0), lambda: os.open(place, os.O_RDONLY | os.O_TRUNC)):
    try: attempt()
    except OSError as error: print(type(error).__name__)
open("own", "w").write("xx"); open("own", "w").write("y"); fd = os.open("own", os.O_RDWR); os.ftruncate(fd, 0)
print(open(place).read(), os.path.getsize("own"))
"""
    ended = await run(sandbox, code, tests={"t": b"kept"})
    assert ended.stdout == b"PermissionError\nPermissionError\nkept 0\n", ended.stderr


async def test_a_daemon_that_forks_on_and_on_is_hunted_down(sandbox: Sandbox) -> None:
    code = """
import os, time
if os.fork() == 0:
    os.setsid()
    while True:
        if os.fork(): os._exit(0)
time.sleep(0.3); print("done")
"""
    ended = await run(sandbox, code)
    assert ended.stdout == b"done\n", ended.detail
    assert (await run(sandbox, "print(6 * 7)")).stdout == b"42\n"


async def test_a_kernel_that_knows_too_little_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "kernel_version", lambda: 1)
    with pytest.raises(SandboxError) as caught:
        async with open_sandbox("landlock"):
            pass
    assert caught.value.code == "E415"


async def test_whatever_a_program_makes_of_its_folders_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:2]:
        parent.chmod(0o755)
    code = r"""
import os
for _ in range(600):
    os.mkdir("d"); os.chdir("d")
os.chdir(os.environ["PRONY_WORK"])
os.mkdir("closed"); open("closed/x", "w").close(); os.mkfifo("pipe"); os.symlink("/", "root")
os.mkdir(b"\xff\n", 0o000); os.mkdir("listed", 0o300); os.chmod("closed", 0o000)
print("made")
"""
    async with open_sandbox("landlock", slots=1) as sandbox:
        ended = await run(sandbox, code)
        assert ended.stdout == b"made\n", ended.stderr
        assert (await run(sandbox, "print(6 * 7)")).stdout == b"42\n"
        (slot,) = next(tmp_path.glob("prony-confined-*")).iterdir()
        # A result comes before its room is removed; the room that waits for the next program stays.
        while len(list(slot.iterdir())) > 1:  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.05)
    assert not list(tmp_path.glob("prony-confined-*"))


async def test_no_file_of_a_toolchain_is_linked_into_its_folder(sandbox: Sandbox) -> None:
    code = """
import json, os
try: os.link(json.__file__, "own")
except OSError as error: print(type(error).__name__, os.path.exists("own"))
"""
    ended = await run(sandbox, code)
    assert ended.stdout.endswith(b"Error False\n"), ended.stdout
