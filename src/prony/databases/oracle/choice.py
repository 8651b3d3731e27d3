"""Which Oracle answers: a server of one's own, where its DSN is given, else the emulation."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prony.databases.database import DatabaseServer
from prony.databases.oracle.own import open_own
from prony.databases.oracle.server import open_emulated
from prony.nouns import Limits
from prony.sandbox import Sandbox
from prony.sandbox.toolchains.oracle import DSN


@asynccontextmanager
async def open_either(sandbox: Sandbox, limits: Limits) -> AsyncIterator[DatabaseServer]:
    """A server with a task's limits: the one that PRONY_ORACLE_DSN names, else one in a scene of its own."""
    dsn = os.environ.get(DSN, "")
    if dsn:
        async with open_own(dsn, limits) as own:
            yield own
    else:
        async with open_emulated(sandbox, limits) as emulated:
            yield emulated
