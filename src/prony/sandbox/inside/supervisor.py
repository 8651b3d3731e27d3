"""The long-lived process of a slot: forks one test after the other, keeps the wall clock, tells the host the end.

Programs, inputs and hidden tests never pass through this process: everything it forks inherits its memory. They come
in descriptors that only a test's own processes read, and what a program writes goes straight to the host.

Messages on the control socket (one JSON object a datagram):
    host: {"room", ...}                                          once; answered {"ready": true}
    host: {"op": "run", "fds": [names], "wall_s", ...} + descriptors; answered {"status", "cpu_s", "wall_s", ...}
    host: {"op": "kill", "why"}                                  ends the running test
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import site
import socket
import sys
from typing import NoReturn

from prony.sandbox.inside import kernel, wire
from prony.sandbox.inside.candidate import Become
from prony.sandbox.inside.rooms import ROOMS, Room
from prony.sandbox.inside.standby import Standby

# fmt: off
PRELOADED = (
    "abc", "array", "bisect", "collections", "collections.abc", "contextlib", "copy", "dataclasses", "datetime",
    "decimal", "enum", "fractions", "functools", "heapq", "io", "itertools", "json", "math", "numbers", "operator",
    "os.path", "random", "re", "statistics", "string", "threading", "time", "traceback", "types", "typing",
)
# fmt: on
"""What solutions commonly import: loaded once, inherited by every test. Each page of it costs every fork."""


def main() -> NoReturn:
    """Serve one host until it goes away."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    config, _ = wire.receive(control)
    assert config is not None
    kernel.set_dumpable(False)
    room: Room = ROOMS[config["room"]](config)
    room.prepare()
    for name in PRELOADED:
        importlib.import_module(name)
    _build_in_what_site_does()
    _forget_ourselves()
    gc.collect()
    gc.freeze()
    next_test = Standby(room.fresh(), control)
    wire.send(control, {"ready": True})
    _serve(control, room, next_test)


def _serve(control: socket.socket, room: Room, waiting: Standby | None) -> NoReturn:
    while True:
        message, descriptors = wire.receive(control)
        if message is None:
            os._exit(0)
        if message["op"] != "run":
            continue  # a kill that crossed the end of its test
        if waiting is not None and not waiting.healthy():
            waiting.discard()
            waiting = None
        test = waiting or Standby(room.fresh(), control)
        test.begin(message, descriptors)
        waiting = _ahead(room, control)
        wire.send(control, test.ended(control))
        test.clear(waiting)


def _ahead(room: Room, control: socket.socket) -> Standby | None:
    """The next test, made while one runs; None where that one leaves no process or memory for it."""
    try:
        return Standby(room.fresh(), control)
    except OSError:
        return None


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
