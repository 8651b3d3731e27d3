"""Engines that Prony starts serve nobody else on this machine: a key of their own, seen nowhere."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from prony.engines import Embedded
from prony.http1.ask import get, post

pytestmark = pytest.mark.real_engine
ASK = {"messages": [{"role": "user", "content": "hello"}], "max_tokens": 1}


@pytest.mark.parametrize("key", [None, "wrong", "Bearer", "0"])
async def test_who_has_not_its_key_is_refused_wherever_it_would_compute_or_tell(tape: Path, key: str | None) -> None:
    async with Embedded(tape) as engine:
        root = engine.base_url.removesuffix("/v1")
        for path in ("/props", "/slots", "/metrics", "/v1/models", "/models"):
            answer = await get(root + path, key=key)
            assert answer is not None
            assert (answer.status, engine.alias in answer.text) == (401, False), path
        for path in (
            "/v1/chat/completions",
            "/completion",
            "/v1/completions",
            "/tokenize",
            "/v1/embeddings",
            "/infill",
        ):
            answer = await post(root + path, ASK, key=key)
            assert answer is not None
            assert answer.status == 401, path
        served = await post(f"{engine.base_url}/chat/completions", ASK, key=engine.key)
        assert served is not None
        assert served.status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:8000", "http://localhost", "null"])
async def test_no_page_of_another_origin_may_read_what_it_says(tape: Path, origin: str) -> None:
    def allowed(method: str, path: str) -> tuple[str | None, str | None]:
        request = urllib.request.Request(root + path, method=method, headers={"Origin": origin})
        try:
            answer = urllib.request.urlopen(request, timeout=10)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.headers["Access-Control-Allow-Origin"], answer.headers["Access-Control-Allow-Credentials"]

    async with Embedded(tape) as engine:
        root = engine.base_url.removesuffix("/v1")
        for method, path in (("OPTIONS", "/v1/chat/completions"), ("GET", "/health"), ("POST", "/completion")):
            names, credentials = await asyncio.to_thread(allowed, method, path)
            assert names not in (origin, "*")
            assert credentials != "true"


async def test_its_key_stands_in_no_argument_no_variable_and_no_log(tape: Path, tmp_path: Path) -> None:
    log = tmp_path / "engine.log"
    async with Embedded(tape, log=log) as engine:
        await post(f"{engine.base_url}/chat/completions", ASK, key=engine.key)
        process = psutil.Process(engine.pid)
        assert len(engine.key) > 30
        assert engine.key not in " ".join(process.cmdline())
        assert engine.key not in str(process.environ())
    assert engine.key not in log.read_text(errors="replace")


async def test_each_start_has_another_key_and_the_old_one_opens_nothing(tape: Path) -> None:
    async with Embedded(tape) as engine:
        old = engine.key
        await engine.restart()
        assert engine.key != old
        answers = [await get(f"{engine.base_url}/models", key=key) for key in (old, engine.key)]
        assert [answer.status for answer in answers if answer is not None] == [401, 200]
