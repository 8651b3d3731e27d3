"""Loads of real servers: each model once, however many contestants and tasks; a second run waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_runs import User, ended

from prony.journal import Loaded, read_events
from real_servers import RealServer, Router

pytestmark = pytest.mark.real_server

SIX = ("a", "b", "c", "d", "e", "f")


class Six(Router):
    """A router with six models, and room for one at a time."""

    models = SIX

    def __init__(self, folder: Path, tapes: dict[str, Path]) -> None:
        super().__init__(folder, {name: tapes["good" if name < "d" else "flawed"] for name in SIX})


def loads(home: Path) -> list[tuple[str, bool]]:
    """Contestants in the order in which their models were ready, and whether that took a load."""
    [run] = (home / "runs").iterdir()
    return [(event.label, event.cold) for event in read_events(run) if isinstance(event, Loaded)]


def test_six_models_of_a_router_are_six_loads(serve, cache_home: Path, tmp_path: Path, mini_suite: Path) -> None:
    server: RealServer = serve(Six)
    user = User(tmp_path / "home", cache_home)
    named = [word for model in SIX for word in ("--model", model)]
    typed = user.types("run", str(mini_suite), "--base-url", server.base_url, *named)
    assert typed.status == 0, typed.all
    assert loads(tmp_path / "home") == [(name, True) for name in SIX]


def test_two_runs_on_one_router_do_not_mix(serve, cache_home: Path, tmp_path: Path, mini_suite: Path) -> None:
    server: RealServer = serve(Six)
    state = str(tmp_path / "state")
    users = [User(tmp_path / name, cache_home, XDG_STATE_HOME=state) for name in ("one", "two")]
    running = [
        user.begin("run", str(mini_suite), "--base-url", server.base_url, "--model", model, "-k", "3")
        for user, model in zip(users, "af", strict=True)
    ]
    typed = [ended(one) for one in running]
    assert [one.status for one in typed] == [0, 0], [one.all for one in typed]
    assert sum("is measured by run" in one.all for one in typed) == 1
    assert all(loads(tmp_path / name) == [(model, True)] for name, model in zip(("one", "two"), "af", strict=True))
