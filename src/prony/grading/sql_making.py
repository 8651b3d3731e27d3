"""Making of problems in SQL: rows come from a plan of tables, and what is expected from the references.

The references of all dialects must give the same rows, and every flaw must lose the same criteria in every dialect that
has it: those are written into task.toml. What is asked needs a server of each dialect that the sandbox has.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

import msgspec

from prony.databases import DATABASES, DatabaseServer, Moment, ResultTable, SqlOutcome, split
from prony.errors import SuiteError
from prony.grading.claims import Claim
from prony.grading.rows import RowRules, difference
from prony.grading.setup_files import statements_of
from prony.grading.subject import toolchain_names
from prony.nouns import Limits, Noun, Suite, Task, Verdict
from prony.sandbox import Sandbox
from prony.suites.files import read_tree
from prony.suites.materials import MaterialsCache
from prony.suites.problems import Problems
from prony.suites.sql_briefs import CASES
from prony.suites.sql_tables import TABLES, TablesPlan, as_lines, is_made, made_of_tables, read_plan, with_seed

LIMITS = Limits(cpu_s=10, wall_s=30, output_bytes=1 << 22)
"""Of one session while a problem is made."""
SETUP_S = 60.0
NEAR_HALF = Decimal("0.01")
"""How near a number may lie to where it could be rounded either way, in units of its last decimal."""
_CHANGED = "task.toml"


class _Answer(Noun, frozen=True, kw_only=True):
    """What one dialect hands in for a problem: its reference, or a flaw."""

    member: str
    database: str
    text: str
    own_tests: dict[str, bytes]
    """The files below tests/ that are this dialect's own, such as big.sql."""


class SqlServers:
    """A server of each database that the sandbox has, opened when it is first asked."""

    def __init__(self, sandbox: Sandbox, stack: AsyncExitStack) -> None:
        self._sandbox = sandbox
        self._stack = stack
        self._servers: dict[str, DatabaseServer] = {}

    def has(self, database: str) -> bool:
        """Whether a database can be asked here."""
        return database in self._sandbox.identity

    async def of(self, database: str) -> DatabaseServer:
        """The server of a database; a new one where an answer ended the last."""
        server = self._servers.get(database)
        if server is None or not server.alive:
            server = await self._stack.enter_async_context(DATABASES[database].open(self._sandbox, LIMITS))
            self._servers[database] = server
        return server


@asynccontextmanager
async def sql_servers(sandbox: Sandbox) -> AsyncIterator[SqlServers]:
    """The servers for as long as problems are made."""
    async with AsyncExitStack() as stack:
        yield SqlServers(sandbox, stack)


def tables_claims(task: Task) -> list[Claim]:
    """Whether the tables and rows of a problem are what its plan makes; nothing for a problem without a plan."""
    files = read_tree(Path(task.path))
    if TABLES not in files:
        return []
    expected, got = f"what {TABLES} makes", "the same"
    try:
        made, cases = _made(files, Path(task.path))
        made[CASES] = as_lines(cases)
        lines = [json.loads(line) for line in files.get(CASES, b"").splitlines()]
        files[CASES] = as_lines([{**case, "rows": []} for case in lines])
        others = [name for name in files if is_made(name) and name not in made]
        if wrong := sorted({name for name in made if files.get(name) != made[name]} | set(others)):
            got = f"{wrong[0]} is another: prony prove {task.suite} --make --task {task.problem}-*"
    except (SuiteError, ValueError) as error:
        got = str(error)
    return [Claim(kind="making", name="tables", held=got == "the same", expected=expected, got=got)]


async def write_tables(suite: Suite, tasks: Iterable[Task], sandbox: Sandbox, cache: MaterialsCache) -> None:
    """Make those problems of `tasks` anew that come of a plan of tables. Raises SuiteError E354."""
    async with sql_servers(sandbox) as servers:
        for problem in dict.fromkeys(task.problem for task in tasks):
            folder = Path(suite.path) / problem
            if (folder / TABLES).is_file():
                await write_problem(folder, [task for task in suite.tasks if task.problem == problem], servers, cache)


