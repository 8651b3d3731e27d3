"""Modules of Go beside Go: compiled once, imported by programs whose go.mod requires them, and by no others."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from prony.nouns import Limits, Verdict
from prony.sandbox import Program, Sandbox, Workspaces, find_toolchain, open_sandbox
from prony.sandbox.stock import names_in_stock

MODULES = find_toolchain("go-modules")
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        MODULES is None or MODULES.stock is None or not names_in_stock(MODULES.stock),
        reason="no modules of Go here: prony toolchains get go-modules",
    ),
]

PROGRAM = ("-o", "out/program", "-main", ".")
REQUIRES = b"module task\n\ngo 1.26\n\nrequire (\n\tgithub.com/google/uuid v1.6.0\n\tmodernc.org/sqlite v1.62.0\n)\n"
STORES = b"""package main

import (
	"database/sql"
	"fmt"

	"github.com/google/uuid"
	_ "modernc.org/sqlite"
)

func main() {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		panic(err)
	}
	var n int
	err = db.QueryRow("select count(*) from (values (1), (2), (3))").Scan(&n)
	fmt.Println(err, n, uuid.NewSHA1(uuid.NameSpaceDNS, []byte("a")))
}
"""
IMPORTS = b'package main\n\nimport _ "%s"\n\nfunc main() {}\n'


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("go", "go-modules")) as opened:
        yield opened


async def test_a_program_whose_go_mod_requires_them_is_compiled_without_a_network_and_runs(sandbox: Sandbox):
    files = {"main.go": STORES, "go.mod": REQUIRES}
    built = await sandbox.build("go", files, PROGRAM)
    assert built.verdict is Verdict.PASS, built.said
    ended = await sandbox.run(Program(toolchain="go", files=built.files, argv=("./program",), limits=Limits(wall_s=60)))
    assert (ended.verdict, ended.stdout.split()) == (
        Verdict.PASS,
        [b"<nil>", b"3", b"4f3f2898-69e3-5a0d-820a-c4e87987dbce"],
    )


@pytest.mark.parametrize(
    "go_mod", [b"module task\n\ngo 1.26\n", b"module task\n\nrequire github.com/google/uuidx v1.6.0\n"]
)
async def test_one_that_does_not_require_them_does_not_compile_and_is_told_why(sandbox: Sandbox, go_mod: bytes):
    files = {"main.go": IMPORTS % b"github.com/google/uuid", "go.mod": go_mod}
    built = await sandbox.build("go", files, PROGRAM)
    assert built.verdict is Verdict.COMPILE_ERROR
    assert "no required module provides package github.com/google/uuid; add it to go.mod" in built.said


@pytest.mark.parametrize(
    ("name", "why"),
    [(b"modernc.org/libc/internal/x", "internal package"), (b"github.com/nobody/nothing", "no other modules here")],
)
async def test_no_others_can_be_imported_and_none_that_is_internal(sandbox: Sandbox, name: bytes, why: str):
    built = await sandbox.build("go", {"main.go": IMPORTS % name, "go.mod": REQUIRES}, PROGRAM)
    assert built.verdict is Verdict.COMPILE_ERROR
    assert why in built.said


async def test_tests_may_import_them_too(sandbox: Sandbox):
    files = {
        "go.mod": REQUIRES,
        "x.go": b'package x\n\nimport "github.com/google/uuid"\n\nfunc X() string { return uuid.Nil.String() }\n',
        "x_test.go": b'package x\n\nimport (\n\t"testing"\n\n\t"github.com/google/uuid"\n)\n\n'
        b"func TestX(t *testing.T) {\n\tif X() != uuid.Nil.String() {\n\t\tt.Fail()\n\t}\n}\n",
    }
    built = await sandbox.build("go", files, ("-o", "out", "-tests", "-token", "word"), keep=False)
    assert built.verdict is Verdict.PASS, built.said


@pytest.mark.skipif(shutil.which("git") is None, reason="workspaces are git repositories")
@pytest.mark.parametrize("version", ["v1.62.0", "v1.29.5"])
async def test_an_agents_go_command_finds_them_compiled_whatever_version_it_asks_for(version: str):
    files = {"main.go": STORES, "go.mod": REQUIRES.replace(b"v1.62.0", version.encode())}
    async with Workspaces().open(files, ("go", "go-modules")) as workspace:
        # Compiling them anew would take three times as long as this limit.
        ended = await workspace.run("go build -o program . && ./program", limits=Limits(cpu_s=15, wall_s=60))
        assert ended.stdout.decode().split()[:2] == ["<nil>", "3"], ended.stdout
        assert (await workspace.run("git status --short")).stdout == b"?? program\n"


async def test_the_same_sources_are_kept_apart_where_the_modules_are_not_there(sandbox: Sandbox):
    files = {"main.go": IMPORTS % b"github.com/google/uuid", "go.mod": REQUIRES}
    async with open_sandbox(slots=1, toolchains=("go",)) as without:
        assert (await without.build("go", files, PROGRAM)).verdict is Verdict.COMPILE_ERROR
    assert (await sandbox.build("go", files, PROGRAM)).verdict is Verdict.PASS
