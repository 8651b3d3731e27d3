"""The program of the replay engine: run by path as PORT MODEL FOLDER; imports nothing of prony.

A prompt of Prony begins with `Task [SUITE/TASK]`. The reply is the file `SUITE/TASK.md` of the folder, or `TASK.md`. In
place of `.md` it may be `.json`: a message with its `finish_reason`, `reasoning_content` or `tool_calls`, or one that
`loops`, whose text is said over and over until the tokens that were asked for are spent. The second reply within one
conversation is `TASK.2.md`, the third `TASK.3.md`. A task without a file is refused, with its name: a reply that nobody
gave would be charged to the contestant. Whoever has not the key in PRONY_REPLAY_KEY is not served.
"""

import hmac
import http.server
import json
import os
import re
import signal
import sys
import threading
from pathlib import Path
from typing import Any

TASK = re.compile(r"Task \[([A-Za-z0-9][\w.-]{0,199})/([A-Za-z0-9][\w.-]{0,199})\]")
PIECE_CHARS = 256
CHARS_A_TOKEN = 4
DEFAULT_TOKENS, MOST_TOKENS = 1024, 65_536
"""Of a text that loops."""
MOST_BYTES = 64 << 20
"""Of a request: a longer one is refused unread."""


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    model = ""
    folder = Path()
    key = ""

    def do_GET(self) -> None:
        """`/health`, and the one model."""
        if self.path == "/health":
            self._send(200, {"status": "ok"})
        elif not self._is_known():
            self._refuse(401, "wrong key")
        elif self.path == "/v1/models":
            self._send(200, {"object": "list", "data": [{"id": self.model, "object": "model", "owned_by": "replay"}]})
        else:
            self._refuse(404, f"there is no {self.path} here")

    def do_POST(self) -> None:
        """`/v1/chat/completions`: what is stored for the task that the conversation is about."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST_BYTES:
            self.close_connection = True
            self._refuse(413, "the request is too long")
            return
        body = self.rfile.read(length)
        if not self._is_known():
            self._refuse(401, "wrong key")
            return
        try:
            asked = json.loads(body)
            messages = asked["messages"]
            choice = self._choice(messages, int(asked.get("max_tokens") or DEFAULT_TOKENS))
        except LookupError as error:
            self._refuse(404 if isinstance(error, NoReplyError) else 400, str(error.args[0]))
            return
        except (ValueError, TypeError, AttributeError) as error:
            self._refuse(400, f"{type(error).__name__}: {error}")
            return
        usage = _usage(messages, choice["message"])
        if asked.get("stream"):
            self._stream(choice, usage)
        else:
            head = {"id": "replay", "object": "chat.completion", "model": self.model}
            self._send(200, {**head, "choices": [choice], "usage": usage})

    def _choice(self, messages: list[dict[str, Any]], tokens: int) -> dict[str, Any]:
        """The stored reply as a choice; `tokens` end one that loops. Raises NoReplyError where there is none."""
        name = next((match for one in messages if (match := TASK.search(_text_of(one)))), None)
        if name is None:
            raise NoReplyError("the conversation names no task: Task [SUITE/TASK]")
        turn = 1 + sum(one.get("role") == "assistant" for one in messages)
        number = "" if turn == 1 else f".{turn}"
        for path in (self.folder / name[1] / f"{name[2]}{number}", self.folder / f"{name[2]}{number}"):
            text, message = path.with_name(f"{path.name}.md"), path.with_name(f"{path.name}.json")
            if text.is_file():
                stored: dict[str, Any] = {"content": text.read_text("utf-8")}
            elif message.is_file():
                stored = json.loads(message.read_text("utf-8"))
            else:
                continue
            if stored.pop("loops", False):
                chars = min(tokens, MOST_TOKENS) * CHARS_A_TOKEN
                text_once = stored["content"]
                stored = {**stored, "content": (text_once * (chars // len(text_once) + 1))[:chars]}
                stored["finish_reason"] = "length"
            default = "tool_calls" if stored.get("tool_calls") else "stop"
            finish = stored.pop("finish_reason", default)
            return {"index": 0, "message": {"role": "assistant", **stored}, "finish_reason": finish}
        which = f"reply {turn}" if turn > 1 else "reply"
        raise NoReplyError(f"no {which} is stored for {name[1]}/{name[2]}")

    def _stream(self, choice: dict[str, Any], usage: dict[str, int]) -> None:
        message = dict(choice["message"])
        content = message.pop("content", None) or ""
        calls = [{"index": at, **call} for at, call in enumerate(message.pop("tool_calls", None) or ())]
        deltas: list[dict[str, Any]] = [{**message, "content": ""}]
        deltas += [{"content": content[at : at + PIECE_CHARS]} for at in range(0, len(content), PIECE_CHARS)]
        deltas += [{"tool_calls": calls}] if calls else []
        choices = [[{"index": 0, "delta": delta, "finish_reason": None}] for delta in deltas]
        choices.append([{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}])
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        head = {"id": "replay", "object": "chat.completion.chunk", "model": self.model}
        for one in choices:
            self._chunk(json.dumps({**head, "choices": one}))
        self._chunk(json.dumps({**head, "choices": [], "usage": usage}))
        self._chunk("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, data: str) -> None:
        event = f"data: {data}\n\n".encode()
        self.wfile.write(f"{len(event):x}\r\n".encode() + event + b"\r\n")

    def _is_known(self) -> bool:
        return hmac.compare_digest(self.headers.get("Authorization") or "", f"Bearer {self.key}")

    def _refuse(self, status: int, why: str) -> None:
        self._send(status, {"error": {"message": why, "type": "replay"}})

    def _send(self, status: int, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: what went over the wire is in the record."""


class NoReplyError(LookupError):
    """Nothing is stored for what was asked."""


class ReplayListener(http.server.ThreadingHTTPServer):
    """One thread a connection; a client that leaves is no error."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over connections that were left."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _text_of(message: dict[str, Any]) -> str:
    """The text of a message, which may come in parts."""
    content = message.get("content")
    if isinstance(content, list):
        return "\n".join(str(part.get("text") or "") for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _usage(messages: list[dict[str, Any]], message: dict[str, Any]) -> dict[str, int]:
    prompt, completion = len(json.dumps(messages)), len(json.dumps(message))
    counts = {"prompt_tokens": prompt // CHARS_A_TOKEN, "completion_tokens": completion // CHARS_A_TOKEN}
    return {**counts, "total_tokens": sum(counts.values())}


def main() -> None:
    """Serve until SIGTERM."""
    Handler.model, Handler.folder = sys.argv[2], Path(sys.argv[3])
    Handler.key = os.environ.pop("PRONY_REPLAY_KEY")
    server = ReplayListener(("127.0.0.1", int(sys.argv[1])), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
