"""Level A as data: each case of tests/cases.jsonl is one input, and the host compares what comes of it.

The candidate's slot receives inputs only. One session serves a task's calls; a case that ends it is judged, and the
next one gets a fresh session; a case that met a limit which earlier calls had used up is judged again, in a session of
its own. Once a case of a criterion has ended the program, its other cases are not run: they cannot earn it back, and an
endless program costs one time limit a criterion instead of one a case.
"""

from __future__ import annotations

import functools
import reprlib
import time
from collections import deque
from collections.abc import Iterable
from typing import Any

import msgspec

from prony.errors import GradingError
from prony.grading.compare import EXACT, Rules, equal, kind_of, stdout_equal
from prony.grading.compiled import loadable, ready
from prony.grading.lost import NOT_RUN, LostCriteria
from prony.grading.protocol import bounded
from prony.grading.subject import Findings, Subject, runs_alone, toolchain_names
from prony.grading.values import untag
from prony.nouns import Assurance, Noun, Task, TestResult, TestStatus, Verdict
from prony.sandbox import Execution, Program, Reply, Sandbox, Session
from prony.suites.cases import Case, read_cases
from prony.suites.graders.cases import CasesOptions

MOST_SESSIONS = 64
"""Fresh sessions for one submission: a program that dies at every call is not started forever."""

MOST_KEPT_BYTES = 1 << 20
"""A larger file of cases is parsed anew for each submission, so that what is kept of all tasks stays small."""

TIMEOUTS = frozenset({Verdict.TIMEOUT_CPU, Verdict.TIMEOUT_WALL, Verdict.STARVED})


class Check(Noun, frozen=True, kw_only=True):
    """A case with its values as Python sees them. `answers`: any one of them will do."""

    case: Case
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    answers: tuple[Any, ...] | None
    arguments: tuple[Any, ...] | None
    rules: Rules


async def grade(subject: Subject, sandbox: Sandbox, options: CasesOptions) -> Findings:
    """The result of every case of the task. Raises GradingError E502 when there is nothing to run."""
    checks = _checks(subject, options)
    calls = [check for check in checks if check.case.call is not None]
    programs = [check for check in checks if check.case.call is None]
    ids = tuple(check.case.id for check in checks)
    if subject.module("cases", options) not in subject.tree:
        return Findings(tests=tuple(_result(i, Verdict.LOAD_ERROR, "the file is missing") for i in ids), expected=ids)
    lost = _Lost(subject.task, hurried=subject.hurried)
    results = {
        **(await _run_calls(subject, sandbox, options, lost, calls) if calls else {}),
        **(await _run_programs(subject, sandbox, options, lost, programs) if programs else {}),
    }
    return Findings(tests=tuple(results[test_id] for test_id in ids), expected=ids)


def _checks(subject: Subject, options: CasesOptions) -> tuple[Check, ...]:
    data = subject.tests.get(options.file)
    if data is None:
        raise GradingError("E502", f"{subject.task.id} has no tests/{options.file}", where=subject.task.path)
    return _parsed(data, f"{subject.task.path}/tests/{options.file}")


def _parsed(data: bytes, where: str) -> tuple[Check, ...]:
    return _kept(data, where) if len(data) <= MOST_KEPT_BYTES else _read(data, where)


@functools.lru_cache(maxsize=64)
def _kept(data: bytes, where: str) -> tuple[Check, ...]:
    return _read(data, where)


def _read(data: bytes, where: str) -> tuple[Check, ...]:
    return tuple(_check(case) for case in read_cases(data, where))


def _check(case: Case) -> Check:
    args = tuple(untag(arg) for arg in case.args)
    told = case.any_of or (() if case.expect is msgspec.UNSET else (case.expect,))
    after = args if case.unchanged else None if case.arguments is None else tuple(map(untag, case.arguments))
    return Check(
        case=case,
        args=args,
        kwargs={name: untag(value) for name, value in case.kwargs.items()},
        answers=tuple(untag(value) for value in told) or None,
        arguments=after,
        rules=Rules(
            tolerance=case.tolerance or EXACT, order=case.order or "exact", bools_are_numbers=case.equality == "python"
        ),
    )


