"""llama-server as a router: a model that does not load, one that is killed in mid-stream, two presets of one file."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from real_runs import User, ended

from prony.engines import cached
from prony.journal import Started, read_events
from real_servers import RealServer, Router, ask

pytestmark = pytest.mark.real_server

TASKS = 4
MODEL = "smollm2-135m"
"""A model that takes seconds for a reply, so that it can be met within one."""
WAIT_S = 120.0

Serve = Callable[[type[RealServer]], RealServer]


@pytest.fixture
def user(tmp_path: Path, cache_home: Path) -> User:
    return User(tmp_path / "home", cache_home)


class OneBroken(Router):
    """A router one of whose files is cut off."""

    models = ("good", "broken")

    def start(self) -> None:
        whole = self.tapes["good"].read_bytes()
        cut = self.folder / "broken.gguf"
        cut.write_bytes(whole[: len(whole) // 2])
        self.give("broken", cut)
        super().start()


def test_a_model_that_does_not_load_is_typed_and_the_router_serves_the_other(
    serve: Serve, user: User, mini_suite: Path
) -> None:
    server = serve(OneBroken)
    named = ["--model", "broken", "--model", "good"]
    typed = user.types("run", str(mini_suite), "--base-url", server.base_url, *named)
    assert typed.status == 4, typed.all
    record = user.record()
    assert record.outcomes()["good"] == Counter(solved=TASKS), typed.all
    assert "solved" not in record.outcomes()["broken"]
    assert record.faults() == Counter(load_failed=TASKS), typed.all
    again = user.types("run", str(mini_suite), "--base-url", server.base_url, "--model", "good")
    assert again.status == 0, again.all


class TwoPresets(Router):
    """Two presets of one file, which differ in their contexts."""

    models = ("wide", "narrow")

    def command(self) -> list[str]:
        self.tapes = {**self.tapes, "wide": self.tapes["good"], "narrow": self.tapes["good"]}
        command = super().command()
        presets = self.folder / "presets.ini"
        wide, narrow = presets.read_text().split("[narrow]")
        presets.write_text(f"{wide}[narrow]{narrow.replace('c = 4096', 'c = 3072')}")
        return command


def test_two_presets_of_one_file_are_two_contestants_of_one_artifact(
    serve: Serve, user: User, mini_suite: Path
) -> None:
    server = serve(TwoPresets)
    typed = user.types("run", str(mini_suite), "--base-url", server.base_url, "--model", "wide", "--model", "narrow")
    assert typed.status == 0, typed.all
    record = user.record()
    assert record.outcomes() == {name: Counter(solved=TASKS) for name in ("wide", "narrow")}
    wide, narrow = record.fingerprint("wide"), record.fingerprint("narrow")
    assert wide.artifact.sha256 == narrow.artifact.sha256 is not None
    assert (wide.engine.served_context, narrow.engine.served_context) == (4096, 3072)
    assert wide.digest() != narrow.digest()


class Slow(Router):
    """A router with a model that takes seconds for a reply."""

    models = ("slow",)

    def start(self) -> None:
        weights = cached(MODEL)
        if weights is None:
            pytest.skip(f"{MODEL} is not here: prony models get {MODEL}")
        self.give("slow", weights)
        super().start()

    def decoded(self) -> int:
        """Tokens of the reply that is being made; 0 while there is none."""
        status, body = ask(f"{self.root}/slots?model=slow&autoload=false")
        slots = json.loads(body) if status == 200 else []
        busy = [slot for slot in slots if isinstance(slot, dict) and slot.get("is_processing")]
        return max((part.get("n_decoded", 0) for slot in busy for part in slot.get("next_token", ())), default=0)


def under_way(user: User) -> bool:
    """Whether an attempt of the newest run has begun: requests before that are rehearsed."""
    events = user.run_dir() / "events.jsonl"
    return events.exists() and any(isinstance(event, Started) for event in read_events(user.run_dir()))


def test_a_model_that_is_killed_in_mid_stream_is_a_crash_and_its_reply_is_made_anew(
    serve: Serve, user: User, mini_suite: Path
) -> None:
    server = serve(Slow)
    assert isinstance(server, Slow)
    words = ["run", str(mini_suite), "--base-url", server.base_url, "--model", "slow", "--task", "double"]
    words += ["--temperature", "0", "--max-tokens", "120"]
    calm = user.types(*words)
    whole, first = user.record(), user.run_dir()
    running = user.begin(*words)
    until = time.monotonic() + WAIT_S
    while user.run_dir() == first or not under_way(user) or server.decoded() < 12:
        assert running.poll() is None, ended(running).all
        assert time.monotonic() < until, "no reply was met in its middle"
        time.sleep(0.01)
    server.kill_model()
    typed = ended(running)
    record = user.record()
    assert record.faults()["engine_crash"] == 1, typed.all
    assert record.outcomes() == whole.outcomes(), typed.all
    (reply,) = [one.tokens.completion for one in whole.exchanges() if one.finish_reason]
    (made,) = [one.tokens.completion for one in record.exchanges() if one.finish_reason]
    assert made == reply
    assert typed.status == calm.status, typed.all
