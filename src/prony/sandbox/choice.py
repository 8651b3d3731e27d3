"""Choose what isolates on this machine, by trying: the first backend that holds, and why those before it do not."""

from __future__ import annotations

from collections.abc import Sequence

from prony.errors import SandboxError
from prony.nouns import Noun
from prony.sandbox.pool import open_sandbox

ORDER = ("bubblewrap", "landlock", "podman", "docker")
"""From the one that promises most and costs least."""
_holding: set[str] = set()
"""Backends that were seen to hold in this process."""


class BackendChoice(Noun, frozen=True, kw_only=True):
    """The backend that is used, and what was in the way of those before it."""

    backend: str
    refused: tuple[tuple[str, str], ...] = ()
    """(backend, why it does not isolate here)."""


async def choose_backend(order: Sequence[str] = ORDER) -> BackendChoice:
    """Try each backend with its own small programs. Raises SandboxError E417 where none isolates."""
    refused: list[tuple[str, str]] = []
    for name in order:
        if name not in _holding:
            try:
                async with open_sandbox(name, slots=1):
                    _holding.add(name)
            except SandboxError as error:
                refused.append((name, f"{error.what}: {error.cause}" if error.cause else error.what))
                continue
        return BackendChoice(backend=name, refused=tuple(refused))
    raise SandboxError(
        "E417",
        "nothing isolates untrusted programs on this machine",
        cause="\n".join(f"{name}: {why}" for name, why in refused),
        hint="prony doctor says what takes each hindrance away; on a machine that you can afford to lose, programs run "
        "without isolation: --sandbox bare --i-accept-running-untrusted-code",
    )
