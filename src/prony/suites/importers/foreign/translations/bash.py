"""Bash: `[[ $(candidate ...) = "..." ]]`, which becomes a test that looks at what the function prints."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.translations.translation import MultiPlERow, TranslatedTask, asks, suite_files

_CANDIDATE = re.compile(r"^candidate\(\) \{\s*(\w+) \"\$@\"\s*\}", re.MULTILINE)
_TEXT = r'"(?:[^"\\$`]|\\.)*"'
_ASSERTION = re.compile(rf"^[ \t]*\[\[ \$\(candidate((?: {_TEXT})*)\) = ({_TEXT}) \]\][ \t]*$", re.MULTILINE)


class BashTranslation:
    """Bash."""

    languages = ("sh",)
    fence = "bash"

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of one test."""
        function = _CANDIDATE.search(row.tests)
        if function is None:
            raise ValueError("its tests name no candidate")
        found = _ASSERTION.findall(row.tests)
        if not found or len(found) != row.tests.count("[["):
            raise ValueError("an assertion would have to be run")
        name = function[1]
        checks = [f'  run {name}{given}\n  [ "$output" = {wanted} ]\n' for given, wanted in found]
        test = f'setup() {{\n  source ./solution.sh\n}}\n\n@test "right" {{\n{"".join(checks)}}}\n'
        return TranslatedTask(
            answer="solution.sh",
            request=asks("Bash", f"the function `{name}`", "It prints its result."),
            prompt=row.prompt,
            tests=suite_files("right.bats", test, ["right.bats > right"]),
            prony={"defines": [name]},
        )


TRANSLATION = BashTranslation()
