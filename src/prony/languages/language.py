"""The nouns of this room: a language, and as much of its lexis as it takes to tell code from prose."""

from __future__ import annotations

import re
from collections.abc import Callable

from prony.languages.scan import Ending, Syntax, scan
from prony.nouns import Noun

CALL_OF_ITSELF = r"[ \t]*(?:await[ \t]+)?NAME[ \t]*\("
"""For `definition`, behind an equals sign: `total = total(items)` in an example uses `total` and does not define it."""


class Language(Noun, frozen=True, kw_only=True):
    """One language."""

    id: str
    """Its name in tasks, on boards and behind the fence of a prompt."""
    toolchain: str
    """The toolchain that runs a task in it where the task names none."""
    short: str
    """Its name in the head of a narrow column."""
    suffixes: tuple[str, ...]
    """How its files' names end."""
    fences: frozenset[str]
    """The info strings of fences that mean it."""
    syntax: Syntax
    definition: str
    """A pattern with `NAME` in it that finds where a name is defined, in mode MULTILINE."""
    starts: str
    """A pattern of how a line begins that only code has."""
    parses: Callable[[str], bool] | None = None
    """Whether a whole text holds; None where no parser is at hand, so that brackets and strings are all that counts."""
    runner: str = ""
    """What `[prony.grader] runner` calls its test runner; empty where it has none."""
    test_files: tuple[str, ...] = ()
    """Patterns of its test files' paths below tests/."""

    def whole(self, text: str) -> bool:
        """Whether `text` is not cut off and not prose, as far as can be told without running it."""
        return bool(text.strip()) and self.ending(text).balanced and (self.parses is None or self.parses(text))

    def ending(self, text: str) -> Ending:
        """The state in which `text` ends."""
        return scan(text, self.syntax)

    def defines(self, text: str, name: str) -> bool:
        """Whether `text` defines `name` at its top level."""
        return re.search(self.definition.replace("NAME", re.escape(name)), text, re.MULTILINE) is not None

    def begins_code(self, line: str) -> bool:
        """Whether `line` begins as only code does."""
        return re.match(self.starts, line) is not None

    def is_code(self, text: str) -> bool:
        """Whether some line of `text` begins as only code does."""
        return any(map(self.begins_code, text.split("\n")))


def wrong_with(resident: object) -> str | None:
    """Say what keeps a foreign object from being a language; None where nothing does. Its patterns are compiled."""
    if not isinstance(resident, Language):
        return "LANGUAGE is no prony.languages.Language"
    texts = (resident.id, resident.toolchain, resident.short, resident.definition, resident.starts, resident.runner)
    if not all(isinstance(value, str) for value in texts):
        return "its id, toolchain, short, definition, starts and runner must be texts"
    if not _are_texts(resident.suffixes, tuple) or not _are_texts(resident.fences, frozenset):
        return "its suffixes must be a tuple and its fences a frozenset of texts that are not empty"
    if not _are_texts(resident.test_files, tuple):
        return "its test_files must be a tuple of texts"
    try:
        resident.defines("", "name")
        resident.begins_code("")
        resident.ending("")
    except (re.error, TypeError, AttributeError) as error:
        return f"its definition, starts or syntax cannot be used: {error}"
    return None


def _are_texts(values: object, kind: type[tuple[object, ...] | frozenset[object]]) -> bool:
    return isinstance(values, kind) and all(isinstance(value, str) and value for value in values)
