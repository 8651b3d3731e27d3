"""A suite of two tasks in steps: two tries at a function, and a program that is to be made cheaper."""

from __future__ import annotations

import json
from pathlib import Path

SUITE = 'id = "stepped"\ntitle = "Stepped"\nversion = "1"\nlicence = "Apache-2.0"\n'

TRIES = """\
[prony]
answer = "initials.py"
max_tokens = 300
[[prony.criteria]]
id = "right"
tests = ["*"]
[[prony.steps]]
ask = "unsolved"
brief = "again.md"
[[prony.flaws]]
id = "lower-case"
fails = ["right"]
score = [0, 0]
[[prony.flaws]]
id = "still-lower-case"
step = 1
after = "lower-case"
fails = ["right"]
score = [0, 0]
"""
INITIALS = "def initials(name):\n    return ''.join(word[0].upper() for word in name.split())\n"
LOWER = "def initials(name):\n    return ''.join(word[0] for word in name.split())\n"
CASES = [
    {"id": "shown/two", "call": "initials", "args": ["ada lovelace"], "expect": "AL", "shown": True},
    {"id": "hidden/three", "call": "initials", "args": ["grace brewster hopper"], "expect": "GBH"},
]

CHEAPER = """\
[prony]
answer = "cost.py"
max_tokens = 300
[[prony.criteria]]
id = "right"
points = 10
[[prony.criteria]]
id = "cheap"
points = 10
metric = "cost"
full = 10
zero = 50
[[prony.criteria]]
id = "improved"
points = 5
step = 1
metric = "change.cost"
full = 0.5
zero = 1.0
[[prony.criteria]]
id = "said"
points = 5
step = 1
[[prony.steps]]
answer = "said.py"
after = "dear"
briefs = [
    {when = "metrics.cost > 50", file = "steps/dear.md"},
    {file = "steps/cheaper.md"},
]
[[prony.flaws]]
id = "dear"
fails = ["cheap"]
score = [10, 10]
[[prony.flaws]]
id = "no-cheaper"
step = 1
after = "dear"
fails = ["cheap", "improved"]
score = [10, 10]
"""
ORACLE = """\
from prony_grader import call, check, label, metric, test

@test("right/double")
def right():
    check(call("double", 21) == 42, "the wrong double")

@test("said/words")
def said():
    check(call("words") == "cheaper", "the wrong words")

metric("cost", call("cost"))
label("style", "`plain`")
"""


def cost_of(cost: int) -> str:
    """A program that is right and costs so much."""
    return f"def double(n):\n    return 2 * n\n\ndef cost():\n    return {cost}\n\ndef words():\n    return 'cheaper'\n"


FILES: dict[str, str] = {
    "suite.toml": SUITE,
    "tries/task.toml": TRIES,
    "tries/instruction.md": "Write a Python function `initials(name)` that returns initials in upper case.\n",
    "tries/again.md": "{{ tests.passed }} of {{ tests.count }} tests pass.\n\n{{ tests.failed }}\n\nMend it.\n",
    "tries/tests/cases.jsonl": "".join(json.dumps(case) + "\n" for case in CASES),
    "tries/solution/initials.py": INITIALS,
    "tries/flaws/lower-case/initials.py": LOWER,
    "tries/flaws/still-lower-case/initials.py": LOWER + "# again\n",
    "cheaper/task.toml": CHEAPER,
    "cheaper/instruction.md": "Write `double(n)`, and `cost()`, which says what it costs.\n",
    "cheaper/steps/dear.md": "It costs {{ metrics.cost }}: {{ labels.style }}. Find out why. ({{ criteria.right }})\n",
    "cheaper/steps/cheaper.md": "It costs {{ metrics.cost }}. Make it cheaper still.\n",
    "cheaper/tests/grade.py": ORACLE,
    "cheaper/tests/expected.json": json.dumps(
        {"tests": ["right/double", "said/words"], "graders": {"oracle": ["right/double", "said/words"]}}
    ),
    "cheaper/solution/cost.py": cost_of(10),
    "cheaper/solution/steps/1/cost.py": cost_of(4),
    "cheaper/solution/steps/1/said.py": "SAID = 'cheaper'\n",
    "cheaper/flaws/dear/cost.py": cost_of(100),
    "cheaper/flaws/no-cheaper/cost.py": cost_of(100),
}


def write_step_suite(root: Path) -> Path:
    """The suite in the folder `root`, which is made."""
    for path, text in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root
