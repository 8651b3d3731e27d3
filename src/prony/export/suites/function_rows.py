"""Rows as EvalPlus has them: a function of Python, a reference, and inputs for which both must give the same."""

from __future__ import annotations

from typing import Any

import msgspec

from prony.export.suites.suite_target import CannotSay, ExportedTask
from prony.nouns import Task
from prony.suites.cases import Case

_STRICTER = ("order", "any_of", "raises")
"""Keys of a case that say of a result what a comparison with the reference's cannot."""


def function_row(task: Task, cases: tuple[Case, ...], solution: str) -> ExportedTask:
    """The row of a task whose cases call one function. Raises CannotSay."""
    names = {case.call for case in cases}
    if len(names) != 1 or None in names:
        raise CannotSay("its cases do not call one function")
    if task.options.get("async"):
        raise CannotSay("its function may be async")
    (entry_point,) = names
    kept = [case for case in cases if not _unsayable(case)]
    if not kept:
        raise CannotSay("none of its cases is an input with a result that JSON can say")
    base = [case for case in kept if case.shown] or kept[:1]
    plus = [case for case in kept if case not in base]
    row = {
        "task_id": f"{task.suite}/{task.name}",
        "prompt": _docstring(task.instruction),
        "entry_point": entry_point,
        "canonical_solution": solution,
        "base_input": [list(case.args) for case in base],
        "plus_input": [list(case.args) for case in plus],
        "contract": "",
        "assertion": "",
        "atol": max((case.tolerance.abs for case in kept if case.tolerance), default=0.0),
        **({"canary": task.canary} if task.canary else {}),
    }
    return ExportedTask(task=task, row=row, losses=_losses(task, cases, kept))


def _docstring(brief: str) -> str:
    """The brief as what a module begins with: the prompt is Python, which the solution continues."""
    text = brief.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""\n{text}\n"""\n\n'


def _unsayable(case: Case) -> str:
    """Why a case is no input of a row; empty where it is one."""
    if case.kwargs:
        return "arguments by name"
    if any(getattr(case, key) for key in _STRICTER):
        return "results that come in any order, in several ways, or as an exception"
    if case.expect is msgspec.UNSET:
        return "no result, but what becomes of the arguments"
    if _has_tag(case.args) or _has_tag(case.expect):
        return "values that JSON does not have"
    return ""


def _has_tag(value: Any) -> bool:
    if isinstance(value, dict):
        return any(str(key).startswith("$") or _has_tag(item) for key, item in value.items())
    return isinstance(value, list | tuple) and any(_has_tag(item) for item in value)


def _losses(task: Task, cases: tuple[Case, ...], kept: list[Case]) -> tuple[str, ...]:
    losses = []
    for why in dict.fromkeys(filter(None, map(_unsayable, cases))):
        count = sum(_unsayable(case) == why for case in cases)
        losses.append(f"{count} of {len(cases)} cases are left out: {why}")
    if len(task.criteria) > 1:
        losses.append(f"{len(task.criteria)} criteria with points become base and plus")
    if any(case.unchanged or case.arguments is not None for case in kept):
        losses.append("whether arguments are changed is not looked at")
    if any(case.tolerance and case.tolerance.rel for case in kept):
        losses.append("a tolerance relative to the size becomes an absolute one")
    if any(isinstance(case.expect, bool) for case in kept):
        losses.append("True counts as 1")
    return tuple(losses)
