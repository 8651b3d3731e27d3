"""The slot's side of calls that a program cannot be let make alone: the kernel hands them over, and waits.

Landlock rules what is opened, not who sets a file's mode, owner or times; and older ones do not hold signals back. Here
such a call is done for the program: on a file that lies in one of its own folders, or a process that descends from its
reaper. Nothing of the program is believed twice: a path is opened once, and what it led to is what is looked at.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import socket
import stat
import struct
import time
from collections.abc import Callable, Mapping, Sequence

from prony.sandbox.inside import kernel, processes

_RECEIVE, _SEND, _VALID = 0xC0502100, 0xC0182101, 0x40082102
_REQUEST, _ANSWER = struct.Struct("=QIIiIQ6Q"), struct.Struct("=Qqii")
_AT_FDCWD, _AT_SYMLINK_NOFOLLOW, _AT_EMPTY_PATH = -100, 0x100, 0x1000
_UTIME_NOW, _UTIME_OMIT = (1 << 30) - 1, (1 << 30) - 2
_MOST_PATH = 4096
_MOST_ADDRESS = 110
_MODE = 0o1777
_OWNED_FOLDER = 0o700
"""What its owner keeps of a folder, so that the slot can look into it and remove it."""


class Refusal(OSError):
    """A call that is answered with an error."""


class Broker:
    """Answers the calls that come over `listener`, by their names; files may be changed below `folders` alone."""

    def __init__(self, listener: int, names: Mapping[int, str], folders: Sequence[str], *, scoped: bool) -> None:
        """scoped: whether Landlock keeps abstract sockets of this machine from this process."""
        self.listener = listener
        self._scoped = scoped
        self._names = names
        self._folders = tuple(os.path.realpath(folder) for folder in folders)

    def answer(self) -> bool:
        """Answer the call that waits; False where no program is left that could make one."""
        buffer = bytearray(_REQUEST.size)
        try:
            fcntl.ioctl(self.listener, _RECEIVE, buffer)
        except OSError as error:  # its program was killed meanwhile, or it was the last
            return error.errno in (errno.ENOENT, errno.EINTR)
        number, pid, _, call, _, _, *arguments = _REQUEST.unpack(buffer)
        try:
            self._do(_Call(self.listener, number, pid, arguments), self._names[call])
            failed = 0
        except OSError as error:
            failed = error.errno or errno.EPERM
        except (ValueError, KeyError, OverflowError):
            failed = errno.EINVAL
        with contextlib.suppress(OSError):
            fcntl.ioctl(self.listener, _SEND, bytearray(_ANSWER.pack(number, 0, -failed, 0)))
        return True

    def _do(self, call: _Call, name: str) -> None:
        if name in _SIGNALS:
            _SIGNALS[name](call)
            return
        if name == "connect":
            self._connect(call)
            return
        place = self._opened(call, *_PLACES[name](call))
        try:
            _CHANGES[name](call, f"/proc/self/fd/{place}")
        finally:
            os.close(place)

    def _connect(self, call: _Call) -> None:
        """Connect a Unix socket of the program's with one that it, or what it started, has made."""
        address = call.memory(call.arguments[1], min(call.arguments[2] & 0xFFFFFFFF, _MOST_ADDRESS))
        if address[:2] != struct.pack("=H", socket.AF_UNIX) or len(address) < 3:
            raise Refusal(errno.EACCES, "no Unix socket")
        name: str | bytes = address[2:]
        place = -1
        if name[0] == 0:
            if not self._scoped:
                raise Refusal(errno.ECONNREFUSED, "a name of the whole machine's")
        else:
            path = address[2:].partition(b"\0")[0].decode("utf-8", "surrogateescape")
            place = self._opened(call, call.found(path), follow=True)
            name = f"/proc/self/fd/{place}"
        try:
            with socket.socket(fileno=kernel.take_descriptor(process_of(call.pid), call.integer(0))) as taken:
                blocks = os.get_blocking(taken.fileno())
                os.set_blocking(taken.fileno(), False)
                try:
                    taken.connect(name)
                finally:
                    os.set_blocking(taken.fileno(), blocks)
        finally:
            if place >= 0:
                os.close(place)

    def _opened(self, call: _Call, path: str, follow: bool) -> int:
        """A descriptor of what a path leads to, where that is the program's own."""
        place = os.open(path, os.O_PATH | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW))
        try:
            call.check()
            real = os.readlink(f"/proc/self/fd/{place}")
            kind = os.fstat(place)
            if not any(real == folder or real.startswith(f"{folder}/") for folder in self._folders):
                raise Refusal(errno.EPERM, "not in its folders")
            if kind.st_uid != os.getuid():
                raise Refusal(errno.EPERM, "not its own")
            if stat.S_ISLNK(kind.st_mode):
                raise Refusal(errno.EOPNOTSUPP, "a link")
        except OSError:
            os.close(place)
            raise
        return place


