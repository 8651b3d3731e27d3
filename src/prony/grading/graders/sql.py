"""SQL: level A as data. The answer is run in a database of its own, in a scene; what it gives or leaves is compared.

Cases with the same files before them share one run of the answer. Each check is a session of its own, by a role of its
own, in a transaction that is rolled back. What is expected never enters the scene: where a case does not say its rows,
the task's own SQL gives them, in another scene.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import AsyncExitStack

import msgspec

from prony.databases import (
    DATABASES,
    Database,
    DatabaseServer,
    ResultTable,
    SqlColumn,
    SqlOutcome,
    SqlStatement,
    Value,
    split,
)
from prony.errors import GradingError
from prony.grading.lost import NOT_RUN, LostCriteria
from prony.grading.setup_files import has_no_state, statements_of
from prony.grading.sql_results import ExpectedRows, judge_outcome, judge_plan, refusal_of, result_of
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.nouns import Limits, Noun, TestResult, TestStatus, Verdict
from prony.sandbox import Sandbox, Use, note_use
from prony.suites.graders.sql import SqlOptions, setup_of
from prony.suites.sql_cases import SqlCase, is_file, read_sql_cases

MOST_SERVERS = 24
"""Fresh servers for one submission: an answer that breaks each of them is not started forever."""
SETUP_S, _OWN = 60.0, "task"
MOST_KEPT, MOST_KEPT_CELLS = 256, 20_000
"""Results of tasks' own SQL that are kept, and how large one may be."""


class Group(Noun, frozen=True, kw_only=True):
    """Cases that share one run of the answer."""

    setup: tuple[str, ...]
    run: tuple[str, ...]
    cases: tuple[SqlCase, ...]


async def grade(subject: Subject, sandbox: Sandbox, options: SqlOptions) -> Findings:
    """The result of every case of the task.

    Raises GradingError E502 when there are no cases, E504 when it names no database, E507 when its own SQL fails.
    """
    data = subject.tests.get(options.file)
    if data is None:
        raise GradingError("E502", f"{subject.task.id} has no tests/{options.file}", where=subject.task.path)
    cases = read_sql_cases(data, f"{subject.task.path}/tests/{options.file}")
    database = _database_of(subject)
    results: dict[str, TestResult] = {}
    async with _Servers(database, sandbox, subject.task.limits) as servers:
        grading = _Grading(subject, sandbox, options, database, servers)
        for group in grading.groups(cases):
            results |= await grading.judge(group)
    ids = tuple(case.id for case in cases)
    return Findings(tests=tuple(results[test_id] for test_id in ids), expected=ids)


class _Servers:
    """The servers that one submission has, one after the other: a new one where it broke the last."""

    def __init__(self, database: Database, sandbox: Sandbox, limits: Limits) -> None:
        self._database = database
        self._sandbox = sandbox
        self._limits = limits
        self._opened = 0
        self._names = 0
        self.alone = limits.alone  # whether the next server has the machine to itself
        self._server: DatabaseServer | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> _Servers:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._stack.aclose()

    async def fresh(self) -> tuple[DatabaseServer, str] | None:
        """A server with a new, empty database, and its name; None where the submission had its share of servers."""
        if self._server is None or not self._server.alive or self.alone is not self._limits.alone:
            if self._opened == MOST_SERVERS:
                return None
            self._opened += 1
            await self._stack.aclose()
            await self._stack.enter_async_context(self._sandbox.turn(alone=self.alone, machine=self._limits.alone))
            self._server = await self._stack.enter_async_context(self._database.open(self._sandbox, self._limits))
            self.alone = self._limits.alone
        self._names += 1
        name = f"task{self._names}"
        await self._server.create(name)
        return self._server, name


