"""The pick: seven questions answered in turn from what is recorded; nothing is executed, and no model is called."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from prony.boards.board import FEW
from prony.boards.memory_fit import GIB
from prony.boards.rows import machine_of
from prony.boards.weights.stack import Stack, parse_stack
from prony.config import Config, expanded
from prony.engines import Endpoint, this_machine
from prony.engines.machine import memory_limit
from prony.errors import JournalError, SuiteError
from prony.journal import queries
from prony.journal.index import Index
from prony.pick.answers import Answers
from prony.pick.candidates import UNKNOWN, Bounds, PickCandidate, candidates_of
from prony.pick.changes import changes_of
from prony.pick.decision import NOTHING, PickDecision, decide
from prony.pick.hosts import HostSeen, hosts_seen
from prony.pick.outside_names import outside_names
from prony.pick.repository import stack_of_folder
from prony.pick.stages import EVERY, SuiteStage, stage_of, unmeasured_parts
from prony.pick.to_measure import DEFAULT_CONTEXT, MOST_SHOWN, measured_in, served_files, to_measure
from prony.pick.view import ModelPick, OwnTasks
from prony.plain import clean_line
from prony.readable import counted
from prony.suites import load_suite

LEAST_SHORT, MOST_SHORT = 3, 5
ALL_ALIKE = Stack(source="none")
GENERAL = "quick"
"""The suite that is named where none was run."""


class Surroundings(NamedTuple):
    """What was found out before anything is weighed. endpoints: engines that answer; weights: model files and folders
    of them; home: where runs are."""

    home: Path
    config: Config
    endpoints: Sequence[Endpoint] = ()
    weights: Sequence[Path] = ()


def stack_for(answers: Answers, folder: Path | None) -> Stack:
    """The stack that was given, else that of the folder named, else of `folder`, if there is one to look at."""
    if answers.stack:
        return parse_stack(answers.stack)
    place = expanded(answers.repo) if answers.repo else folder
    return stack_of_folder(place) if place is not None else ALL_ALIKE


def pick(index: Index | None, answers: Answers, stack: Stack, found: Surroundings, today: datetime.date) -> ModelPick:
    """The pick for `stack`; `index` is None where nothing was ever run.

    Raises JournalError E650 for a suite that was never run, SuiteError for an own suite that does not load.
    """
    own_id, own = _own(index, answers)
    suites = _suites(index, answers, own_id)
    wanted = [(own_id, True)] * (own.state in ("measured", "changed")) + [(suite, False) for suite in suites]
    told = [stage_of(index, suite, stack, mine) for suite, mine in wanted] if index is not None else []
    stages = [stage for stage in told if stage is not None]
    limit, source = _memory(answers)
    bounds = Bounds(answers, limit, machine_of(this_machine()))
    candidates = sorted(candidates_of(stages, bounds, served_files(found.endpoints)), key=_order)
    decision = decide(stages, candidates, answers)
    general = suites[0] if suites else GENERAL
    context = answers.context or max((one.memory.context or 0 for one in candidates), default=0) or DEFAULT_CONTEXT
    waiting, too_large = to_measure(
        found.endpoints, found.config, found.weights, measured_in(index), bounds, own_id or general, context
    )
    missing = unmeasured_parts(stack, stages)
    notes = [note for stage in stages for note in _notes(stage)]
    chosen = next((one for one in candidates if one.contestant == decision.choice), None)
    if chosen is not None:
        notes = [f"{chosen.label}: {one.text}" for one in chosen.criteria if one.state == UNKNOWN or one.unsure] + notes
    return ModelPick(
        today=today.isoformat(),
        answers=answers,
        stack=stack,
        not_measured=missing,
        suites=tuple(stage.evidence for stage in stages),
        own=own,
        memory_bytes=limit,
        memory_source=source,
        context=answers.context,
        context_to_measure=context,
        candidates=tuple(candidates),
        shortlist=_shortlist(decision, candidates),
        decision=decision,
        changes=changes_of(decision, stages, candidates, answers),
        to_measure=tuple(waiting[:MOST_SHOWN]),
        too_large=too_large,
        outside=outside_names(found.home, stack, answers.where, _labels(index), today),
        hosts=_hosts(index),
        notes=tuple(dict.fromkeys((*decision.notes, *notes))),
        next_steps=_next_steps(decision, own, [one.command for one in waiting], stages),
    )


def _own(index: Index | None, answers: Answers) -> tuple[str, OwnTasks]:
    """The id of the asker's own suite, and what is known of it; no id where none was named."""
    if not answers.own:
        return "", OwnTasks(
            name="",
            state="none",
            text="no tasks of your own: general ones stand in for the only ones that match your job",
            next_step="make a suite of tasks that you would really ask a model to do, six or more, since fewer tell no "
            "two models apart: docs/pick.md (your own tasks), or prony import SOURCE FOLDER; then --own FOLDER",
        )
    pins = {pin.suite: pin for pin in queries.suites(index)} if index is not None else {}
    path = expanded(answers.own)
    named = answers.own in pins and not path.is_dir()
    suite = None if named else load_suite(path if path.is_dir() else answers.own)
    name = answers.own if suite is None else suite.id
    run = f"prony run {answers.own}"
    if name not in pins:
        text = f"no model was measured on {name} yet; the general suite stands in for it"
        return name, OwnTasks(name=name, state="not_measured", text=text, next_step=run)
    if suite is not None and suite.digest != pins[name].digest:
        text = f"{name} has changed since it was run: what was measured is its older version"
        return name, OwnTasks(name=name, state="changed", text=text, next_step=run)
    return name, OwnTasks(name=name, state="measured", text=f"{name} decides before any general suite")


