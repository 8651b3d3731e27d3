"""Ruby: `assert_equal(value, candidate.call(...))`, which are cases where the values are literals."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.tagged import tagged
from prony.suites.importers.foreign.translations.literal_text import Notation, beginning, values
from prony.suites.importers.foreign.translations.translation import MultiPlERow, TranslatedTask, asks, call_files

_CANDIDATE = re.compile(r"candidate = method\(:(\w+[?!]?)\)")
_ASSERTION = re.compile(r"^[ \t]*assert_equal\((.*)\)[ \t]*$", re.MULTILINE)
_CALL = re.compile(r"\s*,\s*candidate\.call\((.*)\)\s*")
NOTATION = Notation(
    lists={"[": "]"},
    maps={"{": "}"},
    names={"nil": None, "true": True, "false": False},
    filled_in=r"#[{$@]",
    escapes={
        "n": "\n",
        "t": "\t",
        "r": "\r",
        "0": "\0",
        "e": "\x1b",
        "f": "\f",
        "v": "\v",
        "\\": "\\",
        '"': '"',
        "'": "'",
    },
)


class RubyTranslation:
    """Ruby."""

    languages = ("rb",)
    fence = "ruby"

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of cases."""
        function = _CANDIDATE.search(row.tests)
        if function is None:
            raise ValueError("its tests name no candidate")
        cases = []
        found = _ASSERTION.findall(row.tests)
        if len(found) != len(re.findall(r"\bassert", row.tests)):
            raise ValueError("an assertion would have to be run")
        for asserted in found:
            wanted, rest = beginning(asserted, NOTATION)
            call = _CALL.fullmatch(rest)
            if call is None:
                raise ValueError(f"an assertion would have to be run: {asserted[:60]}")
            given = [tagged(value) for value in values(call[1], NOTATION)]
            cases.append({"args": given, "expect": tagged(wanted)})
        return TranslatedTask(
            answer="solution.rb",
            request=asks("Ruby", f"the method `{function[1]}` at its top level"),
            prompt=row.prompt,
            tests=call_files(function[1], cases),
            prony={"defines": [function[1]]},
        )


TRANSLATION = RubyTranslation()
