"""What C and C++ share: how texts of them are joined, and how their programs are changed."""

from __future__ import annotations

import re

from prony.languages.mutations import Mutation, numbers, operands, replacements, texts

PREPROCESSOR = r"#[ \t]*(?:include|define|undef|ifndef|ifdef|if|elif|else|endif|pragma|error|line)\b"
FUNCTION_HEAD = r"[A-Za-z_][\w:<>, \t*&]*\([^()\n]*\)[^;\n]{0,80}\{[ \t]*\}?[ \t]*$"
"""How a function of a type of the text's own begins, with its brace in the same line."""
_OWN_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*(\"[^\"\n]+\")[^\n]*$", re.MULTILINE)
_IS_HEADER = re.compile(
    r"^[ \t]*#[ \t]*(?:pragma[ \t]+once|ifndef[ \t]+\w*_(?:H|HPP|HH|HXX|INCLUDED)_*[ \t]*$)", re.MULTILINE
)


def join(parts: tuple[str, ...]) -> str:
    """One file: headers before the rest, and what a header of the task's own is asked for only where it is there."""
    ordered = sorted(parts, key=lambda text: _IS_HEADER.search(text) is None)
    joined = "\n\n".join(
        re.sub(r"^[ \t]*#[ \t]*pragma[ \t]+once[^\n]*$", "", text, flags=re.MULTILINE) for text in ordered
    )
    return _OWN_INCLUDE.sub(r"#if __has_include(\1)\n#include \1\n#endif", joined)


_OPERATION = "(binary_expression operator: TEXT @it)"

ROWS = (
    *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
    *replacements("negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}),
    *replacements(
        "arithmetic",
        _OPERATION,
        {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "&": "|", "|": "&", "^": "&", "<<": ">>", ">>": "<<"},
    ),
    *replacements(
        "arithmetic",
        "(assignment_expression operator: TEXT @it)",
        {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "%=": "*=", "&=": "|=", "|=": "&=", "<<=": ">>="},
    ),
    Mutation(kind="assigned", query='(assignment_expression operator: ["+=" "-="] @it)', edits={"it": "="}),
    *replacements("arithmetic", "(update_expression operator: TEXT @it)", {"++": "--", "--": "++"}),
    *replacements("logical", _OPERATION, {"&&": "||", "||": "&&"}),
    *operands('(binary_expression left: (_) @a operator: ["&&" "||"] right: (_) @b) @it'),
    Mutation(
        kind="unary", query='(unary_expression operator: ["!" "-" "~"] argument: (_) @a) @it', edits={"it": "{a}"}
    ),
    Mutation(kind="never", query="(for_statement condition: (_) @it)", edits={"it": "0"}),
    Mutation(
        kind="swapped-branches",
        query="(if_statement consequence: (compound_statement) @a alternative: (else_clause (compound_statement) @b))",
        edits={"a": "{b}", "b": "{a}"},
    ),
    Mutation(
        kind="swapped-branches",
        query="(conditional_expression consequence: (_) @a alternative: (_) @b)",
        edits={"a": "{b}", "b": "{a}"},
    ),
    *(
        Mutation(kind="dropped", query=f"({statement}_statement) @it", edits={"it": ";"})
        for statement in ("expression", "break", "continue", "for", "while")
    ),
    Mutation(kind="jump", query="(break_statement) @it", edits={"it": "continue;"}),
    Mutation(kind="jump", query="(continue_statement) @it", edits={"it": "break;"}),
    Mutation(
        kind="swapped-arguments",
        query="(call_expression function: (_) @name arguments: (argument_list (_) @a . (_) @b)"
        ' (#not-match? @name "(^|::)(f?min|f?max|gcd|lcm|swap)$"))',
        edits={"a": "{b}", "b": "{a}"},
    ),
    *numbers("(number_literal) @it"),
    *texts("(string_literal) @it"),
    Mutation(kind="boolean", query="(true) @it", edits={"it": "false"}),
    Mutation(kind="boolean", query="(false) @it", edits={"it": "true"}),
)
"""Of both; a condition is one in each grammar in its own way."""
SKIPS = (
    "(preproc_include) @it",
    "(preproc_if condition: (_) @it)",
    "(case_statement value: (_) @it)",
    "(array_declarator size: (_) @it)",
    "(enumerator value: (_) @it)",
    "(linkage_specification value: (_) @it)",
)
