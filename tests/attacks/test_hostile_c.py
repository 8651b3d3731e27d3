"""C and C++: sources that attack their compiler, programs and headers that attack their tests."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Grade, Limits, Task, TestStatus, Verdict
from prony.sandbox import Built, Program, Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("cpp") is None, reason="prony toolchains get cpp fetches its compiler"),
]
SUITE = Path(__file__).parents[1] / "data" / "execution"
TIGHT = Limits(cpu_s=4, wall_s=12, memory_mb=384, processes=32, output_bytes=1 << 16, disk_mb=64)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("c", "cpp")) as opened:
        yield opened


@pytest.fixture(scope="module")
def tasks() -> dict[str, Task]:
    return {task.name: task for task in load_suite(SUITE).tasks}


async def compiled(sandbox: Sandbox, source: str, suffix: str = "c", **files: bytes) -> Built:
    name = f"main.{suffix}"
    return await sandbox.build(suffix, {name: source.encode(), **files}, ("program", name), keep=False)


# --- compiling -------------------------------------------------------------------------------------------------------

READS = {
    "a file of the machine, included": '#include "/etc/passwd"\nint main(void) {}',
    "a file of the machine, embedded": 'const char x[] = {\n#embed "/etc/shadow"\n};\nint main(void) {}',
    "a file of the machine, assembled": '__asm__(".incbin \\"/etc/shadow\\"");\nint main(void) {}',
    "a home": '#include "/root/.ssh/id_rsa"\nint main(void) {}',
    "tests beside it": '#include "../tests/test_ring.c"\nint main(void) {}',
    "tests in their folder": '#embed "/tests/test_ring.c"\nint main(void) {}',
    "the environment of its compiler's parent": '#include "/proc/1/environ"\nint main(void) {}',
}


@pytest.mark.parametrize("name", READS)
async def test_a_source_reads_nothing_but_itself(sandbox: Sandbox, name: str) -> None:
    made = await compiled(sandbox, READS[name])
    assert made.verdict is Verdict.COMPILE_ERROR, name
    assert "root:" not in made.said


BOMBS = {
    "a header that includes itself": ("c", '#include "main.c"\n'),
    "a macro that doubles": (
        "c",
        "#define A0 x\n"
        + "".join(f"#define A{n} A{n - 1} A{n - 1}\n" for n in range(1, 40))
        + "int main(void) { A39; }",
    ),
    "an array of a terabyte": ("c", "char a[1ULL << 40] = {1};\nint main(void) { return a[0]; }"),
    "a template without an end": ("cpp", "template <int N> struct A : A<N + 1> {}; A<0> a; int main() {}"),
    "a type that doubles": (
        "cpp",
        "template <class T> struct P { T a, b; };\n"
        + "template <int N> struct D { using t = P<typename D<N - 1>::t>; };\n"
        + "template <> struct D<0> { using t = int; };\n"
        + "D<60>::t x; int main() { return sizeof x == 0; }",
    ),
    "a constant without an end": (
        "cpp",
        "constexpr int f() { for (;;) {} return 0; } constexpr int x = f(); int main() {}",
    ),
    "a hundred thousand brackets": ("c", "int x = " + "(" * 100_000 + "1" + ")" * 100_000 + ";\nint main(void) {}"),
    "a hundred thousand errors": ("c", "int main(void) {\n" + "x;\n" * 100_000 + "}"),
    "zeros": ("c", "\0" * (1 << 16)),
}


QUICK = {"a header that includes itself", "a template without an end", "zeros", "the tests, embedded", "exit"}
QUICK |= {"checks without a check", "by the name of the file", "nothing", "an answer tried in a copy", "strcmp"}
QUICK |= {"the test started again", "code before all other", "a function chosen before all other"}
"""Of those that take longer, what every run tries; `make test-slow` tries all."""


def some(attacks: object) -> list[object]:
    """Names of attacks, most of them for slow runs only."""
    assert isinstance(attacks, dict)
    return [pytest.param(name, marks=[pytest.mark.slow] * (name not in QUICK), id=name) for name in attacks]


@pytest.mark.parametrize("name", some(BOMBS))
async def test_a_bomb_costs_its_compiler_no_more_than_the_limits(
    sandbox: Sandbox, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suffix, source = BOMBS[name]
    chain = sandbox.toolchain(suffix)
    assert chain.compile is not None
    tight = msgspec.structs.replace(chain, compile=msgspec.structs.replace(chain.compile, limits=TIGHT))
    monkeypatch.setitem(sandbox.toolchains, suffix, tight)
    made = await compiled(sandbox, source, suffix)
    monkeypatch.undo()
    assert made.verdict is Verdict.COMPILE_ERROR, made
    assert len(made.said) < 8000
    healthy = await compiled(sandbox, "int main(void) {}\n")
    assert healthy.verdict is Verdict.PASS, "the slot did not survive the bomb"


async def test_words_in_sources_are_no_options_and_run_nothing(sandbox: Sandbox) -> None:
    source = (
        '#pragma comment(lib, "/work/evil.o")\n#pragma comment(linker, "-Wl,-e,evil")\n'
        "#pragma clang module import evil\nint evil(void) { return 7; }\nint main(void) { return 0; }\n"
    )
    files = {"@evil": b"-DX", "-fplugin=evil.c": b"", "evil.rsp": b"", "clang.cfg": b"-DX", "-o x.c": b"int y;\n"}
    made = await compiled(sandbox, source.replace("#pragma clang module import evil\n", ""), **files)
    assert made.verdict is Verdict.PASS, made.said
    ended = await sandbox.run(Program(toolchain="c", files=made.files, argv=("./program",)))
    assert (ended.verdict, list(made.files)) == (Verdict.PASS, ["program"])


async def test_nobody_can_write_to_the_library_that_later_programs_are_linked_with(sandbox: Sandbox) -> None:
    source = """#include <stdio.h>
