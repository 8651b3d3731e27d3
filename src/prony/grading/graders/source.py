"""Level A on how an answer is written: a program of the task reads the files that were handed in, which never run.

It finds them in its working directory, and the hidden tests in `$PRONY_TESTS`; it reports tests, metrics and labels
over the private channel. Since nothing of the submission runs in its slot, nothing of it can speak there.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from prony.errors import GradingError
from prony.grading.protocol import read_report
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.nouns import Assurance, Verdict
from prony.sandbox import Execution, Program, Sandbox
from prony.suites.graders.source import STARTS, SourceOptions
from prony.suites.materials import FROZEN

BEFORE = "before/"
"""Below the tests: what was handed in at the step before."""


async def grade(subject: Subject, sandbox: Sandbox, options: SourceOptions) -> Findings:
    """What the program reports of the submission.

    A program that met a limit on what it read has said less than it must: what is missing counts as failed. Raises
    GradingError: E503 when the ids are not frozen, E504 without its file, E505 when it broke.
    """
    where = f"{subject.task.path}/tests/{options.file}"
    if options.file not in subject.tests:
        raise GradingError("E504", f"{subject.task.id} has no tests/{options.file}", where=subject.task.path)
    expected = subject.frozen("source")
    start = STARTS[PurePosixPath(options.file).suffix]
    ours = start[0] == "python3"
    before = {f"{BEFORE}{path}": data for path, data in (subject.before or {}).items()}
    program = Program(
        toolchain="python" if ours else toolchain_names(subject.task)[0],
        files=subject.tree if subject.unrepaired is None else subject.unrepaired,
        tests={path: data for path, data in subject.tests.items() if path != FROZEN} | before,
        argv=(*start, f"/tests/{options.file}"),
        limits=subject.task.limits,
    )
    execution = await (sandbox.run_own if ours else sandbox.run)(program, reads_only=True)
    report = read_report(execution.channel, Assurance.A)
    if execution.verdict in (Verdict.FAIL, Verdict.GRADER_ERROR, Verdict.STARVED):
        raise GradingError("E505", f"{subject.task.id}: its reader broke", where=where, cause=_why(execution))
    if report.repeated:
        raise GradingError("E505", f"{subject.task.id}: its reader reported {report.repeated[0]!r} twice", where=where)
    stopped = execution.verdict is not Verdict.PASS
    return Findings(
        tests=report.tests,
        expected=expected if expected is not None else tuple(test.id for test in report.tests),
        metrics=report.metrics,
        labels=report.labels,
        notes=(f"the reader stopped early: {_why(execution)}",) if stopped else (),
    )


def _why(execution: Execution) -> str:
    last = execution.stderr[-600:].decode("utf-8", "replace").strip()
    return f"{execution.verdict} {execution.detail} {last}".strip()
