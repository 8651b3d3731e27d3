"""Rust: `assert_eq!` in a `main`, which becomes a test of the crate that is handed in."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.translations.translation import (
    MultiPlERow,
    TranslatedTask,
    asks,
    between,
    suite_files,
)

_CANDIDATE = re.compile(r"let candidate = (\w+);")
_FUNCTION = re.compile(r"^fn ", re.MULTILINE)


class RustTranslation:
    """Rust."""

    languages = ("rs",)
    fence = "rust"

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of one test."""
        function = _CANDIDATE.search(row.tests)
        if function is None or "assert" not in row.tests:
            raise ValueError("its tests name no candidate, or assert nothing")
        body = between(row.tests, "fn main() {\n", "}")
        return TranslatedTask(
            answer="lib.rs",
            request=asks(
                "Rust",
                f"the function `{function[1]}`",
                "The file is the root of a library: leave the function public (`pub fn`), and write no `main`.",
            ),
            prompt=_FUNCTION.sub("pub fn ", row.prompt),
            tests=suite_files("right.rs", f"use task::*;\n\n#[test]\nfn right() {{\n{body}}}\n", ["right/right"]),
            prony={
                "defines": [function[1]],
                "limits": {"cpu_s": 20, "wall_s": 60, "memory_mb": 1024, "processes": 256},
            },
        )


TRANSLATION = RustTranslation()
