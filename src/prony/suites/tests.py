"""Tests: which graders a task has, what it says to them, and the ids of the tests that they will report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from prony.suites import schema
from prony.suites.graders import GRADER_KINDS, GraderKind, KnownTests
from prony.suites.problems import did_you_mean
from prony.suites.source import TaskSource

FOR_ALL = {"kind": schema.Key(schema.texts), "independent": schema.Key(schema.identifiers)}
"""Keys of `[prony.grader]` that belong to no kind."""


def grader_keys(graders: Iterable[str] = ()) -> dict[str, schema.Key]:
    """The keys of `[prony.grader]`: those for all, the options of every kind, and a table for each.

    An option holds when it does for those of `graders` that have it; where none of them does, for any kind that does.
    """
    kinds = dict(GRADER_KINDS.items())
    checks: dict[str, dict[str, schema.Check]] = {}
    for name, kind in kinds.items():
        for option, key in kind.keys().items():
            checks.setdefault(option, {})[name] = key.check
    return {
        **{option: schema.Key(_for_any(of_kinds, graders)) for option, of_kinds in checks.items()},
        **FOR_ALL,
        **dict.fromkeys(kinds, schema.Key(schema.table)),
    }


def _for_any(checks: dict[str, schema.Check], graders: Iterable[str]) -> schema.Check:
    meant = [checks[name] for name in graders if name in checks]

    def check(value: Any) -> str | None:
        results = [of_kind(value) for of_kind in meant or checks.values()]
        wrong = [result for result in results if result is not None]
        return wrong[0] if wrong and (meant or len(wrong) == len(results)) else None

    return check


def options_of(source: TaskSource, graders: tuple[str, ...]) -> dict[str, Any]:
    """`[prony.grader]` and its sub-tables, as far as they hold."""
    options = source.checked(grader_keys(graders), "grader")
    tables = {
        name: source.checked(kind.keys(), "grader", name) for name, kind in GRADER_KINDS.items() if name in options
    }
    options = {**options, **tables}
    for name in graders:
        kind = GRADER_KINDS[name]
        for option in kind.missing(kind.select(name, options)):
            if option not in kind.select(name, source.table("grader")):
                source.add("E313", source.where("grader"), f"the grader {name} needs `{option}` in [prony.grader]")
    return options


def graders_of(source: TaskSource) -> tuple[str, ...]:
    """The kinds that `[prony.grader]` names, else those that the files below tests/ are for; those that there are."""
    named = source.table("grader").get("kind", [])
    kinds = (named,) if isinstance(named, str) else tuple(named) if schema.texts(named) is None else ()
    for kind in kinds:
        if kind not in GRADER_KINDS:
            hint = did_you_mean(kind, GRADER_KINDS)
            source.add("E311", source.where("grader", "kind"), f"there is no grader {kind!r}", hint)
    if not kinds and not (kinds := _inferred(source)):
        what, hint = "nothing grades this task", "tests/cases.jsonl is the simplest way"
        source.add("E320", source.file("tests"), what, hint)
    return tuple(kind for kind in kinds if GRADER_KINDS.get(kind) is not None)


def _inferred(source: TaskSource) -> tuple[str, ...]:
    """The kinds that a task's files and tables mean, the hardest to forge first.

    Files that mean a built-in kind mean a foreign one only with a table of its own: what is installed beside Prony does
    not change how a task is graded.
    """
    tables = source.table("grader")
    by_files = [name for name, kind in GRADER_KINDS.items() if kind.is_meant(source.files)]
    own = [name for name in by_files if GRADER_KINDS.is_built_in(name)]

    def is_meant(name: str, kind: GraderKind) -> bool:
        return name in (own or by_files) or (name in tables and (kind.by_table or name in by_files))

    meant = [(kind.level, name) for name, kind in GRADER_KINDS.items() if is_meant(name, kind)]
    return tuple(name for _, name in sorted(meant))


_UNREADABLE: KnownTests | None = KnownTests(ids=())
"""Stands for what a kind of another package did not live to say."""


def tests_of(source: TaskSource, graders: tuple[str, ...], options: dict[str, Any]) -> dict[str, KnownTests]:
    """Grader -> its tests as far as the task's files tell them."""
    known = {}
    for name in graders:
        kind = GRADER_KINDS[name]
        values = kind.select(name, options)
        if kind.read_tests is not None and not kind.missing(values):
            read = GRADER_KINDS.guard(name, kind.read_tests, _UNREADABLE)
            tests = read(source, kind.decode(values))
            if tests is _UNREADABLE:
                source.add("E311", source.where("grader", name), f"the grader {name} cannot read this task")
            elif tests is not None:
                known[name] = tests
    return known


def known_tests(source: TaskSource, graders: tuple[str, ...], known: dict[str, KnownTests]) -> tuple[str, ...] | None:
    """Every test id that this task can have; None while some are not frozen yet."""
    ids = [test_id for tests in known.values() for test_id in tests.ids]
    if not graders:
        return None
    if set(graders) <= known.keys():
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
