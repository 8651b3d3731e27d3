"""TypeScript: JavaScript with types, as the native compiler and Node take it."""

from __future__ import annotations

import msgspec

from prony.languages import javascript
from prony.languages.language import CALL_OF_ITSELF

_TYPES = (
    "type_annotation",
    "type_arguments",
    "type_parameters",
    "interface_declaration",
    "type_alias_declaration",
    "ambient_declaration",
    "import_alias",
)
"""What is gone when the program runs."""

MUTATIONS = msgspec.structs.replace(
    javascript.MUTATIONS,
    grammar="tree_sitter_typescript",
    symbol="language_typescript",
    skips=(*javascript.MUTATIONS.skips, *(f"({kind}) @it" for kind in _TYPES)),
)

_MODIFIERS = r"(?:export[ \t]+)?(?:default[ \t]+)?(?:declare[ \t]+)?(?:abstract[ \t]+)?"

LANGUAGE = msgspec.structs.replace(
    javascript.LANGUAGE,
    id="typescript",
    toolchain="typescript",
    short="ts",
    suffixes=(".ts", ".mts", ".cts", ".tsx"),
    fences=frozenset({"typescript", "ts", "tsx", "mts", "cts"}),
    definition=rf"^[ \t]*{_MODIFIERS}(?:(?:async[ \t]+)?function[ \t]*\*?|class|(?:const[ \t]+)?enum|interface|type"
    r"|namespace|const|let|var)[ \t]+NAME\b(?![ \t]*(?::[^=\n]{1,200})?=" + CALL_OF_ITSELF + r")"
    r"|^[ \t]*export[ \t]*\{[^}]{0,400}\bNAME\b",
    starts=r"(?:export|import|function|class|const|let|var|async function|interface|type|enum|namespace|declare"
    r"|abstract class)\b[\s{*]",
    binders=(
        *javascript.LANGUAGE.binders,
        r"[(,][ \t\n]*(?:(?:public|private|protected|readonly)[ \t]+){0,2}(?:\.\.\.)?([A-Za-z_$][\w$]*)\??[ \t]*:",
        r"<([A-Z]\w*)(?:[ \t]+extends\b[^<>\n]{0,200})?>",
    ),
    imports=(
        r"^import[ \t]+(?:type[ \t]+)?([^'\";]+?)[ \t]+from\b",
        r"^import[ \t]+(\w+)[ \t]*=[ \t]*require\(",
        javascript.LANGUAGE.imports[1],
    ),
    test_files=tuple(
        f"{folder}*.{word}.{suffix}" for folder in ("", "**/") for word in ("test", "spec") for suffix in ("ts", "mts")
    ),
    mutations=MUTATIONS,
)
