"""What podman and docker have in common: a slot is one container, with the same supervisor inside and nothing pulled.

The container has the layout of a slot: this machine's `/usr` and the toolchains, mounted read-only, three folders in
memory, a network that is only its own loopback, no capability. Its root is a skeleton of folders that is made here; or
an image that the user names by digest, whose own system programs are used then.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from prony.errors import SandboxError
from prony.sandbox import handover, seccomp, seccomp_shared
from prony.sandbox.backends import Interior
from prony.sandbox.inside.landlock import SCOPED
from prony.sandbox.inside.landlock import kernel_version as landlock_version
from prony.sandbox.prepare import ENV
from prony.sandbox.slot_numbers import FIRST_UID
from prony.sandbox.toolchains import Toolchain
from prony.sandbox.trusted import INSIDE, SUPERVISOR, trusted_files

IMAGE_VARIABLE = "PRONY_CONTAINER_IMAGE"
"""Names an image, by digest, to take in the place of this machine's own system programs."""
PROCESSES = 1024
"""Of a container; a test's own limit is below."""
DISK_MB = 2048
"""Of each folder in memory; a test's own limit is below."""
_SYSTEM_FOLDERS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
_LOADER_FILES = ("/etc/ld.so.cache", "/etc/alternatives", "/nix/store")
_BY_DIGEST = re.compile(r"[\w./:-]+@sha256:[0-9a-f]{64}")


class ContainerBackend:
    """How slots with these toolchains are launched as containers. `python` runs the supervisor."""

    name: ClassVar[str]
    isolates = True
    must_be_counted = False
    program: ClassVar[str]
    """The engine's program."""
    failures: ClassVar[tuple[tuple[str, str, str], ...]]
    """(pattern of its last words, what is in the way, the next step)."""

    def __init__(self, toolchains: Mapping[str, Toolchain], python: Toolchain, interior: Interior) -> None:
        self._engine = self.find()
        self._image = named_image()
        self._toolchains = {**toolchains, "python": python}
        self._python = python
        self._interior = interior
        self._work = interior.config.get("work", "/work")
        self._folder = Path(tempfile.mkdtemp(prefix="prony-container-"))
        self._folder.chmod(0o711)
        self._lay()
        arch, version = seccomp.architecture(), landlock_version()
        inside = [inside for chain in self._toolchains.values() for _, inside in chain.binds]
        self.config: dict[str, Any] = {
            "room": "contained",
            "stays": interior.room == "scene",
            "work": self._work,
            "version": version,
            "tcp": True,
            "read": ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/opt", "/tools", INSIDE, *inside],
            "listed": [],
            "filters": {
                "plain": seccomp.build(arch, small_segments=interior.small_segments).hex(),
                "uncounted": seccomp.build_uncounted(arch).hex(),
                "shared": seccomp_shared.build(arch, version, SCOPED, contained=True).hex(),
                "mediated": seccomp_shared.build_mediated(arch, version, SCOPED, contained=True).hex(),
            },
            "names": seccomp_shared.names(arch),
            "spare_processes": 0,
        }

    lacks = (
        "a room built anew for each test: the container's folders are emptied behind it",
        "exact bounds on the disk and, without a cgroup, on memory and processes: looked at ten times a second",
        "that attempts to reach the network are counted",
    )
    """What it does not promise, for who asks what holds here."""

    @classmethod
    def find(cls) -> str:
        """The engine's program. Raises SandboxError E419."""
        found = shutil.which(cls.program)
        if found is None:
            raise SandboxError("E419", f"no {cls.program} on this machine", hint=f"install {cls.program}")
        return found

    def root(self) -> tuple[str, ...]:
        """The words that name the container's root file system. Raises SandboxError E419."""
        raise NotImplementedError

    def identity(self) -> dict[str, str]:
        """What isolates, for grades."""
        image = f" {self._image.rpartition('@')[2]}" if self._image else ""
        landlock = self.config["version"]
        return {"sandbox": f"{self.name}{image}, landlock {landlock}" if landlock else f"{self.name}{image}"}

    def place(self, path: str) -> str:
        """See `prony.sandbox.backends.Backend`: a container has every path as it is."""
        return path

    def command(self, control: int, number: int) -> tuple[Sequence[str], Mapping[str, str], Sequence[int]]:
        """See `prony.sandbox.slot.Launch`."""
        door = self._folder / f"door-{number}"
        door.mkdir(mode=0o755, exist_ok=True)
        root = os.geteuid() == 0
        user = f"{FIRST_UID + number}:{FIRST_UID + number}" if root else f"{os.getuid()}:{os.getgid()}"
        interpreter, *options = self._python.commands["python3"]
        supervisor = (interpreter, *options, "-P", "-X", "utf8", f"{INSIDE}/{SUPERVISOR}", "{control}", self._work)
        enter = f"{INSIDE}/{Path(SUPERVISOR).parent}/enter.py"
        words = [
            self._engine,
            "run",
            *self._flags(user, f"prony-{os.getpid()}-{number}"),
            *self._mounts(door),
            *self.root(),
            *(interpreter, *options, enter, "/door/s", *supervisor),
        ]
        order = {"door": str(door / "s"), "control": control, "command": words}
        home = {key: os.environ[key] for key in _ENGINE_VARIABLES if key in os.environ}
        env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), **home}
        return [os.path.realpath(sys.executable), "-I", "-S", handover.__file__, json.dumps(order)], env, ()

    def _flags(self, user: str, name: str) -> Iterator[str]:
        yield from ("--rm", "--name", name, "--hostname", "slot", "--pull", "never", "--log-driver", "none")
        yield from ("--network", "none", "--read-only", "--cap-drop", "all")
        yield from ("--security-opt", "no-new-privileges", "--ipc", "private", "--user", user, "--workdir", "/")
        yield from ("--pids-limit", str(PROCESSES), "--memory", self._memory(), "--memory-swap", self._memory())
        places = {"PRONY_WORK": self._work, "PRONY_TESTS": "/tests", "PYTHONPATH": INSIDE}
        for key, value in {**ENV, **self._python.env, **places}.items():
            yield from ("--env", f"{key}={value}")

    def _memory(self) -> str:
        """A bound for everything in the container: of a test, the supervisor or a cgroup keeps its own."""
        return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') // (1 << 20) * 3 // 4}m"

    def _mounts(self, door: Path) -> Iterator[str]:
        options = f"rw,exec,nosuid,nodev,mode=1777,size={DISK_MB}m"
        for folder in (self._work, "/tests", "/tmp"):
            yield from ("--tmpfs", f"{folder}:{options}")
        for source, inside in self._binds(door):
            yield from ("--mount", f"type=bind,source={source},target={inside},readonly")

    def _binds(self, door: Path) -> Iterator[tuple[str, str]]:
        if not self._image:
            yield "/usr", "/usr"
            for name in _SYSTEM_FOLDERS:
                if os.path.isdir(f"/{name}") and not os.path.islink(f"/{name}"):
                    yield f"/{name}", f"/{name}"
            yield from ((path, path) for path in _LOADER_FILES if os.path.exists(path))
            yield from ((str(self._folder / "etc" / name), f"/etc/{name}") for name in self._interior.etc)
        chains = self._toolchains.values()
        yield from dict.fromkeys([*(bind for chain in chains for bind in chain.binds), *self._interior.binds])
        yield str(self._folder / "prony"), INSIDE
        if self._interior.config.get("tools"):
            yield str(self._folder / "tools"), "/tools"
        yield str(door), "/door"

    def _lay(self) -> None:
        """Lay what containers mount: our own programs, files of /etc, tools."""
        laid = {f"prony/{path}": data for path, data in trusted_files().items()}
        laid |= {f"etc/{name}": text.encode() for name, text in self._interior.etc.items()}
        laid |= {f"tools/{name}": text.encode() for name, text in self._interior.config.get("tools", {}).items()}
        for path, data in laid.items():
            target = self._folder / path
            target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            target.write_bytes(data)
            target.chmod(0o755 if path.startswith("tools/") else 0o644)

    def explain(self, stderr: str) -> SandboxError:
        """See `prony.sandbox.slot.Launch`."""
        for pattern, cause, hint in self.failures:
            if re.search(pattern, stderr, re.IGNORECASE):
                return SandboxError("E419", f"{self.name} cannot isolate here", cause=cause, hint=hint)
        return SandboxError(
            "E419",
            f"a container of {self.name} did not come up",
            cause=stderr[-600:] or "it said nothing",
            hint=f"{self.program} info shows whether it works at all",
        )

    def close(self) -> None:
        """Remove what was laid on disk; its containers have ended, and are removed with their end."""
        shutil.rmtree(self._folder, ignore_errors=True)


