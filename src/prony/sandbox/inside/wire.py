"""Datagrams of JSON with descriptors beside them: what host, supervisor, reaper and candidate say to each other."""

from __future__ import annotations

import array
import json
import socket
from typing import Any

MAX_DATAGRAM = 1 << 16
MAX_DESCRIPTORS = 16


def receive(sock: socket.socket, flags: int = 0) -> tuple[dict[str, Any] | None, list[int]]:
    """The next message and the descriptors that came with it; None when the other end is gone."""
    room = socket.CMSG_SPACE(MAX_DESCRIPTORS * 4)
    data, ancillary, _, _ = sock.recvmsg(MAX_DATAGRAM, room, flags | socket.MSG_CMSG_CLOEXEC)
    descriptors = array.array("i")
    for _level, _kind, payload in ancillary:
        descriptors.frombytes(payload[: len(payload) - len(payload) % descriptors.itemsize])
    return (json.loads(data) if data else None), list(descriptors)


def send(sock: socket.socket, message: dict[str, Any], descriptors: list[int] | None = None) -> None:
    """One message, with descriptors."""
    socket.send_fds(sock, [json.dumps(message).encode()], descriptors or [])
