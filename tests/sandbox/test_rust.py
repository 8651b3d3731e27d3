"""Rust in the sandbox: what it compiles, how programs in it end, and what they may use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Built, Execution, Program, Sandbox, find_toolchain, open_sandbox
from prony.sandbox.toolchains import TOOLCHAIN_KITS

RUST = find_toolchain("rust")
CRATES = RUST is not None and RUST.stock is not None
PROGRAMS = sorted((Path(__file__).parents[1] / "data" / "rust_programs").glob("*.rs"))
QUICK = ("threads_and_mutex", "box_dyn_error")
"""Programs that every run of the tests compiles; the others are slow together."""

ORDINARY = Limits()

needs_rust = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(RUST is None, reason="no Rust on this machine: prony toolchains get rust"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("rust",)) as opened:
        yield opened


async def compiled(sandbox: Sandbox, source: str, **more: str) -> Built:
    compiler = sandbox.toolchain("rust").compile
    assert compiler is not None
    words = compiler.arguments(compiler.program, module="main.rs", folder=".")
    files = {"main.rs": source, **{name.replace("__", "/") + ".rs": text for name, text in more.items()}}
    return await sandbox.build("rust", {path: text.encode() for path, text in files.items()}, words)


async def ran(
    sandbox: Sandbox, source: str, stdin: bytes = b"", arguments: tuple[str, ...] = (), limits: Limits = ORDINARY
) -> Execution:
    built = await compiled(sandbox, source)
    assert built.verdict is Verdict.PASS, built.said
    program = Program(toolchain="rust", files=built.files, argv=("./program", *arguments), stdin=stdin, limits=limits)
    return await sandbox.run(program)


def main(body: str) -> str:
    return f"fn main() {{ {body} }}\n"


class TestPrograms:
    pytestmark = needs_rust

    @pytest.mark.parametrize(
        "path",
        [pytest.param(path, id=path.stem, marks=[pytest.mark.slow] * (path.stem not in QUICK)) for path in PROGRAMS],
    )
    async def test_what_models_write_compiles_and_runs(self, sandbox: Sandbox, path: Path) -> None:
        text = path.read_text()
        said = dict(line[3:].split(": ", 1) for line in text.splitlines() if line.startswith("// ") and ": " in line)
        if "crates" in said and not CRATES:
            pytest.skip("no crates on this machine: prony toolchains get rust")
        numbers = "".join(f"{number}\n" for number in range(1, 200_001))
        stdin = numbers if said["in"] == "@numbers" else said["in"].replace("\\n", "\n")
        ended = await ran(sandbox, text, stdin.encode(), tuple(said.get("args", "").split()))
        out = said["out"].replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")
        assert (ended.stdout.decode(), ended.exit_code) == (out, int(said.get("exit", 0))), ended

    async def test_a_program_may_be_of_several_files(self, sandbox: Sandbox) -> None:
        built = await compiled(
            sandbox,
            'mod shapes;\nfn main() { println!("{}", shapes::area::of(3)); }\n',
            shapes__mod="pub mod area;\n",
            shapes__area="pub fn of(side: u32) -> u32 { side * side }\n",
        )
        assert built.verdict is Verdict.PASS, built.said

    async def test_the_same_source_makes_the_same_program(self, sandbox: Sandbox) -> None:
        compiler = sandbox.toolchain("rust").compile
        assert compiler is not None
        words = compiler.arguments(compiler.program, module="main.rs", folder=".")
        tree = {"main.rs": main('println!("{:?}", std::collections::HashMap::from([(1, "a")]))').encode()}
        made = [await sandbox.build("rust", tree, words, keep=False) for _ in range(2)]
        assert made[0].files == made[1].files != {}


LIMITS = Limits(cpu_s=1, wall_s=8, memory_mb=128, processes=24, output_bytes=1 << 16, disk_mb=8)
ENDINGS = {
    "a panic": ('panic!("no")', Verdict.FAIL, 101),
    "an index out of range": ('let v = vec![1]; let i = v.len() * 7; println!("{}", v[i])', Verdict.FAIL, 101),
    "an overflow": (
        'let n: i32 = std::env::args().count() as i32 * i32::MAX; println!("{}", n + 1)',
        Verdict.FAIL,
        101,
    ),
    "a division by zero": ('let n = std::env::args().count() - 1; println!("{}", 1 / n)', Verdict.FAIL, 101),
    "unwrap of nothing": ("None::<i32>.unwrap();", Verdict.FAIL, 101),
    "an abort": ("std::process::abort()", Verdict.CRASH, None),
    "a stack that overflows": (
        'fn f(n: u64) -> u64 { let a = std::hint::black_box([n; 64]); f(n + 1) + a[7] } println!("{}", f(0))',
        Verdict.CRASH,
        None,
    ),
    "a pointer to nowhere": ("unsafe { std::ptr::null_mut::<u8>().write_volatile(1) }", Verdict.CRASH, None),
    "memory without end": (
        "let mut all = vec![]; loop { all.push(vec![1u8; 1 << 20]); std::hint::black_box(&all); }",
        Verdict.OOM,
        None,
    ),
    "one allocation that is too large": (
        "let n = (1usize << 46) * std::env::args().count(); let v: Vec<u8> = Vec::with_capacity(n);"
        ' println!("{}", v.capacity())',
        Verdict.OOM,
        None,
    ),
    "threads without end": (
        "let mut all = vec![]; loop { all.push(std::thread::spawn(|| std::thread::park())); }",
        Verdict.LIMIT,
        None,
    ),
    "a loop without end": ("loop { std::hint::black_box(1); }", Verdict.TIMEOUT_CPU, None),
    "a sleep without end": ("std::thread::sleep(std::time::Duration::from_secs(100))", Verdict.TIMEOUT_WALL, None),
    "a lock that is never free": (
        "let lock = std::sync::Mutex::new(1); let _a = lock.lock().unwrap(); let _b = lock.lock().unwrap();",
        Verdict.TIMEOUT_WALL,
        None,
    ),
    "output without end": ('loop { println!("again and again and again and again") }', Verdict.OUTPUT_LIMIT, None),
    "a file without end": (
        'use std::io::Write; let mut f = std::fs::File::create("f").unwrap();'
        " loop { f.write_all(&[7; 1 << 16]).unwrap() }",
        Verdict.LIMIT,
        None,
    ),
}
SLOW = ("a sleep without end", "a lock that is never free")


class TestEndings:
    pytestmark = needs_rust

    @pytest.mark.parametrize(
        "ending", [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in ENDINGS]
    )
    async def test_how_a_program_ends_is_told(self, sandbox: Sandbox, ending: str) -> None:
        body, verdict, status = ENDINGS[ending]
        ended = await ran(sandbox, main(body), limits=LIMITS)
        assert ended.verdict is verdict, ended
        assert status is None or ended.exit_code == status


class TestCrates:
    pytestmark = [*needs_rust, pytest.mark.skipif(not CRATES, reason="no crates: prony toolchains get rust")]

    async def test_a_crate_that_is_not_in_the_stock_does_not_compile(self, sandbox: Sandbox) -> None:
        built = await compiled(sandbox, "use tokio::runtime;\nfn main() {}\n")
        assert built.verdict is Verdict.COMPILE_ERROR
        assert "tokio" in built.said


class TestFinding:
    pytestmark = pytest.mark.skipif(RUST is None, reason="no Rust on this machine: prony toolchains get rust")

    def test_a_program_that_is_no_compiler_is_told(self) -> None:
        with pytest.raises(SandboxError) as raised:
            find_toolchain("rust", {"rust": "/bin/true"})
        assert raised.value.code == "E412"

    def test_the_kits_are_named_best_first(self) -> None:
        assert TOOLCHAIN_KITS["rust"][0] == ("rust", "rust-crates")

    def test_an_old_version_is_not_taken_for_a_new_one(self) -> None:
        assert find_toolchain("rust>=1.85") is not None
        assert find_toolchain("rust>=9") is None
