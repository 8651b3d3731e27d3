"""Suites as files for other programs, one kind of export a module: `jsonl` (rows as EvalPlus and LiveCodeBench publish
them) · `harbor` (folders).

Beside them `suite_target` (what such an export is), `function_rows` and `program_rows` (the two kinds of rows), and
`prony_verify` (the verifier that goes along with folders: no part of Prony imports it).
"""

from prony.export.suites.harbor import TARGET as HARBOR
from prony.export.suites.jsonl import TARGET as JSONL
from prony.export.suites.suite_target import SuiteTarget

SUITE_TARGETS: tuple[SuiteTarget, ...] = (JSONL, HARBOR)

__all__ = ["SUITE_TARGETS", "SuiteTarget"]
