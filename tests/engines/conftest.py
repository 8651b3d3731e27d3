"""What the tests of engines share: a cache of their own, tiny models, and servers that answer by script."""

from __future__ import annotations

import http.server
import json
import threading
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


class ScriptedServer(http.server.ThreadingHTTPServer):
    """Answers by table: path -> JSON value, bytes, or (status, value, headers); or a function that gives one of them.
    Keeps all requests."""

    def __init__(self, routes: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.routes = routes
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.bodies: list[bytes] = []
        self.url = f"http://127.0.0.1:{self.server_port}"

    @property
    def methods(self) -> set[str]:
        return {method for method, _, _ in self.requests}

    @property
    def paths(self) -> set[str]:
        return {path for _, path, _ in self.requests}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up is no fault of the server's."""


class _Answers(http.server.BaseHTTPRequestHandler):
    server: ScriptedServer
    protocol_version = "HTTP/1.1"

    def version_string(self) -> str:
        return "scripted"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.requests.append((self.command, path, dict(self.headers)))
        self.server.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        route = self.server.routes.get(path)
        reply = route(self) if callable(route) else route
        status, value, headers = reply if isinstance(reply, tuple) else (404 if reply is None else 200, reply, {})
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response_only(status)
        for name, text in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
async def scripted() -> AsyncIterator[Callable[..., Any]]:
    """Starts scripted servers on free loopback ports."""
    servers = []

    async def start(routes: dict[str, Any]) -> ScriptedServer:
        server = ScriptedServer(routes)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
