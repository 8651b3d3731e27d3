"""Steps of a build: programs that take minutes, their last line told now and then, the end of their log where they
fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from prony.errors import EngineError
from prony.keys import environment_without_signing_key
from prony.setup.servers.server import Say

TELL_EVERY_S = 30.0
COMPILER = "on Debian and Ubuntu: apt install build-essential; on Fedora: dnf install gcc-c++"
_POLL_S = 0.2
_TAIL_LINES = 8


def need(name: str, what_for: str, hint: str) -> str:
    """The path of a program, beside this Python or on the PATH. Raises EngineError E213 where it is not there."""
    beside = Path(sysconfig.get_path("scripts")) / name
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which(name)
    if found is None:
        raise EngineError("E213", f"{what_for} needs {name}, which is not here", hint=hint)
    return found


def need_compilers(what_for: str) -> None:
    """See that there is a compiler of C and of C++. Raises EngineError E213 where there is none."""
    for variable, name in (("CC", "cc"), ("CXX", "c++")):
        if not os.environ.get(variable):
            need(name, what_for, COMPILER)


def run(
    name: str, command: Sequence[str], folder: Path, say: Say, environment: Mapping[str, str] | None = None
) -> bytes:
    """Run one step of building the server `name` in `folder`, and return what it printed.

    Raises EngineError E214 where it fails, with the end of what it complained of.
    """
    begun = told = time.monotonic()
    out, log = folder / "out.txt", folder / "log.txt"
    with out.open("wb") as stdout, log.open("wb") as stderr:
        child = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env={**environment_without_signing_key(), **(environment or {})},
        )
        try:
            while child.poll() is None:
                time.sleep(_POLL_S)
                if time.monotonic() - told >= TELL_EVERY_S:
                    told = time.monotonic()
                    say(f"{name}: {told - begun:.0f} s, {_last(out, 1) or _last(log, 1) or 'at work'}")
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()
    if child.returncode != 0:
        program = Path(command[0]).name
        raise EngineError(
            "E214",
            f"{name} could not be built: {program} ended with status {child.returncode}",
            cause=_last(log, _TAIL_LINES) or _last(out, _TAIL_LINES),
            hint="mend what it complains of, then the same again",
        )
    return out.read_bytes()


def _last(log: Path, lines: int) -> str:
    """The last lines of a log that may still grow."""
    text = log.read_bytes()[-4096:].decode("utf-8", "replace")
    return "\n".join([line for line in text.splitlines() if line.strip()][-lines:])