class _Grading:
    """One submission."""

    def __init__(
        self, subject: Subject, sandbox: Sandbox, options: SqlOptions, database: Database, servers: _Servers
    ) -> None:
        self._subject = subject
        self._sandbox = sandbox
        self._options = options
        self._lost = LostCriteria(subject.task)
        self._limits = subject.task.limits
        self._database = database
        self._servers = servers

    def groups(self, cases: Sequence[SqlCase]) -> list[Group]:
        """The cases by what is run before them, in the order of the first of each."""
        module = self._options.module or next(iter((*self._subject.task.answer, *self._subject.task.editable)), "")
        setup = setup_of(self._options, self._subject.tests)
        groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[SqlCase]] = {}
        for case in cases:
            key = (setup if case.setup is None else case.setup, case.run or (module,))
            groups.setdefault(key, []).append(case)
        return [Group(setup=before, run=run, cases=tuple(some)) for (before, run), some in groups.items()]

    async def judge(self, group: Group) -> dict[str, TestResult]:
        """The results of a group; a check that ends the server is judged, and the others get another server."""
        missing = [path for path in group.run if path not in self._subject.tree]
        if missing:
            return {case.id: result_of(case.id, Verdict.LOAD_ERROR, "the file is missing") for case in group.cases}
        expected = await self._expected(group)
        answer = tuple(statement for path in group.run for statement in self._split(self._subject.tree[path]))
        results: dict[str, TestResult] = {}
        tried_again = False
        while waiting := [case for case in group.cases if case.id not in results]:
            lost = {case.id: test for case in waiting if (test := self._not_run(case)) is not None}
            if len(lost) == len(waiting):
                return results | lost
            fresh = await self._servers.fresh()
            if fresh is None:
                words = f"not run: it had ended {MOST_SERVERS} servers"
                return results | {case.id: result_of(case.id, Verdict.CRASH, words) for case in waiting}
            server, name = fresh
            await self._prepare(server, name, group.setup)
            ran = await server.run(name, answer, role="solver", wall_s=self._limits.wall_s)
            note_use(Use(wall_s=ran.wall_s, limits=self._limits, statement=True))
            if ran.verdict is Verdict.STARVED and not tried_again:
                tried_again = self._servers.alone = True
                continue
            for case in waiting:
                if case.check is not None and ran.verdict is Verdict.PASS and not server.alive:
                    break
                test = self._not_run(case)
                if test is None:
                    outcome = await self._asked(server, name, case, ran, expected.get(case.id))
                    if outcome.verdict is Verdict.STARVED and not tried_again:
                        tried_again = self._servers.alone = True
                        break
                    asks = case if outcome is not ran or case.check is None else _as_it_ran(case)
                    test = judge_outcome(asks, _late(outcome), expected.get(case.id))
                    if case.seeks and test.status is TestStatus.PASS and server.alive:
                        planned = await self._planned(server, name, case, self._check(case) or answer)
                        test = judge_plan(case, _late(planned))
                    if test.status is not TestStatus.PASS and not server.alive:
                        self._lost.lose(test.id, test.verdict)
                results[case.id] = test
            if server.alive:
                await server.drop(name)
        return results

    async def _asked(
        self, server: DatabaseServer, name: str, case: SqlCase, ran: SqlOutcome, expected: ExpectedRows | None
    ) -> SqlOutcome:
        """What a case looks at: what the answer gave, or what a check gives afterwards."""
        if case.check is None or ran.verdict is not Verdict.PASS:
            return ran
        check = self._check(case)
        wall_s = case.timeout_s * self._subject.stretch if case.timeout_s else self._limits.wall_s
        if check and (expected is None or not expected.redefines):
            shadowed = await server.redefined(name, check[-1])
            if shadowed:
                detail = f"a check would mean another thing: the answer redefines {', '.join(shadowed)}"
                return SqlOutcome(verdict=Verdict.FAIL, detail=detail)
        return await server.run(name, check, role="checker", wall_s=wall_s, undone=True)

    async def _planned(
        self, server: DatabaseServer, name: str, case: SqlCase, statements: tuple[SqlStatement, ...]
    ) -> SqlOutcome:
        """Whether the plan of the last statement seeks. Raises GradingError E507 where no plan can be asked for."""
        if self._database.read_whole is None:
            raise self._own_fault(f"{case.id} asks for a plan, which {self._database.title} does not tell", None)
        if not statements:
            return SqlOutcome(verdict=Verdict.FAIL, detail="there is no query whose plan could be told")
        asked = msgspec.structs.replace(statements[-1], text=f"{self._database.explain}{statements[-1].text}")
        outcome = await server.run(name, (asked,), role="checker", wall_s=self._limits.wall_s, undone=True)
        if outcome.verdict is not Verdict.PASS:
            return outcome
        whole = None if outcome.table is None else self._database.read_whole(outcome.table)
        if whole is None:
            return SqlOutcome(verdict=Verdict.FAIL, detail="no plan came back")
        if whole:
            detail = f"its plan reads a table from end to end: {', '.join(sorted(set(whole)))[:200]}"
            return SqlOutcome(verdict=Verdict.FAIL, detail=detail)
        return outcome

    def _not_run(self, case: SqlCase) -> TestResult | None:
        """The result of a case that can change nothing any more; None for one that must run."""
        verdict = self._lost.verdict(case.id)
        return None if verdict is None else result_of(case.id, verdict, NOT_RUN)

    async def _expected(self, group: Group) -> dict[str, ExpectedRows]:
        """What each case of a group must give."""
        told = {
            case.id: ExpectedRows(table=_literal(case, self._database))
            for case in group.cases
            if case.rows is not msgspec.UNSET
        }
        asked = [case for case in group.cases if case.rows is msgspec.UNSET and not case.raises and not case.seeks]
        if not asked:
            return told
        identity = self._sandbox.identity.get(self._database.id, "")
        keys = {case.id: (self._subject.task.digest, identity, case.id) for case in asked}
        lacking = [case for case in asked if keys[case.id] not in _kept]
        computed = await self._computed(group, lacking) if lacking else {}
        for case in asked:
            told[case.id] = computed[case.id] if case.id in computed else _kept[keys[case.id]]
            _keep(keys[case.id], told[case.id])
        return told

    async def _computed(self, group: Group, cases: Sequence[SqlCase]) -> dict[str, ExpectedRows]:
        """The rows that the task's own SQL gives, in a scene that no answer ever enters."""
        source = self._options.expected
        if source not in self._subject.tests:
            raise self._own_fault(f"tests/{source} is missing", None)
        statements = self._split(self._subject.tests[source])
        expected = {}
        async with self._database.open(self._sandbox, self._limits) as server:
            await server.create(_OWN)
            await self._prepare(server, _OWN, group.setup)
            wall_s = self._limits.wall_s
            ran = self._sound(await server.run(_OWN, statements, role="solver", wall_s=wall_s), f"tests/{source}")
            for case in cases:
                table = ran.table
                redefines: tuple[str, ...] = ()
                if case.check is not None:
                    check = self._check(case)
                    redefines = await server.redefined(_OWN, check[-1]) if check else ()
                    gave = await server.run(_OWN, check, role="checker", wall_s=wall_s, undone=True)
                    table = self._sound(gave, f"the check of {case.id}").table
                if table is None:
                    raise self._own_fault(f"no rows come back for {case.id}", None)
                expected[case.id] = ExpectedRows(table=table, redefines=redefines)
        return expected

    async def _prepare(self, server: DatabaseServer, name: str, setup: tuple[str, ...]) -> None:
        """Lay what a task brings into a database. Raises GradingError E507 where that fails."""
        waiting: list[tuple[str, tuple[SqlStatement, ...]]] = []
        for file in setup:
            statements = statements_of(file, self._subject.tests.get(file, b""), self._database.dialect)
            if waiting and not has_no_state(statements):
                await self._lay(server, name, waiting)
                waiting = []
            waiting.append((file, statements))
            if not has_no_state(statements):
                await self._lay(server, name, waiting)
                waiting = []
        await self._lay(server, name, waiting)

    async def _lay(self, server: DatabaseServer, name: str, files: list[tuple[str, tuple[SqlStatement, ...]]]) -> None:
        """Run files in one session. Raises GradingError E507 that names the first that may have failed."""
        whole = tuple(statement for _, statements in files for statement in statements)
        if not whole:
            return
        outcome = await server.run(name, whole, role="setup", wall_s=SETUP_S)
        if outcome.verdict is not Verdict.PASS:
            at = outcome.fault.line if outcome.fault is not None else 0
            named = [file for file, statements in files if any(it.line == at for it in statements)] or [files[0][0]]
            self._sound(outcome, f"tests/{named[0]}")

    def _sound(self, outcome: SqlOutcome, what: str) -> SqlOutcome:
        if outcome.verdict is Verdict.PASS:
            return outcome
        raise self._own_fault(f"{what} fails", outcome)

    def _own_fault(self, what: str, outcome: SqlOutcome | None) -> GradingError:
        cause = None if outcome is None else refusal_of(outcome, shown=True)
        return GradingError(
            "E507", f"{self._subject.task.id}: {what}", where=f"{self._subject.task.path}/tests", cause=cause
        )

    def _split(self, data: bytes) -> tuple[SqlStatement, ...]:
        return split(data.decode("utf-8-sig", "replace"), self._database.dialect)

    def _check(self, case: SqlCase) -> tuple[SqlStatement, ...]:
        check = case.check or ""
        return self._split(self._subject.tests.get(check, b"") if is_file(check) else check.encode())


