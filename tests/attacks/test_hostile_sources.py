"""Sources that attack whoever compiles them: it reads hostile text in a slot, under limits."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec
import pytest
import pytest_asyncio

from prony.nouns import Limits, Verdict
from prony.sandbox import Built, Program, Sandbox, find_toolchain, open_sandbox

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("go") is None, reason="no Go on this machine; its wheel is the extra `go`"),
]
MAIN = b"package main\n\nfunc main() {}\n"
TIGHT = Limits(cpu_s=1, wall_s=30, memory_mb=256, processes=64, output_bytes=1 << 14, disk_mb=32)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    """One slot for all of them: each attack finds it as the one before left it."""
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        yield opened


async def compiled(sandbox: Sandbox, **files: bytes) -> Built:
    tree = {name.replace("__", "/"): data for name, data in files.items()}
    made = await sandbox.build("go", tree, ("-o", "out/program", "-main", "."), keep=False)
    healthy = await sandbox.build("go", {"main.go": MAIN}, ("-o", "out/program", "-main", "."))
    assert healthy.verdict is Verdict.PASS, "the slot did not survive the attack"
    return made


REFUSED = {
    "a file of the machine embedded": (
        b'package main\n\nimport _ "embed"\n\n//go:embed /etc/passwd\nvar s string\n\nfunc main() { print(s) }\n',
        "go:embed",
    ),
    "a file beside it embedded": (
        b'package main\n\nimport _ "embed"\n\n//go:embed other.txt\nvar text string\n\nfunc main() { print(text) }\n',
        "go:embed",
    ),
    "C with the flags of its choice": (
        b"package main\n\n// #cgo CFLAGS: -fplugin=/work/evil.so\n// #cgo LDFLAGS: -Wl,-T,/etc/passwd\n// int x;\n"
        b'import "C"\n\nfunc main() { print(C.x) }\n',
        'imports "C"',
    ),
    "a function without a body": (
        b"package main\n\nfunc missing()\n\nfunc main() { missing() }\n",
        "missing function body",
    ),
    "a dynamic import": (
        b'package main\n\n//go:cgo_import_dynamic puts puts "libc.so.6"\n//go:cgo_ldflag "-Wl,-rpath=/work"\n\n'
        b"func main() {}\n",
        "only allowed in cgo-generated code",
    ),
    "a compiler's own package": (b'package main\n\nimport _ "cmd/compile/internal/gc"\n\nfunc main() {}\n', "internal"),
    "a path out of the folder": (b'package main\n\nimport _ "../../etc"\n\nfunc main() {}\n', "other modules"),
    "an absolute path": (b'package main\n\nimport _ "/etc"\n\nfunc main() {}\n', "other modules"),
    "a module from the network": (b'package main\n\nimport _ "example.com/m/v2"\n\nfunc main() {}\n', "other modules"),
    "a line that claims another file": (b"//line /etc/passwd:1\npackage main\n\nfunc main() { x }\n", "undefined: x"),
}


@pytest.mark.parametrize("attack", REFUSED)
async def test_what_reaches_out_of_its_sources_does_not_compile(sandbox: Sandbox, attack: str) -> None:
    source, words = REFUSED[attack]
    made = await compiled(sandbox, **{"main.go": source, "other.txt": b"beside"})
    assert made.verdict is Verdict.COMPILE_ERROR, made
    assert words in made.said
    assert "root:" not in made.said, "a file of the machine was read out"


@pytest.mark.parametrize(
    "pattern", ["/etc/passwd", "../etc/passwd", "all:../../etc", "web/../../etc", ".", "go.mod/../../etc/passwd"]
)
async def test_what_a_program_embeds_lies_below_its_own_folder(sandbox: Sandbox, pattern: str) -> None:
    source = f'package main\n\nimport "embed"\n\n//go:embed {pattern}\nvar files embed.FS\n\nfunc main() {{}}\n'
    tree = {"main.go": source.encode(), "go.mod": b"module x\n\ngo 1.22\n", "web__a": b"a"}
    made = await compiled(sandbox, **tree)
    assert made.verdict is Verdict.COMPILE_ERROR, made
    assert f"pattern {pattern}: invalid pattern syntax" in made.said


@pytest.mark.parametrize("pattern", ["x_test.go", "testdata", "*"])
async def test_nothing_that_lies_beside_tests_is_embedded(sandbox: Sandbox, pattern: str) -> None:
    source = f'package x\n\nimport "embed"\n\n//go:embed {pattern}\nvar Files embed.FS\n'
    tree = {
        "x.go": source.encode(),
        "x_test.go": b'package x\n\nimport "testing"\n\nfunc TestX(t *testing.T) {}\n',
        "testdata/expected": b"42",
        "go.mod": b"module x\n\ngo 1.22\n",
    }
    made = await sandbox.build("go", tree, ("-o", "out", "-tests", "-token", "word"), keep=False)
    assert made.verdict is Verdict.COMPILE_ERROR, made
    assert "go:embed" in made.said


async def test_commands_in_sources_are_not_run(sandbox: Sandbox) -> None:
    source = b"package main\n\n//go:generate sh -c 'echo pwned > main_generated.go'\n\nfunc main() {}\n"
    made = await compiled(sandbox, **{"main.go": source})
    assert (made.verdict, list(made.files)) == (Verdict.PASS, ["program"])


async def test_a_module_file_is_read_for_two_words_and_obeyed_in_nothing_else(sandbox: Sandbox) -> None:
    module = (
        b"module main\n\ngo 1.22\n\ntoolchain go9.99.9\n\nrequire example.com/evil v1.0.0\n\n"
        b"replace example.com/evil => ../../opt/golang/src/os\n\ntool example.com/evil\n"
    )
    made = await compiled(
        sandbox,
        **{
            "main.go": MAIN,
            "go.mod": module,
            "go.work": b"go 1.22\n\nuse /opt\n",
            "vendor__modules.txt": b"# example.com/evil v1.0.0\n## explicit\n",
            "vendor__example.com__evil__e.go": b"package evil\n",
            ".netrc": b"machine proxy.golang.org login a password b\n",
            "go.env": b"GOFLAGS=-toolexec=/work/evil\nGOTOOLCHAIN=go9.99.9\n",
        },
    )
    assert made.verdict is Verdict.PASS, made.said
    vendored = MAIN.replace(b"func", b'import _ "example.com/evil"\n\nfunc')
    made = await compiled(
        sandbox, **{"main.go": vendored, "go.mod": module, "vendor__example.com__evil__e.go": b"package evil\n"}
    )
    assert made.verdict is Verdict.COMPILE_ERROR


async def test_file_names_are_never_options(sandbox: Sandbox) -> None:
    made = await compiled(
        sandbox, **{"main.go": MAIN, "-toolexec=x.go": b"package main\n", "-o=y.go": b"package main\n"}
    )
    assert made.verdict is Verdict.PASS, made.said
    assert list(made.files) == ["program"]


async def test_assembly_and_c_beside_it_are_left_out(sandbox: Sandbox) -> None:
    made = await compiled(
        sandbox,
        **{
            "main.go": MAIN,
            "a_amd64.s": b'#include "/etc/passwd"\n',
            "b.c": b'#include "/etc/passwd"\n',
            "x.syso": b"\x7fELF",
        },
    )
    assert made.verdict is Verdict.PASS, made.said


async def test_the_standard_library_cannot_be_replaced(sandbox: Sandbox) -> None:
    source = b'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("real") }\n'
    fake = b'package fmt\n\nfunc Println(...any) { panic("fake") }\n'
    made = await compiled(sandbox, **{"main.go": source, "fmt__fmt.go": fake, "go.mod": b"module main\n"})
    ended = await sandbox.run(Program(toolchain="go", files=made.files, argv=("./program",)))
    assert ended.stdout == b"real\n"


def nested_generics(depth: int) -> bytes:
    """Types that double with each level."""
    lines = [b"package main", b"type T0[A any] struct{ a, b A }"]
    lines += [b"type T%d[A any] struct{ a T%d[T%d[A]]; b T%d[A] }" % (n, n - 1, n - 1, n - 1) for n in range(1, depth)]
    return b"\n".join([*lines, b"var x T%d[int]" % (depth - 1), b"func main() { println(&x) }"])


BOMBS = {
    "a type that doubles": nested_generics(40),
    "an array of many values": b"package main\n\nvar x = [1 << 29]int{1<<29 - 1: 1}\n\nfunc main() { println(x[0]) }\n",
    "a constant of many digits": b"package main\n\nconst x = 1 << 500 << 500\n\nfunc main() { println(x) }\n",
    "millions of brackets": b"package main\n\nvar x = "
    + b"(" * 2_000_000
    + b"1"
    + b")" * 2_000_000
    + b"\n\nfunc main() {}\n",
    "a function of a million statements": (
        b"package main\n\nfunc f(x int) int {\n"
        + b"\tx = x*x + 7*(x>>3)\n" * 150_000
        + b"\treturn x\n}\n\nfunc main() { f(1) }\n"
    ),
    "a hundred thousand errors": b"package main\n\nfunc main() {\n" + b"\tundefined()\n" * 100_000 + b"}\n",
    "a type within itself": b"package main\n\ntype T struct{ t [2]T }\n\nfunc main() {}\n",
    "a text without an end": b"package main\n\nvar x = `" + b"x" * (4 << 20),
    "zeros": bytes(1 << 20),
}


SLOW = "a function of a million statements"


@pytest.mark.parametrize("bomb", [pytest.param(name, marks=[pytest.mark.slow] * (name == SLOW)) for name in BOMBS])
async def test_a_bomb_costs_no_more_than_the_limits(
    sandbox: Sandbox, bomb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = sandbox.toolchain("go")
    assert chain.compile is not None
    tight = msgspec.structs.replace(chain, compile=msgspec.structs.replace(chain.compile, limits=TIGHT))
    monkeypatch.setitem(sandbox.toolchains, "go", tight)
    made = await sandbox.build("go", {"main.go": BOMBS[bomb]}, ("-o", "out/program", "-main", "."), keep=False)
    monkeypatch.undo()
    assert made.verdict is Verdict.COMPILE_ERROR, made
    assert len(made.said) < 8000
    healthy = await compiled(sandbox, **{"main.go": MAIN})
    assert healthy.verdict is Verdict.PASS, "the slot did not survive the bomb"


async def test_nobody_can_write_to_the_library_that_later_programs_are_linked_with(sandbox: Sandbox) -> None:
    source = b"""package main

import "os"

func main() {
	for _, path := range []string{"/opt/go-stock/importcfg", "/opt/go-stock/gobuild", os.Args[1]} {
		_, err := os.OpenFile(path, os.O_WRONLY, 0)
		println(err != nil)
	}
	println(os.WriteFile("/opt/go-stock/new", nil, 0o644) != nil)
}
"""
    made = await compiled(sandbox, **{"main.go": source})
    binary = f"{sandbox.toolchains['go'].env['GOROOT']}/bin/go"
    ended = await sandbox.run(Program(toolchain="go", files=made.files, argv=("./program", binary)))
    assert ended.stderr.split() == [b"true"] * 4
