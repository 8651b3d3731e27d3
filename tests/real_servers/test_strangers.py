"""What others do to a real server in the middle of a run: they bring another model, push one out, or ask beside us."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from real_runs import User, ended, in_mid_run

from real_servers import Ollama, RealServer, Router, Single, Swap, ask

pytestmark = pytest.mark.real_server

REPEATS = 15
TASKS = 4

Serve = Callable[[type[RealServer]], RealServer]


@pytest.fixture
def user(tmp_path: Path, cache_home: Path) -> User:
    return User(tmp_path / "home", cache_home)


@pytest.mark.parametrize("kind", [Single, Router, Ollama], ids=lambda kind: kind.kind)
def test_a_server_that_comes_back_with_another_file_under_the_name_ends_its_share(
    serve: Serve, user: User, mini_suite: Path, kind: type[RealServer]
) -> None:
    server = serve(kind)
    running = user.begin("run", str(mini_suite), "--base-url", server.base_url, "--model", "good", "-k", str(REPEATS))
    in_mid_run(user, running)
    server.kill()
    server.give("good", server.tapes["flawed"])
    server.start()
    typed = ended(running)
    assert typed.status == 4, typed.all
    assert "is not what it was" in typed.err, typed.all


@contextlib.contextmanager
def a_stranger(server: RealServer, model: str, every_s: float) -> Iterator[None]:
    """Somebody else, who asks the server for another model again and again."""
    over = threading.Event()
    body = {"model": model, "messages": [{"role": "user", "content": "hi"}], "max_tokens": 4}

    def ask_again() -> None:
        while not over.wait(every_s):
            ask(f"{server.base_url}/chat/completions", body)

    other = threading.Thread(target=ask_again)
    other.start()
    try:
        yield
    finally:
        over.set()
        other.join()


@pytest.mark.parametrize("kind", [Router, Swap, Ollama], ids=lambda kind: kind.kind)
def test_a_model_that_others_push_out_is_measured_all_the_same(
    serve: Serve, user: User, mini_suite: Path, kind: type[RealServer]
) -> None:
    server = serve(kind)
    running = user.begin("run", str(mini_suite), "--base-url", server.base_url, "--model", "good", "-k", str(REPEATS))
    in_mid_run(user, running)
    with a_stranger(server, "flawed", 0.2):
        typed = ended(running)
    assert user.record().outcomes() == {"good": Counter(solved=TASKS * REPEATS)}, typed.all
    assert typed.status == 0, typed.all


class FourSlots(Single):
    """llama-server with four slots."""

    options = ("--alias", "good", "-np", "4", "-c", "16384")


def test_four_attempts_at_once_each_get_their_own_stream(serve: Serve, user: User, mini_suite: Path) -> None:
    server = serve(FourSlots)
    typed = user.types("run", str(mini_suite), "--base-url", server.base_url, "-k", str(REPEATS), "--parallel", "4")
    assert user.record().outcomes() == {"good": Counter(solved=TASKS * REPEATS)}, typed.all
    assert user.record().fingerprint("good").engine.slots == 4
