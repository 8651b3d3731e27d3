"""Who computes behind a port of this machine: evidence for whether an engine shares our processor."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from prony.addresses import is_this_machine
from prony.engines.listeners import listeners

GPU_DEVICES = ("/dev/nvidia", "/dev/kfd", "/dev/dri/render", "/dev/accel/")
_LLAMA_CODE = ("llama", "ggml")


def shares_cpu(base_url: str) -> bool | None:
    """Whether the engine at `base_url` computes on this machine's cores.

    False: it is on another machine, or one of its processes holds a GPU open. True: its process runs llama.cpp code,
    its open files can be read, and none is a GPU. None: it cannot be told (another user's process, a container's
    forwarder, code that may compute anywhere).
    """
    if not is_this_machine(base_url):
        return False
    parts = urlsplit(base_url)
    processes = listening_processes(parts.port or (443 if parts.scheme == "https" else 80))
    readable = [one for one in map(_devices, processes) if one is not None]
    if any(readable):
        return False
    if len(readable) == len(processes) and any(map(_runs_llama_code, processes)):
        return True
    return None


def listening_processes(port: int) -> list[int]:
    """Ids of the processes that listen on TCP `port` of this machine, and of their descendants."""
    import psutil

    found: list[int] = []
    for listener in listeners(port):
        if listener.pid:
            try:
                children = psutil.Process(listener.pid).children(recursive=True)
            except psutil.Error:
                children = []
            found += [listener.pid, *(child.pid for child in children)]
    return list(dict.fromkeys(found))


def _devices(pid: int) -> list[str] | None:
    """GPU device files that a process holds open; None when they cannot be read."""
    held = []
    try:
        for entry in os.scandir(f"/proc/{pid}/fd"):
            try:
                target = os.readlink(entry.path)
            except OSError:
                continue
            if target.startswith(GPU_DEVICES):
                held.append(target)
    except OSError:
        return None
    return held


def _runs_llama_code(pid: int) -> bool:
    try:
        maps = Path(f"/proc/{pid}/maps").read_text(errors="replace")
    except OSError:
        return False
    files = {line.split(maxsplit=5)[5] for line in maps.splitlines() if line.count("/")}
    return any(sign in Path(file).name.lower() for file in files for sign in _LLAMA_CODE if not file.endswith(".gguf"))
