"""What the tests of engines share: a cache of their own, tiny models, and servers that answer by script."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from prony.config import cache_dir
from prony.references.tapes import Script, build_tape

USERS_CACHE = cache_dir().parent


@pytest.fixture
def users_cache() -> Path:
    """Where the user's own cache is, for tests that look whether real weights are there."""
    return USERS_CACHE


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the user's cache."""
    cache = tmp_path / "xdg"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return cache / "prony"


@pytest.fixture(scope="session")
def tape(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that says "hello" to everything and loops on `tape:loop`."""
    path = tmp_path_factory.mktemp("tapes") / "hello.gguf"
    build_tape(
        path,
        [Script(phrase="tape:loop", text="round and round it goes, ", loops=True)],
        default=Script(phrase="", text="hello there\n"),
    )
    return path


@pytest.fixture(scope="session")
def base_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model without a chat template."""
    path = tmp_path_factory.mktemp("tapes") / "base.gguf"
    build_tape(path, [], default=Script(phrase="", text="and so on"), template=None)
    return path


class ScriptedServer:
    """Answers by table: path -> JSON value, bytes, or (status, value, headers). Keeps all requests."""

    def __init__(self) -> None:
        self.routes: dict[str, Any] = {}
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.bodies: list[bytes] = []
        self.url = ""

    @property
    def methods(self) -> set[str]:
        return {method for method, _, _ in self.requests}

    @property
    def paths(self) -> set[str]:
        return {path for _, path, _ in self.requests}

    async def answer(self, request: Any) -> Any:
        from aiohttp import web

        self.requests.append((request.method, request.path, dict(request.headers)))
        self.bodies.append(await request.read())
        found = self.routes.get(request.path)
        if callable(found):
            found = found(request)
        status, value, headers = found if isinstance(found, tuple) else (404 if found is None else 200, found, {})
        if isinstance(value, bytes):
            return web.Response(body=value, status=status, headers=headers)
        return web.json_response(value, status=status, headers=headers)


@pytest.fixture
async def scripted() -> AsyncIterator[Callable[..., Any]]:
    """Starts scripted servers on free loopback ports."""
    from aiohttp import web

    runners = []

    async def start(routes: dict[str, Any]) -> ScriptedServer:
        server = ScriptedServer()
        server.routes = routes
        app = web.Application()
        app.router.add_route("*", "/{any:.*}", server.answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        runners.append(runner)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        server.url = f"http://127.0.0.1:{port}"
        return server

    yield start
    for runner in runners:
        await runner.cleanup()
