"""Network namespaces that go from one test to the next, as long as none of them left a trace in one.

Making one takes a tenth of a short test's time, taking it apart as much again, and both hold locks of the whole kernel.
Nothing of a process stays in a network namespace when the process is gone, but sockets that linger, what was sent over
loopback, and what the kernel remembers and counts of it. So one is used again only if it holds no socket, nothing was
ever sent in it or refused, and every counter reads as it did before anybody was in it. Any other is thrown away.
"""

from __future__ import annotations

import contextlib
import os

from prony.sandbox.inside import kernel

MOST = 2
"""Namespaces that are kept: one for the test that runs next, one for the test after it."""
_FOLDER = "/proc/self/net"
_SOCKETS = "sockstat"
_COUNTERS = ("dev", "snmp", "netstat", "snmp6", "ip6_flowlabel")
"""What must read as in the beginning: loopback's traffic, what was sent and refused, labels that outlive sockets."""


class Network:
    """A network namespace with nothing but loopback. The process that makes it is in it afterwards."""

    def __init__(self) -> None:
        kernel.unshare(kernel.NEWNET)
        kernel.loopback_up()
        self.namespace = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        self._sockets = os.open(f"{_FOLDER}/{_SOCKETS}", os.O_RDONLY | os.O_CLOEXEC)
        self._counters: list[int] = []
        for name in _COUNTERS:
            with contextlib.suppress(FileNotFoundError):  # a kernel without IPv6
                self._counters.append(os.open(f"{_FOLDER}/{name}", os.O_RDONLY | os.O_CLOEXEC))
        self._before = [os.pread(counter, 1 << 16, 0) for counter in self._counters]

    def untouched(self) -> bool:
        """Whether nothing ever happened in it; asked when no process is in it any more."""
        sockets = os.pread(self._sockets, 1 << 12, 0)
        if not sockets.startswith(b"sockets: used 0\n") or b" tw 0 " not in sockets:
            return False
        return [os.pread(counter, 1 << 16, 0) for counter in self._counters] == self._before

    def close(self) -> None:
        """Let go of it; with its last process it is gone."""
        for descriptor in (self.namespace, self._sockets, *self._counters):
            os.close(descriptor)


class Networks:
    """The namespaces that are free, from the supervisor's side."""

    def __init__(self) -> None:
        self._own = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        self._free: list[Network] = []

    def take(self) -> Network:
        """One in which nothing has happened."""
        if self._free:
            return self._free.pop()
        try:
            return Network()
        finally:
            kernel.setns(self._own, kernel.NEWNET)

    def give_back(self, network: Network) -> None:
        """Keep it for another test, or throw it away."""
        if len(self._free) < MOST and network.untouched():
            self._free.append(network)
        else:
            network.close()
