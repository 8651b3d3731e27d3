"""Find the residents of a room: its own files, what other packages bring by entry points, and what a test adds.

A resident is a file. Its room holds it in a package where every module defines one thing under the same name, such as
`LANGUAGE` or `DIALECT`; the module's name, with `-` for `_`, is the resident's id. Other packages bring residents by an
entry point of the room's group, which names a module (or an object) with the same attribute. Nothing is imported before
it is asked for. A foreign resident that cannot be loaded is told once, and the others go on.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")
R = TypeVar("R")


def _to_stderr(line: str) -> None:
    print(f"prony: {line}", file=sys.stderr)  # noqa: T201 - until a face names a better place


_tell: Callable[[str], None] = _to_stderr
_told: set[str] = set()


def tell_with(tell: Callable[[str], None]) -> None:
    """Give the place where broken residents are told; each is told once a process."""
    global _tell
    _tell = tell


def tell_once(line: str) -> None:
    """Tell of a broken resident, unless that was told before."""
    if line not in _told:
        _told.add(line)
        _tell(line)


class Registry(Generic[T]):
    """The residents of one room, by id.

    what: what a resident is called in messages, such as `language`. package: the package whose modules are the
    built-in residents. attribute: the name that each module defines. besides: modules of the package that are none.
    group: the entry point group of foreign residents; None where nobody else may bring any. check: says what is wrong
    with a foreign resident, or None; a foreign module without the attribute is no resident of this room. named_by: the
    attribute of a resident that holds its id, where it has one: records are written under that, so a foreign one whose
    entry point says another would not be found again, and is left out.
    """

    def __init__(
        self,
        what: str,
        package: str,
        attribute: str,
        *,
        besides: tuple[str, ...] = (),
        group: str | None = None,
        check: Callable[[object], str | None] = lambda resident: None,
        named_by: str | None = None,
    ) -> None:
        self._what = what
        self._package = package
        self._attribute = attribute
        self._besides = frozenset(besides)
        self.group = group
        self._check = check
        self._named_by = named_by
        self._added: dict[str, T] = {}
        self._loaded: dict[str, T] = {}
        self._modules: dict[str, str] | None = None
        self._folder = ""
        self._foreign: dict[str, EntryPoint] | None = None

    def names(self) -> tuple[str, ...]:
        """The ids of all residents: built-in ones by name, then foreign ones, then added ones. Imports none."""
        return tuple(dict.fromkeys((*self._built_in(), *self._entry_points(), *self._added)))

    def __contains__(self, name: object) -> bool:
        return name in self._added or name in self._built_in() or name in self._entry_points()

    def is_built_in(self, name: str) -> bool:
        """Tell whether `name` is a resident of Prony's own."""
        return name in self._built_in() and name not in self._added

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def __getitem__(self, name: str) -> T:
        """The resident called `name`. Raises KeyError where there is none, or where a foreign one is broken."""
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str) -> T | None:
        """The resident called `name`; None where there is none, or where a foreign one is broken."""
        if name in self._added:
            return self._added[name]
        if name not in self._loaded:
            found = self._load(name)
            if found is None:
                return None
            self._loaded[name] = found
        return self._loaded[name]

    def items(self) -> Iterator[tuple[str, T]]:
        """Every resident with its id; broken foreign ones are left out."""
        for name in self.names():
            found = self.get(name)
            if found is not None:
                yield name, found

    def usable(self) -> list[str]:
        """The ids of the residents that can be used, for messages: broken foreign ones are left out."""
        return [name for name, _ in self.items()]

    def values(self) -> Iterator[T]:
        """Every resident; broken foreign ones are left out."""
        return (resident for _, resident in self.items())

    @contextmanager
    def adding(self, name: str, resident: T) -> Iterator[T]:
        """Have one more resident for the length of the block, in place of one of the same name."""
        before = self._added.get(name)
        self._added[name] = resident
        try:
            yield resident
        finally:
            del self._added[name]
            if before is not None:
                self._added[name] = before

    def guard(
        self, name: str, function: Callable[..., R], otherwise: R, passing: type[Exception] | tuple[()] = ()
    ) -> Callable[..., R]:
        """A function of the resident called `name`. Where a foreign one raises, that is told once and the value is
        `otherwise`: somebody else's mistake costs its own column, not the whole board.

        passing: what it may raise, since whoever calls knows what it means."""
        if name in self._built_in():
            return function

        def call(*arguments: object) -> R:
            try:
                return function(*arguments)
            except passing:
                raise
            except Exception as error:  # noqa: BLE001 - somebody else's code: whatever it raises, the others go on
                self._broken(name, f"{type(error).__name__}: {error}")
                return otherwise

        return call

    def stamp(self) -> str:
        """Changes with the residents: with their names and, but for added ones, the bytes of their files."""
        import hashlib

        digest = hashlib.sha256()
        for name in self.names():
            if name in self._added:
                origin = None
            elif name in self._built_in():
                origin = os.path.join(self._folder, f"{self._built_in()[name]}.py")
            else:
                origin = _origin(self._entry_points()[name].module)
            digest.update(name.encode() + b"\0")
            if origin is not None:
                with contextlib.suppress(OSError), open(origin, "rb") as file:
                    digest.update(file.read())
        return digest.hexdigest()

    def _built_in(self) -> dict[str, str]:
        """Id -> module name, from the files of the package."""
        if self._modules is None:
            import pkgutil
            from importlib.util import find_spec

            spec = find_spec(self._package)
            assert spec is not None, self._package
            places = spec.submodule_search_locations
            assert places is not None, self._package
            self._folder = next(iter(places))
            found = sorted(module.name for module in pkgutil.iter_modules(places) if module.name[0] != "_")
            self._modules = {name.replace("_", "-"): name for name in found if name not in self._besides}
        return self._modules

    def _entry_points(self) -> dict[str, EntryPoint]:
        """Id -> entry point of other packages. A built-in resident is never replaced."""
        if self._foreign is None:
            self._foreign = {}
            for one in _entry_points_of(self.group):
                if one.name in self._built_in():
                    self._broken(one.name, f"its name is taken by a built-in {self._what}")
                elif self._foreign.setdefault(one.name, one).value != one.value:
                    self._broken(one.name, f"its name is taken by another package's {self._what}")
        return self._foreign

    def _load(self, name: str) -> T | None:
        module = self._built_in().get(name)
        if module is not None:
            return cast(T, getattr(importlib.import_module(f"{self._package}.{module}"), self._attribute))
        entry = self._entry_points().get(name)
        return self._foreign_one(entry) if entry is not None else None

    def _foreign_one(self, entry: EntryPoint) -> T | None:
        try:
            loaded = entry.load()
            resident = getattr(loaded, self._attribute, None)
            wrong = self._wrong(entry.name, resident) if resident is not None else None
        except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code: whatever it does, others go on
            wrong, resident = f"{type(error).__name__}: {error}", None
        if wrong is not None:
            self._broken(entry.name, wrong)
            return None
        return cast("T | None", resident)

    def _wrong(self, name: str, resident: object) -> str | None:
        """Say what is wrong with a foreign resident whose entry point is called `name`; None where all is well."""
        wrong = self._check(resident)
        if wrong is not None or self._named_by is None:
            return wrong
        own = getattr(resident, self._named_by, None)
        return None if own == name else f"its {self._named_by} is {own!r}: entry point and {self._named_by} must agree"

    def _broken(self, name: str, why: str) -> None:
        tell_once(f"the {self._what} {name!r} of entry point group {self.group} is left out: {' '.join(why.split())}")


