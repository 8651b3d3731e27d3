"""Suites as files for other programs, one kind of export a module: `jsonl` (rows as EvalPlus and LiveCodeBench publish
them).

Beside them `suite_target` (what such an export is).
"""

from prony.export.suites.jsonl import TARGET as JSONL
from prony.export.suites.suite_target import SuiteTarget

SUITE_TARGETS: tuple[SuiteTarget, ...] = (JSONL,)

__all__ = ["SUITE_TARGETS", "SuiteTarget"]
