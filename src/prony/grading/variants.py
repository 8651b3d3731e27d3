"""A variant of a suite, made whole: its texts, and the cases that its generators and references make of them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from prony.errors import SuiteError
from prony.grading.making import is_maker, write_cases
from prony.grading.sql_making import sql_servers, write_problem
from prony.grading.subject import toolchain_names
from prony.nouns import Suite, Task
from prony.sandbox import Sandbox
from prony.suites.load import load_suite
from prony.suites.materials import MaterialsCache
from prony.suites.sql_tables import TABLES
from prony.suites.variants import GENERATOR, write_variant

MOST_DRAWS = 64
"""Seeds that are tried for the rows of one problem, until each of its flaws is noticed."""


async def make_variant(suite: Suite, seed: int, folder: Path, sandbox: Sandbox) -> Suite:
    """Make the variant `seed` of `suite` in the new folder `folder`, which appears whole or not at all; the variant.

    Raises SuiteError E358 where the suite has no problem that is made, E349 where the folder is there already, E354
    where cases cannot be made, SuiteProblems with what does not hold.
    """
    _check(suite, folder)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as made:
        place = Path(made) / folder.name
        write_variant(suite, seed, place)
        variant, cache = load_suite(place), MaterialsCache()
        makers = {task.problem: task for task in variant.tasks if is_maker(task, cache.of(task))}
        for problem in dict.fromkeys(task.problem for task in variant.tasks):
            if problem in makers:
                await write_cases(makers[problem], cache.of(makers[problem]), sandbox, seed)
            elif (place / problem / GENERATOR).is_file():
                what = f"{problem} has a generator and no reference in Python"
                raise SuiteError("E354", what, where=str(Path(suite.path) / problem))
        await _make_tables(variant, seed, sandbox, cache)
        load_suite(place)
        shutil.move(place, folder)
    return load_suite(folder)


def tasks_that_make(suite: Suite) -> list[Task]:
    """The tasks whose toolchains make a variant's cases: those of generators in Python, and all in SQL."""
    makers = []
    for task in suite.tasks:
        folder = Path(suite.path) / task.problem
        is_python = (folder / GENERATOR).is_file() and "python" in toolchain_names(task)
        makers += [task] if is_python or (folder / TABLES).is_file() else []
    return makers


async def _make_tables(variant: Suite, seed: int, sandbox: Sandbox, cache: MaterialsCache) -> None:
    """Make the problems of a variant that come of a plan of tables, each with the first seed that will do."""
    seeds = range(seed * MOST_DRAWS, (seed + 1) * MOST_DRAWS)
    makers = [task for task in variant.tasks if (Path(variant.path) / task.problem / TABLES).is_file()]
    async with sql_servers(sandbox) as servers:
        for problem in dict.fromkeys(task.problem for task in makers):
            tasks = [task for task in makers if task.problem == problem]
            await write_problem(Path(variant.path) / problem, tasks, servers, cache, seeds)


def _check(suite: Suite, folder: Path) -> None:
    """Raise SuiteError where the suite cannot be varied (E358), or not into `folder` (E349)."""
    if suite.variant_of is not None:
        raise SuiteError(
            "E358", f"{suite.id} is a variant itself", hint=f"name the suite that it is one of: {suite.variant_of}"
        )
    folders = {Path(suite.path) / task.problem for task in suite.tasks}
    if not any((folder / name).is_file() for folder in folders for name in (GENERATOR, TABLES)):
        hint = f"variants are made of problems with {GENERATOR} or {TABLES}: docs/task-format.md"
        raise SuiteError("E358", f"no problem of {suite.id} has a generator", where=suite.path, hint=hint)
    if folder.exists():
        raise SuiteError("E349", "the folder is there already", where=str(folder), hint="name another folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
