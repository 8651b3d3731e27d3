"""Which tasks of its suites a plan holds: by name, by language, and drawn."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from prony.errors import UsageError
from prony.languages.names import canonical_name
from prony.nouns import Noun, Suite, SuitePin, SuiteSample, Task
from prony.suites import is_chosen
from prony.suites.proof_record import kept_out
from prony.suites.sampling import drawing_order, problem_of

MOST_NAMED = 12


class Selection(Noun, frozen=True, kw_only=True):
    """What is asked for of each suite.

    patterns: of tasks, by id or name (`quick/py-*`, `js-*`); languages: of languages, or of members of a suite; empty
    ones ask for all. sample: how many problems are drawn of those, by `seed`; None asks for all.
    """

    patterns: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0


def pins_of(suites: Sequence[Suite], asked: Selection) -> tuple[SuitePin, ...]:
    """The suites with what is asked for of them; those that hold nothing of it are left out.

    Raises UsageError E104 where a pattern or a language selects nothing, in any of them, or all together do.
    """
    refuse_vain(suites, asked)
    pins = tuple(pin for suite in suites if (pin := pin_of(suite, asked)).tasks)
    if not pins and any(map(kept_out, suites)):
        what = "every task that was asked for is kept out of the rate here"
        raise UsageError("E104", what, hint="prony prove SUITE says why")
    if not pins:
        told = [*asked.patterns, *asked.languages]
        raise UsageError("E104", f"no task matches {' and '.join(told) or 'anything'}", hint=_WHERE_TASKS_STAND)
    return pins


def pin_of(suite: Suite, asked: Selection) -> SuitePin:
    """One suite with what is asked for of it and says something of a contestant here, perhaps nothing."""
    out = kept_out(suite)
    asked_for = [task for task in suite.tasks if is_chosen(task, asked.patterns) and is_in(task, asked.languages)]
    tasks = [task for task in asked_for if task.id not in out]
    sample = None
    if asked.sample is not None:
        there = {problem_of(task) for task in tasks}
        drawn = [name for name in drawing_order(suite.tasks, asked.seed) if name in there][: asked.sample]
        tasks = [task for task in tasks if problem_of(task) in set(drawn)]
        sample = SuiteSample(
            problems=len(drawn),
            of=len(there),
            seed=asked.seed,
            patterns=asked.patterns,
            languages=asked.languages,
        )
    return SuitePin(
        id=suite.id,
        version=suite.version,
        digest=suite.digest,
        path=suite.path,
        tasks=tuple(task.id for task in tasks),
        sample=sample,
        variant_of=suite.variant_of,
        variant=suite.variant,
    )


def enlarged(pin: SuitePin, suite: Suite, problems: int) -> SuitePin:
    """The same sample with as many problems; it holds all that the smaller one does.

    Raises UsageError E102 where the pin is no sample, or is larger already.
    """
    drawn = pin.sample
    if drawn is None:
        raise UsageError(
            "E102",
            f"this run holds all that was asked for of {pin.id}: it is no sample that could be larger",
            hint="leave --sample out",
        )
    if problems < drawn.problems:
        raise UsageError(
            "E102",
            f"a sample of {problems} is smaller than that of this run: {drawn.problems} problems of {pin.id}",
            hint="what was measured stays; --sample says how many there are to be in all",
        )
    asked = Selection(patterns=drawn.patterns, languages=drawn.languages, sample=problems, seed=drawn.seed)
    return pin_of(suite, asked)


def is_in(task: Task, languages: Sequence[str]) -> bool:
    """Whether a task is set for one of these languages, or members of its suite; without any, it is."""
    return not languages or any(_is_for(task, name) for name in languages)


def _is_for(task: Task, name: str) -> bool:
    return name.casefold() in _names_of(task) or canonical_name(name) == canonical_name(task.language)


def _names_of(task: Task) -> set[str]:
    return {task.language.casefold(), task.member.casefold()} - {""}


_WHERE_TASKS_STAND = "prony tasks lists the tasks of each suite"


def refuse_vain(suites: Sequence[Suite], asked: Selection) -> None:
    """Raise UsageError E104 where a pattern or a language means no task at all."""
    every = [task for suite in suites for task in suite.tasks]
    vain = [pattern for pattern in asked.patterns if not any(is_chosen(task, (pattern,)) for task in every)]
    if vain:
        near = _near(vain, (name for task in every for name in (task.name, task.id)))
        raise UsageError("E104", f"no task matches {', '.join(vain)}", hint=near or _WHERE_TASKS_STAND)
    absent = [name for name in asked.languages if not any(_is_for(task, name) for task in every)]
    if absent:
        known = sorted({name for task in every for name in _names_of(task)})
        more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
        raise UsageError(
            "E104",
            f"no task is set for {', '.join(absent)}",
            hint=_near(absent, known) or f"there are tasks for {', '.join(known[:MOST_NAMED])}{more}",
        )


def _near(names: Iterable[str], known: Iterable[str]) -> str | None:
    """What was meant by names of nothing, as far as one is near; None where none is."""
    every = list(known)
    near = [match for name in names for match in difflib.get_close_matches(name.casefold(), every, n=1)]
    return f"did you mean {', '.join(near)}?" if near else None
