"""A suite of tiny tasks made on the spot, for runs that end in seconds."""

from __future__ import annotations

import json
from pathlib import Path

TASKS = {
    "add-one": ("add_one", "return x + 1", "return x - 1", [(1, 2), (41, 42)]),
    "double": ("double", "return 2 * x", "return x + 2", [(3, 6), (0, 0)]),
    "negate": ("negate", "return -x", "return x", [(3, -3), (-1, 1)]),
    "square": ("square", "return x * x", "return 2 * x", [(3, 9), (5, 25)]),
}


def write_task(folder: Path, function: str, body: str, wrong: str, cases: list[tuple[int, int]]) -> None:
    """One Python task whose function takes and returns an integer."""
    for name in ("tests", "solution", "flaws/wrong"):
        (folder / name).mkdir(parents=True)
    (folder / "task.toml").write_text(
        f'schema_version = "1.4"\n[task]\nname = "mini/{folder.name}"\n[prony]\ntoolchain = ["python"]\n'
        'answer = ["answer.py"]\nmax_tokens = 200\n[[prony.criteria]]\nid = "right"\npoints = 20\ntests = ["*"]\n'
        '[[prony.flaws]]\nid = "wrong"\nfails = ["right"]\nscore = [0, 0]\n'
    )
    (folder / "instruction.md").write_text(f"Write a Python function `{function}(x)` that does what its name says.\n")
    (folder / "solution/answer.py").write_text(f"def {function}(x):\n    {body}\n")
    (folder / "flaws/wrong/answer.py").write_text(f"def {function}(x):\n    {wrong}\n")
    lines = [{"id": f"c{i}", "call": function, "args": [a], "expect": b} for i, (a, b) in enumerate(cases)]
    (folder / "tests/cases.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def write_suite(root: Path) -> Path:
    """The suite `mini`, of all tasks of `TASKS`, in the folder `root`, which is made."""
    root.mkdir()
    (root / "suite.toml").write_text('id = "mini"\ntitle = "Mini"\nversion = "1"\nlicence = "Apache-2.0"\n')
    for name, task in TASKS.items():
        write_task(root / name, *task)
    return root