_kept: OrderedDict[tuple[str, str, str], ExpectedRows] = OrderedDict()


def _keep(key: tuple[str, str, str], expected: ExpectedRows) -> None:
    if len(expected.table.rows) * max(1, len(expected.table.columns)) <= MOST_KEPT_CELLS:
        _kept[key] = expected
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def _database_of(subject: Subject) -> Database:
    """The database of a task. Raises GradingError E504 where it names none."""
    for name in toolchain_names(subject.task):
        if (database := DATABASES.get(name)) is not None:
            return database
    raise GradingError(
        "E504",
        f"{subject.task.id}: the grader sql has no database",
        where=subject.task.path,
        hint=f"say one in [prony] as services = [...]: {', '.join(DATABASES.names())}",
    )


def _literal(case: SqlCase, database: Database) -> ResultTable:
    """The rows that a case says, as its database would give them."""
    rows = case.rows if isinstance(case.rows, tuple) else ()
    names: Sequence[str] = case.columns if isinstance(case.columns, tuple) else ()
    width = len(names) or max((len(row) for row in rows), default=-1)
    columns = [names[index] if names else "" for index in range(max(0, width))]
    return ResultTable(
        columns=tuple(SqlColumn(name=name, kind="") for name in columns),
        rows=tuple(tuple(_value(value, database) for value in row) for row in rows),
    )


def _value(value: Value, database: Database) -> Value:
    return int(value) if isinstance(value, bool) and not database.booleans else value


def _as_it_ran(case: SqlCase) -> SqlCase:
    """A case whose check was never asked, since the answer did not end well: no refusal of it is the one asked for."""
    return msgspec.structs.replace(case, raises=())


def _late(outcome: SqlOutcome) -> SqlOutcome:
    """A run that starved even the second time is late."""
    if outcome.verdict is not Verdict.STARVED:
        return outcome
    return msgspec.structs.replace(outcome, verdict=Verdict.TIMEOUT_WALL)
