"""What a grade costs: every reference of the quick suite graded again and again, and all its tasks proven once.

Tasks without their toolchain on this machine are left out.

grade_ms_p50_GRADER_LANGUAGE   median wall of one grade, over the tasks that this grader grades in this language
prove_s                        wall of proving the whole suite, on two slots
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from collections import defaultdict

from prony.grading import grade, prove
from prony.sandbox import Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

ROUNDS = 30


async def measure(rounds: int) -> dict[str, float]:
    suite = load_suite("quick")
    tasks = [task for task in suite.tasks if all(map(find_toolchain, task.toolchain))]
    needed = sorted({name for task in tasks for name in task.toolchain})
    walls: dict[str, list[float]] = defaultdict(list)
    async with open_sandbox(slots=2, toolchains=needed) as sandbox:
        for task in tasks:
            walls[f"{task.grader[0]}_{task.language}"] += await _walls(task, sandbox, rounds)
        began = time.perf_counter()
        proofs = await prove(suite, sandbox, tasks=[task.id for task in tasks])
        prove_s = time.perf_counter() - began
    assert all(proof.holds for proof in proofs), [proof.problems for proof in proofs if not proof.holds]
    return {**{f"grade_ms_p50_{name}": statistics.median(ms) for name, ms in sorted(walls.items())}, "prove_s": prove_s}


async def _walls(task, sandbox: Sandbox, rounds: int) -> list[float]:
    files = materials_of(task).solution
    walls = []
    for _ in range(rounds + 3):
        began = time.perf_counter()
        graded = await grade(task, files, sandbox, attempt="benchmark")
        walls.append((time.perf_counter() - began) * 1000)
        assert graded.solved, graded
    return walls[3:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="grades of each task")
    options = parser.parse_args()
    numbers = asyncio.run(measure(options.rounds))
    if options.json:
        print(json.dumps({name: round(value, 3) for name, value in numbers.items()}))
        return
    for name, value in numbers.items():
        print(f"{name:36} {value:9.2f}")


if __name__ == "__main__":
    main()