class _Call:
    """One call that a program waits in."""

    def __init__(self, listener: int, number: int, pid: int, arguments: Sequence[int]) -> None:
        self._listener, self._number = listener, number
        self.pid, self.arguments = pid, arguments

    def check(self) -> None:
        """Raise where its program is gone: its number may be another's by now."""
        fcntl.ioctl(self._listener, _VALID, struct.pack("=Q", self._number))

    def integer(self, index: int) -> int:
        """An argument as an int of C."""
        value: int = struct.unpack("=i", struct.pack("=I", self.arguments[index] & 0xFFFFFFFF))[0]
        return value

    def memory(self, address: int, size: int) -> bytes:
        """Bytes of the program's memory; as many as there are."""
        with open(f"/proc/{self.pid}/mem", "rb", 0) as memory:
            self.check()
            try:
                return os.pread(memory.fileno(), size, address)
            except OSError as error:
                raise Refusal(errno.EFAULT, "no such memory") from error

    def path(self, index: int, folder: int = _AT_FDCWD) -> str:
        """The path that an argument points to, as it is found from here."""
        text = self.memory(self.arguments[index], _MOST_PATH).partition(b"\0")[0].decode("utf-8", "surrogateescape")
        return self.found(text, folder)

    def found(self, text: str, folder: int = _AT_FDCWD) -> str:
        """A path of the program's as it is found from here."""
        if not text:
            raise Refusal(errno.ENOENT, "no path")
        for own in ("/proc/self/", "/proc/thread-self/", "/dev/fd/"):
            if text.startswith(own):
                rest = text.removeprefix(own)
                return f"/proc/{self.pid}/{'fd/' if own == '/dev/fd/' else ''}{rest}"
        if text.startswith("/"):
            return text
        return f"/proc/{self.pid}/{'cwd' if folder == _AT_FDCWD else f'fd/{folder}'}/{text}"

    def descriptor(self, index: int) -> str:
        """Where the file behind a descriptor of the program is found from here."""
        return f"/proc/{self.pid}/fd/{self.integer(index)}"


def _at(call: _Call, flags: int, *, empty: int = _AT_EMPTY_PATH) -> tuple[str, bool]:
    """The place that (folder, path, ..., flags) name."""
    flags = call.integer(flags) if flags >= 0 else 0
    if call.arguments[1] == 0 or (flags & empty and call.memory(call.arguments[1], 1) == b"\0"):
        return call.descriptor(0), True
    return call.path(1, call.integer(0)), not flags & _AT_SYMLINK_NOFOLLOW


_PLACES: dict[str, Callable[[_Call], tuple[str, bool]]] = {
    "chmod": lambda call: (call.path(0), True),
    "fchmod": lambda call: (call.descriptor(0), True),
    "fchmodat": lambda call: _at(call, -1),
    "fchmodat2": lambda call: _at(call, 3),
    "chown": lambda call: (call.path(0), True),
    "lchown": lambda call: (call.path(0), False),
    "fchown": lambda call: (call.descriptor(0), True),
    "fchownat": lambda call: _at(call, 4),
    "utime": lambda call: (call.path(0), True),
    "utimes": lambda call: (call.path(0), True),
    "futimesat": lambda call: _at(call, -1),
    "utimensat": lambda call: _at(call, 3),
}
"""The path that each call names, as found from here, and whether a link at its end is followed."""


