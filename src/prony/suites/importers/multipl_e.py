"""Read MultiPL-E: a row has name, language, prompt and tests. It has no references, and tests in many languages."""

from __future__ import annotations

from pathlib import Path

import tomli_w

from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.foreign.reading import read_suite
from prony.suites.importers.foreign.rows import first_keys, read_row
from prony.suites.importers.foreign.translations import TRANSLATIONS, Translation
from prony.suites.importers.foreign.translations.translation import MultiPlERow
from prony.suites.importers.importer import ImportedSuite, ImportedTask

CASES = "cases.jsonl"
LIMITS = {"cpu_s": 10, "wall_s": 30, "memory_mb": 1024}


class MultiPlE:
    """Reads MultiPL-E: tests that are data become cases, others tests of the house's own runners."""

    title = "MultiPL-E (.jsonl): name, language, prompt, tests"

    def recognises(self, source: Path) -> bool:
        """Tell by the keys of the first row."""
        return first_keys(source) >= {"name", "language", "prompt", "tests"}

    def read(self, source: Path) -> ImportedSuite:
        """Read every row; one that is no problem, or in a language that is not here, is a refusal."""
        return read_suite(source, "MultiPL-E", _task)


def _task(data: bytes) -> ImportedTask:
    row = read_row(data, MultiPlERow)
    language, translation = _translation(row.language)
    asked = translation.task(row)
    prony = {
        "title": row.name,
        "answer": asked.answer,
        "source": f"MultiPL-E/{row.language}/{row.name}",
        "unreferenced": True,
        "assurance": "A" if CASES in asked.tests else "B",
        "limits": LIMITS,
        "criteria": [{"id": "right", "tests": ["*"]}],
        **asked.prony,
    }
    fence = "`" * 3
    prompt = asked.prompt.strip("\n")
    files = {
        "task.toml": tomli_w.dumps({"prony": prony}).encode(),
        "instruction.md": f"{asked.request}\n\n{fence}{translation.fence}\n{prompt}\n{fence}\n".encode(),
        **{f"tests/{path}": text for path, text in asked.tests.items()},
    }
    return ImportedTask(name=task_name(f"{row.name}-{language}"), files=files)


def _translation(language: str) -> tuple[str, Translation]:
    """What a row's language is called, and its translation. Raises ValueError."""
    for translation in TRANSLATIONS.values():
        if language in translation.languages:
            return translation.languages[0], translation
    known = sorted(translation.languages[0] for translation in TRANSLATIONS.values())
    raise ValueError(f"tests in {language!r} are not read; those in {', '.join(known)} are")


IMPORTER = MultiPlE()
