"""Puts the fake podman and docker where programs are looked for."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from prony.sandbox.backends.bubblewrap import find_bwrap


def put_fake_engines_first(patch: pytest.MonkeyPatch, folder: Path, failure: str = "") -> None:
    """Let `podman` and `docker` be `fake_container_engine`, for as long as the patch holds. failure: how they fail."""
    script = Path(__file__).with_name("fake_container_engine.py")
    settings = {"FAKE_ENGINE": failure, "FAKE_BWRAP": str(find_bwrap())}
    exports = "".join(f"export {key}={shlex.quote(value)}\n" for key, value in settings.items())
    for name in ("podman", "docker"):
        program = folder / name
        program.write_text(f'#!/bin/sh\n{exports}exec {os.path.realpath(sys.executable)} -S {script} "$0" "$@"\n')
        program.chmod(0o755)
    patch.setenv("PATH", str(folder), prepend=os.pathsep)
