"""Process 1 of a test: builds the room, forks the candidate, waits for its end, and kills whatever it leaves behind."""

from __future__ import annotations

import json
import os
import resource
import socket
from typing import Any, NoReturn

from prony.sandbox import artifacts
from prony.sandbox.inside import candidate, wire
from prony.sandbox.inside.rooms import Room


def run(room: Room, ear: socket.socket, candidate_ear: socket.socket, status: int) -> NoReturn:
    """Serve one test and write what became of it to `status`. Raises Become in the candidate's process."""
    try:
        report = _test(room, ear, candidate_ear, status)
    except OSError as error:
        report = {"broken": f"{type(error).__name__}: {error}"[:400]}
    os.write(status, json.dumps(report).encode())
    os._exit(0)


def _test(room: Room, ear: socket.socket, candidate_ear: socket.socket, status: int) -> dict[str, Any]:
    room.build()
    told, note = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(status)
        os.close(told)
        ear.close()
        raise candidate.Become(lambda: candidate.become(room, candidate_ear, note))
    os.close(note)
    candidate_ear.close()
    room.seal()
    return _outcome(room, pid, told, ear)


def _outcome(room: Room, pid: int, told: int, ear: socket.socket) -> dict[str, Any]:
    json.dumps(_seen(room, 0, "", 0))  # as a candidate rehearses: half of what an end takes is copying pages
    note = _read_all(told)
    status = room.wait(pid)
    left = room.kill_all()
    if not note.startswith(candidate.STARTED):
        return {"broken": f"the candidate did not start: {note or os.waitstatus_to_exitcode(status)}"}
    _copy_out(room, ear)
    return _seen(room, status, note.removeprefix(candidate.STARTED), left)


def _seen(room: Room, status: int, note: str, left: int) -> dict[str, Any]:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "status": status,
        "note": note,
        "left": left,
        "disk_full": room.disk_full(),
        "unrouted": room.unrouted(),
        "cpu_s": used.ru_utime + used.ru_stime,
        "max_rss_bytes": used.ru_maxrss * 1024,
    }


def _read_all(descriptor: int) -> str:
    data = b""
    while more := os.read(descriptor, 1024):
        data += more
    return data.decode(errors="replace")


def _copy_out(room: Room, ear: socket.socket) -> None:
    """Copy files out where the job asks for them; nothing runs any more."""
    try:
        message, descriptors = wire.receive(ear, socket.MSG_DONTWAIT)
    except BlockingIOError:
        return
    if message is not None:
        program, out = descriptors
        described = candidate.header(program)[0]
        artifacts.copy_out(room.work, described["collect"], out, message["artifact_bytes"], described["leave"])
