"""Backends: the ways to run supervisors. One that isolates less is never entered silently.

A backend is one file here with a `BACKEND`; other packages bring one by an entry point of the group `prony.backends`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from prony.errors import SandboxError
from prony.nouns import Limits, Noun
from prony.registry import Registry
from prony.sandbox.limits import disk_options
from prony.sandbox.slot import Launch
from prony.sandbox.toolchains import Toolchain

_ETC = {
    "passwd": "runner:x:1000:1000:runner:/tmp:/bin/sh\n",
    "group": "runner:x:1000:\n",
    "hosts": "127.0.0.1 localhost\n::1 localhost\n",
}


class Interior(Noun, frozen=True, kw_only=True):
    """The furniture of a slot's inside, beside the system's programs and the toolchains."""

    etc: dict[str, str] = msgspec.field(default_factory=_ETC.copy)
    """Files of /etc by name."""
    folders: tuple[str, ...] = ("/box", "/work", "/tests", "/tmp")
    """Empty folders of the root, where rooms mount."""
    binds: tuple[tuple[str, str], ...] = ()
    """(path here, path inside), read-only, beside those of the toolchains."""
    room: str = "isolated"
    """Which of `prony.sandbox.inside.rooms.ROOMS` programs run in, where the backend isolates."""
    config: dict[str, Any] = {}
    """What the room is told beside its name."""
    small_segments: bool = False
    """Whether programs may have System V shared memory, a page at a time (`prony.sandbox.seccomp`)."""


def scene_interior(
    budget: Limits,
    *,
    network: bool,
    work: str = "/work",
    etc: dict[str, str] | None = None,
    tools: dict[str, str] | None = None,
    binds: tuple[tuple[str, str], ...] = (),
    small_segments: bool = False,
) -> Interior:
    """The inside of a slot that is one scene: its disk lies at `work` and in /tmp.

    network: all programs share one. tools: scripts by name, in /tools.
    """
    plain = Interior()
    return Interior(
        etc=etc or plain.etc,
        folders=tuple(dict.fromkeys((*plain.folders, work, *(("/tools",) if tools else ())))),
        binds=binds,
        room="scene",
        config={"work": work, "disk": disk_options(budget), "tools": tools or {}, "network": network},
        small_segments=small_segments,
    )


class Backend(Launch, Protocol):
    """A way to run supervisors, with toolchains and an interior."""

    isolates: bool
    """Whether it promises to keep programs from the machine."""

    def __init__(self, toolchains: Mapping[str, Toolchain], python: Toolchain, interior: Interior) -> None:
        """python: runs the supervisors."""

    def identity(self) -> dict[str, str]:
        """What isolates, for grades."""

    def place(self, path: str) -> str:
        """Where a path inside a slot lies with this backend."""

    def close(self) -> None:
        """Let go of what it holds; its slots have ended."""


def settled(name: str, toolchain: Toolchain) -> Toolchain:
    """A toolchain as it lies with the backend called `name`: where it mounts nothing, at real paths.

    Raises SandboxError E408.
    """
    settle = getattr(find_backend(name), "settled", None)
    return toolchain if settle is None else settle(toolchain)


def _wrong_with(resident: object) -> str | None:
    """Say what keeps a foreign object from being a backend; None where nothing does."""
    parts = ("name", "identity", "place", "command", "explain", "close")
    lacking = [part for part in parts if not hasattr(resident, part)]
    if lacking or not callable(resident):
        return f"BACKEND has no {lacking[0]}" if lacking else "BACKEND is no class"
    return None if isinstance(getattr(resident, "isolates", None), bool) else "its `isolates` must be True or False"


BACKENDS: Registry[type[Backend]] = Registry(
    "sandbox backend",
    "prony.sandbox.backends",
    "BACKEND",
    besides=("places", "container"),
    group="prony.backends",
    check=_wrong_with,
    named_by="name",
)


def find_backend(name: str) -> type[Backend]:
    """The backend of that name. Raises SandboxError E408."""
    backend = BACKENDS.get(name)
    if backend is None:
        raise SandboxError(
            "E408",
            f"no sandbox backend {name!r}",
            hint=f"one of: {', '.join(sorted(known for known, _ in BACKENDS.items()))}",
        )
    return backend


class Open(Protocol):
    """Opens one backend, with one Python for its supervisors and its caller's consent, for some toolchains."""

    def __call__(self, toolchains: Mapping[str, Toolchain], interior: Interior | None = None) -> Backend:
        """A backend that is ready to launch slots. Raises SandboxError where it cannot work here."""


def opener(name: str, python: Toolchain, *, accept_untrusted: bool) -> Open:
    """The function that opens the backend called `name`. python: runs the supervisors.

    accept_untrusted: the consent without which a backend that does not isolate is refused. Raises SandboxError E406,
    E408.
    """
    backend = find_backend(name)
    if not backend.isolates and not accept_untrusted:
        raise SandboxError(
            "E406",
            f"the backend `{name}` runs untrusted programs without isolation",
            hint="add --i-accept-running-untrusted-code, on a machine that you can afford to lose",
        )

    def open_one(toolchains: Mapping[str, Toolchain], interior: Interior | None = None) -> Backend:
        return backend(toolchains, python, interior or Interior())

    return open_one
