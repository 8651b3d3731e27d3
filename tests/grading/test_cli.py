"""Level A on a command line: a program is run again and again in one folder, and judged outside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from prony.grading import grade
from prony.nouns import Assurance, Task, Verdict
from prony.suites import SuiteProblems, load_task

pytestmark = pytest.mark.asyncio(loop_scope="session")

COUNTER = """
import json, os, sys
word, *rest = sys.argv[1:] or [""]
kept = json.load(open("kept/words.json")) if os.path.exists("kept/words.json") else []
if word == "add":
    os.makedirs("kept", exist_ok=True)
    json.dump([*kept, *rest], open("kept/words.json", "w"))
    print("added", len(rest))
elif word == "list":
    print(*kept, sep="\\n")
elif word == "read":
    print(sys.stdin.read())
elif word == "forget":
    os.remove("kept/words.json")
elif word == "ruin":
    open("words.py", "w").write("print('ruined')")
    os.symlink("/etc/passwd", "linked"); os.mkfifo("piped"); os.mkdir("empty")
    if os.fork() == 0:
        import time; os.setsid(); time.sleep(1); open("late", "w")
elif word == "folders":
    os.remove("words.py")
    os.makedirs("words.py/a/b"); open("words.py/a/b/c", "w"); open("words.py/d", "w")
    os.makedirs("kept/words.json"); open("kept/words.json/e", "w")
elif word == "names":
    print(*sorted(os.listdir(".")))
elif word == "spin":
    while True: pass
elif word == "sleep":
    import time; time.sleep(0.8)
elif word == "flood":
    while True: print("x" * 9999)
elif word == "die":
    os.abort()
else:
    sys.exit("no such word")
