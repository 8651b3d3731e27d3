"""Servers that do not serve: each gets its verdict within its limits, and whoever asks keeps nothing of it."""

from __future__ import annotations

import gc
import json
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
import pytest_asyncio
from service_tasks import write_service_task

from prony.grading import grade
from prony.nouns import Grade, Verdict
from prony.sandbox import Program, Sandbox, open_sandbox
from prony.suites import load_task

pytestmark = pytest.mark.asyncio(loop_scope="module")

SERVE = """
import os, socket, sys, threading, time
OK = b'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi'
port = int(os.environ["PORT"])
def serve(answer, backlog=64):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port)); listener.listen(backlog)
    while True:
        asker, _ = listener.accept()
        threading.Thread(target=one, args=(asker, answer), daemon=True).start()
def one(asker, answer):
    asked = b""
    while b"\\r\\n\\r\\n" not in asked:
        more = asker.recv(65536)
        if not more: return
        asked += more
    try: answer(asker, asked)
    except OSError: pass
    asker.close()
def forever(asker, piece, begin=b"", pause=0):
    asker.sendall(begin)
    while True:
        asker.sendall(piece); time.sleep(pause)
HEAD = b"HTTP/1.1 200 OK\\r\\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\\r\\n\\r\\n"
"""
LONG = 'b"HTTP/1.1 200 OK\\r\\nContent-Length: 10000000000\\r\\n\\r\\n"'
SERVERS: dict[str, tuple[str, Verdict]] = {
    "never answers": ("serve(lambda a, q: time.sleep(3600))", Verdict.TIMEOUT_WALL),
    "an endless body": (f"serve(lambda a, q: forever(a, b'x' * 65536, {LONG}))", Verdict.OUTPUT_LIMIT),
    "an endless body without a length": (
        "serve(lambda a, q: forever(a, b'x' * 65536, HEAD + b'\\r\\n'))",
        Verdict.OUTPUT_LIMIT,
    ),
    "a slow drip": (f"serve(lambda a, q: forever(a, b'x', {LONG}, 0.05))", Verdict.TIMEOUT_WALL),
    "a head that drips": ("serve(lambda a, q: forever(a, b'X: y\\r\\n', HEAD, 0.05))", Verdict.TIMEOUT_WALL),
    "a length that is too long": ("serve(lambda a, q: a.sendall(OK.replace(b': 2', b': 3')))", Verdict.FAIL),
    "a length that is too short": ("serve(lambda a, q: a.sendall(OK.replace(b': 2', b': 1')))", Verdict.FAIL),
    "a length that is none": ("serve(lambda a, q: a.sendall(OK.replace(b': 2', b': -2')))", Verdict.FAIL),
    "two lengths": ("serve(lambda a, q: a.sendall(OK.replace(b': 2', b': 2\\r\\nContent-Length: 1')))", Verdict.FAIL),
    "huge headers": ("serve(lambda a, q: a.sendall(HEAD + b'X: ' + b'y' * (1 << 20) + OK[15:]))", Verdict.OUTPUT_LIMIT),
    "endless headers": ("serve(lambda a, q: forever(a, b'X: y\\r\\n' * 1000, HEAD))", Verdict.OUTPUT_LIMIT),
    "endless heads": (
        "serve(lambda a, q: forever(a, b'HTTP/1.1 103 Early Hints\\r\\n\\r\\n' * 2000))",
        Verdict.OUTPUT_LIMIT,
    ),
    "a chunk without an end": (
        "serve(lambda a, q: forever(a, b'x' * 65536, CHUNKED + b'fffffffffff\\r\\n'))",
        Verdict.OUTPUT_LIMIT,
    ),
    "chunks without an end": ("serve(lambda a, q: forever(a, b'1\\r\\nx\\r\\n' * 999, CHUNKED))", Verdict.OUTPUT_LIMIT),
    "chunks of nothing but extensions": (
        "serve(lambda a, q: forever(a, b'1;' + b'e' * 9999 + b'\\r\\nx\\r\\n', CHUNKED))",
        Verdict.OUTPUT_LIMIT,
    ),
    "trailers without an end": (
        "serve(lambda a, q: forever(a, b'X: y\\r\\n' * 9999, CHUNKED + b'0\\r\\n'))",
        Verdict.OUTPUT_LIMIT,
    ),
    "a chunk size that is none": (
        "serve(lambda a, q: a.sendall(CHUNKED + b'-1\\r\\nhi\\r\\n0\\r\\n\\r\\n'))",
        Verdict.FAIL,
    ),
    "closes in the middle": ("serve(lambda a, q: a.sendall(OK[:-1]))", Verdict.FAIL),
    "closes without a word": ("serve(lambda a, q: None)", Verdict.FAIL),
    "garbage": ("serve(lambda a, q: a.sendall(os.urandom(4096) + b'\\r\\n\\r\\n'))", Verdict.FAIL),
    "HTTP/0.9": ("serve(lambda a, q: a.sendall(b'hi'))", Verdict.FAIL),
    "another protocol": (
        "serve(lambda a, q: a.sendall(HEAD.replace(b'200 OK', b'101 Switch') + b'\\r\\nhi'))",
        Verdict.FAIL,
    ),
    "dies while it answers": ("serve(lambda a, q: (a.sendall(OK[:-1]), os.abort()))", Verdict.CRASH),
    "leaves instead of an answer": ("serve(lambda a, q: os._exit(0))", Verdict.CRASH),
    "only its health": (
        "serve(lambda a, q: a.sendall(OK) if b'/health' in q else time.sleep(3600))",
        Verdict.TIMEOUT_WALL,
    ),
    "another port": ("port += 7; serve(lambda a, q: a.sendall(OK))", Verdict.TIMEOUT_WALL),
    "a daemon": ("if os.fork(): os._exit(0)\nserve(lambda a, q: a.sendall(OK))", Verdict.CRASH),
    "forks without an end": (
        "while True:\n    try: os.fork()\n    except OSError: pass",
        Verdict.LIMIT,
    ),
    "JSON without an end": (
        "body = b'[' * 900000\nserve(lambda a, q: a.sendall(HEAD + b'Content-Length: 900000\\r\\n\\r\\n' + body))",
        Verdict.FAIL,
    ),
    "a number without an end": (
        "body = b'9' * 900000\nserve(lambda a, q: a.sendall(HEAD + b'Content-Length: 900000\\r\\n\\r\\n' + body))",
        Verdict.FAIL,
    ),
    "prints without an end": (
        "threading.Thread(target=lambda: [print('x' * 65536) for _ in iter(int, 1)], daemon=True).start()\n"
        "serve(lambda a, q: time.sleep(3600))",
        Verdict.OUTPUT_LIMIT,
    ),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1) as opened:
        yield opened


