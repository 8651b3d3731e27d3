"""Level A on how an answer is written: a program of the task reads it, and nothing of it runs."""

from pathlib import Path

import pytest

from prony.grading import grade
from prony.grading.find import find_by
from prony.grading.freeze import freeze_ids
from prony.grading.job import Earlier
from prony.grading.subject import Subject
from prony.nouns import Assurance, Verdict
from prony.suites import SuiteProblems, load_task, materials_of

pytestmark = pytest.mark.asyncio(loop_scope="session")

READER = """
import ast, json, os, pathlib

def report(**line):
    os.write(int(os.environ["PRONY_CHANNEL"]), json.dumps(line).encode() + b"\\n")

text = pathlib.Path("f.py").read_text()
{more}
hidden = pathlib.Path(os.environ["PRONY_TESTS"], "bound.txt").read_text()
tree = ast.parse(text)
loops = sum(isinstance(node, ast.For) for node in ast.walk(tree))
report(test="written/short", status="pass" if len(text) < int(hidden) else "fail")
report(metric="loops", value=loops)
report(label="style", value="loop" if loops else "sum")
"""

TASK = """[prony]
answer = "f.py"
limits = {{ cpu_s = 1, wall_s = 10 }}
[prony.grader.source]
file = "{file}"
[[prony.criteria]]
id = "written"
points = 10
[[prony.criteria]]
id = "plain"
points = 10
metric = "loops"
full = 0
zero = 2
"""


@pytest.fixture
def write_task(tmp_path: Path):
    """A task whose reader does `more` before it reports."""

    def write(more: str = "", file: str = "read.py"):
        for name in ("tests", "solution"):
            (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / "instruction.md").write_text("Write it.\n")
        (tmp_path / "solution/f.py").write_text("total = sum\n")
        (tmp_path / "tests" / file).write_text(READER.format(more=more))
        (tmp_path / "tests/bound.txt").write_text("60")
        frozen = '{"tests": ["written/short"], "graders": {"source": ["written/short"]}}'
        (tmp_path / "tests/expected.json").write_text(frozen)
        (tmp_path / "task.toml").write_text(TASK.format(file=file))
        return load_task(tmp_path, "suite")

    return write


async def graded(task, text: str, sandbox):
    return await grade(task, {"f.py": text.encode()}, sandbox, attempt="a")


async def test_what_the_reader_reports_becomes_points_metrics_and_labels(write_task, sandbox) -> None:
    found = await graded(write_task(), "for n in x:\n    pass\n", sandbox)
    assert (found.score, found.metrics, found.labels) == (15.0, {"loops": 1.0}, {"style": "loop"})
    assert found.assurance is Assurance.A


async def test_nothing_of_the_answer_runs(write_task, sandbox) -> None:
    text = "import os\nos.write(int(os.environ['PRONY_CHANNEL']), b'{}')\nwhile True: os.fork()\n"
    found = await graded(write_task(), text, sandbox)
    assert {test.id: test.verdict for test in found.tests} == {"written/short": Verdict.FAIL}


async def test_a_reader_that_meets_a_limit_leaves_failed_tests_behind(write_task, sandbox) -> None:
    found = await graded(write_task("while 'hang' in text: pass"), "hang = 1\n", sandbox)
    assert found.score == 0
    assert found.verdict is not Verdict.GRADER_ERROR
    assert any("stopped early" in note for note in found.notes)


async def test_a_reader_that_breaks_is_an_error_of_the_grader(write_task, sandbox) -> None:
    found = await graded(write_task("raise SystemExit(3)"), "total = sum\n", sandbox)
    assert found.verdict is Verdict.GRADER_ERROR


async def test_a_reader_reads_what_was_handed_in_even_where_it_is_repaired(write_task, sandbox) -> None:
    subject = Subject(
        task=write_task(),
        tree={"f.py": b"for n in x: pass\n"},
        unrepaired={"f.py": b"total = sum\n"},
        tests={"read.py": READER.format(more="").encode(), "bound.txt": b"60"},
        freezing=True,
    )
    assert (await find_by("source", subject, sandbox)).labels == {"style": "sum"}


async def test_a_reader_may_measure_and_test_nothing(write_task, sandbox) -> None:
    task = write_task(more="os.write(int(os.environ['PRONY_CHANNEL']), b'{}'); raise SystemExit")
    assert await freeze_ids(materials_of(task), sandbox) == ()


async def test_a_reader_is_a_file_that_can_be_started(write_task) -> None:
    with pytest.raises(SuiteProblems, match="must be a file that ends in"):
        write_task(file="read.sh")


async def test_a_reader_sees_what_was_handed_in_at_the_step_before(sandbox, write_task):
    more = "earlier = pathlib.Path(os.environ['PRONY_TESTS'], 'before/f.py')\n"
    more += "report(label='before', value=earlier.read_text() if earlier.exists() else 'nothing')"
    task = write_task(more)
    files = {"f.py": b"total = sum\n"}
    first = await grade(task, files, sandbox, attempt="a")
    then = await grade(task, files, sandbox, attempt="a", before=Earlier(files={"f.py": b"total = max\n"}))
    assert first.labels["before"] == "nothing"
    assert then.labels["before"] == "total = max\n"
