"""Models of a hub by repository and quantization: the real client library, and a server that speaks the hub's API."""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.model_files import write_gguf

from prony.engines.on_disk import StoreContext, look_on_disk
from prony.engines.weights.hub_models import get_from_hub, is_of_a_hub
from prony.errors import WeightsError

COMMIT = "c" * 40


class Hub(http.server.ThreadingHTTPServer):
    """One repository, `maker/some-GGUF`. `cut_after`: bytes of a file after which the first connection breaks."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.files = files
        self.digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        self.cut_after: int | None = None
        self.ranges: list[str | None] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Who hangs up is no fault of the server's."""


class _Answers(http.server.BaseHTTPRequestHandler):
    server: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        path = self.path.partition("?")[0]
        hub = self.server
        start = f"/maker/some-GGUF/resolve/{COMMIT}/"
        if path.startswith("/api/models/maker/some-GGUF"):
            told = {"id": "maker/some-GGUF", "sha": COMMIT, "siblings": [self._row(name) for name in hub.files]}
            return self._send(200, json.dumps(told).encode(), body)
        name = path.removeprefix(start)
        if not path.startswith(start) or name not in hub.files:
            return self._send(404, b'{"error":"Repository not found"}', body, {"X-Error-Code": "RepoNotFound"})
        data = hub.files[name]
        headers = {"ETag": f'"{hub.digests[name]}"', "X-Repo-Commit": COMMIT, "X-Linked-Size": str(len(data))}
        wanted = self.headers.get("Range")
        if body:
            hub.ranges.append(wanted)
        if not wanted:
            return self._send(200, data, body, headers)
        first = int(wanted.removeprefix("bytes=").partition("-")[0])
        headers["Content-Range"] = f"bytes {first}-{len(data) - 1}/{len(data)}"
        return self._send(206, data[first:], body, headers)

    def _row(self, name: str) -> dict[str, object]:
        size = len(self.server.files[name])
        lfs = {"sha256": self.server.digests[name], "size": size, "pointerSize": 9}
        return {"rfilename": name, "size": size, "lfs": lfs}

    def _send(self, status: int, data: bytes, body: bool, headers: dict[str, str] | None = None) -> None:
        self.send_response_only(status)
        for name, text in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, text)
        self.end_headers()
        cut = self.server.cut_after
        if body and cut is not None and len(data) > cut:
            self.server.cut_after = None
            self.wfile.write(data[:cut])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        if body:
            self.wfile.write(data)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    files = {
        f"some-{quant}.gguf": write_gguf(tmp_path / f"{quant}.gguf", name=quant, layers=1 + 40 * at).read_bytes()
        for at, quant in enumerate(("Q4_K_M", "Q8_0"))
    }
    for at in range(2):
        shard = write_gguf(
            tmp_path / f"shard{at}", extra={"split.count": 2, "split.no": at, "split.tensors.count": 6}
        ).read_bytes()
        files[f"BF16/some-BF16-{at + 1:05d}-of-00002.gguf"] = shard
    files |= {"mmproj-F16.gguf": b"GGUF", "README.md": b"hello"}
    server = Hub(files)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def get(hub: Hub, tmp_path: Path):
    """A function that runs `prony models get NAME` in a process of its own: the library reads its variables once."""
    pytest.importorskip("huggingface_hub", reason="huggingface_hub is not installed (extra: hub)")
    environment = os.environ | {
        "HF_ENDPOINT": f"http://127.0.0.1:{hub.server_port}",
        "HF_HOME": str(tmp_path / "hf"),
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "xdg"),
        "HF_HUB_DISABLE_XET": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    def run(name: str) -> subprocess.CompletedProcess[str]:
        code = "import sys; from prony.cli import main; sys.exit(main())"
        command = [sys.executable, "-c", code, "models", "get", name]
        return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=120)

    return run


def test_a_quantization_is_fetched_and_is_then_a_model_on_disk(get, hub: Hub, tmp_path: Path) -> None:
    done = get("maker/some-GGUF:q4_k_m")
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.strip())
    assert path.read_bytes() == hub.files["some-Q4_K_M.gguf"]
    assert COMMIT[:12] in done.stderr
    (row,) = look_on_disk(StoreContext({"HF_HOME": str(tmp_path / "hf")}, None)).models
    assert (row.path, row.told_sha256) == (str(path), hub.digests["some-Q4_K_M.gguf"])
    before = len(hub.ranges)
    assert get("maker/some-GGUF:Q4_K_M").stdout == done.stdout
    assert len(hub.ranges) == before, "nothing was fetched twice"


def test_a_split_model_comes_whole(get, hub: Hub) -> None:
    done = get("maker/some-GGUF:BF16")
    assert done.returncode == 0, done.stderr
    first = Path(done.stdout.strip())
    assert first.name == "some-BF16-00001-of-00002.gguf"
    assert first.with_name("some-BF16-00002-of-00002.gguf").is_file()


@pytest.mark.parametrize("name", ["maker/some-GGUF", "maker/some-GGUF:Q5_K_M"])
def test_what_is_not_said_or_not_there_is_answered_with_what_there_is(get, name: str) -> None:
    done = get(name)
    assert done.returncode == 3
    assert "E723" in done.stderr
    for quant in ("Q4_K_M", "Q8_0", "BF16"):
        assert f"{quant} (" in done.stderr
    assert "mmproj" not in done.stderr


def test_a_connection_that_breaks_is_gone_on_with(get, hub: Hub) -> None:
    hub.cut_after = 15 << 20
    done = get("maker/some-GGUF:Q8_0")
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).read_bytes() == hub.files["some-Q8_0.gguf"]
    assert any(one and one.startswith("bytes=") and not one.startswith("bytes=0") for one in hub.ranges), (
        hub.ranges,
        done.stderr,
    )


def test_bytes_of_another_digest_are_never_used(get, hub: Hub, tmp_path: Path) -> None:
    data = hub.files["some-Q8_0.gguf"]
    hub.files["some-Q8_0.gguf"] = data[:-1] + b"x"
    done = get("maker/some-GGUF:Q8_0")
    assert done.returncode == 3
    assert "E712" in done.stderr or "E722" in done.stderr
    assert look_on_disk(StoreContext({"HF_HOME": str(tmp_path / "hf")}, None)).models == ()


def test_a_repository_that_is_not_there_and_a_hub_that_is_away_are_told(get, hub: Hub) -> None:
    done = get("nobody/nothing:Q4_0")
    assert done.returncode == 3
    assert "E722" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_library_the_command_that_installs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(WeightsError) as raised:
        get_from_hub("maker/some-GGUF:Q4_0", print)
    assert raised.value.code == "E721"
    assert raised.value.hint == f"{sys.executable} -m pip install 'huggingface_hub>=1.0'"


@pytest.mark.parametrize("name", ["a/b/c", "/etc/passwd", "../x", "maker/", "maker/so me", "ma\x1bker/x", "maker/x:"])
def test_names_that_are_none_of_a_hub_are_refused_before_anybody_is_asked(name: str) -> None:
    assert is_of_a_hub(name)
    with pytest.raises(WeightsError) as raised:
        get_from_hub(name, print)
    assert raised.value.code == "E723"
