"""What tests of several rooms share: the helpers of tests/support, as imports and as fixtures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path[:0] = [str(Path(__file__).parent / "support")]


@pytest.fixture
async def fake_engine():
    """An engine of raw bytes on a loopback port."""
    from fake_engine import FakeEngine

    async with FakeEngine() as engine:
        yield engine


@pytest.fixture
def build_run(tmp_path: Path):
    """A function that begins a synthetic run under `tmp_path` (its home) and returns its builder."""
    from synthetic_run import RunBuilder

    built: list[RunBuilder] = []

    def begin(run: str = "r1", **options: Any) -> RunBuilder:
        built.append(RunBuilder(tmp_path, run, **options))
        return built[-1]

    yield begin
    for one in built:
        one.journal.close()
