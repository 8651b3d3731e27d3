"""Run as root, once a slot: bind what an unprivileged user could not reach, become that user, execute bubblewrap.

    python -I -S stage.py '{"uid": 64001, "binds": [[SOURCE, NAME], ...], "command": [...]}'

Root itself would not do: limits on the number of processes do not count for it, and files here would be its own. A
toolchain under a home that only root may enter is bound, in a mount namespace of our own, to STAGE/NAME, which the
command then names as its source. Imports nothing of ours.
"""

import ctypes
import json
import os
import sys

STAGE = "/tmp/prony-stage"
_CAPBSET_DROP = 24
_NEWNS, _BIND, _REC, _PRIVATE, _NOSUID, _NODEV = 0x20000, 4096, 16384, 1 << 18, 2, 4


def main() -> None:
    """Stage and execute; an error's text goes to stderr. An order without binds mounts nothing."""
    order = json.loads(sys.argv[1])
    if "binds" in order:
        _bind(order["binds"])
    else:
        _drop_bounding_set()
    os.setgroups([])
    os.setresgid(order["uid"], order["uid"], order["uid"])
    os.setresuid(order["uid"], order["uid"], order["uid"])
    os.execv(order["command"][0], order["command"])


def _drop_bounding_set() -> None:
    """No program that this one becomes can gain a capability; the user that it becomes may not say so any more."""
    libc = ctypes.CDLL(None, use_errno=True)
    number = 0
    while libc.prctl(_CAPBSET_DROP, number, 0, 0, 0) == 0:
        number += 1


def _bind(binds: list[tuple[str, str]]) -> None:
    libc = ctypes.CDLL(None, use_errno=True)

    def check(result: int, what: str) -> None:
        if result != 0:
            sys.exit(f"stage: {what}: {os.strerror(ctypes.get_errno())}")

    def mount(source: str, target: str, kind: bytes | None, flags: int, options: bytes | None = None) -> None:
        result = libc.mount(source.encode(), target.encode(), kind, ctypes.c_ulong(flags), options)
        check(result, f"mount {target}")

    check(libc.unshare(_NEWNS), "a mount namespace")
    mount("none", "/", None, _REC | _PRIVATE)
    sources = [(os.open(source, os.O_PATH), os.path.isdir(source), name) for source, name in binds]
    mount("tmpfs", "/tmp", b"tmpfs", _NOSUID | _NODEV, b"mode=755")
    for descriptor, is_folder, name in sources:
        target = f"{STAGE}/{name}"
        os.makedirs(target if is_folder else os.path.dirname(target), exist_ok=True)
        if not is_folder:
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
        mount(f"/proc/self/fd/{descriptor}", target, None, _BIND)
        os.close(descriptor)


if __name__ == "__main__":
    main()
