"""Where an engine computes, and on what machine: evidence, or nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from prony.engines import Embedded, hosting, machine
from prony.engines.hosting import listening_processes, shares_cpu
from prony.engines.listeners import listeners
from prony.engines.machine import this_machine, usable_cores, usable_memory

SERVER = """
import socket, sys, time
held = [open(path) for path in sys.argv[1:]]
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
time.sleep(60)
"""


@pytest.fixture
async def listener() -> AsyncIterator[Callable[..., Any]]:
    """Starts processes that listen on a port and hold files open."""
    children = []

    async def start(*held: Path) -> str:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", SERVER, *map(str, held), stdout=asyncio.subprocess.PIPE
        )
        children.append(child)
        assert child.stdout is not None
        return f"http://127.0.0.1:{int(await child.stdout.readline())}/v1"

    yield start
    for child in children:
        child.kill()
        await child.wait()


async def test_an_engine_that_holds_a_gpu_open_does_not_share_the_processor(
    listener: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = tmp_path / "nvidia0"
    device.touch()
    monkeypatch.setattr(hosting, "GPU_DEVICES", (str(tmp_path / "nvidia"),))
    assert shares_cpu(await listener(device)) is False


@pytest.mark.real_engine
async def test_llama_cpp_without_a_gpu_shares_the_processor(tape: Path) -> None:
    async with Embedded(tape) as engine:
        assert shares_cpu(engine.base_url) is True


async def test_of_a_process_that_may_be_a_forwarder_nothing_is_claimed(listener: Any) -> None:
    assert shares_cpu(await listener()) is None


def test_an_engine_elsewhere_does_not_share_the_processor() -> None:
    assert shares_cpu("http://192.168.1.7:8080/v1") is False


def test_of_a_port_where_nothing_listens_nothing_is_claimed(unused_tcp_port: int) -> None:
    assert shares_cpu(f"http://127.0.0.1:{unused_tcp_port}/v1") is None


async def test_the_process_behind_a_port_is_found(listener: Any) -> None:
    port = int((await listener()).split(":")[2].split("/")[0])
    (pid,) = listening_processes(port)
    assert psutil.Process(pid).ppid() == os.getpid()


def test_the_machine_is_told_in_facts() -> None:
    found = this_machine()
    assert found.cpu
    assert found.cores
    assert found.cores >= 1
    assert found.memory_bytes
    assert found.memory_bytes > 1 << 28
    assert found.kernel == os.uname().release


def test_a_containers_quota_bounds_what_may_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "CGROUP", tmp_path)
    free = usable_memory()
    (tmp_path / "cpu.max").write_text("100000 100000\n")
    (tmp_path / "memory.max").write_text(f"{64 << 20}\n")
    (tmp_path / "memory.current").write_text(f"{60 << 20}\n")
    (tmp_path / "memory.stat").write_text(f"anon {24 << 20}\nfile {36 << 20}\n")
    assert usable_cores() == 1
    assert usable_memory() == 40 << 20 < free
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert usable_cores() >= 1
    assert usable_memory() > 64 << 20


def test_gpus_are_named_as_their_drivers_name_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nvidia, amd = tmp_path / "nvidia" / "0000:01:00.0", tmp_path / "drm" / "card0" / "device"
    nvidia.mkdir(parents=True)
    amd.mkdir(parents=True)
    (nvidia / "information").write_text("Model: \t\t NVIDIA GeForce RTX 4090\nIRQ: 1\n")
    (amd / "vendor").write_text("0x1002\n")
    (amd / "product_name").write_text("Radeon RX 7900 XTX\n")
    (amd / "mem_info_vram_total").write_text(f"{24 << 30}\n")
    monkeypatch.setattr(machine, "NVIDIA", tmp_path / "nvidia")
    monkeypatch.setattr(machine, "DRM", tmp_path / "drm")
    assert machine.accelerators() == ("NVIDIA GeForce RTX 4090", "Radeon RX 7900 XTX 24 GiB")


def test_who_listens_is_told_as_psutil_tells_it() -> None:
    with contextlib.ExitStack() as stack:
        four = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        with contextlib.suppress(OSError):  # a machine without IPv6
            stack.enter_context(socket.create_server(("::1", 0), family=socket.AF_INET6))
        mine = {(str(one.address), one.port) for one in listeners() if one.pid == os.getpid()}
        theirs = {
            (one.laddr.ip, one.laddr.port)
            for one in psutil.Process().net_connections("tcp")
            if one.status == psutil.CONN_LISTEN
        }
        assert mine == theirs
        assert four.getsockname() in mine
        assert [one.pid for one in listeners(four.getsockname()[1])] == [os.getpid()]
