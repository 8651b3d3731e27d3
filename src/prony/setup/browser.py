"""A Chromium to open pages in and see what they do: the machine's own, else the kit's, else its distribution's."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from prony import kits
from prony.errors import PronyError
from prony.keys import environment_without_signing_key
from prony.kits import kit_named
from prony.nouns import Noun
from prony.sandbox.toolchains import chromium

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
KITS = ("chromium", "chromium-debian")
"""In order of preference."""
INSTALL_S = 420
"""Seconds that each step of an installation may take."""
_APT = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3")
_STEPS = ((*_APT, "update"), (*_APT, "install", "-y", "--no-install-recommends", "chromium"))


class Browser(Noun, frozen=True, kw_only=True):
    """A Chromium that starts. env: what it needs beside the environment of whoever starts it."""

    path: str
    version: str
    env: dict[str, str] = {}


def find_browser() -> Browser | None:
    """A Chromium that starts: one on the PATH, else a kit's; None where there is none."""
    for name in NAMES:
        path = shutil.which(name)
        version = _version(path) if path else None
        if path and version:
            return Browser(path=path, version=version)
    return _of_kit()


def install_browser(say: Callable[[str], None]) -> str:
    """Get a Chromium: a kit's, for which nobody needs root; else as this machine's package, as root with apt-get.

    Returns why it could not be done, in one line; the empty string when it was.
    """
    problems = []
    for name in KITS:
        kit = kit_named(name)
        problem = kit.lacking()
        if not problem:
            say(f"fetching Chromium, {kit.download_bytes / 1e6:.0f} MB from {' and '.join(kit.origins)}")
            try:
                kits.get(name)
            except PronyError as error:
                problem = f"{error.code}: {error.what}"
            if find_browser():
                return ""
        problems.append(problem or f"the Chromium of {name} does not start")
    return _install_package(say, "; ".join(dict.fromkeys(problems)))


def _install_package(say: Callable[[str], None], problem: str) -> str:
    """Install the distribution's Chromium. problem: why the kit's is not taken."""
    if shutil.which("apt-get") is None:
        return f"no Chromium here ({problem}), and no apt-get to install one with: install your distribution's chromium"
    if os.geteuid() != 0:
        return f"no Chromium here ({problem}): as root, apt-get install chromium"
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


def _of_kit() -> Browser | None:
    for kit in KITS:
        folder = kits.folder(kit)
        if folder is not None:
            path, libraries, fonts = _PLACES[kit](folder)
            env = {"LD_LIBRARY_PATH": ":".join(map(str, libraries)), "FONTCONFIG_FILE": str(fonts)}
            version = _version(str(path), tuple(env.items()))
            if version is not None:
                return Browser(path=str(path), version=version, env=env)
    return None


def _in_npm(folder: Path) -> tuple[Path, list[Path], Path]:
    root = folder / "chromium"
    return root / "chromium", [root / "lib"], root / "fonts.conf"


def _in_packages(folder: Path) -> tuple[Path, list[Path], Path]:
    usr = folder / "usr"
    return usr / chromium.SHELL, [usr / path for path in chromium.library_folders(usr)], usr / "fonts.conf"


_PLACES: dict[str, Callable[[Path], tuple[Path, list[Path], Path]]] = {
    "chromium": _in_npm,
    "chromium-debian": _in_packages,
}
"""Kit -> where in it the browser, its libraries and its fonts' configuration are."""


@functools.cache
def _version(path: str, env: tuple[tuple[str, str], ...] = ()) -> str | None:
    try:
        told = subprocess.run(
            [path, "--version"],
            env=environment_without_signing_key() | dict(env),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return told.stdout.strip() if told.returncode == 0 else None
