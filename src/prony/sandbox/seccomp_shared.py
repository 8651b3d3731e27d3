"""The filters beside `seccomp` for a program that has no namespaces: what those would keep from it, calls keep.

One refuses: sockets that lead anywhere, System V objects and queues that the machine shares, settings of other
processes. The other hands over to the slot what Landlock does not rule, modes and times of files (and signals, on
kernels whose Landlock does not hold them back): `prony.sandbox.inside.broker` does it, within the program's folders.
"""

from __future__ import annotations

from prony.sandbox import seccomp
from prony.sandbox.seccomp import Instruction

_REFUSED: dict[str, tuple[int | None, int | None]] = {
    "semget": (64, 190),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "semctl": (66, 191),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "statmount": (457, 457),
    "listmount": (458, 458),
}
"""Refused with ENOSYS: objects of the machine's one IPC namespace, and its mounts."""
_ATTRIBUTES: dict[str, tuple[int | None, int | None]] = {
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
}
"""Refused as a file system without extended attributes does."""
_QUEUED_SIGNALS: dict[str, tuple[int | None, int | None]] = {
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
}
_SOCKET, _SOCKETPAIR, _SETPRIORITY, _IOPRIO_SET = (41, 198), (53, 199), (141, 140), (251, 30)
_OPEN, _OPENAT, _OPENAT2, _TRUNCATE = (2, None), (257, 56), (437, 437), (76, 45)
_EPERM, _EACCES, _ENOSYS, _EOPNOTSUPP, _EPROTONOSUPPORT, _EMFILE = 1, 13, 38, 95, 93, 24
_UNIX, _FAMILIES = 1, (2, 10, 16)
_STREAM, _SEQPACKET, _KIND_MASK = 1, 5, 0xF
_ACCESS_MODE_AND_TRUNCATE, _O_TRUNC = 0o1003, 0o1000
_NOTIFY = 0x7FC00000
TRUNCATING = 3
"""The version of Landlock that rules who may cut files off."""

MEDIATED: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "connect": (42, 203),
}
"""Handed over: name -> number on x86_64 and aarch64."""
MEDIATED_SIGNALS: dict[str, tuple[int | None, int | None]] = {
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
}
"""Handed over where Landlock does not hold signals back."""


def build(arch: int, version: int, scoped: int, *, contained: bool = False) -> bytes:
    """The filter that refuses. version: of the kernel's Landlock. scoped: the one since which it holds signals back.

    contained: a container around the slot has a network, IPC and mounts of its own.
    """
    program = seccomp.head(arch)
    if version < scoped:
        program += seccomp.refuse_each(seccomp.numbers(_QUEUED_SIGNALS, arch), _errno(_EPERM))
    for call in seccomp.OF_A_PROCESS.values():
        program += seccomp.when(call[arch], _only_itself(0))
    program += seccomp.when(_SETPRIORITY[arch], [*_kind_below(2), *_only_itself(1)])
    program += seccomp.when(_IOPRIO_SET[arch], [*_kind_below(3), *_only_itself(1)])
    return seccomp.packed(program if contained else [*program, *_of_the_machine(arch, version)])


def _of_the_machine(arch: int, version: int) -> list[Instruction]:
    """Refuse what leads into namespaces that the program shares with the machine."""
    program: list[Instruction] = []
    for table, result in ((_REFUSED, _ENOSYS), (_ATTRIBUTES, _EOPNOTSUPP), (seccomp.INOTIFY, _EMFILE)):
        program += seccomp.refuse_each(seccomp.numbers(table, arch), _errno(result))
    if version < TRUNCATING:
        program += _without_truncation(arch)
    program += seccomp.when(_SOCKET[arch], _sockets())
    program += seccomp.when(_SOCKETPAIR[arch], _pairs())
    return program


def build_mediated(arch: int, version: int, scoped: int, *, contained: bool = False) -> bytes:
    """The filter that hands over."""
    program = seccomp.head(arch)
    tables = [*(() if contained else (MEDIATED,)), *(() if version >= scoped else (MEDIATED_SIGNALS,))]
    for table in tables:
        program += seccomp.refuse_each(seccomp.numbers(table, arch), _NOTIFY)
    return seccomp.packed(program)


def names(arch: int) -> dict[int, str]:
    """Number -> name of the calls that are handed over."""
    rows = {**MEDIATED, **MEDIATED_SIGNALS}.items()
    return {number: name for name, row in rows if (number := row[arch]) is not None}


def _errno(number: int) -> int:
    return seccomp.ERRNO | number


def _give(result: int) -> Instruction:
    return seccomp.give(result)


def _only_itself(argument: int) -> list[Instruction]:
    """Refuse a call whose argument names another process than the caller (0)."""
    return [(seccomp.LOAD, 0, 0, seccomp.ARGUMENT[argument]), (seccomp.EQUAL, 1, 0, 0), _give(_errno(_EPERM))]


def _kind_below(user: int) -> list[Instruction]:
    """Refuse a call whose first argument says that the second one is a user."""
    return [(seccomp.LOAD, 0, 0, seccomp.ARGUMENT[0]), (seccomp.EQUAL, 0, 1, user), _give(_errno(_EPERM))]


def _sockets() -> list[Instruction]:
    """Of the families that the other filter lets pass, those that lead into the machine's network are refused.

    A Unix socket can be made that must be connected first, which the slot does; see `_pairs`.
    """
    count = len(_FAMILIES)
    compared = [(seccomp.EQUAL, count - index, 0, family) for index, family in enumerate(_FAMILIES)]
    network = [*compared, (seccomp.JUMP, 0, 0, 1), _give(_errno(_EACCES))]
    unix = _pairs()
    return [
        (seccomp.LOAD, 0, 0, seccomp.ARGUMENT[0]),
        *network,
        (seccomp.EQUAL, 0, len(unix), _UNIX),
        *unix,
    ]


def _pairs() -> list[Instruction]:
    """Unix sockets, but none of datagrams, which could be sent to any socket of this machine by name."""
    return [
        (seccomp.LOAD, 0, 0, seccomp.ARGUMENT[1]),
        (seccomp.AND, 0, 0, _KIND_MASK),
        (seccomp.EQUAL, 2, 0, _STREAM),
        (seccomp.EQUAL, 1, 0, _SEQPACKET),
        _give(_errno(_EPROTONOSUPPORT)),
    ]


def _without_truncation(arch: int) -> list[Instruction]:
    """Refuse what cuts off a file that may only be read."""
    cut = [
        (seccomp.AND, 0, 0, _ACCESS_MODE_AND_TRUNCATE),
        (seccomp.EQUAL, 0, 1, _O_TRUNC),
        _give(_errno(_EPERM)),
    ]
    program = seccomp.refuse_each({_OPENAT2[arch]}, _errno(_ENOSYS))
    program += seccomp.refuse_each({_TRUNCATE[arch]}, _errno(_EPERM))
    for number, argument in ((_OPEN[arch], 1), (_OPENAT[arch], 2)):
        if number is not None:
            program += seccomp.when(number, [(seccomp.LOAD, 0, 0, seccomp.ARGUMENT[argument]), *cut])
    return program
