"""Go."""

from __future__ import annotations

import re

from prony.languages.language import Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, shifted, texts
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


_OPERATION = "(binary_expression operator: TEXT @it)"
_CONDITION = "(if_statement condition: (_) @it)"

MUTATIONS = Mutations(
    grammar="tree_sitter_go",
    rows=(
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}),
        *replacements(
            "arithmetic",
            _OPERATION,
            {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*"}
            | {"&": "|", "|": "&", "^": "&", "&^": "&", "<<": ">>", ">>": "<<"},
        ),
        *replacements(
            "arithmetic",
            "(assignment_statement operator: TEXT @it)",
            {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "%=": "*=", "&=": "|=", "|=": "&=", "<<=": ">>="},
        ),
        Mutation(kind="assigned", query='(assignment_statement operator: ["+=" "-="] @it)', edits={"it": "="}),
        *replacements("arithmetic", "(inc_statement TEXT @it)", {"++": "--"}),
        *replacements("arithmetic", "(dec_statement TEXT @it)", {"--": "++"}),
        *replacements("logical", _OPERATION, {"&&": "||", "||": "&&"}),
        *operands('(binary_expression left: (_) @a operator: ["&&" "||"] right: (_) @b) @it'),
        Mutation(
            kind="unary", query='(unary_expression operator: ["!" "-" "^"] operand: (_) @a) @it', edits={"it": "{a}"}
        ),
        Mutation(kind="always", query=_CONDITION, edits={"it": lambda text: f"({text}) || true"}),
        Mutation(kind="never", query=_CONDITION, edits={"it": lambda text: f"({text}) && false"}),
        Mutation(
            kind="never", query="(for_clause condition: (_) @it)", edits={"it": lambda text: f"({text}) && false"}
        ),
        Mutation(
            kind="swapped-branches",
            query="(if_statement consequence: (block) @a alternative: (block) @b)",
            edits={"a": "{b}", "b": "{a}"},
        ),
        *(
            Mutation(kind="dropped", query=f"(statement_list ({statement}_statement) @it)", edits={"it": "{}"})
            for statement in ("expression", "assignment", "inc", "dec", "return", "send", "defer", "go")
        ),
        *(
            Mutation(kind="dropped", query=f"(statement_list ({statement}_statement) @it)", edits={"it": "{}"})
            for statement in ("break", "continue", "for")
        ),
        Mutation(kind="jump", query='((break_statement) @it (#match? @it "^break;?$"))', edits={"it": "continue"}),
        Mutation(kind="jump", query='((continue_statement) @it (#match? @it "^continue;?$"))', edits={"it": "break"}),
        Mutation(
            kind="no-error",
            query='(return_statement (expression_list (identifier) @it (#match? @it "^(err|Err)")))',
            edits={"it": "nil"},
        ),
        Mutation(kind="not-concurrent", query="(go_statement (_) @a) @it", edits={"it": "{a}"}),
        Mutation(kind="not-deferred", query="(defer_statement (_) @a) @it", edits={"it": "{a}"}),
        Mutation(
            kind="swapped-arguments",
            query="(call_expression function: (_) @name arguments: (argument_list (_) @a . (_) @b)"
            ' (#not-match? @name "^(min|max)$"))',
            edits={"a": "{b}", "b": "{a}"},
        ),
        *shifted("(slice_expression start: (_) @it)"),
        *shifted("(slice_expression end: (_) @it)"),
        *numbers("[(int_literal) (float_literal)] @it"),
        *texts("[(interpreted_string_literal) (raw_string_literal)] @it"),
        Mutation(kind="boolean", query="(true) @it", edits={"it": "false"}),
        Mutation(kind="boolean", query="(false) @it", edits={"it": "true"}),
    ),
    skips=("(import_declaration) @it", "(field_declaration tag: (_) @it)"),
)


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
    mutations=MUTATIONS,
)
