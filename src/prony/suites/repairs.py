"""Repairs: what a task ships to make a submission build or load in spite of one planted bug, and whether each fits.

`repairs/CRITERION.patch` is a diff whose hunks are found by their lines, wherever they stand; `repairs/CRITERION.py` is
a program that changes files of the folder it is started in. The name is the criterion of the bug that it is for.
"""

from __future__ import annotations

import ast

from prony.nouns import Criterion, Flaw, Noun, Task
from prony.suites.files import overlaid
from prony.suites.materials import Materials
from prony.suites.patches import PatchError, apply_patch
from prony.suites.problems import did_you_mean
from prony.suites.source import TaskSource

MOST_REPAIRS = 4
"""A submission that does not build is tried with every set of its task's repairs: 15 of them at most."""


class Repair(Noun, frozen=True, kw_only=True):
    """One repair. criterion: whose bug it makes harmless for the build. Either `patch` or `program` is its text."""

    criterion: str
    patch: bytes | None = None
    program: bytes | None = None


def repair_files(materials: Materials) -> tuple[Repair, ...]:
    """The repairs of a task, in the order of its criteria."""
    task = materials.task
    files = materials.repairs if task.repairs else {}
    return tuple(
        Repair(criterion=name, patch=files.get(f"{name}.patch"), program=files.get(f"{name}.py"))
        for name in task.repairs
    )


def repairs_of(
    source: TaskSource, criteria: tuple[Criterion, ...], flaws: tuple[Flaw, ...], independent: tuple[str, ...]
) -> tuple[str, ...]:
    """The criteria that have a repair, in the order of the criteria; each file is checked against its planted bug."""
    files = source.below("repairs/")
    ids = [criterion.id for criterion in criteria]
    for name in files:
        stem, suffix = _parted(name)
        place = source.file(f"repairs/{name}")
        if suffix not in _CHECKS or not stem or "/" in name:
            source.add("E346", place, f"{name} is no repair", "repairs/CRITERION.patch or repairs/CRITERION.py")
        elif stem not in ids:
            source.add("E346", place, f"no criterion is called {stem!r}", did_you_mean(stem, ids))
        elif suffix == "py" and f"{stem}.patch" in files:
            source.add("E346", place, f"{stem} has both a patch and a program")
        else:
            _check_bug(source, place, stem, flaws, independent)
            _CHECKS[suffix](source, place, files[name], _bug(stem, flaws, independent))
    named = tuple(one for one in ids if any(_parted(name)[0] == one for name in files))
    if len(named) > MOST_REPAIRS:
        what = f"{len(named)} repairs, and {MOST_REPAIRS} are the most"
        source.add(
            "E347", source.file("repairs"), what, "each more doubles what a submission may have to be tried with"
        )
    return named


def planted_bug(task: Task, criterion: str) -> Flaw:
    """The planted bug that the repair of `criterion` is for."""
    bug = _bug(criterion, task.flaws, tuple(task.options.get("independent", ())))
    assert bug is not None, "a task that was loaded has a bug for each repair"
    return bug


def _parted(name: str) -> tuple[str, str]:
    stem, _, suffix = name.rpartition(".")
    return stem, suffix


def _bug(criterion: str, flaws: tuple[Flaw, ...], independent: tuple[str, ...]) -> Flaw | None:
    return next((flaw for flaw in flaws if flaw.id in independent and flaw.fails == (criterion,)), None)


def _check_bug(
    source: TaskSource, place: str, criterion: str, flaws: tuple[Flaw, ...], independent: tuple[str, ...]
) -> None:
    if _bug(criterion, flaws, independent) is None and len(flaws) == len(source.prony.get("flaws", [])):
        what = f"no planted bug fails {criterion} and nothing else"
        hint = "name it in [prony.grader] independent, as a flaw that does not build"
        source.add("E346", place, what, hint)


def _check_patch(source: TaskSource, place: str, data: bytes, bug: Flaw | None) -> None:
    """Whether the diff fits the reference with the planted bug in it."""
    if bug is None:
        return
    try:
        flawed = overlaid(
            source.below("solution/"), source.below(f"flaws/{bug.id}/"), source.files.get(f"flaws/{bug.id}.patch")
        )
    except PatchError:
        return
    try:
        changed = apply_patch({**source.below("workspace/"), **flawed}, data, anywhere=True)
    except PatchError as error:
        source.add("E345", place, f"the repair does not apply to the solution with {bug.id}: {error}")
        return
    if changed == {**source.below("workspace/"), **flawed}:
        source.add("E345", place, "the repair changes nothing")


def _check_program(source: TaskSource, place: str, data: bytes, bug: Flaw | None) -> None:
    try:
        ast.parse(data)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        source.add("E346", f"{place}:{line}" if line else place, f"the repair is no Python: {error}")


_CHECKS = {"patch": _check_patch, "py": _check_program}
"""How each kind of repair is checked, by its suffix."""
