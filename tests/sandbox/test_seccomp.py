"""The filter is run here by a small BPF machine, for both architectures, whatever this one is."""

from __future__ import annotations

import functools
import struct
from collections.abc import Callable

import pytest

from prony.sandbox import seccomp

ALLOW, EPERM, ENOSYS, EAFNOSUPPORT, EPROTONOSUPPORT, KILL = 0x7FFF0000, 0x50001, 0x50026, 0x50061, 0x5005D, 0x80000000
ARCHES = (0, 1)
AUDIT = (0xC000003E, 0xC00000B7)


def ask(
    arch: int, number: int, *arguments: int, audit: int | None = None, build: Callable[[int], bytes] = seccomp.build
) -> int:
    """What the filter for `arch` answers to one call."""
    data = struct.pack(
        "<IIQ6Q", number, AUDIT[arch] if audit is None else audit, 0, *arguments, *[0] * (6 - len(arguments))
    )
    program = list(struct.iter_unpack("<HBBI", build(arch)))
    at = accumulator = 0
    while True:
        code, yes, no, k = program[at]
        at += 1
        if code == 0x20:
            accumulator = struct.unpack_from("<I", data, k)[0]
        elif code == 0x06:
            return k
        elif code == 0x05:
            at += k
        else:
            holds = {0x15: accumulator == k, 0x45: bool(accumulator & k), 0x35: accumulator >= k}[code]
            at += yes if holds else no


@pytest.mark.parametrize("arch", ARCHES)
def test_every_forbidden_call_is_refused_and_every_absent_one_is_unknown(arch):
    for number in seccomp.numbers(seccomp.FORBIDDEN, arch):
        assert ask(arch, number) == EPERM
    for number in seccomp.numbers(seccomp.ABSENT, arch):
        assert ask(arch, number) == ENOSYS


@pytest.mark.parametrize(("arch", "ordinary"), [(0, (0, 1, 9, 57, 59, 202, 257)), (1, (63, 64, 222, 221, 98, 56))])
def test_ordinary_calls_pass(arch, ordinary):
    assert {ask(arch, number) for number in ordinary} == {ALLOW}


@pytest.mark.parametrize("arch", ARCHES)
def test_calls_that_the_tables_do_not_know_are_unknown(arch):
    assert ask(arch, 463) == ENOSYS


@pytest.mark.parametrize("arch", ARCHES)
def test_small_segments_can_be_had_where_they_are_asked_for_and_no_larger_ones(arch):
    build = functools.partial(seccomp.build, small_segments=True)
    number = seccomp.ABSENT["shmget"][arch]
    for size, answer in ((56, ALLOW), (4096, ALLOW), (4097, ENOSYS), (1 << 20, ENOSYS), ((1 << 32) + 56, ENOSYS)):
        assert ask(arch, number, 0, size, 0, build=build) == answer
    assert ask(arch, number, 0, 56, 0) == ENOSYS
    for other in seccomp.numbers(seccomp.ABSENT, arch) - {number}:
        assert ask(arch, other, build=build) == ENOSYS
    for other in seccomp.numbers(seccomp.FORBIDDEN, arch):
        assert ask(arch, other, build=build) == EPERM


@pytest.mark.parametrize("arch", ARCHES)
def test_calls_of_another_architecture_kill(arch):
    assert ask(arch, 1, audit=0x40000003) == KILL


def test_the_other_numbering_of_x86_64_is_refused():
    assert ask(0, 0x40000000 + 101) == EPERM


@pytest.mark.parametrize(("arch", "clone"), [(0, 56), (1, 220)])
def test_threads_and_forks_may_be_made_but_no_namespace(arch, clone):
    assert ask(arch, clone, 0x3D0F00) == ALLOW
    assert ask(arch, clone, 17) == ALLOW
    for flag in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
        assert ask(arch, clone, flag | 17) == EPERM


@pytest.mark.parametrize(("arch", "socket", "pair"), [(0, 41, 53), (1, 198, 199)])
def test_only_sockets_that_a_network_namespace_holds_can_be_made(arch, socket, pair):
    for family in (1, 2, 10):
        assert ask(arch, socket, family, 1, 0) == ALLOW
    for family in (0, 3, 4, 5, 8, 9, 17, 29, 30, 38, 40, 44):
        assert ask(arch, socket, family, 1, 0) == EAFNOSUPPORT
    assert ask(arch, socket, 16, 3, 0) == ALLOW
    assert ask(arch, socket, 16, 3, 9) == EPROTONOSUPPORT
    assert ask(arch, pair, 1) == ALLOW
    assert ask(arch, pair, 30) == EAFNOSUPPORT


@pytest.mark.parametrize(("arch", "ioctl"), [(0, 16), (1, 29)])
def test_a_terminal_cannot_be_typed_into(arch, ioctl):
    assert ask(arch, ioctl, 0, 0x5412) == EPERM
    assert ask(arch, ioctl, 0, 0x541C) == EPERM
    assert ask(arch, ioctl, 0, 0x5401) == ALLOW


@pytest.mark.parametrize("arch", ARCHES)
def test_no_program_changes_the_process_that_tells_of_its_end(arch):
    calls = {name: numbers[arch] for name, numbers in seccomp.OF_A_PROCESS.items()}
    for number in calls.values():
        assert [ask(arch, number, pid) for pid in (0, 1, 2, 77)] == [ALLOW, EPERM, ALLOW, ALLOW]


@pytest.mark.parametrize(("call", "process", "user"), [((141, 140), 0, 2), ((251, 30), 1, 3)])
@pytest.mark.parametrize("arch", ARCHES)
def test_no_program_changes_the_turns_of_process_1_or_of_all(arch, call, process, user):
    assert ask(arch, call[arch], process, 0) == ALLOW
    assert ask(arch, call[arch], process, 2) == ALLOW
    assert ask(arch, call[arch], process, 1) == EPERM
    assert ask(arch, call[arch], user, 0) == EPERM
    assert ask(arch, call[arch], process + user + 3, 1) == ALLOW


@pytest.mark.parametrize(("arch", "option", "control", "watch"), [(0, 54, 72, 294), (1, 208, 25, 26)])
def test_where_nothing_counts_memory_of_the_kernel_less_of_it_can_be_had(arch, option, control, watch):
    def uncounted(number: int, *arguments: int) -> int:
        return ask(arch, number, *arguments, build=seccomp.build_uncounted)

    assert [uncounted(option, 3, 1, name) for name in (7, 8)] == [0x50000, 0x50000], "as if it were done"
    assert [uncounted(option, 3, 1, 2), uncounted(option, 3, 6, 7), uncounted(option, 3, 0, 8)] == [ALLOW] * 3
    assert [uncounted(control, 3, 1031), uncounted(control, 3, 4)] == [EPERM, ALLOW]
    assert uncounted(watch) == 0x50018
    assert uncounted(101) == ALLOW, "the other filter's affair"
