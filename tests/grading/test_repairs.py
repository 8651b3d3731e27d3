"""A submission that does not build is graded with the fewest repairs, and a bug is credited only without its own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from prony.errors import GradingError
from prony.grading import grade, prove
from prony.grading import repairs as repairs_
from prony.grading.repairs import apply_repair, find_repaired, sets, unbuilt
from prony.grading.subject import Findings, Subject, subject_of
from prony.nouns import Criterion, Grade, Suite, Task, TestResult, TestStatus, Verdict
from prony.sandbox import Execution
from prony.suites import Repair, load_suite, materials_of, repair_files

real = pytest.mark.asyncio(loop_scope="session")

MAIN = "from one import one\nfrom two import two\n\n\ndef three():\n    return 3\n"
ONE, TWO = "def one():\n    return 1\n", "def two():\n    return 2\n"
ONE_BROKEN, TWO_BROKEN = "def one()\n    return 0\n", "import gone\n\n\ndef two():\n    return 0\n"
ELSEWHERE = "# the first line\n\n\n" + ONE_BROKEN
PROGRAM = """\
from pathlib import Path

file = Path("two.py")
file.write_text("".join(line for line in file.read_text().splitlines(True) if line != "import gone\\n"))
"""
FILES = {
    "suite.toml": 'id = "mended"\ntitle = "Mended"\nversion = "1"\nlicence = "CC0-1.0"\n',
    "sums/task.toml": """\
