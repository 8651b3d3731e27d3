"""Elixir: ExUnit, in a virtual machine that is watched from outside."""

from __future__ import annotations

import re

from prony.grading.languages.elixir.canaries import exunit_canaries
from prony.grading.languages.parts import Parts, Runner

_MODULE = re.compile(r"^[ \t]*defmodule[ \t]+([A-Z][\w.]*)", re.MULTILINE)
_FUNCTION = re.compile(r"^[ \t]*def[ \t]+([a-z_]\w*[?!]?)(?:\(([^)\n]*)\))?", re.MULTILINE)


def names(source: str) -> set[str]:
    """The modules that a program defines."""
    return set(_MODULE.findall(source))


def with_modules(text: str, names: list[str], reference: str) -> str:
    """A forgery with every module defined, whose functions all call the forgery's own `Forged.forged/0`."""
    if "Forged" not in text:
        return text
    counts: dict[str, set[int]] = {}
    for name, given in _FUNCTION.findall(reference):
        arguments = given.count(",") + 1 if given.strip() else 0
        counts.setdefault(name, set()).add(arguments)
    functions = "".join(
        f"  def {name}({', '.join(f'_{index}' for index in range(count))}), do: Forged.forged()\n"
        for name, arities in sorted(counts.items())
        for count in sorted(arities)
    )
    return text + "".join(f"\ndefmodule {name} do\n{functions}end\n" for name in names if name != "Forged")


PARTS = Parts(
    package=__name__,
    runner=Runner(
        script="exunit_runner.py",
        canaries=exunit_canaries,
        beside=("exunit_driver.exs",),
        hides_tests=True,
    ),
    names=names,
    define=with_modules,
)
