"""Rust: its own test harness (`rustc --test`), one binary for all tests, each test in a process of its own."""

from __future__ import annotations

import re
import secrets
import tomllib

import msgspec

from prony.grading.canaries import random_name
from prony.grading.compiled import MOST_SAID, Compiled, build_tests
from prony.grading.languages.parts import Parts, Runner
from prony.grading.languages.rust.canaries import rust_canaries
from prony.grading.languages.rust.objects import wrong_with_library
from prony.grading.languages.rust.probes import with_branches, with_own_names, with_probes
from prony.grading.languages.rust.source import has_tests
from prony.grading.languages.rust.stubs import with_stubs
from prony.grading.languages.rust.words import meaning
from prony.nouns import Verdict
from prony.sandbox import Sandbox
from prony.sandbox.toolchains.rust import HARNESS, library_arguments
from prony.suites.compose import overlay

CRATE = "task"
"""The name of the submission's crate, unless a Cargo.toml says otherwise."""
ROOTS = ("src/lib.rs", "lib.rs", "src/main.rs", "main.rs")
_LIBRARY = "library/libsubmission.rlib"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


async def compile_tests(tree: dict[str, bytes], tests: dict[str, bytes], sandbox: Sandbox) -> Compiled:
    """The test binary of a Rust tree.

    The submission is compiled first, alone: nothing of the tests is there for it to read. Then the tests are, with what
    came of it, so nothing of the submission is compiled beside them.
    """
    name, root = crate_name(tree), crate_root(tree)
    if not root:
        files = ", ".join(ROOTS)
        return Compiled(verdict=Verdict.COMPILE_ERROR, said=f"no file is the root of its crate: call one {files}")
    built = await sandbox.build("rust", tree, library_arguments(sandbox.toolchain("rust"), root, name))
    if built.verdict is not Verdict.PASS:
        return Compiled(verdict=built.verdict, said=built.said[:MOST_SAID])
    library = built.files.get(f"lib{name}.rlib", b"")
    if why := wrong_with_library(library):
        return Compiled(verdict=Verdict.COMPILE_ERROR, said=f"cannot be linked with tests: {why}")
    laid = {_LIBRARY.replace("submission", name): library, **_laid(tests, name)}
    compiled = await build_tests("rust", laid, sandbox, about_a_test=re.compile(""), meaning=meaning)
    # Tests find their data where cargo lets them: in tests/, from the folder of the crate.
    data = {f"tests/{path}": content for path, content in tests.items() if not path.endswith(".rs")}
    return msgspec.structs.replace(compiled, tree=overlay(tree, data))


def crate_name(tree: dict[str, bytes]) -> str:
    """The name by which tests know a crate: its package's or library's in a Cargo.toml, as cargo has it."""
    try:
        told = tomllib.loads(tree.get("Cargo.toml", b"").decode())
        name = told.get("lib", {}).get("name") or told.get("package", {}).get("name") or CRATE
    except (ValueError, AttributeError):
        return CRATE
    name = str(name).replace("-", "_")
    return name if _NAME.fullmatch(name) else CRATE


def crate_root(tree: dict[str, bytes]) -> str:
    """The file that a crate begins with: by its name, else the only one at the top; empty where none can be told."""
    for path in ROOTS:
        if path in tree:
            return path
    top = [path for path in tree if path.endswith(".rs") and "/" not in path and path != "build.rs"]
    sole = top or [path for path in tree if path.endswith(".rs")]
    return sole[0] if len(sole) == 1 else ""


def _laid(tests: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The files of which the test binary is made: its root, the harness, and tests, all in folders of a random name."""
    folder, harness, probe, holds, branches = (random_name() for _ in range(5))
    files, modules, mods = dict[str, bytes](), list[str](), list[str]()
    for number, (path, content) in enumerate(sorted(tests.items())):
        if path.endswith(".rs"):
            text = content.decode("utf-8", "replace")
            if has_tests(text):
                mods.append(f'#[path = "{folder}/{path}"]\nmod m{number};\n')
                modules.append(f'("m{number}", {_quoted(path.removesuffix(".rs"))})')
            content = with_own_names(with_branches(with_probes(text, holds), branches), name).encode()
        files[f"{folder}/{path}"] = content
    harness_text = (
        _own("harness.rs.txt")
        .replace("__MASK__", ", ".join(map(str, _mask())))
        .replace("__FILES__", ", ".join(modules))
    )
    root = _own("root.rs.txt") + "".join(mods)
    for mark, word in {
        "__HARNESS__": harness,
        "__PROBE__": probe,
        "__HOLDS__": holds,
        "__BRANCHES__": branches,
    }.items():
        root = root.replace(mark, word)
    files[f"{harness}.rs"] = harness_text.encode()
    files[f"{HARNESS}.rs"] = root.encode()
    files["prony_arguments"] = f"--extern={name}={_LIBRARY.replace('submission', name)}\n".encode()
    return files


def _mask() -> bytes:
    """What the word that signs lies masked with in memory, new for each grading."""
    return secrets.token_bytes(32)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _own(name: str) -> str:
    return PARTS.file(name).decode()


PARTS = Parts(
    package=__name__,
    runner=Runner(
        script="rust_runner.py",
        canaries=rust_canaries,
        helpers=("prony_children.py",),
        compile_tests=compile_tests,
    ),
    define=with_stubs,
)
