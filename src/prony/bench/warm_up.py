"""The warm-up of an engine that Prony started: one small exchange after a load, kept in the record and counted nowhere.

The first request after a load pays for what no later one does: pages of the file that nobody read yet, kernels that are
compiled at their first use. A server that was running is rehearsed, which warms it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prony.bench.lease import Lease
from prony.gateway import Budget, Gateway, Timeouts, chat
from prony.gateway.dialects import DIALECTS
from prony.journal import Rehearsed
from prony.nouns import ContestantSpec, Exchange

WALL_S = 120.0
MAX_TOKENS = 16
_MESSAGE = {"role": "user", "content": "Hi"}
"""Nothing of it is the beginning of a brief: no cache of prompts is warmed."""


def is_warmed_up(lease: Lease) -> bool:
    """Whether a contestant begins with a warm-up: where Prony has just loaded a file for it. Replies out of a file, and
    those of references, which are as fast as can be, have no speed to spoil."""
    spec: ContestantSpec = lease.spec
    loaded = spec.started and lease.cold and bool(spec.gguf or spec.catalog)
    return loaded and not spec.reference and lease.unusable is None


async def warm_up(lease: Lease, put_blob: Callable[[bytes], str]) -> Rehearsed | None:
    """Ask for a few tokens, through a gateway of its own. What goes wrong is left to the first attempt to meet.

    None where our own client does not speak the engine's dialect.
    """
    exchanges: list[Exchange] = []
    dialect = lease.needs.dialect or lease.known.dialect
    body: dict[str, Any] = {"model": lease.target.model, "messages": [_MESSAGE], "max_tokens": MAX_TOKENS}
    try:
        DIALECTS[dialect].request(body)
        async with Gateway(record=exchanges.append, put_blob=put_blob) as gateway:
            path = gateway.open("warm-up", lease.target, Budget(wall_s=WALL_S))
            try:
                await chat(path.base_url, body, dialect=dialect, timeouts=Timeouts(total_s=WALL_S))
            finally:
                gateway.close(path)
    except NotImplementedError:
        return None
    return Rehearsed(label=lease.spec.label, exchanges=tuple(exchanges))
