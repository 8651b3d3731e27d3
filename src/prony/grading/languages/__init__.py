"""The parts of grading that each language has: its test runner, its negative controls, its forgeries. One folder each.

A folder's module defines `PARTS`. Another package brings them by the entry point group `prony.languages`; the entry's
name is the language's id. The language itself is `prony.languages`, its toolchain `prony.sandbox.toolchains`.

Beside them: `parts` (the structs) · `native` (what C and C++ share).
"""

from __future__ import annotations

from prony.grading.languages.parts import Parts, Runner, wrong_with
from prony.languages import GROUP
from prony.registry import Registry

LANGUAGE_PARTS: Registry[Parts] = Registry(
    "grading of the language",
    "prony.grading.languages",
    "PARTS",
    besides=("native", "parts"),
    group=GROUP,
    check=wrong_with,
)
"""By language id."""

__all__ = ["LANGUAGE_PARTS", "Parts", "Runner"]
