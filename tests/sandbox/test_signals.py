"""A terminal's Ctrl-C goes to every process of its group; slots are not in it."""

from __future__ import annotations

import os

import psutil

from prony.sandbox import Program, Sandbox, open_sandbox


async def test_slots_are_out_of_reach_of_a_terminals_ctrl_c():
    before = {child.pid for child in psutil.Process().children()}
    async with open_sandbox(slots=1) as sandbox:
        assert isinstance(sandbox, Sandbox)
        slots = {child.pid for child in psutil.Process().children()} - before
        assert slots
        assert all(os.getsid(pid) != os.getsid(0) for pid in slots)
        ended = await sandbox.run(
            Program(toolchain="python", files={"main.py": b"print(1)"}, argv=("python3", "main.py"))
        )
        assert ended.stdout == b"1\n"
