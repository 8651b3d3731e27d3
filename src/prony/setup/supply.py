"""What toolchains and databases take: what is here, what can be fetched, and fetching it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

from prony import kits
from prony.errors import FetchError, UsageError
from prony.fetch import Report
from prony.kits import KITS, Ways, kit_named
from prony.languages import read_requirement
from prony.nouns import Noun
from prony.sandbox.toolchains import TOOLCHAIN_KITS, find
from prony.suites import load_suite

ALL = "all"


class Supply(Noun, frozen=True, kw_only=True):
    """One thing that tasks may need."""

    name: str
    state: str
    """`here`, `fetchable` or `missing`."""
    text: str
    """Version, digest and place where it is here; else what it would take, or why it cannot be had."""
    kits: tuple[str, ...] = ()
    """What is fetched for it, or was."""
    origins: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    download_bytes: int = 0
    unpacked_bytes: int = 0
    is_toolchain: bool = False
    """Whether tasks name it as theirs; else it is something that other things take."""


def names() -> tuple[str, ...]:
    """Everything that can be asked for: toolchains, then kits that no toolchain names."""
    named = {kit for _, ways in TOOLCHAIN_KITS.items() for way in ways for kit in way}
    return (*TOOLCHAIN_KITS.names(), *(name for name in KITS.names() if name not in named))


def everything() -> tuple[str, ...]:
    """What is fetched where everything is asked for: what all its ways call optional must be named."""
    return tuple(
        name
        for name in names()
        if not (ways := ways_of(name)) or any(not kit_named(kit).optional for way in ways for kit in way)
    )


def ways_of(name: str) -> Ways:
    """The ways to have `name`. Raises UsageError E101 with what comes near."""
    found = TOOLCHAIN_KITS.get(name)
    if found is not None:
        return found
    if name in KITS:
        return ((name,),)
    near = difflib.get_close_matches(name, names(), n=1, cutoff=0.5)
    raise UsageError(
        "E101",
        f"nothing that can be fetched is called {name}",
        cause=f"there are: {', '.join(names())}",
        hint=f"did you mean {near[0]}?" if near else None,
    )


def chosen_way(ways: Ways) -> tuple[str, ...] | None:
    """The way whose kits are all here, else the first that this machine does not lack; None where it lacks all."""
    whole = (way for way in ways if all(kits.folder(kit) is not None for kit in way))
    able = (way for way in ways if not any(kit_named(kit).lacking() for kit in way))
    return next(whole, None) or next(able, None)


def supplies(overrides: dict[str, str] | None = None) -> tuple[Supply, ...]:
    """Everything that tasks may need, as it stands on this machine. Fetches nothing."""
    return tuple(_supply(name, overrides) for name in names())


def _supply(name: str, overrides: dict[str, str] | None) -> Supply:
    ways = ways_of(name)
    way = chosen_way(ways) or ()
    state, text = _state(name, ways, way, overrides)
    taken = [kit_named(kit) for kit in way]
    return Supply(
        name=name,
        state=state,
        text=text,
        kits=way,
        origins=tuple(dict.fromkeys(origin for kit in taken for origin in kit.origins)),
        licences=tuple(dict.fromkeys(licence for kit in taken for licence in kit.licences)),
        download_bytes=sum(kit.download_bytes for kit in taken),
        unpacked_bytes=sum(kit.unpacked_bytes for kit in taken),
        is_toolchain=name in TOOLCHAIN_KITS,
    )


def _state(name: str, ways: Ways, way: tuple[str, ...], overrides: dict[str, str] | None) -> tuple[str, str]:
    if name in TOOLCHAIN_KITS:
        found = find(name, overrides)
        if found is not None:
            return "here", f"{found.identity} at {found.binary}"
    elif (manifest := kits.manifest(name)) is not None:
        versions = ", ".join(f"{piece.name} {piece.version}" for piece in manifest.pieces[:3])
        return "here", f"{versions} at {kits.folder(name)}"
    if way:
        return "fetchable", f"prony toolchains get {name}"
    return "missing", why_missing(ways) or "it comes with Prony's extra of that name"


def why_missing(ways: Ways) -> str:
    """Why none of the ways can be gone on this machine, each with its next step."""
    reasons = [kit_named(kit).lacking() for way in ways for kit in way]
    return "; ".join(dict.fromkeys(filter(None, reasons)))


def supply(name: str, report: Report, *, cancelled: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
    """Fetch what `name` takes, where it is not here; gives the kits' ids. Blocks.

    Raises UsageError E101, FetchError E717 where this machine can have it no way, and what `prony.kits.get` raises; a
    way that fails is followed by the next.
    """
    ways = ways_of(name)
    if not ways:
        return ()
    way = chosen_way(ways)
    if way is None:
        raise FetchError("E717", f"{name} cannot be had on this machine", cause=why_missing(ways))
    later = [other for other in ways if other != way and not any(kit_named(kit).lacking() for kit in other)]
    for number, kits_of_way in enumerate((way, *later), start=1):
        try:
            for kit in kits_of_way:
                kits.get(kit, report, cancelled=cancelled)
        except FetchError as error:
            if number > len(later) or error.code == "E713":
                raise
            continue
        return kits_of_way
    return ()


def needed_by(suites: Iterable[str]) -> tuple[str, ...]:
    """The toolchains that the tasks of `suites` name, without those that are not fetched. Raises SuiteError."""
    tasks = (task for name in suites for task in load_suite(name).tasks)
    wanted = {read_requirement(requirement).toolchain for task in tasks for requirement in task.toolchain}
    return tuple(name for name in TOOLCHAIN_KITS.names() if name in wanted and TOOLCHAIN_KITS.get(name))
