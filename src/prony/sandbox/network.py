"""The self-test of the network cut: a program that tries, run each time a sandbox opens."""

from __future__ import annotations

import errno
import socket
from collections.abc import Awaitable, Callable

from prony.nouns import Verdict
from prony.sandbox.results import Execution, Program

_ATTEMPT = """
import socket
def met(attempt):
    try: attempt()
    except OSError as error: return error.errno
here = met(lambda: socket.create_connection(("127.0.0.1", {port}), 2))
away = met(lambda: socket.socket(2, 2).connect(("192.0.2.1", 9)))
host = met(lambda: socket.socket(40, 1))
try: devices = [name for _, name in socket.if_nameindex()]
except OSError: devices = []
print(here, away, host, devices)
"""
_CUT = (
    f"{errno.ECONNREFUSED} {errno.ENETUNREACH} {errno.EAFNOSUPPORT} ['lo']",
    f"{errno.EACCES} {errno.EACCES} {errno.EAFNOSUPPORT} []",
)
"""What is met in a network of its own, and where no socket can be made."""


async def network_is_cut(run: Callable[[Program], Awaitable[Execution]]) -> tuple[bool, str]:
    """Whether a program reaches neither a port of this machine, nor any network, nor a virtual machine's host.

    The second value is what it met: three error numbers, and the network devices it saw.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        code = _ATTEMPT.format(port=server.getsockname()[1])
        ended = await run(Program(argv=("python3", "-c", code)))
        met = (ended.stdout or ended.stderr[-300:]).decode(errors="replace").strip()
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return ended.verdict is Verdict.PASS and met in _CUT, met or f"{ended.verdict}: {ended.detail}"
        return False, "it connected to a port of this machine"
