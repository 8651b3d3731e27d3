"""The task folder of a foreign problem that asks for one Python function, graded at level A."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from typing import Any

import tomli_w

from prony.nouns import Noun
from prony.suites.importers.foreign.asserts import read_asserts
from prony.suites.importers.foreign.literals import NotLiteral, parse
from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.foreign.oracles import CHECK_ID, code_oracle
from prony.suites.importers.importer import ImportedTask

ANSWER = "solution.py"

LIMITS = {"cpu_s": 10, "wall_s": 30, "memory_mb": 1024}
"""More than a task of ours has: foreign checks ask a function for a hundred random inputs."""


class PythonProblem(Noun, frozen=True, kw_only=True):
    """A problem that asks for the Python function `entry_point`."""

    name: str
    brief: str
    entry_point: str
    solution: str
    """The whole file of the reference."""
    source: str
    """What the foreign set calls it."""


def function_task(problem: PythonProblem, tests: Mapping[str, bytes], **more: Any) -> ImportedTask:
    """The task folder with these `tests`; `more` goes into `[prony]`. Raises ValueError for what cannot be one."""
    if not problem.entry_point.isidentifier():
        raise ValueError(f"{problem.entry_point!r} is no name of a function")
    prony = {
        "title": problem.source,
        "answer": ANSWER,
        "defines": [problem.entry_point],
        "source": problem.source,
        "limits": LIMITS,
        "criteria": [{"id": "right", "tests": ["*"]}],
        **more,
    }
    files = {
        "task.toml": tomli_w.dumps({"prony": prony}).encode(),
        "instruction.md": problem.brief.encode(),
        f"solution/{ANSWER}": problem.solution.encode(),
        **{f"tests/{path}": data for path, data in tests.items()},
    }
    return ImportedTask(name=task_name(problem.name), files=files)


def cases_file(cases: list[dict[str, Any]], entry_point: str) -> bytes:
    """`tests/cases.jsonl` of cases that call `entry_point`."""
    named = ({"id": f"case-{number:04}", "call": entry_point, **case} for number, case in enumerate(cases, 1))
    return "".join(f"{json.dumps(case)}\n" for case in named).encode()


def checked_by_code(problem: PythonProblem, prelude: str, test: str) -> ImportedTask:
    """The task of a foreign `check(candidate)`: as data where all of it can be read, else by an oracle.

    prelude: what the check may use beside the function, such as the helpers in the foreign prompt.
    """
    try:
        cases = read_asserts(_body_of_check(test), frozenset({"candidate", problem.entry_point}))
    except NotLiteral:
        tests = code_oracle(problem.entry_point, prelude, test)
        return function_task(problem, {**tests, "expected.json": _frozen([CHECK_ID])})
    return function_task(problem, {"cases.jsonl": cases_file(cases, problem.entry_point)})


def _body_of_check(test: str) -> list[ast.stmt]:
    """The statements of `check`, where nothing else stands beside it that it could use."""
    body = parse(test).body
    checks = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == "check"]
    others = [node for node in body if not isinstance(node, ast.FunctionDef | ast.Assign | ast.Import | ast.ImportFrom)]
    if len(checks) != 1 or others or checks[0].decorator_list:
        raise NotLiteral("it is more than one function `check`")
    return checks[0].body


def _frozen(ids: list[str]) -> bytes:
    return json.dumps({"tests": ids, "graders": {"oracle": ids}}).encode()