async def write_problem(
    folder: Path, tasks: Sequence[Task], servers: SqlServers, cache: MaterialsCache, seeds: Sequence[int] = ()
) -> None:
    """Write what is made of one problem: tables, rows, cases, and what its flaws fail.

    tasks: those of the problem; the ones whose databases are here are asked. seeds: the plan's seed becomes the first
    of them with which everything holds. Raises SuiteError E354 where nothing does.
    """
    files = read_tree(folder)
    here = [task for task in tasks if servers.has(_database_of(task))]
    if not here:
        raise _unmade(folder, "no database of the problem is here", "see: prony toolchains")
    plans = [{**files, TABLES: with_seed(files[TABLES], seed)} for seed in seeds] or [files]
    for at, own in enumerate(plans):
        try:
            made = await _Making(folder, own, here, servers, cache).all()
        except SuiteError:
            if at + 1 == len(plans):
                raise
            continue
        _write(folder, files, {**made, TABLES: own[TABLES]})
        return


def _write(folder: Path, before: Mapping[str, bytes], made: Mapping[str, bytes]) -> None:
    for path in before:
        if is_made(path) and path not in made:
            (folder / path).unlink()
    for path, data in made.items():
        if before.get(path) != data:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


def _database_of(task: Task) -> str:
    """The database of a task; empty where it has none."""
    return next((name for name in toolchain_names(task) if name in DATABASES), "")


def _made(files: Mapping[str, bytes], folder: Path) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    try:
        return made_of_tables(_plan(files, folder))
    except (ValueError, LookupError, TypeError) as error:
        raise _unmade(folder, f"{type(error).__name__}: {error}") from error


def _plan(files: Mapping[str, bytes], folder: Path) -> TablesPlan:
    problems = Problems()
    plan = read_plan(files, folder, problems)
    problems.raise_if_any(str(folder))
    assert plan is not None
    return plan


def _unmade(folder: Path, cause: str, hint: str | None = None) -> SuiteError:
    what = f"the cases of {folder.name} cannot be made"
    return SuiteError("E354", what, where=str(folder / TABLES), cause=cause, hint=hint)


