"""Memory is judged by what is used: what is only reserved fails nobody, with a cgroup and without one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from prony.nouns import Limits, Verdict
from prony.sandbox import Program, Sandbox, find_toolchain, open_sandbox
from prony.sandbox import slot as slots

LIMITS = Limits(memory_mb=256, cpu_s=20, wall_s=30)
MANY = "import threading, time\nts = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(50)]\n"
RUN_ALL = "[t.start() for t in ts]\n[t.join() for t in ts]\nprint('ok')\n"
RESERVES = {
    "a stack of 512 MiB": "import threading\nthreading.stack_size(512 << 20)\nts = [threading.Thread(target=int)]\n"
    + RUN_ALL,
    "fifty threads": MANY + RUN_ALL,
    "a map of 2 GiB": "import mmap\nm = mmap.mmap(-1, 2 << 30)\nm[0] = 1\nprint('ok')\n",
    "a deep recursion": "import sys, threading\nsys.setrecursionlimit(100_000)\nthreading.stack_size(512 << 20)\n"
    "def depth(n): return n and 1 + depth(n - 1)\nts = [threading.Thread(target=depth, args=(50_000,))]\n" + RUN_ALL,
}
GROW = "x = []\nwhile True: x.append(bytearray(b'x' * (1 << 20)))\n"
USES = {
    "a list that grows": GROW,
    "one that grows in a thread with a large stack": "import threading\n"
    "threading.stack_size(512 << 20)\ndef grow():\n  "
    + GROW.replace("\n", "\n  ")
    + "\nt = threading.Thread(target=grow)\nt.start()\nt.join()\n",
    "a text of a gigabyte": "x = 'x' * (1 << 30)\nimport time\ntime.sleep(1)\n",
    "children that grow": f"import os\nfor _ in range(4): os.fork()\n{GROW}",
}
NODE = """
const { Worker } = require('node:worker_threads')
let ended = 0
for (let i = 0; i < 6; i++) {
  new Worker('1 + 1', { eval: true }).on('exit', () => { if (++ended === 6) console.log('ok') })
}
"""


@pytest.fixture(params=["a cgroup", "no cgroup"])
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """A sandbox, of which one has memory bounded by its watcher alone."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "no cgroup":
            patch.setattr(slots.cgroups, "open_cgroup", lambda process: None)
        async with open_sandbox(
            slots=1, toolchains=("python", *(["node"] if find_toolchain("node") else []))
        ) as opened:
            yield opened


def python(code: str) -> Program:
    return Program(argv=("python3", "a.py"), files={"a.py": code.encode()}, limits=LIMITS)


@pytest.mark.parametrize("code", RESERVES.values(), ids=RESERVES)
async def test_what_is_only_reserved_fails_nobody(sandbox: Sandbox, code: str) -> None:
    ended = await sandbox.run(python(code))
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"ok\n"), (ended.detail, ended.stderr[-300:])


@pytest.mark.parametrize("code", USES.values(), ids=USES)
async def test_what_is_used_beyond_the_limit_is_out_of_memory(sandbox: Sandbox, code: str) -> None:
    ended = await sandbox.run(python(code))
    assert ended.verdict is Verdict.OOM, ended.detail


@pytest.mark.skipif(find_toolchain("node") is None, reason="no Node on this machine")
async def test_workers_of_node_need_no_address_space(sandbox: Sandbox) -> None:
    program = Program(argv=("node", "a.js"), toolchain="node", files={"a.js": NODE.encode()})
    assert (await sandbox.run(program)).stdout == b"ok\n"
