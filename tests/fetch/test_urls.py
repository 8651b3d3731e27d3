"""A file at a URL: continued where it broke, within its size, and left at once when nobody wants it any more."""

from __future__ import annotations

import http.server
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from wheelhouse import CONTENT

from prony.errors import FetchError
from prony.fetch import AtUrl, Phase, Progress, Reporter, Stopped, transfer

CERTIFICATE = Path(__file__).parents[1] / "data" / "http1" / "localhost.pem"


def reporter(steps: list[Progress] | None = None, cancelled: Callable[[], bool] = lambda: False) -> Reporter:
    return Reporter("tiny", len(CONTENT), (steps if steps is not None else []).append, cancelled)


class Hub(http.server.BaseHTTPRequestHandler):
    """Serves CONTENT with ranges. `cut_after` bytes a connection break off the first replies."""

    protocol_version = "HTTP/1.1"
    ranges: list[str]
    cuts: list[int]
    honours_ranges = True
    status = 200
    data = CONTENT

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        self.ranges.append(asked)
        if self.status != 200:
            self.send_error(self.status)
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if self.honours_ranges else 0
        body = self.data[start:]
        self.send_response(206 if self.honours_ranges else 200)
        if self.honours_ranges:
            self.send_header("Content-Range", f"bytes {start}-{len(self.data) - 1}/{len(self.data)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.cuts.pop(0)] if self.cuts else body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    """Says nothing of clients that hang up, which is what some tests are about."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture
def hub_server() -> Iterator[Callable[..., tuple[str, type[Hub]]]]:
    servers = []

    def start(**settings: object) -> tuple[str, type[Hub]]:
        handler = type("OneHub", (Hub,), {"ranges": [], "cuts": [], **settings})
        server = QuietServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/tiny.gguf", handler

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_file_comes_from_the_hub_and_goes_on_where_a_connection_broke(hub_server: Callable, tmp_path: Path) -> None:
    url, handler = hub_server(cuts=[100_000, 50_000])
    steps: list[Progress] = []
    transfer.download(url, len(CONTENT), tmp_path / "out", reporter(steps))
    assert (tmp_path / "out").read_bytes() == CONTENT
    assert handler.ranges == ["bytes=0-", "bytes=100000-", "bytes=150000-"]
    assert sum("broke" in str(step) for step in steps) == 2


def test_what_an_earlier_run_fetched_is_not_fetched_again(hub_server: Callable, tmp_path: Path) -> None:
    url, handler = hub_server()
    (tmp_path / "out").write_bytes(CONTENT[:200_000])
    transfer.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert (tmp_path / "out").read_bytes() == CONTENT
    assert handler.ranges == ["bytes=200000-"]


def test_a_hub_that_knows_no_ranges_sends_everything_anew(hub_server: Callable, tmp_path: Path) -> None:
    url, _ = hub_server(honours_ranges=False)
    (tmp_path / "out").write_bytes(b"something else" * 100)
    transfer.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert (tmp_path / "out").read_bytes() == CONTENT


@pytest.mark.parametrize("settings", [{"status": 404}, {"status": 500}, {"cuts": [0]}, {"data": CONTENT[:-1]}])
def test_a_hub_that_does_not_give_the_file_is_a_coded_error(
    hub_server: Callable, tmp_path: Path, settings: dict
) -> None:
    url, _ = hub_server(**settings)
    with pytest.raises(FetchError) as raised:
        transfer.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert raised.value.code == "E711"


def test_a_hub_that_sends_without_end_is_cut_off(hub_server: Callable, tmp_path: Path) -> None:
    url, _ = hub_server(data=bytes(20 << 20))
    with pytest.raises(FetchError) as raised:
        transfer.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert raised.value.code == "E711"
    assert not (tmp_path / "out").exists()


def test_a_redirect_that_leaves_https_is_not_followed(hub_server: Callable, tmp_path: Path) -> None:
    target, handler = hub_server()

    class Redirects(Hub):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = QuietServer(("127.0.0.1", 0), Redirects)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        with pytest.raises(FetchError):
            transfer.download(f"http://127.0.0.1:{server.server_port}/x", len(CONTENT), tmp_path / "out", reporter())
    finally:
        server.shutdown()
        server.server_close()
    assert handler.ranges == []


class Hanging(Hub):
    """Sends `before` bytes and then nothing, until the client is gone."""

    before = 100_000

    def do_GET(self) -> None:
        self.send_response(206)
        self.send_header("Content-Range", f"bytes 0-{len(self.data) - 1}/{len(self.data)}")
        self.send_header("Content-Length", str(len(self.data)))
        self.end_headers()
        self.wfile.write(self.data[: self.before])
        self.wfile.flush()
        self.rfile.read()


def test_who_has_had_enough_need_not_wait_for_a_server_that_hangs(hub_server: Callable, tmp_path: Path) -> None:
    url, _ = hub_server(do_GET=Hanging.do_GET, before=Hanging.before)
    steps: list[Progress] = []
    out = tmp_path / "out"

    def enough() -> bool:
        return out.is_file() and out.stat().st_size == Hanging.before

    with pytest.raises(Stopped):
        transfer.download(url, len(CONTENT), out, reporter(steps, enough))
    assert out.read_bytes() == CONTENT[: Hanging.before]


def test_a_server_that_hangs_is_left_after_a_while_and_taken_up_again(
    hub_server: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "TIMEOUT_S", 0.3)
    hung: list[int] = []

    def do_get(self: Hub) -> None:
        if not hung:
            hung.append(1)
            Hanging.do_GET(self)
        else:
            Hub.do_GET(self)

    url, handler = hub_server(do_GET=do_get, before=Hanging.before)
    steps: list[Progress] = []
    transfer.download(url, len(CONTENT), tmp_path / "out", reporter(steps))
    assert (tmp_path / "out").read_bytes() == CONTENT
    assert handler.ranges == [f"bytes={Hanging.before}-"]
    assert sum("broke" in str(step) for step in steps) == 1


def test_a_reply_that_begins_elsewhere_than_asked_is_not_joined_to_what_is_there(
    hub_server: Callable, tmp_path: Path
) -> None:
    def elsewhere(self: Hub) -> None:
        self.send_response(206)
        self.send_header("Content-Range", f"bytes 0-{len(self.data) - 1}/{len(self.data)}")
        self.send_header("Content-Length", str(len(self.data)))
        self.end_headers()
        self.wfile.write(self.data)
        self.close_connection = True

    url, _ = hub_server(do_GET=elsewhere)
    (tmp_path / "out").write_bytes(CONTENT[:1000])
    with pytest.raises(FetchError) as raised:
        transfer.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert raised.value.code == "E711"
    assert "bytes from 1000 on" in (raised.value.cause or "")
    assert (tmp_path / "out").read_bytes() == CONTENT[:1000]


def test_what_is_longer_than_what_the_server_has_now_is_thrown_away_and_said(
    hub_server: Callable, tmp_path: Path
) -> None:
    def ranged(self: Hub) -> None:
        if self.headers["Range"] == "bytes=0-":
            Hub.do_GET(self)
        else:
            self.send_error(416)

    url, _ = hub_server(do_GET=ranged)
    (tmp_path / "out").write_bytes(b"x" * (len(CONTENT) - 1))
    steps: list[Progress] = []
    transfer.download(url, len(CONTENT), tmp_path / "out", reporter(steps))
    assert (tmp_path / "out").read_bytes() == CONTENT
    assert ["from the beginning" in str(step) for step in steps if step.phase is Phase.SOURCE] == [True]


def test_only_https_is_spoken_beyond_this_machine(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as raised:
        AtUrl("mirror", "http://mirror.example/x").fetch(tmp_path / "out", 1, reporter())
    assert "https" in raised.value.what


# --- over TLS, with the environment's certificates -----------------------------------------------------------------


@pytest.fixture
def over_tls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[type[Hub]], str]]:
    """Starts a server that speaks https, with a certificate that only this environment trusts."""
    servers = []
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))

    def start(handler: type[Hub]) -> str:
        server = QuietServer(("127.0.0.1", 0), handler)
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(CERTIFICATE)
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"https://127.0.0.1:{server.server_port}/tiny.gguf"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class Circle(Hub):
    """Redirects to itself, a few times or for ever, and serves the file then."""

    hops = 10_000

    def do_GET(self) -> None:
        number = int(self.path.partition("?")[2] or 0)
        if number >= self.hops:
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("Location", f"?{number + 1}")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.mark.parametrize(("hops", "arrives"), [(0, True), (transfer.MAX_REDIRECTS, True), (10_000, False)])
def test_a_few_redirects_are_followed_and_not_more(
    over_tls: Callable, tmp_path: Path, hops: int, arrives: bool
) -> None:
    url = over_tls(type("Hops", (Circle,), {"hops": hops, "ranges": [], "cuts": []}))
    out = tmp_path / "out"
    if arrives:
        AtUrl("hub", url).fetch(out, len(CONTENT), reporter())
        assert out.read_bytes() == CONTENT
    else:
        with pytest.raises(FetchError) as raised:
            AtUrl("hub", url).fetch(out, len(CONTENT), reporter())
        assert raised.value.code == "E711"


def test_a_certificate_that_nobody_here_trusts_is_refused(
    over_tls: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = over_tls(type("Plain", (Hub,), {"ranges": [], "cuts": []}))
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(FetchError) as raised:
        AtUrl("hub", url).fetch(tmp_path / "out", len(CONTENT), reporter())
    assert "certificate" in (raised.value.cause or "").lower()


def test_the_environments_proxy_is_used(hub_server: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, handler = hub_server()
    monkeypatch.setenv("http_proxy", proxy.rpartition("/")[0])
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    transfer.download("http://hub.invalid/tiny.gguf", len(CONTENT), tmp_path / "out", reporter())
    assert (tmp_path / "out").read_bytes() == CONTENT
    assert handler.ranges == ["bytes=0-"]


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_no_proxy_is_used_for_what_lies_on_this_machine(
    hub_server: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, host: str
) -> None:
    url, handler = hub_server()
    monkeypatch.setenv(variable, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    transfer.download(url.replace("127.0.0.1", host), len(CONTENT), tmp_path / "out", reporter())
    assert handler.ranges == ["bytes=0-"]
