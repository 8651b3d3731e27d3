from __future__ import annotations

import asyncio

import pytest

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Execution, Program, Sandbox, open_sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def python(sandbox: Sandbox, code: str, *argv: str, **fields) -> Execution:
    program = Program(
        argv=("python3", "main.py", *argv), files={"main.py": code.encode(), **fields.pop("files", {})}, **fields
    )
    return await sandbox.run(program)


async def test_a_program_gets_its_arguments_input_environment_and_files(sandbox):
    code = """
import os, sys
print(sys.argv, sys.stdin.read(), os.environ["NAME"], open("data/x").read(), __name__, os.getcwd())
"""
    ended = await python(sandbox, code, "a", "b c", stdin=b"in", env={"NAME": "v"}, files={"data/x": b"y"})
    assert ended.verdict is Verdict.PASS
    assert ended.stdout == b"['main.py', 'a', 'b c'] in v y __main__ /work\n"


@pytest.mark.parametrize(
    ("argv", "stdout"),
    [
        (("python3", "-c", "import sys; print(sys.argv)", "x"), b"['-c', 'x']\n"),
        (("python3", "-m", "pkg.tool", "x"), b"tool ['/work/pkg/tool.py', 'x']\n"),
        (("python3", "-I", "main.py"), b"main\n"),
        (("./prog",), b"hello\n"),
        (("/bin/echo", "x"), b"x\n"),
    ],
)
async def test_every_way_to_start_a_program_works(sandbox, argv, stdout):
    files = {
        "main.py": b"print('main')",
        "pkg/__init__.py": b"",
        "pkg/tool.py": b"import sys; print('tool', sys.argv)",
        "prog": b"#!/bin/sh\necho hello\n",
    }
    ended = await sandbox.run(Program(argv=argv, files=files))
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, stdout), ended.stderr


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("", 0),
        ("import sys; sys.exit(3)", 3),
        ("raise SystemExit('text')", 1),
        ("1 / 0", 1),
        ("exit(4)", 4),
        ("quit()", 0),
    ],
)
async def test_exit_status_is_that_of_the_interpreter(sandbox, code, status):
    assert (await python(sandbox, code)).exit_code == status


async def test_a_traceback_shows_the_program_and_nothing_of_the_slot(sandbox):
    ended = await python(sandbox, "def f():\n    return 1 / 0\nf()")
    assert ended.verdict is Verdict.FAIL
    assert ended.stderr.startswith(b'Traceback (most recent call last):\n  File "main.py", line 3, in <module>\n')
    assert ended.stderr.endswith(b"ZeroDivisionError: division by zero\n")
    assert b"prony" not in ended.stderr


async def test_exit_handlers_threads_and_buffers_end_as_in_an_interpreter(sandbox):
    code = """
import atexit, sys, threading, time
atexit.register(lambda: print("handler"))
threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
sys.stdout.write("main\\n")
"""
    assert (await python(sandbox, code)).stdout == b"main\nthread\nhandler\n"


async def test_a_program_that_does_not_compile_is_a_load_error(sandbox):
    ended = await python(sandbox, "def f(:")
    assert ended.verdict is Verdict.LOAD_ERROR
    assert b"SyntaxError" in ended.stderr


async def test_a_binary_that_cannot_be_executed_is_a_load_error(sandbox):
    ended = await sandbox.run(Program(argv=("./prog",), files={"prog": b"\x7fELF nonsense"}))
    assert ended.verdict is Verdict.LOAD_ERROR


async def test_sets_are_in_the_same_order_in_every_slot(sandbox):
    runs = [python(sandbox, "print(set('the quick brown fox'), hash('x'))") for _ in range(4)]
    assert len({ended.stdout for ended in await asyncio.gather(*runs)}) == 1


async def test_random_numbers_differ_from_test_to_test(sandbox):
    runs = [await python(sandbox, "import random; print(random.random())") for _ in range(3)]
    assert len({ended.stdout for ended in runs}) == 3


async def test_a_python_that_is_started_anew_is_the_same_python(sandbox):
    code = """
import subprocess, sys
again = [sys.executable, "-c", "import sys; print(sys.version)"]
print(sys.version == subprocess.run(again, capture_output=True, text=True).stdout[:-1])
"""
    ended = await python(sandbox, code)
    assert ended.stdout == b"True\n"


async def test_the_private_channel_is_there_with_hidden_tests_and_bounded(sandbox):
    code = "import os; fd = int(os.environ['PRONY_CHANNEL']); os.write(fd, b'{\"test\": 1}'); print('public')"
    ended = await python(sandbox, code, tests={"t": b""})
    assert (ended.channel, ended.stdout) == (b'{"test": 1}', b"public\n")
    flood = await python(sandbox, "import os\nwhile True: os.write(3, bytes(65536))", tests={"t": b""})
    assert flood.verdict is Verdict.OUTPUT_LIMIT
    assert len(flood.channel) < 5 << 20


