"""The long-lived process of a slot: forks programs into rooms, keeps their wall clocks, tells the host of their ends.

Programs, inputs and hidden tests never pass through this process: everything it forks inherits its memory. They come
in descriptors that only a test's own processes read, and what a program writes goes straight to the host.

Messages on the control socket (one JSON object a datagram; an answer has the `id` of what it answers):
    host: {"room", ...}                                  once; answered {"ready": true}
    host: {"op": "ahead"}                                fork the first room; not answered
    host: {"op": "run", "id", "fds": [names], "wall_s", ...} + descriptors; answered {"status", "cpu_s", "wall_s", ...}
    host: {"op": "kill", "id", "why"}                    ends a running program, whose answer then comes
    host: {"op": "signal", "id", "number"}               signals a running program's first process; not answered
    host: {"op": "socket", "id"}                         answered with a TCP socket of the slot's own network
    host: {"op": "listen", "id", "port"}                 answered with one that listens there, or {"error"}
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import site
import socket
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

from prony.sandbox.inside import kernel, wire
from prony.sandbox.inside.candidate import Become
from prony.sandbox.inside.rooms import Room, open_room
from prony.sandbox.inside.standby import Standby

# fmt: off
PRELOADED = (
    "abc", "array", "bisect", "collections", "collections.abc", "contextlib", "copy", "dataclasses", "datetime",
    "decimal", "enum", "fractions", "functools", "heapq", "io", "itertools", "json", "math", "numbers", "operator",
    "os.path", "random", "re", "statistics", "string", "threading", "time", "traceback", "types", "typing",
)
# fmt: on
"""What solutions commonly import: loaded once, inherited by every test. Each page of it costs every fork."""
WATCH_S = 0.1
"""How often memory is looked at where no cgroup bounds it."""
BACKLOG = 64
"""Connections that wait to be accepted."""


def main() -> NoReturn:
    """Serve one host until it goes away."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    config, _ = wire.receive(control)
    assert config is not None
    kernel.set_dumpable(False)
    room = open_room(config)
    room.prepare()
    for name in PRELOADED:
        importlib.import_module(name)
    _build_in_what_site_does()
    _forget_ourselves()
    gc.collect()
    gc.freeze()
    wire.send(control, {"ready": True})
    Host(control, room).serve()


class Host:
    """The one whose programs run here. Raises Become in each program's process.

    Nothing here may refer to itself in a circle: in a program's process all this goes when the stack is unwound, and
    with it its sockets. Left to the collector of garbage, they would close descriptors that are the program's by then.
    """

    def __init__(self, control: socket.socket, room: Room) -> None:
        self._control = control
        self._room = room
        self._next: Standby | None = None
        self._running: dict[int, Standby] = {}
        self._poller = select.poll()
        self._poller.register(control, select.POLLIN)

    def serve(self) -> NoReturn:
        """Serve it until it goes away."""
        while True:
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
        message, descriptors = wire.receive(self._control)
        if message is None:
            self._room.abandon()
            os._exit(0)
        _OPERATIONS[message["op"]](self, message, descriptors)

    def _run(self, job: dict[str, Any], descriptors: list[int]) -> None:
        if self._next is not None and not self._next.healthy():
            self._next.discard(self._reapers())
            self._next = None
        program = self._next or Standby(self._room.fresh(), self._control)
        program.begin(job, descriptors)
        self._running[program.told] = program
        self._poller.register(program.told, select.POLLIN)
        self._next = None
        self._ahead(job, [])

    def _ahead(self, message: dict[str, Any], descriptors: list[int]) -> None:
        """Fork the next program's room while one runs; none where that one leaves no process or memory for it."""
        with contextlib.suppress(OSError):
            self._next = Standby(self._room.fresh(), self._control)

    def _kill(self, message: dict[str, Any], descriptors: list[int]) -> None:
        for program in self._running.values():
            if program.id == message["id"]:
                self._end(program, program.kill(message["why"]))
                return
        # It crossed the end of its program.

    def _signal(self, message: dict[str, Any], descriptors: list[int]) -> None:
        for program in self._running.values():
            if program.id == message["id"]:
                program.signal(message["number"])

    def _end(self, program: Standby, report: dict[str, Any]) -> None:
        wire.send(self._control, report)
        self._poller.unregister(program.told)
        del self._running[program.told]
        program.clear(self._reapers())

    def _reapers(self) -> set[int]:
        """Process 1 of every program that runs or waits."""
        return {program.pid for program in (*self._running.values(), self._next) if program is not None}

    def _socket(self, message: dict[str, Any], descriptors: list[int]) -> None:
        with socket.socket() as plain:
            wire.send(self._control, {"id": message["id"]}, [plain.fileno()])

    def _listen(self, message: dict[str, Any], descriptors: list[int]) -> None:
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", message["port"]))
                listener.listen(BACKLOG)
            except OSError as error:
                wire.send(self._control, {"id": message["id"], "error": str(error)})
            else:
                wire.send(self._control, {"id": message["id"]}, [listener.fileno()])


_OPERATIONS: dict[str, Callable[[Host, dict[str, Any], list[int]], None]] = {
    "run": Host._run,
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


if __name__ == "__main__":
    try:
        main()
    except Become as become:
        start = become.start
    start()
