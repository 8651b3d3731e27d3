"""Ollama, built from its Go module. Newer versions keep headers in a folder that Go modules are served without."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from prony.errors import EngineError
from prony.setup.servers.go import go_build, go_environment, go_program
from prony.setup.servers.server import Say, Server
from prony.setup.servers.steps import need_compilers, run

NAME = "ollama"
MODULE, VERSION = "github.com/ollama/ollama", "v0.6.5"
SUM = "h1:vXKkVX57ql/1ZzMw4SVK866Qfd6pjwEcITVyEpF0QXQ="
"""Go's digest of the module: sha256 over those of its files. What it depends on stands in its own go.sum."""


class Downloaded(msgspec.Struct):
    """What `go mod download -json` says of a module."""

    folder: str = msgspec.field(name="Dir")
    digest: str = msgspec.field(name="Sum")


def build(folder: Path, say: Say) -> Path:
    """Fetch the module, see that it is the one, compile."""
    need_compilers(f"building {NAME}")
    go, environment = go_program(NAME), go_environment(folder)
    answer = run(NAME, [go, "mod", "download", "-json", f"{MODULE}@{VERSION}"], folder, say, environment)
    module = msgspec.json.decode(answer, type=Downloaded)
    if module.digest != SUM:
        raise EngineError(
            "E214",
            f"what came is not {NAME} {VERSION}",
            where=MODULE,
            cause=f"its digest is {module.digest}, not {SUM}",
            hint="GOPROXY names another module proxy; PRONY_OLLAMA names a program that is there already",
        )
    source = folder / "source"
    os.rename(module.folder, source)
    return go_build(NAME, source, folder, say)


SERVER = Server(
    name=NAME,
    variable="PRONY_OLLAMA",
    version=lambda: VERSION,
    about="some 200 MB of source from Go's module proxy, then some 5 minutes of compiling on two cores",
    build=build,
)
