"""Programs of compiled languages: what a submission becomes before it can be run, or why it does not.

A submission is compiled in a slot, once for all of its tests, and what comes out is data (`prony.sandbox.builds`). One
that does not compile fails every test with the verdict `compile_error`.
"""

from __future__ import annotations

import posixpath
import secrets

from prony.grading.subject import Subject, overlay, toolchain_names
from prony.nouns import Noun, Verdict
from prony.sandbox import Sandbox

MOST_SAID = 800
"""Characters of a compiler's words that stand with each test."""


class Ready(Noun, frozen=True, kw_only=True):
    """A submission that can be run: its files and its argv. Where it cannot: the verdict, and the compiler's words."""

    tree: dict[str, bytes]
    argv: tuple[str, ...]
    verdict: Verdict = Verdict.PASS
    said: str = ""


async def ready(subject: Subject, grader: str, sandbox: Sandbox) -> Ready:
    """The submission as a program for `grader`, compiled where its toolchain compiles.

    Raises GradingError E504 when the task says neither what is run nor how.
    """
    chain = sandbox.toolchain(toolchain_names(subject.task)[0])
    argv = subject.argv(grader, chain)
    if chain.compile is None:
        return Ready(tree=subject.tree, argv=argv)
    module = subject.module(grader)
    folder = posixpath.dirname(module) or "."
    words = chain.compile.arguments(chain.compile.program, module=module, folder=folder)
    built = await sandbox.build(chain.id, subject.tree, words)
    return Ready(
        tree=overlay(subject.tree, built.files),
        argv=argv,
        verdict=built.verdict,
        said=built.said[:MOST_SAID],
    )


class Compiled(Noun, frozen=True, kw_only=True):
    """Test binaries: where each lies below /tests (in `folder`), the tree they run in, and their environment."""

    verdict: Verdict = Verdict.PASS
    said: str = ""
    tree: dict[str, bytes] = {}
    folder: str = ""
    binaries: dict[str, bytes] = {}
    env: dict[str, str] = {}


async def compile_go_tests(tree: dict[str, bytes], tests: dict[str, bytes], sandbox: Sandbox) -> Compiled:
    """The test binaries of a Go tree. Tests are those of `tests` only: what a submission calls a test is left out."""
    own = {path: data for path, data in tree.items() if not path.endswith("_test.go")}
    laid = overlay(own, tests)
    # Negative controls are new each time, so that there is nothing to find in the cache.
    built = await sandbox.build("go", laid, ("-o", "out", "-tests", "-token", _word()), keep=False)
    if built.verdict is not Verdict.PASS:
        return Compiled(verdict=built.verdict, said=_without_tests(built.said)[:MOST_SAID])
    folder = _word()
    return Compiled(
        tree=laid,
        folder=folder,
        binaries={f"{folder}/{path}": data for path, data in built.files.items()},
        env=sandbox.toolchains["go"].env,
    )


def _word() -> str:
    return "b" + secrets.token_hex(8)


def _without_tests(said: str) -> str:
    """A compiler's words without those about tests, which may quote a hidden one, nor what is indented below them."""
    kept, about_a_test = [], False
    for line in said.splitlines():
        about_a_test = "_test.go" in line or (about_a_test and line[:1].isspace())
        if not about_a_test:
            kept.append(line)
    return "\n".join(kept).strip() or "does not compile with the tests: something that they use is missing"
