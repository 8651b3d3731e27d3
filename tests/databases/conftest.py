"""Servers of the databases whose toolchains are here."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from prony.databases import DATABASES
from prony.sandbox import Sandbox, find_toolchain, open_sandbox

HERE = [name for name in DATABASES.names() if find_toolchain(name) is not None]


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """One for all tests here, with every database that is on this machine."""
    async with contextlib.AsyncExitStack() as stack:
        yield await stack.enter_async_context(open_sandbox(slots=2, toolchains=("python", *HERE)))


def needs(name: str) -> pytest.MarkDecorator:
    """Skip where a database was not fetched."""
    return pytest.mark.skipif(name not in HERE, reason=f"no {name} here: prony toolchains get {name}")
