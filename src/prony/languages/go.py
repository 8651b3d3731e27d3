"""Go."""

from __future__ import annotations

import re

from prony.languages.language import Language
from prony.languages.scan import Syntax

_PACKAGE = re.compile(r"^package[ \t]+\w+[^\n]*\n?", re.MULTILINE)
_UNIT = r"^package[ \t]+(\w+)"
_IMPORT = re.compile(r"^import[ \t]+(?:\((?P<many>[^)]*)\)|(?P<single>[^\n(]+))[ \t]*\n?", re.MULTILINE)


def join(texts: tuple[str, ...]) -> str:
    """One file: the package clause of the first that has one, what any of them imports, and then the rest of each."""
    clause = next((found.group().strip() for text in texts if (found := _PACKAGE.search(text))), "")
    wanted: list[str] = []
    for found in (found for text in texts for found in _IMPORT.finditer(text)):
        lines = (found["many"] or found["single"] or "").split("\n")
        wanted += [line.split("//")[0].strip() for line in lines if line.split("//")[0].strip()]
    imports = "import (\n" + "".join(f"\t{line}\n" for line in dict.fromkeys(wanted)) + ")" if wanted else ""
    rest = [_IMPORT.sub("", _PACKAGE.sub("", text, count=1)).strip("\n") for text in texts]
    return "\n\n".join(part for part in (clause, imports, *rest) if part) + "\n"


LANGUAGE = Language(
    id="go",
    toolchain="go",
    short="go",
    suffixes=(".go",),
    fences=frozenset({"go", "golang"}),
    syntax=Syntax(comments=("//",), strings=("'", '"'), blocks={"/*": "*/", "`": "`"}),
    definition=r"^(?:func|type|var|const)[ \t]+(?:\([^)\n]*\)[ \t]*)?NAME\b",
    starts=r"(?:package|import|func|type|var|const)\b[\s(]",
    binders=(
        _UNIT,
        r"([A-Za-z_]\w*(?:,[ \t]*[A-Za-z_]\w*)*)[ \t]*:=",
        r"[(,][ \t]*([A-Za-z_]\w*)[ \t]+(?:\.\.\.)?[\w*\[]",
    ),
    imports=(r"^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?\"(?:[\w.\-]+/)*(\w+)\"[ \t]*$",),
    extension=r"func[ \t]*\([ \t]*(?:\w+[ \t]+)?\*?[ \t]*(?P<of>\w+)(?:\[[^\]\n]*\])?[ \t]*\)[ \t]*(?P<name>\w+)",
    unit=_UNIT,
    joins=join,
    runner="go",
    test_files=("*_test.go", "**/*_test.go"),
)
