"""The lock of a compiled library lies where no slot can reach it: a program that held it would hold up the bench."""

from __future__ import annotations

from prony.sandbox.stock import _locked


async def test_the_folder_that_slots_read_holds_no_lock(tmp_path):
    folder = tmp_path / "stock" / "go-1"
    async with _locked(folder):
        assert list(folder.iterdir()) == []
        (lock,) = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert folder not in lock.parents
        assert lock.stat().st_mode & 0o077 == 0
