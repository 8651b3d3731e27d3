"""A real llama-server that Prony starts for a contestant: with its flags, watched, started anew, and ended."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from real_runs import User, ended, in_mid_run

from prony.engines import EngineLaunch, kind_named
from prony.engines.engine import Engine
from real_servers import RealServer, Single, ask, program

pytestmark = pytest.mark.real_server

TASKS = 4
REPEATS = 15

Serve = Callable[[type[RealServer]], RealServer]


@pytest.fixture
def user(tmp_path: Path, cache_home: Path) -> User:
    return User(tmp_path / "home", cache_home, PRONY_LLAMA_SERVER=program("llama-server"))


def contestant(user: User, tape: Path, lines: str = "") -> None:
    """Write the user's prony.toml, with one contestant."""
    table = f'[[contestants]]\nlabel = "mine"\nengine = "llama-server"\ngguf = "{tape}"\nthreads = 1\n'
    (user.home / "prony.toml").write_text(table + lines)


def its_servers(top: int) -> list[psutil.Process]:
    return [one for one in psutil.Process(top).children(recursive=True) if one.name().startswith("llama-server")]


def test_it_is_started_measured_and_ended(user: User, tapes: dict[str, Path], mini_suite: Path) -> None:
    contestant(user, tapes["good"], 'options = { cache_type = "bf16", flash_attention = "on", slots = 2 }\n')
    typed = user.types("run", str(mini_suite), "--parallel", "2")
    assert typed.status == 0, typed.all
    record = user.record()
    assert record.outcomes() == {"mine": Counter(solved=TASKS)}, typed.all
    engine = record.fingerprint("mine").engine
    assert (engine.kind, engine.slots, engine.threads) == ("llama-server", 2, 1)
    settings = {"cache_type_k": "bf16", "cache_type_v": "bf16", "flash_attention": "on", "prompt_cache": False}
    assert engine.settings == settings
    assert engine.build
    assert engine.program_sha256
    assert not record.faults()


def test_one_that_is_killed_is_started_anew_and_costs_a_run_nothing(
    user: User, tapes: dict[str, Path], mini_suite: Path
) -> None:
    contestant(user, tapes["good"])
    running = user.begin("run", str(mini_suite), "-k", str(REPEATS))
    in_mid_run(user, running)
    (server,) = its_servers(running.pid)
    server.kill()
    typed = ended(running)
    assert user.record().outcomes() == {"mine": Counter(solved=TASKS * REPEATS)}, typed.all
    assert typed.status == 0, typed.all


def test_it_ends_with_a_prony_that_is_killed(user: User, tapes: dict[str, Path], mini_suite: Path) -> None:
    contestant(user, tapes["good"])
    running = user.begin("run", str(mini_suite), "-k", str(REPEATS))
    in_mid_run(user, running)
    (server,) = its_servers(running.pid)
    running.kill()
    running.communicate()
    until = time.monotonic() + 10
    while server.is_running() and server.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_sweep_is_a_contestant_for_each_point_and_a_field_for_each_axis(
    user: User, tapes: dict[str, Path], mini_suite: Path
) -> None:
    contestant(user, tapes["good"], 'sweep = { cache_type = ["f16", "bf16"], context = [3072, 4096] }\n')
    typed = user.types("run", str(mini_suite), "--task", "double")
    assert typed.status == 0, typed.all
    record = user.record()
    points = [(kind, size) for kind in ("f16", "bf16") for size in (3072, 4096)]
    labels = [f"mine · kv {kind} · context {size}" for kind, size in points]
    assert list(record.outcomes()) == labels
    engines = [record.fingerprint(label).engine for label in labels]
    assert [(one.settings["cache_type_v"], one.served_context) for one in engines] == points
    axes = user.types("factors", "kv")
    assert "bf16" in axes.out, axes.all


class Flagged(Single):
    """A llama-server that somebody started with flags."""

    options = ("--alias", "good", "-ctk", "bf16", "-ctv", "bf16", "-fa", "on", "-ub", "64")


async def test_a_started_server_and_a_found_one_with_the_same_flags_are_the_same(
    serve: Serve, tapes: dict[str, Path], tmp_path: Path
) -> None:
    server = serve(Flagged)
    kind = kind_named("llama-server")
    options = {"binary": program("llama-server"), "cache_type": "bf16", "flash_attention": "on", "micro_batch": 64}
    launch = EngineLaunch(model="good", gguf=tapes["good"], context=4096, threads=1, options=options)
    found: Engine = kind.adapter(server.base_url)
    async with kind.start(launch) as started:
        of_started, of_found = await started.describe("good"), await found.describe("good")
        assert ask(f"{started.base_url}/models")[0] in (200, 401)
        refused = ask(f"{started.base_url}/chat/completions", {"messages": [{"role": "user", "content": "hi"}]})
    assert of_started.engine == of_found.engine
    assert of_started.artifact == of_found.artifact
    assert refused[0] == 401
