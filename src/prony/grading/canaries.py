"""Negative controls for level B: tests that a correct submission must fail, made fresh for each grading.

They run beside the suite's own tests, through the same runner and after the same imports. A hook that turns everything
green turns them green too. Two kinds: `plain` ones use every common way to fail, and `turned` ones are the suite's own
tests with their expected values changed, which also catch a value that claims to equal anything. Names are random.

Each language writes its own (`prony.grading.languages`); here is what they have in common.
"""

from __future__ import annotations

import secrets

from prony.nouns import Noun

MOST_TURNED = 3
"""Turned tests for one file."""


class Canaries(Noun, frozen=True, kw_only=True):
    """Test files to lay beside the suite's own, and the ids in them that must fail."""

    files: dict[str, bytes]
    ids: tuple[str, ...]


NO_CANARIES = Canaries(files={}, ids=())


def random_name() -> str:
    """A random name."""
    return "c" + secrets.token_hex(8)
