"""Python: unittest and pytest, each test in a process of its own."""

from __future__ import annotations

import ast

from prony.grading.languages.parts import Parts, Runner
from prony.grading.languages.python.canaries import unittest_canaries
from prony.grading.languages.python.pytest_canaries import pytest_canaries


def names(source: str) -> set[str]:
    """The functions and classes at the top of a Python file."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return set()
    return {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}


PARTS = Parts(
    package=__name__,
    runner=Runner(
        script="unittest_runner.py",
        command="python3",
        canaries=unittest_canaries,
        helpers=("prony_children.py", "prony_forks.py"),
    ),
    others=(
        (
            "pytest",
            Runner(
                script="pytest_runner.py",
                command="python3",
                env=(("PRONY_PYTEST", "/opt/pytest"),),
                canaries=pytest_canaries,
                helpers=("prony_children.py", "prony_forks.py"),
            ),
        ),
    ),
    names=names,
)
