"""Datagrams of JSON with descriptors beside them: what host, supervisor, reaper and candidate say to each other.

Behind the JSON there may be bytes that are for somebody further on, as they are (`split`). Those are `marshal`, as a
program's description is: both come from the host alone, and a candidate reads them with the fewest pages touched.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

MAX_DATAGRAM = 1 << 16
MAX_DESCRIPTORS = 16
_ROOM = socket.CMSG_SPACE(MAX_DESCRIPTORS * 4)


def receive(sock: socket.socket, flags: int = 0) -> tuple[bytes, list[int]]:
    """The next datagram and the descriptors that came with it; empty when the other end is gone."""
    data, ancillary, _, _ = sock.recvmsg(MAX_DATAGRAM, _ROOM, flags | socket.MSG_CMSG_CLOEXEC)
    descriptors: list[int] = []
    for _level, _kind, payload in ancillary:
        descriptors += struct.unpack(f"{len(payload) // 4}i", payload)
    return data, descriptors


def split(data: bytes) -> tuple[dict[str, Any], bytes]:
    """A datagram's JSON, and what stands behind it."""
    message, _, rest = data.partition(b"\n")
    return json.loads(message), rest


def send(sock: socket.socket, data: bytes, descriptors: list[int]) -> None:
    """One datagram, with descriptors."""
    packed = struct.pack(f"{len(descriptors)}i", *descriptors)
    sock.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, packed)] if descriptors else [])
