"""C."""

from __future__ import annotations

from prony.languages.c_family import FUNCTION_HEAD, PREPROCESSOR, ROWS, SKIPS, join
from prony.languages.language import Language
from prony.languages.mutations import Mutation, Mutations, shifted
from prony.languages.scan import Syntax

_CONDITION = "condition: (parenthesized_expression (_) @it)"
_TYPE = (
    r"(?:static|extern|inline|const|volatile|struct|union|enum|typedef|unsigned|signed|int|long|short|char|float|double"
    r"|void|bool|_Bool|size_t|ssize_t|FILE|u?int\d+_t)\b"
)

LANGUAGE = Language(
    id="c",
    toolchain="c",
    short="c",
    suffixes=(".c", ".h"),
    fences=frozenset({"c", "h", "ansi-c", "c11", "c17", "c99"}),
    syntax=Syntax(comments=("//",), strings=("'", '"'), blocks={"/*": "*/"}),
    definition=r"^(?!return\b|else\b|typedef\b)[A-Za-z_][\w \t*]*[ \t*]NAME[ \t]*\((?![^\n{]*;[ \t]*$)"
    r"|^[ \t]*(?:typedef[ \t]+)?(?:struct|union|enum)[ \t]+NAME[ \t]*(?:\{|$)"
    r"|^[ \t]*typedef\b[^\n]*[ \t*}]NAME(?:\[[^\]\n]*\])*[ \t]*;[ \t]*$|^\}[ \t*]*NAME[ \t]*;"
    r"|^[ \t]*#[ \t]*define[ \t]+NAME\b"
    r"|^(?!return\b|extern\b|typedef\b)[A-Za-z_][\w \t*]*[ \t*]NAME(?:\[[^\]\n]*\])*[ \t]*(?:=|;)",
    starts=rf"{PREPROCESSOR}|{_TYPE}[ \t*]*[\w*(]|{FUNCTION_HEAD}",
    binders=(r"\(([^()]*)\)[ \t]*\n?\{", rf"{_TYPE}[ \t*]+(\w+)[ \t]*[=;,\[]"),
    joins=join,
    runner="c",
    test_files=("test_*.c", "*_test.c", "**/test_*.c", "**/*_test.c"),
    mutations=Mutations(
        grammar="tree_sitter_c",
        rows=(
            *ROWS,
            *shifted("(subscript_expression index: (identifier) @it)"),
            Mutation(kind="always", query=f"(if_statement {_CONDITION})", edits={"it": "1"}),
            Mutation(kind="never", query=f"(if_statement {_CONDITION})", edits={"it": "0"}),
            Mutation(kind="never", query=f"(while_statement {_CONDITION})", edits={"it": "0"}),
        ),
        skips=SKIPS,
    ),
)
