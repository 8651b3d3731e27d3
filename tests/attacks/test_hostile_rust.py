"""Rust that attacks its compiler, programs in it that want more than they may have, and answers that forge a result."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Grade, Limits, Task, Verdict
from prony.sandbox import Built, Execution, Program, Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("rust") is None, reason="no Rust on this machine: prony toolchains get rust"),
]
SUITE = Path(__file__).parents[1] / "data" / "execution"
TIGHT = Limits(cpu_s=2, wall_s=30, memory_mb=256, processes=64, output_bytes=1 << 14, disk_mb=32)
SMALL = Limits(cpu_s=1.0, wall_s=4.0, memory_mb=64, processes=16, output_bytes=1 << 16, disk_mb=8)
MAIN = "fn main() {}\n"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    """One slot for all of them: each attack finds it as the one before left it."""
    async with open_sandbox(slots=1, toolchains=("rust",)) as opened:
        yield opened


async def compiled(sandbox: Sandbox, source: str, **more: str) -> Built:
    compiler = sandbox.toolchain("rust").compile
    assert compiler is not None
    words = compiler.arguments(compiler.program, module="main.rs", folder=".")
    files = {"main.rs": source, **{name.replace("__", "/"): text for name, text in more.items()}}
    made = await sandbox.build("rust", {path: text.encode() for path, text in files.items()}, words, keep=False)
    healthy = await sandbox.build("rust", {"main.rs": MAIN.encode()}, words)
    assert healthy.verdict is Verdict.PASS, "the slot did not survive the attack"
    return made


async def ran(sandbox: Sandbox, source: str) -> Execution:
    built = await compiled(sandbox, source)
    assert built.verdict is Verdict.PASS, built.said
    ended = await sandbox.run(Program(toolchain="rust", files=built.files, argv=("./program",), limits=SMALL))
    assert (await sandbox.run(Program(toolchain="rust", argv=("/bin/true",)))).verdict is Verdict.PASS
    return ended


REFUSED = {
    "a file of the machine included": ('const S: &str = include_str!("/etc/shadow"); fn main() {}', "include_str"),
    "a file above it included": ('include!("../../etc/passwd"); fn main() {}', "passwd"),
    "a module from outside": ('#[path = "/etc/passwd"] mod m; fn main() {}', "/etc/passwd"),
    "a library of its choice": ('#[link(name = "evil")] extern "C" {} fn main() {}', "evil"),
    "arguments for the linker": ('#![feature(link_args)] #![link_args = "-Wl,-T,/etc/passwd"] fn main() {}', "E0557"),
    "an unstable feature": ("#![feature(rustc_private)] fn main() {}", "E0554"),
    "the harness's own name": ('#![crate_name = "prony_tests"] #![feature(test)] fn main() {}', "crate-name"),
    "a procedural macro": ("extern crate proc_macro; #[proc_macro] pub fn m() {} fn main() {}", "proc-macro"),
    "a compiler's own crate": ("extern crate rustc_driver; fn main() {}", "rustc_driver"),
    "a crate from the network": ("use tokio::spawn; fn main() {}", "tokio"),
}


@pytest.mark.parametrize("attack", REFUSED)
async def test_what_reaches_out_of_its_sources_does_not_compile(sandbox: Sandbox, attack: str) -> None:
    source, words = REFUSED[attack]
    made = await compiled(sandbox, source)
    assert made.verdict is Verdict.COMPILE_ERROR, made
    assert words in made.said
    assert "root:" not in made.said, "a file of the machine was read out"


async def test_what_cargo_would_obey_is_not_looked_at(sandbox: Sandbox) -> None:
    made = await compiled(
        sandbox,
        'fn main() { println!("{:?}", option_env!("EVIL")); }',
        **{
            "build.rs": 'fn main() { println!("cargo:rustc-env=EVIL=1"); panic!() }',
            "Cargo.toml": '[package]\nname = "x"\nbuild = "build.rs"\n[dependencies]\ntokio = "1"\n',
            ".cargo__config.toml": '[build]\nrustc-wrapper = "/bin/false"\n[env]\nEVIL = "1"\n',
            "rust-toolchain.toml": '[toolchain]\nchannel = "nightly"\n',
        },
    )
    assert made.verdict is Verdict.PASS, made.said
    ended = await sandbox.run(Program(toolchain="rust", files=made.files, argv=("./program",)))
    assert ended.stdout == b"None\n"


async def test_file_names_are_never_options(sandbox: Sandbox) -> None:
    made = await compiled(sandbox, MAIN, **{"-Cpanic=abort.rs": "x", "@externs": "-Copt-level=0", "--help": ""})
    assert (made.verdict, list(made.files)) == (Verdict.PASS, ["program"])


BOMBS = {
    "a macro that doubles": "macro_rules! m { ($($t:tt)*) => { m!($($t)* $($t)*) } } fn main() { m!(1 2 3 4) }",
    "a constant that never ends": "const X: u64 = { let mut n = 0; loop { n += 1; if n == 0 { break n } } };"
    ' fn main() { println!("{X}") }',
    "a type that grows without end": "trait T { fn f(self); } struct W<A>(A); impl<A> T for W<A>"
    " { fn f(self) { W(self).f() } } fn main() { W(1u8).f() }",
    "a type within itself": "struct A { a: [A; 2] } fn main() {}",
    "an array of many values": 'static X: [u64; 1 << 32] = [7; 1 << 32]; fn main() { println!("{}", X[3]) }',
    "a million brackets": "fn main() { " + "(" * 300_000 + "1" + ")" * 300_000 + " }",
    "a hundred thousand errors": "fn main() { " + "undefined();" * 100_000 + " }",
    "a text without an end": 'fn main() { let x = "' + "x" * (2 << 20),
    "a function of a million statements": "fn main() { let mut x = 1u64; "
    + "x = x.wrapping_mul(7) ^ (x >> 3);" * 100_000
    + ' println!("{x}") }',
    "zeros": "\0" * (1 << 20),
}
QUICK_BOMBS = ("a type within itself", "zeros", "a macro that doubles")


@pytest.mark.parametrize(
    "bomb", [pytest.param(name, marks=[pytest.mark.slow] * (name not in QUICK_BOMBS)) for name in BOMBS]
)
async def test_a_bomb_costs_no_more_than_the_limits(
    sandbox: Sandbox, bomb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = sandbox.toolchain("rust")
    assert chain.compile is not None
    tight = msgspec.structs.replace(chain, compile=msgspec.structs.replace(chain.compile, limits=TIGHT))
    monkeypatch.setitem(sandbox.toolchains, "rust", tight)
    words = chain.compile.arguments(chain.compile.program, module="main.rs", folder=".")
    made = await sandbox.build("rust", {"main.rs": BOMBS[bomb].encode()}, words, keep=False)
    monkeypatch.undo()
    assert made.verdict is Verdict.COMPILE_ERROR, made
    assert len(made.said) < 8000
    assert (await compiled(sandbox, MAIN)).verdict is Verdict.PASS, "the slot did not survive the bomb"


async def test_nobody_can_write_to_what_later_programs_are_made_with(sandbox: Sandbox) -> None:
    source = """use std::fs::{write, OpenOptions};
    fn main() {
        let folders = ["/opt/rust", "/opt/rust-stock", "/opt/rust-crates"];
        println!("{}", folders.iter().filter(|one| write(format!("{one}/new"), "x").is_ok()).count());
        println!("{}", OpenOptions::new().write(true).open("/opt/rust-stock/externs").is_ok());
    }"""
    assert (await ran(sandbox, source)).stdout == b"0\nfalse\n"


@pytest.mark.slow
async def test_a_bomb_of_processes_meets_the_limit(sandbox: Sandbox) -> None:
    source = (
        'fn main() { let mut all = vec![]; loop { all.push(std::process::Command::new("/bin/sleep").arg("60")'
        ".spawn().unwrap()); } }"
    )
    assert (await ran(sandbox, source)).verdict is Verdict.LIMIT


@pytest.mark.slow
async def test_memory_in_many_processes_is_bounded_together(sandbox: Sandbox) -> None:
    source = """extern "C" { fn fork() -> i32; }
    fn main() {
        for _ in 0..6 { unsafe { fork() }; }
        let all = vec![7u8; 24 << 20];
        std::thread::sleep(std::time::Duration::from_secs(3));
        println!("{}", all[1]);
    }"""
    assert (await ran(sandbox, source)).verdict in (Verdict.OOM, Verdict.LIMIT)


async def test_a_daemon_does_not_outlive_its_program(sandbox: Sandbox) -> None:
    source = """extern "C" { fn fork() -> i32; fn setsid() -> i32; fn _exit(s: i32) -> !; }
    fn main() { unsafe {
        let long = std::time::Duration::from_secs(9);
        if fork() == 0 { setsid(); if fork() == 0 { loop { std::thread::sleep(long); } } _exit(0) }
    } println!("done"); }"""
    ended = await ran(sandbox, source)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"done\n")
    assert ended.wall_s < SMALL.wall_s


async def test_the_network_cannot_be_reached(sandbox: Sandbox) -> None:
    source = """use std::net::{TcpStream, UdpSocket};
    fn main() {
        let soon = std::time::Duration::from_secs(1);
        let tcp = TcpStream::connect_timeout(&"192.0.2.1:80".parse().unwrap(), soon).is_ok();
        let udp = UdpSocket::bind("0.0.0.0:0").and_then(|one| one.send_to(b"x", "192.0.2.1:53")).is_ok();
        println!("{tcp} {udp}");
    }"""
    assert (await ran(sandbox, source)).stdout == b"false false\n"


@pytest.fixture(scope="module")
def tasks() -> dict[str, Task]:
    return {task.name: task for task in load_suite(SUITE).tasks if task.name.startswith("rust-")}


async def graded(sandbox: Sandbox, task: Task, source: str) -> Grade:
    return await grade(task, {task.answer[0]: source.encode()}, sandbox, attempt="t")


QUICK_ANSWERS = ("leaves with success before main", "exits with success", "writes to every descriptor")
"""Of the answers below, those that every run of the tests tries."""
READ = """use std::io::Read;
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    BODY
}
"""
PRINTED = {
    "leaves with success before it has read anything": "fn main() { std::process::exit(0) }",
    "leaves with success before main": 'extern "C" fn f() { std::process::exit(0) } #[used]'
    ' #[link_section = ".init_array"] static F: extern "C" fn() = f; fn main() {}',
    "prints that all tests passed": READ.replace("BODY", 'println!("test result: ok. 6 passed; 0 failed");'),
    "looks for what is expected": READ.replace(
        "BODY",
        'for at in ["/tests/cases.jsonl", "tests/cases.jsonl", "../tests/cases.jsonl"] {'
        ' print!("{}", std::fs::read_to_string(at).unwrap_or_default()); }',
    ),
    "looks for what is expected when it is compiled": 'fn main() { print!("{}", include_str!("tests/cases.jsonl")) }',
}


@pytest.mark.parametrize(
    "attack", [pytest.param(name, marks=[pytest.mark.slow] * (name not in QUICK_ANSWERS)) for name in PRINTED]
)
async def test_a_program_that_computes_nothing_is_not_solved(
    sandbox: Sandbox, tasks: dict[str, Task], attack: str
) -> None:
    found = await graded(sandbox, tasks["rust-io"], PRINTED[attack])
    compiles = "include_str" not in PRINTED[attack]
    assert found.verdict is Verdict.FAIL or not compiles
    assert found.verdict is Verdict.COMPILE_ERROR or compiles
    assert found.score == 0


CACHE = """use std::hash::Hash;
pub struct Cache<K, V> { k: Vec<K>, v: Vec<V> }
impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new(_: usize) -> Self { EVIL; Cache { k: vec![], v: vec![] } }
    pub fn get(&mut self, _: &K) -> Option<&V> { self.v.last() }
    pub fn put(&mut self, k: K, v: V) { self.k.push(k); self.v.push(v); }
    pub fn len(&self) -> usize { self.v.len() }
}
"""
SILENCED = {
    "exits with success": ("std::process::exit(0)", Verdict.CRASH),
    "exits in a hook for panics": ("std::panic::set_hook(Box::new(|_| std::process::exit(0)))", Verdict.FAIL),
    "panics in a thread and goes on": ("let _ = std::thread::spawn(|| panic!()).join()", Verdict.FAIL),
    "writes to every descriptor": (
        "for d in 3..64 { use std::os::fd::FromRawFd; let mut f = std::mem::ManuallyDrop::new(unsafe"
        ' { std::fs::File::from_raw_fd(d) }); let _ = std::io::Write::write(&mut *f, b"{}"); }',
        Verdict.TAMPERED,
    ),
    "reads its own memory as a file": ('std::fs::read("/proc/self/mem").unwrap();', Verdict.FAIL),
    "waits for ever": ("loop { std::thread::park() }", Verdict.TIMEOUT_WALL),
}


@pytest.mark.parametrize(
    "attack", [pytest.param(name, marks=[pytest.mark.slow] * (name not in QUICK_ANSWERS)) for name in SILENCED]
)
async def test_an_answer_that_silences_its_tests_is_not_solved(
    sandbox: Sandbox, tasks: dict[str, Task], attack: str
) -> None:
    code, verdict = SILENCED[attack]
    task = msgspec.structs.replace(tasks["rust-tests"], limits=Limits(cpu_s=2, wall_s=3))
    found = await graded(sandbox, task, CACHE.replace("EVIL", code))
    assert not found.solved
    assert verdict in {test.verdict for test in found.tests}, [test.message for test in found.tests]