_ENGINE_VARIABLES = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "DOCKER_HOST", "CONTAINER_HOST")
"""What engines find their services and their storage by."""


def named_image() -> str:
    """The image that the user names, by digest; empty where none is named. Raises SandboxError E419."""
    image = os.environ.get(IMAGE_VARIABLE, "")
    if image and not _BY_DIGEST.fullmatch(image):
        raise SandboxError(
            "E419",
            f"{IMAGE_VARIABLE} names no image by digest: {image!r}",
            cause="a tag may be another image tomorrow, and grades name what they were made with",
            hint=f"{IMAGE_VARIABLE}=NAME@sha256:DIGEST, of an image that is here already: nothing is pulled",
        )
    return image


def skeleton(folder: Path) -> Path:
    """Make, once, the folders and links of a root file system in which everything else is mounted."""
    for name in (
        "dev",
        "door",
        "etc",
        "nix",
        "opt",
        "proc",
        "sys",
        "tests",
        "tmp",
        "tools",
        "usr",
        "work",
        "workspace",
    ):
        (folder / name).mkdir(mode=0o755, parents=True, exist_ok=True)
    for name in _SYSTEM_FOLDERS:
        path, here = folder / name, Path("/", name)
        if here.is_symlink() and not path.is_symlink():
            path.symlink_to(os.readlink(here))
        elif here.is_dir() and not here.is_symlink():
            path.mkdir(mode=0o755, exist_ok=True)
    return folder
