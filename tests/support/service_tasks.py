"""Tasks whose answer is a server, written for one test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from prony.nouns import Task
from prony.suites import load_task

BOOKS = """
import http.server, json, os, re, signal, sys, threading, time
kept, lock = {}, threading.Lock()
if os.path.exists("kept.json"):
    kept = {int(k): v for k, v in json.load(open("kept.json")).items()}

class Books(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *args): pass
    def answer(self, status, value=None, **headers):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers.items(): self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        if self.command != "HEAD": self.wfile.write(body)
    def do_GET(self):
        if self.path == "/health": return self.answer(200, {"ok": True, "port": os.environ["PORT"]})
        if self.path == "/books": return self.answer(200, [{"id": k, **v} for k, v in reversed(kept.items())])
        if self.path.startswith("/slow"): time.sleep(0.4); return self.answer(200, {})
        if self.path == "/die": os._exit(3)
        if self.path == "/hang": time.sleep(3600)
        if self.path == "/hog": x = [bytearray(b"x" * (1 << 20)) for _ in range(4096)]
        if self.path == "/spin":
            while True: pass
        found = re.fullmatch(r"/books/(\\d+)", self.path)
        if not found or int(found[1]) not in kept: return self.answer(404, {"error": "no such book"})
        self.answer(200, {"id": int(found[1]), **kept[int(found[1])]})
    do_HEAD = do_GET
    def do_POST(self):
        try: book = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        except ValueError: return self.answer(400, {"error": "no JSON"})
        with lock:
            if any(one["title"] == book["title"] for one in kept.values()): return self.answer(409, {"error": "taken"})
            number = len(kept) + 1
            kept[number] = book
            json.dump(kept, open("kept.json", "w"))
        self.answer(201, {"id": number, **book}, Location=f"/books/{number}")

port = int(os.environ["PORT"])
server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Books)
signal.signal(signal.SIGTERM, lambda *a: os._exit(0))
print("listening on", port, flush=True)
server.serve_forever()
"""


def write_service_task(
    folder: Path,
    checks: Iterable[Mapping[str, Any]],
    *,
    options: str = "",
    criteria: Iterable[str] = ("all",),
    limits: str = "",
) -> Task:
    """A task with these checks. A criterion is earned by the checks whose ids begin with its name."""
    (folder / "solution").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "solution" / "server.py").write_text(BOOKS)
    (folder / "instruction.md").write_text("Write it.\n")
    (folder / "tests" / "service.jsonl").write_text("".join(json.dumps(check) + "\n" for check in checks))
    lines = [
        f'[[prony.criteria]]\nid = "{name}"\ntests = {json.dumps("*" if name == "all" else f"{name}*")}\n'
        for name in criteria
    ]
    (folder / "task.toml").write_text(
        f'[prony]\nanswer = "server.py"\n[prony.limits]\n{limits}\n[prony.grader.service]\n{options}\n{"".join(lines)}'
    )
    return load_task(folder, "suite")
