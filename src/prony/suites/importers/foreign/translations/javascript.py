"""JavaScript: `assert.deepEqual` of JSON values, so that its assertions are cases."""

from __future__ import annotations

import json
import re
from typing import Any

from prony.suites.importers.foreign.translations.translation import MultiPlERow, TranslatedTask, asks, call_files

_CANDIDATE = re.compile(r"let candidate = (\w+);")
_ASSERTION = re.compile(r"^[ \t]*assert\.deepEqual\(candidate\((.*)\),(.*)\);[ \t]*$", re.MULTILINE)
_ASSERT = re.compile(r"\bassert\s*[.(]")


class JavaScriptTranslation:
    """JavaScript and TypeScript, whose rows have the same tests."""

    def __init__(self, language: str, title: str, fence: str) -> None:
        self.languages, self.title, self.fence = (language,), title, fence

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of cases."""
        function = _CANDIDATE.search(row.tests)
        if function is None:
            raise ValueError("its tests name no candidate")
        name = function[1]
        return TranslatedTask(
            answer=f"solution.{self.languages[0]}",
            request=asks(
                self.title, f"the function `{name}`", f"Export it (`module.exports = {{ {name} }}` or `export`)."
            ),
            prompt=row.prompt,
            tests=call_files(name, _cases(row.tests)),
            prony={"defines": [name]},
        )


def _cases(tests: str) -> list[dict[str, Any]]:
    """The assertions as cases. Raises ValueError for the first that cannot be read as JSON."""
    found = _ASSERTION.findall(tests)
    if not found or len(found) != len(_ASSERT.findall(tests)):
        raise ValueError("an assertion would have to be run")
    return [{"args": _json(f"[{given}]"), "expect": _json(wanted)} for given, wanted in found]


def _json(text: str) -> Any:
    try:
        return json.loads(re.sub(r"\bundefined\b", "null", text))
    except ValueError:
        raise ValueError(f"a value would have to be run: {text[:60]}") from None


TRANSLATION = JavaScriptTranslation("js", "JavaScript", "javascript")
