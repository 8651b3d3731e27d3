"""Read MultiPL-E: a row has name, language, prompt and tests. It has no references, and tests in many languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import tomli_w

from prony.suites.importers.foreign.functions import cases_file
from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.foreign.reading import read_suite
from prony.suites.importers.foreign.rows import ForeignRow, first_keys, read_row
from prony.suites.importers.importer import ImportedSuite, ImportedTask

BRIEF = """Complete this file in {language}: write the function `{function}`, so that it does what its description
says, and export it (`module.exports = {{ {function} }}` or `export`).

```{fence}
{prompt}
```
"""
LANGUAGES = {"js": ("JavaScript", "solution.js", "javascript"), "ts": ("TypeScript", "solution.ts", "typescript")}
"""Languages whose tests are read as data: `language` of a row -> its name, the answer's file, its fence."""

_CANDIDATE = re.compile(r"let candidate = (\w+);")
_ASSERTION = re.compile(r"^[ \t]*assert\.deepEqual\(candidate\((.*)\),(.*)\);[ \t]*$", re.MULTILINE)
_ASSERT = re.compile(r"\bassert\s*[.(]")


class MultiPlERow(ForeignRow, frozen=True, kw_only=True):
    """One problem in one language."""

    name: str
    language: str
    prompt: str
    tests: str


class MultiPlE:
    """Reads MultiPL-E where its tests can be read as data: JavaScript and TypeScript."""

    title = "MultiPL-E (.jsonl), JavaScript and TypeScript: name, language, prompt, tests"

    def recognises(self, source: Path) -> bool:
        """Tell by the keys of the first row."""
        return first_keys(source) >= {"name", "language", "prompt", "tests"}

    def read(self, source: Path) -> ImportedSuite:
        """Read every row; one that is no problem, or whose tests would have to be run, is a refusal."""
        return read_suite(source, "MultiPL-E", _task)


def _task(data: bytes) -> ImportedTask:
    row = read_row(data, MultiPlERow)
    if row.language not in LANGUAGES:
        raise ValueError(f"tests in {row.language!r} would have to be run; {' and '.join(LANGUAGES)} are read as data")
    language, answer, fence = LANGUAGES[row.language]
    function = _CANDIDATE.search(row.tests)
    if function is None:
        raise ValueError("its tests name no candidate")
    prony = {
        "title": row.name,
        "answer": answer,
        "defines": [function[1]],
        "source": f"MultiPL-E/{row.language}/{row.name}",
        "unreferenced": True,
        "limits": {"cpu_s": 10, "wall_s": 30, "memory_mb": 1024},
        "criteria": [{"id": "right", "tests": ["*"]}],
    }
    brief = BRIEF.format(language=language, function=function[1], fence=fence, prompt=row.prompt.strip("\n"))
    files = {
        "task.toml": tomli_w.dumps({"prony": prony}).encode(),
        "instruction.md": brief.encode(),
        "tests/cases.jsonl": cases_file(_cases(row.tests), function[1]),
    }
    return ImportedTask(name=task_name(f"{row.name}-{row.language}"), files=files)


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


IMPORTER = MultiPlE()
