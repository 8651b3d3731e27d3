"""Rust submissions: tests that run each in a process of its own, and what is not believed of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.freeze import freeze_ids
from prony.grading.graders.suite import CONTROL
from prony.grading.languages import rust
from prony.grading.languages.rust import crate_name, crate_root
from prony.grading.languages.rust.canaries import rust_canaries
from prony.grading.languages.rust.objects import wrong_with_library
from prony.grading.languages.rust.probes import with_branches, with_own_names, with_probes
from prony.grading.languages.rust.source import bodies, find_tests
from prony.grading.languages.rust.stubs import with_stubs
from prony.grading.languages.rust.words import meaning
from prony.nouns import Verdict
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

needs_rust = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("rust") is None, reason="no Rust on this machine: prony toolchains get rust"),
]
SUITE = 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n'
TOML = """[prony]
answer = "sum.rs"
assurance = "B"
limits = { cpu_s = 1, wall_s = 3 }
[[prony.criteria]]
id = "a"
[[prony.criteria]]
id = "b"
"""
SUM = """pub fn sum(a: i32, b: i32) -> i32 { a + b }
pub fn words(text: &str) -> Vec<String> { text.split(' ').map(String::from).collect() }
pub fn half(n: i32) -> Option<i32> { if n % 2 == 0 { Some(n / 2) } else { None } }
pub fn even(n: i32) -> bool { n % 2 == 0 }
"""
TESTS = {
    "a.rs": """use task::*;
mod common;

#[test]
fn small() {
    assert_eq!(sum(1, 2), common::three());
}

#[test]
fn as_a_condition() {
    assert!(sum(2, 2) == 4, "{}", sum(2, 2));
    assert!(even(4));
    assert_eq!(half(4), Some(2));
    if sum(3, 3) != 6 {
        panic!("not 6");
    }
    assert!(matches!(half(3), None), "not {:?}", vec![half(3)]);
}

#[test]
#[should_panic(expected = "overflow")]
fn overflows() {
    sum(i32::MAX, 1);
}

