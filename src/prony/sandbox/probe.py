"""What works on this machine, found out by running real programs in a real slot; nothing is concluded from settings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from prony.errors import SandboxError
from prony.nouns import Limits, Noun, Verdict
from prony.sandbox.network import network_is_cut
from prony.sandbox.pool import Sandbox, open_sandbox
from prony.sandbox.results import Program


class ProbeCheck(Noun, frozen=True, kw_only=True):
    """One thing that was tried: what must hold, whether it did, and what was seen."""

    name: str
    holds: bool
    seen: str = ""


class Probe(Noun, frozen=True, kw_only=True):
    """What a backend is good for here. error: why it could not be opened at all, in full."""

    backend: str
    identity: dict[str, str] = {}
    checks: tuple[ProbeCheck, ...] = ()
    caveat: str = ""
    """What is weaker here than where a cgroup can be made."""
    lacks: tuple[str, ...] = ()
    """What the backend does not promise that a slot does."""
    error: str = ""

    @property
    def works(self) -> bool:
        """Whether programs run, and everything that was tried held."""
        return not self.error and all(check.holds for check in self.checks)


UNCOUNTED = (
    "no cgroup can be made here: memory is looked at ten times a second, and a program may take more between two "
    "looks; sockets count as if they were full; pages of its disk, 64 MB of pipes, lists of watched descriptors "
    "(epoll) and locks of files are not counted"
)
"""What holds less where nothing but a watch bounds memory."""


_SEEN = "import os; print([path for path in {paths} if os.path.exists(path)])"
_READ = """
import os
def read(path):
    try: return os.listdir(path) if os.path.isdir(path) else open(path).read()
    except OSError: return None
print([path for path in {paths} if read(path) is not None])
"""


async def probe(backend: str = "bubblewrap", toolchains: tuple[str, ...] = ("python",)) -> Probe:
    """Open the backend and try what it promises; one without isolation is given no hostile program.

    Never raises for what the machine lacks: that is in the answer.
    """
    try:
        async with open_sandbox(backend, slots=1, toolchains=toolchains, accept_untrusted=True) as sandbox:
            promised = CHECKS if sandbox.isolates else HARMLESS
            checks = [await check(sandbox) for check in promised]
            caveat = "" if sandbox.counted else UNCOUNTED
            return Probe(
                backend=backend, identity=sandbox.identity, checks=tuple(checks), caveat=caveat, lacks=sandbox.lacks
            )
    except SandboxError as error:
        return Probe(backend=backend, error=str(error))


async def _runs(sandbox: Sandbox) -> ProbeCheck:
    seen = await _said(sandbox, "print(6 * 7)")
    return ProbeCheck(name="programs run", holds=seen == "42", seen=seen)


async def _network_is_cut(sandbox: Sandbox) -> ProbeCheck:
    cut, seen = await network_is_cut(sandbox.run)
    return ProbeCheck(name="the network is cut", holds=cut, seen=seen)


async def _nothing_can_be_read(sandbox: Sandbox) -> ProbeCheck:
    paths = ("/etc/shadow", "/etc/hostname", "/root", "/home", "/var", "/sys")
    seen = await _said(sandbox, (_SEEN if sandbox.has_mounts else _READ).format(paths=paths))
    return ProbeCheck(
        name="nothing of this machine is visible" if sandbox.has_mounts else "nothing of this machine can be read",
        holds=seen == "[]",
        seen=seen,
    )


async def _nothing_can_be_gained(sandbox: Sandbox) -> ProbeCheck:
    # What may be gained at most is for namespaces, or root, to bound; that nothing can be gained, NoNewPrivs says.
    fields = ("CapEff:", *(("CapBnd:",) if sandbox.has_mounts else ()), "NoNewPrivs:", "Seccomp:")
    code = f"print(*[line.split()[1] for line in open('/proc/self/status') if line.split()[0] in {fields}])"
    seen = await _said(sandbox, code)
    return ProbeCheck(
        name="no privilege, and none to gain", holds=seen.replace("0", "").split() == ["1", "2"], seen=seen
    )


async def _memory_is_bounded(sandbox: Sandbox) -> ProbeCheck:
    code = "kept = []\nwhile True: kept.append(bytearray(b'x' * (1 << 20)))"
    return await _ends(sandbox, "memory is bounded", code, Verdict.OOM, Limits(memory_mb=96, cpu_s=20, wall_s=20))


async def _processes_are_bounded(sandbox: Sandbox) -> ProbeCheck:
    code = "import os\nwhile True: os.fork()"
    return await _ends(sandbox, "processes are bounded", code, Verdict.LIMIT, Limits(processes=24, cpu_s=20, wall_s=20))


async def _time_is_bounded(sandbox: Sandbox) -> ProbeCheck:
    code = "import time; time.sleep(60)"
    return await _ends(sandbox, "time is bounded", code, Verdict.TIMEOUT_WALL, Limits(wall_s=0.2))


async def _ends(sandbox: Sandbox, name: str, code: str, verdict: Verdict, limits: Limits) -> ProbeCheck:
    ended = await sandbox.run(Program(argv=("python3", "-c", code), limits=limits))
    return ProbeCheck(name=name, holds=ended.verdict is verdict, seen=f"{ended.verdict}: {ended.detail}")


async def _said(sandbox: Sandbox, code: str) -> str:
    ended = await sandbox.run(Program(argv=("python3", "-c", code)))
    said = (ended.stdout or ended.stderr[-300:]).decode(errors="replace").strip()
    return said if ended.verdict is Verdict.PASS else f"{ended.verdict}: {ended.detail} {said}"


HARMLESS: tuple[Callable[[Sandbox], Awaitable[ProbeCheck]], ...] = (_runs,)
"""What a backend without isolation is tried with."""
CHECKS: tuple[Callable[[Sandbox], Awaitable[ProbeCheck]], ...] = (
    _runs,
    _network_is_cut,
    _nothing_can_be_read,
    _nothing_can_be_gained,
    _memory_is_bounded,
    _processes_are_bounded,
    _time_is_bounded,
)
"""What `probe` tries, in this order."""