class _Lost(LostCriteria):
    """Which criteria a case has cost that ended the program. hurried: or that failed in any way."""

    def __init__(self, task: Task, *, hurried: bool) -> None:
        super().__init__(task)
        self._hurried = hurried

    def note(self, test: TestResult, ended: bool) -> TestResult:
        """Remember `test` if it failed and the program ended with it, and hand it on."""
        if (ended or self._hurried) and test.status is not TestStatus.PASS:
            self.lose(test.id, test.verdict)
        return test

    def pointless(self, test_id: str) -> TestResult | None:
        """The result of a case that can change nothing any more; None for one that must run."""
        verdict = self.verdict(test_id)
        return None if verdict is None else _result(test_id, verdict, NOT_RUN)


# --- calls -----------------------------------------------------------------------------------------------------------


async def _run_calls(
    subject: Subject, sandbox: Sandbox, options: CasesOptions, lost: _Lost, checks: Iterable[Check]
) -> dict[str, TestResult]:
    """The result of each call case by its id."""
    compiled = await loadable(subject, "cases", options, sandbox)
    if compiled.verdict is not Verdict.PASS:
        return {check.case.id: _result(check.case.id, compiled.verdict, compiled.said) for check in checks}
    return await _Calls(msgspec.structs.replace(subject, tree=compiled.tree), sandbox, options, lost).run(checks)


class _Calls:
    """Drives the call cases of one submission through as few sessions as they need."""

    def __init__(self, subject: Subject, sandbox: Sandbox, options: CasesOptions, lost: _Lost) -> None:
        self.sandbox = sandbox
        self.lost = lost
        self.task = subject.task
        self.limits = subject.task.limits
        self.stretch = subject.stretch
        self.awaits = options.awaits
        self.program = Program(
            toolchain=toolchain_names(subject.task)[0],
            files=subject.tree,
            module=subject.module("cases", options),
            limits=self.limits,
        )
        self.results: dict[str, TestResult] = {}

    async def run(self, checks: Iterable[Check]) -> dict[str, TestResult]:
        """The result of each check by its id."""
        waiting, marked, alone = deque[Check](), deque[Check](), False
        for check in checks:
            (marked if runs_alone(self.task, check.case.id) else waiting).append(check)
        for _ in range(MOST_SESSIONS + len(marked)):
            if waiting:
                alone = await self._session(waiting, alone)
            elif marked:
                await self._session(marked, True, machine=True)
            else:
                return self.results
        for check in (*waiting, *marked):
            test = _result(check.case.id, Verdict.CRASH, f"not run: the program had ended {MOST_SESSIONS} times")
            self.results[check.case.id] = test
        return self.results

    async def _session(self, waiting: deque[Check], alone: bool, *, machine: bool = False) -> bool:
        """Take cases off `waiting` until the session ends. Whether the next one must have the sandbox to itself."""
        limits = msgspec.structs.replace(self.limits, alone=machine or self.limits.alone)
        program = msgspec.structs.replace(self.program, limits=limits)
        async with self.sandbox.session(program, alone=alone) as session:
            unloadable = await session.load()
            calls = 0
            while waiting and (session.alive or unloadable):
                check = waiting[0]
                test = self.lost.pointless(check.case.id)
                if test is None:
                    reply, own = (unloadable, True) if unloadable else await self._call(session, check)
                    if reply.verdict is Verdict.STARVED:
                        if not alone:
                            return True
                        reply = msgspec.structs.replace(reply, verdict=Verdict.TIMEOUT_WALL)
                    if not session.alive and calls and reply.verdict in SHARED and not own:
                        return False
                    calls += 1
                    test = self.lost.note(judge_reply(check, reply), ended=not session.alive)
                self.results[check.case.id] = test
                waiting.popleft()
                if alone:
                    return False
        return False

    async def _call(self, session: Session, check: Check) -> tuple[Reply, bool]:
        """The reply, and whether this call alone took the wall clock that its session was allowed."""
        began = time.monotonic()
        reply = await session.call(
            check.case.call or "",
            check.args,
            check.kwargs,
            timeout_s=self._timeout_s(check),
            want_arguments=check.arguments is not None,
            awaits=self.awaits,
        )
        wall_s = self._timeout_s(check) or self.limits.wall_s
        return reply, reply.verdict is Verdict.TIMEOUT_WALL and time.monotonic() - began >= 0.9 * wall_s

    def _timeout_s(self, check: Check) -> float | None:
        return None if check.case.timeout_s is None else check.case.timeout_s * self.stretch


