"""The machine an engine runs on: processor, memory, accelerators, as the kernel tells them."""

from __future__ import annotations

import functools
import os
import platform
from pathlib import Path

from prony.nouns import Machine

CPUINFO = Path("/proc/cpuinfo")
CGROUP = Path("/sys/fs/cgroup")
NVIDIA = Path("/proc/driver/nvidia/gpus")
DRM = Path("/sys/class/drm")
_AMD_VENDOR = "0x1002"


@functools.cache
def this_machine() -> Machine:
    """The machine that this process runs on. Cores and memory are those of the hardware, not of a container's share."""
    import psutil

    return Machine(
        cpu=cpu_name(),
        cores=psutil.cpu_count(logical=False) or os.cpu_count(),
        memory_bytes=psutil.virtual_memory().total,
        accelerators=accelerators(),
        os=_os_name(),
        kernel=platform.release() or None,
    )


def cpu_name() -> str | None:
    """The processor's name as the kernel prints it; on machines that print none, their architecture."""
    for line in _text(CPUINFO).splitlines():
        key, _, value = line.partition(":")
        if key.strip().lower() in ("model name", "hardware", "cpu model") and value.strip():
            return " ".join(value.split())
    return platform.machine() or None


def accelerators() -> tuple[str, ...]:
    """Names of the GPUs that the kernel's drivers list (NVIDIA's /proc, AMD's sysfs), in their order."""
    found = []
    for information in sorted(NVIDIA.glob("*/information")):
        for line in _text(information).splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "Model":
                found.append(value.strip())
    for device in sorted(DRM.glob("card[0-9]*/device")):
        if _text(device / "vendor").strip() == _AMD_VENDOR:
            memory = _text(device / "mem_info_vram_total").strip()
            size = f" {int(memory) >> 30} GiB" if memory.isdigit() else ""
            found.append((_text(device / "product_name").strip() or "AMD GPU") + size)
    return tuple(found)


def usable_cores() -> int:
    """Cores that this process may keep busy: physical ones within its affinity and its cgroup's quota; at least 1."""
    import psutil

    cores = len(os.sched_getaffinity(0))
    physical = psutil.cpu_count(logical=False)
    if physical:
        cores = min(cores, physical)
    quota, _, period = _text(CGROUP / "cpu.max").strip().partition(" ")
    if quota.isdigit() and period.isdigit():
        cores = min(cores, int(quota) // int(period))
    return max(1, cores)


def default_threads() -> int:
    """All usable cores but one, which the bench, the gateway and the sandbox need."""
    return max(1, usable_cores() - 1)


def usable_memory() -> int:
    """Bytes that a new process may take now without anything being pushed out: available, within the cgroup's limit."""
    import psutil

    available = int(psutil.virtual_memory().available)
    limit, used = _text(CGROUP / "memory.max").strip(), _text(CGROUP / "memory.current").strip()
    if limit.isdigit() and used.isdigit():
        # Page cache counts as used in a cgroup but gives way, so only anonymous memory is taken off.
        anonymous = next((int(v) for k, _, v in _stat(CGROUP / "memory.stat") if k == "anon"), int(used))
        available = min(available, max(0, int(limit) - anonymous))
    return available


def memory_limit() -> int:
    """Bytes of memory that processes here can ever have: the hardware's, within the cgroup's limit."""
    import psutil

    whole = int(psutil.virtual_memory().total)
    limit = _text(CGROUP / "memory.max").strip()
    return min(whole, int(limit)) if limit.isdigit() else whole


def _stat(path: Path) -> list[tuple[str, str, str]]:
    return [line.partition(" ") for line in _text(path).splitlines()]


def _os_name() -> str | None:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME") or platform.system()
    except OSError:
        return platform.system() or None


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
