"""A server behind a key, looked at with the key that was named, and one whose models nobody sized."""

from __future__ import annotations

import http.server
import json
import threading
import tomllib
from collections.abc import Iterator

import pytest

KEY = "sk-of-the-box"


class Locked(http.server.BaseHTTPRequestHandler):
    """Lists two models to whoever brings the key."""

    seen: list[str | None]

    def do_GET(self) -> None:
        key = self.headers.get("Authorization")
        self.seen.append(key)
        right = key == f"Bearer {KEY}"
        body = (
            {"data": [{"id": "/home/ann/a.gguf"}, {"id": "b"}]} if right else {"error": {"message": "Invalid API Key"}}
        )
        data = json.dumps(body).encode()
        self.send_response((200 if self.path == "/v1/models" else 404) if right else 401)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    handler = type("Handler", (Locked,), {"seen": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("BOX_KEY", KEY)
    monkeypatch.setenv("OLD_KEY", "sk-old")
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_models_are_listed_with_the_key_that_was_named_and_the_next_step_names_it(prony, box: str) -> None:
    said = prony("models", "--url", box, "--api-key-env", "BOX_KEY")
    assert "a" in {line.split("  ")[0].strip() for line in said.out.splitlines()}
    assert f"prony run quick --base-url http://{box}/v1 --api-key-env BOX_KEY --model a" in said.err
    assert KEY not in said.out + said.err


@pytest.mark.parametrize(
    ("words", "shown"), [((), "it wants a key"), (("--api-key-env", "OLD_KEY"), "it refuses the key in OLD_KEY")]
)
def test_a_wrong_key_is_told_from_a_missing_one(prony, box: str, words: tuple[str, ...], shown: str) -> None:
    said = prony("models", "--url", box, *words)
    assert shown in said.out
    assert "sk-old" not in said.out + said.err


@pytest.mark.parametrize("command", ["models", "init"])
def test_a_key_is_named_with_the_address_that_it_is_for(prony, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOX_KEY", KEY)
    said = prony(command, "--api-key-env", "BOX_KEY")
    assert (said.code, "--api-key-env goes with --url" in said.err) == (2, True)
    assert prony(command, "--url", "127.0.0.1:9", "--api-key-env", "NO_SUCH_VARIABLE").code == 3


def test_init_names_the_variable_and_chooses_none_of_models_without_a_size(prony, box: str) -> None:
    said = prony("init", "--print", "--url", box, "--api-key-env", "BOX_KEY")
    assert said.code == 0
    assert "contestants" not in tomllib.loads(said.out)
    assert said.out.count('# api_key_env = "BOX_KEY"') == 2
    assert '# label = "a"' in said.out
    assert "their sizes are not known" in said.out
    assert KEY not in said.out


@pytest.mark.parametrize("words", [("--model", "gpt-4o"), (), ("--engines", "none", "--model", "smollm2-135m")])
@pytest.mark.parametrize("command", ["run", "estimate"])
def test_a_key_without_an_address_goes_to_no_server_that_happens_to_listen(prony, monkeypatch, command, words):
    monkeypatch.setenv("BOX_KEY", "secret")
    said = prony(command, "quick", *words, "--api-key-env", "BOX_KEY")
    assert (said.code, "--api-key-env goes with --base-url" in said.err) == (2, True)
