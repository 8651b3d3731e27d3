"""The frozen plan of a run: which contestants meet which tasks, how often, in which order."""

from __future__ import annotations

import hashlib
import random
import secrets
from codecs import BOM_UTF8
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import tomli_w

from prony import __version__
from prony.bench.load_keys import in_load_order
from prony.bench.selection import Selection, enlarged, pins_of
from prony.config import MOST_AT_ONCE, MOST_REPEATS
from prony.errors import RunError, UsageError
from prony.journal import Extended, Planned, as_extended, read_events
from prony.journal.reader import EVENTS_NAME
from prony.keys import blot_text
from prony.nouns import ContestantSpec, Noun, RunPlan, RunSettings, Suite, SuitePin, Task
from prony.plain_files import open_plain
from prony.suites import load_suite

PLAN_NAME = "run.toml"


class Cell(Noun, frozen=True, kw_only=True):
    """One thing to do: a contestant (by label), a task, a repeat."""

    label: str
    task: str
    repeat: int


def now() -> str:
    """This instant in UTC, RFC 3339."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_run_id(moment: datetime | None = None) -> str:
    """A run id that sorts by its time, to the millisecond, such as `20261121-150407-1239c04e`.

    The last five digits are drawn: two runs of one millisecond meet once in a million.
    """
    moment = moment or datetime.now(UTC)
    return f"{moment:%Y%m%d-%H%M%S}-{moment.microsecond // 1000:03}{secrets.randbits(20):05x}"


def attempt_id(run: str, cell: Cell, try_no: int, start_no: int) -> str:
    """The id of one try of one cell; `start_no` counts earlier starts that a crash left without an end."""
    key = f"{run}\n{cell.label}\n{cell.task}\n{cell.repeat}\n{try_no}\n{start_no}"
    return "a" + hashlib.sha256(key.encode()).hexdigest()[:11]


def make_plan(
    run_id: str,
    suites: Sequence[Suite],
    contestants: Sequence[ContestantSpec],
    settings: RunSettings,
    patterns: Sequence[str] = (),
    selection: Selection | None = None,
) -> RunPlan:
    """Freeze a plan of the tasks that `selection` asks for, or that have a name of `patterns`; none = all.

    Contestants stand in the order of their loads (`prony.bench.load_keys`). Raises UsageError E104 when a pattern
    or a language selects nothing, E113 when two contestants bear one label.
    """
    pins = pins_of(suites, selection or Selection(patterns=tuple(patterns)))
    labels = [spec.label for spec in contestants]
    for label in labels:
        if labels.count(label) > 1:
            raise UsageError(
                "E113",
                f"two contestants are called {label}",
                hint="give each [[contestants]] table its own label",
            )
    return RunPlan(
        id=run_id,
        created_at=now(),
        prony_version=__version__,
        suites=pins,
        contestants=tuple(in_load_order(contestants)),
        settings=settings,
    )


MOST_ATTEMPTS = 10_000_000
"""Of a plan that is carried out."""


def task_order(plan: RunPlan) -> list[str]:
    """All task ids in the run's order: shuffled by the plan's seed, so that interim scores are not biased."""
    tasks = [task for pin in plan.suites for task in pin.tasks]
    random.Random(plan.settings.seed).shuffle(tasks)
    return tasks


def cells(plan: RunPlan, spec: ContestantSpec) -> list[Cell]:
    """All cells of one contestant in order: every task once before any task twice."""
    spared = set(spec.spared)
    return [
        Cell(label=spec.label, task=task, repeat=repeat)
        for repeat in range(plan.settings.repeats)
        for task in task_order(plan)
        if (spec.suite is None or task.startswith(f"{spec.suite}/")) and task not in spared
    ]


def plan_text(plan: RunPlan) -> str:
    """What `run.toml` says."""
    text = tomli_w.dumps(msgspec.to_builtins(plan, str_keys=True))
    return f"# The frozen plan of this run. Editing it breaks resume.\n{text}"


def write_plan(plan: RunPlan, run_dir: Path) -> None:
    """Write `run.toml` into the run's folder, without keys that a server may have told as names."""
    (run_dir / PLAN_NAME).write_text(blot_text(plan_text(plan)), "utf-8")


