"""Level A on a command-line program: it is run in a folder, again and again, and what it prints and leaves is compared.

Each check has a folder of its own. Each run is a room of its own: it gets the folder as the last one left it, and
plain files are taken out of it afterwards, so that nothing else outlives a run. What is expected never enters. Once a
check of a criterion waited in vain, the criterion's others are not run.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import msgspec

from prony.errors import GradingError
from prony.grading.check_fault import LATE, CheckFault, result_of
from prony.grading.compare import EXACT, Rules, kind_of, stdout_equal
from prony.grading.compiled import Ready, ready
from prony.grading.lost import NOT_RUN, LostCriteria
from prony.grading.services.json_match import NOTHING, JsonRules, fits, found, read_json
from prony.grading.subject import Findings, Subject, criteria_of, runs_alone, toolchain_names
from prony.nouns import Limits, TestResult, Verdict
from prony.sandbox import Execution, Program, Sandbox
from prony.suites.cli_checks import CLI_STEPS, FileStep, RunStep, WriteStep
from prony.suites.compose import overlay
from prony.suites.graders.cli import CliOptions
from prony.suites.stepped import CheckStep, SteppedCheck

PATIENCE = 4
"""All runs of a criterion together may take this many times the wall clock of one."""
_SHOWN = 300


async def grade(subject: Subject, sandbox: Sandbox, options: CliOptions) -> Findings:
    """The result of every check of the task. Raises GradingError E502 where there is nothing to run."""
    data = subject.tests.get(options.file)
    if data is None:
        raise GradingError("E502", f"{subject.task.id} has no tests/{options.file}", where=subject.task.path)
    checks = _read(data, f"{subject.task.path}/tests/{options.file}")
    ids = tuple(check.id for check in checks)
    if options.argv is None and subject.module("cli", options) not in subject.tree:
        missing = CheckFault(verdict=Verdict.LOAD_ERROR, hidden="the file is missing")
        return Findings(tests=tuple(result_of(check.id, missing, shown=check.shown) for check in checks), expected=ids)
    built = await ready(subject, "cli", options, sandbox)
    if built.verdict is not Verdict.PASS:
        fault = CheckFault(verdict=built.verdict, hidden=built.said)
        return Findings(tests=tuple(result_of(check.id, fault, shown=check.shown) for check in checks), expected=ids)
    tested = _Tested(subject, sandbox, built)
    return Findings(tests=tuple([await tested.result(check) for check in checks]), expected=ids)


@functools.lru_cache(maxsize=64)
def _read(data: bytes, where: str) -> tuple[SteppedCheck, ...]:
    return CLI_STEPS.read(data, where)


class _Tested:
    """Tests one submission, and gives up on criteria that cost too much time."""

    def __init__(self, subject: Subject, sandbox: Sandbox, built: Ready) -> None:
        self._subject = subject
        self._sandbox = sandbox
        self._built = built
        self._lost = LostCriteria(subject.task)
        self._wall_s: dict[frozenset[str], float] = {}
        """How long the runs for each group of criteria took."""

    async def result(self, check: SteppedCheck) -> TestResult:
        """The result of a check, which is not run where it can change nothing any more."""
        task = self._subject.task
        verdict = self._lost.verdict(check.id)
        if verdict is not None:
            return result_of(check.id, CheckFault(verdict=verdict, hidden=NOT_RUN), shown=check.shown)
        limits = msgspec.structs.replace(task.limits, alone=task.limits.alone or runs_alone(task, check.id))
        folder = _Folder(self._sandbox, toolchain_names(task)[0], self._built, limits)
        fault = await folder.fault(check) or self._delay(check, folder.wall_s)
        if fault is not None and (fault.verdict in LATE or self._subject.hurried):
            self._lost.lose(check.id, fault.verdict)
        test = result_of(check.id, fault, shown=check.shown, wall_s=folder.wall_s)
        return msgspec.structs.replace(test, cpu_s=folder.slowest_s)

    def _delay(self, check: SteppedCheck, wall_s: float) -> CheckFault | None:
        """Why a check comes too late that holds: a program that sleeps through most of each limit has many of them."""
        names = criteria_of(self._subject.task, check.id)
        self._wall_s[names] = self._wall_s.get(names, 0.0) + wall_s
        if self._wall_s[names] <= PATIENCE * self._subject.task.limits.wall_s:
            return None
        return CheckFault(verdict=Verdict.TIMEOUT_WALL, hidden="all runs together took too long")


class _Folder:
    """The folder of one check, as the last step left it.

    slowest_s: CPU of the longest run in it; wall_s: how long all of them took.
    """

    def __init__(self, sandbox: Sandbox, toolchain: str, built: Ready, limits: Limits) -> None:
        self._sandbox = sandbox
        self._toolchain = toolchain
        self._built = built
        self._limits = limits
        self._files = dict(built.tree)
        self.slowest_s = self.wall_s = 0.0

    async def fault(self, check: SteppedCheck) -> CheckFault | None:
        """Why a check does not hold; None where all of its steps do."""
        for number, step in enumerate(check.steps, 1):
            fault = await self._step(step)
            if fault is not None:
                which = f"step {number}: " if len(check.steps) > 1 else ""
                return CheckFault(verdict=fault.verdict, hidden=which + fault.hidden, shown=fault.shown)
        return None

    async def _step(self, step: CheckStep) -> CheckFault | None:
        if isinstance(step, RunStep):
            return run_fault(step, await self._run(step))
        if isinstance(step, WriteStep):
            data = msgspec.json.encode(step.json) if step.text is None else step.text.encode()
            self._files = overlay(self._files, {step.write: data})
            return None
        assert isinstance(step, FileStep)
        return file_fault(step, self._files)

    async def _run(self, step: RunStep) -> Execution:
        execution = await self._sandbox.run(
            Program(
                toolchain=self._toolchain,
                files=self._files,
                argv=(*self._built.argv, *step.run),
                stdin=step.stdin.encode("utf-8", "surrogatepass"),
                limits=self._limits,
                collect=("**",),
            )
        )
        self.slowest_s = max(self.slowest_s, execution.cpu_s)
        self.wall_s += execution.wall_s
        # The program itself is started again as it was handed in, whatever it made of itself.
        self._files = overlay(execution.artifacts, {path: self._built.tree[path] for path in self._own()})
        return execution

    def _own(self) -> tuple[str, ...]:
        words = (word.removeprefix("./") for word in self._built.argv)
        return tuple(word for word in words if word in self._built.tree)


def run_fault(step: RunStep, execution: Execution) -> CheckFault | None:
    """What is wrong with a run; None where it went as the step says. Pure."""
    stderr = execution.stderr.decode("utf-8", "replace")
    if execution.exit_code is None or execution.verdict not in (Verdict.PASS, Verdict.CRASH, Verdict.FAIL):
        verdict = Verdict.CRASH if execution.verdict is Verdict.PASS else execution.verdict
        return CheckFault(verdict=verdict, hidden=_WORDS.get(verdict, str(verdict)), shown=execution.detail or stderr)
    if execution.exit_code not in step.exit:
        verdict = Verdict.CRASH if step.exit == (0,) else Verdict.FAIL
        wanted = " or ".join(map(str, step.exit))
        return CheckFault(
            verdict=verdict, hidden=f"exit status {execution.exit_code}, expected {wanted}", shown=stderr[:_SHOWN]
        )
    if step.stderr is not None and bool(execution.stderr.strip()) is not step.stderr:
        what = f"wrote {'nothing' if step.stderr else 'something'} to standard error"
        return CheckFault(hidden=what, shown=stderr[:_SHOWN])
    return _output_fault(step, execution)


def _output_fault(step: RunStep, execution: Execution) -> CheckFault | None:
    answers = (*step.any_of, *(() if step.expect is None else (step.expect,)))
    if not answers and not step.matches:
        return None
    if execution.truncated:
        return CheckFault(verdict=Verdict.OUTPUT_LIMIT, hidden=_WORDS[Verdict.OUTPUT_LIMIT])
    text = execution.stdout.decode("utf-8", "replace")
    if answers and not any(stdout_equal(answer, execution.stdout, step.stdout, EXACT) for answer in answers):
        return CheckFault(hidden="wrong output", shown=repr(text[:_SHOWN]))
    if not all(found(pattern, text) for pattern in step.matches):
        return CheckFault(hidden="the output is not what it must be", shown=repr(text[:_SHOWN]))
    return None


def file_fault(step: FileStep, files: Mapping[str, bytes]) -> CheckFault | None:
    """What is wrong with a file of the folder; None where it is as the step says. Pure."""
    data = files.get(step.file)
    if step.absent or data is None:
        if step.absent is (data is None):
            return None
        return CheckFault(hidden=f"a file is {'there' if step.absent else 'missing'}", shown=step.file)
    shown = repr(data[:_SHOWN].decode("utf-8", "replace"))
    if step.expect is not None and not stdout_equal(step.expect, data):
        return CheckFault(hidden="a file is not what it must be", shown=shown)
    if step.expect_json is msgspec.UNSET:
        return None
    value: Any = read_json(data)
    if value is NOTHING:
        return CheckFault(hidden="a file is no JSON", shown=shown)
    if fits(step.expect_json, value, JsonRules(rules=Rules(order=step.order or "exact"), partial=step.partial)):
        return None
    return CheckFault(hidden=f"a file holds the wrong JSON, a {kind_of(value)}", shown=shown)


_WORDS: dict[Verdict, str] = {
    Verdict.CRASH: "the program was ended by a signal",
    Verdict.TIMEOUT_CPU: "ran out of CPU time",
    Verdict.TIMEOUT_WALL: "ran out of time",
    Verdict.STARVED: "ran out of time on a busy machine",
    Verdict.OOM: "ran out of memory",
    Verdict.OUTPUT_LIMIT: "wrote too much output",
    Verdict.LIMIT: "ran into a limit on processes, files or disk",
    Verdict.GRADER_ERROR: "the sandbox broke",
}
"""What may be said of a hidden check: the kind of trouble."""
