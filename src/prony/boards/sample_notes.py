"""What the tasks of a board are: which state one problem, that they were drawn, and who was given which."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from prony.boards.entrants import Entrant
from prony.boards.scope import Scope
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.planned_tasks import TaskRow
from prony.journal.queries import SuiteRow
from prony.plain import clean_line
from prony.readable import counted

MOST_NAMED = 4


def sample_notes(
    index: Index, scope: Scope, tasks: Mapping[str, TaskRow], everybody: Sequence[Entrant]
) -> tuple[str, ...]:
    """What must be known of a board's choice of tasks; nothing where all have the same whole suite, of one language."""
    names = set(scope.run_names)
    pins = [pin for pin in queries.suites(index) if pin.run in names and pin.digest == scope.suite.digest]
    models = [one for one in everybody if not one.reference and one.planned]
    told = (_of_problems(tasks), _drawn(pins), _not_common(tasks, models), *map(_enlarged, pins))
    return tuple(note for note in told if note)


def common_tasks(tasks: Collection[str], everybody: Sequence[Entrant]) -> set[str]:
    """The tasks that were planned for every model."""
    planned = [set(one.planned) for one in everybody if not one.reference and one.planned]
    return set(tasks).intersection(*planned) if planned else set(tasks)


def _of_problems(tasks: Mapping[str, TaskRow]) -> str:
    stated = {row.problem for row in tasks.values() if row.member}
    members = {row.member for row in tasks.values() if row.member}
    if not stated or len(members) < 2:
        return ""
    return (
        f"{counted(len(tasks), 'task')} state {counted(len(stated), 'problem')}, in {len(members)} languages: "
        "intervals and tests count problems, since one stands or falls in several languages together"
    )


def _drawn(pins: Sequence[SuiteRow]) -> str:
    by_sample: dict[str, list[str]] = {}
    for pin in pins:
        by_sample.setdefault(_sample_of(pin), []).append(pin.run)
    if set(by_sample) == {""}:
        return ""
    if len(by_sample) == 1:
        return f"a sample: {next(iter(by_sample))}"
    parts = [f"{_runs(runs)}: {sample or 'no sample'}" for sample, runs in by_sample.items()]
    return f"runs of different samples: {'; '.join(parts)}"


def _sample_of(pin: SuiteRow) -> str:
    sample = pin.sample
    if sample is None:
        return ""
    where = f" in {', '.join(map(clean_line, sample.languages))}" if sample.languages else ""
    patterns = f" of {', '.join(map(clean_line, sample.patterns))}" if sample.patterns else ""
    return f"{sample.problems} of {counted(sample.of, 'problem')}{where}{patterns} (seed {sample.seed})"


def _runs(runs: Sequence[str]) -> str:
    more = len(runs) - MOST_NAMED
    return ", ".join(runs[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _not_common(tasks: Mapping[str, TaskRow], models: Sequence[Entrant]) -> str:
    """That models were given different tasks, and which are those of all."""
    given = {one.name: len(set(one.planned) & tasks.keys()) for one in models}
    common = common_tasks(tasks, models)
    if len(models) < 2 or len(common) == len(tasks):
        return ""
    parts = [f"{clean_line(name)} {count}" for name, count in given.items()]
    more = len(parts) - MOST_NAMED
    listed = ", ".join(parts[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    way = "; read those alone: --where common=yes" if common else ""
    return (
        f"models were given different tasks ({listed} of {len(tasks)}): {counted(len(common), 'task')} "
        f"{'is' if len(common) == 1 else 'are'} common to all {len(models)}{way}"
    )


def _enlarged(pin: SuiteRow) -> str:
    if not pin.enlarged:
        return ""
    times = "once" if pin.enlarged == 1 else f"{pin.enlarged} times"
    return (
        f"the sample of {pin.run} was made larger {times}: where that was because of what a board showed, equals are "
        "called different more often than intervals say (docs/samples.md)"
    )
