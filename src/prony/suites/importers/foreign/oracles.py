"""Graders of imported tasks that run foreign checks: in the oracle's sandbox, with a function that asks the answer's.

What the answer returns reaches a check as a plain value of a built-in type, so that no object of the answer's stands
in any comparison.
"""

from __future__ import annotations

CHECK_ID = "check"
"""The one test of a foreign check, which passes or fails as a whole."""

PRELUDE, CHECK = "foreign_prelude.py", "foreign_check.py"

_BY_CODE = '''"""Run the foreign check of this task with a function that asks the answer's in its sandbox."""

from prony_grader import call, test


def candidate(*arguments, **named):
    return call(ENTRY_POINT, *arguments, **named)


names = {"__name__": "foreign"}
for file in FILES:
    with open(file, encoding="utf-8") as source:
        exec(compile(source.read(), file, "exec"), names)
    names[ENTRY_POINT] = candidate

with test(CHECK_ID):
    names["check"](candidate)
'''


def code_oracle(entry_point: str, prelude: str, check: str) -> dict[str, bytes]:
    """The hidden tests of a task that a foreign function `check(candidate)` judges."""
    constants = {"ENTRY_POINT": repr(entry_point), "FILES": repr((PRELUDE, CHECK)), "CHECK_ID": repr(CHECK_ID)}
    return {"grade.py": filled(_BY_CODE, constants), PRELUDE: prelude.encode(), CHECK: check.encode()}


def filled(program: str, constants: dict[str, str]) -> bytes:
    """A grader with its constants in front of it, as a file."""
    head = "".join(f"{name} = {value}\n" for name, value in constants.items())
    docstring, _, rest = program.partition("\n\n")
    return f"{docstring}\n\n{head}\n{rest}".encode()
