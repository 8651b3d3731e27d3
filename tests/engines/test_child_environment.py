"""What an engine that Prony starts inherits."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from prony.engines.child import Child


async def test_an_engine_has_no_key_of_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PRONY_SIGNING_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "s3cret")
    child = Child("tiny", tmp_path / "log", 1 << 30)
    await child.spawn([sys.executable, "-c", "import os; print(dict(os.environ))"])
    assert await child.wait(60) == 0
    await child.stop()
    told = (tmp_path / "log").read_text()
    assert "PRONY_STARTED_ENGINE" in told
    assert "s3cret" not in told
