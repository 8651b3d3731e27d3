"""C: tests with a header of ours, compiled with the submission, each in a process of its own."""

from __future__ import annotations

import functools

from prony.grading.languages.native import compile_tests, native_canaries, with_stubs
from prony.grading.languages.parts import Parts, Runner

PARTS = Parts(
    package=__name__,
    runner=Runner(
        script="c_runner.py",
        canaries=native_canaries,
        helpers=("prony_children.py", "prony_native.py"),
        compile_tests=functools.partial(compile_tests, "c"),
    ),
    define=with_stubs,
)
