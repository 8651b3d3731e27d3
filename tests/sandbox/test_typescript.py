"""TypeScript: the programs that models write build and run, and its compiler sees nothing that it may not."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from prony.nouns import Verdict
from prony.sandbox import Built, Program, Sandbox, Workspaces, find_toolchain, open_sandbox
from prony.sandbox.results import Execution
from prony.sandbox.toolchains.typescript import choose
from prony.sandbox.toolchains.typescript.awaits import may_await_outside

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("typescript") is None, reason="prony toolchains get typescript"),
]
PROGRAMS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/typescript/programs.jsonl").read_text("utf-8").splitlines()
]
IN_EVERY_RUN = frozenset({"tla", "multi", "multi-esm", "types-wrong"})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("typescript",)) as opened:
        yield opened


async def build(sandbox: Sandbox, files: dict[str, str], *, check: bool = False) -> Built:
    compile_ = sandbox.toolchain("typescript").compile
    assert compile_ is not None
    sources = {path: text.encode() for path, text in files.items()}
    return await sandbox.build("typescript", sources, compile_.check if check else compile_.program, keep=False)


async def run(sandbox: Sandbox, files: dict[str, str], stdin: str = "") -> Execution:
    built = await build(sandbox, files)
    assert built.verdict is Verdict.PASS, built.said
    argv = sandbox.toolchain("typescript").argv("main.ts")
    laid = {**{path: text.encode() for path, text in files.items()}, **built.files}
    return await sandbox.run(Program(toolchain="typescript", files=laid, argv=argv, stdin=stdin.encode()))


def _program(program: dict[str, Any]) -> object:
    marks = [] if program["name"] in IN_EVERY_RUN else [pytest.mark.slow]
    return pytest.param(program, id=program["name"], marks=marks)


@pytest.mark.parametrize("program", [_program(program) for program in PROGRAMS])
async def test_programs_as_models_write_them_run(sandbox: Sandbox, program: dict[str, Any]) -> None:
    ended = await run(sandbox, program["files"], program["stdin"])
    assert (ended.stdout.decode(), ended.exit_code) == (program["stdout"], program["exit"]), ended.stderr.decode()
    if program["exit"] == 0:
        assert ended.stderr == b""


@pytest.mark.slow
@pytest.mark.parametrize("program", [pytest.param(it, id=it["name"]) for it in PROGRAMS if it["name"] != "types-wrong"])
async def test_the_types_of_those_programs_hold(sandbox: Sandbox, program: dict[str, Any]) -> None:
    assert (await build(sandbox, program["files"], check=True)).said == ""


async def test_wrong_types_are_told_by_the_check_alone(sandbox: Sandbox) -> None:
    files = {"main.ts": "const text: string = 5;\nconsole.log(text, process.argv.lenght);\n"}
    checked = await build(sandbox, files, check=True)
    assert checked.verdict is Verdict.COMPILE_ERROR
    assert "main.ts(1,7): error TS2322: Type 'number' is not assignable to type 'string'." in checked.said
    assert "TS2551" in checked.said
    assert (await run(sandbox, files)).stdout == b"5 undefined\n"


async def test_the_types_of_node_are_whole(sandbox: Sandbox) -> None:
    text = "const reply: Response = await fetch('http://a');\nreply.statusTextt;\nexport {};\n"
    built = await build(sandbox, {"main.ts": text}, check=True)
    assert "TS2551: Property 'statusTextt' does not exist on type 'Response'" in built.said


async def test_an_agent_has_the_compiler_and_the_types_of_node() -> None:
    files = {"main.ts": b"import * as fs from 'fs';\nexport const n: number = fs.readdirSync('.').lenght;\n"}
    async with Workspaces().open(files, ["typescript"]) as workspace:
        ended = await workspace.run("tsc --ignoreConfig --types node main.ts; node -e 'console.log(40 + 2)'")
    assert ended.stdout.decode().splitlines() == [
        "main.ts(2,46): error TS2551: Property 'lenght' does not exist on type 'string[]'. Did you mean 'length'?",
        "42",
    ]


async def test_what_cannot_be_read_is_a_compile_error_in_the_compilers_words(sandbox: Sandbox) -> None:
    built = await build(sandbox, {"main.ts": "function half(n: number {\n  return n / 2;\n"})
    assert built.verdict is Verdict.COMPILE_ERROR
    assert "main.ts(1,25): error TS1005: ',' expected." in built.said


async def test_configuration_and_packages_of_a_submission_do_not_count(sandbox: Sandbox) -> None:
    files = {
        "main.ts": 'import { gone } from "./gone";\nexport const kept: number = 1;\nconsole.log(kept);\n',
        "gone.ts": "export type gone = 1;\n",
        "tsconfig.json": '{"compilerOptions": {"noEmit": true, "target": "es5", "outDir": "/tmp"}, "files": []}',
        "node_modules/@types/node/index.d.ts": "syntax error(",
        "node_modules/x/index.ts": "syntax error(",
    }
    assert (await run(sandbox, files)).stdout == b"1\n"


async def test_the_compiler_reads_nothing_from_outside_into_a_program(sandbox: Sandbox) -> None:
    outside = ("/etc/passwd", "/opt/typescript/node_modules/undici-types/package.json")
    text = "".join(f'import t{number} from "{path}";\nconsole.log(t{number});\n' for number, path in enumerate(outside))
    built = await build(sandbox, {"main.ts": text})
    assert set(built.files) <= {"main.js"}
    ended = await run(sandbox, {"main.ts": text})
    assert ended.exit_code == 1
    assert ended.stdout == b""


async def test_functions_are_called_whichever_way_they_are_exported(sandbox: Sandbox) -> None:
    sources = {
        "main.ts": "export default function twice(n: number): number { return 2 * n; }\n"
        "export const later = async (n: number): Promise<number> => n + 1;\n"
        "export class Counter { static start(n: number) { return { at: n }; } }\n"
        "export enum Kind { A = 'a' }\n",
        "old.ts": "module.exports = { half: (n: number) => n / 2 };\n",
        "awaits.ts": "const base = await Promise.resolve(10);\n"
        "export function add(n: number): number { return base + n; }\n",
        "equals.ts": "class Box { constructor(readonly n: number) {}\n  static of(n: number) { return n; }\n}\n"
        "export = Box;\n",
    }
    seen = {}
    for module, calls in {
        "main.ts": ("twice", "default", "later", "Counter.start"),
        "old.ts": ("half",),
        "awaits.ts": ("add",),
        "equals.ts": ("of",),
    }.items():
        built = await build(sandbox, {module: sources[module]})
        files = {module: sources[module].encode(), **built.files}
        async with sandbox.session(Program(toolchain="typescript", module=module, files=files)) as session:
            for call in calls:
                reply = await session.call(call, [4], awaits=True)
                seen[call] = reply.value if reply.verdict is Verdict.PASS else reply.verdict
    assert seen == {
        "twice": Verdict.LOAD_ERROR,
        "default": 8,
        "later": 5,
        "Counter.start": {"at": 4},
        "half": 2,
        "add": 14,
        "of": 4,
    }


async def test_what_is_needed_of_a_toolchain_is_said_by_its_sources() -> None:
    assert choose({"a b.ts": b"x", "-c.mts": b"", "n.js": b"await", "node_modules/p/i.ts": b""}) == (
        "no",
        "new",
        "./a b.ts",
        "./-c.mts",
    )
    assert choose({"a.ts": b"await x"})[0] == "perhaps"
    assert choose({"a.ts": b"@log\nf(t, k, d: PropertyDescriptor)"})[1] == "old"
    assert choose({"a.ts": b"@log\nf(t, c: ClassMethodDecoratorContext) { x as PropertyDescriptor }"})[1] == "new"


WITHIN = (
    "async function f(): Promise<void> { await x }",
    "const f = async () => { if (a) { await b } }",
    "class A { async m(x: number): Promise<A[]> { for await (const q of z) { await q } } }",
    "const o = { async m() { await x } }",
    "(async function () { await x })()",
    "async function f({ a, b }: { a: number }) { try { await a } catch (e) { await b } }",
)
OUTSIDE = (
    "await x",
    "if (a) { await b }",
    "for (const x of f(y)) {\n  await x;\n}",
    "try { await x } catch (e) { await y }",
    "switch (x) { case f(1): { await y } }",
    "console.log(`${await f()}`)",
    "async function f() { await x }\nawait f()",
    "label: { do { await x } while (y) }",
    "console.log(import . meta.url)",
)


async def test_awaits_in_functions_alone_need_no_look_at_types() -> None:
    assert [text for text in WITHIN if may_await_outside(text.encode())] == []
    assert [text for text in OUTSIDE if not may_await_outside(text.encode())] == []
    assert may_await_outside(b"async function f() { await x }\n" * 10_000)
