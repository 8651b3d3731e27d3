"""What the tasks of a plan can show: the least difference between two contestants that they would decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING

from msgspec.structs import replace

from prony.nouns import Noun, RunPlan, SuitePin, SuiteSample, Task
from prony.phrases import unsigned
from prony.plain import clean_line
from prony.readable import counted
from prony.stats.planning import TYPICAL, difference_to_decide
from prony.suites.sampling import problem_of

MORE_REPEATS = 4
"""Attempts at each task beyond which more tasks help and more attempts do not (docs/statistics.md)."""
MOST_NAMED = 4
_TIMES = {1: "once", 2: "twice", 4: "four times"}


class PlanResolution(Noun, frozen=True, kw_only=True):
    """What the tasks of one suite can show between two contestants. Shares; of TYPICAL variances.

    tasks: in each language, where there are several; of the language with the fewest. difference: the least true one
    that they decide 4 times of 5 (two-sided, 95 %); None where they decide none. repeated: the same with
    `MORE_REPEATS` attempts each, where fewer are planned.
    """

    suite: str
    problems: int
    sample: SuiteSample | None = None
    languages: tuple[str, ...] = ()
    tasks: int
    repeats: int
    difference: float | None
    repeated: float | None = None
    sentence: str = ""


def resolutions(plan: RunPlan, tasks: Mapping[str, Task]) -> tuple[PlanResolution, ...]:
    """What each suite of the plan can show."""
    return tuple(_resolution(pin, tasks, plan.settings.repeats) for pin in plan.suites)


def _resolution(pin: SuitePin, tasks: Mapping[str, Task], repeats: int) -> PlanResolution:
    planned = [tasks[task] for task in pin.tasks if task in tasks]
    problems = len({problem_of(task) for task in planned})
    several = problems < len(planned)
    of_language = Counter(task.language for task in planned) if several else Counter({"": problems})
    least = min(of_language.values(), default=0)
    told = PlanResolution(
        suite=pin.id,
        problems=problems,
        sample=pin.sample,
        languages=tuple(of_language) if several else (),
        tasks=least,
        repeats=repeats,
        difference=_shown(least, repeats),
        repeated=_shown(least, MORE_REPEATS) if repeats < MORE_REPEATS else None,
    )
    return replace(told, sentence=_said(told))


def _shown(tasks: int, repeats: int) -> float | None:
    within = TYPICAL.within
    if not tasks:
        return None
    return difference_to_decide(tasks, omega2=TYPICAL.omega2, within_a=within, within_b=within, repeats=repeats)


def _said(found: PlanResolution) -> str:
    where = " in each language" if found.languages else ""
    begin = f"{_drawn(found)}: {counted(found.tasks, 'task')} {_times(found.repeats)} each{where}"
    told = f"{begin} decide nothing between two models"
    if found.difference is not None:
        points = unsigned(found.difference, ROUND_CEILING)
        told = f"{begin} show differences between two models of {points} or more, 4 times of 5"
    if found.repeated is not None:
        told += f"; {_times(MORE_REPEATS)} each: {unsigned(found.repeated, ROUND_CEILING)}"
    return told


def _drawn(found: PlanResolution) -> str:
    """The suite, what was drawn of it, and in which languages."""
    suite, sample = clean_line(found.suite), found.sample
    told = [suite, counted(found.problems, "problem")] if found.languages else [suite]
    if sample is not None:
        every = counted(sample.of, "problem")
        some = f"{sample.problems} of {every} drawn (seed {sample.seed})"
        told = [suite, f"all {every}" if sample.problems == sample.of else some]
    return ": ".join(told) + _in(found.languages)


def _in(languages: Sequence[str]) -> str:
    names = [clean_line(name) for name in languages]
    if len(names) > MOST_NAMED:
        return f" in {len(names)} languages"
    return f" in {' and '.join([', '.join(names[:-1]), names[-1]])}" if len(names) > 1 else ""


def _times(repeats: int) -> str:
    return _TIMES.get(repeats, f"{repeats} times")
