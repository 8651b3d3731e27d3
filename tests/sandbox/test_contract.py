"""What every backend promises alike: the same programs come to the same ends, and leave nothing behind."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
import pytest_asyncio
from fake_container_engines import put_fake_engines_first

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Execution, Program, Sandbox, open_sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")

SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in ("docker", "bare")]
BACKENDS = ["bubblewrap", "landlock", "podman", *SLOW]
"""Podman and docker by an engine of ours, which starts what it is told in a container of bubblewrap."""
LIMITS = Limits(cpu_s=1.0, wall_s=20.0, memory_mb=128, processes=32, output_bytes=1 << 16, disk_mb=8)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=BACKENDS)
async def sandbox(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    try:
        with pytest.MonkeyPatch.context() as patch:
            put_fake_engines_first(patch, tmp_path_factory.mktemp("engines"))
            async with open_sandbox(request.param, 1, ("python", "node"), accept_untrusted=True) as opened:
                yield opened
    except SandboxError as error:
        if error.code not in ("E401", "E402", "E409", "E415"):
            raise
        pytest.skip(str(error))


async def run(sandbox: Sandbox, code: str, limits: Limits = LIMITS, **fields: object) -> Execution:
    program = Program(argv=("python3", "a.py"), files={"a.py": code.encode()}, limits=limits, **fields)
    return await sandbox.run(program)


ENDS = {
    "print(6 * 7)": (Verdict.PASS, b"42\n"),
    "import sys; print(sys.stdin.read()[::-1])": (Verdict.PASS, b"olleh\n"),
    "import sys; sys.exit(3)": (Verdict.FAIL, b""),
    "raise ValueError": (Verdict.FAIL, b""),
    "def f(:": (Verdict.LOAD_ERROR, b""),
    "import os; os.abort()": (Verdict.CRASH, b""),
    "import os; os._exit(0)": (Verdict.PASS, b""),
    "while True: pass": (Verdict.TIMEOUT_CPU, b""),
    "kept = []\nwhile True: kept.append(bytearray(b'x' * (1 << 20)))": (Verdict.OOM, b""),
    "import os\nwhile True: os.fork()": (Verdict.LIMIT, b""),
    "import threading, time\nfor _ in range(200): threading.Thread(target=time.sleep, args=(1,)).start()": (
        Verdict.LIMIT,
        b"",
    ),
    "f = open('big', 'wb')\nwhile True: f.write(b'x' * (1 << 20))": (Verdict.LIMIT, b""),
    "import os; print(os.getcwd(), __file__)": (Verdict.PASS, b"/work a.py\n"),
}
NOT_BARE = {"import os; print(os.getcwd(), __file__)"}


@pytest.mark.parametrize("code", ENDS)
async def test_a_program_comes_to_the_same_end(sandbox: Sandbox, code: str) -> None:
    if not sandbox.isolates and code in NOT_BARE:
        pytest.skip("without isolation, paths are the machine's")
    ended = await run(sandbox, code, stdin=b"hello")
    assert (ended.verdict, ended.stdout) == ENDS[code], (ended.detail, ended.stderr)


async def test_who_sleeps_is_late(sandbox: Sandbox) -> None:
    ended = await run(sandbox, "import time; time.sleep(60)", Limits(wall_s=0.4))
    assert ended.verdict is Verdict.TIMEOUT_WALL


async def test_a_flood_is_cut_at_its_head_and_its_tail(sandbox: Sandbox) -> None:
    ended = await run(sandbox, "print('first')\nfor n in range(60000): print(n)\nprint('last')")
    assert ended.verdict is Verdict.OUTPUT_LIMIT
    assert ended.stdout.startswith(b"first\n")
    assert b"bytes left out" in ended.stdout


async def test_a_daemon_is_gone_before_the_next_program(sandbox: Sandbox) -> None:
    code = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/bin/sleep", ["prony-contract-daemon", "31536000"])
    os._exit(0)
time.sleep(0.3)
print("started")
"""
    ended = await run(sandbox, code)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"started\n")
    assert not [p for p in psutil.process_iter(["cmdline"]) if "prony-contract-daemon" in (p.info["cmdline"] or [])]


async def test_who_forks_on_and_on_is_gone_when_its_time_is_up(sandbox: Sandbox) -> None:
    code = """
import os, time
os.environ["PRONY_COMET"] = "1"
while True:
    if os.fork(): os._exit(0)
"""
    keeps = "import os, time\nif os.fork() == 0:\n" + "\n".join(f"    {line}" for line in code.strip().splitlines())
    ended = await run(sandbox, f"{keeps}\ntime.sleep(60)", Limits(wall_s=0.5, processes=32))
    # Those who have ended count until they are reaped: on a busy machine the limit may be met before the time is up.
    assert ended.verdict in (Verdict.TIMEOUT_WALL, Verdict.TIMEOUT_CPU, Verdict.LIMIT)
    after = await run(sandbox, "print(6 * 7)")
    assert (after.verdict, after.stdout) == (Verdict.PASS, b"42\n")


