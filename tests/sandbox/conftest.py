"""One sandbox for a whole file, with Python and Node."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from prony.sandbox import Sandbox, open_sandbox


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("python", "node>=20")) as opened:
        yield opened
