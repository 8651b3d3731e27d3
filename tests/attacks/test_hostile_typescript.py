"""Programs in TypeScript that want more than they may have, sources that attack its compiler, and forged answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Grade, Limits, Verdict
from prony.sandbox import Built, Execution, Program, Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("typescript") is None, reason="prony toolchains get typescript"),
]
TIGHT = Limits(cpu_s=2.0, wall_s=30.0, memory_mb=256, processes=64, output_bytes=1 << 16, disk_mb=8)
SUITE = load_suite(Path(__file__).parents[1] / "data" / "execution")
Attack = Callable[..., Awaitable[Execution]]


def _each(names: Iterable[str], *quick: str) -> list[object]:
    """All `names`; those that are not `quick` are tried with the slow tests."""
    return [pytest.param(name, marks=[] if name in quick else [pytest.mark.slow]) for name in names]


HELLO = "const six: number = 6;\nconsole.log(six * 7);\n"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("typescript",)) as opened:
        yield opened


async def compiled(sandbox: Sandbox, files: dict[str, str], *, check: bool = False) -> Built:
    compiler = sandbox.toolchain("typescript").compile
    assert compiler is not None
    sources = {path: text.encode() for path, text in files.items()}
    return await sandbox.build("typescript", sources, compiler.check if check else compiler.program, keep=False)


async def run_made(sandbox: Sandbox, text: str, limits: Limits) -> Execution:
    built = await compiled(sandbox, {"main.ts": text})
    assert built.verdict is Verdict.PASS, built.said
    argv = sandbox.toolchain("typescript").argv("main.ts")
    return await sandbox.run(Program(toolchain="typescript", files=built.files, argv=argv, limits=limits))


@pytest_asyncio.fixture(loop_scope="module")
async def attack(sandbox: Sandbox) -> AsyncIterator[Attack]:
    """Run a hostile program; afterwards the same slot must still work."""

    async def run(code: str, limits: Limits = TIGHT) -> Execution:
        return await run_made(sandbox, code, limits)

    yield run
    ended = await run(HELLO)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"42\n")


BOMBS = {
    "processes": (
        'import { spawn } from "child_process";\nfor (let i = 0; i < 500; i++)'
        ' spawn("sleep", ["60"]).on("error", (e: Error) => { throw e; });\n',
        Verdict.LIMIT,
    ),
    "memory": ("const kept: string[] = [];\nfor (;;) kept.push('x'.repeat(1e6) + kept.length);\n", Verdict.OOM),
    "buffers": ("const kept: Buffer[] = [];\nfor (;;) kept.push(Buffer.alloc(1 << 20, 1));\n", Verdict.OOM),
    "disk": (
        'import * as fs from "fs";\nfor (let i: number = 0; ; i++) fs.writeFileSync(`f${i}`, "x".repeat(1e6));\n',
        Verdict.LIMIT,
    ),
    "output": ("for (;;) require('fs').writeSync(1, 'x'.repeat(1000) + '\\n');\n", Verdict.OUTPUT_LIMIT),
    "time": ("for (;;);\n", Verdict.TIMEOUT_CPU),
    "waiting": ("await new Promise<void>((go) => setTimeout(go, 1e6));\nexport {};\n", Verdict.TIMEOUT_WALL),
    "a signal for itself": ("process.kill(process.pid, 'SIGSEGV');\nfor (;;);\n", Verdict.CRASH),
}


@pytest.mark.parametrize("bomb", _each(BOMBS, "processes", "output", "disk"))
async def test_a_bomb_of_typescript_meets_its_limit(attack: Attack, bomb: str) -> None:
    text, verdict = BOMBS[bomb]
    limits = TIGHT if bomb != "waiting" else msgspec.structs.replace(TIGHT, wall_s=1.0)
    ended = await attack(text, limits)
    assert ended.verdict is verdict, (ended.detail, ended.stderr[-300:])


async def test_a_daemon_of_typescript_dies_with_its_program(attack: Attack) -> None:
    ended = await attack(
        'import { spawn } from "child_process";\n'
        'spawn("setsid", ["sleep", "61"], { detached: true, stdio: "ignore" }).unref();\nconsole.log("begun");\n'
    )
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"begun\n")
    seen = await attack(
        'import * as fs from "fs";\n'
        "const names = fs.readdirSync('/proc').filter((name: string) => /^\\d+$/.test(name));\n"
        "console.log(names.filter((n) => fs.readFileSync(`/proc/${n}/cmdline`, 'utf8').includes('sleep')).length);\n"
    )
    assert seen.stdout == b"0\n"


async def test_a_program_of_typescript_changes_nothing_that_it_runs_with(attack: Attack) -> None:
    ended = await attack(
        'import * as fs from "fs";\n'
        'for (const path of ["/opt/typescript/lib/tsc", "/opt/typescript/node_modules/undici-types/index.d.ts",'
        ' "/opt/prony/typescript.cjs", "/opt/node/bin/node", "/usr/bin/env", "/etc/passwd"]) {\n'
        "  try {\n    fs.appendFileSync(path, 'x');\n    console.log(path);\n  } catch { /* refused */ }\n}\n"
    )
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"")


DEEP = 40_000
SOURCES = {
    "brackets, very deep": (f"const x = {'(' * DEEP}1{')' * DEEP};\n", Verdict.PASS),
    "a type that computes for ever": (
        "type Grow<T extends unknown[]> = Grow<[...T, ...T, 1]>;\nlet x: Grow<[1]>;\nasync function f() { await x; }\n",
        Verdict.PASS,
    ),
    "a union of a million": (
        "type D = '0'|'1'|'2'|'3'|'4'|'5'|'6'|'7'|'8'|'9';\ntype N = `${D}${D}${D}${D}${D}${D}${D}`;\n"
        "let n: N = 'x';\nasync function f() { await n; }\n",
        Verdict.PASS,
    ),
    "a sum without end": ("const x = " + "1 + " * 60_000 + "1;\n", Verdict.COMPILE_ERROR),
}


@pytest.mark.parametrize("source", _each(SOURCES, "a union of a million"))
async def test_a_source_that_is_much_for_the_compiler_costs_its_own_compilation(sandbox: Sandbox, source: str) -> None:
    text, verdict = SOURCES[source]
    built = await compiled(sandbox, {"main.ts": text})
    assert built.verdict is verdict, built.said
    healthy = await compiled(sandbox, {"main.ts": HELLO})
    assert healthy.verdict is Verdict.PASS


DATA = "/opt/typescript/node_modules/undici-types/package.json"
READERS = {
    "a reference to a file": '/// <reference path="/etc/passwd" />\nexport const x = 1;\n',
    "a reference to types": '/// <reference types="/etc/passwd" />\nexport const x = 1;\n',
    "an import of a file": 'import text from "/etc/passwd";\nexport const x = text;\n',
    "an import of data": f'import data from "{DATA}";\nexport const x = data;\n',
    "a path out of the folder": 'import data from "../../etc/passwd";\nexport const x = data;\n',
    "a source map": "export const x = 1;\n//# sourceMappingURL=/etc/passwd\n",
}


@pytest.mark.parametrize("reader", _each(READERS, "an import of a file", "an import of data"))
async def test_the_compiler_reads_no_file_of_the_machine_into_its_words_or_a_program(
    sandbox: Sandbox, reader: str
) -> None:
    for check in (False, True):
        built = await compiled(sandbox, {"main.ts": READERS[reader]}, check=check)
        assert "root:" not in built.said
        assert "undici" not in built.said.replace("undici-types/package.json", "")
        assert set(built.files) <= {"main.js"}
        assert all(b"root:" not in data and b"Node.js" not in data for data in built.files.values())


async def test_configuration_that_came_with_a_submission_moves_nothing(sandbox: Sandbox) -> None:
    files = {
        "main.ts": HELLO,
        "tsconfig.json": '{"compilerOptions": {"outDir": "/work", "plugins": [{"name": "./p"}], "noEmit": true}}',
        "package.json": '{"type": "commonjs", "imports": {"#x": "/etc/passwd"}}',
        "node_modules/typescript/package.json": '{"name": "typescript", "main": "p.js"}',
        "p.ts": "process.exit(0);\n",
    }
    built = await compiled(sandbox, files)
    assert (built.verdict, set(built.files)) == (Verdict.PASS, {"main.js", "p.js"})


async def graded(sandbox: Sandbox, name: str, file: str, text: str) -> Grade:
    task = next(task for task in SUITE.tasks if task.name == name)
    return await grade(task, {file: text.encode()}, sandbox, attempt="a")


ANSWERS = {
    "exit 0 at once": "process.exit(0);\nexport const merge = 1;\n",
    "exit 0 when called": "export const merge = () => (process as any).reallyExit(0);\n"
    "export const sumLater = merge;\n",
    "frames of its own": 'import * as fs from "fs";\nexport const sumLater = 1;\nexport function merge() {\n'
    '  for (let fd = 3; fd < 20; fd++) try { fs.writeSync(fd, \'{"n":1,"value":[[1,5]]}\'); } catch {}\n'
    "  return [[1, 5]] as any;\n}\n",
    "what equals everything": "const all: any = new Proxy(function () {}, { get: () => all, apply: () => all });\n"
    "export const merge = all;\nexport const sumLater = all;\n",
    "the hidden cases": 'import * as fs from "fs";\nconst read = (p: string): string => { try { return'
    " fs.readFileSync(p, 'utf8'); } catch { return '[]'; } };\n"
    "export const merge = () => JSON.parse(read('/tests/cases.jsonl') || read('/work/tests/cases.jsonl'));\n"
    "export const sumLater = async () => NaN;\n",
}


@pytest.mark.parametrize("answer", _each(ANSWERS, "exit 0 when called", "what equals everything"))
async def test_an_answer_in_typescript_that_cheats_when_called_earns_nothing(sandbox: Sandbox, answer: str) -> None:
    found = await graded(sandbox, "ts-calls", "intervals.ts", ANSWERS[answer])
    assert not found.solved
    assert all(criterion.earned == 0 for criterion in found.criteria if criterion.id in ("merge", "later"))


async def test_a_program_in_typescript_that_says_that_it_passed_has_not(sandbox: Sandbox) -> None:
    found = await graded(sandbox, "ts-io", "total.ts", "console.log('PASS 5/5 ok 1 - all');\nprocess.exit(0);\n")
    assert (found.solved, found.verdict) == (False, Verdict.FAIL)


TESTED = {
    "matchers by their prototype": "const e = (globalThis as any).expect?.(0);\n"
    "if (e) for (const n of Object.getOwnPropertyNames(Object.getPrototypeOf(e))) try {"
    " Object.defineProperty(Object.getPrototypeOf(e), n, { value: () => undefined }); } catch {}\n",
    "every object has every matcher": "for (const n of ['toBe', 'toEqual', 'toThrow', 'toHaveBeenCalledTimes'])"
    " Object.defineProperty(Object.prototype, n, { value: () => undefined, configurable: true });\n",
    "what compares": "Object.is = () => true;\nArray.isArray = (() => true) as any;\nReflect.apply = () => 1;\n",
    "promises that are always kept": "Promise.race = async () => undefined as any;\n"
    "Promise.prototype.then = function (f: any) { return f?.(); } as any;\n",
    "a listener for what fails": "process.on('uncaughtException', () => {});\nprocess.on('exit', () => {"
    " process.exitCode = 0; });\n",
    "hooks of its own": "for (const h of ['beforeEach', 'afterEach', 'beforeAll']) try {"
    " (globalThis as any)[h](() => { throw 0; }); } catch {}\n",
    "a clock that runs no test out": "globalThis.setTimeout = (() => 0) as any;\n",
}


@pytest.mark.parametrize("patch", _each(TESTED, "what compares", "promises that are always kept"))
async def test_no_patch_of_the_framework_passes_a_test_in_the_style_of_jest(sandbox: Sandbox, patch: str) -> None:
    wrong = (
        "export enum Kind { Income, Expense }\n"
        "export class Ledger { add() { return {} as any; } get balance() { return -1; } }\n"
        "export default function format(): string { return ''; }\n"
    )
    found = await graded(sandbox, "ts-jest", "ledger.ts", TESTED[patch] + wrong)
    assert not found.solved
    assert all(test.verdict is not Verdict.PASS for test in found.tests), [(t.id, t.verdict) for t in found.tests]
