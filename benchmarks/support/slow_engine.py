"""A fake OpenAI-compatible engine that answers "adds N" tasks rightly after a fixed time; run in its own process.

argv: seconds per reply, and a file that gets the instant of the first request that finds it absent. It prints its
port. The reply is one streamed chunk, so that the client's cost is all there is.
"""

import asyncio
import json
import re
import sys
import time
from pathlib import Path

LATENCY_S = float(sys.argv[1])
FIRST = Path(sys.argv[2])
MODELS = json.dumps({"object": "list", "data": [{"id": "fake", "object": "model", "owned_by": "fake"}]}).encode()
CLOSE = b"Connection: close\r\n"


def answer(status: bytes, body: bytes) -> bytes:
    """A whole JSON reply."""
    head = b"HTTP/1.1 " + status + b"\r\nContent-Type: application/json\r\nContent-Length: %d\r\n" % len(body)
    return head + CLOSE + b"\r\n" + body


def event(**more: object) -> bytes:
    """One server-sent event of a streamed chat completion."""
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "fake", **more}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


def completion(prompt: str) -> bytes:
    """The right answer to an adder task, as one stream."""
    found = re.search(r"adds (\d+)", prompt)
    text = f"```python\ndef add(x):\n    return x + {found[1] if found else 0}\n```\n"
    delta = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    usage = {"prompt_tokens": 60, "completion_tokens": 20, "total_tokens": 80}
    return (
        event(choices=[delta])
        + event(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}])
        + event(choices=[], usage=usage)
        + b"data: [DONE]\n\n"
    )


def note_first() -> None:
    """Write down this instant, unless one stands there."""
    if not FIRST.exists():
        FIRST.write_text(str(time.time()))


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request and close."""
    head = await reader.readuntil(b"\r\n\r\n")
    method, path, _ = head.split(b"\r\n", 1)[0].split()
    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
    if method == b"GET" or length is None:
        known = path == b"/v1/models"
        writer.write(answer(b"200 OK" if known else b"404 Not Found", MODELS if known else b"{}"))
    else:
        note_first()
        prompt = json.loads(await reader.readexactly(int(length[1])))["messages"][-1]["content"]
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + CLOSE + b"\r\n")
        await writer.drain()
        await asyncio.sleep(LATENCY_S)
        writer.write(completion(prompt))
    await writer.drain()
    writer.close()


async def main() -> None:
    """Serve on a free port of loopback."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
