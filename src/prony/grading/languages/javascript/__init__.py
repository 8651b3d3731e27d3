"""JavaScript: node:test, or tests in the style of Jest; one process for each file of tests."""

from __future__ import annotations

import re

from prony.grading.languages.javascript.canaries import node_canaries
from prony.grading.languages.parts import Parts, Runner

_EXPORTED = re.compile(
    r"^export\s+(?:default\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var)\s+(\w+)", re.MULTILINE
)


def names(source: str) -> set[str]:
    """The names that a module exports where it defines them."""
    return set(_EXPORTED.findall(source))


def export_forged(text: str, names: list[str], reference: str) -> str:
    """The module with its one function exported under every name."""
    if not re.search(r"\bforged\b", text) or not names:
        return text
    return f"{text}export {{ {', '.join(f'forged as {name}' for name in [*names, 'default'])} }};\n"


JEST = ("prony_jest.mjs", "prony_expect.mjs", "prony_mocks.mjs")
"""The runner of tests in the style of Jest, and what they call."""

PARTS = Parts(
    package=__name__,
    runner=Runner(script="node_runner.mjs", command="node", canaries=node_canaries, one_file=True, helpers=JEST),
    names=names,
    define=export_forged,
)