"""


def write_task(
    folder: Path, checks: Iterable[Mapping[str, Any]], criteria: Iterable[str] = ("all",), limits: str = ""
) -> Task:
    """A task with these checks. A criterion is earned by the checks whose ids begin with its name."""
    (folder / "solution").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "workspace").mkdir()
    (folder / "workspace" / "notes.txt").write_text("here\n")
    (folder / "solution" / "words.py").write_text(COUNTER)
    (folder / "instruction.md").write_text("Write it.\n")
    (folder / "tests" / "cli.jsonl").write_text("".join(json.dumps(check) + "\n" for check in checks))
    lines = [
        f'[[prony.criteria]]\nid = "{name}"\ntests = {json.dumps("*" if name == "all" else f"{name}*")}\n'
        for name in criteria
    ]
    (folder / "task.toml").write_text(f'[prony]\nanswer = "words.py"\n[prony.limits]\n{limits}\n{"".join(lines)}')
    return load_task(folder, "suite")


@pytest.fixture
def graded(sandbox, tmp_path: Path):
    """A function that grades the program on checks and gives the results by id."""

    async def run(*checks, answer: str = COUNTER, **fields):
        task = write_task(tmp_path / "task", checks, **fields)
        found = await grade(task, {"words.py": answer.encode()}, sandbox, attempt="a")
        assert found.verdict is not Verdict.GRADER_ERROR, found.notes
        return {test.id: test for test in found.tests}

    return run


RIGHT = (
    {"id": "kept", "steps": [{"run": ["add", "a"], "expect": "added 1"}, {"run": ["list"], "expect": "a"}]},
    {"id": "a folder for each", "run": ["list"], "expect": ""},
    {
        "id": "written",
        "steps": [
            {"write": "kept/words.json", "json": ["x", "y"]},
            {"run": ["list"], "any_of": ["x", "x\ny"]},
            {"run": ["add", "z"], "matches": ["^added", "1$"]},
            {"file": "kept/words.json", "expect_json": ["z", "y", {"$type": "string"}], "order": "any"},
            {"run": ["forget"], "stderr": False},
            {"file": "kept/words.json", "absent": True},
            {"file": "notes.txt", "expect": "here"},
        ],
    },
    {"id": "stdin", "run": ["read"], "stdin": "é -x", "expect": "é -x\n", "stdout": "lines"},
    {"id": "refused", "run": ["--nothing"], "exit": [1, 2], "stderr": True, "expect": ""},
    {
        "id": "what outlives a run",
        "steps": [{"run": ["ruin"]}, {"run": ["names"], "expect": "notes.txt words.py"}],
    },
    {
        "id": "folders in the place of files",
        "steps": [
            {"run": ["folders"]},
            {"write": "kept/words.json", "json": ["x"]},
            {"run": ["list"], "expect": "x"},
            {"run": ["names"], "expect": "kept notes.txt words.py"},
        ],
    },
)


async def test_what_a_run_leaves_is_there_for_the_next_and_judged_outside(graded):
    tests = await graded(*RIGHT)
    assert {test.verdict for test in tests.values()} == {Verdict.PASS}, tests
    assert all(test.assurance is Assurance.A and test.cpu_s for test in tests.values())


WRONG = {
    "status": {"run": ["nothing"]},
    "no error": {"run": ["list"], "exit": 1},
    "output": {"run": ["add", "xyzzy"], "expect": "added 2"},
    "pattern": {"run": ["add", "x"], "matches": ["added", "xyzzy"]},
    "silence": {"run": ["list"], "stderr": True},
    "noise": {"run": ["nothing"], "exit": 1, "stderr": False},
    "missing": {"steps": [{"run": ["list"]}, {"file": "kept/words.json"}]},
    "there": {"steps": [{"run": ["add", "x"]}, {"file": "kept/words.json", "absent": True}]},
    "json": {"steps": [{"run": ["add", "x"]}, {"file": "kept/words.json", "expect_json": ["xyzzy"]}]},
    "no json": {"steps": [{"run": ["list"]}, {"file": "notes.txt", "expect_json": {}, "partial": True}]},
    "text": {"steps": [{"run": ["list"]}, {"file": "notes.txt", "expect": "xyzzy"}]},
    "killed": {"run": ["die"], "exit": [0, 1, 134]},
}


async def test_every_kind_of_difference_fails_and_tells_no_expectation(graded):
    tests = await graded(*({"id": name, **check} for name, check in WRONG.items()))
    assert not [name for name, test in tests.items() if test.verdict in (Verdict.PASS, Verdict.TIMEOUT_CPU)]
    assert not any("xyzzy" in test.message for test in tests.values())
    assert tests["killed"].verdict is Verdict.CRASH


async def test_what_never_ends_costs_one_limit_a_criterion(graded):
    tests = await graded(
        {"id": "spin/a", "steps": [{"run": ["spin"]}, {"run": ["list"]}]},
        {"id": "spin/b", "run": ["list"]},
        {"id": "flood", "run": ["flood"], "expect": "x"},
        {"id": "list", "run": ["list"]},
        criteria=("spin", "flood", "list"),
        limits="cpu_s = 1\nwall_s = 60",
    )
    assert tests["spin/a"].verdict is tests["spin/b"].verdict is Verdict.TIMEOUT_CPU
    assert tests["spin/b"].message.startswith("not run")
    assert tests["flood"].verdict is Verdict.OUTPUT_LIMIT
    assert tests["list"].verdict is Verdict.PASS


async def test_a_program_that_sleeps_through_its_limits_is_given_up(graded):
    checks = [{"id": f"sleep/{number}", "run": ["sleep"]} for number in range(9)]
    tests = await graded(*checks, limits="wall_s = 1")
    assert tests["sleep/8"].verdict is Verdict.TIMEOUT_WALL
    assert tests["sleep/8"].message.startswith("not run")


async def test_a_check_in_the_brief_is_quoted(graded):
    tests = await graded({"id": "a", "run": ["add", "x"], "expect": "1", "shown": True})
    assert "added 1" in tests["a"].message


async def test_without_the_program_nothing_is_run(sandbox, tmp_path):
    task = write_task(tmp_path / "task", RIGHT)
    found = await grade(task, {}, sandbox, attempt="a")
    assert {test.verdict for test in found.tests} == {Verdict.LOAD_ERROR}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"run": ["a"], "matches": "("}, "no pattern"),
        ({"run": ["a"], "expect": "", "matches": "a"}, "only one of"),
        ({"run": ["a"], "exit": []}, "`exit` is a status"),
        ({"steps": [{"write": "a", "text": ""}]}, "nothing is run"),
        ({"steps": [{"run": []}, {"write": "../a", "text": ""}]}, "no path in the folder"),
        ({"steps": [{"run": []}, {"write": "a"}]}, "`text` or as `json`"),
        ({"steps": [{"run": []}, {"file": "a", "absent": True, "expect": ""}]}, "only one of"),
        ({"steps": [{"run": []}, {"file": "a", "order": "b"}]}, "`order` is one of"),
        ({"run": ["a"], "args": []}, "has no key 'args'"),
    ],
)
async def test_a_check_that_cannot_be_right_is_refused_with_its_line(tmp_path, line, words):
    with pytest.raises(SuiteProblems, match=words) as refused:
        write_task(tmp_path / "task", [{"id": "a", **line}])
    assert refused.value.problems[0].where.endswith("cli.jsonl:1")
