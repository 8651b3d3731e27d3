"""A candidate-to-be: waits for its job, lays its files, gives up every privilege, and becomes the program."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import resource
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from prony.sandbox.inside import calls, kernel, oracle, script, wire
from prony.sandbox.inside.rooms import ROOM_FOLDER, Room

STDIN, STDOUT, STDERR, CHANNEL, CALLS, NOTE = range(6)
"""Where a candidate finds its descriptors (NOTE is ours). CHANNEL is also in its environment, as PRONY_CHANNEL."""
STARTED = "+"
"""Written to the note just before the candidate's first instruction; behind it, why there was none."""

_RLIMITS = {
    name: getattr(resource, f"RLIMIT_{name}")
    for name in ("CPU", "AS", "FSIZE", "NOFILE", "NPROC", "STACK", "CORE", "MEMLOCK")
}


class Become(BaseException):
    """Raised in a fresh child to unwind the supervisor's stack: the candidate then starts from the bottom of it."""

    def __init__(self, start: Callable[[], NoReturn]) -> None:
        self.start = start


class InTheWayError(Exception):
    """What earlier programs made of the disk leaves no place for this one's files: theirs is the failure, not ours."""


_NO_PROGRAM = json.dumps(
    {
        "kind": "script",
        "command": ["python3"],
        "arguments": ["main.py"],
        "module": "",
        "env": {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "TZ": "UTC", "TMPDIR": "/tmp"},
        "files": [],
        "tests": [],
        "collect": [],
        "leave": [],
    }
).encode()
_NO_JOB = json.dumps(
    {
        "op": "run",
        "id": 0,
        "fds": ["program"],
        "rlimits": dict.fromkeys(_RLIMITS, 1 << 24),
        "tmpfs": "mode=755,size=64m,nr_inodes=4096",
        "wall_s": 10.0,
        "watch_bytes": None,
        "socket_bytes": 1 << 18,
    }
).encode()
"""As what a supervisor and its host send; see `_rehearse`."""


def become(room: Room, ear: socket.socket, note: int) -> NoReturn:
    """Wait for the job and turn into the candidate. What goes wrong before that is written to the note."""
    try:
        os.setsid()
        os.umask(0o022)
        kernel.set_dumpable(True)
        with contextlib.suppress(OSError):
            _write("/proc/self/oom_score_adj", b"1000")
        _rehearse(room)
        job, descriptors = wire.receive(ear)
        if job is None:
            os._exit(0)
        fds = dict(zip(job["fds"], descriptors, strict=True))
        program = _prepare(job, room, fds)
        ear.close()
        _arrange(fds, note)
        job["rlimits"]["NPROC"] = room.most_processes(job["rlimits"]["NPROC"])
        for name, value in job["rlimits"].items():
            # A second more before SIGKILL: until then the signal itself says that it was the CPU.
            hard = min(value + (name == "CPU"), _hard(name))
            resource.setrlimit(_RLIMITS[name], (min(value, hard), hard))
        _set_environment(program["env"])
    except InTheWayError as error:
        os.write(note, f"{STARTED}execute: files cannot be laid: {error}".encode()[:400])
        os._exit(127)
    except OSError as error:
        os.write(note, f"{type(error).__name__}: {error}"[:400].encode())
        os._exit(1)
    _KINDS[program["kind"]](program, _started)


def _rehearse(room: Room) -> None:
    """Do with nothing what any job makes this process do: a page is copied when it is first written to, and when the
    job comes, those that it writes to are copied already. Half of a short program's time is this."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    program = os.memfd_create("rehearsal", os.MFD_CLOEXEC)
    os.write(program, len(_NO_PROGRAM).to_bytes(4, "little") + _NO_PROGRAM)
    socket.send_fds(ours, [_NO_JOB], [program])
    job, descriptors = wire.receive(theirs)
    ours.close()
    theirs.close()
    os.close(program)
    assert job is not None
    described, offset = header(descriptors[0])
    room.furnish(job, has_tests=False)
    _lay(room.work, described["files"], descriptors[0], offset)
    os.close(descriptors[0])
    for name in job["rlimits"]:
        resource.setrlimit(_RLIMITS[name], resource.getrlimit(_RLIMITS[name]))
    _set_environment(dict(os.environ))
    os.close(fcntl.fcntl(STDIN, fcntl.F_DUPFD_CLOEXEC, 16))
    kernel.rehearse()
    with open("/dev/null", "rb") as file:
        file.read()
    script.rehearse()


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
    room.seal(counted=job["watch_bytes"] is None)
    if places := room.places:
        for part in ("command", "arguments"):
            program[part] = [_placed(word, places) for word in program[part]]
        program["env"] = {name: _placed(word, places) for name, word in program["env"].items()}
    program["argv"] = program["command"] + program["arguments"]
    program["env"] |= {"PRONY_WORK": room.work, "PRONY_TESTS": room.tests}
    if "channel" in fds:
        program["env"]["PRONY_CHANNEL"] = str(CHANNEL)
    program["work"] = room.work
    return program


def header(program: int) -> tuple[dict[str, Any], int]:
    """The program's description, and where in its descriptor the contents begin."""
    length = int.from_bytes(os.pread(program, 4, 0), "little")
    return json.loads(os.pread(program, length, 4)), 4 + length


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


def _hard(name: str) -> int:
    hard = resource.getrlimit(_RLIMITS[name])[1]
    return sys.maxsize if hard == resource.RLIM_INFINITY else hard


def _write(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    os.write(descriptor, data)
    os.close(descriptor)


def _started(reason: str = "") -> None:
    """What follows is the candidate's own; a reason says why nothing does."""
    os.write(NOTE, (STARTED + reason).encode()[:400])
    os.close(NOTE)


def _execute(program: dict[str, Any], started: Callable[..., None]) -> NoReturn:
    argv = program["argv"]
    os.write(NOTE, STARTED.encode())  # it closes itself when the execution succeeds
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