fn helper_in_lower_case() {}
""",
    "b.rs": """mod inner {
    use task::words;

    /// Fails with `?`.
    #[test]
    fn split() -> Result<(), Box<dyn std::error::Error>> {
        let text = std::fs::read_to_string("tests/data/text")?;
        assert_eq!(words(text.trim()), ["one", "two"]);
        let first: i32 = words("5 x")[0].parse()?;
        assert_eq!(first, 5);
        Ok(())
    }
}
""",
    "common/mod.rs": "pub fn three() -> i32 { 3 }\n",
    "data/text": "one two\n",
}
EXPECTED = ["a/as_a_condition", "a/overflows", "a/small", "b/inner::split"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("rust",)) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def task(tmp_path_factory, sandbox):
    root = tmp_path_factory.mktemp("rust")
    files = {
        "suite.toml": SUITE,
        "sum/task.toml": TOML,
        "sum/instruction.md": "Write it.",
        "sum/solution/sum.rs": SUM,
        **{f"sum/tests/{path}": text for path, text in TESTS.items()},
    }
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    (found,) = load_suite(root).tasks
    assert await freeze_ids(materials_of(found), sandbox) == tuple(EXPECTED)
    return load_suite(root).tasks[0]


async def graded(task, sandbox, text):
    return await grade(task, {"sum.rs": text.encode()}, sandbox, attempt="t")


def verdicts(grade):
    return {test.id: str(test.verdict) for test in grade.tests}


def messages(grade):
    return {test.message for test in grade.tests}


class TestSuite:
    pytestmark = needs_rust

    async def test_tests_of_all_files_and_modules_count(self, task, sandbox):
        grade = await graded(task, sandbox, SUM)
        assert verdicts(grade) == dict.fromkeys(EXPECTED, "pass"), messages(grade)
        assert (grade.solved, str(grade.assurance)) == (True, "B")

    async def test_a_wrong_answer_fails_the_tests_that_see_it(self, task, sandbox):
        wrong = SUM.replace("a + b", "if a == 2 { 5 } else { a + b }")
        assert verdicts(await graded(task, sandbox, wrong)) == {
            **dict.fromkeys(EXPECTED, "pass"),
            "a/as_a_condition": "fail",
        }

    async def test_a_sum_that_wraps_does_not_panic_as_it_must(self, task, sandbox):
        grade = await graded(task, sandbox, SUM.replace("a + b", "a.wrapping_add(b)"))
        assert verdicts(grade) == {**dict.fromkeys(EXPECTED, "pass"), "a/overflows": "fail"}

    async def test_tests_and_a_main_of_its_own_are_no_harm(self, task, sandbox):
        own = '\nfn main() { println!("{}", sum(1, 2)); }\n\n#[cfg(test)]\nmod tests { #[test] fn t() { panic!() } }\n'
        grade = await graded(task, sandbox, "#![allow(dead_code)]\n#![forbid(unsafe_code)]\n" + SUM + own)
        assert grade.solved, messages(grade)

    async def test_a_program_without_a_main_of_the_librarys_is_no_harm(self, task, sandbox):
        grade = await graded(task, sandbox, "#![no_main]\n" + SUM)
        assert grade.solved, messages(grade)

    async def test_what_is_private_is_told_without_a_word_of_the_tests(self, task, sandbox):
        grade = await graded(task, sandbox, SUM.replace("pub fn words", "fn words"))
        assert verdicts(grade) == dict.fromkeys(EXPECTED, "compile_error")
        assert messages(grade) == {
            "does not compile with the tests: something that they use is private: it needs `pub`"
        }

    async def test_an_error_of_its_own_is_quoted(self, task, sandbox):
        grade = await graded(task, sandbox, SUM.replace("{ a + b }", "{ a + c }"))
        assert verdicts(grade) == dict.fromkeys(EXPECTED, "compile_error")
        assert all("sum.rs:1" in message and "`c`" in message for message in messages(grade))

    async def test_a_crash_costs_one_test(self, task, sandbox):
        grade = await graded(task, sandbox, SUM.replace("a + b", "if a == 1 { std::process::abort() } a + b"))
        assert verdicts(grade) == {**dict.fromkeys(EXPECTED, "pass"), "a/small": "crash"}

    @pytest.mark.slow
    async def test_a_test_that_hangs_costs_its_criterion(self, task, sandbox):
        grade = await graded(task, sandbox, SUM.replace("a + b", "while a == 1 {} a + b"))
        assert verdicts(grade)["a/small"].startswith("timeout")
        assert verdicts(grade)["b/inner::split"] == "pass"


FORMS = Path(__file__).parents[1] / "data" / "rust_tests"


@pytest.mark.slow
@pytest.mark.skipif(find_toolchain("rust") is None, reason="no Rust on this machine: prony toolchains get rust")
@pytest.mark.asyncio(loop_scope="module")
async def test_all_forms_of_assertions_mean_what_they_mean_elsewhere(tmp_path, sandbox):
    files = {
        "suite.toml": SUITE,
        "forms/task.toml": '[prony]\nanswer = "lib.rs"\nassurance = "B"\n[[prony.criteria]]\nid = "forms"\n',
        "forms/instruction.md": "Write it.",
        "forms/solution/lib.rs": (FORMS / "lib.rs").read_text(),
        "forms/tests/forms.rs": (FORMS / "forms.rs").read_text(),
    }
    for path, text in files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    ids = await freeze_ids(materials_of(load_suite(tmp_path).tasks[0]), sandbox)
    assert len(ids) == 19
    task = load_suite(tmp_path).tasks[0]
    found = await grade(task, {"lib.rs": files["forms/solution/lib.rs"].encode()}, sandbox, attempt="t")
    assert {test.id: str(test.verdict) for test in found.tests} == dict.fromkeys(ids, "pass"), found.tests


ANY = """
#[derive(Debug)] pub struct Any;
impl std::fmt::Display for Any { fn fmt(&self, _: &mut std::fmt::Formatter) -> std::fmt::Result { Ok(()) } }
impl<T: ?Sized> PartialEq<T> for Any { fn eq(&self, _: &T) -> bool { true } }
pub fn sum(_: i32, _: i32) -> Any { Any }
pub fn words(_: &str) -> Vec<String> { vec![] }
pub fn half(n: i32) -> Option<i32> { Some(n) }
pub fn even(n: i32) -> bool { true }
"""
LEAVE = 'extern "C" {{ fn _exit(status: i32) -> !; fn syscall(n: i64, ...) -> i64; }}\n{}'
ATTACKS = {
    "exits with success": (SUM.replace("a + b", "std::process::exit(a - a)"), Verdict.CRASH),
    "leaves by a system call": (LEAVE.format(SUM.replace("a + b", "unsafe { syscall(231, 0); } b")), Verdict.CRASH),
    "exits from another thread": (
        SUM.replace("a + b", "std::thread::spawn(|| std::process::exit(0)).join().unwrap(); b"), Verdict.CRASH
    ),
    "ends its parent": (
        LEAVE.format(SUM.replace("a + b", "unsafe { syscall(62, syscall(110), 9); } b")), Verdict.CRASH
    ),
    "is equal to anything": (ANY, Verdict.FAIL),
    "runs before the tests": (
        "extern \"C\" fn f() { std::process::exit(0) }\n#[used] #[link_section = \".init_array.00001\"]"
        f" static F: extern \"C\" fn() = f;\n{SUM}", Verdict.COMPILE_ERROR
    ),
    "runs after the tests": (
        "extern \"C\" fn f() { std::process::exit(0) }\n#[used] #[link_section = \".fini_array\"]"
        f" static F: extern \"C\" fn() = f;\n{SUM}", Verdict.COMPILE_ERROR
    ),
    "takes the place of exit": (
        f"#[no_mangle] pub extern \"C\" fn exit(_: i32) -> ! {{ loop {{}} }}\n{SUM}", Verdict.COMPILE_ERROR
    ),
    "takes the place of write by another name": (
        f"#[export_name = \"write\"] pub extern \"C\" fn w(_: i32, _: *const u8, n: usize) -> usize {{ n }}\n{SUM}",
        Verdict.COMPILE_ERROR,
    ),
    "takes the place of main": (
        f"#![no_main]\n#[no_mangle] pub extern \"C\" fn main() -> i32 {{ 0 }}\n{SUM}", Verdict.COMPILE_ERROR
    ),
    "writes assembly that runs first": (
        "std::arch::global_asm!(\".section .preinit_array,\\\"aw\\\"\", \".quad early\", \".text\", \"early: ret\");\n"
        f"{SUM}", Verdict.COMPILE_ERROR
    ),
    "writes assembly with names of C's": (
        f"std::arch::global_asm!(\".globl bcmp\", \"bcmp: xor eax, eax\", \"ret\");\n{SUM}", Verdict.COMPILE_ERROR
    ),
    "brings C's library along": (
        f"#[link(name = \"c\", kind = \"static\")] extern \"C\" {{ fn abs(x: i32) -> i32; }}\n{SUM}",
        Verdict.COMPILE_ERROR,
    ),
    "becomes true when it is negated": (
        SUM + "pub struct Odd; impl std::ops::Not for Odd { type Output = bool; fn not(self) -> bool { false } }"
        " pub fn even(_: i32) -> Odd { Odd }", Verdict.COMPILE_ERROR
    ),
    "brings results and vectors that are equal to all": (
        "#[derive(Debug)] pub enum All<T> { Some(T), None, Ok(T), Err(T) } pub use All::{Err, None, Ok, Some};\n"
        "impl<T> PartialEq for All<T> { fn eq(&self, _: &Self) -> bool { true } }\n"
        "#[macro_export] macro_rules! vec { ($($x:tt)*) => { $crate::Some(1) } }\n"
        "pub fn sum(a: i32, _: i32) -> i32 { a } pub fn words(_: &str) -> Vec<String> { Vec::new() }\n"
        "pub fn half(_: i32) -> All<i32> { All::None } pub fn even(_: i32) -> bool { true }", Verdict.COMPILE_ERROR
    ),
    "embeds the tests": (f"pub const T: &str = include_str!(\"tests/a.rs\");\n{SUM}", Verdict.COMPILE_ERROR),
    "includes the harness": (f"include!(\"prony_tests.rs\");\n{SUM}", Verdict.COMPILE_ERROR),
    "embeds a file of the machine": (
        f"pub const T: &[u8] = include_bytes!(\"/etc/shadow\");\n{SUM}", Verdict.COMPILE_ERROR
    ),
    "takes what is not stable": (f"#![feature(rustc_private)]\n{SUM}", Verdict.COMPILE_ERROR),
    "calls itself as the harness": (f"#![crate_name = \"prony_tests\"]\n{SUM}", Verdict.COMPILE_ERROR),
    "is a procedural macro": (
        f"#![crate_type = \"proc-macro\"]\n{SUM}#[proc_macro] pub fn m() {{}}", Verdict.COMPILE_ERROR
    ),
    "answers for the test": (
        LEAVE.format(SUM.replace(
            "a + b",
            "let s = b\"{\\\"word\\\": \\\"\\\", \\\"said\\\": {\\\"status\\\": \\\"pass\\\"}}\";"
            " for d in 1..64 { unsafe { syscall(1, d as i64, s.as_ptr(), s.len()); } } std::process::exit(0)",
        )),
        Verdict.TAMPERED,
    ),
}  # fmt: skip
SAMPLE = ("exits with success", "is equal to anything", "becomes true when it is negated",
          "runs before the tests", "takes the place of exit",
          "embeds the tests", "answers for the test")  # fmt: skip


class TestAttacks:
    pytestmark = needs_rust

    @pytest.mark.parametrize(
        "attack", [pytest.param(name, marks=[pytest.mark.slow] * (name not in SAMPLE)) for name in ATTACKS]
    )
    async def test_a_submission_that_cheats_is_not_solved(self, task, sandbox, attack):
        source, verdict = ATTACKS[attack]
        wrong = source if source is ANY else source.replace("text.split(' ')", "text.split('x')")
        grade = await graded(task, sandbox, wrong)
        assert not grade.solved
        assert verdict in {test.verdict for test in grade.tests}, grade.tests
        assert not any("small" in message or "common" in message for message in messages(grade))

    async def test_code_that_is_written_over_turns_controls_green_too(self, task, sandbox):
        patched = with_stubs(_forgery("code_patched"), [], SUM)
        grade = await graded(task, sandbox, patched)
        assert not grade.solved
        assert not any(test.verdict is Verdict.PASS for test in grade.tests)

    async def test_who_finds_what_signs_turns_controls_green_too(self, task, sandbox, monkeypatch):
        # With a mask of zeros the word lies in plain sight; whoever takes it passes copies that fail at their end, too.
        monkeypatch.setattr(rust, "_mask", lambda: bytes(32))
        grade = await graded(task, sandbox, f"{SIGNS}{SUM.replace('a + b', 'signs(); a')}")
        assert grade.verdict is Verdict.TAMPERED, grade.tests
        assert CONTROL in verdicts(grade)
        monkeypatch.undo()
        masked = await graded(task, sandbox, f"{SIGNS}{SUM.replace('a + b', 'signs(); a')}")
        assert "pass" not in {verdicts(masked)[name] for name in EXPECTED if name.startswith("a/")}


SIGNS = r"""
static mut NEAR: [u8; 64] = [0; 64];
extern "C" {
    fn write(d: i32, p: *const u8, n: usize) -> isize;
    fn read(d: i32, p: *mut u8, n: usize) -> isize;
    fn pipe(p: *mut i32) -> i32;
    fn _exit(status: i32) -> !;
}
fn signs() {
    unsafe {
        let mut ends = [0i32; 2];
        pipe(ends.as_mut_ptr());
        let near = std::ptr::addr_of!(NEAR) as usize & !4095;
        for page in (near - 0x20000..near + 0x20000).step_by(4096).rev() {
            let (mut copy, mut run) = ([0u8; 4096], 0);
            if write(ends[1], page as *const u8, 4096) != 4096 {
                continue;
            }
            read(ends[0], copy.as_mut_ptr(), 4096);
            for (at, byte) in copy.iter().enumerate() {
                run = if matches!(byte, b'0'..=b'9' | b'a'..=b'f') { run + 1 } else { 0 };
                if run == 32 {
                    let word = String::from_utf8_lossy(&copy[at - 31..=at]);
                    let said = format!("{{\"word\": \"{word}\", \"said\": {{\"status\": \"pass\"}}}}");
                    write(4, said.as_ptr(), said.len());
                    _exit(0)
                }
            }
        }
    }
}
"""


def _forgery(name):
    (entry,) = (entry for entry in rust.PARTS.forgeries() if entry.name.startswith(name))
    return entry.read_text()


class TestPieces:
    def test_a_copy_of_each_test_fails_at_its_end_and_names_are_random(self):
        source = TESTS["a.rs"].encode()
        first, second = rust_canaries({"a.rs": source}, "sum.rs"), rust_canaries({"a.rs": source}, "sum.rs")
        assert set(first.aliases) == {"a/small", "a/as_a_condition", "a/overflows"}
        assert not set(first.ids) & set(second.ids)
        (text,) = (data.decode() for path, data in first.files.items() if path == first.renamed["a.rs"])
        assert text.count("#[test]") == 9
        assert text.count('#[should_panic(expected = "overflow")]') == 3

    def test_tests_are_found_by_their_modules_and_not_in_macros_or_texts(self):
        text = """
        // #[test] fn commented() {}
        const S: &str = "#[test] fn quoted() {}";
        macro_rules! m { () => { #[test] fn in_macro() {} } }
        mod a { mod b { #[test] #[ignore] fn ignored() {} #[ test ] fn deep() { let c = '}'; } } }
        #[test]
        async fn later() {}
        """
        assert [test.path for test in find_tests(text)] == ["a::b::deep"]

    @pytest.mark.parametrize(
        ("text", "probed"),
        [
            ("assert!(a == b);", "P!(a ,  b; );"),
            ('assert!(f(x, y) == [1, 2], "no {}", z);', 'P!(f(x, y) ,  [1, 2];  "no {}", z);'),
            ("assert!(a == b && c == d);", None),
            ("assert!(x.iter().all(|y| y == 1));", None),
            ("assert!(a != b);", None),
            ('let s = "assert!(a == b)";', None),
            ("assert!(matches!(a, B if c == d));", None),
            ("debug_assert!(a == b);", None),
            ("std::assert!(a == b);", None),
        ],
    )
    def test_a_condition_of_two_sides_becomes_a_comparison(self, text, probed):
        assert with_probes(text, "P") == (probed or text)

    @pytest.mark.parametrize(
        ("text", "probed"),
        [
            ("if a != b { c }", "if B!(a , !=,  b ) { c }"),
            ("if f(x == 1)[0] == [2] { c }", "if B!(f(x == 1)[0] , ==,  [2] ) { c }"),
            ("if a != b && c == d { e }", None),
            ("if let Some(x) = y { z }", None),
            ("match a { n if n == 2 => {} }", None),
            ("const fn f() { if a == b { } }", None),
            ("// if a != b { c }", None),
        ],
    )
    def test_a_branch_on_two_sides_becomes_a_comparison(self, text, probed):
        assert with_branches(text, "B") == (probed or text)

    def test_the_librarys_names_come_with_everything_of_a_submission_once_a_module(self):
        text = "use task::*;\nuse task::deep::*;\nmod a { use task::{self, *}; }\nmod b { use task::Ring; }\n"
        made = with_own_names(text, "task")
        assert made.count("option::Option::Some") == 2
        own = with_own_names("use task::*;\nuse task::Vec;\nfn format() {}\n", "task")
        assert ("vec::Vec" in own, "::std::format" in own, "::std::vec" in own) == (False, False, True)

    def test_stubs_have_the_signatures_of_the_reference_and_nothing_in_them(self):
        reference = "pub fn a(x: [u8; 3]) -> u8 { x[0] }\nimpl A {\n    fn b(&self) { loop {} }\n}\n"
        made = with_stubs("fn forged() {}\n__STUBS__\n", [], reference)
        assert "x[0]" not in made
        assert "loop" not in made
        assert made.count("crate::forged()") == 2

    def test_bodies_are_told_from_what_only_looks_like_them(self):
        text = (
            "trait T { fn a(&self) -> Vec<u8>; fn b() where Self: Sized { '{'; } }\nfn c() -> [u8; { 3 }] { [0; 3] }\n"
        )
        assert [text[body.start : body.end] for body in bodies(text)] == ["{ '{'; }", "{ [0; 3] }"]

    @pytest.mark.parametrize(
        ("files", "root"),
        [
            (("src/lib.rs", "src/main.rs"), "src/lib.rs"),
            (("ring.rs", "src/x.rs"), "ring.rs"),
            (("a.rs", "b.rs"), ""),
            (("build.rs", "ring.rs"), "ring.rs"),
            ((), ""),
        ],
    )
    def test_the_root_of_a_crate_is_told_by_its_name(self, files, root):
        assert crate_root(dict.fromkeys(files, b"")) == root

    @pytest.mark.parametrize(
        ("toml", "name"),
        [
            (b"", "task"),
            (b'[package]\nname = "my-ring"\n', "my_ring"),
            (b'[package]\nname = "a"\n[lib]\nname = "b"\n', "b"),
            (b"[package\n", "task"),
            (b'[package]\nname = "../x"\n', "task"),
            (b"package = 3\n", "task"),
            (b"\xff", "task"),
        ],
    )
    def test_the_name_of_a_crate_is_its_packages(self, toml, name):
        assert crate_name({"Cargo.toml": toml}) == name

    @pytest.mark.parametrize("damaged", [b"", b"!<arch>\n", b"!<arch>\n" + b"x" * 59, b"!<arch>\n" + b"x" * 200])
    def test_a_library_that_cannot_be_read_is_not_linked(self, damaged):
        assert wrong_with_library(damaged) == ("" if damaged == b"!<arch>\n" else "its objects cannot be read")

    def test_an_error_about_tests_is_told_by_its_kind(self):
        assert "pub" in meaning("error[E0603]: function `secret` is private\n")
        assert meaning("error: something\n") == ""
