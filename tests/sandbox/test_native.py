"""C and C++: what is compiled and how, what programs may use, and what becomes of those that do not end well."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Built, Execution, Program, Sandbox, Workspaces, find_toolchain, open_sandbox
from prony.sandbox.toolchains.native import CXX, C, own
from prony.sandbox.toolchains.native.sources import NONE, beginning, described
from prony.sandbox.toolchains.native.zig import CLANG

PROGRAMS = Path(__file__).parents[1] / "data" / "programs"
MANY = sorted(path for suffix in ("c", "cpp") for path in (PROGRAMS / suffix).iterdir())
FEW = {"sum.c", "stack_overflow.c", "bool_of_c23.c", "contest.cpp", "hello.cpp", "own_names.cpp", "out_of_memory.cpp"}
LIMITS = Limits(cpu_s=5, wall_s=20, memory_mb=256, processes=32)
HELLO = b'#include <stdio.h>\nint main(void) { puts("hello"); }\n'

needs_kit = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("cpp") is None, reason="prony toolchains get cpp fetches its compiler"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("c", "cpp")) as opened:
        yield opened


async def built(sandbox: Sandbox, toolchain: str, files: dict[str, bytes], *, keep: bool = True) -> Built:
    return await sandbox.build(toolchain, files, ("program", next(iter(files))), keep=keep)


async def ran(
    sandbox: Sandbox, toolchain: str, files: dict[str, bytes], stdin: bytes = b"", limits: Limits = LIMITS
) -> Execution:
    made = await built(sandbox, toolchain, files)
    assert made.verdict is Verdict.PASS, made.said
    program = Program(toolchain=toolchain, files=made.files, argv=("./program",), stdin=stdin, limits=limits)
    return await sandbox.run(program)


class TestChosen:
    def test_every_source_is_compiled_but_tests_and_what_another_includes(self) -> None:
        files = {
            "main.cpp": b'#include "parts/inner.cpp"\n#include "a.h"\n',
            "a.h": b"",
            "parts/inner.cpp": b"",
            "lib/b.cc": b"",
            "lib/c.c": b"",
            "test_a.cpp": b"",
            "a_test.cpp": b"",
            "tests/x.cpp": b"",
            "notes.txt": b"",
        }
        assert CXX.choose(files)[3::4] == ("lib/b.cc", "lib/c.c", "main.cpp")
        assert CXX.choose(files)[0::4] == ("c++", "c", "c++")
        assert C.choose(files)[3::4] == ("lib/c.c",)

    @pytest.mark.parametrize(
        ("source", "header"),
        [
            (b"#include <bits/stdc++.h>\n", "bits-stdc++.h"),
            (b"#include <vector>\n#include <iostream>\n", "iostream"),
            (b'// one\n/* two\n */ #pragma GCC optimize("O3")\n#include <vector> // three\nint x;\n', "vector"),
            (b"\xef\xbb\xbf#include <string>\n", "string"),
            (b"#include <map>\n", NONE),
            (b"#define private public\n#include <iostream>\n", NONE),
            (b'#include "own.h"\n#include <iostream>\n', NONE),
            (b"int count;\n#include <iostream>\n", NONE),
            (b"#if 0\n#include <iostream>\n#endif\n", NONE),
            (b"// goes on \\\n#include <iostream>\n", NONE),
            (b"/* open\n#include <iostream>\n", NONE),
            (b"#include <iostream> + 1\n", NONE),
            (b"", NONE),
        ],
    )
    def test_a_precompiled_header_stands_only_for_how_a_file_begins(self, source: bytes, header: str) -> None:
        assert beginning(source) == header

    def test_a_header_of_the_newer_standard_asks_for_it(self) -> None:
        assert described("a.cpp", b"#include <print>\n")[1] == "gnu++23"
        assert described("a.cpp", b"#include <iostream>\n")[1] == "gnu++20"
        assert described("a.c", b"#include <stdio.h>\n") == ("c", "gnu17", NONE)


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.name, marks=[pytest.mark.slow] * (path.name not in FEW)) for path in MANY]
)
class TestPrograms:
    pytestmark = needs_kit

    async def test_it_prints_and_ends_as_its_head_says(self, sandbox: Sandbox, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        stdin, stdout = (
            "".join(f"{line}\n" for line in re.findall(rf"^//{mark} ?(.*)$", source, re.MULTILINE)) for mark in "<>"
        )
        wanted = re.search(r"^//! (.+)$", source, re.MULTILINE)
        toolchain = path.parent.name
        ended = await ran(sandbox, toolchain, {f"main{path.suffix}": source.encode()}, stdin.encode())
        how = {str(ended.exit_code), str(ended.verdict), ended.detail.removeprefix("killed by ")}
        assert (wanted[1] if wanted else "0") in how, (ended.detail, ended.stderr)
        assert ended.stdout.decode() == stdout


class TestCompiled:
    pytestmark = needs_kit

    @pytest.mark.parametrize("toolchain", ["c", "cpp"])
    async def test_the_same_sources_give_the_same_bytes(self, sandbox: Sandbox, toolchain: str) -> None:
        source = b"const char *made(void) { return __DATE__ __TIME__ __FILE__; }\n" + HELLO
        files = {f"main.{toolchain}": source}
        first, second = [await built(sandbox, toolchain, files, keep=False) for _ in range(2)]
        assert first.verdict is Verdict.PASS, first.said
        assert first.files == second.files

    async def test_an_error_names_the_file_and_the_line_in_the_compilers_words(self, sandbox: Sandbox) -> None:
        made = await built(sandbox, "c", {"main.c": b'#include "sub/f.h"\nint main(void) { return f(); }\n',
                                          "sub/f.h": b"int f(void);\n",
                                          "sub/f.c": b"int f(void)\n{\n    return x;\n}\n"})  # fmt: skip
        assert made.verdict is Verdict.COMPILE_ERROR
        assert made.said == "sub/f.c:3:12: error: use of undeclared identifier 'x'"
        made = await built(sandbox, "cpp", {"a.cpp": b'#include <string>\nint main() { return std::string("a"); }\n'})
        assert made.said.startswith("a.cpp:2:21: error: no viable conversion")

    async def test_what_is_not_defined_is_the_linkers_error(self, sandbox: Sandbox) -> None:
        made = await built(sandbox, "c", {"main.c": b"int f(void);\nint main(void) { return f(); }\n"})
        assert (made.verdict, "undefined symbol: f" in made.said) == (Verdict.COMPILE_ERROR, True)
        made = await built(sandbox, "c", {"notes.txt": b""})
        assert (made.verdict, made.said) == (Verdict.COMPILE_ERROR, "there is no source file")

    async def test_warnings_are_no_errors_and_nothing_is_added_to_a_program(self, sandbox: Sandbox) -> None:
        source = b"""#include <limits.h>
