"""The facts of an inference host: what a probe tells there, and what is taken of its file here."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from prony.engines import this_machine
from prony.engines.machine_file import read_machine
from prony.engines.probe import probed_machine
from prony.errors import UsageError
from prony.nouns import Machine


def smi(folder: Path, script: str) -> None:
    """An nvidia-smi on the PATH."""
    folder.mkdir()
    (folder / "nvidia-smi").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "nvidia-smi").chmod(0o755)


def amd_card(root: Path, number: int, cap: str | None) -> None:
    device = root / f"sys/class/drm/card{number}/device"
    (device / "hwmon/hwmon3").mkdir(parents=True)
    (device / "vendor").write_text("0x1002\n")
    (device / "product_name").write_text("Radeon Something\n")
    (device / "mem_info_vram_total").write_text(str(24 << 30))
    if cap is not None:
        (device / "hwmon/hwmon3/power1_cap").write_text(cap)


def test_a_machine_without_accelerators_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert probed_machine(tmp_path) == this_machine()


def test_nvidia_s_own_program_tells_names_memory_limits_and_driver(tmp_path: Path, monkeypatch) -> None:
    smi(
        tmp_path / "bin", "echo 'NVIDIA H200, 143771, 700.00, 570.86.15'; echo 'NVIDIA H200, 143771, 650.00, 570.86.15'"
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    told = probed_machine(tmp_path)
    assert told.accelerators == ("NVIDIA H200 140 GiB",) * 2
    assert told.driver == "nvidia 570.86.15"
    assert told.power_limits_w == (700.0, 650.0)


@pytest.mark.parametrize(
    "script",
    ["exit 9", "echo 'No devices were found'", "echo 'a,b'", "head -c 300000 /dev/zero", "kill -9 $$", "echo ',,,'"],
)
def test_a_program_that_tells_nothing_sound_is_not_believed(tmp_path: Path, monkeypatch, script: str) -> None:
    smi(tmp_path / "bin", script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert probed_machine(tmp_path) == this_machine()


def test_a_limit_that_one_card_does_not_tell_leaves_all_untold(tmp_path: Path, monkeypatch) -> None:
    smi(tmp_path / "bin", "echo 'A, 1024, 700.00, 5.1'; echo 'B, 1024, [N/A], 5.1'")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    told = probed_machine(tmp_path)
    assert (len(told.accelerators), told.power_limits_w) == (2, ())


def test_amd_s_driver_tells_in_sysfs(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    amd_card(tmp_path, 0, "300000000\n")
    (tmp_path / "sys/module/amdgpu").mkdir(parents=True)
    (tmp_path / "sys/module/amdgpu/version").write_text("6.8.5\n")
    told = probed_machine(tmp_path)
    assert told.accelerators == ("Radeon Something 24 GiB",)
    assert (told.driver, told.power_limits_w) == ("amdgpu 6.8.5", (300.0,))


def test_without_its_program_nvidia_s_driver_is_read_from_proc(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "proc/driver/nvidia").mkdir(parents=True)
    (tmp_path / "proc/driver/nvidia/version").write_text(
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.14  Release Build\nGCC version: 12\n"
    )
    assert probed_machine(tmp_path).driver == "nvidia 550.54.14"


def document(**machine: Any) -> dict[str, Any]:
    return {"schema": "prony.probe/1", "machine": machine, "probed_at": "2026-11-30T00:00:00Z", "prony_version": "1"}


def test_what_was_probed_is_read_as_it_was(tmp_path: Path) -> None:
    machine = {
        "cpu": "Some CPU",
        "cores": 16,
        "memory_bytes": 1 << 37,
        "accelerators": ["H200"],
        "power_limits_w": [700.0],
    }
    path = tmp_path / "box.json"
    path.write_text(json.dumps(document(**machine)))
    assert read_machine(path) == Machine(
        cpu="Some CPU", cores=16, memory_bytes=1 << 37, accelerators=("H200",), power_limits_w=(700.0,)
    )


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"cpu": ""},
        {"cpu": "x" * 201},
        {"cpu": "\u001b[31mred"},
        {"cpu": "two\nlines"},
        {"cpu": 5},
        {"accelerators": ["\u202eevil"]},
        {"accelerators": ["x"] * 65},
        {"cores": 0},
        {"cores": -1},
        {"cores": 1 << 40},
        {"memory_bytes": 5},
        {"memory_bytes": 1e30},
        {"power_limits_w": [0]},
        {"cpu": "x", "power_limits_w": [300.0]},
        {"hostname": "janes-laptop", "cpu": "x"},
    ],
)
def test_a_file_that_says_what_cannot_be_is_refused(tmp_path: Path, told: dict[str, Any]) -> None:
    path = tmp_path / "box.json"
    path.write_text(json.dumps(document(**told)))
    with pytest.raises(UsageError) as raised:
        read_machine(path)
    assert raised.value.code == "E107"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", "[" * 50_000, " " * 70_000, '{"schema": "prony.probe/2"}', "\udcff"]
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "box.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match="tells of no machine"):
        read_machine(path)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "absent", Path("/dev/zero")):
        with pytest.raises(UsageError, match="tells of no machine"):
            read_machine(path)
