"""The parrot's server: PORT MODEL CONTEXT SCRIPT. Answers chat completions from its script once it is awake."""

from __future__ import annotations

import http.server
import json
import os
import sys
import time
from typing import Any

key = os.environ.get("PARROT_KEY", "")
port, model, context, script_path = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
with open(script_path, encoding="utf-8") as stream:
    script: dict[str, str] = json.load(stream)
awake_at = time.monotonic() + 0.2
print(f"parrot {os.getpid()} wakes on port {port}", flush=True)


class Perch(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.locked() and self.path != "/health":
            self.reply({"error": {"message": "who is there?"}}, 401)
        elif self.path == "/health":
            self.reply({"status": "ok"}, 200 if time.monotonic() > awake_at else 503)
        elif self.path == "/v1/models":
            self.reply({"object": "list", "data": [{"id": model, "owned_by": "parrot", "max_model_len": context}]})
        elif self.path == "/perch":
            self.reply({"version": "7.1"})
        else:
            self.reply({}, 404)

    def do_POST(self) -> None:
        if self.locked():
            self.reply({"error": {"message": "who is there?"}}, 401)
            return
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = body["messages"][-1]["content"]
        text = next((answer for phrase, answer in script.items() if phrase in prompt), "krah")
        if text == "drop dead":
            os._exit(9)
        usage = {"prompt_tokens": len(prompt), "completion_tokens": len(text), "total_tokens": len(prompt) + len(text)}
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": model}
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for event in (
            {**chunk, "choices": [choice]},
            {**chunk, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
            {**chunk, "choices": [], "usage": usage},
        ):
            self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")
        self.wfile.write(b"data: [DONE]\n\n")

    def locked(self) -> bool:
        return bool(key) and self.headers.get("Authorization") != f"Bearer {key}"

    def reply(self, document: Any, status: int = 200) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", port), Perch).serve_forever()
