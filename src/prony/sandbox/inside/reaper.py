"""Process 1 of a test: build the room, lay the files, start the candidate, and kill whatever it leaves behind."""

from __future__ import annotations

import contextlib
import json
import os
import resource
from typing import Any, NoReturn

from prony.sandbox import artifacts
from prony.sandbox.inside import candidate
from prony.sandbox.inside.rooms import Room


def run(job: dict[str, Any], room: Room, fds: dict[str, int], status: int) -> NoReturn:
    """Run one test to its end and write what became of it to `status`. Raises Become in the candidate's process."""
    try:
        report = _test(job, room, fds, status)
    except OSError as error:
        report = {"broken": f"{type(error).__name__}: {error}"[:400]}
    os.write(status, json.dumps(report).encode())
    os._exit(0)


def _test(job: dict[str, Any], room: Room, fds: dict[str, int], status: int) -> dict[str, Any]:
    program, offset = _header(fds["program"])
    with_tests = bool(program["tests"])
    room.build(job, with_tests)
    offset = _lay(room.work, program["files"], fds["program"], offset)
    _lay(room.tests, program["tests"], fds["program"], offset)
    program = _placed(program, room)
    room.seal(with_tests)
    told, note = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(status)
        os.close(told)
        raise candidate.Become(lambda: candidate.start(job, program, room, fds, note))
    os.close(note)
    for name in ("stdin", "stdout", "stderr", "channel", "calls"):
        if name in fds:
            os.close(fds[name])
    return _outcome(pid, told, room, program, job, fds)


def _outcome(
    pid: int, told: int, room: Room, program: dict[str, Any], job: dict[str, Any], fds: dict[str, int]
) -> dict[str, Any]:
    note = os.read(told, 400).decode(errors="replace")
    status = _wait(pid)
    left = room.kill_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "artifacts" in fds:
        artifacts.copy_out(room.work, program["collect"], fds["artifacts"], job["artifact_bytes"])
    return {
        "status": status,
        "note": note,
        "left": left,
        "disk_full": room.disk_full(),
        "cpu_s": used.ru_utime + used.ru_stime,
        "max_rss_bytes": used.ru_maxrss * 1024,
    }


def _wait(pid: int) -> int:
    """Reap orphans until `pid` itself ends; its wait status."""
    while True:
        ended, status = os.waitpid(-1, 0)
        if ended == pid:
            return status


def _header(program: int) -> tuple[dict[str, Any], int]:
    """The program's description, and where in its descriptor the contents begin."""
    length = int.from_bytes(os.pread(program, 4, 0), "little")
    return json.loads(os.pread(program, length, 4)), 4 + length


def _lay(folder: str, files: list[list[Any]], source: int, offset: int) -> int:
    """Write files straight from the descriptor (never through memory that a candidate inherits)."""
    made = {folder}
    for path, size, mode in files:
        target = f"{folder}/{path}"
        parent = os.path.dirname(target)
        if parent not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
        out = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with contextlib.closing(os.fdopen(out, "wb", buffering=0)):
            end = offset + size
            while offset < end:
                offset += os.sendfile(out, source, offset, end - offset)
    return offset


def _placed(program: dict[str, Any], room: Room) -> dict[str, Any]:
    """The program with its paths as this room has them; only a bare room has others than /work and /tests."""

    def place(word: str) -> str:
        for here, there in (("/work/", room.work), ("/tests/", room.tests)):
            if word.startswith(here):
                return f"{there}/{word[len(here) :]}"
        return word

    env = dict(program["env"], PRONY_WORK=room.work, PRONY_TESTS=room.tests)
    return dict(program, env=env, argv=[place(word) for word in program["argv"]], work=room.work)
