"""Level C: one command of the task's own, judged by its exit status and, where asked, by a line of its output.

The weakest kind of grader: whatever runs in the candidate's sandbox can exit with any status. A grade that rests on it
says so, and a task whose grade can be forged this way does not hold (`prony prove`).
"""

from __future__ import annotations

import re

from prony.errors import GradingError
from prony.grading.compiled import ready
from prony.grading.graders.cases import TIMEOUTS
from prony.grading.protocol import bounded
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.nouns import Assurance, TestResult, TestStatus, Verdict
from prony.sandbox import Execution, Program, Sandbox
from prony.suites.graders.command import CommandOptions

LONGEST_LINE = 2000
"""Longer lines of output match no pattern: a pattern's worst case stays small."""


async def grade(subject: Subject, sandbox: Sandbox, options: CommandOptions) -> Findings:
    """One result, under the id that the option `test` names. Raises GradingError E504 for an unusable pattern."""
    test_id = options.test
    pattern = _pattern(subject, options)
    runnable = await ready(subject, "command", options, sandbox)
    if runnable.verdict is not Verdict.PASS:
        uncompiled = TestResult(
            id=test_id,
            status=TestStatus.FAIL,
            verdict=runnable.verdict,
            message=bounded(runnable.said),
            assurance=Assurance.C,
        )
        return Findings(tests=(uncompiled,), expected=(test_id,))
    execution = await sandbox.run(
        Program(
            toolchain=toolchain_names(subject.task)[0],
            files=runnable.tree,
            tests=subject.tests,
            argv=runnable.argv,
            limits=subject.task.limits,
        )
    )
    return Findings(tests=(judge(test_id, execution, options.exit, pattern),), expected=(test_id,))


def judge(test_id: str, execution: Execution, status: int, pattern: re.Pattern[bytes] | None) -> TestResult:
    """The result of the command. Pure."""
    verdict, message = _verdict(execution, status, pattern)
    kind = (
        TestStatus.PASS if verdict is Verdict.PASS else TestStatus.TIMEOUT if verdict in TIMEOUTS else TestStatus.FAIL
    )
    return TestResult(
        id=test_id,
        status=kind,
        verdict=verdict,
        message=bounded(message),
        assurance=Assurance.C,
        cpu_s=execution.cpu_s,
        wall_s=execution.wall_s,
    )


def _verdict(execution: Execution, status: int, pattern: re.Pattern[bytes] | None) -> tuple[Verdict, str]:
    stderr = execution.stderr[-1000:].decode("utf-8", "replace")
    if execution.exit_code is None:
        return execution.verdict, execution.detail or stderr
    if execution.exit_code != status:
        return Verdict.FAIL, f"exit status {execution.exit_code}, expected {status}: {stderr}"
    lines = [line for line in execution.stdout.splitlines() if len(line) <= LONGEST_LINE]
    if pattern is not None and not any(pattern.search(line) for line in lines):
        return Verdict.FAIL, "no line of the output is what it must be"
    return Verdict.PASS, ""


def _pattern(subject: Subject, options: CommandOptions) -> re.Pattern[bytes] | None:
    if options.stdout is None:
        return None
    try:
        return re.compile(options.stdout.encode())
    except re.error as error:
        raise GradingError(
            "E504", f"{subject.task.id}: stdout is not a pattern", where=subject.task.path, cause=str(error)
        ) from error
