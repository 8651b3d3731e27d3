"""JavaScript, as Node runs it."""

from __future__ import annotations

from prony.languages.language import CALL_OF_ITSELF, Language
from prony.languages.scan import Syntax

LANGUAGE = Language(
    id="javascript",
    toolchain="node",
    short="js",
    suffixes=(".mjs", ".js", ".cjs"),
    fences=frozenset({"javascript", "js", "mjs", "cjs", "node", "nodejs", "jsx", "typescript", "ts"}),
    syntax=Syntax(comments=("//",), strings=("'", '"'), blocks={"/*": "*/", "`": "`"}, regex=True),
    definition=r"^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:(?:async[ \t]+)?function[ \t]*\*?|class|const|let"
    r"|var)[ \t]+NAME\b(?![ \t]*=" + CALL_OF_ITSELF + r")|^[ \t]*export[ \t]*\{[^}]{0,400}\bNAME\b",
    starts=r"(?:export|import|function|class|const|let|var|async function)\b[\s{*]",
    runner="node",
    test_files=("*.test.mjs", "*.test.js", "**/*.test.mjs", "**/*.test.js"),
)
