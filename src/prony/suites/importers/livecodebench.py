"""Read LiveCodeBench: a question with tests, of programs by stdin and stdout or of a method by its arguments."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import tomli_w

from prony.suites.importers.foreign.literals import parse
from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.foreign.packed_tests import private_tests
from prony.suites.importers.foreign.reading import read_suite
from prony.suites.importers.foreign.rows import ForeignRow, first_keys, read_row
from prony.suites.importers.importer import ImportedSuite, ImportedTask

ANSWER = "solution.py"
CALLER = "run_method.py"

_CALLER = '''"""How the method is called: names of typing and of a few modules are there without being imported."""

import bisect, builtins, collections, functools, heapq, itertools, math, operator, random, re, string, typing

for module in (bisect, collections, functools, heapq, itertools, typing):
    for name in getattr(module, "__all__", None) or dir(module):
        if not name.startswith("_") and not hasattr(builtins, name):
            setattr(builtins, name, getattr(module, name))
for module in (bisect, collections, functools, heapq, itertools, math, operator, random, re, string, typing):
    setattr(builtins, module.__name__, module)

from solution import {owner}


def run_method(*arguments):
    return {owner}().{method}(*arguments)
'''

PROGRAM = "{question}\n\nWrite a program in Python that reads standard input and writes standard output.\n"
METHOD = "{question}\n\nWrite it in Python. Keep the class, the method and its parameters:\n\n```python\n{start}\n```\n"


class LiveCodeBenchRow(ForeignRow, frozen=True, kw_only=True):
    """One problem."""

    question_id: str
    question_content: str
    public_test_cases: str
    private_test_cases: str = "[]"
    question_title: str = ""
    starter_code: str = ""
    platform: str = ""
    difficulty: str = "medium"
    contest_date: str = ""
    code: str = ""
    """A reference, where somebody added one: the set has none."""


class LiveCodeBench:
    """Reads LiveCodeBench's problems of code generation."""

    title = "LiveCodeBench (.jsonl): question_id, question_content, public_test_cases, private_test_cases"

    def recognises(self, source: Path) -> bool:
        """Tell by the keys of the first row."""
        return first_keys(source) >= {"question_id", "question_content", "public_test_cases"}

    def read(self, source: Path) -> ImportedSuite:
        """Read every row; one that is no problem is a refusal."""
        return read_suite(source, "LiveCodeBench", _task)


def _task(data: bytes) -> ImportedTask:
    row = read_row(data, LiveCodeBenchRow)
    tests = [*private_tests(row.public_test_cases), *private_tests(row.private_test_cases)]
    functional = bool(row.starter_code.strip())
    cases = [_call(test) if functional else _program(test) for test in tests]
    text = METHOD if functional else PROGRAM
    prony: dict[str, Any] = {
        "title": row.question_title or row.question_id,
        "answer": ANSWER,
        "source": f"LiveCodeBench/{row.platform}/{row.question_id}",
        "difficulty": row.difficulty if row.difficulty in ("easy", "medium", "hard") else "medium",
        "limits": {"cpu_s": 6, "wall_s": 20, "memory_mb": 1024},
        "max_tokens": 4096,
        "criteria": [{"id": "right", "tests": ["*"]}],
    }
    if row.contest_date:
        prony["released"] = row.contest_date[:10]
    if not row.code:
        prony["unreferenced"] = True
    if functional:
        owner, method = _method(row)
        prony |= {"defines": [owner], "grader": {"module": CALLER}}
    named = ({"id": f"case-{number:04}", **case} for number, case in enumerate(cases, 1))
    brief = text.format(question=row.question_content.strip(), start=row.starter_code.strip("\n"))
    files = {
        "task.toml": tomli_w.dumps({"prony": prony}).encode(),
        "instruction.md": brief.encode(),
        "tests/cases.jsonl": "".join(f"{json.dumps(case)}\n" for case in named).encode(),
    }
    if row.code:
        files[f"solution/{ANSWER}"] = row.code.encode()
    if functional:
        files[f"workspace/{CALLER}"] = _CALLER.format(owner=owner, method=method).encode()
    return ImportedTask(name=task_name(f"{row.platform}-{row.question_id}"), files=files)


def _program(test: Any) -> dict[str, Any]:
    given, wanted = _texts(test)
    return {"stdin": given, "expect": wanted, "stdout": "floats", "tolerance": {"abs": 0.0, "rel": 0.0}}


def _call(test: Any) -> dict[str, Any]:
    given, wanted = _texts(test)
    arguments = [json.loads(line) for line in given.split("\n") if line.strip()]
    return {"call": "run_method", "args": arguments, "expect": json.loads(wanted), "equality": "python"}


def _texts(test: Any) -> tuple[str, str]:
    if not isinstance(test, dict) or not all(isinstance(test.get(key), str) for key in ("input", "output")):
        raise ValueError("a test has no input or no output")
    return test["input"], test["output"]


def _method(row: LiveCodeBenchRow) -> tuple[str, str]:
    """The class and the method that are asked for. Raises ValueError."""
    body = parse(row.starter_code.rstrip() + "\n        pass\n").body
    for node in body:
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    return node.name, inner.name
    raise ValueError("its starter code has no class with a method")


IMPORTER = LiveCodeBench()
