"""Kits in the cache: found, and made whole or not at all by one process at a time."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from prony.config import cache_dir
from prony.errors import FetchError
from prony.fetch import Phase, Report, Reporter
from prony.fetch.locks import locked
from prony.kits.kit import Kit, KitManifest

MANIFEST = "kit.json"
_ELSEWHERE = "XDG_CACHE_HOME names another folder for the cache, on another disk"


def kits_dir() -> Path:
    """Where kits lie; not created here."""
    return cache_dir() / "kits"


def place(kit: Kit) -> Path:
    """Where `kit` lies once it is made."""
    return kits_dir() / f"{kit.id}-{kit.key()}"


def manifest_of(kit: Kit) -> KitManifest | None:
    """What was laid down for `kit`; None where it is not there whole."""
    try:
        return msgspec.json.decode((place(kit) / MANIFEST).read_bytes(), type=KitManifest)
    except (OSError, msgspec.DecodeError):
        return None


def make(
    kit: Kit, report: Report = lambda step: None, *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Path, KitManifest]:
    """Have `kit` in its place, fetched where it is not there yet. Blocks; one process at a time fetches it.

    report is told the size and the licences first, then each package and how far it is. cancelled is asked a few times
    a second; when it says True, `Stopped` is raised.
    Raises FetchError E711, E712, E714 (a package cannot be had), E713 (no room), E717 (it is no kit for this machine,
    or cannot be finished here).
    """
    if (found := manifest_of(kit)) is not None:
        return place(kit), found
    if why := kit.lacking():
        raise FetchError("E717", f"the kit {kit.id} cannot be had on this machine", cause=why)
    reporter = Reporter(kit.id, kit.download_bytes, report, cancelled)
    reporter.say(Phase.ANNOUNCE, _announced(kit))
    try:
        _readable(kits_dir())
        with locked(kits_dir() / f".{kit.id}.lock", reporter):
            # Another process may have made it while this one waited.
            if (found := manifest_of(kit)) is None:
                found = _make(kit, reporter, report, cancelled)
            return place(kit), found
    except OSError as error:
        raise FetchError(
            "E713", f"the kit {kit.id} cannot be stored: {error}", where=str(kits_dir()), hint=_ELSEWHERE
        ) from None


def _announced(kit: Kit) -> str:
    size = f"{kit.download_bytes / 1e6:.0f} MB to fetch, {kit.unpacked_bytes / 1e6:.0f} MB on disk"
    return f"{kit.about}: {size}; {', '.join(kit.licences)}"


def _source(kit: Kit, origin: str) -> str:
    names = [package.name for package in kit.packages if package.origin == origin]
    return f"{names[0] if len(names) == 1 else f'{len(names)} packages'} from the {origin} registry"


def _make(kit: Kit, reporter: Reporter, report: Report, cancelled: Callable[[], bool]) -> KitManifest:
    _check_space(kit)
    target = place(kit)
    with tempfile.TemporaryDirectory(dir=kits_dir(), prefix=f".{kit.id}-") as scratch:
        folder = Path(scratch, "kit")
        folder.mkdir()
        pieces = []
        told = ""
        for package in kit.packages:
            reporter.check()
            if package.origin != told:
                reporter.say(Phase.SOURCE, _source(kit, package.origin))
            told = package.origin
            pieces += package.lay(folder, Reporter(package.name, package.download_bytes, report, cancelled))
        if kit.finish is not None:
            kit.finish(folder)
        manifest = KitManifest(kit=kit.id, pieces=tuple(pieces))
        (folder / MANIFEST).write_bytes(msgspec.json.encode(manifest))
        _open_to_slots(folder)
        if target.exists():  # what lost its manifest is no kit
            shutil.rmtree(target)
        os.rename(folder, target)
    reporter.say(Phase.DONE, f"kept in {target}")
    return manifest


def _open_to_slots(folder: Path) -> None:
    """Let every user read: a slot has a user of its own. Nobody else may write, whatever a package says."""
    for parent, folders, files in os.walk(folder):
        for name in (".", *folders, *files):
            path = os.path.join(parent, name)
            if not os.path.islink(path):
                mode = os.stat(path).st_mode
                os.chmod(path, 0o755 if os.path.isdir(path) or mode & 0o111 else 0o644)


def _check_space(kit: Kit) -> None:
    needed = 2 * kit.download_bytes + kit.unpacked_bytes
    free = shutil.disk_usage(kits_dir()).free
    if free < needed:
        raise FetchError(
            "E713",
            f"the kit {kit.id} needs {needed / 1e6:.0f} MB of disk while it is made, {free / 1e6:.0f} MB are free",
            where=str(kits_dir()),
            hint=_ELSEWHERE,
        )


def _readable(folder: Path) -> None:
    """Make a folder that a slot's user can pass through, whatever the umask."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
