"""Making: the cases of a problem come from its generator and its Python reference, and a brute force looks on.

All three run in the sandbox, since a suite may be somebody else's. What they print is what its author says of the
problem, as the file is that it becomes.
"""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prony.errors import SuiteError
from prony.grading.claims import Claim
from prony.nouns import Limits, Task, Verdict
from prony.sandbox import Program, Sandbox
from prony.suites.files import read_task_tree
from prony.suites.materials import Materials, below
from prony.suites.problems import Problems
from prony.suites.variants import varied, wording_of, wordings

COMPARED = 200
"""Random inputs on which the brute force and the reference must print the same."""

COMPARED_IN_OTHER_WORDS = 50
"""The same in each wording of a variant."""

GENERATOR, BRUTE, REFERENCE = "generate.py", "brute.py", "reference.py"
CASES = "cases.jsonl"

LIMITS = Limits(cpu_s=120, wall_s=300, memory_mb=1024, output_bytes=32 << 20, disk_mb=256)
"""Of one making."""

_RUNNER = "prony_making.py"
_SHOWN = 400


def is_maker(task: Task, materials: Materials) -> bool:
    """Whether the cases of a problem are made with this task's reference: that of its member in Python."""
    return bool(task.member and task.has_reference and _reference(materials)) and GENERATOR in _programs(
        task, materials
    )


async def make_cases(task: Task, materials: Materials, sandbox: Sandbox, seed: int) -> bytes:
    """What tests/cases.jsonl of a problem should hold. Raises SuiteError E354 where it cannot be made."""
    return await _made(task, _programs(task, materials), sandbox, "cases", str(seed))


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
    programs = _programs(task, materials)
    if BRUTE in programs:
        expected = f"the same as the reference on {COMPARED} random inputs"
        got = await _difference(task, programs, sandbox, "compare", str(seed), str(COMPARED))
        claims.append(Claim(kind="making", name="brute force", held=not got, expected=expected, got=got or expected))
        claims += await _in_other_words(task, programs, sandbox, seed)
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


async def _in_other_words(task: Task, programs: Mapping[str, bytes], sandbox: Sandbox, seed: int) -> list[Claim]:
    """Whether a variant's cases can be made, and brute force and reference agree in it, whatever words it draws."""
    problems, folder = Problems(), Path(task.path)
    texts = wordings(wording_of(read_task_tree(folder), folder, problems))
    problems.raise_if_any(f"problem {task.problem}")
    expected, got = f"in each wording: the same on {COMPARED_IN_OTHER_WORDS} random inputs", ""
    for number, instead in enumerate(texts, 1):
        other = {name: varied(data.decode(), instead).encode() for name, data in programs.items()}
        words = "try", str(seed + number), str(COMPARED_IN_OTHER_WORDS)
        if difference := await _difference(task, other, sandbox, *words):
            got = f"with {', '.join(f'{word} = {text}' for word, text in instead.items())}: {difference}"
            break
    claim = Claim(kind="making", name="other words", held=not got, expected=expected, got=got or expected)
    return [claim] if texts else []


async def _difference(task: Task, programs: Mapping[str, bytes], sandbox: Sandbox, *words: str) -> str:
    """How brute force and reference differ, or why they cannot be compared; empty where they agree."""
    try:
        told = json.loads(await _made(task, programs, sandbox, *words))
    except (SuiteError, ValueError) as error:
        return str(error)
    differs: dict[str, Any] | None = told.get("differs")
    shown = "" if differs is None else "; ".join(f"{key}: {value!r}" for key, value in differs.items() if value)
    return shown[: 4 * _SHOWN]


async def _made(task: Task, programs: Mapping[str, bytes], sandbox: Sandbox, *words: str) -> bytes:
    runner = importlib.resources.files("prony.grading.runners").joinpath(_RUNNER).read_bytes()
    program = Program(tests={**programs, _RUNNER: runner}, argv=("python3", f"/tests/{_RUNNER}", *words), limits=LIMITS)
    execution = await sandbox.run_own(program)
    if execution.verdict is Verdict.PASS and not execution.truncated:
        return execution.stdout
    said = execution.stderr.decode("utf-8", "replace").strip()[-_SHOWN:]
    what = "they print too much" if execution.truncated else said or execution.detail or str(execution.verdict)
    raise SuiteError(
        "E354", f"the cases of {task.problem} cannot be made", where=str(Path(task.path) / "making"), cause=what
    )


def _reference(materials: Materials) -> bytes:
    """The reference in Python; empty where the task's is in another language, or in several files."""
    solution = materials.solution
    return next(iter(solution.values())) if len(solution) == 1 and next(iter(solution)).endswith(".py") else b""


def _programs(task: Task, materials: Materials) -> dict[str, bytes]:
    return {**below("making/", read_task_tree(Path(task.path))), REFERENCE: _reference(materials)}
