"""The worked examples of docs/extending, as files."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "extending"
_FILE = re.compile(r"^`(?P<name>[\w./-]+)`\n\n(?P<fence>`{3,})\w*\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)


def example_files(page: str) -> dict[str, str]:
    """The files that a page of docs/extending shows: a name in backticks on a line of its own, then a fenced block."""
    return {match["name"]: match["text"] for match in _FILE.finditer((DOCS / page).read_text("utf-8"))}
