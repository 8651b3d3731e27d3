"""Making: the cases of a problem come from its generator and its Python reference, and a brute force looks on.

All three run in the sandbox, since a suite may be somebody else's. What they print is what its author says of the
problem, as the file is that it becomes.
"""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path
from typing import Any

from prony.errors import SuiteError
from prony.grading.claims import Claim
from prony.nouns import Limits, Task, Verdict
from prony.sandbox import Program, Sandbox
from prony.suites.files import read_task_tree
from prony.suites.materials import Materials, below

COMPARED = 200
"""Random inputs on which the brute force and the reference must print the same."""

GENERATOR, BRUTE = "generate.py", "brute.py"
CASES = "cases.jsonl"

LIMITS = Limits(cpu_s=120, wall_s=300, memory_mb=1024, output_bytes=32 << 20, disk_mb=256)
"""Of one making."""

_RUNNER = "prony_making.py"
_SHOWN = 400


def is_maker(task: Task, materials: Materials) -> bool:
    """Whether the cases of a problem are made with this task's reference: that of its member in Python."""
    return bool(task.member and task.has_reference and _reference(task, materials)) and GENERATOR in _programs(task)


async def make_cases(task: Task, materials: Materials, sandbox: Sandbox, seed: int) -> bytes:
    """What tests/cases.jsonl of a problem should hold. Raises SuiteError E354 where it cannot be made."""
    return await _made(task, materials, sandbox, "cases", str(seed))


async def making_claims(task: Task, materials: Materials, sandbox: Sandbox, seed: int) -> list[Claim]:
    """Whether the problem's cases are what they are made to be, and its brute force agrees with the reference."""
    claims = []
    try:
        made = await make_cases(task, materials, sandbox, seed)
        held = made == materials.tests.get(CASES)
        got = "the same" if held else f"another file: prony prove {task.suite} --make --task {task.name}"
    except SuiteError as error:
        held, got = False, str(error)
    claims.append(
        Claim(kind="making", name="cases", held=held, expected="what the generator and reference make", got=got)
    )
    if BRUTE in _programs(task):
        claims.append(await _agreement(task, materials, sandbox, seed))
    return claims


async def write_cases(task: Task, materials: Materials, sandbox: Sandbox, seed: int) -> bool:
    """Write the problem's tests/cases.jsonl anew; whether it changed. Raises SuiteError E354."""
    made = await make_cases(task, materials, sandbox, seed)
    file = Path(task.path) / "tests" / CASES
    if file.is_file() and file.read_bytes() == made:
        return False
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(made)
    return True


async def _agreement(task: Task, materials: Materials, sandbox: Sandbox, seed: int) -> Claim:
    expected = f"the same as the reference on {COMPARED} random inputs"
    try:
        told = json.loads(await _made(task, materials, sandbox, "compare", str(seed), str(COMPARED)))
    except (SuiteError, ValueError) as error:
        return Claim(kind="making", name="brute force", held=False, expected=expected, got=str(error))
    differs: dict[str, Any] | None = told.get("differs")
    got = expected if differs is None else "; ".join(f"{key}: {value!r}" for key, value in differs.items() if value)
    return Claim(kind="making", name="brute force", held=differs is None, expected=expected, got=got[: 4 * _SHOWN])


async def _made(task: Task, materials: Materials, sandbox: Sandbox, *words: str) -> bytes:
    runner = importlib.resources.files("prony.grading.runners").joinpath(_RUNNER).read_bytes()
    tests = {**_programs(task), "reference.py": _reference(task, materials), _RUNNER: runner}
    program = Program(tests=tests, argv=("python3", f"/tests/{_RUNNER}", *words), limits=LIMITS)
    execution = await sandbox.run_own(program)
    if execution.verdict is Verdict.PASS and not execution.truncated:
        return execution.stdout
    said = execution.stderr.decode("utf-8", "replace").strip()[-_SHOWN:]
    what = "they print too much" if execution.truncated else said or execution.detail or str(execution.verdict)
    raise SuiteError(
        "E354", f"the cases of {task.problem} cannot be made", where=str(Path(task.path) / "making"), cause=what
    )


def _reference(task: Task, materials: Materials) -> bytes:
    """The reference in Python; empty where the task's is in another language, or in several files."""
    solution = materials.solution
    return next(iter(solution.values())) if len(solution) == 1 and next(iter(solution)).endswith(".py") else b""


def _programs(task: Task) -> dict[str, bytes]:
    return below("making/", read_task_tree(Path(task.path)))