SHARED = frozenset({*TIMEOUTS, Verdict.OOM, Verdict.OUTPUT_LIMIT, Verdict.LIMIT})
"""What a session's limits allow all its calls together: a case that ran into one may owe it to those before it."""


def judge_reply(check: Check, reply: Reply) -> TestResult:
    """The result of a call case. Pure."""
    wrong = _reply_fault(check, reply)
    if wrong is None:
        return _result(check.case.id, Verdict.PASS)
    verdict, hidden, shown = wrong
    return _result(check.case.id, verdict, f"{hidden}: {shown}" if check.case.shown and shown else hidden)


Fault = tuple[Verdict, str, str]
"""A verdict, what may be said of a hidden case, and what more may be said of one that stands in the brief."""


def _reply_fault(check: Check, reply: Reply) -> Fault | None:
    case = check.case
    if reply.verdict is not Verdict.PASS:
        return reply.verdict, _WORDS.get(reply.verdict, str(reply.verdict)), reply.detail
    if case.raises:
        wanted = f"expected {' or '.join(case.raises)}"
        if reply.error is None:
            return Verdict.FAIL, f"{wanted}, returned a {kind_of(reply.value)}", _short(reply.value)
        if not {reply.error[0], *reply.ancestors} & set(case.raises):
            return Verdict.FAIL, f"{wanted}, raised {reply.error[0]}", reply.error[1]
    elif reply.error is not None:
        return Verdict.FAIL, f"raised {reply.error[0]}", reply.error[1]
    elif check.answers is not None and not any(equal(answer, reply.value, check.rules) for answer in check.answers):
        wanted = " or ".join(_short(answer) for answer in check.answers)
        return Verdict.FAIL, f"returned the wrong {kind_of(reply.value)}", f"{_short(reply.value)}, expected {wanted}"
    if check.arguments is not None and not equal(list(check.arguments), reply.arguments, check.rules):
        what = "changed its arguments" if case.unchanged else "left its arguments other than they must be"
        return Verdict.FAIL, what, _short(reply.arguments)
    return None


# --- programs --------------------------------------------------------------------------------------------------------


async def _run_programs(
    subject: Subject, sandbox: Sandbox, options: CasesOptions, lost: _Lost, checks: Iterable[Check]
) -> dict[str, TestResult]:
    """The result of each program case by its id: every case is a process of its own in a fresh sandbox."""
    runnable = await ready(subject, "cases", options, sandbox)
    if runnable.verdict is not Verdict.PASS:
        return {check.case.id: _result(check.case.id, runnable.verdict, runnable.said) for check in checks}
    toolchain = toolchain_names(subject.task)[0]
    results: dict[str, TestResult] = {}
    for check in checks:
        case = check.case
        limits = subject.task.limits
        if case.timeout_s is not None:
            limits = msgspec.structs.replace(limits, wall_s=case.timeout_s * subject.stretch)
        if runs_alone(subject.task, case.id):
            limits = msgspec.structs.replace(limits, alone=True)
        test = lost.pointless(case.id)
        if test is None:
            program = Program(
                toolchain=toolchain,
                files=runnable.tree,
                argv=(*runnable.argv, *(case.argv or ())),
                stdin=(case.stdin or "").encode(),
                limits=limits,
            )
            execution = await sandbox.run(program)
            test = lost.note(judge_execution(check, execution), ended=execution.verdict in TIMEOUTS)
        results[case.id] = test
    return results


