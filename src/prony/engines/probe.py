"""The facts of this machine as an inference host: those of `machine`, and what drivers of accelerators tell."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import msgspec

from prony.engines.machine import this_machine
from prony.nouns import Machine
from prony.plain import clean_line

SMI = "nvidia-smi"
QUERY = "name,memory.total,power.limit,driver_version"
SMI_S = 20.0
MOST_ACCELERATORS = 64
_NVIDIA_VERSION = re.compile(r"Kernel Module(?: for \S+)?\s+(\d[\d.]+)")


class DriverWords(NamedTuple):
    """What a driver tells of its accelerators."""

    driver: str | None
    names: tuple[str, ...]
    limits_w: tuple[float | None, ...]


def probed_machine(root: Path = Path("/")) -> Machine:
    """This machine, with the driver of its accelerators and what each may draw, where those are told. Blocks.

    root: where /proc and /sys stand, for AMD's and NVIDIA's drivers.
    """
    seen = this_machine()
    told = [one for one in (_nvidia(root), _amd(root)) if one is not None]
    names = [name for one in told for name in one.names]
    limits = [limit for one in told for limit in one.limits_w]
    # Limits are by accelerator: where the list of names is another one, nothing says which is whose.
    whole = [limit for limit in limits if limit is not None] if len(limits) == len(names or seen.accelerators) else []
    drivers = [one.driver for one in told if one.driver]
    return msgspec.structs.replace(
        seen,
        accelerators=tuple(names) or seen.accelerators,
        driver=", ".join(drivers) or None,
        power_limits_w=tuple(whole) if len(whole) == len(limits) else (),
    )


def _nvidia(root: Path) -> DriverWords | None:
    """What nvidia-smi tells; else the driver alone, from /proc. None where there is no such driver."""
    version = re.search(
        r"(?:Kernel Module|Open Kernel Module for \S+)\s+(\d[\d.]+)", _text(root / "proc/driver/nvidia/version")
    )
    driver = f"nvidia {version[1]}" if version else None
    rows = _smi_rows()
    if rows:
        return DriverWords(
            f"nvidia {rows[0][3]}",
            tuple(_with_memory(row[0], row[1]) for row in rows),
            tuple(_watts(row[2]) for row in rows),
        )
    return DriverWords(driver, (), ()) if driver else None


def _smi_rows() -> list[list[str]]:
    program = shutil.which(SMI)
    if program is None:
        return []
    try:
        done = subprocess.run(
            [program, f"--query-gpu={QUERY}", "--format=csv,noheader,nounits"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=SMI_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    lines = done.stdout[: 1 << 16].decode("utf-8", "replace").splitlines() if done.returncode == 0 else []
    rows = [[clean_line(cell)[:120] for cell in line.split(",")] for line in lines[:MOST_ACCELERATORS]]
    return rows if all(len(row) == QUERY.count(",") + 1 and row[0] and row[3] for row in rows) else []


def _with_memory(name: str, mebibytes: str) -> str:
    return f"{name} {round(int(mebibytes) / 1024)} GiB" if mebibytes.isdecimal() else name


def _watts(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value <= 1e5 else None


def _amd(root: Path) -> DriverWords | None:
    """What amdgpu tells in sysfs. None where no card of it is there."""
    devices = [
        device
        for device in sorted((root / "sys/class/drm").glob("card[0-9]*/device"))
        if _text(device / "vendor").strip() == "0x1002"
    ]
    if not devices:
        return None
    version = clean_line(_text(root / "sys/module/amdgpu/version"))[:120]
    names, limits = [], []
    for device in devices[:MOST_ACCELERATORS]:
        memory = _text(device / "mem_info_vram_total").strip()
        size = f" {int(memory) >> 30} GiB" if memory.isdecimal() else ""
        names.append((clean_line(_text(device / "product_name"))[:120] or "AMD GPU") + size)
        caps = [_text(cap).strip() for cap in sorted(device.glob("hwmon/hwmon*/power1_cap"))]
        limits.append(_watts(str(int(caps[0]) / 1e6)) if caps and caps[0].isdecimal() else None)
    return DriverWords(f"amdgpu {version}" if version else None, tuple(names), tuple(limits))


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")[: 1 << 16]
    except OSError:
        return ""