#include <stdio.h>
int main(void) {
    int unused, x = INT_MAX; volatile int one = 1;
    x = (int)((unsigned)x + one);
    unsigned shift = 40 + one; volatile int n = 1; n <<= (shift & 31);
#ifdef NDEBUG
    puts("NDEBUG");
#endif
    int a[2] = {1, 2}; volatile int i = 1;
    return a[i] == 2 ? 0 : 1;
}
"""
        ended = await ran(sandbox, "c", {"main.c": source})
        assert (ended.verdict, ended.stdout, ended.stderr) == (Verdict.PASS, b"", b"")

    async def test_sources_and_headers_in_folders_make_one_program(self, sandbox: Sandbox) -> None:
        files = {
            "src/main.cpp": b'#include <iostream>\n#include "shape.hpp"\n'
            b'extern "C" int twice(int);\nint main() { std::cout << area(twice(2)); }\n',
            "include/shape.hpp": b"int area(int);\n",
            "src/shape.cpp": b'#include "shape.hpp"\nint area(int n) { return n * n; }\n',
            "lib/twice.c": b"int twice(int n) { int class = n; return 2 * class; }\n",
            "-o evil.cpp": b"namespace { int x; }\n",
            "tests/test_shape.cpp": b"int main() { return 1; }\n",
        }
        ended = await ran(sandbox, "cpp", files)
        assert ended.stdout == b"16", ended.stderr

    async def test_the_versions_are_those_of_the_compiler(self, sandbox: Sandbox) -> None:
        version = sandbox.toolchain("c").version
        source = b'#include <stdio.h>\nint main(void) { printf("%s", __clang_version__); }\n'
        assert (await ran(sandbox, "c", {"v.c": source})).stdout.split()[0].decode() == version
        assert version in CLANG.values()


BAD_ENDS = {
    "endless": ("for (;;) {}", Verdict.TIMEOUT_CPU),
    "memory": (
        "for (;;) for (volatile char *p = malloc(1 << 20), *q = p; q < p + (1 << 20); q += 4096) *q = 1;",
        Verdict.OOM,
    ),
    "flood": ('for (;;) puts("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");', Verdict.OUTPUT_LIMIT),
    "forks": ("for (;;) if (fork() < 0) exit(1);", Verdict.LIMIT),
    "disk": (
        'FILE *f = fopen("x", "w"); static char b[1 << 20]; while (fwrite(b, 1, sizeof b, f) == sizeof b) {} abort();',
        Verdict.LIMIT,
    ),
    "abort": ("abort();", Verdict.CRASH),
    "status": ("exit(4);", Verdict.FAIL),
}


class TestEnds:
    pytestmark = needs_kit

    @pytest.mark.parametrize("how", BAD_ENDS)
    async def test_a_bad_end_has_its_verdict(self, sandbox: Sandbox, how: str) -> None:
        body, verdict = BAD_ENDS[how]
        head = "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\n"
        limits = Limits(cpu_s=1, wall_s=10, memory_mb=128, processes=16, disk_mb=16)
        ended = await ran(sandbox, "c", {"m.c": f"{head}int main(void) {{ {body} }}\n".encode()}, limits=limits)
        assert ended.verdict is verdict, (ended.detail, ended.stderr)

    async def test_threads_beyond_the_limit_are_told_as_such(self, sandbox: Sandbox) -> None:
        source = b"""#include <chrono>
