"""The system calls that Python does not offer, through the C library."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct

NEWNS, NEWIPC, NEWPID, NEWNET = 0x20000, 0x8000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1,
    2,
    4,
    8,
    32,
    4096,
    16384,
    1 << 18,
)
MNT_DETACH = 2
_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_CAPBSET_DROP, _PR_SET_SUBREAPER, _PR_SET_NO_NEW_PRIVS = (
    4,
    22,
    24,
    36,
    38,
)
_SECCOMP_MODE_FILTER = 2
_PIDFD_GETFD = 438
_SECCOMP, _TGKILL = {"x86_64": 317, "aarch64": 277}, {"x86_64": 234, "aarch64": 131}
_SECCOMP_SET_MODE_FILTER, _NEW_LISTENER, _WAIT_KILLABLE = 1, 8, 32
_CAPABILITY_VERSION_3 = 0x20080522
_OWN_CAPABILITIES, _NO_CAPABILITIES = struct.pack("Ii", _CAPABILITY_VERSION_3, 0), bytes(24)
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1

libc = ctypes.CDLL(None, use_errno=True)
_python = ctypes.PyDLL(None, use_errno=True)
"""As `libc`, but the interpreter stays locked during a call."""


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def check_result(result: int, what: str) -> None:
    """Raise OSError where a call returned anything but 0."""
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def fork() -> int:
    """fork(2), without what Python does after it in a child: for one that runs our own code only.

    Python then restores its threads and seeds `random` anew, which takes longer than the fork. Only a process without
    other threads may do without.
    """
    pid: int = _python.fork()
    if pid < 0:
        check_result(pid, "fork")
    return pid


def unshare(flags: int) -> None:
    """New namespaces for this process (NEWPID: for its next child)."""
    check_result(libc.unshare(flags), "unshare")


def setns(namespace: int, kind: int) -> None:
    """Enter the namespace behind a descriptor (NEWPID: for the next child)."""
    check_result(libc.setns(namespace, kind), "setns")


def mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    """mount(2)."""
    result = libc.mount(
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() if options else None,
    )
    check_result(result, f"mount {target}")


def unmount(target: str) -> None:
    """Take a mount out of sight; what is bound from it stays."""
    check_result(libc.umount2(target.encode(), MNT_DETACH), f"umount {target}")


def drop_bounding_set() -> None:
    """No program that this process or its children execute can gain a capability."""
    number = 0
    while libc.prctl(_PR_CAPBSET_DROP, number, 0, 0, 0) == 0:
        number += 1


def drop_capabilities() -> None:
    """Give up every capability, for good (ambient ones go with the permitted ones)."""
    check_result(libc.capset(_OWN_CAPABILITIES, _NO_CAPABILITIES), "capset")


def no_new_privileges() -> None:
    """Setuid bits and file capabilities mean nothing from here on."""
    check_result(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def set_dumpable(dumpable: bool) -> None:
    """Whether others of the same user may look into this process."""
    check_result(libc.prctl(_PR_SET_DUMPABLE, int(dumpable), 0, 0, 0), "dumpable")


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    check_result(libc.prctl(_PR_SET_SUBREAPER, 1, 0, 0, 0), "subreaper")


def install_filter(program: bytes) -> None:
    """Filter system calls with an array of `struct sock_filter`, for this process and all it starts."""
    header = _FilterProgram(len(program) // 8, program)
    check_result(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(header), 0, 0), "seccomp")


def install_notifying_filter(program: bytes) -> int:
    """As `install_filter`; the descriptor on which calls that the filter hands over are told."""
    header = _FilterProgram(len(program) // 8, program)
    flags = _NEW_LISTENER | _WAIT_KILLABLE
    listener: int = libc.syscall(_SECCOMP[os.uname().machine], _SECCOMP_SET_MODE_FILTER, flags, ctypes.byref(header))
    check_result(min(listener, 0), "seccomp listener")
    return listener


def take_descriptor(process: int, number: int) -> int:
    """A descriptor of ours for what a descriptor of another process leads to."""
    handle = os.pidfd_open(process)
    try:
        taken: int = libc.syscall(_PIDFD_GETFD, handle, number, 0)
        check_result(min(taken, 0), "pidfd_getfd")
    finally:
        os.close(handle)
    return taken


def signal_thread(process: int, thread: int, number: int) -> None:
    """tgkill(2)."""
    check_result(libc.syscall(_TGKILL[os.uname().machine], process, thread, number), "tgkill")


def loopback_up() -> None:
    """Bring up `lo` of this network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        request = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(sock, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(sock, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | _IFF_UP))
