"""Packages of Debian and Ubuntu, without root: chosen, checked and fetched by apt, unpacked by dpkg-deb."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from prony.errors import FetchError
from prony.fetch import Phase, Reporter
from prony.kits.kit import Piece
from prony.kits.packages.apt import BASE, Apt, Chosen, architecture, failed, missing_programs, release, run
from prony.nouns import Noun

_MERGED = ("bin", "sbin", "lib", "lib64")
"""Folders that are links into usr/ on every system that is not old."""


class Debian(Noun, frozen=True, kw_only=True):
    """Packages of the machine's own release, with all that they need beside its base, unpacked as one tree.

    Nothing is installed, and no script of a package runs: links that a script would make, as those of alternatives,
    are not there.
    """

    packages: tuple[str, ...]
    """What is asked for: each `NAME`, or `NAME>=VERSION`."""
    licence: str
    download_bytes: int
    unpacked_bytes: int
    otherwise: tuple[tuple[str, ...], ...] = ()
    """Other packages to ask for, in order of preference, where a release has not all of `packages`."""
    also: tuple[str, ...] = ()
    """Packages of the base (`prony.kits.packages.apt`) that come along nevertheless, such as libc6 for a sysroot."""
    origin: str = "debian"

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.packages[0].partition(">=")[0]

    def lacking(self) -> str:
        """Say why it cannot be had here; empty where it can."""
        machine, missing = release(), missing_programs()
        if machine is not None and not missing:
            return ""
        why = f"{', '.join(missing)} is missing" if machine is not None else "this machine is neither"
        return f"{self.name} comes out of packages of Debian or Ubuntu, and {why}: {self._by_hand()}"

    def recipe(self) -> str:
        """Everything that decides what is laid down, but for the day: the release and what is asked of it."""
        machine = release()
        system = f"{machine.id} {machine.version}" if machine is not None else "none"
        return f"debian {system} {architecture()} {self.packages} {self.otherwise} {self.also} {BASE}"

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        """Fetch the packages and unpack them into the folder `into`, as one tree with its own `usr`. Blocks.

        Raises FetchError: E711 (not in this release, no network), E712 (not signed as it must be), E713 (no room).
        """
        machine = release()
        assert machine is not None
        apt = Apt(machine, reporter)
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".debian-") as scratch:
            folder = Path(scratch)
            try:
                with apt.fresh():
                    chosen = self._fetch(apt, machine.label, folder, reporter)
            except FetchError as error:
                if error.code == "E713" or apt.updated:
                    raise
                # A mirror forgets the versions of yesterday's index.
                reporter.say(Phase.SOURCE, "once more, with a new index")
                with apt.fresh(anew=True):
                    chosen = self._fetch(apt, machine.label, folder, reporter)
            archives = _by_name(folder)
            reporter.say(Phase.SOURCE, f"unpacking {len(archives)} packages")
            pieces = tuple(_piece(package, archives) for package in chosen)
            for archive in archives.values():
                said, status = run(["dpkg-deb", "-x", str(archive), str(into)], reporter, folder)
                if status:
                    raise failed(f"{archive.name} cannot be unpacked", said)
        _merge(into)
        _mend_links(into)
        return pieces

    def _fetch(self, apt: Apt, label: str, folder: Path, reporter: Reporter) -> tuple[Chosen, ...]:
        for old in folder.iterdir():
            old.unlink()
        wanted = next((names for names in (self.packages, *self.otherwise) if apt.holds(names)), None)
        if wanted is None:
            complaint = apt.complaint()
            names = " or ".join(" ".join(names) for names in (self.packages, *self.otherwise))
            if complaint:
                raise _with_hint(failed(f"the packages of {label} cannot be had", complaint), _AGAIN)
            raise FetchError("E711", f"{label} has no package {names}", hint=self._by_hand())
        chosen = apt.choose(wanted, self.also)
        reporter.say(Phase.SOURCE, f"{len(chosen)} packages of {label}")
        try:
            apt.download(chosen, folder, lambda done: reporter.bytes(min(done, self.download_bytes)))
        except FetchError as error:
            raise _with_hint(error, _AGAIN) from None
        return chosen

    def _by_hand(self) -> str:
        """The next step for whoever cannot have the packages so."""
        return f"install {self.name} by this system's own means, then name its program under [toolchains] in prony.toml"


_AGAIN = "with network: the same again; what a source of this machine lacks, `apt-get update` as root tells, too"


def _with_hint(error: FetchError, hint: str) -> FetchError:
    return FetchError(error.code, error.what, where=error.where, cause=error.cause, hint=hint)


def _by_name(folder: Path) -> dict[str, Path]:
    """The archives in a folder, by their packages' names."""
    return {path.name.partition("_")[0]: path for path in sorted(folder.glob("*.deb"))}


def _piece(package: Chosen, archives: dict[str, Path]) -> Piece:
    archive = archives.get(package.name)
    if archive is None:
        raise FetchError("E711", f"apt-get left no package {package.name} {package.version}")
    with archive.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Piece(name=package.name, version=package.version, sha256=digest)


def _merge(into: Path) -> None:
    """Make the tree one whose /bin and /lib are links into /usr, as on the machine: packages count on it."""
    for name in _MERGED:
        if (into / name).is_dir() and not (into / name).is_symlink():
            _move(into / name, into / "usr" / name)
        if (into / "usr" / name).is_dir() and not os.path.lexists(into / name):
            (into / name).symlink_to(f"usr/{name}")


def _move(source: Path, target: Path) -> None:
    """Move what lies in a folder into another one, which may hold the same folders."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        if entry.is_dir() and not entry.is_symlink() and (target / entry.name).is_dir():
            _move(entry, target / entry.name)
        else:
            os.replace(entry, target / entry.name)
    source.rmdir()


def _mend_links(into: Path) -> None:
    """Let links hold wherever the tree is bound: absolute ones become relative, what leads nowhere in it goes."""
    links = [
        Path(parent, name)
        for parent, folders, files in os.walk(into)
        for name in (*folders, *files)
        if os.path.islink(os.path.join(parent, name))
    ]
    for link in links:
        target = os.readlink(link)
        if os.path.isabs(target):
            link.unlink()
            link.symlink_to(os.path.relpath(f"{into}/{target}", link.parent))
    for link in links:
        if not _within(link, into):
            link.unlink()


def _within(link: Path, into: Path) -> bool:
    real = os.path.realpath(link)
    return os.path.exists(real) and (real == os.path.realpath(into) or real.startswith(f"{os.path.realpath(into)}/"))
