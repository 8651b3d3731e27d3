"""The backend `landlock`: the same supervisor, kept to folders of its own by Landlock and filters, without namespaces.

For machines and containers that refuse user namespaces. Nothing is mounted: programs lie at real paths, in folders
below this machine's folder for temporary files, which only the slot's user may enter. As root, that is an unprivileged
user of its own (64000 + number), and toolchains that only root can reach are linked where he finds them. What it does
not keep that namespaces do stands in docs/sandbox.md; `prony doctor` says it, too.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import prony
from prony.config import cache_dir
from prony.errors import SandboxError
from prony.plain_files import write_whole
from prony.sandbox import seccomp, seccomp_shared, stage
from prony.sandbox.backends import Interior
from prony.sandbox.backends.places import (
    PathNames,
    as_it_is,
    for_other_users,
    kept_beside,
    kept_for_other_users,
    relocated,
)
from prony.sandbox.inside.landlock import SCOPED, kernel_version
from prony.sandbox.prepare import ENV
from prony.sandbox.slot_numbers import FIRST_UID
from prony.sandbox.toolchains import Toolchain
from prony.sandbox.trusted import SUPERVISOR, trusted_files

NAME = "landlock"
LEAST_VERSION = 2
"""Since Linux 5.19: before, no file could be moved from one folder to another."""
SHARED_USER_SPARE = 256
"""How many processes the user's other programs may begin while a test runs, before they are counted as the test's."""
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store")
_PUBLIC = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf")
"""Files of /etc that loaders and libraries read, and fail over where they are there and may not."""


class Landlock:
    """How slots with these toolchains are launched. `python` runs the supervisor."""

    name = NAME
    isolates = True
    must_be_counted = False
    has_network = has_mounts = False

    def __init__(self, toolchains: Mapping[str, Toolchain], python: Toolchain, interior: Interior) -> None:
        version = kernel_version()
        if version < LEAST_VERSION:
            raise SandboxError(
                "E415",
                "Landlock cannot isolate here",
                cause=f"this kernel knows version {version} of it; Prony needs {LEAST_VERSION} (Linux 5.19)"
                if version
                else "this kernel has no Landlock, or it is switched off (`lsm=` on its command line)",
                hint="prony doctor says what else isolates on this machine",
            )
        if interior.room == "scene" and interior.config["network"]:
            raise SandboxError(
                "E416",
                f"the backend `{NAME}` gives no network of its own",
                cause="programs that speak over a network among themselves need a namespace for it",
                hint="services, databases, pages and agents need bubblewrap, podman or docker; see prony doctor",
            )
        self._root = os.geteuid() == 0
        self._toolchains = {**toolchains, "python": python}
        self._python = python
        self._folder = Path(tempfile.mkdtemp(prefix="prony-confined-"))
        self._folder.chmod(0o711)
        self._trusted = _laid_trusted(self._root)
        rooms = ("work", "tests", "tmp")
        self._places = PathNames(str(self._folder), self._toolchains.values(), self._trusted, rooms)
        arch = seccomp.architecture()
        self.config: dict[str, Any] = {
            "room": "confined",
            "stays": interior.room == "scene",
            "version": version,
            "tcp": False,
            "read": [*self._readable()],
            "listed": [*self._listed()],
            "filters": {
                "plain": seccomp.build(arch, small_segments=interior.small_segments).hex(),
                "uncounted": seccomp.build_uncounted(arch).hex(),
                "shared": seccomp_shared.build(arch, version, SCOPED).hex(),
                "mediated": seccomp_shared.build_mediated(arch, version, SCOPED).hex(),
            },
            "names": seccomp_shared.names(arch),
            "spare_processes": 0 if self._root else SHARED_USER_SPARE,
        }

    lacks = (
        "services, databases, pages and agents: there is no network of its own",
        "that paths, their sizes and times cannot be seen: only contents are kept",
        "/tmp and /dev/shm by these names; PHP of the distribution",
        "exact bounds on the disk and, without a cgroup, on memory and processes: looked at ten times a second",
        "that attempts to reach the network are counted",
    )
    """What it does not promise, for who asks what holds here."""

    @classmethod
    def settled(cls, toolchain: Toolchain) -> Toolchain:
        """See `prony.sandbox.backends.settled`."""
        if os.geteuid() == 0:
            return relocated(toolchain, for_other_users, kept_for_other_users)
        return relocated(toolchain, as_it_is, kept_beside)

    def identity(self) -> dict[str, str]:
        """What isolates, for grades."""
        return {"sandbox": f"{NAME} {self.config['version']}"}

    def place(self, path: str) -> str:
        """See `prony.sandbox.backends.Backend`."""
        return self._places.place(path)

    def command(self, control: int, number: int) -> tuple[Sequence[str], Mapping[str, str], Sequence[int]]:
        """See `prony.sandbox.slot.Launch`."""
        folder = self._folder / str(number)
        folder.mkdir(mode=0o700, exist_ok=True)
        interpreter, *options = self._python.commands["python3"]
        words = [interpreter, *options, "-P", "-X", "utf8", f"{self._trusted}/{SUPERVISOR}", str(control), str(folder)]
        env = {"PATH": "/usr/bin:/bin", **ENV, **self._python.env, "PYTHONPATH": self._trusted}
        if self._root:
            user = FIRST_UID + number
            os.chown(folder, user, user)
            order = json.dumps({"uid": user, "command": words})
            words = [os.path.realpath(sys.executable), "-I", "-S", stage.__file__, order]
        return words, env, ()

    def _binds(self) -> list[str]:
        """What programs may read beside the system, each once."""
        return list(dict.fromkeys(source for chain in self._toolchains.values() for source, _ in chain.binds))

    def _shown(self) -> list[Path]:
        paths = [*_SYSTEM, *_PUBLIC, *self._binds(), self._trusted]
        return [Path(os.path.realpath(path)) for path in dict.fromkeys(paths) if os.path.exists(path)]

    def _readable(self) -> Iterator[str]:
        """The paths that programs may read and start; what holds suites is left out of them."""
        secrets = _secrets()
        for path in self._shown():
            yield from _without(path, secrets)

    def _listed(self) -> Iterator[str]:
        """The paths out of which something was left out: a rule holds for all below a folder, or not at all."""
        for path in self._shown():
            if any(secret.is_relative_to(path) for secret in _secrets()):
                yield str(path)

    def shown(self, data: bytes) -> bytes:
        """See `prony.sandbox.slot.Launch`."""
        return self._places.shown(data)

    def explain(self, stderr: str) -> SandboxError:
        """See `prony.sandbox.slot.Launch`."""
        return SandboxError(
            "E415",
            f"Landlock cannot isolate here: {stderr.strip().rpartition(chr(10))[2][-300:]}",
            cause=stderr[-600:],
            hint="prony doctor says what else isolates on this machine",
        )

    def close(self) -> None:
        """Remove the folders of its slots, which have ended."""
        shutil.rmtree(self._folder, ignore_errors=True)


BACKEND = Landlock


def _laid_trusted(root: bool) -> str:
    """The folder with the slot's own programs, laid there once."""
    files = trusted_files()
    digest = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()[:24]
    folder = cache_dir() / "inside" / digest
    for path, content in files.items():
        target = folder / path
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content, 0o644)
    return for_other_users(str(folder)) if root else str(folder)


def _secrets() -> list[Path]:
    """Where suites, with solutions and hidden tests, may lie: below /usr, or beside a library, as Prony may."""
    package = Path(prony.__file__).resolve().parent
    return [path for path in (package, package.parents[1] / "suites") if path.is_dir()]


def _without(path: Path, secrets: Sequence[Path]) -> Iterator[str]:
    """What a path consists of without the secrets below it; of one that lies in a secret itself, all."""
    if path in secrets:
        return
    if not any(secret.is_relative_to(path) for secret in secrets):
        yield str(path)
        return
    for child in sorted(path.iterdir()):
        if not child.is_symlink():
            yield from _without(child, secrets)
