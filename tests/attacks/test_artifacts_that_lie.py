"""Trees made to mislead whoever copies them: links are not followed, pipes not opened, odd names noted."""

from __future__ import annotations

import pytest

from prony.nouns import Limits, Verdict
from prony.sandbox import Program

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def collected(sandbox, code: str, *patterns: str, **limits: float):
    program = Program(
        argv=("python3", "a.py"), files={"a.py": code.encode()}, collect=patterns or ("**",), limits=Limits(**limits)
    )
    return await sandbox.run(program)


async def test_regular_files_come_back_and_links_pipes_and_sockets_do_not(sandbox):
    code = """
import os, socket
os.mkdir("d"); open("d/kept", "wb").write(b"bytes \\x00\\xff")
os.symlink("/proc/1/environ", "link"); os.symlink("/", "root"); os.symlink("d", "d2")
os.mkfifo("pipe"); socket.socket(1).bind("sock")
"""
    ended = await collected(sandbox, code, "**")
    assert ended.verdict is Verdict.PASS
    assert set(ended.artifacts) == {"a.py", "d/kept"}
    assert ended.artifacts["d/kept"] == b"bytes \x00\xff"
    assert sorted(ended.notes) == [
        "d2: a symbolic link, not copied",
        "link: a symbolic link, not copied",
        "pipe: a named pipe, not copied",
        "root: a symbolic link, not copied",
        "sock: a socket, not copied",
    ]


async def test_names_that_no_other_place_would_take_are_noted_and_left(sandbox):
    code = r"""
import os
for name in (b"new\nline", b"\xff\xfe", b"esc\x1b[31m", b"back\\slash"): open(name, "w").close()
"""
    ended = await collected(sandbox, code)
    assert set(ended.artifacts) == {"a.py"}
    assert len(ended.notes) == 4
    assert all(note.isprintable() for note in ended.notes)


async def test_a_sparse_giant_and_a_bottomless_tree_are_noted(sandbox):
    code = """
import os
with open("giant", "wb") as file: file.truncate(7 << 20)
with open("giant2", "wb") as file: file.truncate(7 << 20)
path = "."
for _ in range(60):
    path += "/d"; os.mkdir(path)
open(path + "/deep", "w").close()
"""
    ended = await collected(sandbox, code, "**", disk_mb=8)
    assert set(ended.artifacts) == {"a.py", "giant"}
    assert any("folders deep" in note for note in ended.notes)
    assert any(note.startswith("giant2") for note in ended.notes)


async def test_a_background_process_cannot_change_what_is_copied(sandbox):
    code = """
import os
if os.fork() == 0:
    os.setsid()
    while True:
        try:
            os.unlink("x"); os.symlink("/etc/passwd", "x"); os.unlink("x"); open("x", "w").write("y")
        except OSError: open("x", "w").write("y")
import time; time.sleep(0.2)
"""
    ended = await collected(sandbox, code, "x")
    assert ended.artifacts.get("x", b"") in (b"y", b"")


async def test_only_what_was_asked_for_is_copied(sandbox):
    code = """
import os
os.makedirs("out/deep")
for name in ("out/a.txt", "out/deep/b.txt", "c.txt"): open(name, "w").write("1")
"""
    assert set((await collected(sandbox, code, "out/*.txt")).artifacts) == {"out/a.txt"}
    assert set((await collected(sandbox, code, "out/**/*.txt")).artifacts) == {"out/a.txt", "out/deep/b.txt"}
