"""Programs of compiled languages: what a submission becomes before it can be run, or why it does not.

A submission is compiled in a slot, once for all of its tests, and what comes out is data (`prony.sandbox.builds`). One
that does not compile fails every test with the verdict `compile_error`.
"""

from __future__ import annotations

import posixpath
import re
import secrets
from collections.abc import Callable
from typing import Any

import msgspec

from prony.grading.subject import Subject, toolchain_names
from prony.nouns import Noun, Verdict
from prony.sandbox import Sandbox
from prony.suites.compose import overlay
from prony.suites.graders import ProgramOptions

__all__ = ["Compiled", "Ready", "build_tests", "loadable", "overlay", "ready"]

MOST_SAID = 800
"""Characters of a compiler's words that stand with each test."""


class Ready(Noun, frozen=True, kw_only=True):
    """A submission that can be run: its files and its argv. Where it cannot: the verdict, and the compiler's words."""

    tree: dict[str, bytes]
    argv: tuple[str, ...] = ()
    verdict: Verdict = Verdict.PASS
    said: str = ""


async def ready(subject: Subject, grader: str, options: ProgramOptions, sandbox: Sandbox) -> Ready:
    """The submission as a program for `grader`, compiled where its toolchain compiles.

    Raises GradingError E504 when the task says neither what is run nor how.
    """
    argv = subject.argv(grader, options, sandbox.toolchain(toolchain_names(subject.task)[0]))
    return msgspec.structs.replace(await loadable(subject, grader, options, sandbox), argv=argv)


async def loadable(subject: Subject, grader: str, options: ProgramOptions, sandbox: Sandbox) -> Ready:
    """The submission as a module whose functions are called, compiled where its toolchain compiles.

    Raises GradingError E504 when the task does not say which module.
    """
    chain = sandbox.toolchain(toolchain_names(subject.task)[0])
    if chain.compile is None:
        return Ready(tree=subject.tree)
    module = subject.module(grader, options)
    folder = posixpath.dirname(module) or "."
    words = chain.compile.arguments(chain.compile.program, module=module, folder=folder)
    built = await sandbox.build(chain.id, subject.tree, words)
    tree = overlay(subject.tree, built.files)
    if built.verdict is Verdict.PASS and chain.compile.makes and chain.loaded(module) not in tree:
        return Ready(tree=tree, verdict=Verdict.LOAD_ERROR, said=f"nothing is made of {module}")
    return Ready(tree=tree, verdict=built.verdict, said=built.said[:MOST_SAID])


class Compiled(Noun, frozen=True, kw_only=True):
    """Test binaries, or why there are none."""

    verdict: Verdict = Verdict.PASS
    said: str = ""
    """The compiler's words where it does not compile, without what may quote a hidden test."""
    tree: dict[str, bytes] = {}
    """What they run in, as /work."""
    folder: str = ""
    """Where they lie below /tests."""
    binaries: dict[str, bytes] = {}
    """By path below /tests."""
    told: dict[str, Any] = {}
    """What the runner's job says beside: nothing of it lies where the submission can read it."""


async def build_tests(
    toolchain: str,
    tree: dict[str, bytes],
    sandbox: Sandbox,
    *,
    about_a_test: re.Pattern[str],
    meaning: Callable[[str], str] = lambda said: "",
) -> Compiled:
    """The test binaries of a tree with its tests in it, as the toolchain's `Compile.tests` makes them.

    about_a_test: finds the lines of a compiler's words that may quote a hidden test; they are left out. meaning: what
    may be said in their place, or nothing.
    """
    chain = sandbox.toolchain(toolchain)
    assert chain.compile is not None, toolchain
    arguments = chain.compile.arguments(chain.compile.tests, token=_word())
    # Negative controls are new each time, so that there is nothing to find in the cache.
    built = await sandbox.build(toolchain, tree, arguments, keep=False)
    if built.verdict is not Verdict.PASS:
        return Compiled(verdict=built.verdict, said=_without_tests(built.said, about_a_test, meaning)[:MOST_SAID])
    folder = _word()
    return Compiled(
        tree=tree,
        folder=folder,
        binaries={f"{folder}/{path}": data for path, data in built.files.items()},
    )


def _word() -> str:
    return "b" + secrets.token_hex(8)


def _without_tests(said: str, about_a_test: re.Pattern[str], meaning: Callable[[str], str]) -> str:
    """A compiler's words without those about tests, which may quote a hidden one, nor what is indented below them."""
    kept, about = [], False
    for line in said.splitlines():
        about = about_a_test.search(line) is not None or (about and line[:1].isspace())
        if not about:
            kept.append(line)
    plain = "\n".join(kept).strip()
    if plain:
        return plain
    return f"does not compile with the tests: {meaning(said) or 'something that they use is missing'}"