def judge_execution(check: Check, execution: Execution) -> TestResult:
    """The result of a program case. Pure."""
    wrong = _execution_fault(check, execution)
    verdict, hidden, shown = wrong or (Verdict.PASS, "", "")
    message = f"{hidden}: {shown}" if check.case.shown and shown else hidden
    test = _result(check.case.id, verdict, message)
    return msgspec.structs.replace(test, cpu_s=execution.cpu_s, wall_s=execution.wall_s)


def _execution_fault(check: Check, execution: Execution) -> Fault | None:
    case = check.case
    stderr = execution.stderr.decode("utf-8", "replace")
    if execution.exit_code is None or execution.verdict not in (Verdict.PASS, Verdict.CRASH, Verdict.FAIL):
        verdict = Verdict.CRASH if execution.verdict is Verdict.PASS else execution.verdict
        return verdict, _WORDS.get(verdict, str(verdict)), execution.detail or stderr
    if case.exit is not None and execution.exit_code != case.exit:
        verdict = Verdict.CRASH if case.exit == 0 else Verdict.FAIL
        return verdict, f"exit status {execution.exit_code}, expected {case.exit}", stderr
    if case.stderr is not None and bool(execution.stderr.strip()) is not case.stderr:
        return Verdict.FAIL, f"wrote {'nothing' if case.stderr else 'something'} to standard error", stderr
    if check.answers is None:
        return None
    if execution.truncated:
        return Verdict.OUTPUT_LIMIT, _WORDS[Verdict.OUTPUT_LIMIT], ""
    if any(stdout_equal(answer, execution.stdout, case.stdout, check.rules.tolerance) for answer in check.answers):
        return None
    wanted = " or ".join(_short(answer) for answer in check.answers)
    return Verdict.FAIL, "wrong output", f"{_short(execution.stdout.decode('utf-8', 'replace'))}, expected {wanted}"


# --- words -----------------------------------------------------------------------------------------------------------

_WORDS: dict[Verdict, str] = {
    Verdict.FAIL: "no plain value came back",
    Verdict.COMPILE_ERROR: "does not compile",
    Verdict.LOAD_ERROR: "the file cannot be loaded, or does not have the function",
    Verdict.CRASH: "the program ended without an answer",
    Verdict.TIMEOUT_CPU: "ran out of CPU time",
    Verdict.TIMEOUT_WALL: "ran out of time",
    Verdict.STARVED: "ran out of time on a busy machine",
    Verdict.OOM: "ran out of memory",
    Verdict.OUTPUT_LIMIT: "wrote too much output",
    Verdict.LIMIT: "ran into a limit on processes, files or disk",
    Verdict.TAMPERED: "tried to forge the answer",
    Verdict.GRADER_ERROR: "the sandbox broke",
}
"""What may be said of a hidden case: the kind of trouble, never an input or an expected value."""

_STATUSES = {Verdict.PASS: TestStatus.PASS, Verdict.GRADER_ERROR: TestStatus.ERROR} | dict.fromkeys(
    TIMEOUTS, TestStatus.TIMEOUT
)


def _result(test_id: str, verdict: Verdict, message: str = "") -> TestResult:
    status = _STATUSES.get(verdict, TestStatus.FAIL)
    return TestResult(id=test_id, status=status, verdict=verdict, message=bounded(message), assurance=Assurance.A)


_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = 200
_REPR.maxlist = _REPR.maxtuple = _REPR.maxset = _REPR.maxfrozenset = _REPR.maxdict = 20


def _short(value: Any) -> str:
    """A plain value as text, cut: a huge one is not written out whole first."""
    try:
        return _REPR.repr(value)
    except (ValueError, RecursionError):
        return kind_of(value)
