"""Tests: which graders a task has, and the ids of the tests that they will report."""

from __future__ import annotations

import json
from typing import Any

from prony.languages import LANGUAGES
from prony.suites import schema
from prony.suites.cases import Case, collect_cases
from prony.suites.patterns import path_matches
from prony.suites.problems import did_you_mean
from prony.suites.source import TaskSource


def options_of(source: TaskSource) -> dict[str, Any]:
    """`[prony.grader]` and its sub-tables, as far as they hold."""
    options = source.checked(schema.GRADER, "grader")
    tables = {kind: source.checked(schema.GRADER, "grader", kind) for kind in schema.GRADER_KINDS if kind in options}
    return {**options, **tables}


def graders_of(source: TaskSource, options: dict[str, Any]) -> tuple[str, ...]:
    """The kinds that `[prony.grader]` names, else those that the files below tests/ are for."""
    named = options.get("kind", ())
    kinds = (named,) if isinstance(named, str) else tuple(named)
    for kind in kinds:
        if kind not in schema.GRADER_KINDS:
            hint = did_you_mean(kind, schema.GRADER_KINDS)
            source.add("E311", source.where("grader", "kind"), f"there is no grader {kind!r}", hint)
    kinds = kinds or _inferred(source, options)
    if not kinds:
        what, hint = "nothing grades this task", "tests/cases.jsonl is the simplest way"
        source.add("E320", source.file("tests"), what, hint)
    return kinds


def _inferred(source: TaskSource, options: dict[str, Any]) -> tuple[str, ...]:
    patterns = [f"tests/{pattern}" for language in LANGUAGES.values() for pattern in language.test_files]
    suite_test = any(path_matches(pattern, path) for pattern in patterns for path in source.files)
    found = {
        "cases": "tests/cases.jsonl" in source.files,
        "oracle": "tests/grade.py" in source.files,
        "suite": suite_test,
        "command": "command" in options,
    }
    return tuple(kind for kind, holds in found.items() if holds)


def cases_of(source: TaskSource, graders: tuple[str, ...], options: dict[str, Any]) -> tuple[Case, ...]:
    """The cases of a task that is graded by cases, those that hold."""
    if "cases" not in graders:
        return ()
    name = "tests/" + str(options.get("cases", {}).get("file", options.get("file", "cases.jsonl")))
    if name not in source.files:
        source.add("E320", source.file(name), "the cases are missing")
        return ()
    return collect_cases(source.files[name], source.file(name), source.problems)


def known_tests(source: TaskSource, graders: tuple[str, ...], cases: tuple[Case, ...]) -> tuple[str, ...] | None:
    """Every test id that this task can have; None while some are not frozen yet."""
    ids = [case.id for case in cases]
    if not graders:
        return None
    if set(graders) <= {"cases"}:
        return tuple(ids)
    data = source.files.get("tests/expected.json")
    if data is None:
        return None
    try:
        frozen = json.loads(data)["tests"]
    except (ValueError, TypeError, KeyError):
        frozen = None
    if not isinstance(frozen, list) or not all(isinstance(one, str) for one in frozen):
        what = 'must be {"tests": [ids]}'
        source.add("E341", source.file("tests/expected.json"), what, "prony prove --freeze writes it")
        return None
    return tuple(dict.fromkeys([*ids, *frozen]))
