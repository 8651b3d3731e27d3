"""llama-swap, built from a clone of its repository: no package registry has it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from prony.config import expanded
from prony.keys import environment_without_signing_key
from prony.setup.servers.go import go_build
from prony.setup.servers.server import Say, Server

NAME = "llama-swap"
VARIABLE = "LLAMA_SWAP_SRC"


def version() -> str | None:
    """The commit that the clone stands at, else `src` where it is no clone; None where no folder of source is named."""
    source = _source()
    if not (source / "go.mod").is_file():
        return None
    command = ["git", "-C", str(source), "rev-parse", "--short=12", "HEAD"]
    try:
        told = subprocess.run(
            command, env=environment_without_signing_key(), capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "src"
    return told.stdout.strip() or "src"


def build(folder: Path, say: Say) -> Path:
    """Compile a copy: the clone stays as it is."""
    source = folder / "source"
    shutil.copytree(_source(), source, ignore=shutil.ignore_patterns(".git", "node_modules"))
    return go_build(NAME, source, folder, say)


def _source() -> Path:
    return expanded(os.environ.get(VARIABLE) or "/nonexistent")


SERVER = Server(
    name=NAME,
    variable="PRONY_LLAMA_SWAP",
    version=version,
    about=f"from {VARIABLE}, with 30 MB of modules from Go's module proxy, a minute of compiling",
    build=build,
    lacking=f"no package registry has it: {VARIABLE}=/path/to/a/clone builds one, PRONY_LLAMA_SWAP names a program",
)
