"""C++."""

from __future__ import annotations

from prony.languages.c_family import FUNCTION_HEAD, PREPROCESSOR, ROWS, SKIPS, join
from prony.languages.language import Language
from prony.languages.mutations import Mutation, Mutations, shifted
from prony.languages.scan import Syntax

_CONDITION = "condition: (condition_clause value: (_) @it)"
_TYPE = (
    r"(?:static|extern|inline|const|constexpr|consteval|volatile|struct|union|enum|class|typedef|unsigned|signed|int"
    r"|long|short|char|float|double|void|bool|auto|size_t|u?int\d+_t|std::\w+|vector|string|template|namespace|using"
    r"|explicit|virtual|concept)\b"
)

LANGUAGE = Language(
    id="cpp",
    toolchain="cpp",
    short="c++",
    suffixes=(".cpp", ".cc", ".cxx", ".hpp", ".hh", ".hxx"),
    fences=frozenset({"cpp", "c++", "cc", "cxx", "hpp", "hh", "cpp17", "cpp20", "c++17", "c++20", "c++23"}),
    # A digit may be followed by an apostrophe that begins nothing.
    syntax=Syntax(
        comments=("//",),
        strings=("'", '"'),
        blocks={"/*": "*/", 'R"(': ')"'},
        skipped=r"\b\d[\da-fA-FxX]*'(?=[\da-fA-F])",
    ),
    definition=r"^(?!return\b|else\b|using\b|typedef\b)"
    r"[A-Za-z_][\w:<>,*&\[\] \t]*[ \t*&>]NAME[ \t]*\((?![^\n{]*;[ \t]*$)"
    r"|^[ \t]*(?:enum[ \t]+)?(?:class|struct|union|enum|concept|namespace)[ \t]+NAME\b(?![^\n{]*;[ \t]*$)"
    r"|^[ \t]*using[ \t]+NAME[ \t]*=|^[ \t]*typedef\b[^\n]*[ \t*>}]NAME[ \t]*;[ \t]*$|^\}[ \t*]*NAME[ \t]*;"
    r"|^[ \t]*#[ \t]*define[ \t]+NAME\b"
    r"|^(?:(?:static|inline|const|constexpr)[ \t]+)*[A-Za-z_][\w:<>,*& \t]*[ \t*&>]NAME(?:\[[^\]\n]*\])*[ \t]*(?:=|\{)",
    starts=rf"{PREPROCESSOR}|{_TYPE}[ \t*&]*[\w*&(<:]|{FUNCTION_HEAD}",
    binders=(r"\(([^()]*)\)[ \t]*(?:const[ \t]*)?\n?\{", rf"{_TYPE}[ \t*&]+(\w+)[ \t]*[=;,\[{{(]"),
    extension=r"[\w:<>,*& \t]*?\b(?P<of>\w+)(?:<[^>\n]*>)?::(?P<name>~?\w+)[ \t]*\(",
    joins=join,
    runner="cpp",
    test_files=tuple(
        f"{folder}{name}.{suffix}"
        for suffix in ("cpp", "cc", "cxx")
        for folder in ("", "**/")
        for name in ("test_*", "*_test")
    ),
    mutations=Mutations(
        grammar="tree_sitter_cpp",
        rows=(
            *ROWS,
            *shifted("(subscript_argument_list (identifier) @it)"),
            Mutation(kind="always", query=f"(if_statement {_CONDITION})", edits={"it": "true"}),
            Mutation(kind="never", query=f"(if_statement {_CONDITION})", edits={"it": "false"}),
            Mutation(kind="never", query=f"(while_statement {_CONDITION})", edits={"it": "false"}),
            Mutation(kind="dropped", query="(throw_statement) @it", edits={"it": ";"}),
            Mutation(kind="dropped", query="(for_range_loop) @it", edits={"it": ";"}),
            *(
                Mutation(
                    kind="twin",
                    query=f"(call_expression function: (_ [name: (identifier) field: (field_identifier)] @it)"
                    f' (#eq? @it "{name}"))',
                    edits={"it": other},
                )
                for pair in (("min", "max"), ("push_back", "pop_back"), ("begin", "end"), ("front", "back"))
                for name, other in (pair, pair[::-1])
            ),
        ),
        skips=(*SKIPS, "(template_argument_list) @it"),
    ),
)