def _origin(module: str) -> str | None:
    """The file of a module; None where there is none, or where its packages cannot be imported."""
    from importlib.util import find_spec

    try:
        spec = find_spec(module)
    except Exception:  # noqa: BLE001 - somebody else's package
        return None
    return spec.origin if spec is not None else None


def _entry_points_of(group: str | None) -> tuple[EntryPoint, ...]:
    """The entry points of a group. To import what reads them costs more than a whole command may take, so the files of
    the installed packages are looked at first: mostly, nobody brings anything."""
    if group is None or not any(group in _groups_in(folder, changed) for folder, changed in _folders()):
        return ()
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group))


def _folders() -> Iterator[tuple[str, int]]:
    """The folders that packages are imported from, and when each was last changed."""
    for folder in dict.fromkeys(sys.path):
        with contextlib.suppress(OSError):
            yield folder, os.stat(folder or ".").st_mtime_ns


@lru_cache(maxsize=64)
def _groups_in(folder: str, changed: int) -> frozenset[str]:
    """The groups of entry points that packages installed in `folder` have. changed: when it last was, for the cache."""
    found: set[str] = set()
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder or "."):
            if entry.name.endswith((".dist-info", ".egg-info")):
                path = os.path.join(entry.path, "entry_points.txt")
                with contextlib.suppress(OSError, UnicodeDecodeError), open(path, encoding="utf-8") as file:
                    found.update(re.findall(r"^\[(.+)\]\s*$", file.read(), re.MULTILINE))
    return frozenset(found)