async def test_javascript_runs_with_the_pinned_node(sandbox):
    program = Program(
        toolchain="node", argv=("node", "a.mjs"), files={"a.mjs": b"console.log(process.version.slice(1))"}
    )
    ended = await sandbox.run(program)
    assert ended.stdout.decode().strip() == sandbox.toolchains["node"].version


async def test_cpu_memory_and_wall_time_are_measured(sandbox):
    ended = await python(
        sandbox, "import time\nx = bytes(1 << 26)\nwhile time.process_time() < 0.3: pass\ntime.sleep(0.2)"
    )
    assert 0.29 < ended.cpu_s < 1.5
    assert ended.wall_s > 0.49
    assert ended.max_rss_bytes > 1 << 23


@pytest.mark.parametrize("path", ["../x", "/x", "a/../b", "a//b", "", "a\nb", "./a"])
async def test_a_path_that_is_not_clean_is_refused(sandbox, path):
    with pytest.raises(SandboxError) as caught:
        await sandbox.run(Program(argv=("python3", "main.py"), files={path: b""}))
    assert caught.value.code == "E420"


async def test_an_unknown_toolchain_or_command_is_refused(sandbox):
    with pytest.raises(SandboxError, match="no toolchain 'cobol'"):
        await sandbox.run(Program(toolchain="cobol", argv=("cobol",)))
    with pytest.raises(SandboxError, match="neither a command"):
        await sandbox.run(Program(argv=("rustc", "x")))


async def test_two_slots_run_side_by_side_and_the_loop_never_blocks(sandbox):
    sleeper = Program(argv=("python3", "-c", "import time; time.sleep(0.5)"))
    beats = 0

    async def beat():
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    beating = asyncio.create_task(beat())
    ended = await asyncio.gather(sandbox.run(sleeper), sandbox.run(sleeper))
    beating.cancel()
    assert [one.verdict for one in ended] == [Verdict.PASS] * 2
    assert beats > 5


async def test_a_starved_program_is_run_again_alone_and_then_it_is_late(sandbox, monkeypatch):
    alone = []
    once = Sandbox._once

    async def starving(self, prepared, *, alone: bool):
        seen.append(alone)
        await once(self, prepared, alone=alone)
        return Execution(verdict=Verdict.STARVED)

    seen = alone
    monkeypatch.setattr(Sandbox, "_once", starving)
    ended = await python(sandbox, "pass")
    assert (seen, ended.verdict) == ([False, True], Verdict.TIMEOUT_WALL)


async def test_a_broken_slot_is_replaced_and_the_program_run_again(sandbox):
    for slot in sandbox._candidates._all:
        if slot.alive:
            slot._process.kill()
    ended = await python(sandbox, "print('again')", limits=Limits(wall_s=20))
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"again\n")


async def test_a_cancelled_program_frees_its_slot(sandbox):
    for _ in range(3):
        task = asyncio.create_task(python(sandbox, "import time; time.sleep(60)", limits=Limits(wall_s=90)))
        await asyncio.sleep(0.1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert (await python(sandbox, "print(1)")).stdout == b"1\n"


async def test_the_first_program_of_a_slot_is_bounded_as_the_later_ones_are():
    code = b"const kept = []; for (let i = 0; i < 60; i++) kept.push(Buffer.alloc(8 << 20, 1))"
    limits = Limits(memory_mb=128, cpu_s=20, wall_s=30)
    hog = Program(toolchain="node", argv=("node", "a.js"), files={"a.js": code}, limits=limits)
    async with open_sandbox(slots=2, toolchains=("python", "node")) as own:
        started = Program(argv=("python3", "-c", "import time; time.sleep(3)"))
        beside = asyncio.create_task(own.run(started))
        await asyncio.sleep(0.2)
        assert (await own.run(hog)).verdict is Verdict.OOM
        await beside


async def test_each_program_draws_numbers_of_its_own_and_knows_its_thread(sandbox):
    code = """
import random, threading
names = threading.main_thread().native_id, threading.current_thread().native_id
print(random.random(), names == (threading.get_native_id(),) * 2)
"""
    drawn = [(await python(sandbox, code)).stdout.split() for _ in range(3)]
    assert [known for _, known in drawn] == [b"True"] * 3
    assert len({number for number, _ in drawn}) == 3


async def test_nobody_closes_a_programs_descriptors_behind_its_back(sandbox):
    code = """
import gc, os
opened = [os.open("/dev/null", os.O_RDONLY) for _ in range(100)]
gc.collect()
for descriptor in opened: os.fstat(descriptor)
print("all there")
"""
    for _ in range(2):
        ended = await python(sandbox, code)
        assert ended.stdout == b"all there\n", ended.stderr
    async with sandbox.scene() as scene:
        await scene.start(Program(argv=("python3", "-c", "import time; time.sleep(60)")))
        for _ in range(2):
            ended = await scene.run(Program(argv=("python3", "-c", code)))
            assert ended.stdout == b"all there\n", ended.stderr