def _suites(index: Index | None, answers: Answers, own: str) -> list[str]:
    """The general suites to ask, in their order: those named, else those of the newest run that has others than the
    asker's own. Raises JournalError E650 for one that was never run, SuiteError for one that is none."""
    pins = queries.suites(index) if index is not None else []
    known = {pin.suite for pin in pins}
    for suite in answers.suites:
        if suite not in known:
            _refuse(suite, sorted(known))
    if answers.suites:
        return [suite for suite in dict.fromkeys(answers.suites) if suite != own]
    others = [pin for pin in pins if pin.suite != own]
    return [pin.suite for pin in others if pin.run == others[-1].run]


def _refuse(suite: str, known: Sequence[str]) -> None:
    try:
        load_suite(suite)
        hint = f"prony run {clean_line(suite)}"
    except SuiteError:
        hint = f"suites that were run here: {', '.join(known)}" if known else "prony tasks lists suites"
    raise JournalError("E650", f"no run of suite {clean_line(suite)} is there", hint=hint)


def _memory(answers: Answers) -> tuple[int | None, str]:
    if answers.memory_gb is not None:
        return round(answers.memory_gb * GIB), f"{answers.memory_gb:g} GiB, as asked for"
    here = memory_limit()
    gpus = this_machine().accelerators
    beside = f"; what {', '.join(gpus)} hold beside it is not captured" if gpus else ""
    return here, f"{here / GIB:.1f} GiB, all of this machine's{beside}"


def _order(one: PickCandidate) -> tuple[bool, float, str]:
    return (not one.eligible, -(one.solved.value if one.solved.value is not None else -1.0), one.label)


def _shortlist(decision: PickDecision, candidates: Sequence[PickCandidate]) -> tuple[str, ...]:
    able = [one for one in candidates if one.eligible]
    tied = sorted((one for one in able if one.label in decision.ties), key=lambda one: decision.ties.index(one.label))
    rest = [one for one in able if one not in tied]
    return tuple(one.contestant for one in [*tied, *rest][:MOST_SHORT])


def _labels(index: Index | None) -> list[str]:
    if index is None:
        return []
    found = queries.contestants(index, [run.run for run in queries.runs(index)])
    return [row.label for row in found.values() if not row.reference]


def _hosts(index: Index | None) -> tuple[HostSeen, ...]:
    if index is None:
        return ()
    runs = [run.run for run in queries.runs(index)]
    known = queries.contestants(index, runs)
    return hosts_seen(
        index,
        (
            (
                entry.run,
                entry.label,
                entry.spec,
                known[entry.contestant].fingerprint if entry.contestant in known else None,
            )
            for entry in queries.entries(index, runs)
        ),
    )


def _notes(stage: SuiteStage) -> list[str]:
    evidence = stage.evidence
    notes = list(evidence.notes)
    if evidence.not_counted:
        notes.append(
            f"{evidence.suite}: {counted(evidence.not_counted, 'task')} in no language of the stack, not counted"
        )
    notes += [f"{evidence.suite}: {label} is not ranked: {why}" for label, why in evidence.incomplete.items()]
    few = [f"{part.name} ({part.tasks})" for part in evidence.parts if part.few and part.name != EVERY]
    if few:
        notes.append(f"{evidence.suite}: fewer than {FEW} tasks of {', '.join(few)}; too few to be read on their own")
    return notes


def _next_steps(
    decision: PickDecision, own: OwnTasks, commands: Sequence[str], stages: Sequence[SuiteStage]
) -> tuple[str, ...]:
    steps = list(decision.next_steps)
    if decision.state == NOTHING and not steps:
        steps += commands[:1] or [f"prony run {GENERAL}"]
    if own.next_step:
        steps.append(own.next_step)
    return tuple(dict.fromkeys(steps))
