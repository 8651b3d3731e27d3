"""However a bench ends, by itself, by Ctrl-C or by SIGKILL, nothing of its scenes is left: no process and no file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

BENCH = """
import asyncio, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background job was started without
from prony.sandbox import Line, Program, Workspaces, open_sandbox

def python(code):
    return Program(argv=("python3", "-c", code))

async def main():
    async with (
        asyncio.timeout(120),
        open_sandbox({backend!r}, slots=1, accept_untrusted=True) as sandbox,
        sandbox.scene() as scene,
    ):
        code = "import os, time\\nif os.fork() == 0: os.setsid()\\nprint('up', flush=True); time.sleep(3600)"
        await scene.start(python(code), ready=Line("up"))
        running = asyncio.create_task(scene.run(python("import time; time.sleep(3600)")))
        also = asyncio.create_task(sandbox.run(python("import time; time.sleep(3600)")))
        await asyncio.sleep(0.5)
        print("running", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""
WORKSPACE = """
import asyncio, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from prony.sandbox import Workspaces

async def main():
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with Workspaces().open({}, reach=("127.0.0.1", port)) as workspace:
        running = asyncio.create_task(workspace.run(f"exec 3<>/dev/tcp/127.0.0.1/{port}; sleep 3600 & sleep 3600"))
        await asyncio.sleep(0.5)
        print("running", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("code", [BENCH.format(backend="bubblewrap"), WORKSPACE, BENCH.format(backend="bare")])
def test_nothing_is_left_of_a_bench_that_is_ended(code: str, how: signal.Signals, tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    bench = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    assert bench.stdout is not None
    assert bench.stderr is not None
    if bench.stdout.readline() != b"running\n":
        _, printed = bench.communicate()
        assert b"E409" in printed, printed.decode()
        pytest.skip("root needs a cgroup for the backend bare")
    inside = psutil.Process(bench.pid).children(recursive=True)
    assert len(inside) >= 3
    bench.send_signal(how)
    bench.communicate(timeout=60)
    _, left = psutil.wait_procs(inside, timeout=20)
    assert left == []
    assert list(tmp_path.iterdir()) == [], "files are left"
