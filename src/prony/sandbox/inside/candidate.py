"""A candidate-to-be: waits for its job, lays its files, gives up every privilege, and becomes the program."""

from __future__ import annotations

import contextlib
import fcntl
import marshal
import os
import random
import resource
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn

from prony.sandbox.inside import calls, kernel, oracle, script, wire
from prony.sandbox.inside.rooms import ROOM_FOLDER, Room

STDIN, STDOUT, STDERR, CHANNEL, CALLS, NOTE = range(6)
"""Where a candidate finds its descriptors (NOTE is ours). CHANNEL is also in its environment, as PRONY_CHANNEL."""
COLLECTS = b"="
"""Written to the note where files are to be copied out at the end."""
STARTED = b"+"
"""Written to the note just before the candidate's first instruction; behind it, why there was none."""

_RLIMITS = {
    name: getattr(resource, f"RLIMIT_{name}")
    for name in ("CPU", "AS", "FSIZE", "NOFILE", "NPROC", "STACK", "CORE", "MEMLOCK")
}

_HARD = {
    name: sys.maxsize if hard == resource.RLIM_INFINITY else hard
    for name, hard in ((name, resource.getrlimit(number)[1]) for name, number in _RLIMITS.items())
}
"""What the slot itself may have at most."""


class InTheWayError(Exception):
    """What earlier programs made of the disk leaves no place for this one's files: theirs is the failure, not ours."""


_seed = super(random.Random, random._inst).seed


def become(room: Room, ear: socket.socket, note: int) -> NoReturn:
    """Wait for the job and turn into the candidate. What goes wrong before that is written to the note."""
    try:
        _do_what_python_does_after_a_fork()
        os.setsid()
        os.umask(0o022)
        kernel.set_dumpable(True)
        _die_first()
        data, descriptors = wire.receive(ear)
        if not data:
            os._exit(0)
        job = marshal.loads(data)
        fds = dict(zip(job["fds"], descriptors, strict=True))
        program = _prepare(job, room, fds)
        ear.close()
        _arrange(fds, note)
        job["rlimits"]["NPROC"] = room.most_processes(job["rlimits"]["NPROC"])
        for name, value in job["rlimits"].items():
            # A second more before SIGKILL: until then the signal itself says that it was the CPU.
            hard = min(value + (name == "CPU"), _HARD[name])
            resource.setrlimit(_RLIMITS[name], (min(value, hard), hard))
        _set_environment(program["env"])
        if "artifacts" in fds:
            os.write(NOTE, COLLECTS)
    except InTheWayError as error:
        os.write(note, STARTED + f"execute: files cannot be laid: {error}".encode()[:400])
        os._exit(127)
    except OSError as error:
        os.write(note, f"{type(error).__name__}: {error}"[:400].encode())
        os._exit(1)
    _KINDS[program["kind"]](program, _started)


def _do_what_python_does_after_a_fork() -> None:
    """`kernel.fork` leaves it out: numbers of its own for `random`, and the main thread's name in the kernel.

    What else Python does then (new locks, one thread only) changes nothing in a process that never had two threads.
    """
    _seed()
    threading.main_thread()._set_native_id()  # type: ignore[attr-defined]


def _prepare(job: dict[str, Any], room: Room, fds: dict[str, int]) -> dict[str, Any]:
    """Lay the program's files, then close the room behind us."""
    program, offset = header(fds["program"])
    room.furnish(job, bool(program["tests"]))
    lay = _replace if room.stays else _lay
    offset = lay(room.work, program["files"], fds["program"], offset)
    _lay(room.tests, program["tests"], fds["program"], offset)
    if program["tests"]:
        room.protect_tests()
    os.chdir(room.work)
    room.seal(counted=job["counted"])
    if places := room.places:
        for part in ("command", "arguments"):
            program[part] = [_placed(word, places) for word in program[part]]
        program["env"] = {name: _placed(word, places) for name, word in program["env"].items()}
    program["argv"] = [*program["command"], *program["arguments"]]
    program["env"] |= {"PRONY_WORK": room.work, "PRONY_TESTS": room.tests}
    if "channel" in fds:
        program["env"]["PRONY_CHANNEL"] = str(CHANNEL)
    program["work"] = room.work
    return program


