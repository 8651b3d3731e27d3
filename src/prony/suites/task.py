"""Task: from the table `[prony]` of a task.toml and the files beside it to a validated `Task`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from prony.languages import Language, language_of
from prony.nouns import Assurance, AttemptLimits, Limits, Mode, Task, TaskStep
from prony.suites import schema
from prony.suites.brief_files import read_brief
from prony.suites.criteria import caps_of, check_tests, criteria_of
from prony.suites.files import clean_path, tree_digest
from prony.suites.flaws import flaws_of
from prony.suites.graders import GRADER_KINDS, KnownTests
from prony.suites.patterns import path_matches
from prony.suites.repairs import repairs_of
from prony.suites.source import TaskSource
from prony.suites.step_views import OWN, answer_at, solution_at
from prony.suites.task_steps import check_step_answers, check_step_names, steps_of
from prony.suites.tests import graders_of, known_tests, options_of, tests_of


def read_task(source: TaskSource) -> Task:
    """The task. What could not be read is left at its default; the caller raises when `source` found problems."""
    mode = Mode(source.prony.get("mode", Mode.ANSWER))
    answer = _paths(source, "answer")
    language = next((found for found in map(language_of, answer) if found), None)
    graders = graders_of(source)
    options = options_of(source, graders)
    before = len(source.problems.found)
    tests = tests_of(source, graders, options)
    known = known_tests(source, graders, tests) if len(source.problems.found) == before else None
    criteria = criteria_of(source)
    check_tests(source, criteria, known)
    steps = steps_of(source, criteria, known)
    check_step_answers(source, steps, mode)
    _check_handing_in(source, mode, answer, steps)
    flaws, caps = flaws_of(source, criteria, answer, options, steps), caps_of(source, criteria)
    independent = tuple(options.get("independent", ()))
    check_step_names(source, steps, criteria, caps, flaws, independent)
    services = _services(source, graders)
    toolchain = (*source.texts("toolchain"), *services) or ((language.toolchain,) if language else ())
    if not toolchain and not source.told("toolchain") and (answer or not source.told("answer")):
        source.add("E313", source.where(), "toolchain is not told, and no answer file's suffix tells it")
    released, retired = _day(source, "released") or source.defaults.released, _day(source, "retired")
    if released and retired and retired < released:
        source.add("E334", source.where("retired"), f"retired on {retired}, before it was released on {released}")
    return Task(
        id=f"{source.defaults.suite_id}/{source.name}",
        suite=source.defaults.suite_id,
        name=source.name,
        title=_title(source),
        path=str(source.folder),
        digest=tree_digest(source.files),
        mode=mode,
        instruction=read_brief(source, "instruction.md"),
        problem=source.folder.name,
        member=source.member,
        has_reference=bool(source.below("solution/")),
        toolchain=toolchain,
        language=source.prony.get("language") or (language.id if language else toolchain[0] if toolchain else ""),
        difficulty=source.prony.get("difficulty", "medium"),
        axes=source.texts("axes"),
        answer=answer,
        editable=source.texts("editable") or answer,
        protect=source.texts("protect"),
        check=source.prony.get("check", ""),
        defines=_defines(source, tests.values(), language),
        grader=graders,
        options={key: value for key, value in options.items() if key != "kind"},
        criteria=criteria,
        caps=caps,
        flaws=flaws,
        repairs=repairs_of(source, criteria, flaws, independent),
        scale=source.scale,
        assurance=Assurance(source.prony.get("assurance", Assurance.A)),
        limits=Limits(**source.checked(schema.LIMITS, "limits")),
        attempt=AttemptLimits(**source.checked(schema.ATTEMPT, "attempt")),
        max_tokens=source.prony.get("max_tokens"),
        steps=steps,
        released=released,
        retired=retired,
        canary=source.canary,
    )


def _services(source: TaskSource, graders: tuple[str, ...]) -> tuple[str, ...]:
    """The servers that a task needs, each as the toolchain of that name; a task whose graders start none has none."""
    services = source.texts("services")
    if services and not any(GRADER_KINDS[name].starts_services for name in graders):
        starting = " and ".join(name for name, kind in GRADER_KINDS.items() if kind.starts_services)
        what = f"services is not supported by {' and '.join(graders) or 'no grader'}: {starting} starts servers"
        source.add("E312", source.where("services"), what)
    return services


def _title(source: TaskSource) -> str:
    task = source.data.get("task")
    described = task.get("description") if isinstance(task, dict) else None
    return str(source.prony.get("title") or described or source.folder.name)


def _paths(source: TaskSource, key: str) -> tuple[str, ...]:
    paths = source.texts(key)
    for path in paths:
        if not clean_path(path):
            source.add("E311", source.where(key), f"{path!r} is not a clean relative path")
    if len(set(paths)) != len(paths):
        source.add("E332", source.where(key), f"{key} names a file twice")
    return paths


def _check_handing_in(source: TaskSource, mode: Mode, first: tuple[str, ...], steps: tuple[TaskStep, ...]) -> None:
    """See that the reference is what a contestant can hand in, at every step."""
    solution = source.below("solution/")
    if not solution and (source.member or source.prony.get("unreferenced")):
        return
    if mode is Mode.ANSWER:
        if not first and not source.told("answer"):
            source.add("E313", source.where(), "mode answer needs `answer`: the file that is handed in")
        before = len(source.problems.found)
        for step in range(len(steps) + 1):
            if len(source.problems.found) > before:
                return
            handed_in = solution_at(solution, step) if steps else solution
            _check_answers(source, handed_in, answer_at(first, steps[:step]), f"{OWN}{step}/" if step else "")
        return
    if not solution:
        source.add("E320", source.file("solution"), "the reference solution is missing")
    if mode is Mode.EDIT:
        _check_edits(source, solution)
    if mode in (Mode.AGENT, Mode.EDIT) and not source.texts("editable"):
        source.add("E313", source.where(), f"mode {mode} needs `editable`: what may be changed")


def _check_answers(source: TaskSource, solution: Collection[str], answer: tuple[str, ...], folder: str) -> None:
    """See that a reference has the answer files and no others. folder: its own, below solution/."""
    for path in answer:
        if path not in solution:
            source.add("E320", source.file(f"solution/{folder}{path}"), f"the reference has no {path}")
    extra = sorted(set(solution) - set(answer))
    if answer and extra:
        what = f"{extra[0]} is no answer file, so no contestant can hand it in"
        source.add("E320", source.file(f"solution/{folder}{extra[0]}"), what)


def _check_edits(source: TaskSource, solution: Collection[str]) -> None:
    """See that there is something to edit, and that the reference edits nothing else than what may be edited."""
    if not source.below("workspace/"):
        source.add("E320", source.file("workspace"), "mode edit needs files to be edited")
    editable = source.texts("editable")
    for path in sorted(solution) if editable else ():
        if not any(path_matches(pattern, path) for pattern in editable):
            what = f"{path} is not editable, so no contestant can hand it in"
            source.add("E320", source.file(f"solution/{path}"), what)


def _defines(source: TaskSource, tests: Iterable[KnownTests], language: Language | None) -> tuple[str, ...]:
    if "defines" in source.prony or language is None:
        return source.texts("defines")
    return tuple(dict.fromkeys(name for known in tests for name in known.calls))


def _day(source: TaskSource, key: str) -> str | None:
    return schema.day_of(source.prony[key]) if key in source.prony else None
