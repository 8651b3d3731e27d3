"""Bash: tests in .bats files, judged in processes that no code of a submission enters."""

from __future__ import annotations

import re

from prony.grading.languages.bash.canaries import bats_canaries
from prony.grading.languages.parts import Parts, Runner

_FUNCTION = re.compile(r"^(?:function[ \t]+([\w:.-]+)|([\w:.-]+)[ \t]*\([ \t]*\))", re.MULTILINE)


def names(source: str) -> set[str]:
    """The functions that a script defines at its top level."""
    return {one or other for one, other in _FUNCTION.findall(source)}


def with_functions(text: str, names: list[str], reference: str) -> str:
    """A forgery with every name defined by its function `forged`, where it has one."""
    if "forged()" not in text:
        return text
    return text + "".join(f'{name}() {{ forged "$@"; }}\n' for name in names)


PARTS = Parts(
    package=__name__,
    runner=Runner(
        script="bats_runner.py",
        canaries=bats_canaries,
        helpers=("prony_children.py",),
        beside=("bats_files.py", "judge.bash", "subject.bash"),
        hides_tests=True,
    ),
    names=names,
    define=with_functions,
)
