"""Captures replies of the real embedded engine, byte for byte, into tests/data/gateway: `wires` of chat completions,
`messages` and `responses` of the dialects of those names.

    .venv/bin/python tests/support/capture_wires.py [messages | responses | wires]

The model is a tape, so that what is said is known; ids, times and the engine's build are whatever they were that day.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from prony.engines import Embedded
from prony.http1.connection import Connection, address_of
from prony.http1.messages import write_head
from prony.references.tapes import TEMPLATE, Script, build_tape

DATA = Path(__file__).parents[1] / "data" / "gateway"
WIRES = DATA / "wires"
THINKS = TEMPLATE.replace(
    "{{ message.content or '' }}",
    "{% if message.reasoning_content %}<think>\n{{ message.reasoning_content }}\n</think>\n\n{% endif %}"
    "{{ message.content or '' }}",
).replace(
    "<|im_start|>assistant\n{% endif -%}\n",
    "<|im_start|>assistant\n{% if enable_thinking is defined and enable_thinking is false %}<think>\n\n</think>\n\n"
    "{% else %}<think>\n{% endif %}{% endif -%}\n",
)
ANSWER = "Here it is:\n```python\ndef add(a, b):\n    return a + b\n```\n"
THOUGHT = "Two numbers,\none sum.\n</think>\n\nThe sum, naïvely:\na + b = 世界\n"
CALL = '<tool_call>\n{"name": "read_file", "arguments": {"path": "src/main.py"}}\n</tool_call>'
SCRIPTS = (
    Script(phrase="tape:answer", text=ANSWER),
    Script(phrase="tape:thought", text=THOUGHT),
    Script(phrase="tape:loop", text="round and round it goes, ", loops=True),
    Script(phrase="tape:blank", text="   \n\t\n  "),
    Script(phrase="tape:call", text=CALL),
)
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "read_file",
            "description": "Read a file.",
            "parameters": {"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]},
        },
    }
]


def request(phrase: str, *, stream: bool = True, max_tokens: int = 400, **more: Any) -> dict[str, Any]:
    body = {"model": "tape", "messages": [{"role": "user", "content": phrase}], "max_tokens": max_tokens, **more}
    return {**body, "stream": True, "stream_options": {"include_usage": True}} if stream else body


CASES: dict[str, tuple[bool, dict[str, Any]]] = {
    "answer-streamed": (False, request("tape:answer")),
    "answer-whole": (False, request("tape:answer", stream=False)),
    "thought-streamed": (True, request("tape:thought")),
    "thought-whole": (True, request("tape:thought", stream=False)),
    "thought-cut": (True, request("tape:thought", max_tokens=2)),
    "call-streamed": (False, request("tape:call", tools=TOOLS)),
    "call-whole": (False, request("tape:call", tools=TOOLS, stream=False)),
    "call-cut": (False, request("tape:call", tools=TOOLS, max_tokens=2)),
    "loop-streamed": (False, request("tape:loop", max_tokens=24)),
    "answer-cut": (False, request("tape:answer", max_tokens=3)),
    "blank-streamed": (False, request("tape:blank")),
    "timings-per-token": (False, request("tape:answer", timings_per_token=True, return_progress=True)),
    "context-exceeded": (False, request("x " * 6000)),
    "bad-request": (False, {"model": "tape", "messages": "none"}),
}
"""Name -> (does the template think, the request's body)."""


def messages(phrase: str, **more: Any) -> dict[str, Any]:
    """A request of the dialect `messages`."""
    said = {"messages": [{"role": "user", "content": phrase}]}
    return {"model": "tape", "max_tokens": 400, "stream": True, **said, **more}


def responses(phrase: str, **more: Any) -> dict[str, Any]:
    """A request of the dialect `responses`."""
    return {"model": "tape", "max_output_tokens": 400, "stream": True, "input": phrase, **more}


_FUNCTION = TOOLS[0]["function"]
_SAID: dict[str, tuple[bool, str, int, bool, bool]] = {
    "answer-streamed": (False, "tape:answer", 400, True, False),
    "answer-whole": (False, "tape:answer", 400, False, False),
    "answer-cut": (False, "tape:answer", 3, True, False),
    "answer-cut-whole": (False, "tape:answer", 3, False, False),
    "thought-streamed": (True, "tape:thought", 400, True, False),
    "thought-whole": (True, "tape:thought", 400, False, False),
    "thought-cut": (True, "tape:thought", 2, True, False),
    "call-streamed": (False, "tape:call", 400, True, True),
    "call-whole": (False, "tape:call", 400, False, True),
    "loop-streamed": (False, "tape:loop", 24, True, False),
    "blank-streamed": (False, "tape:blank", 400, True, False),
    "context-exceeded": (False, "x " * 6000, 400, True, False),
}
"""Name -> (does the template think, what is said, tokens of the reply, streamed, with a tool)."""


def _typed(kind: str, said: str, most: int, stream: bool, tool: bool) -> dict[str, Any]:
    if kind == "messages":
        schema = {"name": "read_file", "description": "Read a file.", "input_schema": _FUNCTION["parameters"]}
        return messages(said, max_tokens=most, stream=stream, **({"tools": [schema]} if tool else {}))
    offered = {"tools": [{"type": "function", **_FUNCTION}]} if tool else {}
    return responses(said, max_output_tokens=most, stream=stream, **offered)


EVERY: dict[str, tuple[bool, str, dict[str, Any]]] = {
    **{f"wires/{name}": (thinks, "/v1/chat/completions", body) for name, (thinks, body) in CASES.items()},
    **{
        f"{kind}/{name}": (thinks, f"/v1/{kind}", _typed(kind, *more))
        for kind in ("messages", "responses")
        for name, (thinks, *more) in _SAID.items()
    },
}
"""File -> (does the template think, path, the request's body)."""


class _Collect:
    """A connection's listener that keeps every byte."""

    def __init__(self) -> None:
        self.data = b""
        self.over = asyncio.Event()

    def sent(self, now: float) -> None:
        pass

    def received(self, data: bytes, now: float) -> None:
        self.data += data

    def ended(self, error: Exception | None, now: float) -> None:
        self.over.set()


async def ask(base_url: str, body: dict[str, Any], path: str = "/v1/chat/completions") -> bytes:
    """Every byte of the reply to one request."""
    address, data = address_of(base_url), json.dumps(body).encode()
    headers = ((b"Host", address.host_header), (b"Content-Type", b"application/json"), (b"Connection", b"close"))
    head = write_head(f"POST {path} HTTP/1.1".encode(), (*headers, (b"Content-Length", str(len(data)).encode())))
    collect = _Collect()
    await Connection(collect, head + data).open(address)
    await asyncio.wait_for(collect.over.wait(), 30)
    return collect.data


async def main(only: str) -> None:
    for kind in ("wires", "messages", "responses"):
        (DATA / kind).mkdir(parents=True, exist_ok=True)
    for thinks in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            gguf = Path(folder) / "tape.gguf"
            build_tape(
                gguf, SCRIPTS, default=Script(phrase="", text="hello\n"), template=THINKS if thinks else TEMPLATE
            )
            async with Embedded(gguf, threads=1, alias="tape", key="") as engine:
                for name, (wants_thinking, path, body) in EVERY.items():
                    if wants_thinking is thinks and name.startswith(only):
                        data = await ask(engine.base_url, body, path)
                        (DATA / f"{name}.http").write_bytes(data)
                        print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else ""))