def read_plan(run_dir: Path) -> RunPlan:
    """A run's frozen plan: from `run.toml`, or where that is gone from the journal, whose first event holds it too.

    Raises RunError E901 when there is no such run, E902 when its plan cannot be read; JournalError as the journal does.
    """
    path = run_dir / PLAN_NAME
    try:
        with open_plain(path) as file:
            return _of_bounded_size(msgspec.toml.decode(file.read().removeprefix(BOM_UTF8), type=RunPlan), path)
    except FileNotFoundError:
        return _recorded_plan(run_dir)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise RunError(
            "E902",
            "the plan of this run cannot be read",
            where=str(path),
            cause=str(error),
            hint="move the file away: the run's journal holds the plan as well",
        ) from error
    except OSError as error:
        raise RunError(
            "E902",
            "the plan of this run cannot be read",
            where=str(path),
            cause=error.strerror,
            hint="see what it is, and whose: ls -ld",
        ) from error


def _of_bounded_size(plan: RunPlan, path: Path) -> RunPlan:
    """The plan, unless it asks for more than any run of ours would, since its cells are lists in memory.

    Raises RunError E902.
    """
    settings, tasks = plan.settings, sum(len(pin.tasks) for pin in plan.suites)
    attempts = settings.repeats * tasks * len(plan.contestants)
    absurd = {
        f"{settings.repeats} repeats": not 1 <= settings.repeats <= MOST_REPEATS,
        f"{attempts} attempts": attempts > MOST_ATTEMPTS,
        f"{settings.parallel} requests at once": not 1 <= settings.parallel <= MOST_AT_ONCE,
        f"{settings.slots} slots": not 1 <= settings.slots <= MOST_AT_ONCE,
    }
    for what, holds in absurd.items():
        if holds:
            raise RunError(
                "E902",
                f"the plan of this run asks for {what}",
                where=str(path),
                cause="no plan that prony makes does",
                hint="see where the run came from; its board can be read all the same",
            )
    return plan


def _recorded_plan(run_dir: Path) -> RunPlan:
    events = read_events(run_dir) if (run_dir / EVENTS_NAME).exists() else iter(())
    first = next(events, None)
    if isinstance(first, Planned):
        plan = first.plan
        for event in events:
            plan = as_extended(plan, event) if isinstance(event, Extended) else plan
        return _of_bounded_size(plan, path=run_dir / EVENTS_NAME)
    raise RunError("E901", f"no run {run_dir.name}", where=str(run_dir), hint="`prony` lists the runs of this folder")


def pinned_tasks(plan: RunPlan) -> dict[str, Task]:
    """Load the plan's tasks (id -> task) from where they were. Raises RunError E903 when a suite has changed since."""
    tasks: dict[str, Task] = {}
    for pin in plan.suites:
        suite = load_suite(pin.path)
        if suite.digest != pin.digest:
            raise RunError(
                "E903",
                f"suite {pin.id} is not what this run was planned with",
                where=pin.path,
                cause=f"its digest was {pin.digest[:12]}, now it is {suite.digest[:12]}",
                hint="start a new run; or restore the suite to resume this one",
            )
        tasks |= {task.id: task for task in suite.tasks if task.id in pin.tasks}
    return tasks


def larger_suites(plan: RunPlan, problems: int) -> tuple[SuitePin, ...]:
    """The plan's suites with samples of `problems` each. Raises UsageError E102 as `selection.enlarged`."""
    return tuple(enlarged(pin, load_suite(pin.path), problems) for pin in plan.suites)


def current_tasks(plan: RunPlan) -> dict[str, Task]:
    """The plan's tasks as their suites are now, changed or not; tasks that are gone are left out."""
    return {task.id: task for pin in plan.suites for task in load_suite(pin.path).tasks if task.id in pin.tasks}
