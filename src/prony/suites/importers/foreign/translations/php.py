"""PHP: `if (candidate(...) !== value) { throw ... }`, which are cases where the values are literals."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.tagged import tagged
from prony.suites.importers.foreign.translations.literal_text import Notation, values
from prony.suites.importers.foreign.translations.translation import MultiPlERow, TranslatedTask, asks, call_files

_CANDIDATE = re.compile(r"function candidate\(\.\.\.\$args\) \{\s*return (\w+)\(\.\.\.\$args\);\s*\}")
_ASSERTION = re.compile(
    r'^[ \t]*if \(candidate\((.*)\) !== (.*)\) \{ throw new Exception\("Test failed!"\); \}[ \t]*$', re.MULTILINE
)
NOTATION = Notation(
    lists={"array(": ")", "[": "]"},
    maps={"array(": ")", "[": "]"},
    names={"null": None, "true": True, "false": False},
    filled_in=r"\$[A-Za-z_{]|\{\$",
    escapes={"n": "\n", "t": "\t", "r": "\r", "e": "\x1b", "f": "\f", "v": "\v", "\\": "\\", '"': '"', "$": "$"},
)


class PhpTranslation:
    """PHP."""

    languages = ("php",)
    fence = "php"

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of cases."""
        function = _CANDIDATE.search(row.tests)
        if function is None:
            raise ValueError("its tests name no candidate")
        found = _ASSERTION.findall(row.tests)
        if len(found) != len(re.findall(r"\bthrow\b", row.tests)):
            raise ValueError("an assertion would have to be run")
        cases = []
        for given, wanted in found:
            (expect,) = values(wanted, NOTATION) or [None]
            cases.append({"args": [tagged(value) for value in values(given, NOTATION)], "expect": tagged(expect)})
        return TranslatedTask(
            answer="solution.php",
            request=asks("PHP", f"the function `{function[1]}`", "Begin the file with `<?php`."),
            prompt=row.prompt,
            tests=call_files(function[1], cases),
            prony={"defines": [function[1]]},
        )


TRANSLATION = PhpTranslation()
