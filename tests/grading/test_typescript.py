"""TypeScript at level B: tests in TypeScript run on what is made of both, and at level A by calls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Assurance, Grade, Task, Verdict
from prony.sandbox import Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("typescript") is None, reason="prony toolchains get typescript"),
]
SUITE = load_suite(Path(__file__).parents[1] / "data" / "execution")
LEDGER = (Path(__file__).parents[1] / "data/execution/ts-tests/solution/ledger.ts").read_text("utf-8")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("typescript",)) as opened:
        yield opened


def task(name: str) -> Task:
    return next(task for task in SUITE.tasks if task.name == name)


async def graded(sandbox: Sandbox, text: str, name: str = "ts-tests", file: str = "ledger.ts") -> Grade:
    return await grade(task(name), {file: text.encode()}, sandbox, attempt="a")


@pytest.mark.parametrize(
    "text",
    [
        LEDGER,
        LEDGER + "\nawait Promise.resolve();\n",
        LEDGER + "\nif (import.meta.main) console.log(new Ledger().balance);\n",
        LEDGER + "\nif (require.main === module) console.log(new Ledger().balance);\n",
        LEDGER.replace("number): this", "nonsense): this"),
        LEDGER.replace("export default function", "function") + "\nexport { format as default };\n",
        LEDGER + "\nexport const AMOUNTS = 1;\n",
    ],
    ids=["plain", "awaits", "import-meta", "require-main", "wrong-type", "default-later", "more-names"],
)
async def test_a_right_module_passes_however_it_is_written(sandbox: Sandbox, text: str) -> None:
    found = await graded(sandbox, text)
    assert found.solved, found.tests
    assert found.assurance is Assurance.B


async def test_a_test_that_fails_costs_its_criterion_alone(sandbox: Sandbox) -> None:
    found = await graded(sandbox, LEDGER.replace("amount.toFixed(2)", "amount.toFixed(1)"))
    assert [criterion.id for criterion in found.criteria if not criterion.earned] == ["format"]


async def test_what_does_not_compile_fails_every_test_in_the_compilers_words(sandbox: Sandbox) -> None:
    found = await graded(sandbox, LEDGER + "\nconst open = (\n")
    assert {test.verdict for test in found.tests} == {Verdict.COMPILE_ERROR}
    assert all(test.message.startswith("ledger.ts(") and "test" not in test.message for test in found.tests)


async def test_a_helper_of_the_tests_and_a_file_of_the_submission_may_have_one_name(sandbox: Sandbox) -> None:
    files = {"ledger.ts": f'import {{ ONE }} from "./support/amounts";\n{LEDGER}\nvoid ONE;\n'.encode()}
    found = await grade(task("ts-tests"), files, sandbox, attempt="a")
    assert not found.solved  # its own file was not handed in, and that of the tests is not taken for it
    assert found.verdict is Verdict.LOAD_ERROR


async def test_calls_that_do_not_compile_are_compile_errors(sandbox: Sandbox) -> None:
    found = await graded(sandbox, "export const merge = (;\n", "ts-calls", "intervals.ts")
    assert {test.verdict for test in found.tests} == {Verdict.COMPILE_ERROR}
    assert "TS1109" in found.tests[0].message


async def test_wrong_types_count_where_a_task_says_so_and_nowhere_else(sandbox: Sandbox) -> None:
    folder = Path(__file__).parents[1] / "data/execution/ts-types/flaws/loose/intervals.ts"
    text = folder.read_text("utf-8")
    assert (await graded(sandbox, text, "ts-calls", "intervals.ts")).solved
    found = await graded(sandbox, text, "ts-types", "intervals.ts")
    assert (found.score, found.solved) == (10, False)
    (types,) = (test for test in found.tests if test.id == "types")
    assert "error TS7006: Parameter 'intervals' implicitly has an 'any' type." in types.message


async def test_an_oracle_calls_what_was_made_and_is_told_what_was_not(sandbox: Sandbox, tmp_path: Path) -> None:
    files = {
        "suite.toml": 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n',
        "twice/task.toml": '[prony]\nanswer = "twice.ts"\n[[prony.criteria]]\nid = "twice"\n',
        "twice/instruction.md": "Write `twice`.\n",
        "twice/tests/grade.py": "from prony_grader import call, check, test\n\n"
        'with test("twice"):\n    check(call("twice", 4) == 8)\n',
        "twice/tests/expected.json": '{"tests": ["twice"], "graders": {"oracle": ["twice"]}}',
        "twice/solution/twice.ts": "export const twice = (n: number): number => 2 * n;\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (asked,) = load_suite(tmp_path).tasks
    right = await grade(asked, {"twice.ts": files["twice/solution/twice.ts"].encode()}, sandbox, attempt="a")
    broken = await grade(asked, {"twice.ts": b"export const twice = (;\n"}, sandbox, attempt="a")
    assert (right.solved, right.assurance) == (True, Assurance.A)
    assert (broken.solved, broken.verdict) == (False, Verdict.COMPILE_ERROR)
