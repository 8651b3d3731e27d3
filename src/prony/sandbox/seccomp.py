"""The system calls that a candidate may not make, as a BPF program built here; no library, no compiler.

Everything is allowed that ordinary programs need, and refused what reaches other processes, the kernel's configuration,
new namespaces, kernel subsystems with a history, and sockets that a network namespace does not hold (vsock).
Calls newer than the tables are refused with ENOSYS, which every libc takes as "old kernel".
"""

from __future__ import annotations

import platform
import struct

from prony.errors import SandboxError

_X86_64, _AARCH64 = 0, 1
_AUDIT_ARCH = (0xC000003E, 0xC00000B7)
_X32_BIT = 0x40000000
_NEWEST = 462
"""The last call that both tables know (mseal, Linux 6.10). Above 423 all architectures share their numbers."""

FORBIDDEN: dict[str, tuple[int | None, int | None]] = {
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    # mounts and namespaces
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    # files by handle: around every mount
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # kernel subsystems that a program under test has no business in
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "fanotify_init": (300, 262),
    "seccomp": (317, 277),
    "vmsplice": (278, 75),
    "mbind": (237, 235),
    "set_mempolicy": (238, 237),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # the machine
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "syslog": (103, 116),
    "vhangup": (153, 58),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "personality": (135, 92),
    "lookup_dcookie": (212, 18),
    "nfsservctl": (180, 42),
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
    "uselib": (134, None),
    "ustat": (136, None),
    "sysfs": (139, None),
    "_sysctl": (156, None),
}
"""Refused with EPERM: name -> number on x86_64 and aarch64."""

ABSENT: dict[str, tuple[int, int]] = {
    "clone3": (435, 435),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "memfd_secret": (447, 447),
    "memfd_create": (319, 279),
    "shmget": (29, 194),
    "msgget": (68, 186),
}
"""Refused with ENOSYS: runtimes then take the older way. clone3's flags lie where a filter cannot look; the memory
behind the last four belongs to no process, so that only a cgroup would count it, which not every machine has."""

_CLONE, _SOCKET, _SOCKETPAIR, _IOCTL = (56, 220), (41, 198), (53, 199), (16, 29)
_SETPRIORITY, _IOPRIO_SET = (141, 140), (251, 30)
OF_A_PROCESS: dict[str, tuple[int, int]] = {
    "prlimit64": (302, 261),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
}
"""Calls that change the process that their first argument names. Process 1, which tells of a program's end, is of the
same user, so the kernel would let a program take its descriptors or its turns from it."""
INOTIFY: dict[str, tuple[int | None, int | None]] = {"inotify_init": (253, None), "inotify_init1": (294, 26)}
"""Watches of files; their queues belong to nobody that a watch over memory could look at."""
_FCNTL, _SETSOCKOPT = (72, 25), (54, 208)
_F_SETPIPE_SZ, _SOL_SOCKET, _SO_SNDBUF, _SO_RCVBUF = 1031, 1, 7, 8
_CLONE_NEW_ANY = 0x7E020000
_AF_UNIX, _AF_INET, _AF_INET6, _AF_NETLINK = 1, 2, 10, 16
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C

LOAD, JUMP, EQUAL, AND, _ANY_BIT, _AT_LEAST, _RETURN = 0x20, 0x05, 0x15, 0x54, 0x45, 0x35, 0x06
_ALLOW, ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_EPERM, _ENOSYS, _EAFNOSUPPORT, _EPROTONOSUPPORT = ERRNO | 1, ERRNO | 38, ERRNO | 97, ERRNO | 93
_EMFILE, _WITHOUT_EFFECT = ERRNO | 24, ERRNO
_NUMBER, _ARCH = 0, 4
ARGUMENT = tuple(16 + 8 * n for n in range(6))
"""Offsets in `struct seccomp_data`; of an argument, its low half on a little-endian machine."""

Instruction = tuple[int, int, int, int]


def architecture() -> int:
    """Which column of the tables this machine reads. Raises SandboxError E407 on any other machine."""
    machine = platform.machine().lower()
    known = {"x86_64": _X86_64, "amd64": _X86_64, "aarch64": _AARCH64, "arm64": _AARCH64}
    if machine not in known:
        raise SandboxError(
            "E407",
            f"no table of system calls for {machine}",
            cause="the sandbox filters system calls on x86_64 and aarch64",
            hint="grade on a machine of one of these kinds",
        )
    return known[machine]


def build(arch: int, *, small_segments: bool = False) -> bytes:
    """The filter as an array of `struct sock_filter`.

    small_segments: System V shared memory of up to `SMALL_SEGMENT_BYTES` can be had. A server of PostgreSQL takes one
    of 56 bytes, always. That no watch counts it matters little: the kernel's bound is 4,096 segments.
    """
    program = head(arch)
    if arch == _X86_64:
        program += _refuse_from(_X32_BIT, _EPERM)
    program += _refuse_from(_NEWEST + 1, _ENOSYS)
    program += refuse_each(numbers(FORBIDDEN, arch), _EPERM)
    absent = {name: row for name, row in ABSENT.items() if not (small_segments and name == _SEGMENT)}
    program += refuse_each(numbers(absent, arch), _ENOSYS)
    if small_segments:
        program += when(ABSENT[_SEGMENT][arch], _SMALL_SEGMENTS)
    program += when(_CLONE[arch], [(LOAD, 0, 0, ARGUMENT[0]), (_ANY_BIT, 0, 1, _CLONE_NEW_ANY), give(_EPERM)])
    program += when(_SOCKET[arch], _SOCKETS)
    program += when(_SOCKETPAIR[arch], [(LOAD, 0, 0, ARGUMENT[0]), (EQUAL, 1, 0, _AF_UNIX), give(_EAFNOSUPPORT)])
    program += when(
        _IOCTL[arch],
        [(LOAD, 0, 0, ARGUMENT[1]), (EQUAL, 1, 0, _TIOCSTI), (EQUAL, 0, 1, _TIOCLINUX), give(_EPERM)],
    )
    program += _when_any([call[arch] for call in OF_A_PROCESS.values()], _PROCESS_1)
    program += when(_SETPRIORITY[arch], _of_process_1(process=0, user=2))
    program += when(_IOPRIO_SET[arch], _of_process_1(process=1, user=3))
    return packed(program)


