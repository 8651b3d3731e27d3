"""Level A on types: the compiler looks at what was handed in, in a sandbox of its own, and makes nothing.

An empty file has no wrong types. So a task asks for them beside other tests: as a gate, which only takes points.
"""

from __future__ import annotations

from prony.errors import GradingError
from prony.grading.compiled import MOST_SAID
from prony.grading.protocol import bounded
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.nouns import Assurance, TestResult, TestStatus, Verdict
from prony.sandbox import Sandbox
from prony.suites.graders.typecheck import TypecheckOptions


async def grade(subject: Subject, sandbox: Sandbox, options: TypecheckOptions) -> Findings:
    """The one result, with the compiler's words. Raises GradingError E504 where the toolchain has no such check."""
    chain = sandbox.toolchain(toolchain_names(subject.task)[0])
    if chain.compile is None or not chain.compile.check:
        raise GradingError(
            "E504",
            f"{subject.task.id}: {chain.id} has no check of types",
            where=subject.task.path,
            hint="take [prony.grader.typecheck] out, or name the toolchain typescript",
        )
    if missing := [path for path in subject.task.answer if path not in subject.tree]:
        return _findings(options.test, Verdict.LOAD_ERROR, f"{missing[0]} is missing")
    built = await sandbox.build(chain.id, subject.tree, chain.compile.arguments(chain.compile.check))
    verdict = Verdict.FAIL if built.verdict is Verdict.COMPILE_ERROR else built.verdict
    return _findings(options.test, verdict, built.said[:MOST_SAID])


_STATUSES = {Verdict.PASS: TestStatus.PASS, Verdict.GRADER_ERROR: TestStatus.ERROR}


def _findings(test_id: str, verdict: Verdict, message: str) -> Findings:
    status = _STATUSES.get(verdict, TestStatus.FAIL)
    test = TestResult(id=test_id, status=status, verdict=verdict, message=bounded(message), assurance=Assurance.A)
    return Findings(tests=(test,), expected=(test_id,))
