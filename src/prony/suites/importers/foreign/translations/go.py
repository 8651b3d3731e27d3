"""Go: a test of the package, with the package's name and imports in the prompt."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.translations.translation import MultiPlERow, TranslatedTask, asks, suite_files

_CANDIDATE = re.compile(r"candidate := (\w+)")
_TEST = re.compile(r"^func (Test\w+)\(t \*testing\.T\)", re.MULTILINE)
_HEAD = re.compile(r"\Apackage \w+\s*(?:import \((?:[^)]*)\)\s*|import \"[^\"]*\"\s*)*")


class GoTranslation:
    """Go."""

    languages = ("go", "go_test.go")
    fence = "go"

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of one test."""
        function, test = _CANDIDATE.search(row.tests), _TEST.search(row.tests)
        if function is None or test is None:
            raise ValueError("its tests name no candidate")
        prompt, count = _HEAD.subn("package solution\n\n", row.prompt)
        if not count:
            raise ValueError("its prompt begins with no package")
        return TranslatedTask(
            answer="solution.go",
            request=asks(
                "Go",
                f"the function `{function[1]}`",
                "The file is of package `solution`, begins with its own imports, and has no `main`.",
            ),
            prompt=prompt,
            tests=suite_files(
                "right_test.go",
                f'package solution\n\nimport (\n\t"fmt"\n\t"testing"\n)\n\n{row.tests}',
                [test[1]],
            ),
            prony={"toolchain": "go"},
        )


TRANSLATION = GoTranslation()
