"""What this machine can do, tried rather than assumed: each check runs the real thing and names the next step."""

from __future__ import annotations

import importlib.util
import os
import platform
import shlex
import shutil
import time
from collections.abc import AsyncIterator, Callable, Sequence

import msgspec

from prony import config
from prony.config import EnergyConfig, cache_dir
from prony.engines import cached, catalog, discover, this_machine
from prony.errors import PronyError
from prony.grading import prove
from prony.grading.toolchains import default_slots, sandbox_for
from prony.nouns import RunSettings
from prony.readable import counted
from prony.sandbox import find_toolchain
from prony.sandbox.choice import ORDER
from prony.sandbox.probe import Probe, probe
from prony.setup.browser import find_browser, install_browser
from prony.setup.energy_checks import energy_check
from prony.setup.machine_check import MachineCheck
from prony.setup.servers import Server, obtain
from prony.setup.toolchain_checks import toolchain_checks
from prony.suites import load_suite

LOW_DISK_BYTES = 2 << 30
LOW_ROOM_BYTES = 100 << 20


async def examine(
    *, self_test: bool = False, overrides: dict[str, str] | None = None, energy: EnergyConfig | None = None
) -> AsyncIterator[MachineCheck]:
    """Yield each check as it is done: machine, folder, disk, sandbox, network, toolchains, engine, engines, weights,
    energy.

    Each toolchain is tried by small programs, once for its version and digest. self_test: all of them anew, and also
    prove the suite `quick`: references pass, flaws fail, forgeries earn nothing (some ten seconds).
    """
    yield _machine()
    yield _folder()
    yield _disk()
    for check in await _sandbox():
        yield check
    async for check in toolchain_checks(overrides, self_tests=True, stocked=False, anew=self_test):
        yield check
    yield _embedded()
    yield await _engines()
    yield _weights()
    yield energy_check(energy or EnergyConfig())
    if self_test:
        yield await _self_test()


def browser_check(say: Callable[[str], None]) -> MachineCheck:
    """The Chromium that tests open pages in; got where there is none."""
    begun = time.monotonic()
    problem = "" if find_browser() else install_browser(say)
    found = find_browser()
    if found is None:
        return MachineCheck(
            name="browser", state="warn", text=problem, hint="tests that open pages are skipped without it"
        )
    return MachineCheck(
        name="browser", state="ok", text=f"{found.version} ({found.path})", wall_s=time.monotonic() - begun
    )


def server_check(server: Server, say: Callable[[str], None]) -> MachineCheck:
    """A real server that some tests want; built from source where it is not there, which takes minutes."""
    begun = time.monotonic()
    try:
        program = obtain(server, say)
    except PronyError as error:
        text = f"{error.code}: {error.what}" + (f" ({error.cause.splitlines()[-1]})" if error.cause else "")
        return MachineCheck(name=server.name, state="bad", text=text, hint=error.hint)
    if program is None:
        return MachineCheck(
            name=server.name, state="warn", text="not here: its tests are skipped", hint=server.lacking or None
        )
    return MachineCheck(name=server.name, state="ok", text=str(program), wall_s=time.monotonic() - begun)


def _machine() -> MachineCheck:
    machine = this_machine()
    memory = f"{machine.memory_bytes / 1e9:.0f} GB" if machine.memory_bytes else "memory not captured"
    accelerators = ", ".join(machine.accelerators) or "no accelerator seen"
    text = f"python {platform.python_version()}, {machine.cpu}, {machine.cores} cores, {memory}, {accelerators}"
    return MachineCheck(name="machine", state="ok", text=text)


def _folder() -> MachineCheck:
    """Where `prony run` would keep runs from here."""
    home = config.home()
    elsewhere = "cd to a folder of your own: runs and boards are kept there"
    if not os.access(home, os.W_OK | os.X_OK):
        return MachineCheck(name="folder", state="bad", text=f"nothing can be kept in {home}", hint=elsewhere)
    free = shutil.disk_usage(home).free
    if free < LOW_ROOM_BYTES:
        return MachineCheck(name="folder", state="warn", text=f"{free / 1e6:.0f} MB free in {home}", hint=elsewhere)
    return MachineCheck(name="folder", state="ok", text=f"runs are kept in {home}, {free / 1e9:.0f} GB free")


def _disk() -> MachineCheck:
    folder = next(path for path in (cache_dir(), *cache_dir().parents) if path.exists())
    free = shutil.disk_usage(folder).free
    state = "ok" if free > LOW_DISK_BYTES else "warn"
    hint = None if state == "ok" else "weights need room; XDG_CACHE_HOME names another folder"
    writable = os.access(folder, os.W_OK)
    if not writable:
        return MachineCheck(name="disk", state="bad", text=f"{folder} is not writable", hint="set XDG_CACHE_HOME")
    return MachineCheck(
        name="disk", state=state, text=f"{free / 1e9:.0f} GB free for the cache ({cache_dir()})", hint=hint
    )


