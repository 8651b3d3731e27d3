"""What is found on a machine: by trees of files as the kernel shows them, and a stand-in of NVIDIA's library."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from energy_trees import Nvml, gpu, put, rapl, supply

from prony.config import EnergyPlug
from prony.energy import CannotRead, EnergyPlace, look
from prony.errors import UsageError

NOW = 1_800_000_000.0


def found(sysfs: Path, *names: str, **more):
    return look(EnergyPlace(sysfs=sysfs, clock=lambda: NOW, **more), names or None)


def sources(of) -> list[str]:
    return [reader.source for reader in of.readers]


def reason(of, source: str) -> str:
    return next(one.why for one in of.absent if one.source == source)


@pytest.fixture
def no_nvml(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pynvml", None)


def test_a_machine_without_any_counter_has_no_reader_and_a_reason_for_each_source(tmp_path: Path, no_nvml):
    nothing = found(tmp_path)
    assert nothing.readers == ()
    assert {one.source for one in nothing.absent} == {"rapl", "hwmon", "nvml", "battery", "plug"}
    assert all(one.why for one in nothing.absent)


def test_a_source_that_does_not_exist_is_named_with_the_nearest(tmp_path: Path):
    with pytest.raises(UsageError, match="rappl") as caught:
        found(tmp_path, "rappl")
    assert caught.value.hint == "did you mean rapl?"


# --- RAPL


def test_packages_and_memory_are_added_up_and_parts_of_a_package_are_not(tmp_path: Path):
    rapl(
        tmp_path,
        ("0", "package-0", 5_000_000),
        ("0:0", "core", 3_000_000),
        ("0:1", "uncore", 1_000_000),
        ("0:2", "dram", 2_000_000),
        ("1", "package-1", 7_500_000),
    )
    of = found(tmp_path, "rapl")
    assert sources(of) == ["rapl package-0", "rapl package-0 dram", "rapl package-1"]
    assert [reader.read().joules for reader in of.readers] == [5.0, 2.0, 7.5]
    assert [reader.covers for reader in of.readers] == ["CPU package", "memory", "CPU package"]
    assert of.counted == set(sources(of))


def test_psys_stands_in_for_processor_and_memory_which_it_holds(tmp_path: Path):
    rapl(tmp_path, ("0", "package-0", 1), ("0:2", "dram", 1), ("1", "psys", 1))
    of = found(tmp_path, "rapl")
    assert of.counted == {"rapl psys:1"}
    assert len(of.readers) == 3


def test_a_package_is_not_counted_again_behind_mmio(tmp_path: Path):
    rapl(tmp_path, ("0", "package-0", 1))
    rapl(tmp_path, ("0", "package-0", 1), prefix="intel-rapl-mmio")
    assert sources(found(tmp_path, "rapl")) == ["rapl package-0"]


def test_a_package_behind_mmio_alone_is_counted(tmp_path: Path):
    rapl(tmp_path, ("0", "package-0", 1), prefix="intel-rapl-mmio")
    assert sources(found(tmp_path, "rapl")) == ["rapl package-0"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_counter_of_roots_is_not_captured_with_what_to_do(tmp_path: Path):
    root = rapl(tmp_path, ("0", "package-0", 1))
    (root / "intel-rapl:0" / "energy_uj").chmod(0)
    of = found(tmp_path, "rapl")
    assert of.readers == ()
    assert "only root may read it" in of.absent[0].why
    assert "sudo chmod a+r" in of.absent[0].fix


def test_a_counter_of_roots_is_told_from_the_refusal_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    rapl(tmp_path, ("0", "package-0", 1))

    def refuse(path: Path, most: int) -> bytes:
        if path.name == "energy_uj":
            raise PermissionError(13, "Permission denied")
        return path.read_bytes()

    monkeypatch.setattr("prony.energy.reader.read_plain", refuse)
    monkeypatch.setattr("prony.energy.sources.rapl._may_read", lambda path: False)
    of = found(tmp_path, "rapl")
    assert of.readers == ()
    assert of.absent[0].why == "package-0: only root may read it; energy_uj cannot be read: Permission denied"
    assert "sudo chmod a+r" in of.absent[0].fix


@pytest.mark.parametrize("text", ["", "nan", "-5", "1e9", "0x10", "9" * 30, "5 6", "²"])
def test_a_counter_that_is_no_number_is_none(tmp_path: Path, text: str):
    root = rapl(tmp_path, ("0", "package-0", 1))
    (root / "intel-rapl:0" / "energy_uj").write_text(text)
    assert found(tmp_path, "rapl").readers == ()


def test_a_counter_that_vanishes_says_so(tmp_path: Path):
    root = rapl(tmp_path, ("0", "package-0", 1))
    (reader,) = found(tmp_path, "rapl").readers
    (root / "intel-rapl:0" / "energy_uj").unlink()
    with pytest.raises(CannotRead, match="is gone"):
        reader.read()


def test_a_pipe_in_place_of_a_counter_holds_nobody_up(tmp_path: Path):
    root = rapl(tmp_path, ("0", "package-0", 1))
    (root / "intel-rapl:0" / "energy_uj").unlink()
    os.mkfifo(root / "intel-rapl:0" / "energy_uj")
    assert found(tmp_path, "rapl").readers == ()


# --- GPUs


def test_an_amd_gpu_says_its_average_power(tmp_path: Path):
    gpu(tmp_path, 0, "amdgpu", power1_average=35_000_000, power1_input=99_000_000)
    (reader,) = found(tmp_path, "hwmon").readers
    assert (reader.source, reader.read().watts) == ("amdgpu card0", 35.0)


def test_an_intel_gpu_counts_joules(tmp_path: Path):
    gpu(tmp_path, 1, "xe", energy1_input=12_000_000)
    (reader,) = found(tmp_path, "hwmon").readers
    assert (reader.source, reader.covers, reader.read().joules) == ("xe card1", "GPU only", 12.0)


def test_connectors_and_sensors_of_other_drivers_are_no_gpus(tmp_path: Path):
    gpu(tmp_path, 0, "nvme", power1_average=1)
    put(tmp_path / "class" / "drm" / "card0-DP-1" / "device" / "hwmon" / "hwmon0", name="amdgpu", power1_average="1")
    assert found(tmp_path, "hwmon").readers == ()


def test_a_gpu_that_shows_nothing_is_named(tmp_path: Path):
    gpu(tmp_path, 0, "amdgpu")
    assert "neither energy nor power" in reason(found(tmp_path, "hwmon"), "amdgpu card0")


def test_an_amd_gpu_is_not_added_to_a_processor_that_may_hold_it(tmp_path: Path):
    gpu(tmp_path, 0, "amdgpu", power1_average=35_000_000)
    rapl(tmp_path, ("0", "package-0", 1))
    assert found(tmp_path, "rapl", "hwmon").counted == {"amdgpu card0"}


def test_gpus_of_their_own_are_added_to_the_processor_and_psys_is_not(tmp_path: Path):
    gpu(tmp_path, 0, "i915", energy1_input=1)
    rapl(tmp_path, ("0", "package-0", 1), ("1", "psys", 1))
    assert found(tmp_path, "rapl", "hwmon").counted == {"i915 card0", "rapl package-0"}


def test_nvidias_gpus_count_joules_or_say_their_power(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pynvml", Nvml({"energy": 7_000, "power": 1}, {"power": 55_500}).module())
    of = found(tmp_path, "nvml")
    assert [(reader.source, reader.read()) for reader in of.readers] == [
        ("nvml GPU 0", (7.0, None)),
        ("nvml GPU 1", (None, 55.5)),
    ]
    assert {reader.covers for reader in of.readers} == {"GPU only"}


def test_a_gpu_that_tells_nothing_is_named_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pynvml", Nvml({}, {"power": 1000}).module())
    of = found(tmp_path, "nvml")
    assert sources(of) == ["nvml GPU 1"]
    assert "Not Supported" in reason(of, "nvml GPU 0")


@pytest.mark.parametrize("value", [float("nan"), -1, float("inf"), 10**30, "much", None])
def test_a_driver_that_says_no_number_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value):
    monkeypatch.setitem(sys.modules, "pynvml", Nvml({"energy": value}).module())
    assert found(tmp_path, "nvml").readers == ()


def test_a_driver_without_its_library_says_what_to_install(tmp_path: Path, no_nvml):
    (tmp_path / "module" / "nvidia").mkdir(parents=True)
    (absent,) = found(tmp_path, "nvml").absent
    assert absent.fix == "pip install nvidia-ml-py"


def test_another_package_of_the_librarys_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    module = Nvml().module()
    del module.nvmlInit
    monkeypatch.setitem(sys.modules, "pynvml", module)
    assert "not NVIDIA's own" in reason(found(tmp_path, "nvml"), "nvml")


# --- batteries


def test_a_battery_in_use_says_what_the_machine_draws(tmp_path: Path):
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "BAT0", type="Battery", status="Discharging", power_now="9500000")
    supply(tmp_path, "BAT1", type="Battery", status="Unknown", power_now="0")
    supply(tmp_path, "mouse", type="Battery", scope="Device", status="Discharging", power_now="1")
    (reader,) = found(tmp_path, "battery").readers
    assert (reader.covers, reader.read().watts) == ("whole machine from its battery", 9.5)


def test_a_battery_may_say_it_by_current_and_voltage_of_either_sign(tmp_path: Path):
    supply(tmp_path, "BAT0", type="Battery", status="Discharging", current_now="-1500000", voltage_now="12000000")
    (reader,) = found(tmp_path, "battery").readers
    assert reader.read().watts == pytest.approx(18.0)


@pytest.mark.parametrize(
    "files",
    [
        {"BAT0": {"status": "Charging", "power_now": "9000000"}},
        {"BAT0": {"status": "Full", "power_now": "0"}},
        {"BAT0": {"status": "Discharging", "power_now": "9000000"}, "AC": {"type": "Mains", "online": "1"}},
    ],
)
def test_on_mains_a_battery_tells_nothing(tmp_path: Path, files):
    for name, said in files.items():
        supply(tmp_path, name, **({"type": "Battery"} | said))
    of = found(tmp_path, "battery")
    assert of.readers == ()
    assert "on mains" in of.absent[0].why


@pytest.mark.parametrize("power", ["0", "nan", "", "999999999999999"])
def test_a_battery_that_says_nothing_sensible_is_not_believed(tmp_path: Path, power: str):
    supply(tmp_path, "BAT0", type="Battery", status="Discharging", power_now=power)
    assert found(tmp_path, "battery").readers == ()


# --- smart plugs


def plugged(tmp_path: Path, text: str | bytes, **more):
    path = tmp_path / "plug.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return found(tmp_path / "sys", "plug", plugs=(EnergyPlug(name="desk", file=str(path), **more),))


@pytest.mark.parametrize(
    ("said", "reading"),
    [
        ({"at": NOW, "joules": 1234.5}, (1234.5, None)),
        ({"at": NOW - 9, "kwh": 2}, (7.2e6, None)),
        ({"at": "2027-01-15T08:00:00Z", "watts": 85.5}, (None, 85.5)),
        ({"at": "2027-01-15T09:00:00+01:00", "watts": 0, "model": "x"}, (None, 0.0)),
    ],
)
def test_a_plug_says_joules_or_watts_with_their_time(tmp_path: Path, said, reading):
    (reader,) = plugged(tmp_path, json.dumps(said)).readers
    assert (reader.source, reader.covers) == ("plug desk", "whole machine at the plug")
    assert reader.read() == reading


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('{"at": 1799999989, "watts": 5}', "11 s old"),
        ('{"at": 1800000003, "watts": 5}', "3 s ahead"),
        ('{"watts": 5}', "at what time"),
        ('{"at": "yesterday", "watts": 5}', "no instant"),
        ('{"at": "2027-01-15T08:00:00", "watts": 5}', "no offset"),
        ('{"at": "0001-01-01T00:00:00+23:59", "watts": 5}', "old"),
        ('{"at": "9999-12-31T23:59:59-23:59", "watts": 5}', ""),
        ('{"at": 1800000000}', "one of joules, kwh or watts"),
        ('{"at": 1800000000, "watts": 5, "joules": 5}', "one of joules, kwh or watts"),
        ('{"at": 1800000000, "watts": -5}', "watts is -5"),
        ('{"at": 1800000000, "joules": -1}', "joules is -1"),
        ('{"at": 1800000000, "watts": 1e300}', "watts is 1e"),
        ('{"at": 1800000000, "watts": NaN}', "no JSON object"),
        ('{"at": 1800000000, "watts": "5"}', "no number"),
        ('{"at": 1800000000, "watts": true}', "no number"),
        ('{"at": 1800000000, "joules": ' + "9" * 400 + "}", ""),
        ('{"at": 1800000000, "wat', "no JSON object"),
        ("[" * 3000, "no JSON object"),
        ("[]", "no JSON object"),
        ("", "no JSON object"),
        (b"\xff\xfe", "no JSON object"),
        ("{" + " " * 5000 + "}", "more than 4096 bytes"),
    ],
)
def test_what_a_plug_may_not_say_is_refused_with_its_reason(tmp_path: Path, said, why: str):
    of = plugged(tmp_path, said)
    assert of.readers == ()
    assert why in of.absent[0].why


def test_a_file_that_is_not_there_says_what_to_do(tmp_path: Path):
    of = found(tmp_path, "plug", plugs=(EnergyPlug(name="desk", file=str(tmp_path / "none.json")),))
    assert (of.absent[0].why, of.absent[0].fix) == ("there is no such file", "start the script that writes it")


def test_how_old_a_file_may_be_is_the_users_to_say(tmp_path: Path):
    assert plugged(tmp_path, json.dumps({"at": NOW - 60, "watts": 5}), max_age_s=120).readers


def test_a_plug_holds_everything_so_that_nothing_else_counts(tmp_path: Path):
    rapl(tmp_path / "sys", ("0", "package-0", 1))
    path = tmp_path / "plug.json"
    path.write_text(json.dumps({"at": NOW, "watts": 5}))
    plugs = tuple(EnergyPlug(name=name, file=str(path)) for name in ("left", "right"))
    of = found(tmp_path / "sys", "rapl", "plug", plugs=plugs)
    assert of.counted == {"plug left", "plug right"}
    assert len(of.readers) == 3
