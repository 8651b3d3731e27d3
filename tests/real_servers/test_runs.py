"""Whole runs against real servers: scores that are known, restarts in mid-run, and servers that stay away."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from real_runs import User, ended, in_mid_run

from real_servers import KINDS, Ollama, RealServer, Router, Single, Swap

pytestmark = pytest.mark.real_server

TASKS = 4
OUTCOME = {"good": "solved", "flawed": "failed", "hidden": "solved"}
REPEATS = 15
"""Of a run that is to be met in its middle."""
AWAY_S = 4.0
"""What a service manager takes for a restart."""

Serve = Callable[[type[RealServer]], RealServer]


@pytest.fixture
def user(tmp_path: Path, cache_home: Path) -> User:
    return User(tmp_path / "home", cache_home)


def named(server: RealServer) -> list[str]:
    """The options that name all models of a server."""
    return ["--base-url", server.base_url, *(word for model in server.models for word in ("--model", model))]


def exact(server: RealServer, repeats: int = 1) -> dict[str, Counter[str]]:
    """What a run of all its models must come to."""
    return {model: Counter({OUTCOME[model]: TASKS * repeats}) for model in server.models}


def test_every_model_of_a_server_gets_the_score_that_it_is_known_for(
    server: RealServer, user: User, mini_suite: Path
) -> None:
    typed = user.types("run", str(mini_suite), *named(server))
    assert typed.status == 0, typed.all
    assert user.record().outcomes() == exact(server), typed.all
    assert user.record().plan.contestants[0].engine == server.kind


def test_a_server_that_is_killed_and_comes_back_costs_a_run_nothing(
    server: RealServer, user: User, mini_suite: Path
) -> None:
    running = user.begin("run", str(mini_suite), *named(server), "-k", str(REPEATS))
    in_mid_run(user, running)
    server.kill()
    time.sleep(AWAY_S)
    server.start()
    typed = ended(running)
    assert user.record().outcomes() == exact(server, REPEATS), typed.all
    assert typed.status == 0, typed.all


@pytest.mark.parametrize("kind", [Ollama, Router, Swap], ids=lambda kind: kind.kind)
def test_a_models_process_that_dies_under_its_server_costs_a_run_nothing(
    serve: Serve, user: User, mini_suite: Path, kind: type[RealServer]
) -> None:
    server = serve(kind)
    running = user.begin("run", str(mini_suite), *named(server), "-k", str(REPEATS))
    in_mid_run(user, running)
    server.kill_model()
    typed = ended(running)
    assert user.record().outcomes() == exact(server, REPEATS), typed.all
    assert typed.status == 0, typed.all


def test_a_server_that_stays_away_ends_its_contestants_share_and_resume_makes_the_rest(
    server: RealServer, user: User, mini_suite: Path
) -> None:
    running = user.begin("run", str(mini_suite), *named(server), "-k", str(REPEATS), "--patience", "2")
    in_mid_run(user, running)
    server.kill()
    typed = ended(running)
    assert typed.status == 4, typed.all
    assert "--resume" in typed.err, typed.all
    made = user.record().outcomes()
    assert set(made["good"]) <= {"solved", "infra", "missing"}, made
    server.start()
    again = user.types("run", "--resume", "last")
    assert user.record().outcomes() == exact(server, REPEATS), again.all
    assert again.status == 0, again.all


@pytest.mark.parametrize("model", ["gpt-4o-mini", "hidden"])
def test_a_model_that_llama_swap_does_not_list_is_measured(
    serve: Serve, user: User, mini_suite: Path, model: str
) -> None:
    typed = user.types("run", str(mini_suite), "--base-url", serve(Swap).base_url, "--model", model)
    assert typed.status == 0, typed.all
    assert user.record().outcomes() == {model: Counter({"solved": TASKS})}, typed.all


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_same_file_is_the_same_artifact_on_every_server(
    serve: Serve, user: User, mini_suite: Path, tapes: dict[str, Path], kind: str
) -> None:
    server = serve(KINDS[kind])
    typed = user.types("run", str(mini_suite), "--base-url", server.base_url, "--model", "good", "--task", "double")
    artifact = user.record().fingerprint("good").artifact
    assert artifact.sha256 == hashlib.sha256(tapes["good"].read_bytes()).hexdigest(), typed.all


class Locked(Single):
    """llama-server that wants a key."""

    options = ("--alias", "good", "--api-key", "sesame")


def test_a_key_that_is_named_opens_lists_and_runs(
    serve: Serve, tmp_path: Path, cache_home: Path, mini_suite: Path
) -> None:
    server = serve(Locked)
    user = User(tmp_path / "keyed", cache_home, THE_KEY="sesame")
    key = ("--api-key-env", "THE_KEY")
    listed = user.types("models", "--url", server.base_url, *key)
    assert "good" in listed.out, listed.all
    typed = user.types("run", str(mini_suite), "--base-url", server.base_url, *key)
    assert user.record().outcomes() == exact(server), typed.all
    kept = b"".join(path.read_bytes() for path in user.home.rglob("*") if path.is_file())
    assert b"sesame" not in kept


def test_a_wrong_key_is_told_from_a_missing_one(
    serve: Serve, tmp_path: Path, cache_home: Path, mini_suite: Path
) -> None:
    server = serve(Locked)
    asked = ("run", str(mini_suite), "--base-url", server.base_url, "--model", "good")
    missing = User(tmp_path / "none", cache_home).types(*asked)
    wrong = User(tmp_path / "wrong", cache_home, THE_KEY="open").types(*asked, "--api-key-env", "THE_KEY")
    assert missing.status != 0
    assert wrong.status != 0
    assert "THE_KEY" in wrong.err, wrong.all
    assert "THE_KEY" not in missing.err
    assert "--api-key-env" in missing.err or "api_key_env" in missing.err, missing.all


class Unnamed(Single):
    """llama-server without an alias: it goes by the path of its file."""

    options = ()


def test_a_single_server_answers_to_the_stem_of_its_file(
    serve: Serve, user: User, mini_suite: Path, tapes: dict[str, Path]
) -> None:
    server, stem = serve(Unnamed), tapes["good"].stem
    typed = user.types("run", str(mini_suite), "--base-url", server.base_url, "--model", stem)
    assert typed.status == 0, typed.all
    assert user.record().outcomes() == {stem: Counter({"solved": TASKS})}, typed.all


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_server_answers_for_the_model_that_was_asked_and_keeps_nothing_of_earlier_prompts(
    serve: Serve, user: User, mini_suite: Path, kind: str
) -> None:
    server = serve(KINDS[kind])
    typed = user.types("run", str(mini_suite), "--base-url", server.base_url, "--model", "good", "-k", "2")
    exchanges = user.record().exchanges()
    assert exchanges, typed.all
    flags = {flag for one in exchanges for flag in one.flags}
    assert not flags & {"model_differs", "cache_hit", "queued"}, typed.all
