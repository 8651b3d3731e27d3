"""Memory that the kernel keeps for a program, where no cgroup counts it: bounded as far as a watch can see it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec
import pytest
import pytest_asyncio

from prony.nouns import Limits, Verdict
from prony.sandbox import Program, Sandbox, open_sandbox
from prony.sandbox import slot as slots
from prony.sandbox.probe import probe

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIMITS = Limits(cpu_s=20, wall_s=20, memory_mb=128, processes=64, disk_mb=8)
HELPERS = """
import ctypes, os, socket, sys, time
libc = ctypes.CDLL(None, use_errno=True)
def fill(pairs):
    for a, b in pairs:
        for end in (a, b):
            end.setblocking(False)
            for name in (socket.SO_SNDBUF, socket.SO_RCVBUF): end.setsockopt(socket.SOL_SOCKET, name, 1 << 30)
            try:
                while True: end.send(bytes(60000))
            except OSError: pass
def children(count):
    for _ in range(count):
        if os.fork() == 0: return
    time.sleep(99)
"""
FILLS = {
    "datagrams": "children(32)\nkept = []\nwhile len(kept) < 100:\n    kept.append(socket.socketpair(socket.AF_UNIX, "
    "socket.SOCK_DGRAM)); fill(kept[-1:])\ntime.sleep(99)",
    "streams": "children(32)\nkept = [socket.socketpair() for _ in range(100)]\nfill(kept)\ntime.sleep(99)",
    "packets": "children(32)\nkept = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(100)]\n"
    "fill(kept)\ntime.sleep(99)",
    "connections": "children(32)\nkept = []\nlistener = socket.create_server(('127.0.0.1', 0))\n"
    "while len(kept) < 100:\n    a = socket.create_connection(listener.getsockname()); b, _ = listener.accept()\n"
    "    kept.append((a, b)); fill(kept[-1:])\ntime.sleep(99)",
    "messages to itself": "children(32)\nkept = []\nfor _ in range(200):\n"
    "    s = socket.socket(type=socket.SOCK_DGRAM)\n"
    "    s.bind(('127.0.0.1', 0)); s.connect(s.getsockname()); kept.append(s)\n"
    "    for _ in range(9): s.send(bytes(60000))\n"
    "time.sleep(99)",
    "sockets on their way": "kept = []\nways = [socket.socketpair() for _ in range(20)]\n"
    "for a, b in ways:\n    for _ in range(6):\n        x, y = socket.socketpair(); fill([(x, y)])\n"
    "        socket.send_fds(a, [b'x'], [x.fileno(), y.fileno()]); x.close(); y.close()\ntime.sleep(99)",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def uncounted() -> AsyncIterator[Sandbox]:
    """A sandbox of a machine that gives it no cgroup."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots.cgroups, "open_cgroup", lambda process: None)
        async with open_sandbox(slots=1, toolchains=("python", "go")) as opened:
            yield opened


async def run(sandbox: Sandbox, code: str, limits: Limits = LIMITS):
    return await sandbox.run(
        Program(argv=("python3", "a.py"), files={"a.py": (HELPERS + code).encode()}, limits=limits)
    )


@pytest.mark.parametrize("fill", FILLS)
async def test_buffers_that_belong_to_no_process_are_out_of_memory(uncounted, fill):
    limits = LIMITS if "children" in FILLS[fill] else msgspec.structs.replace(LIMITS, memory_mb=48)
    ended = await run(uncounted, FILLS[fill], limits)
    assert ended.verdict is Verdict.OOM, (ended.detail, ended.stderr[-300:])


async def test_a_buffer_keeps_the_size_that_it_begins_with(uncounted):
    code = (
        "a, b = socket.socketpair()\nbefore = a.getsockopt(1, 7)\na.setsockopt(1, 7, 1 << 20)\n"
        "print(a.getsockopt(1, 7) == before)\nimport fcntl\nr, w = os.pipe()\n"
        "try: fcntl.fcntl(w, 1031, 1 << 20)\nexcept OSError as error: print(error.errno)\n"
        "print(libc.inotify_init1(0), ctypes.get_errno())"
    )
    assert (await run(uncounted, code)).stdout == b"True\n1\n-1 24\n"


TABLES = b"""package main

import (
	"syscall"
	"time"
)

func main() {
	kept, _ := syscall.Mmap(-1, 0, 1<<38, syscall.PROT_READ, syscall.MAP_PRIVATE|syscall.MAP_ANON|syscall.MAP_NORESERVE)
	sum := 0
	for at := 0; at < len(kept); at += 2 << 20 {
		sum += int(kept[at])
	}
	time.Sleep(time.Duration(sum+9) * time.Second)
}
"""


async def test_tables_of_pages_are_memory(uncounted):
    built = await uncounted.build("go", {"main.go": TABLES}, ("-o", "out/program", "-main", "."))
    program = Program(toolchain="go", files=built.files, argv=("./program",), limits=LIMITS)
    assert (await uncounted.run(program)).verdict is Verdict.OOM


HONEST = {
    "a server with a hundred connections": "server = socket.create_server(('127.0.0.1', 0), backlog=200)\n"
    "kept = [(socket.create_connection(server.getsockname()), server.accept()[0]) for _ in range(100)]\n"
    "[a.sendall(bytes(10000)) for a, b in kept]\nprint(sum(len(b.recv(10000)) > 0 for a, b in kept))",
    "a hundred children with pipes": "import subprocess\n"
    "print(sum(subprocess.run(['true'], capture_output=True).returncode == 0 for _ in range(100)))",
    "pairs of sockets": "kept = [socket.socketpair() for _ in range(100)]\nfor a, b in kept: a.sendall(bytes(1000))\n"
    "time.sleep(0.4)\nprint(sum(len(b.recv(1000)) > 0 for a, b in kept))",
}


@pytest.mark.parametrize("code", HONEST.values(), ids=HONEST)
async def test_sockets_of_an_honest_program_are_not(uncounted, code):
    ended = await run(uncounted, code)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"100\n"), (ended.detail, ended.stderr[-300:])


async def test_doctor_says_what_is_not_bounded_without_a_cgroup():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots.cgroups, "open_cgroup", lambda process: None)
        tried = await probe()
    assert tried.works, tried
    assert "not counted" in tried.caveat
