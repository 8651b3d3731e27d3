"""Level A over HTTP: a server that was handed in is asked from outside, restarted, stopped, and asked at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_tasks import BOOKS, write_service_task

from prony.errors import PronyError
from prony.grading import grade
from prony.nouns import Assurance, TestStatus, Verdict
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_task

pytestmark = pytest.mark.asyncio(loop_scope="session")

ADD = {"request": "POST /books", "json": {"title": "Emma"}, "status": 201, "capture": {"id": "/id"}}


@pytest.fixture
def graded(sandbox, tmp_path: Path):
    """A function that grades a server on checks and gives the results by id."""

    async def run(*checks, answer: str = BOOKS, **fields):
        task = write_service_task(tmp_path / "task", checks, **fields)
        grade_ = await grade(task, {"server.py": answer.encode()}, sandbox, attempt="a")
        assert grade_.verdict is not Verdict.GRADER_ERROR, grade_.notes
        return {test.id: test for test in grade_.tests}

    return run


def verdicts(tests) -> dict[str, Verdict]:
    return {test_id: test.verdict for test_id, test in tests.items()}


RIGHT = (
    {"id": "a", "request": "GET /health", "expect_json": {"ok": True, "port": "8080"}},
    {"id": "b", "request": "GET /health", "expect_json": {"ok": {"$type": "boolean"}}, "partial": True},
    {"id": "c", "request": "GET /health", "expect_headers": {"content-type": {"$matches": "^application/json"}}},
    {"id": "d", "request": "GET /health", "expect_headers": {"X-Powered-By": None}, "matches": '"ok": *true'},
    {"id": "e", "request": "HEAD /health", "expect": ""},
    {"id": "f", "request": "GET /books/77", "status": [404, 410]},
    {"id": "g", "request": "POST /books", "body": "{", "status": 400, "expect": '{"error": "no JSON"}'},
)


async def test_answers_are_compared_outside(graded):
    tests = await graded(*RIGHT)
    assert set(verdicts(tests).values()) == {Verdict.PASS}, tests
    assert all(test.assurance is Assurance.A for test in tests.values())


WRONG = {
    "status": {"request": "GET /health", "status": 201},
    "no 2xx": {"request": "GET /books/77"},
    "header": {"request": "GET /health", "expect_headers": {"Content-Type": "text/html"}},
    "a header too many": {"request": "GET /health", "expect_headers": {"Content-Length": None}},
    "json": {"request": "GET /health", "expect_json": {"ok": True, "port": "1"}},
    "keys too many": {"request": "GET /health", "expect_json": {"ok": True}},
    "type": {"request": "GET /health", "expect_json": {"ok": {"$type": "number"}, "port": {"$any": True}}},
    "pattern": {"request": "GET /health", "matches": "xyzzy"},
    "text": {"request": "GET /health", "expect": "xyzzy"},
}


async def test_every_kind_of_difference_fails_and_tells_no_expectation(graded):
    tests = await graded(*({"id": name, **check} for name, check in WRONG.items()))
    assert set(verdicts(tests).values()) == {Verdict.FAIL}
    assert not any("xyzzy" in test.message or "text/html" in test.message for test in tests.values())


async def test_a_shown_check_is_quoted(graded):
    tests = await graded({"id": "a", "request": "GET /health", "expect_json": {"ok": 1}, "shown": True})
    assert '"port": "8080"' in tests["a"].message


async def test_values_of_earlier_answers_are_used_in_later_steps(graded):
    tests = await graded(
        {
            "id": "a",
            "steps": [
                {**ADD, "capture": {"id": "/id", "where": {"header": "location"}}},
                {"request": "GET /books/${id}", "expect_json": {"id": "${id}", "title": "Emma"}},
                {"request": "GET ${where}", "expect_json": {"id": "${id}", "title": "Emma"}},
                {"request": "GET /books", "expect": '[{"id": ${id}, "title": "Emma"}]'},
            ],
        },
        {
            "id": "b",
            "steps": [
                {"request": "POST /books", "json": {"title": "Persuasion"}, "status": 201},
                {
                    "request": "GET /books",
                    "order": "any",
                    "expect_json": [{"id": 1, "title": "Emma"}, {"id": {"$type": "integer"}, "title": "Persuasion"}],
                },
            ],
        },
        {"id": "c", "steps": [{"request": "GET /health", "capture": {"gone": "/none"}}]},
    )
    assert verdicts(tests) == {"a": Verdict.PASS, "b": Verdict.PASS, "c": Verdict.FAIL}, tests


async def test_what_an_answer_says_is_no_pattern_and_no_matcher_of_later_expectations(graded):
    answer = BOOKS.replace('{"ok": True, "port": os.environ["PORT"]}', '{"ok": {"$any": True}, "port": ".*"}')
    tests = await graded(
        {
            "id": "a",
            "steps": [
                {"request": "GET /health", "capture": {"any": "/ok"}},
                {"request": "GET /books", "expect_json": "${any}"},
            ],
        },
        {
            "id": "b",
            "steps": [
                {"request": "GET /health", "capture": {"p": "/port"}},
                {"request": "GET /books", "expect_json": "${p}"},
            ],
        },
        answer=answer,
    )
    assert set(verdicts(tests).values()) == {Verdict.FAIL}


async def test_requests_at_the_same_time_are_counted(graded):
    same = {"request": "POST /books", "parallel": 8, "json": {"title": "Emma"}, "statuses": {"201": 1, "409": 7}}
    each = {"request": "POST /books", "parallel": 8, "json": {"title": "No ${n}"}, "status": 201, "distinct": "/id"}
    tests = await graded(
        {"id": "a", **same, "fresh": True},
        {"id": "b", **each, "fresh": True},
        {"id": "c", "request": "GET /slow?${n}", "parallel": 10, "within_s": 3},
    )
    assert set(verdicts(tests).values()) == {Verdict.PASS}, tests


@pytest.mark.slow
async def test_a_race_is_found(graded):
    racing = BOOKS.replace("with lock:", "if True:").replace(
        "number = len(kept) + 1", "number = len(kept) + 1; time.sleep(0.2)"
    )
    same = {"request": "POST /books", "parallel": 8, "json": {"title": "Emma"}, "statuses": {"201": 1, "409": 7}}
    each = {"request": "POST /books", "parallel": 8, "json": {"title": "No ${n}"}, "status": 201, "distinct": "/id"}
    tests = await graded({"id": "a", **same, "fresh": True}, {"id": "b", **each, "fresh": True}, answer=racing)
    assert set(verdicts(tests).values()) == {Verdict.FAIL}


@pytest.mark.slow
async def test_a_server_that_serves_one_after_the_other_is_late_where_requests_come_at_once(graded):
    slow = {"id": "a", "request": "GET /slow?${n}", "parallel": 10, "within_s": 2}
    tests = await graded(slow, answer=BOOKS.replace("ThreadingHTTPServer", "HTTPServer"))
    assert verdicts(tests) == {"a": Verdict.TIMEOUT_WALL}


GET_1 = {"request": "GET /books/1", "status": 200}


async def test_a_restart_keeps_the_disk_or_cleans_it(graded):
    tests = await graded(
        {"id": "kept", "steps": [ADD, {"restart": "kept"}, GET_1]},
        {"id": "fresh", "steps": [GET_1, {"restart": "fresh"}, {**GET_1, "status": 404}]},
        {"id": "after a kill", "steps": [ADD, {"stop": "SIGKILL"}, {"start": "kept"}, GET_1]},
    )
    assert set(verdicts(tests).values()) == {Verdict.PASS}, tests


async def test_a_server_that_forgets_fails_the_restart_alone(graded):
    forgetful = BOOKS.replace('json.dump(kept, open("kept.json", "w"))', "pass")
    tests = await graded(
        {"id": "a", "steps": [ADD, GET_1]}, {"id": "b", "steps": [{"restart": "kept"}, GET_1]}, answer=forgetful
    )
    assert verdicts(tests) == {"a": Verdict.PASS, "b": Verdict.FAIL}


STOPS = (
    {"id": "ends", "steps": [{"stop": "SIGTERM", "exit": 0}]},
    {"id": "again", "request": "GET /health"},
)


async def test_sigterm_ends_a_server_and_the_next_check_finds_one_again(graded):
    assert set(verdicts(await graded(*STOPS)).values()) == {Verdict.PASS}


async def test_a_server_that_ignores_sigterm_or_ends_otherwise_is_seen(graded, tmp_path):
    deaf = BOOKS.replace("lambda *a: os._exit(0)", "signal.SIG_IGN")
    tests = await graded({"id": "ends", "steps": [{"stop": "SIGTERM", "within_s": 0.5}]}, STOPS[1], answer=deaf)
    assert verdicts(tests) == {"ends": Verdict.TIMEOUT_WALL, "again": Verdict.TIMEOUT_WALL}
    assert tests["again"].message.startswith("not run")


async def test_a_server_that_ends_with_the_wrong_status_fails(graded):
    assert verdicts(await graded(*STOPS, answer=BOOKS.replace("os._exit(0)", "os._exit(1)"))) == {
        "ends": Verdict.FAIL,
        "again": Verdict.PASS,
    }


async def test_two_servers_run_at_once_on_one_disk(graded):
    tests = await graded(
        {
            "id": "a",
            "steps": [
                ADD,
                {"server": 1, "request": "GET /health", "expect_json": {"ok": True, "port": "8081"}},
                {"server": 1, **GET_1},
                {"server": 1, "stop": "SIGTERM", "exit": 0},
                {"request": "GET /health"},
            ],
        }
    )
    assert verdicts(tests) == {"a": Verdict.PASS}, tests


async def test_each_check_may_have_a_server_of_its_own(graded):
    tests = await graded({"id": "a", **ADD}, {"id": "b", **ADD}, options="fresh = true")
    assert set(verdicts(tests).values()) == {Verdict.PASS}


@pytest.mark.parametrize("sign", ['ready_line = "^listening on"', 'ready_path = "/health"', ""])
async def test_it_is_asked_when_it_is_ready(graded, sign):
    late = BOOKS.replace("port = int", "time.sleep(0.4)\nport = int")
    assert verdicts(await graded({"id": "a", "request": "GET /health"}, options=sign, answer=late)) == {
        "a": Verdict.PASS
    }


UNREADY = {
    "it ends": ("raise SystemExit(0)", Verdict.CRASH),
    "it breaks": ("1 / 0", Verdict.CRASH),
    "it does not parse": ("def", Verdict.LOAD_ERROR),
    "it never listens": ("import time; time.sleep(3600)", Verdict.TIMEOUT_WALL),
    "it listens elsewhere": (BOOKS.replace('int(os.environ["PORT"])', "8099"), Verdict.TIMEOUT_WALL),
    "it burns": ("while True: pass", Verdict.TIMEOUT_CPU),
    "it is a daemon": ("import os\nif os.fork(): os._exit(0)\n" + BOOKS, Verdict.CRASH),
}


WAITED_FOR = ("it listens elsewhere", "it burns")
"""Each takes a second or more."""


@pytest.mark.parametrize(
    "why", [pytest.param(name, marks=pytest.mark.slow) if name in WAITED_FOR else name for name in UNREADY]
)
async def test_one_that_is_never_ready_fails_every_check_for_its_reason(graded, why):
    answer, verdict = UNREADY[why]
    checks = [{"id": f"{name}/1", "request": "GET /health", "fresh": name == "c"} for name in "abc"]
    start_s = 1.5 if verdict is Verdict.TIMEOUT_WALL else 60  # a busy machine gives CPU time slowly
    tests = await graded(*checks, answer=answer, options=f"start_s = {start_s}", criteria="abc", limits="cpu_s = 1")
    assert set(verdicts(tests).values()) == {verdict}, tests


async def test_a_server_that_dies_fails_those_after_it_with_the_reason_and_a_fresh_one_is_another(graded):
    tests = await graded(
        {"id": "a", "request": "GET /health"},
        {"id": "b", "request": "GET /die"},
        {"id": "c", "request": "GET /health"},
        {"id": "d", "request": "GET /health", "fresh": True},
    )
    assert verdicts(tests) == {"a": Verdict.PASS, "b": Verdict.CRASH, "c": Verdict.CRASH, "d": Verdict.PASS}
    assert tests["c"].message == "not run: in b, the server ended (exit status 3)"


async def test_limits_of_the_task_hold_for_its_server(graded):
    tests = await graded(
        {"id": "a", "request": "GET /spin", "fresh": True, "within_s": 60},
        {"id": "b", "request": "GET /hog", "fresh": True, "within_s": 60},
        criteria="ab",
        limits="cpu_s = 1\nmemory_mb = 128",
    )
    assert verdicts(tests) == {"a": Verdict.TIMEOUT_CPU, "b": Verdict.OOM}, tests


async def test_a_server_that_hangs_costs_one_time_limit_a_criterion(graded):
    checks = [{"id": f"{name}/{number}", "request": "GET /hang"} for name in "ab" for number in range(4)]
    tests = await graded(*checks, options="request_s = 0.5", criteria="ab")
    assert {test.status for test in tests.values()} == {TestStatus.TIMEOUT}
    assert sum(test.message.startswith("not run") for test in tests.values()) == 6


GO = """package main

