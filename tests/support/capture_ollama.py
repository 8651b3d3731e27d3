"""Records what a real Ollama says, byte for byte, into tests/data/ollama.

    PRONY_OLLAMA=/path/to/ollama .venv/bin/python tests/support/capture_ollama.py

The model is a tape, so that what is said is known; times are whatever they were that day, the blob's path is left out.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from capture_wires import TOOLS, ask
from ollama_server import RECORDED, build, real_ollama

from prony.http1.ask import get, post

GETS = ("/api/version", "/api/tags", "/v1/models")
LONG = "word " * 2000


def request(phrase: str, *, stream: bool = True, **more: Any) -> dict[str, Any]:
    options = {"num_predict": more.pop("most", 400), "temperature": 0, "num_ctx": 2048}
    body = {"model": "tape", "messages": [{"role": "user", "content": phrase}], "options": options, **more}
    return body if stream else {**body, "stream": False}


CHATS: dict[str, dict[str, Any]] = {
    "hello-streamed": request("hi"),
    "answer-streamed": request("tape:answer"),
    "answer-whole": request("tape:answer", stream=False),
    "answer-cut-streamed": request("tape:answer", most=3),
    "loop-streamed": request("tape:loop", most=64),
    "blank-streamed": request("tape:blank"),
    "call-streamed": request("tape:call", tools=TOOLS),
    "call-whole": request("tape:call", tools=TOOLS, stream=False),
    "filled-streamed": request(LONG, most=4),
}
"""Name -> the body of a request to `/api/chat`."""


async def main() -> None:
    RECORDED.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        async with real_ollama(os.environ["PRONY_OLLAMA"], build(folder), folder) as base_url:
            root = base_url.removesuffix("/v1")
            for path in GETS:
                keep(path.strip("/").replace("/", "-"), (await get(root + path)).json)
            for model in ("tape", "bare", "missing"):
                keep(f"show-{model}", (await post(f"{root}/api/show", {"model": model})).json)
            for name, body in CHATS.items():
                await ask(base_url, body, "/api/chat")  # the second reply is that of a model that is loaded
                (RECORDED / f"{name}.http").write_bytes(await ask(base_url, body, "/api/chat"))
            keep("api-ps", (await get(f"{root}/api/ps")).json)


def keep(name: str, document: Any) -> None:
    text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True)
    text = re.sub(r"/[^\s\"]*/sha256-[0-9a-f]{64}", "BLOB", text)
    (RECORDED / f"{name}.json").write_text(text + "\n")
    print(f"{name}: {len(text)} characters")


if __name__ == "__main__":
    asyncio.run(main())
