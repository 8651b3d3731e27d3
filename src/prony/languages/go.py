"""Go."""

from __future__ import annotations

from prony.languages.language import Language
from prony.languages.scan import Syntax

LANGUAGE = Language(
    id="go",
    toolchain="go",
    short="go",
    suffixes=(".go",),
    fences=frozenset({"go", "golang"}),
    syntax=Syntax(comments=("//",), strings=("'", '"'), blocks={"/*": "*/", "`": "`"}),
    definition=r"^(?:func|type|var|const)[ \t]+(?:\([^)\n]*\)[ \t]*)?NAME\b",
    starts=r"(?:package|import|func|type|var|const)\b[\s(]",
    runner="go",
    test_files=("*_test.go", "**/*_test.go"),
)
