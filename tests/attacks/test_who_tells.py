"""Commands that go for the process that tells of their end, so that what they tried is not told."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from prony.nouns import Verdict
from prony.sandbox import Workspace, Workspaces

pytestmark = pytest.mark.asyncio(loop_scope="module")

OUTSIDE = """
import socket
for _ in range(3):
    try: socket.create_connection(("192.0.2.7", 80), 1)
    except OSError: pass
"""
HELPERS = """
import ctypes, errno, os, resource, signal, struct
libc = ctypes.CDLL(None, use_errno=True)
def syscall(*arguments):
    if libc.syscall(*arguments) < 0: raise OSError(ctypes.get_errno(), "refused")
"""
HINDRANCES = {
    "its descriptors": "resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0))",
    "its memory": "resource.prlimit(1, resource.RLIMIT_AS, (1 << 20, 1 << 20))",
    "its time": "resource.prlimit(1, resource.RLIMIT_CPU, (0, 0))",
    "its files": "resource.prlimit(1, resource.RLIMIT_FSIZE, (0, 0))",
    "its stack": "resource.prlimit(1, resource.RLIMIT_STACK, (4096, 4096))",
    "its cores": "os.sched_setaffinity(1, {0})",
    "its turns": "os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))",
    "its niceness": "os.setpriority(os.PRIO_PROCESS, 1, 19)",
    "everybody's niceness": "os.setpriority(os.PRIO_USER, 0, 19)",
    "its descriptors, copied": "syscall(438, os.pidfd_open(1), 3, 0)",
    "its memory, written": "open('/proc/1/mem', 'r+b').write(b'x')",
    "its order among the killed": "open('/proc/1/oom_score_adj', 'w').write('1000')",
    "its root": "os.listdir('/proc/1/fd')",
    "a trace": "syscall(101, 16, 1, 0, 0)",
}
IGNORED = {
    "SIGKILL": "os.kill(1, signal.SIGKILL)",
    "SIGSTOP": "os.kill(1, signal.SIGSTOP)",
    "every signal": "[os.kill(1, number) for number in range(1, 65) if number not in (32, 33)]",
    "by its descriptor": "signal.pidfd_send_signal(os.pidfd_open(1), signal.SIGKILL)",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspaces().open({"main.py": b""}, ["python"]) as opened:
        yield opened


async def tried(workspace: Workspace, code: str, *, behind: str = "") -> bytes:
    """Run a hindrance and then go outside: what it printed. That it went is told, and so is its end."""
    before = workspace.unrouted
    code = f"{HELPERS}\ntry:\n    {code}\nexcept OSError as error: print(errno.errorcode[error.errno], flush=True)\n"
    command = f"cat > a.py <<'END'\n{code}{OUTSIDE}\nEND\npython3 a.py{behind}"
    ended = await workspace.run(command, wall_s=15)
    assert ended.verdict is Verdict.PASS, (ended.detail, ended.stdout)
    assert ended.unrouted
    assert ended.unrouted >= 3
    assert workspace.unrouted == before + ended.unrouted
    assert not workspace.uncounted
    return ended.stdout


@pytest.mark.parametrize("hindrance", HINDRANCES)
async def test_what_a_command_tries_is_told_whatever_it_takes_from_who_tells(workspace, hindrance):
    assert (await tried(workspace, HINDRANCES[hindrance])).strip() in (b"EPERM", b"EACCES")


@pytest.mark.parametrize("signal", IGNORED)
async def test_a_signal_to_who_tells_is_heard_by_nobody(workspace, signal):
    assert (await tried(workspace, IGNORED[signal])) == b""


async def test_a_program_may_still_bound_itself_and_its_children(workspace):
    code = "; ".join(
        (
            "child = os.fork() or os.execlp('sleep', 'sleep', '9')",
            "resource.prlimit(child, resource.RLIMIT_NOFILE, (9, 9))",
            "resource.prlimit(os.getpid(), resource.RLIMIT_NOFILE, (99, 99))",
            "os.setpriority(os.PRIO_PROCESS, child, 5)",
            "os.sched_setaffinity(os.getpid(), os.sched_getaffinity(0))",
            "os.kill(child, 9)",
            "os.wait()",
        )
    )
    assert (await tried(workspace, code)) == b""