def build_uncounted(arch: int) -> bytes:
    """The filter beside the other one where no cgroup counts memory of the kernel: what would keep more of it there.

    Buffers of sockets and pipes keep the size that they begin with; who asks for another is told of no failure, as the
    kernel itself does beyond its bounds. Queues of inotify belong to nobody that a watch could look at.
    """
    program = head(arch)
    program += refuse_each(numbers(INOTIFY, arch), _EMFILE)
    program += when(_FCNTL[arch], [(LOAD, 0, 0, ARGUMENT[1]), (EQUAL, 0, 1, _F_SETPIPE_SZ), give(_EPERM)])
    program += when(_SETSOCKOPT[arch], _BUFFERS)
    return packed(program)


def head(arch: int) -> list[Instruction]:
    """How a filter begins: calls of another architecture kill; the call's number is loaded."""
    return [
        (LOAD, 0, 0, _ARCH),
        (EQUAL, 1, 0, _AUDIT_ARCH[arch]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (LOAD, 0, 0, _NUMBER),
    ]


def packed(program: list[Instruction]) -> bytes:
    """A filter's bytes, with what is left to it allowed."""
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in [*program, give(_ALLOW)])


def numbers(table: dict[str, tuple[int, int]] | dict[str, tuple[int | None, int | None]], arch: int) -> set[int]:
    """The numbers of a table's calls on one architecture."""
    return {row[arch] for row in table.values() if row[arch] is not None}  # type: ignore[misc]


def give(result: int) -> Instruction:
    """End with this result."""
    return (_RETURN, 0, 0, result)


def _refuse_from(number: int, result: int) -> list[Instruction]:
    return [(_AT_LEAST, 0, 1, number), give(result)]


def refuse_each(calls: set[int], result: int) -> list[Instruction]:
    """One comparison a call, all jumping to one refusal, in groups that a jump's eight bits can span."""
    program: list[Instruction] = []
    ordered = sorted(calls)
    for start in range(0, len(ordered), 200):
        group = ordered[start : start + 200]
        count = len(group)
        program += [(EQUAL, count - index, 0, number) for index, number in enumerate(group)]
        program += [(JUMP, 0, 0, 1), give(result)]
    return program


def when(number: int, body: list[Instruction]) -> list[Instruction]:
    """Run `body` for one call only; it may load arguments, so the number is loaded again behind it."""
    return [(EQUAL, 0, len(body) + 1, number), *body, (LOAD, 0, 0, _NUMBER)]


def _when_any(calls: list[int], body: list[Instruction]) -> list[Instruction]:
    """As `when`, for several calls with one body: the kernel translates the filter anew for each test."""
    count = len(calls)
    compared = [(EQUAL, count - index, 0, number) for index, number in enumerate(calls)]
    return [*compared, (JUMP, 0, 0, len(body) + 1), *body, (LOAD, 0, 0, _NUMBER)]


_PROCESS_1: list[Instruction] = [(LOAD, 0, 0, ARGUMENT[0]), (EQUAL, 0, 1, 1), give(_EPERM)]


def _of_process_1(*, process: int, user: int) -> list[Instruction]:
    """Refuse what changes process 1, or all of a user: the first argument says what the second one names."""
    return [
        (LOAD, 0, 0, ARGUMENT[0]),
        (EQUAL, 3, 0, user),
        (EQUAL, 0, 3, process),
        (LOAD, 0, 0, ARGUMENT[1]),
        (EQUAL, 0, 1, 1),
        give(_EPERM),
    ]


_SEGMENT = "shmget"
SMALL_SEGMENT_BYTES = 4096
"""The largest System V segment where such can be had at all."""
_SMALL_SEGMENTS: list[Instruction] = [
    (LOAD, 0, 0, ARGUMENT[1] + 4),
    (EQUAL, 1, 0, 0),
    give(_ENOSYS),
    (LOAD, 0, 0, ARGUMENT[1]),
    (_AT_LEAST, 0, 1, SMALL_SEGMENT_BYTES + 1),
    give(_ENOSYS),
]
"""The size of a segment is the second argument: both halves of it are looked at."""
_BUFFERS: list[Instruction] = [
    (LOAD, 0, 0, ARGUMENT[1]),
    (EQUAL, 0, 4, _SOL_SOCKET),
    (LOAD, 0, 0, ARGUMENT[2]),
    (EQUAL, 1, 0, _SO_SNDBUF),
    (EQUAL, 0, 1, _SO_RCVBUF),
    give(_WITHOUT_EFFECT),
]
_SOCKETS: list[Instruction] = [
    (LOAD, 0, 0, ARGUMENT[0]),
    (EQUAL, 7, 0, _AF_UNIX),
    (EQUAL, 6, 0, _AF_INET),
    (EQUAL, 5, 0, _AF_INET6),
    (EQUAL, 1, 0, _AF_NETLINK),
    give(_EAFNOSUPPORT),
    (LOAD, 0, 0, ARGUMENT[2]),
    (EQUAL, 1, 0, 0),
    give(_EPROTONOSUPPORT),
]
"""Unix, IPv4, IPv6 and routing netlink (getifaddrs needs it): the families that a network namespace holds."""
