"""Both versions over a folder that looks like a cgroup tree; the real thing where this machine gives one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from prony.sandbox import cgroups


def tree(root: Path, mounts: str, own: str) -> dict[str, str]:
    (root / "mountinfo").write_text(mounts)
    (root / "cgroup").write_text(own)
    return {"mounts": str(root / "mountinfo"), "own": str(root / "cgroup")}


def test_version_2_makes_a_sibling_where_controllers_are_handed_down(tmp_path):
    parent = tmp_path / "fs/app.slice"
    (parent / "run.scope").mkdir(parents=True)
    (parent / "cgroup.subtree_control").write_text("cpu memory pids\n")
    mounts = f"30 1 0:26 / {tmp_path}/fs rw - cgroup2 cgroup2 rw\n"
    cgroup = cgroups.open_cgroup(77, **tree(tmp_path, mounts, "0::/app.slice/run.scope\n"))
    assert cgroup is not None
    (made,) = parent.glob("prony-*")
    cgroup.limit(1 << 20, 9)
    (made / "memory.events").write_text("low 0\noom 3\noom_kill 2\n")
    (made / "pids.events").write_text("max 5\n")
    assert (cgroup.ooms(), cgroup.refused_processes()) == (2, 5)
    assert [(made / name).read_text() for name in ("cgroup.procs", "memory.max", "pids.max")] == ["77", "1048576", "9"]


def test_version_2_without_controllers_gives_none(tmp_path):
    (tmp_path / "fs/a").mkdir(parents=True)
    (tmp_path / "fs/cgroup.subtree_control").write_text("hugetlb\n")
    mounts = f"30 1 0:26 / {tmp_path}/fs rw - cgroup2 cgroup2 rw\n"
    assert cgroups.open_cgroup(77, **tree(tmp_path, mounts, "0::/a\n")) is None


def test_version_1_bounds_memory_and_processes_in_their_own_trees(tmp_path):
    for name in ("memory", "pids"):
        (tmp_path / name / "mine").mkdir(parents=True)
    mounts = "".join(f"3 1 0:2 / {tmp_path}/{name} rw - cgroup cgroup rw,{name}\n" for name in ("memory", "pids"))
    cgroup = cgroups.open_cgroup(77, **tree(tmp_path, mounts, "4:memory:/mine\n8:pids:/mine\n"))
    assert cgroup is not None
    cgroup.limit(1 << 20, 9)
    (memory,) = (tmp_path / "memory/mine").glob("prony-*")
    (pids,) = (tmp_path / "pids/mine").glob("prony-*")
    assert (memory / "memory.limit_in_bytes").read_text() == "1048576"
    assert ((pids / "pids.max").read_text(), (pids / "cgroup.procs").read_text()) == ("9", "77")


def test_a_machine_without_cgroups_gives_none(tmp_path):
    assert cgroups.open_cgroup(77, **tree(tmp_path, "", "")) is None


def test_what_a_killed_bench_left_behind_is_removed(tmp_path):
    parent = tmp_path / "fs"
    stale, alive = parent / "prony-999999999-1", parent / f"prony-{os.getpid()}-777"
    for folder in (parent / "a", stale, alive):
        folder.mkdir(parents=True)
    (parent / "cgroup.subtree_control").write_text("memory pids\n")
    mounts = f"30 1 0:26 / {parent} rw - cgroup2 cgroup2 rw\n"
    cgroups.open_cgroup(77, **tree(tmp_path, mounts, "0::/a\n"))
    assert (stale.exists(), alive.exists()) == (False, True)


def test_a_real_cgroup_holds_a_process_and_goes_with_it():
    with subprocess.Popen(["/bin/sleep", "30"]) as process:
        try:
            cgroup = cgroups.open_cgroup(process.pid)
            if cgroup is None:
                pytest.skip("this machine gives us no cgroup")
            cgroup.limit(64 << 20, 10)
            cgroup.limit(32 << 20, 5)
            assert (cgroup.ooms(), cgroup.refused_processes()) == (0, 0)
            assert not cgroup.close()
        finally:
            process.kill()
            process.wait()
        assert cgroup.close()
