"""Tests in the style of Jest: what passes there passes here, what fails there fails here, and no control is turned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prony.grading import grade
from prony.grading.graders.suite import _helper
from prony.grading.languages import LANGUAGE_PARTS
from prony.grading.languages.javascript.jest import is_jest, jest_canaries
from prony.grading.protocol import read_report
from prony.nouns import TestStatus, Verdict
from prony.sandbox import Program, Sandbox, find_toolchain
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(find_toolchain("node") is None, reason="no Node here (make toolchains)"),
]
DATA = Path(__file__).parents[1] / "data"
PARTS = LANGUAGE_PARTS["javascript"]
SUITE = load_suite(DATA / "execution")
CART = (DATA / "execution/js-jest/solution/cart.js").read_text("utf-8")


async def results(sandbox: Sandbox, tests: dict[str, str], tree: dict[str, str] | None = None) -> dict[str, TestStatus]:
    """Run files of tests as they stand, without controls: what became of each test."""
    assert PARTS.runner is not None
    helpers = {name: _helper(name) for name in PARTS.runner.helpers}
    laid = {path: text.encode() for path, text in tests.items()}
    job = {"nonce": "n", "tests": None, "groups": {}, "files": list(tests), "cpu_s": 5, "wall_s": 5, "memory_mb": 512}
    ended = await sandbox.run(
        Program(
            toolchain="node",
            argv=("node", "/tests/runner.mjs"),
            files={path: text.encode() for path, text in (tree or {}).items()},
            tests={**laid, "runner.mjs": PARTS.file("node_runner.mjs"), **helpers},
            stdin=json.dumps(job).encode(),
        )
    )
    assert ended.exit_code == 0, ended.stderr.decode()
    report = read_report(ended.channel)
    assert report.done == ("n",)
    return {test.id.partition(" > ")[2]: test.status for test in report.tests}


async def test_what_passes_under_jest_passes(sandbox: Sandbox) -> None:
    found = await results(sandbox, {"a.test.mjs": (DATA / "jest/pass.test.mjs").read_text("utf-8")})
    assert {name: status for name, status in found.items() if status is not TestStatus.PASS} == {}
    assert len(found) == 27
    named = {
        "adds 1 and 2",
        "adds 3 and 4",
        "row 1 of x",
        "row 2 of y",
        "one is 1",
        "group a > holds a",
        "group b > holds b",
    }
    assert named <= set(found)


async def test_what_fails_under_jest_fails(sandbox: Sandbox) -> None:
    found = await results(sandbox, {"a.test.mjs": (DATA / "jest/fail.test.mjs").read_text("utf-8")})
    assert {name for name, status in found.items() if status is TestStatus.PASS} == set()
    skipped = {name for name, status in found.items() if status is TestStatus.SKIP}
    assert skipped == {"skipped", "left out", "to do", "group > of nothing"}
    assert len(found) == 40


ADDS = 'test("adds", () => expect(add(1, 2)).toBe(3));\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.test.mjs", f'import {{ add }} from "./add.mjs";\n{ADDS}'),
        ("a.test.mjs", f'import {{ expect, it as test }} from "vitest";\nimport {{ add }} from "./add.mjs";\n{ADDS}'),
        (
            "a.test.js",
            f'const {{ add }} = require("./add.mjs");\nconst {{ test }} = require("@jest/globals");\n{ADDS}',
        ),
        ("a.test.js", f'import {{ add }} from "./add";\n{ADDS}'),
        ("a.spec.js", f'const {{ add }} = require("./lib");\n{ADDS}'),
        ("deep/a.test.cjs", f'const {{ add }} = require("../add.mjs");\n{ADDS}'),
    ],
    ids=["globals", "vitest", "require", "without-ending", "folder", "deep"],
)
async def test_tests_import_or_require_or_do_neither(sandbox: Sandbox, name: str, text: str) -> None:
    tree = {"add.mjs": "export const add = (a, b) => a + b;\n", "lib/index.js": "exports.add = (a, b) => a + b;\n"}
    assert await results(sandbox, {name: text}, tree) == {"adds": TestStatus.PASS}
    controls = jest_canaries({name: text.encode()}, "add.mjs")
    (own,) = controls.renamed.values()
    files = {path: data.decode() for path, data in controls.files.items() if path == own or path.endswith(".mjs")}
    found = await results(sandbox, {path: files[path] for path in (own, *(set(files) - {own}))}, tree)
    assert found["adds"] is TestStatus.PASS


async def test_only_leaves_the_others_out(sandbox: Sandbox) -> None:
    text = (
        'test("a", () => expect(1).toBe(1));\ntest.only("b", () => expect(1).toBe(1));\n'
        'describe.only("c", () => { test("d", () => expect(1).toBe(1)); });\n'
    )
    found = await results(sandbox, {"a.test.mjs": text})
    assert found == {"a": TestStatus.SKIP, "b": TestStatus.PASS, "c > d": TestStatus.PASS}


async def test_a_file_that_asks_for_node_test_or_expects_nothing_is_in_no_style_of_jest() -> None:
    assert is_jest(b'test("a", () => expect(1).toBe(1));')
    assert not is_jest(b'import test from "node:test";\nexpect(1);')
    assert not is_jest(b'import { test } from "./harness.mjs";\ntest("a", () => undefined);')


EXPECT = "require('/tests/prony_expect.mjs').expect"
CHEATS = (
    "Object.is = () => true;",
    f"Object.getPrototypeOf({EXPECT}(0)).toBe = () => undefined;",
    f"{EXPECT}.extend({{ toBe: () => ({{ pass: true }}), toEqual: () => ({{ pass: true }}) }});",
    f"Object.assign({EXPECT}, {{ prototype: 1, call: () => ({{}}) }});",
    "Object.defineProperty(Object.prototype, 'toBe', { value: () => undefined });",
    "Promise.race = async () => undefined; Array.prototype.some = () => true; Array.prototype.every = () => true;",
    "process.on('exit', () => { process.exitCode = 0; }); process.removeAllListeners('uncaughtException');",
    "require('/tests/prony_jest.mjs').afterEach(() => undefined);",
    "require('/tests/prony_mocks.mjs').jest.useFakeTimers();",
)


@pytest.mark.parametrize(
    "cheat", [pytest.param(it, marks=[pytest.mark.slow] * (at > 2)) for at, it in enumerate(CHEATS)]
)
async def test_no_patch_makes_a_wrong_answer_right(sandbox: Sandbox, cheat: str) -> None:
    task = next(task for task in SUITE.tasks if task.name == "js-jest")
    wrong = CART.replace("price * count", "price").replace("timer = setTimeout", "setTimeout")
    text = f"try {{ {cheat} }} catch {{}}\n{wrong}"
    found = await grade(task, {"cart.js": text.encode()}, sandbox, attempt="a")
    assert not found.solved
    assert {criterion.id for criterion in found.criteria if criterion.earned} <= {"load"}


async def test_a_submission_that_leaves_has_not_passed(sandbox: Sandbox) -> None:
    task = next(task for task in SUITE.tasks if task.name == "js-jest")
    text = CART.replace("  get total() {", "  get total() {\n    process.exit(0);")
    found = await grade(task, {"cart.js": text.encode()}, sandbox, attempt="a")
    assert not found.solved
    assert found.verdict is Verdict.CRASH


async def test_a_submission_finds_nothing_of_what_tests_call(sandbox: Sandbox) -> None:
    names = "['expect', 'test', 'describe', 'jest', 'beforeEach'].filter((name) => globalThis[name] !== undefined)"
    tree = {"a.mjs": f"export const early = {names};\nexport const late = () => [{names}, typeof expect];\n"}
    text = (
        'import { early, late } from "./a.mjs";\nimport { helped } from "./help.mjs";\n'
        'test("a", () => { expect(early).toEqual([]); expect(late()).toEqual([[], "undefined"]); helped(1); });\n'
    )
    beside = {"a.test.mjs": text, "help.mjs": "export const helped = (n) => expect(n).toBe(1);\n"}
    assert (await results(sandbox, beside, tree))["a"] is TestStatus.PASS