def header(program: int) -> tuple[dict[str, Any], int]:
    """The program's description, and where in its descriptor the contents begin."""
    length = int.from_bytes(os.pread(program, 4, 0), "little")
    return marshal.loads(os.pread(program, length, 4)), 4 + length


def _lay(folder: str, files: list[list[Any]], source: int, offset: int) -> int:
    """Write files straight from the descriptor."""
    made = {folder}
    for path, size, mode in files:
        target = f"{folder}/{path}"
        parent = os.path.dirname(target)
        if parent not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
        out = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        end = offset + size
        while offset < end:
            offset += os.sendfile(out, source, offset, end - offset)
        os.close(out)
    return offset


def _replace(folder: str, files: list[list[Any]], source: int, offset: int) -> int:
    """As `_lay`, over what earlier programs left: nothing of theirs is followed or opened."""
    try:
        for path, *_ in files:
            *parents, name = path.split("/")
            place = folder
            for part in parents:
                place = f"{place}/{part}"
                if os.path.islink(place) or not os.path.isdir(place):
                    _remove(place)
            _remove(f"{place}/{name}")
        return _lay(folder, files, source, offset)
    except OSError as error:
        raise InTheWayError(str(error)) from error


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        import shutil  # rare, and every page of it would cost every fork

        shutil.rmtree(path)
    else:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def _placed(word: str, places: dict[str, str]) -> str:
    """A word of ours with this room's own folders where it names them."""
    for name, folder in places.items():
        word = word.replace(ROOM_FOLDER.format(name), folder)
    return word


def _arrange(fds: dict[str, int], note: int) -> None:
    """Put the descriptors where a candidate finds them and close every other."""
    wanted = {STDIN: fds.get("stdin"), STDOUT: fds["stdout"], STDERR: fds["stderr"], NOTE: note}
    wanted |= {CHANNEL: fds.get("channel"), CALLS: fds.get("calls")}
    if wanted[STDIN] is None:
        wanted[STDIN] = os.open("/dev/null", os.O_RDONLY)
    # First out of the way of the numbers they go to, then there.
    high = {number: fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 16) for number, fd in wanted.items() if fd is not None}
    for number in range(6):
        if number in high:
            os.dup2(high[number], number, inheritable=number != NOTE)
        else:
            with contextlib.suppress(OSError):
                os.close(number)
    os.closerange(6, 4096)


def _set_environment(env: dict[str, str]) -> None:
    """Only what differs: the slot was started with the environment of most programs."""
    for key, value in env.items():
        if os.environ.get(key) != value:
            os.environ[key] = value


def _die_first() -> None:
    """Where the machine runs out of memory."""
    try:
        descriptor = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(descriptor, b"1000")
        os.close(descriptor)
    except OSError:
        return


def _started(reason: str = "") -> None:
    """What follows is the candidate's own; a reason says why nothing does."""
    os.write(NOTE, STARTED + reason.encode()[:400])
    os.close(NOTE)


def _execute(program: dict[str, Any], started: Callable[..., None]) -> NoReturn:
    argv = program["argv"]
    os.write(NOTE, STARTED)  # it closes itself when the execution succeeds
    try:
        os.execve(argv[0], argv, program["env"])
    except OSError as error:
        os.write(NOTE, f"execute {argv[0]}: {error.strerror}".encode()[:400])
    os._exit(127)


_KINDS: dict[str, Callable[[dict[str, Any], Callable[..., None]], NoReturn]] = {
    "execute": _execute,
    "script": script.run,
    "calls": calls.serve,
    "oracle": oracle.run,
}
