"""Suite: level B. A language's test runner in the answer's process, with the ids of its tests known beforehand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from prony.languages import LANGUAGES
from prony.nouns import Assurance
from prony.suites import schema
from prony.suites.files import clean_path
from prony.suites.graders.kind import GraderKind, ProgramOptions
from prony.suites.patterns import path_matches


class SuiteOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.suite]`."""

    runner: str | None = None
    """The test runner; where it is not said, that of the task's toolchain."""
    files: tuple[str, ...] | None = None
    """Patterns of test files, below tests/; where they are not said, those of the runner."""
    path: tuple[str, ...] = ()
    """Folders of the workspace that modules are imported from, before its root (Python)."""


class SuiteKind(GraderKind, frozen=True, kw_only=True):
    """The kind whose files are whatever the languages call tests."""

    def is_meant(self, paths: Collection[str]) -> bool:
        """Tell whether any language finds tests of its own among `paths`."""
        tests = [path for path in paths if path.startswith("tests/")]
        patterns = [f"tests/{pattern}" for language in LANGUAGES.values() for pattern in language.test_files]
        return any(path_matches(pattern, path) for pattern in patterns for path in tests)


def _folders(value: Any) -> str | None:
    """Folders by clean relative paths."""
    folders = [value] if isinstance(value, str) else value
    fits = schema.texts(value) is None and all(clean_path(folder) for folder in folders)
    return None if fits else "must be folders of the workspace, such as src"


GRADER = SuiteKind(level=Assurance.B, options=SuiteOptions, checks={"runner": schema.runner, "path": _folders})
