"""Tests that are written for pytest, each in a process of its own: who passes, who does not, and who only claims to."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from prony.errors import GradingError
from prony.grading import grade
from prony.grading.graders.suite import driver_of
from prony.grading.languages.python.pytest_canaries import pytest_canaries
from prony.grading.subject import subject_of
from prony.grading.toolchains import sandbox_for
from prony.nouns import RunSettings, Verdict
from prony.sandbox import find_toolchain
from prony.suites import load_suite, materials_of
from prony.suites.graders.suite import SuiteOptions

SUITE = load_suite(Path(__file__).parents[1] / "data" / "execution")
(TASK,) = [task for task in SUITE.tasks if task.id.endswith("/py-pytest")]
SOLUTION = (Path(TASK.path) / "solution" / "cache.py").read_text()
needs_pytest = pytest.mark.skipif(
    find_toolchain("pytest") is None, reason="pytest for tests is not here: prony toolchains get pytest"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with sandbox_for([TASK], RunSettings(slots=2)) as opened:
        yield opened


async def graded(source, sandbox):
    return await grade(TASK, {"cache.py": source.encode()}, sandbox, attempt="a1")


@needs_pytest
@pytest.mark.asyncio(loop_scope="module")
async def test_a_right_answer_passes_every_test(sandbox):
    found = await graded(SOLUTION, sandbox)
    assert found.solved, found.tests


HOSTILE = {
    "leaves at import": ("import os\nos._exit(0)\n", Verdict.LOAD_ERROR, Verdict.CRASH),
    "exits at import": ("raise SystemExit(0)\n", Verdict.LOAD_ERROR),
    "exits in a method": (
        SOLUTION.replace("        value = ", "        raise SystemExit(0)\n        value = "),
        Verdict.FAIL,
    ),
    "skips in a method": (
        "import pytest\n" + SOLUTION.replace("        value = ", "        pytest.skip()\n        value = "),
        Verdict.FAIL,
    ),
    "makes all green where it is hard": (
        SOLUTION.replace(
            "            del self.kept[next(iter(self.kept))]",
            "            import _pytest.python as p\n            p.Function.runtest = lambda self: None\n"
            "            import _pytest.runner as r\n            r.check_interactive_exception = lambda *a: False\n"
            "            raise KeyError",
        ),
        Verdict.TAMPERED,
        Verdict.FAIL,
    ),
    "patches reports": (
        "import _pytest.reports as r\nmade = r.TestReport.from_item_and_call.__func__\n"
        "def green(cls, item, call):\n    one = made(cls, item, call)\n    one.outcome = 'passed'\n    return one\n"
        "r.TestReport.from_item_and_call = classmethod(green)\n"
        + SOLUTION.replace("if len(self.kept) > self.size", "if False"),
        Verdict.TAMPERED,
    ),
    "loops": (
        SOLUTION.replace("        value = ", "        while True: pass\n        value = "),
        Verdict.TIMEOUT_CPU,
        Verdict.TIMEOUT_WALL,
    ),
}


@needs_pytest
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "name", [name if name in ("patches reports",) else pytest.param(name, marks=pytest.mark.slow) for name in HOSTILE]
)
async def test_no_way_around_the_tests_is_called_solved(sandbox, name):
    source, *verdicts = HOSTILE[name]
    found = await graded(source, sandbox)
    assert not found.solved
    assert found.verdict in verdicts, (found.verdict, found.tests)


def test_controls_carry_fixtures_decorators_and_random_names():
    tests = {path: data for path, data in subject_of(materials_of(TASK), {}).tests.items() if path.startswith("test_")}
    made = pytest_canaries(tests, "cache.py")
    assert set(made.renamed) == set(tests)
    texts = [data.decode() for data in made.files.values()]
    assert sum("@pytest.mark.parametrize" in text for text in texts) >= 2
    assert not any(path in made.files for path in tests)
    for path in tests:
        (copy,) = made.copied[f"{path}::"]
        assert copy.removesuffix("::") in made.files
    again = pytest_canaries(tests, "cache.py")
    assert not set(again.files) & set(made.files)


def test_the_runner_is_that_of_the_toolchain_that_the_task_names():
    subject = subject_of(materials_of(TASK), {"cache.py": SOLUTION.encode()})
    assert driver_of(subject, SuiteOptions()).runner.script == "pytest_runner.py"
    plain = msgspec.structs.replace(subject, task=msgspec.structs.replace(TASK, toolchain=("python",)))
    assert driver_of(plain, SuiteOptions()).runner.script == "unittest_runner.py"
    with pytest.raises(GradingError) as raised:
        driver_of(plain, SuiteOptions(runner="pytest"))
    assert raised.value.code == "E504"
    assert 'toolchain = ["python", "pytest"]' in str(raised.value.hint)
