"""Freeze: the ids of tests that are code, learned from the reference and written to tests/expected.json.

From then on a missing id is an error, whatever a submission does to the tests that run beside it.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from prony.errors import SuiteError
from prony.grading.find import find_by
from prony.grading.subject import subject_of
from prony.nouns import TestStatus
from prony.sandbox import Sandbox
from prony.suites.graders import GRADER_KINDS
from prony.suites.materials import FROZEN, Materials


async def freeze_ids(materials: Materials, sandbox: Sandbox) -> tuple[str, ...]:
    """Run the reference and write the ids of its tests; the ids. Nothing is written for a task of cases alone.

    Of a task with steps it is the reference of the last. Raises SuiteError E351 when the
    reference does not pass all its tests, or has none.
    """
    materials = materials.at_last
    task = materials.task
    subject = msgspec.structs.replace(subject_of(materials, materials.solution), freezing=True)
    ids: dict[str, list[str]] = {}
    for name in task.grader:
        if GRADER_KINDS[name].read_tests is not None:
            continue
        tests = (await find_by(name, subject, sandbox)).tests
        failed = [test for test in tests if test.status is not TestStatus.PASS]
        if failed or not (tests or GRADER_KINDS[name].measures):
            raise SuiteError(
                "E351",
                f"{task.id}: the ids of its {name} tests cannot be frozen",
                where=f"{task.path}/tests",
                cause=f"the reference fails {failed[0].id}: {failed[0].message}" if failed else "no test was reported",
                hint="the reference solution must pass every test",
            )
        ids[name] = [test.id for test in tests]
    if not ids:
        return ()
    every = tuple(test_id for listed in ids.values() for test_id in listed)
    _write(Path(task.path) / "tests" / task.member / FROZEN, {"tests": every, "graders": ids})
    return every


def _write(file: Path, content: dict[str, object]) -> None:
    data = json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n"
    if not file.is_file() or file.read_bytes() != data:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