async def _sandbox() -> list[MachineCheck]:
    """Isolation is believed when programs inside it were run, and found no way out.

    The first backend that holds is used; what is in the way of those before it is told, and of all, where none holds.
    """
    refused: list[MachineCheck] = []
    for backend in ORDER:
        begun = time.monotonic()
        tried = await probe(backend)
        if tried.works:
            return [*refused, *_held(tried, time.monotonic() - begun)]
        refused += _refused(tried)
    return [msgspec.structs.replace(check, state="bad") for check in refused]


def _held(tried: Probe, wall_s: float) -> list[MachineCheck]:
    """What a backend is, what holds in it, and what it does not promise."""
    identity = ", ".join(f"{name} {text}" for name, text in sorted(tried.identity.items()))
    held = "; ".join(check.name for check in tried.checks)
    checks = [
        MachineCheck(name="sandbox", state="ok", text=identity, wall_s=wall_s),
        MachineCheck(name="isolation", state="ok", text=held),
    ]
    if tried.lacks:
        hint = "docs/sandbox.md has the promises of each backend"
        checks.append(MachineCheck(name="not promised", state="warn", text="; ".join(tried.lacks), hint=hint))
    if tried.caveat:
        hint = "run as root, or where systemd hands memory and pids down to you, for a hard limit"
        checks.append(MachineCheck(name="memory", state="warn", text=tried.caveat, hint=hint))
    return checks


def _refused(tried: Probe) -> list[MachineCheck]:
    """Why a backend is not used."""
    if tried.error:
        headline, *rest = tried.error.splitlines()
        hint = " ".join(line.strip() for line in rest) or None
        return [MachineCheck(name=tried.backend, state="warn", text=headline, hint=hint)]
    hint = "do not run untrusted code in it here"
    return [
        MachineCheck(name=tried.backend, state="warn", text=f"{check.name}: {check.seen}", hint=hint)
        for check in tried.checks
        if not check.holds
    ]


def _embedded() -> MachineCheck:
    if importlib.util.find_spec("xllamacpp") is None:
        return MachineCheck(
            name="embedded engine",
            state="warn",
            text="not installed: no GGUF files, no references",
            hint="pip install 'prony[engine]'",
        )
    from importlib.metadata import version

    return MachineCheck(name="embedded engine", state="ok", text=f"llama.cpp from xllamacpp {version('xllamacpp')}")


async def _engines() -> MachineCheck:
    found = await discover()
    if not found:
        return MachineCheck(name="engines", state="ok", text="none on this machine; the embedded engine will be used")
    parts = [f"{one.kind} at {one.base_url} ({counted(len(one.models), 'model')})" for one in found]
    warnings = [f"{one.kind} at {one.base_url}: {text}" for one in found for text in one.warnings]
    return MachineCheck(
        name="engines", state="warn" if warnings else "ok", text=", ".join(parts), hint="; ".join(warnings)
    )


def _weights() -> MachineCheck:
    here = [entry.name for entry in catalog() if cached(entry.name)]
    away = [f"{entry.name} ({entry.size_bytes / 1e6:.0f} MB)" for entry in catalog() if entry.name not in here]
    parts = [f"here: {', '.join(here)}"] if here else []
    parts += [f"fetched when needed: {', '.join(away)}"] if away else []
    return MachineCheck(name="weights", state="ok", text="; ".join(parts))


async def _self_test() -> MachineCheck:
    begun = time.monotonic()
    suite = load_suite("quick")
    settings = RunSettings(slots=default_slots())
    ready = [task for task in suite.tasks if all(find_toolchain(name) for name in task.toolchain)]
    async with sandbox_for(ready, settings) as sandbox:
        proofs = await prove(suite, sandbox, tasks=[task.id for task in ready])
    claims = [claim for proof in proofs for claim in proof.claims]
    held = sum(claim.held for claim in claims)
    broken = [proof.task for proof in proofs if not proof.holds]
    return MachineCheck(
        name="self-test",
        state="bad" if broken else "ok",
        text=f"{held} of {len(claims)} claims of {len(proofs)} tasks hold: references pass, flaws and forgeries do not",
        hint=f"prony prove quick --task {shlex.quote(broken[0])}" if broken else None,
        wall_s=time.monotonic() - begun,
    )


def worst(checks: Sequence[MachineCheck]) -> str:
    """`bad`, `warn` or `ok`: the worst of all states."""
    states = {check.state for check in checks}
    return "bad" if "bad" in states else "warn" if "warn" in states else "ok"