int main(void) {
    const char *paths[] = {"/opt/c-stock/recipe", "/opt/c-stock/compile.sh", "/opt/zig/zig", "/opt/c-stock/new"};
    for (int i = 0; i < 4; i++) if (fopen(paths[i], "a")) return 1;
}
"""
    made = await compiled(sandbox, source)
    ended = await sandbox.run(Program(toolchain="c", files=made.files, argv=("./program",)))
    assert ended.verdict is Verdict.PASS


# --- tests of C ------------------------------------------------------------------------------------------------------

NEVER_FULL = (
    (SUITE / "c-tests" / "solution" / "ring.c")
    .read_text()
    .replace("if (r->size == ROOM) return false;", "if (r->size == ROOM) { stuck(); free(ring_pop(r)); }")
)
"""A ring that throws away what is oldest; at that point it does something about the test that will say so."""
HEAD = "#define _GNU_SOURCE\n#include <signal.h>\n#include <stdio.h>\n#include <sys/wait.h>\n#include <unistd.h>\n"
FAILS = {
    "nothing": "static void stuck(void) {}",
    "a report on every descriptor": 'static void stuck(void) { for (int i = 0; i < 3; i++) dprintf(i, "PASS\\n"); }',
    "the test started again": 'static void stuck(void) { execl("/proc/self/exe", "x", (char *)0); }',
    "write and getpid of its own": "ssize_t write(int a, const void *b, size_t c) { return c; }\n"
    "pid_t getpid(void) { return 1; }\nstatic void stuck(void) {}",
    "checks of the same name": "void CHECK(int x) {}\nvoid FAIL(const char *x) {}\nstatic void stuck(void) {}",
    "signals that it ignores": "static void stuck(void) { for (int i = 1; i < 65; i++) signal(i, SIG_IGN); }",
    "the file of tests opened": 'static void stuck(void) { if (fopen("test_ring.c", "r")) _exit(0); '
    'if (fopen("../tests/test_ring.c", "r")) _exit(0); }',
    "its own memory": 'static void stuck(void) { if (fopen("/proc/self/mem", "r")) _exit(0); }',
}
CRASHES = {
    "exit": "#include <stdlib.h>\nstatic void stuck(void) { exit(0); }",
    "exit by the kernel": "static void stuck(void) { syscall(231, 0); syscall(94, 0); }",
    "an answer tried in a copy": "static void stuck(void) { for (int i = 0; i < 9; i++) { pid_t p = fork(); "
    "if (!p) { close(4); return; } waitpid(p, 0, 0); } }",
    "the channel closed": "static void stuck(void) { close(4); }",
    "a handler that leaves": "static void leave(int n) { _exit(0); }\nstatic void stuck(void) { signal(SIGSEGV, leave);"
    " *(volatile int *)0 = 1; }",
}
REFUSED = {
    "strcmp": "int strcmp(const char *a, const char *b) { return 0; }\nstatic void stuck(void) {}",
    "exit of its own": "void _exit(int n) { for (;;) {} }\nstatic void stuck(void) {}",
    "the start of the C library": "int __libc_start_main(void) { return 0; }\nstatic void stuck(void) {}",
    "code before all other": "static void early(void) {}\n"
    '__attribute__((section(".preinit_array"), used)) static void (*p)(void) = early;\nstatic void stuck(void) {}',
    "a function chosen before all other": "static void impl(void) {}\n"
    "static void (*choose(void))(void) { return impl; }\n"
    '__attribute__((ifunc("choose"))) void stuck(void);',
    "main by another name": '__asm__(".globl main\\nmain:\\n ret");\nstatic void stuck(void) {}',
    "the tests, embedded": 'static const char t[] = {\n#embed "test_ring.c"\n};\nstatic void stuck(void) {}',
}


async def of_c(sandbox: Sandbox, tasks: dict[str, Task], stuck: str) -> Grade:
    source = f"{HEAD}{stuck}\n{NEVER_FULL}"
    return await grade(tasks["c-tests"], {"ring.c": source.encode()}, sandbox, attempt="a")


@pytest.mark.parametrize("name", some(FAILS))
async def test_an_answer_in_c_that_silences_what_it_cannot_do_fails(
    sandbox: Sandbox, tasks: dict[str, Task], name: str
) -> None:
    graded = await of_c(sandbox, tasks, FAILS[name])
    assert graded.verdict is Verdict.FAIL, [(test.id, test.verdict, test.message) for test in graded.tests]
    assert not graded.solved


@pytest.mark.parametrize("name", some(CRASHES))
async def test_an_answer_in_c_that_ends_its_test_crashes(sandbox: Sandbox, tasks: dict[str, Task], name: str) -> None:
    graded = await of_c(sandbox, tasks, CRASHES[name])
    assert graded.verdict is Verdict.CRASH, [(test.id, test.verdict, test.message) for test in graded.tests]


@pytest.mark.parametrize("name", some(REFUSED))
async def test_an_answer_in_c_that_takes_the_place_of_what_tests_stand_on_does_not_compile(
    sandbox: Sandbox, tasks: dict[str, Task], name: str
) -> None:
    graded = await of_c(sandbox, tasks, REFUSED[name])
    assert graded.verdict is Verdict.COMPILE_ERROR, [(test.id, test.verdict, test.message) for test in graded.tests]


async def test_a_line_without_the_word_is_a_forgery(sandbox: Sandbox, tasks: dict[str, Task]) -> None:
    said = '{\\"word\\": \\"00000000000000000000000000000000\\", \\"said\\": {\\"status\\": \\"pass\\"}}'
    graded = await of_c(sandbox, tasks, f'static void stuck(void) {{ dprintf(4, "{said}"); _exit(0); }}')
    assert graded.verdict is Verdict.TAMPERED


async def test_the_word_is_gone_before_code_of_the_submission_runs(sandbox: Sandbox, tasks: dict[str, Task]) -> None:
    steal = (
        "__attribute__((constructor)) static void steal(void) { char b[9]; if (read(3, b, 9) > 0) _exit(1); }\n"
        "static void stuck(void) {}"
    )
    right = NEVER_FULL.replace("{ stuck(); free(ring_pop(r)); }", "return false;")
    files = {"ring.c": f"{HEAD}{steal}\n{right}".encode()}
    graded = await grade(tasks["c-tests"], files, sandbox, attempt="a")
    assert graded.solved, "it read something, and crashed"


async def test_a_right_answer_may_have_a_main_and_functions_that_are_called_as_the_librarys(
    sandbox: Sandbox, tasks: dict[str, Task]
) -> None:
    own = "void error(const char *s) { puts(s); }\nint link(void) { return 1; }\nint main(void) { return link(); }\n"
    right = NEVER_FULL.replace("{ stuck(); free(ring_pop(r)); }", "return false;")
    files = {"ring.c": f"#include <stdio.h>\n{right}\n{own}".encode()}
    graded = await grade(tasks["c-tests"], files, sandbox, attempt="a")
    assert graded.solved, [(test.id, test.message) for test in graded.tests]


# --- headers of C++, which stand before the tests that include them --------------------------------------------------

NEVER_THROWS = (
    (SUITE / "cpp-tests" / "solution" / "ring.hpp")
    .read_text()
    .replace('if (room == 0) throw std::invalid_argument("a ring has room for one value at least");', "")
)
TURN_GREEN = {
    "checks without a check": "#undef CHECK_THROWS_AS\n#define CHECK_THROWS_AS(...) ((void)0)",
    "a condition that never holds": "#define if(...) if constexpr (false)",
    "a loop that never runs": "#define while(...) while (false)",
    "a comparison that always holds": "using ints = std::vector<int>;\n"
    "inline bool operator==(const ints&, const ints&) { return true; }",
    "memcmp by another name": "#define memcmp(...) 0",
}
HIDDEN = {
    "by the name of the file": "#include __BASE_FILE__",
    "by its place": '#include "test_ring.cpp"',
    "embedded": "inline const unsigned char seen[] = {\n#embed __BASE_FILE__\n};",
    "assembled": '__asm__(".incbin \\"<stdin>\\"");',
}


async def of_cpp(sandbox: Sandbox, tasks: dict[str, Task], more: str) -> Grade:
    return await grade(tasks["cpp-tests"], {"ring.hpp": f"{NEVER_THROWS}\n{more}\n".encode()}, sandbox, attempt="a")


@pytest.mark.parametrize("name", some(TURN_GREEN))
async def test_a_header_that_turns_what_fails_green_is_tampered(
    sandbox: Sandbox, tasks: dict[str, Task], name: str
) -> None:
    graded = await of_cpp(sandbox, tasks, TURN_GREEN[name])
    assert graded.verdict is Verdict.TAMPERED, [(test.id, test.verdict, test.message) for test in graded.tests]


@pytest.mark.parametrize("name", some(HIDDEN))
async def test_a_header_finds_no_text_of_the_tests_that_include_it(
    sandbox: Sandbox, tasks: dict[str, Task], name: str
) -> None:
    graded = await of_cpp(sandbox, tasks, HIDDEN[name])
    assert graded.verdict is Verdict.COMPILE_ERROR, [(test.id, test.verdict, test.message) for test in graded.tests]


async def test_a_message_says_the_kind_of_check_and_no_value(sandbox: Sandbox, tasks: dict[str, Task]) -> None:
    graded = await of_cpp(sandbox, tasks, "")
    assert graded.verdict is Verdict.FAIL
    said = {test.message for test in graded.tests if test.status is TestStatus.FAIL}
    assert all(re.fullmatch(r"failed: [A-Z_]+", message) for message in said), said


@pytest.mark.parametrize("name", ["c-tests", "cpp-tests"])
async def test_a_reference_passes_beside_all_its_controls(sandbox: Sandbox, tasks: dict[str, Task], name: str) -> None:
    task = tasks[name]
    folder = Path(task.path) / "solution"
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    graded = await grade(task, files, sandbox, attempt="a")
    assert graded.solved, [(test.id, test.status, test.message) for test in graded.tests]