async def asked(sandbox: Sandbox, folder: Path, server: str, times: int = 1, patience_s: float = 30) -> Grade:
    checks = [{"id": f"{number}", "request": "GET /", "expect_json": "hi"} for number in range(times)]
    task = write_service_task(
        folder,
        checks,
        options='ready_path = "/health"' if "/health" in server else "",
        limits="cpu_s = 3\nmemory_mb = 128\nprocesses = 32\noutput_bytes = 1048576",
    )
    toml = Path(task.path, "task.toml")
    table = "[prony.grader.service]"
    timed = f"{table}\nrequest_s = {patience_s}\nstart_s = {1.5 * patience_s}"
    toml.write_text(toml.read_text().replace(table, timed))
    return await grade(load_task(folder, "suite"), {"server.py": (SERVE + server).encode()}, sandbox, attempt="a")


WAITED_FOR = ("a slow drip", "a head that drips", "only its health", "another port", "forks without an end")
"""Each takes a second or more."""


@pytest.mark.parametrize(
    "server", [pytest.param(name, marks=pytest.mark.slow) if name in WAITED_FOR else name for name in SERVERS]
)
async def test_a_server_that_does_not_serve(sandbox: Sandbox, tmp_path: Path, server: str) -> None:
    code, verdict = SERVERS[server]
    waited_for = verdict in (Verdict.TIMEOUT_WALL, Verdict.LIMIT)
    graded = await asked(sandbox, tmp_path / "task", code, patience_s=1 if waited_for else 30)
    assert graded.tests[0].verdict is verdict, (graded.tests, graded.notes)
    assert not graded.solved
    ended = await sandbox.run(Program(argv=("python3", "-c", "print(6 * 7)")))
    assert ended.stdout == b"42\n"


async def test_whoever_asks_keeps_nothing_of_endless_answers(sandbox: Sandbox, tmp_path: Path) -> None:
    code = SERVERS["an endless body"][0]
    await asked(sandbox, tmp_path / "first", code, times=8)
    gc.collect()
    before = psutil.Process().memory_info().rss
    graded = await asked(sandbox, tmp_path / "second", code, times=60)
    gc.collect()
    assert {test.verdict for test in graded.tests} == {Verdict.OUTPUT_LIMIT}
    assert psutil.Process().memory_info().rss - before < 8 << 20


async def test_an_answer_that_says_what_is_right_of_others_is_not_believed(sandbox: Sandbox, tmp_path: Path) -> None:
    """A body that looks like a matcher, or like every value at once, is a value like any other."""
    for body in ('{"$any": true}', '{"$matches": "."}', '"${n}"', '["hi"]', "true"):
        reply = json.dumps(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n{body}")
        graded = await asked(
            sandbox,
            tmp_path / str(len(body)) / body[2:5].strip('$"{'),
            f"serve(lambda a, q: a.sendall({reply}.encode()))",
        )
        assert graded.tests[0].verdict is Verdict.FAIL
