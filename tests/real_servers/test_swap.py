"""llama-swap with two models, each of which it ends after a while in which nobody asks for it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from real_runs import User

from real_servers import RealServer, Swap, ask

pytestmark = pytest.mark.real_server

TASKS = 4
TTL_S = 2

Serve = Callable[[type[RealServer]], RealServer]


class Forgetful(Swap):
    """llama-swap that ends what nobody asked for two seconds long."""

    def command(self) -> list[str]:
        command = super().command()
        config = self.folder / "config.yaml"
        config.write_text(config.read_text().replace("    cmd:", f"    ttl: {TTL_S}\n    cmd:"))
        return command

    def running(self) -> list[str]:
        status, body = ask(f"{self.root}/running")
        return [one["model"] for one in json.loads(body)["running"]] if status == 200 else []


@pytest.fixture
def user(tmp_path: Path, cache_home: Path) -> User:
    return User(tmp_path / "home", cache_home)


def test_models_that_are_ended_for_want_of_requests_are_measured_again_and_again(
    serve: Serve, user: User, mini_suite: Path
) -> None:
    server = serve(Forgetful)
    assert isinstance(server, Forgetful)
    named = ["--base-url", server.base_url, "--model", "good", "--model", "flawed"]
    for _ in range(2):
        typed = user.types("run", str(mini_suite), *named)
        assert typed.status == 0, typed.all
        assert user.record().outcomes() == {"good": Counter(solved=TASKS), "flawed": Counter(failed=TASKS)}
        until = time.monotonic() + 30
        while server.running():
            assert time.monotonic() < until, server.running()
            time.sleep(0.2)
