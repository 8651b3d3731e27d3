"""What tests of several rooms share: the helpers of tests/support, as imports and as fixtures."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

sys.path[:0] = [str(Path(__file__).parent / "support")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the embedded engine where it is not installed. Not by importing it: that wants a library of the
    machine's, whose absence is for the tests to meet."""
    if find_spec("xllamacpp") is None:
        absent = pytest.mark.skip(reason="the embedded engine (extra `engine`) is not installed")
        for item in items:
            if item.get_closest_marker("real_engine"):
                item.add_marker(absent)


@pytest.fixture(autouse=True)
def registries_tell_here(monkeypatch: pytest.MonkeyPatch):
    """A command that a test runs in this process gives registries its terminal, which is gone after the test."""
    from prony import registry

    monkeypatch.setattr(registry, "_tell", registry._to_stderr)


@pytest.fixture(autouse=True)
def runs_begin_in_a_state_folder_of_the_tests(cache_home: Path, monkeypatch: pytest.MonkeyPatch):
    """No test leaves a key among the user's own files."""
    monkeypatch.setenv("XDG_STATE_HOME", str(cache_home / "state"))


@pytest.fixture(autouse=True)
def no_keys_are_held(monkeypatch: pytest.MonkeyPatch):
    """A key that one test held is no reason to blot anything out in the next."""
    from prony import keys

    monkeypatch.setattr(keys, "_KNOWN", {})


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


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An XDG cache folder of this test session: tape models are built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(cache_home: Path) -> dict[str, str]:
    """The environment of a user with that cache, and nothing of this machine's."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**keep, "XDG_CACHE_HOME": str(cache_home), "XDG_STATE_HOME": str(cache_home / "state"), "CI": "1"}


@pytest.fixture(scope="session")
def prony() -> tuple[str, ...]:
    """The command, without what a shim in front of it costs."""
    return (sys.executable, "-c", "from prony.cli import main; main()")


@pytest.fixture(scope="session")
def mini_suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four tasks; the folder of the suite."""
    from mini_suite import write_suite

    return write_suite(tmp_path_factory.mktemp("suites") / "mini")
