"""Toolchains as this machine has them: found, stocked with what is compiled once, tried by small programs."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Collection

import msgspec

from prony.errors import PronyError
from prony.grading.selftest import SelfTest, samples_for, self_test
from prony.grading.toolchains import default_slots
from prony.sandbox import find_toolchain, open_sandbox
from prony.sandbox.stock import names_in_stock
from prony.sandbox.toolchains import TOOLCHAIN_KITS, TOOLCHAINS
from prony.setup.machine_check import MachineCheck
from prony.setup.supply import chosen_way, why_missing


async def toolchain_checks(
    overrides: dict[str, str] | None = None,
    say: Callable[[str], None] = lambda line: None,
    *,
    only: Collection[str] | None = None,
    stocked: bool = True,
    self_tests: bool = False,
    anew: bool = False,
) -> AsyncIterator[MachineCheck]:
    """Yield a check for each toolchain, or for those of `only`.

    stocked: what one needs compiled once on this machine is compiled now, and `say` told before. self_tests: those that
    are ready are tried by small programs too, which is remembered; anew: whatever is remembered.
    """
    for name, _ in TOOLCHAINS.items():
        if only is not None and name not in only:
            continue
        check = _toolchain(name, overrides)
        if check.state == "ok" and stocked and _lacks_stock(name, overrides):
            check = await _stocked(check, name, overrides, say)
        if check.state == "ok" and self_tests and not _lacks_stock(name, overrides) and samples_for(name):
            check = await _tried(check, name, overrides, anew)
        yield check


def _toolchain(name: str, overrides: dict[str, str] | None) -> MachineCheck:
    try:
        found = find_toolchain(name, overrides)
    except PronyError as error:
        return MachineCheck(name=name, state="bad", text=f"{error.code}: {error.what}", hint=error.hint)
    if found is None:
        return MachineCheck(
            name=name, state="warn", text="not found: its tasks are missing from every run", hint=_how_to_have(name)
        )
    later = "; its library is compiled at the first use" if _lacks_stock(name, overrides) else ""
    return MachineCheck(name=name, state="ok", text=f"{found.identity} at {found.binary}{later}")


def _how_to_have(name: str) -> str:
    ways = TOOLCHAIN_KITS.get(name) if name in TOOLCHAIN_KITS else None
    if ways:
        return f"prony toolchains get {name}" if chosen_way(ways) is not None else why_missing(ways)
    return f"make toolchains, or pip install 'prony[{name}]'" if name in _extras() else f"install {name}"


def _extras() -> list[str]:
    """The extras of this installation's package: some bring a toolchain."""
    from importlib.metadata import metadata

    return metadata("prony").get_all("Provides-Extra") or []


def _lacks_stock(name: str, overrides: dict[str, str] | None) -> bool:
    found = find_toolchain(name, overrides)
    return found is not None and found.stock is not None and not names_in_stock(found.stock)


async def _stocked(
    check: MachineCheck, name: str, overrides: dict[str, str] | None, say: Callable[[str], None]
) -> MachineCheck:
    """Opening a sandbox with a toolchain compiles what it needs."""
    begun = time.monotonic()
    try:
        async with open_sandbox(slots=1, toolchains=(name,), overrides=overrides, say=say):
            later = "; its library is compiled at the first use"
            return msgspec.structs.replace(check, text=check.text.removesuffix(later), wall_s=time.monotonic() - begun)
    except PronyError as error:
        return _refused(check, error)


async def _tried(check: MachineCheck, name: str, overrides: dict[str, str] | None, anew: bool) -> MachineCheck:
    """What small programs in its language showed."""
    begun = time.monotonic()
    try:
        async with open_sandbox(slots=default_slots(), toolchains=(name,), overrides=overrides) as sandbox:
            seen = await self_test(name, sandbox, anew=anew)
    except PronyError as error:
        return _refused(check, error)
    if seen is None:
        return check
    wall_s = check.wall_s + time.monotonic() - begun
    if seen.holds:
        return msgspec.structs.replace(check, text=f"{check.text}; {len(seen.claims)} samples hold", wall_s=wall_s)
    return msgspec.structs.replace(check, state="bad", text=f"{check.text}: {_what_does_not_hold(seen)}", wall_s=wall_s)


def _what_does_not_hold(seen: SelfTest) -> str:
    return "; ".join(f'sample "{claim}" gave {it!r}' for claim, it in seen.claims.items() if it)


def _refused(check: MachineCheck, error: PronyError) -> MachineCheck:
    hint = " ".join(part for part in (error.cause, error.hint) if part)
    return msgspec.structs.replace(check, state="warn", text=f"{error.code}: {error.what}", hint=hint or None)
