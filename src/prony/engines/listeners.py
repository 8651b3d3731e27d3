"""Sockets that listen on this machine, and the processes behind them, as the kernel tells them.

psutil tells them too, but reads every connection there is: a machine that was busy a minute ago has thousands.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

NET = Path("/proc/net")
_LISTEN = " 0A "
"""The state LISTEN, as `/proc/net/tcp` writes it."""


class ListeningSocket(NamedTuple):
    """A TCP socket that listens."""

    address: ipaddress.IPv4Address | ipaddress.IPv6Address
    port: int
    pid: int | None
    """Its process; None where that cannot be seen (another user's)."""


def listeners(port: int | None = None) -> list[ListeningSocket]:
    """All listening TCP sockets, or those at `port`."""
    sockets = [socket for socket in _sockets() if port is None or socket[1] == port]
    owners = _owners({inode for _, _, inode in sockets}) if sockets else {}
    return [ListeningSocket(address, number, owners.get(inode)) for address, number, inode in sockets]


def _sockets() -> Iterator[tuple[ipaddress.IPv4Address | ipaddress.IPv6Address, int, str]]:
    """Address, port and inode of each listening socket."""
    for name in ("tcp", "tcp6"):
        try:
            lines = (NET / name).read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            if _LISTEN in line:
                fields = line.split()
                address, _, port = fields[1].partition(":")
                yield _address(address), int(port, 16), fields[9]


def _address(digits: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An address from the kernel's hexadecimal words, whose bytes stand in the machine's order."""
    words = bytes.fromhex(digits)
    packed = b"".join(
        int.from_bytes(words[at : at + 4], "big").to_bytes(4, sys.byteorder) for at in range(0, len(words), 4)
    )
    return ipaddress.IPv4Address(packed) if len(packed) == 4 else ipaddress.IPv6Address(packed)


def _owners(inodes: set[str]) -> dict[str, int]:
    """The process that holds each of the sockets `inodes`, where it can be seen."""
    names = {f"socket:[{inode}]": inode for inode in inodes}
    owners: dict[str, int] = {}
    for process in os.listdir("/proc"):
        if not process.isdigit():
            continue
        try:
            descriptors = os.listdir(f"/proc/{process}/fd")
        except OSError:
            continue
        for descriptor in descriptors:
            try:
                target = os.readlink(f"/proc/{process}/fd/{descriptor}")
            except OSError:
                continue
            if target in names:
                owners.setdefault(names[target], int(process))
    return owners
