"""Programs that want all there is: each gets the verdict that names what it took, and its slot lives on."""

from __future__ import annotations

import pytest
from hostile_programs.told_otherwise import is_confined

from prony.nouns import Limits, Verdict

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_fork_bomb_meets_its_limit_of_processes(attack):
    ended = await attack("while True: os.fork()")
    assert ended.verdict is Verdict.LIMIT
    assert "pids" in ended.detail


async def test_a_fork_bomb_that_catches_every_error_meets_its_limit_of_processes(attack):
    ended = await attack("while True:\n try: os.fork()\n except OSError: pass", Limits(cpu_s=1, wall_s=3, processes=32))
    assert ended.verdict is Verdict.LIMIT


async def test_a_thread_bomb_meets_its_limit_of_processes(attack):
    code = "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    assert (await attack(code)).verdict is Verdict.LIMIT


async def test_a_memory_bomb_is_oom(attack):
    ended = await attack("kept = []\nwhile True: kept.append(bytearray(b'x' * (1 << 20)))")
    assert ended.verdict is Verdict.OOM


async def test_memory_that_is_reserved_and_never_touched_is_oom(attack):
    ended = await attack("kept = []\nwhile True: kept.append(bytearray(64 << 20))")
    assert ended.verdict is Verdict.OOM


async def test_a_memory_bomb_of_many_processes_does_not_take_the_slot_with_it(attack):
    code = """
for _ in range(20):
    if os.fork() == 0:
        kept = []
        while True: kept.append(bytearray(b"x" * (1 << 20)))
for _ in range(20): os.wait()
sys.exit(3)
"""
    limits = Limits(cpu_s=30, wall_s=40, memory_mb=128, processes=32)
    assert (await attack(code, limits)).verdict is Verdict.OOM


async def test_a_full_disk_is_a_limit(attack):
    code = """
n = 0
while True:
    with open(f"{os.environ['TMPDIR']}/{n}", "wb") as file: file.write(bytes(1 << 20))
    n += 1
"""
    ended = await attack(code)
    assert (ended.verdict, ended.detail.partition(":")[0]) == (Verdict.LIMIT, "disk")


async def test_a_disk_without_inodes_is_a_limit(attack):
    ended = await attack("n = 0\nwhile True:\n    open(f'{n}', 'w').close()\n    n += 1")
    assert ended.verdict is Verdict.LIMIT


async def test_one_file_beyond_the_disk_is_a_limit(attack):
    ended = await attack("with open('big', 'wb') as file:\n    file.truncate(1 << 40)")
    assert ended.verdict is Verdict.LIMIT


async def test_too_many_open_files_are_a_limit(attack):
    assert (await attack("kept = [open('/dev/null') for _ in range(100_000)]")).verdict is Verdict.LIMIT


async def test_a_flood_without_a_newline_is_an_output_limit(attack):
    ended = await attack("while True: sys.stdout.write('A' * 65536)")
    assert ended.verdict is Verdict.OUTPUT_LIMIT
    assert ended.truncated
    assert len(ended.stdout) < 2 * (1 << 16)


async def test_a_flood_on_stderr_counts_too(attack):
    assert (await attack("while True: os.write(2, b'x' * 65536)")).verdict is Verdict.OUTPUT_LIMIT


async def test_output_over_the_limit_keeps_its_head_and_its_tail(attack):
    ended = await attack("print('first' + 'x' * 100_000 + 'last')")
    assert ended.verdict is Verdict.OUTPUT_LIMIT
    assert ended.stdout.startswith(b"first")
    assert ended.stdout.endswith(b"last\n")


async def test_output_that_is_not_text_is_kept_byte_for_byte(attack):
    ended = await attack("os.write(1, bytes(range(256)) * 100)")
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, bytes(range(256)) * 100)


async def test_a_loop_that_ignores_every_signal_ends_at_its_cpu_limit(attack):
    code = """
import signal
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass
"""
    ended = await attack(code, Limits(cpu_s=1, wall_s=20))
    assert ended.verdict is Verdict.TIMEOUT_CPU


@pytest.mark.slow
async def test_cpu_spent_in_many_processes_counts_together(attack):
    code = """
for _ in range(4):
    if os.fork() == 0:
        import time
        end = time.process_time() + 0.5
        while time.process_time() < end: pass
        os._exit(0)
for _ in range(4): os.wait()
"""
    ended = await attack(code, Limits(cpu_s=1, wall_s=30))
    assert ended.verdict is Verdict.TIMEOUT_CPU


@pytest.mark.parametrize("code", ["import time; time.sleep(1e9)", "os.kill(os.getpid(), 19)", "input()\nos.read(0, 1)"])
async def test_who_sleeps_stops_itself_or_waits_for_input_that_ended_is_told_apart(attack, code):
    ended = await attack(code, Limits(cpu_s=1, wall_s=0.5))
    assert ended.verdict is (Verdict.FAIL if "input" in code else Verdict.TIMEOUT_WALL)


async def test_endless_recursion_in_c_is_a_crash_and_not_a_hang(attack):
    code = "sys.setrecursionlimit(10**9)\nclass A:\n    def __getattr__(self, name): return getattr(self, name + 'x')\n"
    ended = await attack(code + "A().x", Limits(cpu_s=5, wall_s=20, memory_mb=1024))
    assert ended.verdict in (Verdict.CRASH, Verdict.OOM, Verdict.FAIL)


async def test_a_segmentation_fault_is_a_crash_with_its_signal(attack):
    ended = await attack("ctypes.string_at(0)")
    assert (ended.verdict, ended.signal) == (Verdict.CRASH, 11)


async def test_a_process_name_that_is_no_text_is_killed_like_any_other(attack):
    renamed = "libc.prctl(15, b'\\xff\\xfe', 0, 0, 0)\n"
    assert (await attack(renamed + "import time; time.sleep(99)")).verdict is Verdict.TIMEOUT_WALL
    assert (await attack(renamed + "while True: os.write(1, b'A' * 65536)")).verdict is Verdict.OUTPUT_LIMIT


async def test_a_name_that_a_child_was_started_by_is_no_text_either(attack):
    code = """
name = b"./\\xd0\\xbf\\xd1\\x80\\xd0\\xbe\\xd0\\xb3\\xd1\\x80\\xd0\\xb0\\xd0\\xbc\\xd0\\xbc\\xd0\\xb0.sh"
with open(name, "w") as file: file.write("#!/bin/sh\\nsleep 99\\n")
os.chmod(name, 0o755)
os.spawnv(os.P_WAIT, name, [name])
"""
    assert (await attack(code)).verdict is Verdict.TIMEOUT_WALL


async def test_memory_of_the_kernel_that_no_process_holds_takes_no_slot_with_it(sandbox, attack):
    code = """
try:
    with open("/proc/self/oom_score_adj", "w") as file: file.write("0")
except PermissionError: pass
kept = []
try:
    while True:
        pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        for end in pair:
            end.setblocking(False)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
            os.set_inheritable(end.fileno(), True)
        kept.append(pair)
        try:
            while True: pair[0].send(bytes(65536))
        except BlockingIOError: pass
except OSError as error: print(error, len(kept), flush=True)
os.execv("/bin/sleep", ["sleep", "99"])
"""
    ended = await attack(code.replace("SOCK_DGRAM", "SOCK_SEQPACKET") if is_confined(sandbox) else code)
    assert ended.verdict in (Verdict.OOM, Verdict.LIMIT, Verdict.TIMEOUT_WALL), ended.detail
