"""Task steps: what `[[prony.steps]]` asks after the first submission, and whether all that names a step fits it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prony.errors import SuiteError
from prony.nouns import AskedWhen, Cap, Criterion, Flaw, Mode, StepBrief, TaskStep
from prony.suites import schema
from prony.suites.brief_files import read_brief
from prony.suites.files import clean_path
from prony.suites.patterns import id_matches
from prony.suites.problems import did_you_mean
from prony.suites.rules import names_in, parse_rule
from prony.suites.source import TaskSource
from prony.suites.step_briefs import FACTS, places_in, shown_cases
from prony.suites.step_views import OWN, counts_at, criteria_named

_HIDDEN = ("tests/", "solution/", "flaws/", "repairs/", "making/", "workspace/")
"""Folders in which no brief lies: what is in them is hidden, or is shown as it is."""


def steps_of(
    source: TaskSource, criteria: tuple[Criterion, ...], known: tuple[str, ...] | None
) -> tuple[TaskStep, ...]:
    """The steps of a task after its first. known: the ids of its tests, where they are known yet."""
    tables = source.tables("steps", schema.STEP)
    if len(source.prony.get("steps", [])) > schema.MOST_STEPS:
        source.add("E334", source.where("steps"), f"more than {schema.MOST_STEPS} steps")
    steps = tuple(_step(source, index, table, criteria) for index, table in tables)
    for (index, _), step in zip(tables, steps, strict=True):
        _check_shown(source, index, step, known)
    return steps


def _check_shown(source: TaskSource, index: int, step: TaskStep, known: tuple[str, ...] | None) -> None:
    """See that there are tests to be shown where a brief shows some."""
    for pattern in step.shows if known is not None else ():
        if not any(id_matches(pattern, one) for one in known or ()):
            source.add("E330", source.where("steps", index, "shows"), f"no test is called {pattern}")
    showing = any(place.startswith("tests.") for brief in step.briefs for place in places_in(brief.text))
    if showing and not step.shows and not shown_cases(source.below("tests/")):
        what = "its brief shows tests, and there is none that may be shown"
        hint = 'name some in `shows`, such as ["basics/*"], or mark cases with "shown": true'
        source.add("E330", source.where("steps", index), what, hint)


def _step(source: TaskSource, index: int, table: dict[str, Any], criteria: tuple[Criterion, ...]) -> TaskStep:
    before = {one.id for one in criteria if counts_at(one, index)}
    if ("brief" in table) == ("briefs" in table):
        what = "a step has either `brief`, the file of its brief, or `briefs`"
        source.add("E334" if "brief" in table else "E313", source.where("steps", index), what)
        briefs: tuple[StepBrief, ...] = ()
    elif "brief" in table:
        briefs = (_brief(source, table["brief"], "", source.where("steps", index, "brief"), before),)
    else:
        briefs = _briefs(source, index, table["briefs"], before)
    for key in ("answer", "editable"):
        for path in _texts(table, key):
            if not clean_path(path):
                source.add("E311", source.where("steps", index, key), f"{path!r} is not a clean relative path")
    return TaskStep(
        briefs=briefs,
        ask=AskedWhen(table.get("ask", AskedWhen.ALWAYS)),
        shows=_texts(table, "shows"),
        answer=_texts(table, "answer"),
        editable=_texts(table, "editable"),
        max_tokens=table.get("max_tokens"),
        after=table.get("after", ""),
    )


def _briefs(source: TaskSource, index: int, raw: list[Any], before: set[str]) -> tuple[StepBrief, ...]:
    """The briefs of a step of which one is chosen; all but the last have a rule."""
    where = source.where("steps", index, "briefs")
    path = ("prony", "steps", index, "briefs")
    tables = [
        schema.check_table(one, schema.BRIEF, (*path, number), source.places, source.problems)
        for number, one in enumerate(raw)
    ]
    if [bool(table.get("when")) for table in tables] != [True] * (len(tables) - 1) + [False]:
        hint = "the last one is given where the rule of none before it holds"
        source.add("E334", where, "every one of `briefs` but the last has a `when`, and the last has none", hint)
    return tuple(
        _brief(source, table["file"], table.get("when", ""), where, before) for table in tables if "file" in table
    )


def _brief(source: TaskSource, file: str, when: str, where: str, before: set[str]) -> StepBrief:
    """One brief, its rule and its placeholders checked. before: criteria that count in the step before."""
    if not clean_path(file) or file.startswith(_HIDDEN):
        what = f"{file!r} cannot be a brief: it is a file beside instruction.md, or in a folder of your own"
        source.add("E311", where, what, f"not below {', '.join(_HIDDEN)}")
        return StepBrief(text="")
    brief = StepBrief(text=read_brief(source, file, where), when=when)
    if when:
        _check_rule(source, when, where, before)
    for place in places_in(brief.text):
        _check_place(source, file, place, before)
    return brief


def _check_rule(source: TaskSource, when: str, where: str, before: set[str]) -> None:
    try:
        names = names_in(parse_rule(when))
    except SuiteError as error:
        source.add(error.code, where, f"{error.what}: {error.cause}", error.hint)
        return
    for name in names:
        if name.scope == "criteria" and name.key not in before:
            what = f"the rule names {name.key!r}, which is no criterion of the step before"
            source.add("E333", where, what, did_you_mean(name.key, before))


def _check_place(source: TaskSource, file: str, place: str, before: set[str]) -> None:
    scope, _, key = place.partition(".")
    if place in FACTS or (scope in ("metrics", "labels") and key):
        return
    shown = "{{ " + place + " }}"
    if scope == "criteria" and key:
        if key not in before:
            what = f"{shown} names no criterion of the step before"
            source.add("E311", source.file(file), what, did_you_mean(key, before))
        return
    near = did_you_mean(place, FACTS) or "and metrics.NAME, labels.NAME, criteria.ID"
    source.add("E311", source.file(file), f"{shown} stands for nothing", near)


def check_step_names(
    source: TaskSource,
    steps: tuple[TaskStep, ...],
    criteria: tuple[Criterion, ...],
    caps: tuple[Cap, ...],
    flaws: tuple[Flaw, ...],
    independent: Iterable[str],
) -> None:
    """See that criteria, caps, flaws and references name steps that there are, and what counts in them.

    independent: the flaws that `[prony.grader]` calls so, as far as that list holds.
    """
    if len(steps) < len(source.prony.get("steps", [])):
        return
    last = len(steps)
    for kind in ("criteria", "caps", "flaws"):
        for index, raw in enumerate(source.prony.get(kind, [])):
            if isinstance(raw.get("step"), int) and raw["step"] > last:
                what = f"there is no step {raw['step']}: " + (f"the last one is {last}" if last else "it has no steps")
                source.add("E334", source.where(kind, index, "step"), what)
    for step in range(last + 1) if last else ():
        if not any(counts_at(one, step) and not one.bonus for one in criteria):
            source.add("E334", source.where("criteria"), f"no criterion counts in step {step}")
    for index, cap in enumerate(caps):
        for name in sorted(criteria_named(cap)):
            if any(one.id == name and not counts_at(one, cap.step) for one in criteria):
                what = f"the rule names {name!r}, which does not count in step {cap.step}"
                source.add("E333", source.where("caps", index, "when"), what)
    _check_flaws(source, criteria, {flaw.id: flaw for flaw in flaws}, independent)
    _check_after(source, steps, {flaw.id: flaw for flaw in flaws})
    for path in source.below(f"solution/{OWN}") if last else ():
        if path.partition("/")[0] not in {str(number) for number in range(1, last + 1)}:
            source.add("E331", source.file(f"solution/{OWN}{path}"), f"the reference of no step: there are 1 to {last}")


def _check_flaws(
    source: TaskSource, criteria: tuple[Criterion, ...], flaws: Mapping[str, Flaw], independent: Iterable[str]
) -> None:
    counting = {one.id: one for one in criteria}
    for index, raw in enumerate(source.prony.get("flaws", [])):
        flaw = flaws.get(str(raw.get("id")))
        if flaw is None:
            continue
        for name in flaw.fails:
            if name in counting and not counts_at(counting[name], flaw.step):
                what = f"flaw {flaw.id} fails {name!r}, which does not count in step {flaw.step}"
                source.add("E331", source.where("flaws", index, "fails"), what)
        if flaw.after and not flaw.step:
            what = f"flaw {flaw.id}: `after` belongs to a flaw of a later step"
            source.add("E334", source.where("flaws", index, "after"), what, "say its `step`")
        elif flaw.after:
            _check_before(source, source.where("flaws", index, "after"), flaw.after, flaw.step, flaws)
    for name in independent:
        if name in flaws and flaws[name].step:
            what = f"independent names {name!r}, a flaw of a later step"
            source.add("E331", source.where("grader", "independent"), what)


def _check_after(source: TaskSource, steps: Iterable[TaskStep], flaws: Mapping[str, Flaw]) -> None:
    for index, step in enumerate(steps):
        if step.after:
            _check_before(source, source.where("steps", index, "after"), step.after, index + 1, flaws)


def _check_before(source: TaskSource, where: str, name: str, step: int, flaws: Mapping[str, Flaw]) -> None:
    """See that `name` is a flaw that can have been handed in before `step`."""
    fitting = {flaw.id for flaw in flaws.values() if flaw.step == step - 1}
    if name not in fitting:
        what = f"`after` names no flaw of step {step - 1}: {name!r}"
        source.add("E331", where, what, did_you_mean(name, fitting))


def check_step_answers(source: TaskSource, steps: tuple[TaskStep, ...], mode: Mode) -> None:
    """See that a step asks for more files in the way of its mode."""
    for index, step in enumerate(steps):
        if step.answer and mode is not Mode.ANSWER:
            what = f"`answer` of a step belongs to mode answer; mode {mode} has `editable`"
            source.add("E334", source.where("steps", index, "answer"), what)


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)
