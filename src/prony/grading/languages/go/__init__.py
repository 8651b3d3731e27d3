"""Go: its own testing, a binary for each folder of tests, each test in a process of its own."""

from __future__ import annotations

import functools
import re

import msgspec

from prony.grading.compiled import Compiled, build_tests
from prony.grading.languages.go.canaries import go_canaries
from prony.grading.languages.go.helpers import with_own_names
from prony.grading.languages.go.stubs import with_stubs
from prony.grading.languages.go.words import meaning
from prony.grading.languages.parts import Parts, Runner
from prony.sandbox import Sandbox
from prony.suites.compose import overlay

_TEST_FILE = "_test.go"


async def compile_tests(tree: dict[str, bytes], tests: dict[str, bytes], sandbox: Sandbox) -> Compiled:
    """The test binaries of a Go tree. Tests are those of `tests` only: what a submission calls a test is left out."""
    own = {path: data for path, data in tree.items() if not path.endswith(_TEST_FILE)}
    compiled = await build_tests(
        "go",
        overlay(own, with_own_names(tests, own)),
        sandbox,
        about_a_test=re.compile(re.escape(_TEST_FILE)),
        meaning=functools.partial(meaning, own=own),
    )
    # What is compiled needs no sources, and what they expect could be read where the tests run.
    laid = {path: data for path, data in compiled.tree.items() if not path.endswith(_TEST_FILE)}
    return msgspec.structs.replace(compiled, tree=laid)


PARTS = Parts(
    package=__name__,
    runner=Runner(
        script="go_runner.py",
        canaries=go_canaries,
        helpers=("prony_children.py",),
        compile_tests=compile_tests,
    ),
    define=with_stubs,
)
