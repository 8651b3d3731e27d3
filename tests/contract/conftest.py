"""One contract for all engines: each is begun once, and every claim is held to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from contract_engines import NAMES, Served, build_tapes, serving
from fake_engine import FakeEngine
from gateway_bench import Bench

from prony.gateway import Gateway


@pytest.fixture(scope="session")
def tapes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Path, Path]]:
    """A function that gives the two models, which are built once."""
    made: list[tuple[Path, Path]] = []

    def give() -> tuple[Path, Path]:
        if not made:
            made.append(build_tapes(tmp_path_factory.mktemp("tapes")))
        return made[0]

    return give


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=NAMES)
async def served(
    request: pytest.FixtureRequest,
    tapes: Callable[[], tuple[Path, Path]],
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Served]:
    """An engine of each sort, while it runs."""
    async with serving(request.param, tapes, tmp_path_factory.mktemp("engine")) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def bench() -> AsyncIterator[Bench]:
    """A gateway; each path names the engine that it leads to."""
    made: list[Bench] = []
    async with Gateway(record=lambda e: made[0].exchanges.append(e), put_blob=lambda d: made[0].put_blob(d)) as gateway:
        made.append(Bench(gateway, FakeEngine()))
        yield made[0]
