"""Negative controls for level B: tests that a correct submission must fail, made fresh for each grading.

They run beside the suite's own tests, through the same runner and after the same imports. A hook that turns everything
green turns them green too. Three kinds: `plain` ones use every common way to fail; `copied` ones are the suite's own
tests, each once more, that fail at their end, so that whoever silences a test while it is hard to pass has silenced its
copy as well; and `turned` ones are the suite's own tests with an expected value changed, which also catch a value that
claims to equal anything.

Controls are not to be told from tests by name: both have random names, of one shape.

Each language writes its own (`prony.grading.languages`); here is what they have in common.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from prony.nouns import Noun

MOST_TURNED = 3
"""Turned tests for one file."""


class Canaries(Noun, frozen=True, kw_only=True):
    """Test files to lay beside the suite's own, and the ids in them that must fail."""

    files: dict[str, bytes]
    ids: tuple[str, ...]
    renamed: dict[str, str] = {}
    """Files of the suite itself -> the name under which each is among `files`; it is not laid under its own."""
    prefixes: dict[str, str] = {}
    """How ids of the suite begin -> how they begin under the new names."""
    aliases: dict[str, str] = {}
    """Ids of the suite -> the ids that run in their place."""
    copied: dict[str, tuple[str, ...]] = {}
    """How ids of the suite begin -> how those of their copies begin, which must fail as well."""
    apart: Canaries | None = None
    """Controls that run in a process of their own: those that would meet what the suite's own tests leave behind."""

    def alias(self, test_id: str) -> str:
        """The id under which a test of the suite runs."""
        if test_id in self.aliases:
            return self.aliases[test_id]
        for prefix, other in self.prefixes.items():
            if test_id.startswith(prefix):
                return other + test_id.removeprefix(prefix)
        return test_id

    def copies(self, test_id: str) -> Iterator[str]:
        """The ids of the copies of a test of the suite."""
        for prefix, others in self.copied.items():
            if test_id.startswith(prefix):
                yield from (other + test_id.removeprefix(prefix) for other in others)


NO_CANARIES = Canaries(files={}, ids=())


def random_name() -> str:
    """A random name."""
    return "c" + secrets.token_hex(8)
