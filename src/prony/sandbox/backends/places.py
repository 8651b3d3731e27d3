"""Where things lie with a backend that mounts nothing: each at its own path of this machine, and not below /opt.

A toolchain names paths inside a slot in its commands, its variables and the scripts of its stock. `relocated` gives it
as it is without mounts, so that everything that is done with it afterwards (preparing, compiling, keeping what was
compiled) speaks of real paths. What is made for those paths lies in a stock of its own.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from prony.errors import SandboxError
from prony.sandbox.inside.rooms import ROOM_FOLDER
from prony.sandbox.toolchains import Stock, Toolchain
from prony.sandbox.trusted import INSIDE

LINKED = "/var/tmp/prony-linked"
"""Where root's own toolchains lie once more, as links, for users who may not enter root's home."""
IN_PLACE = "-in-place"


def relocated(toolchain: Toolchain, reach: Callable[[str], str], kept: Callable[[str], str]) -> Toolchain:
    """A toolchain as it is where nothing is mounted.

    reach: a path here -> where the slot's user finds the same. kept: the folder of a stock -> that of the same stock
    made for real paths.
    """
    if toolchain.needs_mounts:
        raise SandboxError(
            "E418",
            f"{toolchain.id} cannot be run without mounts",
            cause="its own files name the places in a slot where it is mounted",
            hint=f"leave its tasks out with --task, or name another {toolchain.id} in [toolchains] of prony.toml",
        )
    stock = toolchain.stock
    places = {inside: source for source, inside in toolchain.binds if stock is None or inside != stock.inside}
    places = {inside: reach(source) for inside, source in places.items()}
    if stock is not None:
        otherwise = hashlib.sha256(repr(stock.without_mounts).encode()).hexdigest()[:8]
        places[stock.inside] = kept(f"{stock.folder}-{otherwise}" if stock.without_mounts else stock.folder)

    def word(text: str) -> str:
        return replaced(text, places)

    def words(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(word, texts))

    new_stock = None if stock is None else _stock(stock, places[stock.inside], word)
    compiler = toolchain.compile
    if compiler is not None:
        compiler = msgspec.structs.replace(
            compiler,
            program=words(compiler.program),
            tests=words(compiler.tests),
            check=words(compiler.check),
            stock=new_stock,
        )
    return msgspec.structs.replace(
        toolchain,
        start=words(toolchain.start),
        binds=tuple(
            (place, place if stock is not None and inside == stock.inside else inside)
            for inside, place in places.items()
        ),
        folders=tuple(_folder(folder, places) for folder in toolchain.folders),
        env={name: word(text) for name, text in toolchain.env.items()},
        commands={name: words(texts) for name, texts in toolchain.commands.items()},
        calls=words(toolchain.calls),
        compile=compiler,
        prebuilt=new_stock if compiler is None else toolchain.prebuilt,
    )


def _folder(folder: str, places: Mapping[str, str]) -> str:
    """Where a folder of commands lies: such as that of a file that would be bound into it."""
    files = [place for inside, place in places.items() if os.path.dirname(inside) == folder]
    return os.path.dirname(files[0]) if files and os.path.isfile(files[0]) else replaced(folder, places)


def _stock(stock: Stock, folder: str, word: Callable[[str], str]) -> Stock:
    return msgspec.structs.replace(
        stock,
        folder=folder,
        inside=folder,
        sources={path: _text(data, stock.without_mounts, word) for path, data in stock.sources.items()},
        command=tuple(map(word, stock.command)),
        env={name: word(text) for name, text in stock.env.items()},
    )


def _text(data: bytes, otherwise: Iterable[tuple[str, str]], word: Callable[[str], str]) -> bytes:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    for there, here in otherwise:
        text = text.replace(there, here)
    return word(text).encode()


def replaced(text: str, places: Mapping[str, str]) -> str:
    """`text` with the paths of `places` in the place of those that they stand for, the longest first."""
    for inside in sorted(places, key=len, reverse=True):
        text = text.replace(inside, places[inside])
    return text


class PathNames:
    """Two names for each path: what it is called inside a slot, and where it lies here.

    folder: of the slots' own folders, FOLDER/NUMBER/TEST/(work, tests, tmp) or without the number. rooms: which of
    those three lie there. trusted: where the slot's own programs lie.
    """

    def __init__(self, folder: str, toolchains: Iterable[Toolchain], trusted: str, rooms: Sequence[str]) -> None:
        own = re.escape(os.path.realpath(folder).encode())
        self._rooms = re.compile(own + rb"(?:/\d+)?/\w[\w-]*(?=/(?:work|tests|tmp)\b)")
        self._inside = {inside: place for chain in toolchains for place, inside in chain.binds}
        self._inside[INSIDE] = trusted
        self._real = tuple(self._inside.values())
        self._room = re.compile(rf"(?<![\w.\-/])/({'|'.join(rooms)})(?![\w.\-])")

    def place(self, text: str) -> str:
        """`text` with where paths lie here; of a room's own folders, what the supervisor calls them."""
        text = replaced(text, {inside: place for inside, place in self._inside.items() if inside != place})

        def room(found: re.Match[str]) -> str:
            if text.startswith(self._real, found.start()):
                return found[0]
            return ROOM_FOLDER.format(found[1])

        return self._room.sub(room, text)

    def shown(self, data: bytes) -> bytes:
        """What a program printed, with the names that paths have inside."""
        data = self._rooms.sub(b"", data)
        for inside in sorted(self._inside, key=lambda name: len(self._inside[name]), reverse=True):
            if self._inside[inside] != inside:
                data = data.replace(self._inside[inside].encode(), inside.encode())
        return data


