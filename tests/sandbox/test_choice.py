"""What isolates is chosen by trying: a refusal is a real one, by a filter over the whole process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prony.errors import SandboxError
from prony.sandbox import choice as choices
from prony.sandbox import seccomp
from prony.sandbox.choice import choose_backend

REFUSING = """
import asyncio, ctypes, json, os, sys
program = bytes.fromhex(sys.argv[1])
class Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, ctypes.byref(Filter(len(program) // 8, program)), 0, 0) == 0
from prony.sandbox.choice import choose_backend
from prony.sandbox import Program, open_sandbox
async def main():
    choice = await choose_backend()
    async with open_sandbox(choice.backend, slots=1) as sandbox:
        ended = await sandbox.run(Program(argv=("python3", "-c", "print(6 * 7)")))
        print(json.dumps([choice.backend, choice.refused, ended.stdout.decode(), sandbox.identity["sandbox"]]))
asyncio.run(main())
"""
NEW_NAMESPACES = 0x7E020000


def refusing_filter() -> str:
    """No new namespaces, by unshare or clone: what a container's profile does."""
    arch = seccomp.architecture()
    calls = {"unshare": (272, 97), "setns": (308, 268), "mount": (165, 40)}
    clone = (56, 220)[arch]
    program = [
        *seccomp.head(arch),
        *seccomp.refuse_each(seccomp.numbers(calls, arch), seccomp.ERRNO | 1),
        *seccomp.refuse_each({435}, seccomp.ERRNO | 38),
        *seccomp.when(
            clone,
            [
                (seccomp.LOAD, 0, 0, seccomp.ARGUMENT[0]),
                (seccomp.AND, 0, 0, NEW_NAMESPACES),
                (seccomp.EQUAL, 1, 0, 0),
                seccomp.give(seccomp.ERRNO | 1),
            ],
        ),
    ]
    return seccomp.packed(program).hex()


def test_where_namespaces_are_refused_landlock_is_chosen_and_says_why() -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", REFUSING, refusing_filter()], capture_output=True, text=True, env=env, check=False
    )
    if "E417" in ended.stderr:
        pytest.skip("this kernel has no Landlock, or too old a one")
    backend, refused, printed, identity = json.loads(ended.stdout)
    assert (backend, printed) == ("landlock", "42\n"), ended.stderr
    assert [name for name, _ in refused] == ["bubblewrap"]
    assert "namespace" in refused[0][1]
    assert identity.startswith("landlock ")


async def test_what_holds_is_chosen_without_a_word() -> None:
    choice = await choose_backend()
    assert choice.backend == choices.ORDER[len(choice.refused)]


async def test_where_nothing_isolates_every_hindrance_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError) as caught:
        await choose_backend(("podman", "docker"))
    assert caught.value.code == "E417"
    assert "no podman" in (caught.value.cause or "")
    assert "--sandbox bare" in (caught.value.hint or "")
