"""Read problems from a JSON Lines file: one object a line with the brief, the answer's file, its cases and a solution.

    {"name": "initials", "instruction": "Write ...", "answer": "initials.py",
     "solution": "def initials(name): ...", "cases": [{"call": "initials", "args": ["ada"], "expect": "A"}]}

Optional keys: `flaws` (id -> wrong solution, each of which must fail everything), and `title`, `difficulty`, `axes`,
`toolchain`, `language`, `limits` as in `[prony]` of a task.toml. `answer` and `solution` may be an object of path ->
text for answers of several files.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import tomli_w

from prony.errors import SuiteError
from prony.suites.importers.importer import ImportedSuite, ImportedTask, Refusal

LONGEST_LINE_BYTES = 16 << 20
_PASSED_ON = ("title", "difficulty", "axes", "toolchain", "language", "limits")
_KNOWN = frozenset({"name", "instruction", "answer", "solution", "cases", "flaws", *_PASSED_ON})


class JsonLines:
    """Reads problems from a JSON Lines file."""

    title = "a .jsonl file with one problem a line: name, instruction, answer, solution, cases"

    def recognises(self, source: Path) -> bool:
        """Tell by the name, and by the keys of the first line."""
        if source.suffix != ".jsonl" or not source.is_file():
            return False
        with source.open("rb") as file:
            line = file.readline(LONGEST_LINE_BYTES)
        try:
            first = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return isinstance(first, dict) and {"name", "instruction", "answer"} <= first.keys()

    def read(self, source: Path) -> ImportedSuite:
        """Read every line; a line that is no problem is a refusal. Raises SuiteError E348 for what is no text file."""
        tasks, refusals = [], []
        try:
            with source.open("rb") as file:
                for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE_BYTES), b""), 1):
                    if not line.strip():
                        continue
                    try:
                        tasks.append(_task(line))
                    except (ValueError, RecursionError) as error:
                        refusals.append(Refusal(where=f"{source.name}:{number}", why=str(error)))
        except OSError as error:
            raise SuiteError(
                "E348", f"{source} cannot be read: {error.strerror}", hint="it must be a file that is yours to read"
            ) from error
        return ImportedSuite(
            title=source.stem, version="1", licence="unknown", tasks=tuple(tasks), refusals=tuple(refusals)
        )


def _task(line: bytes) -> ImportedTask:
    """The task folder of one line. Raises ValueError, with words for the file's author, for a line that is none."""
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError("a line must be a JSON object")
    unknown = sorted(row.keys() - _KNOWN)
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}; the keys are {', '.join(sorted(_KNOWN))}")
    for key, kind in (("name", str), ("instruction", str), ("cases", list)):
        if not isinstance(row.get(key), kind) or not row[key]:
            raise ValueError(f"{key} must be a {'text' if kind is str else 'list'} that is not empty")
    answers = [row["answer"]] if isinstance(row.get("answer"), str) else row.get("answer")
    if not isinstance(answers, list) or not all(isinstance(path, str) for path in answers) or not answers:
        raise ValueError("answer must be the name of a file, or a list of names")
    flaws = row.get("flaws", {})
    if not isinstance(flaws, dict):
        raise ValueError("flaws must be an object: id -> wrong solution")
    files = {f"solution/{path}": data for path, data in _files(row.get("solution"), answers, "solution").items()}
    for flaw, text in flaws.items():
        files |= {f"flaws/{flaw}/{path}": data for path, data in _files(text, answers, f"flaw {flaw}").items()}
    cases = [_case(case, number) for number, case in enumerate(row["cases"], 1)]
    files["tests/cases.jsonl"] = "".join(json.dumps(case) + "\n" for case in cases).encode()
    files["instruction.md"] = row["instruction"].encode()
    prony: dict[str, Any] = {"answer": answers, "criteria": [{"id": "right", "tests": ["*"]}]}
    prony |= {key: row[key] for key in _PASSED_ON if row.get(key) is not None}
    prony["flaws"] = [{"id": flaw, "fails": ["right"], "score": [0, 0]} for flaw in flaws]
    try:
        text = tomli_w.dumps({"prony": {key: value for key, value in prony.items() if value != []}})
    except TypeError as error:
        raise ValueError("null can stand for a whole key only, not inside its value") from error
    files["task.toml"] = text.encode()
    return ImportedTask(name=re.sub(r"[^a-z0-9_-]+", "-", row["name"].lower()).strip("-"), files=files)


def _files(value: Any, answers: list[str], what: str) -> dict[str, bytes]:
    texts = {answers[0]: value} if isinstance(value, str) else value
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()) or not texts:
        raise ValueError(f"{what} must be a text, or an object of path -> text")
    return {path: text.encode() for path, text in texts.items()}


def _case(case: Any, number: int) -> dict[str, Any]:
    if not isinstance(case, dict):
        raise ValueError(f"case {number} is no object")
    return {"id": f"case-{number:03}", **case}


IMPORTER = JsonLines()
