"""PHP."""

from __future__ import annotations

import re

from prony.languages.language import CALL_OF_ITSELF, Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, shifted, texts
from prony.languages.scan import Syntax

_HEAD = re.compile(
    r"\A\s*<\?php\b[ \t]*\n?|^declare\(strict_types=1\);[ \t]*\n?|^namespace[ \t]+[\w\\]+;[ \t]*\n?", re.MULTILINE
)
_USE = re.compile(r"^use[ \t]+[^;]+;[ \t]*$", re.MULTILINE)


def join(texts: tuple[str, ...]) -> str:
    """One file: the head of the first text, and what follows the heads of the others, each name imported once."""
    first, *rest = texts
    parts, seen = [first.rstrip().removesuffix("?>").rstrip()], set(_USE.findall(first))
    for text in rest:
        lines = _HEAD.sub("", text).strip().removesuffix("?>").strip().split("\n")
        parts.append("\n".join(line for line in lines if line.strip() not in seen))
        seen |= set(_USE.findall(text))
    return "\n\n".join(parts) + "\n"


_HEREDOC = r"<<<[ \t]*[\"']?[A-Za-z_]\w*[\"']?\n(?s:.*?)\n?[ \t]*\b[A-Z][A-Z_]*\b(?=[;,)\s])"
"""A text between `<<<WORD` and a word of its kind."""
_MODIFIERS = r"(?:(?:final|abstract|readonly)[ \t]+)*"
_OPERATION = "(binary_expression operator: TEXT @it)"
_CALL = "(function_call_expression function: (name) @it"

MUTATIONS = Mutations(
    grammar="tree_sitter_php",
    symbol="language_php",
    rows=(
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}),
        *replacements("negated", _OPERATION, {"===": "!==", "!==": "===", "==": "!=", "!=": "=="}),
        *replacements(
            "arithmetic",
            _OPERATION,
            {
                "+": "-",
                "-": "+",
                "*": "/",
                "/": "*",
                "%": "*",
                "**": "*",
                "&": "|",
                "|": "&",
                "^": "&",
                "<<": ">>",
                ">>": "<<",
            },
        ),
        *replacements(
            "arithmetic",
            "(augmented_assignment_expression operator: TEXT @it)",
            {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "%=": "*=", ".=": "=", "??=": "="},
        ),
        Mutation(
            kind="assigned", query='(augmented_assignment_expression operator: ["+=" "-="] @it)', edits={"it": "="}
        ),
        *replacements("arithmetic", "(update_expression operator: TEXT @it)", {"++": "--", "--": "++"}),
        *replacements("logical", _OPERATION, {"&&": "||", "||": "&&", "and": "or", "or": "and"}),
        *operands('(binary_expression left: (_) @a operator: ["&&" "||" "??"] right: (_) @b) @it'),
        Mutation(
            kind="unary", query='(unary_op_expression operator: ["!" "-"] argument: (_) @a) @it', edits={"it": "{a}"}
        ),
        *(
            Mutation(kind=kind, query=query, edits={"it": value})
            for query in (
                "(if_statement condition: (parenthesized_expression (_) @it))",
                "(else_if_clause condition: (parenthesized_expression (_) @it))",
            )
            for kind, value in (("always", "true"), ("never", "false"))
        ),
        Mutation(
            kind="never", query="(while_statement condition: (parenthesized_expression (_) @it))", edits={"it": "false"}
        ),
        Mutation(kind="never", query="(for_statement condition: (_) @it)", edits={"it": "false"}),
        Mutation(
            kind="swapped-branches",
            query="(conditional_expression body: (_) @a alternative: (_) @b)",
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(
            kind="swapped-branches",
            query="(if_statement body: (_) @a alternative: (else_clause body: (_) @b))",
            edits={"a": "{b}", "b": "{a}"},
        ),
        *(
            Mutation(kind="dropped", query=f"(compound_statement ({statement}_statement) @it)", edits={"it": ";"})
            for statement in ("expression", "unset", "echo", "foreach", "for", "break", "continue")
        ),
        Mutation(kind="jump", query="(break_statement) @it", edits={"it": "continue;"}),
        Mutation(kind="jump", query="(continue_statement) @it", edits={"it": "break;"}),
        Mutation(kind="returned-nothing", query="(return_statement (_) @it)", edits={"it": "null"}),
        *(
            Mutation(kind="swapped-arguments", query=query, edits={"a": "{b}", "b": "{a}"})
            for query in (
                "(object_creation_expression (arguments (argument) @a . (argument) @b))",
                "(member_call_expression arguments: (arguments (argument) @a . (argument) @b))",
                "(function_call_expression function: (_) @name arguments: (arguments (argument) @a . (argument) @b)"
                ' (#not-match? @name "^(min|max)$"))',
            )
        ),
        Mutation(kind="not-by-reference", query="(simple_parameter (reference_modifier) @it)", edits={"it": ""}),
        *shifted("(subscript_expression (_) (binary_expression) @it)"),
        *numbers("[(integer) (float)] @it"),
        *texts("[(string) (encapsed_string)] @it"),
        Mutation(kind="boolean", query='((boolean) @it (#match? @it "^[tT]"))', edits={"it": "false"}),
        Mutation(kind="boolean", query='((boolean) @it (#match? @it "^[fF]"))', edits={"it": "true"}),
        *(
            Mutation(kind="twin", query=f'{_CALL} (#eq? @it "{name}"))', edits={"it": other})
            for pair in (
                ("min", "max"),
                ("array_shift", "array_pop"),
                ("array_push", "array_unshift"),
                ("strtolower", "strtoupper"),
                ("mb_strtolower", "mb_strtoupper"),
                ("floor", "ceil"),
                ("str_starts_with", "str_ends_with"),
                ("ltrim", "rtrim"),
                ("sort", "rsort"),
                ("ksort", "krsort"),
                ("asort", "arsort"),
                ("array_key_first", "array_key_last"),
            )
            for name, other in (pair, pair[::-1])
        ),
        *(
            Mutation(
                kind="without",
                query=f'(function_call_expression function: (name) @f (#eq? @f "{name}") arguments: '
                "(arguments . (argument (_) @a))) @it",
                edits={"it": "{a}"},
            )
            for name in (
                "array_values",
                "array_unique",
                "array_reverse",
                "trim",
                "abs",
                "strtolower",
                "intval",
                "array_filter",
            )
        ),
    ),
    skips=("(namespace_use_declaration) @it", "(declare_statement) @it", "(comment) @it", "(attribute_list) @it"),
)