#include <thread>
#include <vector>
int main() {
    std::vector<std::thread> all;
    for (int i = 0; i < 200; ++i) all.emplace_back([] { std::this_thread::sleep_for(std::chrono::seconds(5)); });
}
"""
        ended = await ran(sandbox, "cpp", {"m.cpp": source})
        assert ended.verdict is Verdict.LIMIT, (ended.detail, ended.stderr)
        assert ended.detail.startswith("pids")

    async def test_twenty_threads_with_stacks_of_their_own_fit(self, sandbox: Sandbox) -> None:
        source = b"""#include <pthread.h>
#include <stdio.h>
static void *work(void *p) { volatile char b[1 << 18]; b[0] = b[(1 << 18) - 1] = 1; return p; }
int main(void) {
    pthread_t t[20];
    for (int i = 0; i < 20; i++) if (pthread_create(&t[i], 0, work, 0)) { perror("thread"); return 1; }
    for (int i = 0; i < 20; i++) pthread_join(t[i], 0);
    puts("fine");
}
"""
        assert (await ran(sandbox, "c", {"m.c": source})).stdout == b"fine\n"


class TestOwn:
    def test_what_is_no_compiler_of_the_language_is_refused(self, tmp_path: Path) -> None:
        other = tmp_path / "gcc"
        other.write_text("#!/bin/sh\necho a game\n")
        other.chmod(0o755)
        with pytest.raises(SandboxError) as caught:
            own(C, str(other))
        assert caught.value.code == "E412"
        gcc = shutil.which("gcc")
        if gcc is not None:
            with pytest.raises(SandboxError) as caught:
                own(CXX, gcc)
            assert "called g++" in (caught.value.hint or "")

    @pytest.mark.asyncio(loop_scope="module")
    @pytest.mark.skipif(not (shutil.which("g++") and shutil.which("gcc")), reason="no gcc on this machine")
    async def test_the_machines_own_compilers_compile_and_run(self) -> None:
        named = {"c": str(shutil.which("gcc")), "cpp": str(shutil.which("g++"))}
        async with open_sandbox(slots=1, toolchains=("c", "cpp"), overrides=named) as sandbox:
            for toolchain, name in (("c", "sum.c"), ("cpp", "words.cpp")):
                assert re.fullmatch(r"\d+\.\d+\.\d+", sandbox.toolchain(toolchain).version)
                source = (PROGRAMS / toolchain / name).read_bytes()
                made = await built(sandbox, toolchain, {f"m.{toolchain}": source}, keep=False)
                assert made.verdict is Verdict.PASS, made.said
            broken = await built(sandbox, "cpp", {"m.cpp": b"int main() { return x; }\n"}, keep=False)
        assert "m.cpp:1:21: error:" in broken.said


class TestWorkspace:
    pytestmark = needs_kit

    async def test_an_agent_calls_the_compilers_by_their_usual_names(self) -> None:
        files = {
            "my main.c": b'#include <math.h>\n#include <stdio.h>\nint main() { printf("%g %d\\n", sqrt(4.), V); }\n',
            "m.cpp": b"#include <iostream>\nint f();\nint main() { std::cout << f() << '\\n'; }\n",
            "f.cpp": b"int f() { return 7; }\n",
        }
        async with Workspaces().open(files, ["cpp"]) as workspace:
            for command, said in (
                ("gcc -std=c11 -Wall -DV=3 -O2 'my main.c' -o 'my program' -lm && './my program'", b"2 3\n"),
                ("g++ -std=c++23 m.cpp f.cpp && ./a.out", b"7\n"),
                ("c++ -c m.cpp && c++ -c -o g.o f.cpp && c++ -o both m.o g.o && ./both", b"7\n"),
            ):
                ended = await workspace.run(command)
                assert (ended.stdout, ended.exit_code) == (said, 0), ended.stderr
            broken = await workspace.run("gcc 'my main.c'")
            assert (broken.exit_code, b"my main.c:3:" in broken.stdout) == (1, True)
