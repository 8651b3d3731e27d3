"""Level A over HTTP with code: a program in another sandbox says what a server is asked, when, and from where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prony.grading import grade
from prony.nouns import Assurance, Verdict
from prony.suites import load_task

pytestmark = pytest.mark.asyncio(loop_scope="session")

SERVER = """
import http.server, os, signal, threading, time
count, lock = 0, threading.Lock()

class Echo(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *args): print("asked", self.path, flush=True)
    def do_GET(self):
        self.log_message()
        if self.path == "/die": os._exit(3)
        if self.path == "/hang": time.sleep(3600)
        if self.path == "/slow": time.sleep(0.4)
        body = f"{self.client_address[0]} {self.headers.get('X-Word', '-')}".encode()
        self.send_response(404 if self.path == "/none" else 200)
        if self.path == "/chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"%x\\r\\n%s\\r\\n0\\r\\n\\r\\n" % (len(body), body))
            return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

server = http.server.ThreadingHTTPServer(("0.0.0.0", int(os.environ["PORT"])), Echo)
server.daemon_threads = False
signal.signal(signal.SIGTERM, lambda *a: threading.Thread(target=server.shutdown).start())
server.serve_forever()
server.server_close()
"""

HEAD = "from prony_grader import check, label, metric, server, test\n"


@pytest.fixture
def probed(sandbox, tmp_path: Path):
    """A function that grades a server by a probe, whose tests have these ids; the whole grade."""

    async def run(probe: str, *ids: str, answer: str | None = SERVER, options: str = "request_s = 2"):
        (tmp_path / "tests").mkdir()
        (tmp_path / "solution").mkdir()
        (tmp_path / "instruction.md").write_text("Write it.\n")
        (tmp_path / "solution" / "server.py").write_text(SERVER)
        (tmp_path / "tests" / "probe.py").write_text(HEAD + probe)
        frozen = {"tests": list(ids), "graders": {"probe": list(ids)}}
        (tmp_path / "tests" / "expected.json").write_text(json.dumps(frozen))
        criterion = '[[prony.criteria]]\nid = "all"\ntests = "*"\n'
        (tmp_path / "task.toml").write_text(
            f'[prony]\nanswer = "server.py"\n[prony.grader.probe]\n{options}\n{criterion}'
        )
        files = {} if answer is None else {"server.py": answer.encode()}
        return await grade(load_task(tmp_path, "suite"), files, sandbox, attempt="a")

    return run


def verdicts(graded) -> dict[str, Verdict]:
    return {test.id: test.verdict for test in graded.tests}


async def test_requests_are_sent_at_their_times_from_their_addresses_and_their_answers_come_back(probed):
    graded = await probed(
        """
with test("source"):
    first, second = server.play([
        {"request": "GET /a", "at_s": 0.3, "source": "127.0.7.1", "headers": {"X-Word": "hello"}},
        {"request": "GET /none", "source": "127.0.7.2"},
    ])
    check((first["status"], first["body"]) == (200, "127.0.7.1 hello"), str(first))
    check((second["status"], second["body"]) == (404, "127.0.7.2 -"), str(second))
    check(first["sent_s"] >= 0.3 and second["sent_s"] < first["sent_s"] < first["answered_s"], "not at their times")
with test("times"):
    many, chunked = server.play([{"request": "GET /a", "times": 200}, {"request": "GET /chunks", "times": 5}])
    check(many["statuses"] == [200] * 200 and chunked["statuses"] == [200] * 5, f"{many} {chunked}")
with test("printed"):
    check("asked /none" in server.printed(), "what it printed is not there")
with test("read"):
    check("class Echo" in server.source("server.py") and server.source("other.py") is None, "not its source")
label("kind", "echo")
metric("asked", 2)
""",
        "source",
        "times",
        "printed",
        "read",
    )
    assert set(verdicts(graded).values()) == {Verdict.PASS}, graded.tests
    assert (graded.labels, graded.metrics, graded.assurance) == ({"kind": "echo"}, {"asked": 2.0}, Assurance.A)


async def test_a_signal_comes_while_a_request_is_under_way(probed):
    graded = await probed(
        """
with test("ends"):
    slow, signalled, late = server.play([
        {"request": "GET /slow"}, {"signal": "SIGTERM", "at_s": 0.1}, {"request": "GET /a", "at_s": 1.2},
    ])
    check(slow["status"] == 200 and signalled["ended"] and signalled["exit"] == 0, f"{slow} {signalled}")
    check(late["status"] == 0 and late["fault"] == "fail" and late["refused"], str(late))
with test("again"):
    server.restart()
    check(server.play([{"request": "GET /a"}])[0]["status"] == 200, "not started again")
""",
        "ends",
        "again",
    )
    assert set(verdicts(graded).values()) == {Verdict.PASS}, graded.tests


async def test_a_server_that_dies_costs_the_test_that_killed_it(probed):
    graded = await probed(
        """
with test("dies"):
    server.play([{"request": "GET /die"}])
with test("dead"):
    server.play([{"request": "GET /a"}])
with test("restarted"):
    server.restart()
    check(server.play([{"request": "GET /a"}])[0]["status"] == 200)
""",
        "dies",
        "dead",
        "restarted",
    )
    assert verdicts(graded) == {"dies": Verdict.CRASH, "dead": Verdict.CRASH, "restarted": Verdict.PASS}


async def test_one_that_hangs_is_asked_twice_in_vain_and_no_more(probed):
    graded = await probed(
        """
for number in range(40):
    with test(f"hangs/{number}"):
        answer = server.play([{"request": "GET /hang", "within_s": 0.2}])[0]
        check(answer["fault"] == "timeout_wall", str(answer))
        check(False, "no answer")
""",
        *(f"hangs/{number}" for number in range(40)),
    )
    found = [test.verdict for test in graded.tests]
    assert found[:3] == [Verdict.FAIL, Verdict.FAIL, Verdict.TIMEOUT_WALL]
    assert len(found) == 40


ODD = {
    "missing": (None, Verdict.LOAD_ERROR),
    "ends": ("print('no')", Verdict.CRASH),
    "never ready": ("import time\ntime.sleep(3600)", Verdict.TIMEOUT_WALL),
}


@pytest.mark.parametrize(("answer", "verdict"), ODD.values(), ids=ODD.keys())
async def test_what_is_no_server_fails_every_test(probed, answer, verdict):
    probe = 'for name in ("a", "b"):\n    with test(name):\n        server.play([{"request": "GET /"}])\n'
    graded = await probed(probe, "a", "b", answer=answer, options="start_s = 0.5")
    assert verdicts(graded) == {"a": verdict, "b": verdict}


async def test_a_probe_that_could_not_measure_charges_nobody(probed):
    graded = await probed('server.give_up("all was late")\n', "a")
    assert graded.verdict is Verdict.GRADER_ERROR
    assert "all was late" in graded.notes[0]


@pytest.mark.parametrize(
    "event",
    [
        '{"request": "GET /", "source": "10.0.0.1"}',
        '{"request": "GET /a b"}',
        '{"signal": "SIGSTOP"}',
        '{"request": "GET /", "at": 3}',
    ],
)
async def test_what_a_probe_cannot_ask_for_is_its_own_fault(probed, event):
    graded = await probed(f'with test("a"):\n    server.play([{event}])\n', "a")
    assert graded.verdict is Verdict.GRADER_ERROR
    assert "its probe asked for what cannot be done" in graded.notes[0]
