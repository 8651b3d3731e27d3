"""Level A on how an answer is written: a program of the task reads the files that were handed in, which never run.

It finds them in its working directory, and the hidden tests in `$PRONY_TESTS`; it reports tests, metrics and labels
over the private channel. Since nothing of the submission runs in its slot, nothing of it can speak there.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from prony.grading.protocol import read_report
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.grading.task_programs import findings_of, hidden_files, require_file, require_sound
from prony.nouns import Assurance, Verdict
from prony.sandbox import Program, Sandbox
from prony.suites.graders.source import STARTS, SourceOptions

BEFORE = "before/"
"""Below the tests: what was handed in at the step before."""


async def grade(subject: Subject, sandbox: Sandbox, options: SourceOptions) -> Findings:
    """What the program reports of the submission.

    A program that met a limit on what it read has said less than it must: what is missing counts as failed. Raises
    GradingError: E503 when the ids are not frozen, E504 without its file, E505 when it broke.
    """
    require_file(subject, options.file)
    expected = subject.frozen("source")
    start = STARTS[PurePosixPath(options.file).suffix]
    ours = start[0] == "python3"
    before = {f"{BEFORE}{path}": data for path, data in (subject.before or {}).items()}
    program = Program(
        toolchain="python" if ours else toolchain_names(subject.task)[0],
        files=subject.tree if subject.unrepaired is None else subject.unrepaired,
        tests=hidden_files(subject) | before,
        argv=(*start, f"/tests/{options.file}"),
        limits=subject.task.limits,
    )
    execution = await (sandbox.run_own if ours else sandbox.run)(program, reads_only=True)
    report = read_report(execution.channel, Assurance.A)
    read = execution.verdict not in (Verdict.FAIL, Verdict.STARVED)  # nothing that is read can end the program so
    require_sound(subject, options.file, "reader", execution, report, answered=read)
    return findings_of(report, expected, "reader", execution)
