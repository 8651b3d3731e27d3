"""Give every slot a number of its own; as root, the number decides the slot's user, so it is one on the whole machine.

A number is held by a socket with a name in the kernel's abstract namespace. The kernel lets go of it when the process
that holds it ends, however it ends, so that nothing is left behind and no file has to be agreed on.
"""

from __future__ import annotations

import errno
import os
import socket

from prony.errors import SandboxError

MOST = 1500
"""Slots of one user on one machine at a time, all processes of Prony together."""

FIRST_UID = 64000
"""As root, the slot with number N belongs to the user FIRST_UID + N."""

_last = 0


class SlotNumber:
    """A number from 1 to `MOST` that nobody else has until it is released. `value` is the number."""

    def __init__(self) -> None:
        """Take the next free number. Raises SandboxError E414 where none is left.

        A number is not given again soon after its release: what its slot left may still be on its way out.
        """
        global _last
        for step in range(1, MOST + 1):
            value = (_last + step - 1) % MOST + 1
            claim = _claim(value)
            if claim is not None:
                _last = value
                self.value = value
                self._claim = claim
                return
        raise SandboxError(
            "E414",
            f"all {MOST} numbers of slots are in use",
            cause="as many slots run on this machine, or another program holds the names \\0prony-slot-*",
            hint="wait for other runs to end, or lower --slots",
        )

    def release(self) -> None:
        """Let somebody else have the number. A second time it does nothing."""
        self._claim.close()


def _claim(value: int) -> socket.socket | None:
    """Hold the name of a number for this user; None where somebody holds it."""
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        claim.bind(f"\0prony-slot-{os.geteuid()}-{value}")
    except OSError as error:
        claim.close()
        if error.errno == errno.EADDRINUSE:
            return None
        raise
    return claim