def as_it_is(path: str) -> str:
    """The place of a path for the user who asks."""
    return path


def kept_beside(folder: str) -> str:
    """The folder of a stock for real paths, beside the one for slots."""
    return f"{folder}{IN_PLACE}"


def kept_for_other_users(folder: str) -> str:
    """The same, where any user of this machine may read what root keeps."""
    _own_folder(Path(LINKED))
    return f"{LINKED}/{os.path.basename(folder)}{IN_PLACE}"


def for_other_users(path: str) -> str:
    """A place where any user of this machine finds what root has at `path`: there, or linked where all may enter."""
    real = os.path.realpath(path)
    if all(_enterable(parent) for parent in (Path(real), *Path(real).parents)):
        return real
    found = os.stat(real)
    state = f"{real} {found.st_dev} {found.st_ino} {found.st_mtime_ns}"
    target = Path(LINKED, hashlib.sha256(state.encode()).hexdigest()[:24], os.path.basename(real))
    _own_folder(Path(LINKED))
    if not target.parent.exists():
        new = target.parent.with_name(f".{target.parent.name}-{os.getpid()}")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o711)
        _link(Path(real), new / target.name)
        try:
            new.rename(target.parent)
        except OSError:  # another process was first
            shutil.rmtree(new, ignore_errors=True)
    return str(target)


def _enterable(path: Path) -> bool:
    mode = path.stat().st_mode
    return bool(mode & (stat.S_IXOTH if path.is_dir() else stat.S_IROTH))


def _own_folder(folder: Path) -> None:
    folder.mkdir(mode=0o711, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise SandboxError("E403", f"{folder} is somebody else's", hint=f"remove {folder}")


def _link(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, copy_function=_link_file, dirs_exist_ok=True)
        for folder, _, _ in os.walk(target):
            os.chmod(folder, 0o755)
    else:
        _link_file(str(source), str(target))


def _link_file(source: str, target: str) -> None:
    """A hard link, or a copy where there can be none, or where others could not read it."""
    if os.path.islink(source) or os.stat(source).st_mode & stat.S_IROTH:
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, target, follow_symlinks=False)
        return
    shutil.copy2(source, target)
    os.chmod(target, os.stat(source).st_mode & 0o700 | 0o055)
