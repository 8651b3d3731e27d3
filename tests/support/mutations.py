"""Recordings of real replies, mutated at random: in their bytes, in their lines, in the values of their JSON."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prony.http1.reply import ReplyParser

DATA = Path(__file__).parents[1] / "data"
RECORDINGS: dict[str, tuple[bytes, str]] = {}
"""The body of each recorded reply, without its framing, and the content type that it came with."""
for _path in sorted([*(DATA / "gateway").glob("*/*.http"), *(DATA / "ollama").glob("*.http")]):
    _parser = ReplyParser()
    _body = _parser.feed(_path.read_bytes())
    assert _parser.head is not None
    RECORDINGS[f"{_path.parent.name}/{_path.stem}"] = _body, _parser.head.get(b"content-type").decode()

JUNK = (
    b"\xef\xbb\xbf",
    b"\x00",
    b"\r",
    b"\n",
    b"\r\n",
    b"\n\n",
    b" ",
    b"\t",
    b"\xff\xfe",
    b"\xed\xa0\xbd",
    b"\\ud83d",
    b"\\ude00",
    b"\\u0000",
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"data:",
    b"data: ",
    b"event: error\n",
    b"data: [DONE]\n\n",
    b"data: null\n\n",
    b": ping\n\n",
    b"<html>",
    b"null",
    b"NaN",
    b"1e999",
    b"9" * 40,
    b"9" * 5000,
    b"[" * 2000,
    b'{"a":' * 1200,
    b'{"error":"boom"}\n',
    b'data: {"error":{"message":"boom"}}\n\n',
    b"proxy error: gone\n",
    b'{"done":true}\n',
    b'event: message_stop\ndata: {"type":"message_stop"}\n\n',
    b'data: {"type":"response.completed","response":{}}\n\n',
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2**31,
    2**63,
    10**400,
    1e308,
    float("nan"),
    float("inf"),
    "",
    " ",
    "null",
    "stop",
    "length",
    "tool_calls",
    "\ud83d",
    "\ude00",
    "\x00",
    "x" * 300,
    "\U0001f600",
    [],
    {},
    [None],
    [[]],
    [{}],
    {"a": 1},
    {"text": "x"},
    {"\ud83d": "\ude00"},
    "{",
    "}",
    '{"command":"ls"}',
    {"command": "ls"},
    {"command": "\ud83d"},
    {"content": "x"},
    [{"index": 0, "function": {"name": "ls", "arguments": "{}"}}],
    [{"function": {"arguments": {"a": 1}}}],
    {"type": "text", "text": "x"},
    [{"type": "tool_use", "id": "c", "name": "ls", "input": {"a": 1}}],
    [{"type": "message", "content": [{"type": "output_text", "text": "x"}]}],
    {"type": "function_call", "call_id": "c", "name": "ls", "arguments": "{}"},
    {"type": "reasoning", "content": [{"text": "x"}], "summary": [{"text": "x"}]},
)
KEYS = ("content", "reasoning_content", "thinking", "tool_calls", "function_call", "message", "delta", "finish_reason",
        "index", "id", "name", "arguments", "function", "model", "usage", "timings", "error", "done", "done_reason",
        "choices", "eval_count", "role", "type", "text", "input", "output", "item", "item_id", "output_index",
        "content_index", "response", "status", "incomplete_details", "stop_reason", "partial_json", "content_block",
        "part", "call_id", "summary", "input_tokens", "output_tokens")  # fmt: skip
_JSON = re.compile(rb"\{.*\}")


class Mutator:
    """Makes mutated bodies; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._ways: tuple[Callable[[bytes], bytes], ...] = (
            self._byte,
            self._slice,
            self._junk,
            self._line,
            self._value,
        )

    def body(self) -> tuple[bytes, str]:
        """A mutated body, and what type it is declared as, which may be wrong."""
        body, kind = self.random.choice(list(RECORDINGS.values()))
        for _ in range(self.random.choice((1, 1, 2, 3, 6))):
            body = self.random.choice(self._ways)(body)
        if self.random.random() < 0.1:
            kind = self.random.choice(("", "text/plain", "text/html", "application/json", "application/x-ndjson"))
        return body, kind

    def pieces(self, body: bytes) -> list[bytes]:
        """The body cut anywhere: byte by byte, at a few places, or at many."""
        most = self.random.choice((0, 1, 3, 20, len(body)))
        cuts = sorted({self.random.randrange(len(body) + 1) for _ in range(min(most, len(body)))})
        return [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True) if a < b]

    def _at(self, body: bytes) -> int:
        return self.random.randrange(len(body) + 1)

    def _byte(self, body: bytes) -> bytes:
        at = self._at(body)
        return body[:at] + bytes([self.random.randrange(256)]) + body[at + self.random.randrange(2) :]

    def _slice(self, body: bytes) -> bytes:
        """A part that is lost, doubled, or all that is left."""
        a, b = sorted((self._at(body), self._at(body)))
        return self.random.choice((body[:a] + body[b:], body[:b] + body[a:], body[:b], body[a:b]))

    def _junk(self, body: bytes) -> bytes:
        at = self._at(body)
        return body[:at] + self.random.choice(JUNK) + body[at:]

    def _line(self, body: bytes) -> bytes:
        """A line that is lost, doubled, moved, or another's."""
        lines = body.splitlines(keepends=True) or [b""]
        at, to = self.random.randrange(len(lines)), self.random.randrange(len(lines) + 1)
        line = lines[at]
        way = self.random.randrange(4)
        if way != 1:
            del lines[at]
        if way == 3:
            other = self.random.choice(list(RECORDINGS.values()))[0].splitlines(keepends=True)
            line = self.random.choice(other or [b""])
        if way:
            lines.insert(to, line)
        return b"".join(lines)

    def _value(self, body: bytes) -> bytes:
        """Another value somewhere in one of its documents."""
        found = list(_JSON.finditer(body))
        if not found:
            return body
        where = self.random.choice(found)
        try:
            document = json.loads(where[0])
        except (ValueError, RecursionError):
            return body
        self._change(document)
        try:
            text = json.dumps(document, ensure_ascii=self.random.random() < 0.8)
        except (ValueError, RecursionError):
            return body
        return body[: where.start()] + text.encode("utf-8", "surrogatepass") + body[where.end() :]

    def _change(self, document: Any) -> None:
        """Change, add or drop one value, however deep."""
        while True:
            keys = list(document) if isinstance(document, dict) else list(range(len(document)))
            inner = [key for key in keys if isinstance(document[key], dict | list) and document[key]]
            if inner and self.random.random() < 0.7:
                document = document[self.random.choice(inner)]
                continue
            break
        if isinstance(document, list):
            document.append(self.random.choice(VALUES)) if not keys else document.__setitem__(
                self.random.choice(keys), self.random.choice(VALUES)
            )
        elif keys and self.random.random() < 0.2:
            del document[self.random.choice(keys)]
        else:
            document[self.random.choice((*keys, *KEYS))] = self.random.choice(VALUES)
