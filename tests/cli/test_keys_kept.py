"""An engine that repeats its key wherever it can: nothing that is kept or shown of the run holds it."""

from __future__ import annotations

import asyncio
import base64
import json
import sqlite3
import subprocess
import sys
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from fake_engine import DONE, ROLE, USAGE, FakeEngine, Script, answer, delta, event, finish, sse, text, whole

KEY = "sk-live-9aQ-x_Zb70TtR7mmPq"
MODELS = whole(
    200, json.dumps({"data": [{"id": "m", "owned_by": KEY, "description": KEY}]}).encode(), headers=(("X-Key", KEY),)
)
CODE = f"```python\nTOKEN = '{KEY}'\ndef add_one(x):\n    return x + 1\n```"


def call(name: str, identity: str, *arguments: str) -> list[bytes]:
    first = {"index": 0, "id": identity, "type": "function", "function": {"name": name, "arguments": ""}}
    rest = [{"index": 0, "function": {"arguments": piece}} for piece in arguments]
    return [delta({"tool_calls": [one]}) for one in (first, *rest)]


def escaped(content: str) -> bytes:
    return (
        b'data: {"choices":[{"index":0,"delta":{"content":"%s"}}]}\n\n'
        % "".join(f"\\u{ord(char):04x}" for char in content).encode()
    )


CODED = base64.b64encode(f"x:{KEY}".encode()).decode()
REPLIES: dict[str, Script] = {
    "in an answer": answer(CODE, pieces=1),
    "in pieces of an answer": answer(CODE, pieces=40),
    "over the borders of chunks": sse(*[ROLE[:9], ROLE[9:], *map(bytes, zip(text(CODE)))], finish(), USAGE, DONE),
    "escaped, in pieces": sse(ROLE, escaped(KEY[:7]), escaped(KEY[7:]), text(CODE), finish(), USAGE, DONE),
    "in base64": answer(f"{CODED}\n{CODE}", pieces=9),
    "percent-escaped in reasoning": sse(
        ROLE,
        delta({"reasoning_content": urllib.parse.quote(f"/{KEY}", safe="").replace("-", "%2D")}),
        text(CODE),
        finish(),
        DONE,
    ),
    "as the model that answers": sse(
        ROLE, event({"model": KEY, "choices": [{"index": 0, "delta": {"content": CODE}}]}), finish(), DONE
    ),
    "as the reason to finish": sse(ROLE, text(CODE), finish(KEY), USAGE, DONE),
    "as tool, id and argument": sse(
        ROLE, *call(KEY, KEY, '{"command": "echo ', KEY[:9], KEY[9:], '"}'), finish("tool_calls"), DONE
    ),
    "in a page": whole(502, f"<html><title>Bearer {KEY}</title>".encode(), content_type="text/html"),
    "in an event that is an error": sse(ROLE, event({"error": {"message": f"no quota for {KEY}"}})),
    "in headers": Script((text(CODE), finish(), DONE), headers=(("X-Echo", KEY), ("Server", f"nginx/{KEY}"))),
    "where it sends": whole(302, b"", headers=(("Location", f"http://evil.example/?key={KEY}"),)),
    "in what is no HTTP": Script((f"ERR bad key {KEY}\r\n\r\n".encode(),), framing="raw"),
    "in a broken chunk": Script(
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", KEY.encode()), framing="raw"
    ),
    "in broken JSON": sse(ROLE, b'data: {"choices": [{"delta": ' + KEY.encode() + b"}]}\n\n"),
    "in usage": sse(ROLE, text(CODE), finish(), event({"choices": [], "usage": {KEY: 1, "prompt_tokens": KEY}}), DONE),
    "in an error": whole(401, json.dumps({"error": {"message": f"key {KEY} is unknown", "code": KEY}}).encode()),
}


def kept_texts(home: Path) -> list[tuple[str, bytes]]:
    """Everything that lies in a folder, and what is packed in it."""
    texts = []
    for path in home.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            texts += [(path.name, data), ("the name of a file", str(path).encode())]
            if path.suffix == ".zst":
                texts.append((path.name, zstandard.ZstdDecompressor().stream_reader(data).read()))
            if path.suffix == ".sqlite":
                with sqlite3.connect(path) as database:
                    texts += [(path.name, line.encode()) for line in database.iterdump()]
    return texts


def tells(data: bytes) -> bool:
    """Whether the key can be read in it: as it is, its beginning or end, escaped, in base64, or in pieces."""
    plain = data.decode("utf-8", "replace")
    for char in KEY:
        plain = plain.replace(f"\\u{ord(char):04x}", char)
    plain = urllib.parse.unquote(plain)
    pieces = []
    for line in data.decode("utf-8", "replace").replace("data: ", "").splitlines():
        try:
            pieces += strings(json.loads(line))
        except ValueError:
            continue
    joined = "".join(pieces)
    return any(sign in where for sign in (KEY[:13], KEY[-13:], CODED[6:30]) for where in (plain, joined))


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for item in inner for one in strings(item)]


@pytest.fixture
def command(environment: dict[str, str], tmp_path: Path) -> Callable[..., str]:
    """A function that runs `prony ARGS` with the key in its environment, and returns all that was shown."""

    def call(*words: str) -> str:
        env = {**environment, "SOME_KEY": KEY, "COLUMNS": "300"}
        line = [sys.executable, "-c", "from prony.cli import main; main()", *words]
        ran = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert ran.returncode != 70, ran.stderr
        return ran.stdout + ran.stderr

    return call


@pytest.mark.parametrize("harness", ["chat", "loop"])
async def test_no_file_page_or_line_holds_the_key(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path, command: Callable[..., str], harness: str
) -> None:
    # Each odd reply comes after a sound one, and the one that ends a run at last.
    scripts = [script for odd in REPLIES.values() for script in (answer(CODE), odd)]
    fake_engine.models = MODELS
    fake_engine.default = lambda call: scripts[min(call.nth, len(scripts) - 1)]
    shown = await asyncio.to_thread(
        command, "run", str(mini_suite), "--repeats", "12", "--harness", harness, "-v",
        "--base-url", fake_engine.base_url, "--model", "m", "--api-key-env", "SOME_KEY",
    )  # fmt: skip
    assert len(fake_engine.calls) > len(scripts), shown
    assert fake_engine.calls[-1].headers["authorization"] == f"Bearer {KEY}"
    attempts = json.loads(await asyncio.to_thread(command, "board", "--attempts", "--json"))["attempts"]
    for words in (
        ("report", "-o", "page.html"),
        ("board",),
        ("board", "--json"),
        ("board", "--csv"),
        ("board", "--md"),
    ):
        shown += await asyncio.to_thread(command, *words)
    for attempt in attempts[::9]:
        shown += await asyncio.to_thread(command, "show", attempt["attempt"])
    assert not tells(shown.encode())
    assert [name for name, data in kept_texts(tmp_path) if tells(data)] == []
    (run_dir,) = (tmp_path / "runs").iterdir()
    blotted = {Path(name).suffix for name, data in kept_texts(run_dir) if b"[key]" in data}
    assert {".jsonl", ".zst"} <= blotted


def test_the_look_for_a_key_finds_it() -> None:
    pieces = b"".join(json.dumps({"a": part}).encode() + b"\n" for part in (KEY[:4], KEY[4:]))
    for data in (KEY.encode(), KEY[:13].encode(), CODED.encode(), escaped(KEY), pieces):
        assert tells(data)
    assert not tells(b"sk-live is how they begin")