import (
	"net/http"
	"os"
)

func main() {
	if _, err := os.Stat("main.go"); err == nil {
		panic("its sources are here")
	}
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
"""


@pytest.mark.skipif(find_toolchain("go") is None, reason="no Go on this machine")
@pytest.mark.parametrize(
    ("code", "sources", "expected"),
    [
        (GO, "false", {"built": Verdict.PASS, "a": Verdict.PASS}),
        (GO, "true", {"built": Verdict.PASS, "a": Verdict.CRASH}),
        (GO.replace("panic", "painc"), "false", {"built": Verdict.COMPILE_ERROR, "a": Verdict.COMPILE_ERROR}),
    ],
)
async def test_a_program_may_stand_without_its_sources_and_its_build_is_a_test(tmp_path, code, sources, expected):
    folder = tmp_path / "task"
    checks = [{"id": "a", "request": "GET /none", "status": 404}]
    write_service_task(folder, checks, options=f'build = "built"\nsources = {sources}')
    toml = folder / "task.toml"
    toml.write_text(toml.read_text().replace("server.py", "main.go"))
    (folder / "solution" / "server.py").rename(folder / "solution" / "main.go")
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        task = load_task(folder, "suite")
        grade_ = await grade(task, {"main.go": code.encode()}, opened, attempt="a")
    assert verdicts({test.id: test for test in grade_.tests}) == expected, grade_.tests


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (BOOKS, {"built": Verdict.PASS, "a": Verdict.FAIL}),
        ("1 / 0", {"built": Verdict.CRASH, "a": Verdict.CRASH}),
    ],
)
async def test_the_build_of_what_is_not_compiled_is_that_its_server_becomes_ready(graded, answer, expected):
    check = {"id": "a", "request": "GET /none"}
    assert verdicts(await graded(check, options='build = "built"\nsources = false', answer=answer)) == expected


async def test_a_check_is_not_called_as_the_build_is(tmp_path):
    with pytest.raises(PronyError, match="a is the test of the build, too"):
        write_service_task(tmp_path / "task", [{"id": "a", "request": "GET /"}], options='build = "a"')


async def test_no_file_is_a_load_error(sandbox, tmp_path):
    task = write_service_task(tmp_path / "task", [{"id": "a", "request": "GET /"}])
    graded = await grade(task, {}, sandbox, attempt="a")
    assert [test.verdict for test in graded.tests] == [Verdict.LOAD_ERROR]


async def test_a_server_in_another_language_is_asked_alike(sandbox, tmp_path):
    folder = tmp_path / "task"
    write_service_task(folder, [{"id": "a", "request": "GET /", "expect": "hé"}])
    toml = folder / "task.toml"
    toml.write_text(toml.read_text().replace("server.py", "server.mjs"))
    (folder / "solution" / "server.py").rename(folder / "solution" / "server.mjs")
    code = "import http from 'node:http'; http.createServer((q, r) => r.end('h\\u00e9')).listen(process.env.PORT);"
    graded = await grade(load_task(folder, "suite"), {"server.mjs": code.encode()}, sandbox, attempt="a")
    assert graded.solved, graded.tests


BAD = {
    '{"id": "a"}': "exactly one of",
    '{"id": "a", "request": "FETCH /"}': "a method",
    '{"id": "a", "request": "GET /a b"}': "ASCII without spaces",
    '{"id": "a", "request": "GET /", "statsu": 200}': "did you mean status",
    '{"id": "a", "request": "GET /", "status": 99}': "200",
    '{"id": "a", "request": "GET /${x}"}': "captured by no step",
    '{"id": "a", "request": "GET /", "matches": "("}': "no pattern",
    '{"id": "a", "request": "GET /", "expect_json": {"$type": "int"}}': "$type is one of",
    '{"id": "a", "request": "GET /", "statuses": {"200": 2}}': "belong to `parallel`",
    '{"id": "a", "request": "GET /", "parallel": 2, "statuses": {"200": 3}}': "counts 3",
    '{"id": "a", "request": "GET /", "body": "", "json": 1}': "one body",
    '{"id": "a", "steps": []}': "1 to 100",
    '{"id": "a", "steps": [{"stop": "SIGSTOP"}]}': "SIGSTOP",
    '{"id": "a", "steps": [{"wait_s": 1e9}]}': "30",
    "[]": "a JSON object",
    "": "holds no check",
}


@pytest.mark.parametrize("line", BAD)
async def test_a_check_that_cannot_be_right_is_refused_with_its_line(tmp_path, line):
    write_service_task(tmp_path / "task", [{"id": "z", "request": "GET /"}])
    (tmp_path / "task" / "tests" / "service.jsonl").write_text(f"// checks\n{line}\n")
    with pytest.raises(PronyError) as refused:
        load_task(tmp_path / "task", "suite")
    assert BAD[line] in str(refused.value)
    assert "service.jsonl" in str(refused.value)
