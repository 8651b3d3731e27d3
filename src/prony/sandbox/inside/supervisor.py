"""The long-lived process of a slot: forks programs into rooms, keeps their wall clocks, tells the host of their ends.

Programs, inputs and hidden tests never pass through this process: everything it forks inherits its memory. They come
in descriptors that only a test's own processes read, and what a program writes goes straight to the host.

Messages on the control socket (one JSON object a datagram; an answer has the `id` of what it answers; behind that of
`run`, the job, which the candidate alone reads):
    host: {"room", ...}                                  once; answered {"ready": true}
    host: {"op": "ahead"}                                fork the first room; not answered
    host: {"op": "run", "id", "wall_s", ...}, a job, descriptors; answered {"status", "cpu_s", "wall_s", ...}
    host: {"op": "kill", "id", "why"}                    ends a running program, whose answer then comes
    host: {"op": "signal", "id", "number"}               signals a running program's first process; not answered
    host: {"op": "socket", "id"}                         answered with a TCP socket of the slot's own network
    host: {"op": "listen", "id", "port"}                 answered with one that listens there, or {"error"}
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import site
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from prony.sandbox.inside import candidate, kernel, reaper, wire
from prony.sandbox.inside.rooms import Room, open_room
from prony.sandbox.inside.standby import Standby

# fmt: off
PRELOADED = (
    "abc", "array", "bisect", "collections", "collections.abc", "contextlib", "copy", "dataclasses", "datetime", "enum",
    "functools", "heapq", "io", "itertools", "json", "math", "operator", "os.path", "random", "re", "string",
    "threading", "time", "traceback", "types", "typing",
)
# fmt: on
"""What solutions commonly import: loaded once, inherited by every test. Each page of it costs every fork, and each
shared library more: `decimal` would cost all programs more than it saves the few that import it."""
WATCH_S = 0.1
"""How often memory is looked at where no cgroup bounds it."""
BACKLOG = 64
"""Connections that wait to be accepted."""


def connect() -> Host:
    """Make ready for the host at the other end of the control socket, and say so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    data, _ = wire.receive(control)
    config, _ = wire.split(data)
    kernel.set_dumpable(False)
    room = open_room(config)
    room.prepare()
    for name in PRELOADED:
        importlib.import_module(name)
    _build_in_what_site_does()
    _forget_ourselves()
    gc.collect()
    gc.freeze()
    wire.send(control, b'{"ready":true}', [])
    return Host(control, room)