async def test_files_are_laid_and_copied_out(sandbox: Sandbox) -> None:
    code = "import os; os.makedirs('out'); open('out/b', 'w').write(open('in/a').read() * 2)"
    files = {"a.py": code.encode(), "in/a": b"x"}
    ended = await sandbox.run(Program(argv=("python3", "a.py"), files=files, collect=("out/**",), limits=LIMITS))
    assert (ended.verdict, ended.artifacts) == (Verdict.PASS, {"out/b": b"xx"})


async def test_modes_and_times_of_its_own_files_can_be_set(sandbox: Sandbox) -> None:
    code = """
import os, shutil, subprocess
open("x", "w").write("#!/bin/sh\\necho ran\\n")
os.chmod("x", 0o755); os.utime("x", (5, 6)); shutil.copy2("x", "y")
fd = os.open("y", os.O_RDONLY); os.fchmod(fd, 0o700); os.utime(fd, ns=(1, 2_000_000_000))
print(oct(os.stat("x").st_mode), os.stat("x").st_mtime, oct(os.stat("y").st_mode), os.stat("y").st_mtime)
print(subprocess.run(["./x"], capture_output=True).stdout, os.system("touch -d @7 z && chmod a-w z"))
print(os.stat("z").st_mtime)
"""
    ended = await run(sandbox, code)
    assert ended.stdout == b"0o100755 6.0 0o100700 2.0\nb'ran\\n' 0\n7.0\n", ended.stderr


async def test_calls_are_answered_in_both_languages(sandbox: Sandbox) -> None:
    for toolchain, module, source in (
        ("python", "m.py", b"def f(x): return [x, {'a': x}]"),
        ("node", "m.mjs", b"export const f = (x) => [x, {a: x}]"),
    ):
        async with sandbox.session(Program(toolchain=toolchain, module=module, files={module: source})) as session:
            assert (await session.call("f", [1])).value == [1, {"a": 1}]


async def test_javascript_runs(sandbox: Sandbox) -> None:
    source = b"import fs from 'fs'; console.log(process.argv[2], fs.readFileSync(0, 'utf8').length)"
    program = Program(toolchain="node", argv=("node", "a.mjs", "x"), files={"a.mjs": source}, stdin=b"abc")
    ended = await sandbox.run(program)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"x 3\n"), ended.stderr


async def test_files_are_moved_between_folders(sandbox: Sandbox) -> None:
    code = "import os; os.mkdir('a'); os.mkdir('b'); open('a/x', 'w').close(); os.rename('a/x', 'b/y')\n"
    ended = await run(sandbox, f"{code}os.link('b/y', 'a/z'); os.rename('b', 'a/b'); print(sorted(os.listdir('a')))")
    assert ended.stdout == b"['b', 'z']\n", ended.stderr


async def test_its_processes_speak_over_sockets_and_pipes_of_their_own(sandbox: Sandbox) -> None:
    code = """
import os, socket
listener = socket.socket(socket.AF_UNIX)
listener.bind("own"); listener.listen()
if os.fork() == 0:
    client = socket.socket(socket.AF_UNIX)
    client.connect("own")
    client.sendall(b"hello"); os._exit(0)
print(listener.accept()[0].recv(5), os.wait()[1])
"""
    ended = await run(sandbox, code)
    assert ended.stdout == b"b'hello' 0\n", ended.stderr


async def test_a_socket_of_this_machine_is_not_connected_with(sandbox: Sandbox) -> None:
    if not sandbox.isolates:
        pytest.skip("nothing keeps it from that")
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        os.chmod(folder, 0o755)
        listener.bind(f"{folder}/s")
        os.chmod(f"{folder}/s", 0o777)
        listener.listen()
        code = f"import socket\nsocket.socket(socket.AF_UNIX).connect({folder + '/s'!r})"
        ended = await run(sandbox, code)
        assert ended.verdict is Verdict.FAIL
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()


async def test_modes_of_this_machines_files_stay(sandbox: Sandbox, tmp_path: Path) -> None:
    if not sandbox.isolates:
        pytest.skip("nothing keeps it from that")
    theirs = tmp_path / "x"
    theirs.write_text("x")
    theirs.chmod(0o640)
    code = f"import os\nos.symlink({str(theirs)!r}, 'link')\n" + "\n".join(
        f"try: {attempt}\nexcept OSError: pass"
        for attempt in ("os.chmod('link', 0o777)", f"os.chmod({str(theirs)!r}, 0o777)", "os.utime('link', (1, 1))")
    )
    assert (await run(sandbox, code)).verdict is Verdict.PASS
    assert (theirs.stat().st_mode & 0o777, theirs.stat().st_mtime > 2) == (0o640, True)
