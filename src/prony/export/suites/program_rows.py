"""Rows as LiveCodeBench has them: a program, what it reads, and what it must print."""

from __future__ import annotations

import json

import msgspec

from prony.export.suites.suite_target import CannotSay, ExportedTask
from prony.nouns import Task
from prony.suites.cases import Case


def program_row(task: Task, cases: tuple[Case, ...], solution: str) -> ExportedTask:
    """The row of a task whose cases give a program something to read. Raises CannotSay."""
    if any(case.stdin is None for case in cases) or task.options.get("argv"):
        raise CannotSay("its cases are not what a program reads from standard input")
    kept = [case for case in cases if not _unsayable(case)]
    if not kept:
        raise CannotSay("none of its cases is a text that is read and one that is printed")
    shown = [case for case in kept if case.shown]
    row = {
        "question_id": f"{task.suite}-{task.name}",
        "question_title": task.title,
        "question_content": task.instruction,
        "platform": "prony",
        "difficulty": task.difficulty,
        "contest_date": f"{task.released}T00:00:00" if task.released else "",
        "starter_code": "",
        "public_test_cases": _tests(shown),
        "private_test_cases": _tests([case for case in kept if not case.shown]),
        "metadata": "{}",
        "code": solution,
        **({"canary": task.canary} if task.canary else {}),
    }
    return ExportedTask(task=task, row=row, losses=_losses(task, cases, kept))


def _tests(cases: list[Case]) -> str:
    return json.dumps([{"input": case.stdin, "output": case.expect, "testtype": "stdin"} for case in cases])


def _unsayable(case: Case) -> str:
    """Why a case is no test of a row; empty where it is one."""
    if case.argv:
        return "arguments of the program"
    if case.exit != 0 or case.stderr is not None:
        return "an exit status, or words on standard error"
    if case.any_of or case.expect is msgspec.UNSET:
        return "output in several ways, or any"
    return "output to the byte" if case.stdout == "exact" else ""


def _losses(task: Task, cases: tuple[Case, ...], kept: list[Case]) -> tuple[str, ...]:
    losses = []
    for why in dict.fromkeys(filter(None, map(_unsayable, cases))):
        count = sum(_unsayable(case) == why for case in cases)
        losses.append(f"{count} of {len(cases)} cases are left out: {why}")
    if len(task.criteria) > 1:
        losses.append(f"{len(task.criteria)} criteria with points become one")
    if any(case.stdout == "lines" for case in kept):
        losses.append("output is compared by words and numbers, not by lines")
    if any(case.tolerance for case in kept):
        losses.append("numbers may not be off")
    return tuple(losses)