class Host:
    """The one whose programs run here.

    In a program's process it stays, out of the way: to take it apart there would copy pages, for each program. Its
    sockets must never go then, since their descriptors are the program's by that time.
    """

    def __init__(self, control: socket.socket, room: Room) -> None:
        self._control = control
        self._room = room
        self._next: Standby | None = None
        self._running: dict[int, Standby] = {}
        self._wants_next = False
        self._without_room: Standby | None = None
        """Forked in the middle of a message, for want of one that waited."""
        self._poller = select.poll()
        self._poller.register(control, select.POLLIN)

    def serve(self) -> Standby:
        """Serve it until it goes away; returns only in a process that is forked for a program."""
        while True:
            if self._wants_next and self._fork_next():
                assert self._next is not None
                return self._next
            ready = {descriptor for descriptor, _ in self._poller.poll(self._wait_ms())}
            for told, program in tuple(self._running.items()):
                if told in ready:
                    self._end(program, program.report())
                elif program.deadline is not None and program.deadline <= time.monotonic():
                    self._end(program, program.kill("wall"))
            self._bound_memory()
            self._bound_the_rest()
            if self._control.fileno() in ready:
                self._hear()
            if self._without_room is not None:
                return self._without_room

    def _bound_memory(self) -> None:
        """End what has more memory than it may, where no cgroup bounds it; of a scene that has, the biggest program."""
        watched = [program for program in self._running.values() if program.memory_bytes is not None]
        sizes = {program: program.held_bytes() for program in watched}
        for program, size in sizes.items():
            assert program.memory_bytes is not None
            together = program.together_bytes
            crowded = together is not None and sum(sizes.values()) > together and size == max(sizes.values())
            if size > program.memory_bytes or crowded:
                self._end(program, program.kill("memory"))

    def _bound_the_rest(self) -> None:
        """End what is beyond a limit that no kernel holds here."""
        for program in tuple(self._running.values()):
            if why := program.beyond():
                self._end(program, program.kill(why))

    def _wait_ms(self) -> float | None:
        """How long nothing is due."""
        running = self._running.values()
        due = [program.deadline - time.monotonic() for program in running if program.deadline is not None]
        if any(program.watched for program in running):
            due.append(WATCH_S)
        return max(0.0, min(due)) * 1000 + 1 if due else None

    def _hear(self) -> None:
        data, descriptors = wire.receive(self._control)
        if not data:
            self._room.abandon()
            os._exit(0)
        message, rest = wire.split(data)
        if message["op"] == "run":
            self._run(message, rest, descriptors)
        else:
            _OPERATIONS[message["op"]](self, message)

    def _run(self, message: dict[str, Any], job: bytes, descriptors: list[int]) -> None:
        if self._next is not None and not self._next.healthy():
            self._next.discard(self._reapers())
            self._next = None
        program = self._next or Standby(self._room.fresh(), self._control)
        if program.forked:
            self._without_room = program
            return
        program.begin(message, job, descriptors)
        self._running[program.told] = program
        self._poller.register(program.told, select.POLLIN)
        self._next = None
        self._wants_next = True

    def _ahead(self, message: dict[str, Any]) -> None:
        self._wants_next = True

    def _fork_next(self) -> bool:
        """Fork the next program's room while one runs; whether this is the forked process.

        None where that one leaves no process or memory for it. From the loop, not from within a message: what a message
        holds would be freed in the forked process, page by page.
        """
        self._wants_next = False
        try:
            self._next = Standby(self._room.fresh(), self._control)
        except OSError:
            return False
        return self._next.forked

    def _kill(self, message: dict[str, Any]) -> None:
        for program in self._running.values():
            if program.id == message["id"]:
                self._end(program, program.kill(message["why"]))
                return
        # It crossed the end of its program.

    def _signal(self, message: dict[str, Any]) -> None:
        for program in self._running.values():
            if program.id == message["id"]:
                program.signal(message["number"])

    def _end(self, program: Standby, report: bytes) -> None:
        wire.send(self._control, report, [])
        self._poller.unregister(program.told)
        del self._running[program.told]
        program.clear(self._reapers())

    def _reapers(self) -> set[int]:
        """Process 1 of every program that runs or waits."""
        return {program.pid for program in (*self._running.values(), self._next) if program is not None}

    def _socket(self, message: dict[str, Any]) -> None:
        with socket.socket() as plain:
            self._answer({"id": message["id"]}, plain)

    def _listen(self, message: dict[str, Any]) -> None:
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", message["port"]))
                listener.listen(BACKLOG)
            except OSError as error:
                self._answer({"id": message["id"], "error": str(error)})
            else:
                self._answer({"id": message["id"]}, listener)

    def _answer(self, message: dict[str, Any], *handed: socket.socket) -> None:
        wire.send(self._control, json.dumps(message).encode(), [one.fileno() for one in handed])


_OPERATIONS: dict[str, Callable[[Host, dict[str, Any]], None]] = {
    "kill": Host._kill,
    "signal": Host._signal,
    "ahead": Host._ahead,
    "socket": Host._socket,
    "listen": Host._listen,
}


def _build_in_what_site_does() -> None:
    """`exit`, `quit` and `help`, which programs use and an interpreter without site-packages does not have."""
    site.setquit()
    site.sethelper()


def _forget_ourselves() -> None:
    """Leave no trace of the slot's own modules in what a candidate can import by name, and nothing in its way."""
    for name in [name for name in sys.modules if name.split(".")[0] == "prony"]:
        del sys.modules[name]
    sys.path.remove(os.environ.pop("PYTHONPATH"))


def _serve_as_reaper(standby: Standby) -> int:
    """Returns in a candidate-to-be, with what its note is."""
    try:
        return reaper.run(standby.room, standby.ear, standby.status)
    except Exception:  # noqa: BLE001 - nobody is left to be told, and it must not go on as a second supervisor
        os._exit(1)


if __name__ == "__main__":
    # Each returns in the process that it forked, so that programs start from the bottom of the stack.
    host = connect()
    standby = host.serve()
    note = _serve_as_reaper(standby)
    candidate.become(standby.room, standby.ear, note)
