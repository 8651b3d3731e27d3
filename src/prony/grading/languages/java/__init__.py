"""Java: JUnit's tests, each in a JVM of its own."""

from __future__ import annotations

import base64
import re

import msgspec

from prony.grading.compiled import Compiled, build_tests, overlay
from prony.grading.languages.java.canaries import junit_canaries
from prony.grading.languages.java.stubs import with_stubs
from prony.grading.languages.parts import Parts, Runner
from prony.sandbox import Sandbox
from prony.sandbox.toolchains.java import TESTS_FOLDER

_NOTHING = re.compile(r"(?!)")
"""The compiler says nothing of tests by itself."""


async def compile_tests(tree: dict[str, bytes], tests: dict[str, bytes], sandbox: Sandbox) -> Compiled:
    """The classes of a submission and of the task's tests, which are laid down apart and compiled after it."""
    own = {path: data for path, data in tree.items() if not path.startswith(f"{TESTS_FOLDER}/")}
    sources = {f"{TESTS_FOLDER}/{path}": data for path, data in tests.items() if path.endswith(".java")}
    compiled = await build_tests("java", {**own, **sources}, sandbox, about_a_test=_NOTHING)
    beside = {path: data for path, data in tests.items() if not path.endswith(".java")}
    made = {path.partition("/")[2]: base64.b64encode(data).decode() for path, data in compiled.binaries.items()}
    return msgspec.structs.replace(compiled, tree=overlay(own, beside), binaries={}, told={"sealed": made})


PARTS = Parts(
    package=__name__,
    runner=Runner(
        script="java_runner.py",
        canaries=junit_canaries,
        start="java-tests",
        start_s=2.0,
        helpers=("prony_children.py",),
        compile_tests=compile_tests,
    ),
    define=with_stubs,
)
