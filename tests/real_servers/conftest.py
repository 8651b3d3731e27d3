"""Runs against real servers. Kept apart from `make test`: `make engines` builds the servers, `make test-engines` runs
these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from real_servers import KINDS, Ollama, RealServer, Swap, program

NEEDS = {Ollama: ("ollama",), Swap: ("llama-swap", "llama-server")}


@pytest.fixture(scope="session")
def tapes(mini_suite: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Tape models by the names that the servers give them."""
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    from prony.references.models import reference_models
    from prony.suites import load_suite

    made = {
        one.name: one.gguf for one in reference_models(load_suite(str(mini_suite)), tmp_path_factory.mktemp("tapes"))
    }
    return {"good": made["all-correct"], "flawed": made["known-flaws"]}


@pytest.fixture
def serve(tapes: dict[str, Path], tmp_path: Path) -> Iterator[Callable[[type[RealServer]], RealServer]]:
    """A function that starts a server of a kind; it ends with the test."""
    begun: list[RealServer] = []

    def start(kind: type[RealServer]) -> RealServer:
        for name in NEEDS.get(kind, ("llama-server",)):
            program(name)
        begun.append(kind(tmp_path / f"server-{len(begun)}", tapes))
        begun[-1].start()
        return begun[-1]

    yield start
    for server in begun:
        server.stop()


@pytest.fixture(params=sorted(KINDS))
def server(request: pytest.FixtureRequest, serve: Callable[[type[RealServer]], RealServer]) -> RealServer:
    """A server of each kind."""
    return serve(KINDS[request.param])
