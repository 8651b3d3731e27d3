"""Process 1 of a test: builds the room, forks the candidate, waits for its end, and kills whatever it leaves behind."""

from __future__ import annotations

import json
import os
import resource
import socket

from prony.sandbox import artifacts
from prony.sandbox.inside import candidate, kernel, wire
from prony.sandbox.inside.rooms import Room


def run(room: Room, ear: socket.socket, status: int) -> int:
    """Serve one test, write what became of it to `status`, and end. In the candidate's process: return its note."""
    try:
        room.build()
        told, note = os.pipe()
        pid = kernel.fork()
        if pid == 0:
            os.close(status)
            os.close(told)
            return note
        os.close(note)
        room.seal()
        report = _outcome(room, pid, told, ear)
    except OSError as error:
        report = _broken(f"{type(error).__name__}: {error}")
    os.write(status, report)
    os._exit(0)


def _outcome(room: Room, pid: int, told: int, ear: socket.socket) -> bytes:
    note = _read_all(told)
    status = room.wait(pid)
    left = room.kill_all()
    collects = note.startswith(candidate.COLLECTS)
    note = note[len(candidate.COLLECTS) :] if collects else note
    if not note.startswith(candidate.STARTED):
        words = note.decode(errors="replace")
        return _broken(f"the candidate did not start: {words or os.waitstatus_to_exitcode(status)}")
    if collects:
        _copy_out(room, ear)
    return _seen(room, status, note[len(candidate.STARTED) :], left)


def _broken(why: str) -> bytes:
    return json.dumps({"broken": why[:400], "cpu_s": 0.0, "max_rss_bytes": 0}).encode()


def _seen(room: Room, status: int, note: bytes, left: int) -> bytes:
    """As JSON, which is put together by hand: an encoder would copy pages, for each program."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unrouted = room.unrouted()
    return b'{"status":%d,"note":%b,"left":%d,"disk_full":%b,"unrouted":%b,"cpu_s":%.6f,"max_rss_bytes":%d}' % (
        status,
        json.dumps(note.decode(errors="replace")).encode() if note else b'""',
        left,
        b"true" if room.disk_full() else b"false",
        b"null" if unrouted is None else b"%d" % unrouted,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss * 1024,
    )


def _read_all(descriptor: int) -> bytes:
    data = b""
    while more := os.read(descriptor, 1024):
        data += more
    return data


def _copy_out(room: Room, ear: socket.socket) -> None:
    """Copy files out, as the message says that stands behind the candidate's job; nothing runs any more."""
    data, descriptors = wire.receive(ear, socket.MSG_DONTWAIT)
    if data:
        program, out = descriptors
        described = candidate.header(program)[0]
        artifacts.copy_out(room.work, described["collect"], out, int(data), described["leave"])
