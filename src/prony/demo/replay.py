"""The demo: a recorded run of two small models, laid out in a folder, and its submissions graded again, here.

The recording is data of the package (`python -m prony.demo.record` makes it). What cannot be graded here, for
want of a toolchain or of a sandbox, keeps its recorded grade, and the replay says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from prony.bench.plan import read_plan
from prony.bench.regrade import regrade
from prony.bench.remaining import Done
from prony.config import CONFIG_NAME
from prony.demo.recording import unpack
from prony.errors import RunError, SandboxError
from prony.journal import Event, Graded, read_events
from prony.nouns import Grade, Noun, Outcome, RunPlan, Verdict

RECORDING = Path(__file__).parent / "recordings" / "quick.zip"

_CONFIG = "# A run that `prony demo` copied here. Delete the folder when you are done with it.\n"


class Difference(Noun, frozen=True, kw_only=True):
    """An attempt whose grade here is not the recorded one: its outcome and its points, then and now."""

    attempt: str
    label: str
    task: str
    recorded: str
    here: str


class Replay(Noun, frozen=True, kw_only=True, tag_field="schema", tag="prony.demo/1"):
    """What grading the recorded submissions again came to.

    submissions: those of the record that were to be graded again; graded: those that were. recorded_only: task -> why
    its submissions were not. solved and failed: an attempt of a model to look at, None where the record has none.
    """

    home: str
    run: str
    recorded_at: str
    submissions: int
    graded: int
    differing: tuple[Difference, ...] = ()
    recorded_only: dict[str, str] = {}
    solved: str | None = None
    failed: str | None = None
    wall_s: float = 0.0


def lay_out(home: Path) -> RunPlan:
    """Copy the recorded run into the folder `home`, which is made where it is not there; returns the run's plan.

    Raises RunError E906 where the folder holds runs already, or cannot be written.
    """
    if (home / "runs").exists():
        raise RunError(
            "E906",
            "the demo wants a folder without runs",
            where=str(home / "runs"),
            hint=f"name another; or look at what is there: cd {home} && prony",
        )
    try:
        home.mkdir(parents=True, exist_ok=True)
        run_dir = unpack(RECORDING, home)
        if not (home / CONFIG_NAME).exists():
            (home / CONFIG_NAME).write_text(_CONFIG, "utf-8")
    except OSError as error:
        raise RunError(
            "E906",
            f"the demo cannot be copied there: {error.strerror}",
            where=str(home),
            hint="--keep FOLDER names another folder, on a disk with a few MB of room",
        ) from error
    return read_plan(run_dir)


async def replay(
    home: Path, plan: RunPlan, slots: int, *, every: bool = False, emit: Callable[[Event], None] = lambda event: None
) -> Replay:
    """Grade recorded submissions of the run in `home` again, `slots` at once, and compare with the record.

    Those of the models, and of the references one for each task; with `every`, all.
    """
    begun = time.monotonic()
    done = Done(read_events(home / "runs" / plan.id))
    chosen = set(done.grades) if every else worth_it(plan, done)
    recorded = {one: grade for one, grade in done.grades.items() if one in chosen}
    before = {one: done.outcome(one) for one in recorded}
    here: dict[str, Grade] = {}

    def take(event: Event) -> None:
        done.add(event)
        if isinstance(event, Graded):
            here[event.grade.attempt] = event.grade
        emit(event)

    why = "the suite has no such task any more"
    try:
        reasons = (await regrade(home, plan.id, only=chosen, slots=slots, emit=take)).skipped
    except SandboxError as error:
        reasons, why = {}, f"no sandbox here: {error.what}"
    left = sorted({done.attempts[one].task for one in recorded.keys() - here.keys()})
    differing = [
        Difference(
            attempt=one,
            label=done.attempts[one].label,
            task=done.attempts[one].task,
            recorded=_told(before[one], recorded[one]),
            here=_told(done.outcome(one), grade),
        )
        for one, grade in here.items()
        if _told(before[one], recorded[one]) != _told(done.outcome(one), grade)
    ]
    solved, failed = _examples(plan, done)
    return Replay(
        home=str(home),
        run=plan.id,
        recorded_at=plan.created_at,
        submissions=len(recorded),
        graded=len(here),
        differing=tuple(sorted(differing, key=lambda one: (one.label, one.task))),
        recorded_only={task: reasons.get(task, why) for task in left},
        solved=solved,
        failed=failed,
        wall_s=time.monotonic() - begun,
    )


def worth_it(plan: RunPlan, done: Done) -> set[str]:
    """Attempts: all that the models handed in, and of the references one for each task, in turn a solution and a flaw.
    So every grader is seen at work, on both kinds, in less time than all take."""
    models = {spec.label for spec in plan.contestants if not spec.reference}
    by_task: dict[str, list[str]] = {}
    for one in done.grades:
        if done.attempts[one].label not in models:
            by_task.setdefault(done.attempts[one].task, []).append(one)
    turns = [attempts[number % len(attempts)] for number, (_, attempts) in enumerate(sorted(by_task.items()))]
    return {one for one in done.grades if done.attempts[one].label in models} | set(turns)


def _told(outcome: Outcome | None, grade: Grade) -> str:
    return f"{outcome.value if outcome else 'waiting'}, {grade.score:.4g} of {grade.scale:g}"


def _examples(plan: RunPlan, done: Done) -> tuple[str | None, str | None]:
    """A solved and a failed attempt, of one model if there are: of the failed that ran, the one with most points."""
    models = {spec.label for spec in plan.contestants if not spec.reference}
    graded = [one for one in done.grades if done.attempts[one].label in models]
    solved = [one for one in graded if done.outcome(one) is Outcome.SOLVED]
    failed = [one for one in graded if done.outcome(one) is Outcome.FAILED]

    def evidence(one: str) -> tuple[bool, float]:
        return done.grades[one].verdict is Verdict.FAIL, done.grades[one].score

    worst = max(failed, key=evidence, default=None)
    label = done.attempts[worst].label if worst else ""
    best = max(solved, key=lambda one: done.attempts[one].label == label, default=None)
    return best, worst