[prony]
mode = "agent"
toolchain = ["python"]
editable = ["*.py"]
protect = ["data.txt"]
[prony.grader]
module = "main.py"
independent = ["one-left", "two-left"]
[[prony.criteria]]
id = "one"
points = 9
[[prony.criteria]]
id = "two"
points = 9
[[prony.criteria]]
id = "working"
points = 2
[[prony.flaws]]
id = "one-left"
fails = ["one"]
score = [11, 11]
verdict = "load_error"
[[prony.flaws]]
id = "two-left"
fails = ["two"]
score = [11, 11]
verdict = "load_error"
""",
    "sums/instruction.md": "Mend it.\n",
    "sums/workspace/main.py": MAIN,
    "sums/workspace/one.py": ONE_BROKEN,
    "sums/workspace/two.py": TWO_BROKEN,
    "sums/workspace/data.txt": "x\n",
    "sums/solution/one.py": ONE,
    "sums/solution/two.py": TWO,
    "sums/flaws/one-left.patch": (
        "--- a/one.py\n+++ b/one.py\n@@ -1,2 +1,2 @@\n-def one():\n-    return 1\n+def one()\n+    return 0\n"
    ),
    "sums/flaws/two-left.patch": (
        "--- a/two.py\n+++ b/two.py\n@@ -1,2 +1,5 @@\n-def two():\n-    return 2\n+import gone\n+\n+\n+def two():\n"
        "+    return 0\n"
    ),
    "sums/repairs/one.patch": "--- a/one.py\n+++ b/one.py\n@@ -1 +1 @@\n-def one()\n+def one():\n",
    "sums/repairs/two.py": PROGRAM,
    "sums/tests/cases.jsonl": (
        '{"id": "one/value", "call": "one", "expect": 1}\n'
        '{"id": "two/value", "call": "two", "expect": 2}\n'
        '{"id": "working/value", "call": "three", "expect": 3}\n'
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A suite of one task with two bugs that stop its import."""
    for path, text in FILES.items():
        (tmp_path / "mended" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mended" / path).write_text(text)
    return tmp_path / "mended"


@pytest.fixture
def suite(folder: Path) -> Suite:
    return load_suite(folder)


@pytest.fixture
def task(suite: Suite) -> Task:
    return suite.tasks[0]


def files(**texts: str) -> dict[str, bytes]:
    return {f"{name}.py": text.encode() for name, text in texts.items()}


def earned(graded: Grade) -> dict[str, float]:
    return {one.id: one.earned for one in graded.criteria}


# --- what is credited ------------------------------------------------------------------------------------------------


@real
@pytest.mark.parametrize(
    ("handed_in", "needed", "points"),
    [
        (files(one=ONE, two=TWO), (), {"one": 9, "two": 9, "working": 2}),
        (files(one=ONE), ("two",), {"one": 9, "two": 0, "working": 2}),
        (files(two=TWO), ("one",), {"one": 0, "two": 9, "working": 2}),
        (files(), ("one", "two"), {"one": 0, "two": 0, "working": 2}),
        (files(one=ELSEWHERE, two=TWO), ("one",), {"one": 0, "two": 9, "working": 2}),
        (files(one="def one():\n    return 0\n", two=TWO), (), {"one": 0, "two": 9, "working": 2}),
        (files(one="one = lambda: 1\n", two="two = lambda: 2\n"), (), {"one": 9, "two": 9, "working": 2}),
    ],
)
async def test_a_bug_is_credited_only_where_its_repair_was_not_needed(sandbox, task, handed_in, needed, points):
    graded = await grade(task, handed_in, sandbox, attempt="a")
    assert (graded.repairs, earned(graded)) == (needed, points)
    assert graded.solved is (sum(points.values()) == 20)
    assert graded.score == sum(points.values())


@real
async def test_the_grade_says_what_was_repaired_and_why(sandbox, task):
    graded = await grade(task, files(two=TWO), sandbox, attempt="a")
    assert graded.verdict is Verdict.LOAD_ERROR
    assert graded.criteria[0].failed == ("repair:one", "one/value")
    assert graded.notes[0] == "does not load as it was handed in (load_error); graded with the repair of one"
    assert msgspec.json.decode(msgspec.json.encode(graded), type=Grade) == graded


@real
async def test_it_is_the_same_at_every_grading(sandbox, task):
    first, second = [await grade(task, {}, sandbox, attempt="a") for _ in range(2)]
    same = {"graded_at": "", "wall_s": 0.0}
    assert msgspec.structs.replace(first, **same) == msgspec.structs.replace(second, **same)


@real
async def test_what_no_repair_helps_stands_as_it_was_handed_in(sandbox, task):
    graded = await grade(task, files(main="import nowhere\n"), sandbox, attempt="a")
    assert (graded.repairs, graded.score, graded.verdict) == ((), 0, Verdict.LOAD_ERROR)
    assert "no repair of the task helps" in graded.notes[0]


@real
async def test_what_runs_at_all_is_not_repaired(sandbox, task):
    graded = await grade(task, files(one=ONE, two=TWO, main="def three():\n    return 3\n"), sandbox, attempt="a")
    assert (graded.repairs, graded.score) == ((), 2)


@real
async def test_nothing_repaired_is_solved_even_where_the_bug_is_not_required(sandbox, task):
    optional = msgspec.structs.replace(task.criteria[0], required=False)
    lenient = msgspec.structs.replace(task, criteria=(optional, *task.criteria[1:]))
    graded = await grade(lenient, files(two=TWO), sandbox, attempt="a")
    assert (graded.repairs, graded.solved, graded.verdict) == (("one",), False, Verdict.LOAD_ERROR)


@real
async def test_gates_and_caps_hold_for_what_was_repaired(sandbox, task, folder):
    gate = msgspec.structs.replace(task.criteria[0], gate=True, cap=5.0)
    capped = msgspec.structs.replace(task, criteria=(gate, *task.criteria[1:]))
    graded = await grade(capped, files(two=TWO), sandbox, attempt="a")
    assert (graded.score, graded.repairs) == (5, ("one",))
    rules = '[[prony.caps]]\nwhen = "criteria.two == 0"\ntotal = 3\nwhy = "does not load"\n'
    (folder / "sums/task.toml").write_text(FILES["sums/task.toml"] + rules)
    graded = await grade(load_suite(folder).tasks[0], files(one=ONE), sandbox, attempt="a")
    assert graded.score == 3
    assert "capped at 3 points: does not load" in graded.notes


@real
async def test_a_tampered_workspace_earns_nothing_repaired_or_not(sandbox, task):
    graded = await grade(task, {**files(two=TWO), "data.txt": b"y\n"}, sandbox, attempt="a")
    assert (graded.verdict, graded.score, graded.solved) == (Verdict.TAMPERED, 0, False)


# --- the search, without a sandbox -----------------------------------------------------------------------------------


class Builder:
    """Stands in for the graders: a tree builds when every file in it says `good`, and remembers what was tried."""

    def __init__(self, verdict: Verdict = Verdict.COMPILE_ERROR) -> None:
        self.verdict = verdict
        self.tried: list[dict[str, bytes]] = []
        self.subjects: list[Subject] = []

    async def __call__(self, subject: Subject, sandbox: object) -> Findings:
        self.tried.append(subject.tree)
        self.subjects.append(subject)
        verdict = Verdict.PASS if set(subject.tree.values()) == {b"good\n"} else self.verdict
        status = TestStatus.PASS if verdict is Verdict.PASS else TestStatus.FAIL
        return Findings(tests=(TestResult(id="t", status=status, verdict=verdict),))


def patched(name: str, path: str, before: str = "bad") -> Repair:
    return Repair(criterion=name, patch=f"--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-{before}\n+good\n".encode())


@pytest.fixture
def search(make_task):
    """`search(builder, tree, *repairs)`: what is found, with these repairs to be had."""

    async def run(builder: Builder, tree: dict[str, bytes], *repairs: Repair):
        criteria = [Criterion(id=one.criterion, points=1, tests=("t",)) for one in repairs]
        task = make_task(*criteria, mode="agent", editable=("*",), repairs=tuple(one.criterion for one in repairs))
        return await find_repaired(Subject(task=task, tree=tree, tests={}), repairs, None, builder)

    return run


async def test_the_smallest_set_is_taken_and_of_one_size_the_first(search):
    builder = Builder()
    found = await search(
        builder,
        {"x": b"bad\n", "y": b"bad\n"},
        patched("a", "z"),
        patched("b", "x"),
        patched("c", "y"),
        patched("d", "x"),
    )
    assert (found.repairs, found.unbuilt) == (("b", "c"), Verdict.COMPILE_ERROR)
    assert "does not compile as it was handed in" in found.findings.notes[0]


async def test_what_was_handed_in_is_known_beside_what_a_repair_made_of_it(search):
    builder = Builder()
    await search(builder, {"x": b"bad\n"}, patched("a", "x"))
    assert [one.unrepaired for one in builder.subjects] == [None, {"x": b"bad\n"}]


async def test_what_builds_is_tested_once(search):
    builder = Builder()
    assert (await search(builder, {"x": b"good\n"}, patched("a", "x"))).repairs == ()
    assert len(builder.tried) == 1


@pytest.mark.parametrize("size", [1, 2, 3, 4])
async def test_no_more_than_every_set_is_tried_and_none_twice(search, size):
    builder = Builder()
    tree = {"never": b"bad\n", **{f"x{n}": b"bad\n" for n in range(size)}}
    found = await search(builder, tree, *(patched(f"c{n}", f"x{n}") for n in range(size)))
    assert found.repairs == ()
    assert len(builder.tried) == 2**size
    assert len({str(one) for one in builder.tried}) == 2**size


async def test_a_repair_that_cannot_be_applied_is_no_repair(search):
    builder = Builder()
    found = await search(builder, {"x": b"worse\n"}, patched("a", "x"), patched("b", "missing"))
    assert found.repairs == ()
    assert len(builder.tried) == 1


async def test_a_large_file_and_one_that_is_no_text_are_not_patched(search):
    for data in (b"bad\n" + b"\n" * repairs_.MOST_PATCHED_BYTES, b"bad\n\xff"):
        assert (await search(builder := Builder(), {"x": data}, patched("a", "x"))).repairs == ()
        assert len(builder.tried) == 1


@pytest.mark.parametrize(
    ("verdicts", "is_unbuilt"),
    [
        ((), False),
        ((Verdict.LOAD_ERROR, Verdict.LOAD_ERROR), True),
        ((Verdict.COMPILE_ERROR,), True),
        ((Verdict.LOAD_ERROR, Verdict.FAIL), False),
        ((Verdict.PASS,), False),
        ((Verdict.CRASH,), False),
        ((Verdict.TIMEOUT_CPU,), False),
    ],
)
def test_only_what_could_not_be_tested_at_all_counts_as_not_built(result, verdicts, is_unbuilt):
    assert (unbuilt([result(f"t{n}", one) for n, one in enumerate(verdicts)]) is not None) is is_unbuilt


def test_sets_come_by_size_and_then_in_order():
    assert list(sets("abc")) == [("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c")]


# --- programs that repair --------------------------------------------------------------------------------------------


async def rewritten(sandbox, task: Task, program: str, **texts: str) -> dict[str, bytes] | None:
    subject = subject_of(materials_of(task), files(**texts))
    return await apply_repair(Repair(criterion="two", program=program.encode()), subject, sandbox)


@real
async def test_a_program_repairs_a_tree_that_shadows_what_it_imports(sandbox, task):
    trap = "raise SystemExit('trapped')\n"
    tree = await rewritten(sandbox, task, PROGRAM, pathlib=trap, re=trap, sitecustomize=trap, os=trap)
    assert tree is not None
    assert tree["two.py"] == b"\n\ndef two():\n    return 0\n"
    assert tree["pathlib.py"] == trap.encode()


@real
@pytest.mark.parametrize(
    "program",
    [
        "import sys\nsys.exit(1)\n",
        "raise ValueError\n",
        "while True: pass\n",
        "open('data.txt', 'w').write('changed')\n",
        "import os\nos.remove('data.txt')\n",
        "open('more.txt', 'w').write('x')\n",
        "import os\nos.symlink('/etc/passwd', 'two.txt')\n",
    ],
)
async def test_a_program_that_fails_or_touches_what_a_submission_may_not_is_no_repair(
    sandbox, task, program, monkeypatch
):
    monkeypatch.setattr(repairs_, "LIMITS", msgspec.structs.replace(repairs_.LIMITS, cpu_s=0.5))
    assert await rewritten(sandbox, task, program) is None


@real
async def test_a_program_runs_in_the_sandbox_and_sees_nothing_of_this_machine(sandbox, task, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    look = f"import os, socket\nopen('seen.py', 'w').write(str(os.path.exists({str(tmp_path)!r})))\n"
    tree = await rewritten(sandbox, task, look)
    assert tree is not None
    assert tree["seen.py"] == b"False"


@pytest.mark.parametrize("verdict", [Verdict.GRADER_ERROR, Verdict.STARVED])
async def test_a_sandbox_that_breaks_or_has_no_core_is_not_the_submissions_fault(task, verdict):
    class Broken:
        async def run_own(self, program: object, **_: object) -> Execution:
            return Execution(verdict=verdict, detail="the slot broke")

    with pytest.raises(GradingError) as raised:
        await rewritten(Broken(), task, PROGRAM)
    assert raised.value.code == "E520"


# --- what a task with repairs must show ------------------------------------------------------------------------------


@real
async def test_a_task_with_repairs_is_proven_for_every_combination_of_its_bugs(sandbox, suite):
    (proof,) = await prove(suite, sandbox)
    assert proof.problems == ()
    names = {(claim.kind, claim.name) for claim in proof.claims}
    assert {("repair", name) for name in ("untouched", "one-left", "two-left", "one-left + two-left")} <= names
    assert {("inert", "one"), ("inert", "two")} <= names


async def problems(sandbox, folder: Path, path: str, text: str) -> list[str]:
    (folder / "sums" / path).write_text(text)
    (proof,) = await prove(load_suite(folder), sandbox)
    return [line.split(":")[0] for line in proof.problems]


@real
async def test_a_repair_that_mends_the_bug_itself_is_still_no_credit(sandbox, folder):
    """Credit goes by whether the repair was needed, whatever it mends."""
    mends = "from pathlib import Path\nPath('two.py').write_text('def two():\\n    return 2\\n')\n"
    assert await problems(sandbox, folder, "repairs/two.py", mends) == []


@real
async def test_a_repair_that_restores_no_build_does_not_hold(sandbox, folder):
    found = await problems(sandbox, folder, "repairs/two.py", "print('nothing to do')\n")
    assert {"repair untouched", "repair two-left", "repair one-left + two-left"} <= set(found)


@real
async def test_a_repair_that_spoils_the_reference_does_not_hold(sandbox, folder):
    spoils = PROGRAM + "file.write_text(file.read_text().replace('return 2', 'return 3'))\n"
    assert "inert two" in await problems(sandbox, folder, "repairs/two.py", spoils)


@real
async def test_a_repair_that_mends_another_bug_as_well_does_not_hold(sandbox, folder):
    both = PROGRAM + "Path('one.py').write_text('def one():\\n    return 1\\n')\n"
    assert "repair one-left + two-left" in await problems(sandbox, folder, "repairs/two.py", both)


@real
async def test_a_bug_that_does_not_stop_the_build_needs_no_repair(sandbox, folder):
    patch = "--- a/two.py\n+++ b/two.py\n@@ -2 +2 @@\n-    return 2\n+    return 0\n"
    assert "repair two-left" in await problems(sandbox, folder, "flaws/two-left.patch", patch)


def test_the_reference_and_flaws_are_what_the_other_tests_think(task):
    assert [one.criterion for one in repair_files(materials_of(task))] == ["one", "two"]
    assert materials_of(task).solution["one.py"].decode() == ONE
    both = materials_of(task).flawed("one-left", "two-left")
    assert (both["one.py"].decode(), both["two.py"].decode()) == (ONE_BROKEN, TWO_BROKEN)
