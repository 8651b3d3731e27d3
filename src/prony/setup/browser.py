"""A Chromium: the machine's own, else its distribution's package. Pages are opened in it to see what they do."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Callable

from prony.keys import environment_without_signing_key

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
INSTALL_S = 420
"""Seconds that each step of an installation may take."""
_APT = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3")
_STEPS = ((*_APT, "update"), (*_APT, "install", "-y", "--no-install-recommends", "chromium"))


def find_browser() -> tuple[str, str] | None:
    """Path and version of a Chromium that starts; None where there is none."""
    for name in NAMES:
        path = shutil.which(name)
        version = _version(path) if path else None
        if path and version:
            return path, version
    return None


def install_browser(say: Callable[[str], None]) -> str:
    """Install Chromium as this machine's package, where that can be done: as root, with apt-get.

    Returns why it could not be done, in one line; the empty string when it was.
    """
    if shutil.which("apt-get") is None:
        return "no Chromium here, and no apt-get to install it with: install your distribution's chromium"
    if os.geteuid() != 0:
        return "no Chromium here: as root, apt-get install chromium"
    say("installing Chromium, some 100 MB: apt-get install chromium")
    for step in _STEPS:
        try:
            done = subprocess.run(
                step,
                env=environment_without_signing_key() | {"DEBIAN_FRONTEND": "noninteractive"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=INSTALL_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"{' '.join(step[-3:])} did not end within {INSTALL_S} s"
        if done.returncode != 0:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            return f"{step[0]} {step[len(_APT)]} failed: {last[0] if last else f'exit status {done.returncode}'}"
    _version.cache_clear()
    return "" if find_browser() else "Chromium was installed and does not start"


@functools.cache
def _version(path: str) -> str | None:
    try:
        told = subprocess.run(
            [path, "--version"],
            env=environment_without_signing_key(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return told.stdout.strip() if told.returncode == 0 else None