class _Making:
    """One problem with one seed."""

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, bytes],
        tasks: Sequence[Task],
        servers: SqlServers,
        cache: MaterialsCache,
    ) -> None:
        self._folder = folder
        self._plan = _plan(files, folder)
        self._files = files
        self._tasks = tasks
        self._servers = servers
        self._cache = cache
        self._made, self._cases = _made(files, folder)
        order = self._plan.order
        self._rules = RowRules(order=order if isinstance(order, str) else tuple(order), names=True)
        self._expected: dict[str, ResultTable] = {}

    async def all(self) -> dict[str, bytes]:
        """Every file that is made, whole."""
        for case in self._cases:
            await self._expect(case)
        if len(self._case("many")["rows"]) < self._plan.least:
            raise self._fault(f"many gives {len(self._case('many')['rows'])} rows")
        await self._not_near_half()
        toml = self._files[_CHANGED].decode()
        for flaw in dict.fromkeys(flaw.id for task in self._tasks for flaw in task.flaws):
            toml = self._stated(toml, flaw, await self._lost(flaw))
        return {**self._made, CASES: as_lines(self._cases), _CHANGED: toml.encode()}

    async def _expect(self, case: dict[str, Any]) -> None:
        """Fill in the rows of a case, by the references of all dialects."""
        for member, outcome in (await self._asked(case, "")).items():
            table = outcome.table if outcome.verdict is Verdict.PASS else None
            if table is None:
                said = outcome.fault.message if outcome.fault else f"{outcome.verdict} {outcome.detail}"
                raise self._fault(f"{member}, {case['id']}: {said}")
            expected = self._expected.setdefault(case["id"], table)
            if expected is table:
                case["rows"] = _plain(table)
            elif said := difference(expected, table, self._rules):
                raise self._fault(f"{member}, {case['id']}: {said}")
            if [column.name.lower() for column in table.columns] != self._plan.columns:
                raise self._fault(f"{member}: its columns are {[column.name for column in table.columns]}")

    async def _not_near_half(self) -> None:
        """See that no number lies where databases may round it either way."""
        rounded, task = self._plan.rounded, self._tasks[0]
        for case in self._cases if rounded is not None else ():
            answer = self._answer(task, rounded.sql.encode()) if rounded is not None else None
            table = (await self._run(answer, case)).table if answer is not None else None
            if table is None or rounded is None:
                raise self._fault(f"{case['id']}: `rounded` gives no rows")
            for value in (value for row in table.rows for value in row if isinstance(value, int | Decimal)):
                scaled = Decimal(value).scaleb(rounded.decimals)
                over = scaled - scaled.to_integral_value(ROUND_FLOOR)
                if abs(over - Decimal("0.5")) < NEAR_HALF:
                    raise self._fault(f"{case['id']}: {value} could be rounded either way")

    async def _lost(self, flaw: str) -> list[str]:
        """The cases that a flaw fails, which must be the same in every dialect that has it, and some."""
        lost: dict[str, list[str]] = {}
        for case in self._cases:
            for member, outcome in (await self._asked(case, flaw)).items():
                table = outcome.table if outcome.verdict is Verdict.PASS else None
                failed = table is None or difference(self._expected[case["id"]], table, self._rules)
                lost.setdefault(member, []).extend([case["id"]] if failed else [])
        kinds = {tuple(ids) for ids in lost.values()}
        if len(kinds) != 1 or () in kinds:
            raise self._fault(f"the flaw {flaw} fails {lost}")
        return list(kinds.pop())

    def _stated(self, toml: str, flaw: str, lost: Sequence[str]) -> str:
        """task.toml with what a flaw fails."""
        task = self._tasks[0]
        counted = [it.id for it in task.criteria if set(it.tests or (it.id,)) & set(lost)]
        left = task.scale - task.scale * len(counted) / len(task.criteria)
        stated, times = re.subn(
            rf'(\[\[prony\.flaws\]\]\nid = "{flaw}"\n)fails = .*\nscore = .*',
            rf"\g<1>fails = {json.dumps(counted)}\nscore = [{math.floor(left)}, {math.ceil(left)}]",
            toml,
        )
        if times != 1:
            raise self._fault(f"the flaw {flaw} does not begin with its id, fails and score in {_CHANGED}")
        return stated

    async def _asked(self, case: Mapping[str, Any], flaw: str) -> dict[str, SqlOutcome]:
        """What comes of the reference, or of a flaw, in each dialect that has it."""
        answers: list[_Answer] = []
        for task in self._tasks:
            materials = self._cache.of(task)
            if not flaw or flaw in {it.id for it in task.flaws}:
                files = materials.flawed(flaw) if flaw else materials.solution
                answers.append(self._answer(task, files[task.answer[0]]))
        outcomes = await asyncio.gather(*(self._run(answer, case) for answer in answers))
        return {answer.member: outcome for answer, outcome in zip(answers, outcomes, strict=True)}

    def _answer(self, task: Task, text: bytes) -> _Answer:
        own = {name: data for name, data in self._cache.of(task).tests.items() if not is_made(f"tests/{name}")}
        return _Answer(member=task.member, database=_database_of(task), text=text.decode(), own_tests=own)

    async def _run(self, answer: _Answer, case: Mapping[str, Any]) -> SqlOutcome:
        """What comes of an answer on a set of data, in a database of its own."""
        database, name = DATABASES[answer.database], "made"
        server = await self._servers.of(answer.database)
        await server.create(name)
        try:
            files = [(file, answer.own_tests.get(file) or self._made[f"tests/{file}"]) for file in case["setup"]]
            laid = tuple(it for file, data in files for it in statements_of(file, data, database.dialect))
            outcome = await server.run(name, laid, role="setup", wall_s=SETUP_S)
            if outcome.verdict is Verdict.PASS:
                outcome = await server.run(name, split(answer.text, database.dialect), role="solver", wall_s=30)
            looked = split(case.get("check", answer.text), database.dialect)
            if "check" in case and outcome.verdict is Verdict.PASS:
                outcome = await server.run(name, looked, role="checker", wall_s=30, undone=True)
            if "seeks" in case and outcome.verdict is Verdict.PASS and database.read_whole is not None:
                asked = msgspec.structs.replace(looked[-1], text=f"{database.explain}{looked[-1].text}")
                planned = await server.run(name, (asked,), role="checker", wall_s=30, undone=True)
                if planned.table is None or database.read_whole(planned.table) != ():
                    outcome = msgspec.structs.replace(planned, table=None)
        finally:
            if server.alive:
                await server.drop(name)
        return outcome

    def _case(self, case_id: str) -> dict[str, Any]:
        return next(case for case in self._cases if case["id"] == case_id)

    def _fault(self, cause: str) -> SuiteError:
        return _unmade(self._folder, cause)


def _plain(table: ResultTable) -> list[list[Any]]:
    """Rows as JSON holds them."""
    return [[_plain_cell(value) for value in row] for row in table.rows]


def _plain_cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    text = value.text if isinstance(value, Moment) else value
    return text.removesuffix("+00").removesuffix(" 00:00:00") if isinstance(text, str) else text
