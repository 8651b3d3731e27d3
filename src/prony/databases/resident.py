"""How a session ended that ended otherwise than by its statements: the end of its server says why."""

from __future__ import annotations

import asyncio

from prony.databases.database import SqlOutcome
from prony.nouns import Verdict
from prony.sandbox import Resident

_WHY: dict[str, Verdict] = {"wall": Verdict.TIMEOUT_WALL, "output": Verdict.OUTPUT_LIMIT, "": Verdict.CRASH}
_GOES_DOWN_S = 2.0
"""How long a server whose session broke may take to end by itself."""
_LIMITS = frozenset(
    {Verdict.TIMEOUT_CPU, Verdict.STARVED, Verdict.OOM, Verdict.LIMIT, Verdict.OUTPUT_LIMIT, Verdict.GRADER_ERROR}
)


async def ended_by(resident: Resident, why: str, detail: str, *, cpu_s: float | None = None) -> SqlOutcome:
    """End a server whose session was given up, and tell which limit was met.

    why: `wall`, `output`, or empty where the session broke by itself. cpu_s: the limit of a server that is one process,
    so that no limit of the kernel's holds for one session of it.
    """
    if not why:
        await asyncio.wait([resident.ending], timeout=_GOES_DOWN_S)
    execution = await resident.stop(why if why == "wall" else "stop")
    if why == "wall" and cpu_s is not None and execution.cpu_s >= cpu_s:
        return SqlOutcome(verdict=Verdict.TIMEOUT_CPU, detail=f"{execution.cpu_s:.2f} s of CPU, limit {cpu_s:g} s")
    if why != "output" and execution.verdict in _LIMITS:
        return SqlOutcome(verdict=execution.verdict, detail=execution.detail)
    return SqlOutcome(verdict=_WHY[why], detail=detail)