LANGUAGE = Language(
    id="php",
    toolchain="php",
    short="php",
    suffixes=(".php",),
    fences=frozenset({"php", "php7", "php8"}),
    syntax=Syntax(
        comments=("//", "#"),
        strings=(),
        blocks={"/*": "*/", '"': '"', "'": "'", "`": "`"},
        skipped=rf"{_HEREDOC}|#(?=\[)|\?>(?s:.*?)<\?(?:php|=)|\?>(?s:.*)\Z|\A(?s:(?!<\?)[^<]*)<\?php",
    ),
    definition=rf"^(?:{_MODIFIERS}(?:class|interface|trait|enum)|function)[ \t]+&?NAME\b|^const[ \t]+NAME\b"
    r"|^\$NAME[ \t]*=(?![=>]|" + CALL_OF_ITSELF + ")",
    starts=r"<\?php|\?>|declare\(|namespace[ \t]+[\w\\]+[;{]"
    r"|use[ \t]+(?:(?:function|const)[ \t]+)?\\?\w+(?:\\|[ \t]*;)"
    rf"|{_MODIFIERS}(?:class|interface|trait|enum)[ \t]+[A-Z]\w*"
    r"|function[ \t]+&?\w+[ \t]*\(|\$\w+(?:->\w+|\[[^\]]*\])*[ \t]*[-+.*/?|]*=[^=]"
    r"|(?:require|include)(?:_once)?[ \t(]|(?:echo|print)[ \t(]+[\"'$(]"
    r"|(?:foreach|while|if|for|switch)[ \t]*\(|return\b.*;|\}",
    binders=(
        r"function[ \t]*&?\w*[ \t]*\(([^)\n]*)\)",
        r"fn[ \t]*\(([^)\n]*)\)",
        r"(\$\w+)[ \t]*[-+.*/?]?=(?![=>])",
        r"as[ \t]+(?:\$\w+[ \t]*=>[ \t]*)?(\$\w+)",
    ),
    unit=r"^namespace[ \t]+([\w\\]+)",
    joins=join,
    opening="<?php\n\n",
    runner="php",
    test_files=("test_*.php", "*_test.php", "*Test.php", "**/test_*.php", "**/*_test.php", "**/*Test.php"),
    mutations=MUTATIONS,
)
