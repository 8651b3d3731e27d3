"""JavaScript, as Node runs it."""

from __future__ import annotations

import re

from prony.languages.language import CALL_OF_ITSELF, Language
from prony.languages.scan import Syntax

_IMPORT = re.compile(r"import\b[^\n;]*[\"'];?[ \t]*$|(?:const|let|var)\b[^\n]*= *require\([^)\n]*\);?[ \t]*$")


def join(texts: tuple[str, ...]) -> str:
    """One module: what several of them import in the same words, it imports once."""
    seen: set[str] = set()
    parts = []
    for text in texts:
        lines = text.split("\n")
        again = {line.strip() for line in lines if _IMPORT.match(line)}
        parts.append("\n".join(line for line in lines if line.strip() not in seen or not _IMPORT.match(line)))
        seen |= again
    return "\n\n".join(parts)


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
    binders=(
        r"\(([^()]*)\)[ \t]*(?:=>|\{)",
        r"([A-Za-z_$][\w$]*)[ \t]*=>",
        r"\b(?:const|let|var)[ \t]*[\[{]([^\]}=\n]*)[\]}][ \t]*=",
        r"\bfor[ \t]*(?:await[ \t]*)?\([ \t]*(?:const|let|var)[ \t]+([\w$]+)",
    ),
    imports=(
        r"^import[ \t]+([^'\";]+?)[ \t]+from\b",
        r"^(?:const|let|var)[ \t]+([\w${} ,:]+?)[ \t]*=[ \t]*(?:await[ \t]+import|require)\(",
    ),
    extension=r"(?P<of>[\w$]+)\.(?:prototype\.)?(?P<name>[\w$]+)[ \t]*=(?!=)",
    joins=join,
    runner="node",
    test_files=("*.test.mjs", "*.test.js", "**/*.test.mjs", "**/*.test.js"),
)