def _set_mode(index: int) -> Callable[[_Call, str], None]:
    def change(call: _Call, place: str) -> None:
        mode = call.arguments[index] & _MODE
        os.chmod(place, mode | _OWNED_FOLDER if os.path.isdir(place) else mode)

    return change


def _set_owner(index: int) -> Callable[[_Call, str], None]:
    def change(call: _Call, place: str) -> None:
        if call.integer(index) not in (-1, os.getuid()) or call.integer(index + 1) not in (-1, os.getgid()):
            raise Refusal(errno.EPERM, "another owner")

    return change


def _set_times(index: int, form: str, factor: int) -> Callable[[_Call, str], None]:
    def change(call: _Call, place: str) -> None:
        address = call.arguments[index]
        if address == 0:
            os.utime(place)
            return
        numbers = struct.unpack(form, call.memory(address, struct.calcsize(form)))
        if len(numbers) == 2:
            numbers = (numbers[0], 0, numbers[1], 0)
        now, was = time.time_ns(), os.stat(place)
        kept = (was.st_atime_ns, was.st_mtime_ns)
        pairs = ((numbers[0], numbers[1], kept[0]), (numbers[2], numbers[3], kept[1]))
        accessed, modified = (_moment(*pair, now=now, factor=factor) for pair in pairs)
        os.utime(place, ns=(accessed, modified))

    return change


def _moment(seconds: int, part: int, kept_ns: int, *, now: int, factor: int) -> int:
    """A moment in nanoseconds since 1970, where it is not the present one or the one that is kept."""
    if factor == 1 and part in (_UTIME_NOW, _UTIME_OMIT):
        return now if part == _UTIME_NOW else kept_ns
    if not 0 <= part * factor < 1_000_000_000:
        raise Refusal(errno.EINVAL, "no time")
    return seconds * 1_000_000_000 + part * factor


_CHANGES: dict[str, Callable[[_Call, str], None]] = {
    "chmod": _set_mode(1),
    "fchmod": _set_mode(1),
    "fchmodat": _set_mode(2),
    "fchmodat2": _set_mode(2),
    "chown": _set_owner(1),
    "lchown": _set_owner(1),
    "fchown": _set_owner(1),
    "fchownat": _set_owner(2),
    "utime": _set_times(1, "=qq", 1),
    "utimes": _set_times(1, "=qqqq", 1000),
    "futimesat": _set_times(2, "=qqqq", 1000),
    "utimensat": _set_times(2, "=qqqq", 1),
}


def _signal(call: _Call) -> None:
    """kill(2): to one process, a group, or all, of those that descend from this one."""
    target, number = call.integer(0), call.integer(1)
    own = processes.descendants(os.getpid())
    group = os.getpgid(call.pid) if target == 0 else -target
    if target > 0:
        wanted = [target] if target in own else []
    elif target == -1:
        wanted = [pid for pid in own if pid != call.pid]
    else:
        wanted = [pid for pid in own if _group_of(pid) == group]
    if not wanted:
        raise Refusal(errno.EPERM if target > 0 and os.path.exists(f"/proc/{target}") else errno.ESRCH, "not its own")
    for pid in wanted:
        os.kill(pid, number)


def _group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except OSError:
        return -1


def _signal_thread(index: int) -> Callable[[_Call], None]:
    def change(call: _Call) -> None:
        thread, number = call.integer(index), call.integer(index + 1)
        process = call.integer(0) if index else process_of(thread)
        if process not in processes.descendants(os.getpid()):
            raise Refusal(errno.EPERM, "not its own")
        kernel.signal_thread(process, thread, number)

    return change


def process_of(thread: int) -> int:
    """The process that a thread belongs to."""
    try:
        with open(f"/proc/{thread}/status", encoding="utf-8", errors="surrogateescape") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Tgid:"))
    except OSError as error:
        raise Refusal(errno.ESRCH, "no such thread") from error


_SIGNALS: dict[str, Callable[[_Call], None]] = {
    "kill": _signal,
    "tkill": _signal_thread(0),
    "tgkill": _signal_thread(1),
}
