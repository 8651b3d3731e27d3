"""A workspace: where one agent works for one attempt. Commands go in one by one, files come out when all is over.

One bubblewrap for each workspace. /workspace and /tmp lie on one limited disk in memory that lives as long as it does;
beside them there are the system's own programs and the task's toolchains, read-only, and no network. Each command runs
in fresh process, mount, IPC and network namespaces, under limits of its own: when it ends, so does whatever it started.
Nothing of the agent's runs any more when files are copied out, and no link is followed on the way.
"""

from __future__ import annotations

import asyncio
import functools
import shlex
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import msgspec

from prony.errors import SandboxError
from prony.nouns import Limits, Noun, Verdict
from prony.sandbox import limits as limits_
from prony.sandbox.backends import find_backend, opener, scene_interior
from prony.sandbox.door import loopback_address
from prony.sandbox.prepare import Preparer
from prony.sandbox.results import Execution, Program
from prony.sandbox.scene import Scene, open_scene
from prony.sandbox.stock import ensure_stock
from prony.sandbox.toolchains import Toolchain, find, how_to_have
from prony.sandbox.toolchains.toolchain import version_of

LIMITS = Limits(cpu_s=60, wall_s=60, memory_mb=1024, processes=128, output_bytes=1 << 20, disk_mb=256)
"""Of one command; `disk_mb` of the whole workspace."""
TAKEN_MB = 64
LEFT = (".git", "__pycache__")
"""Folders that are never copied out: what tools keep there is no part of what an agent hands in."""

_BASH, _GIT, _ENV = Path("/bin/bash"), Path("/usr/bin/git"), "/usr/bin/env"
_DATE = "2000-01-01T00:00:00+00:00"
_VARIABLES = {
    "PATH": "/tools:/usr/bin:/bin",
    "PWD": "/workspace",
    "TERM": "dumb",
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{who}_{what}": word
        for who in ("AUTHOR", "COMMITTER")
        for what, word in (("NAME", "dev"), ("EMAIL", "dev@localhost"), ("DATE", _DATE))
    },
}
_SHELL = (_ENV, "-u", "PRONY_WORK", "-u", "PRONY_TESTS", str(_BASH), "-c", f'exec {_BASH} -c "$0" 2>&1')
"""Runs the word behind it as a command, both outputs in one stream and in their order."""
_BEGIN_HISTORY = (
    "git init -q . && git symbolic-ref HEAD refs/heads/main && git add -A && git commit -q --allow-empty -m Start"
)
_OPEN_UP = ("/bin/chmod", "-R", "u+rwX", "/workspace")


class Snapshot(Noun, frozen=True, kw_only=True):
    """The regular files of a workspace by path, and notes on what is there and was not copied."""

    files: dict[str, bytes] = {}
    notes: tuple[str, ...] = ()


class Workspace:
    """One agent's workspace. One command at a time."""

    def __init__(self, scene: Scene, limits: Limits) -> None:
        self._scene = scene
        self._limits = limits
        shell = Toolchain(id="shell", version="", digest="", binary=str(_BASH))
        self._preparer = Preparer({"shell": shell}, lambda path: path)

    @property
    def unrouted(self) -> int:
        """The number of times that it tried to reach the network so far."""
        return self._scene.unrouted

    @property
    def uncounted(self) -> int:
        """The number of its commands of which nobody can tell whether they tried."""
        return self._scene.uncounted

    async def run(
        self,
        command: str,
        wall_s: float | None = None,
        *,
        limits: Limits | None = None,
        env: Mapping[str, str] | None = None,
        stop: asyncio.Event | None = None,
    ) -> Execution:
        """Run a command of bash in /workspace; stderr stands in stdout, head and tail where there is too much.

        wall_s: less than the limit's, where less is left. limits: instead of the workspace's, for a program that lives
        as long as its attempt. env: more variables. stop: ends it when it is set. Whatever it started ends with it.
        Raises SandboxError E404 when the workspace itself is gone.
        """
        plain = command.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
        limits = limits or self._limits
        if wall_s is not None and wall_s < limits.wall_s:
            limits = msgspec.structs.replace(limits, wall_s=max(0.1, wall_s))
        program = Program(argv=(*_SHELL, plain), env={**_VARIABLES, **(env or {})}, limits=limits)
        return await self._execute(program, stop)

    async def lay(self, files: Mapping[str, bytes]) -> None:
        """Put down files that are not there yet. Raises SandboxError E430."""
        await self._trusted(Program(argv=("/bin/true",), files=dict(files), limits=self._limits))

    async def begin_history(self) -> None:
        """Make a git repository of what is there, with one commit of a fixed date. Raises SandboxError E430."""
        await self._trusted(Program(argv=(*_SHELL, _BEGIN_HISTORY), env=_VARIABLES, limits=self._limits))

    async def take(self, *first: Sequence[str]) -> Snapshot:
        """Copy the files out: at most `TAKEN_MB` of those that match the patterns of each of `first`, then of all.

        So nothing that fills a workspace keeps what matters from being seen.
        """
        found = [await self._copied(tuple(patterns)) for patterns in (*first, ("**",)) if patterns]
        return Snapshot(
            files={path: data for one in reversed(found) for path, data in one.artifacts.items()},
            notes=tuple(dict.fromkeys(note for one in found for note in one.notes)),
        )

    async def _copied(self, patterns: tuple[str, ...]) -> Execution:
        limits = msgspec.structs.replace(self._limits, disk_mb=TAKEN_MB)
        return await self._execute(Program(argv=_OPEN_UP, limits=limits, collect=patterns, leave=LEFT))

    async def _trusted(self, program: Program) -> None:
        execution = await self._execute(program)
        if execution.verdict is not Verdict.PASS:
            said = (execution.stdout + execution.stderr).decode(errors="replace").strip()
            raise SandboxError("E430", f"a workspace cannot be set up: {execution.detail}", cause=said[-600:] or None)

    async def _execute(self, program: Program, stop: asyncio.Event | None = None) -> Execution:
        prepared = self._preparer.run(msgspec.structs.replace(program, toolchain="shell"))
        execution = await self._scene.execute(prepared, stop)
        if execution.verdict is Verdict.GRADER_ERROR:
            raise SandboxError(
                "E404", "the workspace is gone", cause=execution.detail, hint="run again; see prony doctor"
            )
        return execution


