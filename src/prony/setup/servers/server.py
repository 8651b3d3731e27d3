"""A real server: the variable that names its program, else the program that was built of its pinned source."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from prony.engines.programs import kept_program
from prony.errors import EngineError

Say = Callable[[str], None]
MOST_BYTES = 3 << 30
"""Disk that a build takes while it goes on."""


class Server(NamedTuple):
    """A server: how its program is found here, and built where it is not."""

    name: str
    variable: str
    """Of the environment: names a program to take instead."""
    version: Callable[[], str | None]
    """Of the source to build; None where there is no source here."""
    about: str
    """What building it takes: where the source comes from, its size, the time on two cores."""
    build: Callable[[Path, Say], Path]
    """Builds it in an empty folder, and returns the program there."""
    lacking: str = ""
    """The next step where there is no source here."""
    also: tuple[str, ...] = ()
    """Other programs that its build leaves beside it, which are kept with it."""


def find(server: Server) -> Path | None:
    """The program of a server: as the environment names it, else as it was built. Raises EngineError E214 where the
    environment names none that can be run."""
    named = os.environ.get(server.variable)
    if named:
        program = shutil.which(named)
        if program is None:
            raise EngineError(
                "E214",
                f"{server.variable} names no program that can be run",
                where=named,
                hint=f"name {server.name}'s program there, or unset it",
            )
        return Path(program).resolve()
    version = server.version()
    kept = kept_program(server.name, version) if version else None
    return kept if kept and kept.is_file() else None


def obtain(server: Server, say: Say) -> Path | None:
    """The program of a server, built where it is not there yet; None where there is no source to build. Takes minutes.

    Raises EngineError E213 (a tool is missing) or E214 (it does not build), FetchError where its source cannot be had.
    """
    found, version = find(server), server.version()
    if found or version is None:
        return found
    kept = kept_program(server.name, version)
    kept.parent.parent.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(kept.parent.parent).free
    if free < MOST_BYTES:
        raise EngineError(
            "E214",
            f"building {server.name} takes up to {MOST_BYTES / 1e9:.0f} GB of disk, {free / 1e9:.1f} GB are free",
            where=str(kept.parent.parent),
            hint="XDG_CACHE_HOME names another folder for the cache, on another disk",
        )
    say(f"{server.name} {version}: {server.about}; kept in {kept.parent}")
    # Built beside its place, so that the last step is a rename and a build that ends early leaves nothing.
    with tempfile.TemporaryDirectory(dir=kept.parent.parent, prefix=".build-", ignore_cleanup_errors=True) as scratch:
        program = server.build(Path(scratch), say)
        kept.parent.mkdir(exist_ok=True)
        for name in server.also:
            os.replace(program.with_name(name), kept.with_name(name))
        os.replace(program, kept)
    return kept
