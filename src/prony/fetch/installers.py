"""Installers that can fetch a wheel: the user's own, with the user's own configuration, as a process."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from prony.errors import FetchError
from prony.fetch.remote import WantedWheel
from prony.keys import environment_without_signing_key

TRIED = 2
"""Installers that may fail for one wheel: where two of them find nothing, a third will not either."""
WANTED = "wanted.txt"
"""The file beside a wheel that names it with its digest."""
LOG = "installer.log"
_POLL_S = 0.2
_TAIL_LINES = 3
_LINE_CHARS = 240


Installer = Callable[[WantedWheel, Path], list[str] | None]
"""The command line that puts one wheel, packed or unpacked, into a folder, without dependencies and without building
anything; None where the installer is not there."""


def pip(part: WantedWheel, into: Path) -> list[str] | None:
    """pip of the running environment."""
    return _pip([sys.executable, "-m", "pip"], part, into) if importlib.util.find_spec("pip") else None


def uv(part: WantedWheel, into: Path) -> list[str] | None:
    """uv, beside this Python or on the PATH. It has no download of its own: it unpacks into a folder."""
    beside = Path(sysconfig.get_path("scripts")) / "uv"
    found = str(beside) if beside.is_file() else shutil.which("uv")
    if not found:
        return None
    options = ["--no-deps", "--only-binary", ":all:", "--no-cache", "--quiet", "--python", sys.executable]
    return [found, "pip", "install", *options, "--target", str(into), *_wanted(part, into)]


def bundled_pip(part: WantedWheel, into: Path) -> list[str] | None:
    """The pip that Python carries to make environments with, run out of its wheel."""
    spec = importlib.util.find_spec("ensurepip")
    if spec is None or not spec.origin:
        return None
    found = sorted((Path(spec.origin).parent / "_bundled").glob("pip-*.whl"))
    return _pip([sys.executable, str(found[-1] / "pip")], part, into) if found else None


def other_pip(part: WantedWheel, into: Path) -> list[str] | None:
    """pip of another Python, from the PATH."""
    found = shutil.which("pip3") or shutil.which("pip")
    return _pip([found], part, into) if found else None


INSTALLERS: dict[str, Installer] = {"pip": pip, "uv": uv, "ensurepip": bundled_pip, "pip on the PATH": other_pip}
"""In the order in which they are tried. A new one is a function beside its siblings and a name here."""


def download(part: WantedWheel, into: Path, growing: Callable[[int], None]) -> None:
    """Have the first installer that can put the wheel of `part` into the folder `into`.

    growing: called a few times a second with the bytes that have come; what it raises ends the installer.
    Raises FetchError E714 where there is no installer, E711 where none got the wheel, with what the last one said.
    """
    said: list[str] = []
    for name, installer in INSTALLERS.items():
        command = installer(part, into)
        if command is None or len(said) == TRIED:
            continue
        complaint = run(command, into, growing)
        if not complaint:
            return
        said.append(f"{name}: {complaint}")
    wheel = f"{part.distribution} {part.version}"
    if not said:
        raise FetchError(
            "E714", f"nothing here can fetch the wheel {wheel}", hint="install pip or uv, then run it again"
        )
    raise FetchError("E711", f"the package registry does not give {wheel}", cause="\n".join(said))


def _pip(pip: list[str], part: WantedWheel, into: Path) -> list[str]:
    options = [
        "--no-deps",
        "--only-binary=:all:",
        "--no-cache-dir",
        "--no-input",
        "--progress-bar=off",
        "--quiet",
        "--retries=2",
    ]
    return [*pip, "download", "--disable-pip-version-check", *options, "--dest", str(into), *_wanted(part, into)]


def _wanted(part: WantedWheel, into: Path) -> list[str]:
    """The arguments that name a wheel; one with a digest stands in a file, beside it."""
    wheel = f"{part.distribution}=={part.version}"
    if not part.wheel_sha256:
        return [wheel]
    file = into / WANTED
    file.write_text(f"{wheel} --hash=sha256:{part.wheel_sha256}\n", encoding="utf-8")
    return ["--require-hashes", "-r", str(file)]


def run(command: list[str], into: Path, growing: Callable[[int], None]) -> str:
    """Run an installer to its end: what it complained of, empty when it succeeded."""
    status, lines = run_to_its_end(command, into, lambda: growing(weight(into)), env={"UV_HTTP_RETRIES": "1"})
    if status == 0:
        return ""
    said = [line[:_LINE_CHARS] for line in lines if line.strip()]
    return "\n".join(said[-_TAIL_LINES:]) or f"exit status {status}"


def run_to_its_end(
    command: list[str], into: Path, running: Callable[[], None], *, env: Mapping[str, str]
) -> tuple[int, list[str]]:
    """Run an installer with the user's environment and `env`: its exit status, and the lines that it wrote.

    running: called a few times a second; what it raises ends the installer.
    """
    # Its temporary files lie where they are counted, and go when the folder goes.
    environment = {**environment_without_signing_key(), **_without_proxy(), "TMPDIR": str(into), **env}
    log = into / LOG
    with log.open("wb") as out:
        try:
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment, start_new_session=True
            )
        except OSError as error:
            return 127, [str(error)]
        try:
            while child.poll() is None:
                running()
                time.sleep(_POLL_S)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
    return child.returncode, log.read_text(errors="replace").splitlines()


def weight(folder: Path) -> int:
    """Weigh a folder that something else is writing in, in bytes."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(parent, name)).st_size
            except OSError:
                continue
    return total


def _without_proxy() -> dict[str, str]:
    """Variables by which an installer reaches a registry on this machine without the environment's proxy."""
    named = {name: os.environ[name] for name in ("NO_PROXY", "no_proxy") if name in os.environ} or {"NO_PROXY": ""}
    return {name: ",".join(filter(None, (value, "localhost", "127.0.0.1", "::1"))) for name, value in named.items()}