class Workspaces:
    """Makes workspaces. overrides: toolchain id -> binary to use instead of the pinned one.

    Raises SandboxError E431 for a backend that does not isolate: an agent is not let loose without.
    """

    def __init__(
        self, backend: str = "bubblewrap", overrides: dict[str, str] | None = None, limits: Limits = LIMITS
    ) -> None:
        if not find_backend(backend).isolates:
            raise SandboxError(
                "E431",
                f"agents do not run in the backend {backend!r}",
                cause="an agent runs commands for minutes, and would have this machine to itself",
                hint="choose a backend that isolates, or leave out --sandbox; prony doctor says what it lacks here",
            )
        if not getattr(find_backend(backend), "has_network", True):
            raise SandboxError(
                "E431",
                f"agents do not run in the backend {backend!r}",
                cause="an agent works in /workspace and reaches one port; here are neither mounts nor a network",
                hint="agents need bubblewrap, podman or docker, such as --sandbox podman; see prony doctor",
            )
        self._backend = backend
        self._overrides = overrides
        self._limits = limits

    @property
    def identity(self) -> dict[str, str]:
        """What an agent finds in every workspace of this machine: the versions of bash and git (or `none`)."""
        return dict(_identity())

    @asynccontextmanager
    async def open(
        self,
        files: Mapping[str, bytes],
        toolchains: Iterable[str] = (),
        *,
        reach: str | tuple[str, int] | None = None,
        limits: Limits | None = None,
        binds: Iterable[tuple[str, str]] = (),
    ) -> AsyncIterator[Workspace]:
        """A workspace that begins with `files`, as a git repository where this machine has git.

        reach: the one loopback port of this machine that answers inside, at the same address: its URL, or (host, port).
        limits: of a command, instead of those of all workspaces; `disk_mb` of the whole workspace. binds: (folder here,
        folder inside), read-only, such as an agent's own program.

        Raises SandboxError: E401 to E403 where it cannot isolate here, E410 for a toolchain that is not here, E413,
        E430, E434 for what cannot be reached.
        """
        chains = {chain.id: chain for chain in (self._found(name) for name in toolchains)}
        python = chains.get("python") or self._found("python")
        limits = limits or self._limits
        address = loopback_address(reach) if reach is not None else None
        open_ = opener(self._backend, python, accept_untrusted=False)
        await ensure_stock(chains.values(), open_)
        interior = scene_interior(
            limits,
            network=address is not None,
            work="/workspace",
            etc=_ETC,
            tools=_tools({**chains, "python": python}, limits),
            binds=tuple(binds),
        )
        launch = open_(chains, interior)
        async with AsyncExitStack() as stack:
            stack.callback(launch.close)
            scene = await stack.enter_async_context(
                open_scene(launch, Preparer({}, launch.place), shares_network=address is not None)
            )
            if address is not None:
                await stack.enter_async_context(scene.door(*address))
            workspace = Workspace(scene, limits)
            await workspace.lay(files)
            if self.identity["git"] != "none":
                await workspace.begin_history()
            yield workspace

    def _found(self, requirement: str) -> Toolchain:
        chain = find(requirement, self._overrides)
        if chain is None:
            raise SandboxError(
                "E410",
                f"no toolchain here for {requirement!r}",
                hint=how_to_have(requirement),
            )
        return chain


_ETC = {
    "passwd": "dev:x:1000:1000:dev:/tmp:/bin/bash\n",
    "group": "dev:x:1000:\n",
    "hosts": "127.0.0.1 localhost slot\n::1 localhost slot\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
    "resolv.conf": "nameserver 192.0.2.1\noptions timeout:1 attempts:1\n",
}
"""Names that are looked up go to an address without a route, so that they count."""


def _tools(toolchains: Mapping[str, Toolchain], limits: Limits) -> dict[str, str]:
    """A script for each command of the toolchains, which starts it as programs under test are started."""

    def filled(word: str) -> str:
        return word.replace("{heap_mb}", str(limits_.heap_mb(limits)))

    scripts = {}
    for chain in toolchains.values():
        exports = "".join(f"export {name}={shlex.quote(filled(word))}\n" for name, word in chain.env.items())
        for command, words in chain.commands.items():
            line = shlex.join(map(filled, words))
            scripts[command] = f'#!/bin/sh\n{exports}exec {line} "$@"\n'
    return scripts


@functools.cache
def _identity() -> tuple[tuple[str, str], ...]:
    if not _BASH.is_file():
        raise SandboxError("E432", "agents need bash, and this machine has none", hint="install bash")
    git = version_of(str(_GIT), "--version").removeprefix("git version ") if _GIT.is_file() else "none"
    return ("bash", version_of(str(_BASH), "-c", 'echo "$BASH_VERSION"')), ("git", git)
