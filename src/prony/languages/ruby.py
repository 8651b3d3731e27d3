"""Ruby."""

from __future__ import annotations

from prony.languages.language import CALL_OF_ITSELF, Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, shifted, texts
from prony.languages.scan import Syntax

_OPERATION = "(binary operator: TEXT @it)"
_METHOD = "(call method: (identifier) @it"
_HEREDOC = r"<<[~-]?[\"'`]?[A-Z][A-Z_]*[\"'`]?[^\n]*\n(?s:.*?)\n[ \t]*[A-Z][A-Z_]*[ \t]*(?=\n)"
"""A text between a line with `<<~WORD` and one with a word of its kind."""
_REGEX = r"(?:[=!]~|\b(?:when|if|unless|and|or|in|split|scan|gsub|sub|match))[ \t]+/(?:\\.|[^/\\\n])+/"
_LEADING = r"\A=begin\b(?s:.*?)\n=end\b"
_LITERAL = r"%[wWiIqQ]?(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\})"

MUTATIONS = Mutations(
    grammar="tree_sitter_ruby",
    rows=(
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}),
        *replacements(
            "arithmetic",
            _OPERATION,
            {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "**": "*", "&": "|", "|": "&", "^": "&", ">>": "<<"},
        ),
        *replacements(
            "arithmetic",
            "(operator_assignment operator: TEXT @it)",
            {
                "+=": "-=",
                "-=": "+=",
                "*=": "/=",
                "/=": "*=",
                "%=": "*=",
                "||=": "=",
                "&&=": "=",
                "|=": "&=",
                "&=": "|=",
            },
        ),
        Mutation(kind="assigned", query='(operator_assignment operator: ["+=" "-="] @it)', edits={"it": "="}),
        *replacements("logical", _OPERATION, {"&&": "||", "||": "&&", "and": "or", "or": "and"}),
        *operands('(binary left: (_) @a operator: ["&&" "||" "and" "or"] right: (_) @b) @it'),
        Mutation(kind="unary", query='(unary operator: ["!" "-" "not"] operand: (_) @a) @it', edits={"it": "{a}"}),
        *(
            Mutation(kind=kind, query=f"({node} condition: (_) @it)", edits={"it": value})
            for node in ("if", "elsif", "unless", "if_modifier", "unless_modifier")
            for kind, value in (("always", "true"), ("never", "false"))
        ),
        Mutation(kind="never", query="(while condition: (_) @it)", edits={"it": "false"}),
        Mutation(kind="never", query="(until condition: (_) @it)", edits={"it": "true"}),
        *replacements("negated", "(if TEXT @it alternative: (else))", {"if": "unless"}),
        *replacements("negated", "(if_modifier TEXT @it)", {"if": "unless"}),
        *replacements("negated", "(unless_modifier TEXT @it)", {"unless": "if"}),
        Mutation(
            kind="swapped-branches",
            query="(conditional consequence: (_) @a alternative: (_) @b)",
            edits={"a": "{b}", "b": "{a}"},
        ),
        *(
            Mutation(kind="dropped", query=f"(body_statement ({node}) @it)", edits={"it": "nil"})
            for node in ("call", "assignment", "operator_assignment", "if_modifier", "unless_modifier")
        ),
        *(
            Mutation(kind="dropped", query=f"({block} ({node}) @it)", edits={"it": "nil"})
            for block in ("then", "do", "else", "block_body")
            for node in ("call", "assignment", "operator_assignment")
        ),
        Mutation(kind="jump", query="((next) @it)", edits={"it": "break"}),
        Mutation(kind="jump", query="((break) @it)", edits={"it": "next"}),
        Mutation(kind="returned-nothing", query="(return (argument_list) @it)", edits={"it": "nil"}),
        Mutation(
            kind="swapped-arguments",
            query="(call arguments: (argument_list (_) @a . (_) @b))",
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(kind="not-spread", query="(splat_argument (_) @a) @it", edits={"it": "{a}"}),
        *replacements("range", "(range operator: TEXT @it)", {"..": "...", "...": ".."}),
        *shifted("(range end: (_) @it)"),
        *numbers("[(integer) (float)] @it"),
        *texts("(string) @it"),
        Mutation(kind="boolean", query="(true) @it", edits={"it": "false"}),
        Mutation(kind="boolean", query="(false) @it", edits={"it": "true"}),
        *(
            Mutation(kind="twin", query=f'{_METHOD} (#eq? @it "{name}"))', edits={"it": other})
            for pair in (
                ("min", "max"),
                ("min_by", "max_by"),
                ("any?", "all?"),
                ("select", "reject"),
                ("first", "last"),
                ("upcase", "downcase"),
                ("push", "unshift"),
                ("pop", "shift"),
                ("floor", "ceil"),
                ("start_with?", "end_with?"),
                ("take_while", "drop_while"),
                ("upto", "downto"),
            )
            for name, other in (pair, pair[::-1])
        ),
        *(
            Mutation(
                kind="without",
                query=f'(call receiver: (_) @a method: (identifier) @m (#eq? @m "{name}")) @it',
                edits={"it": "{a}"},
            )
            for name in ("reverse", "sort", "uniq", "compact", "strip", "abs", "flatten", "dup", "to_i", "downcase")
        ),
    ),
    skips=(
        '(call method: (identifier) @name (#match? @name "^(require|require_relative|attr_.*|private)$")) @it',
        "(comment) @it",
    ),
)

LANGUAGE = Language(
    id="ruby",
    toolchain="ruby",
    short="rb",
    suffixes=(".rb",),
    fences=frozenset({"ruby", "rb"}),
    syntax=Syntax(
        comments=("#",),
        strings=(),
        blocks={'"': '"', "'": "'", "`": "`", "\n=begin": "\n=end"},
        regex=True,
        skipped=rf"{_LEADING}|{_HEREDOC}|{_LITERAL}|{_REGEX}|\$[\"'`/]|\?[\"'`#/(\[{{](?=[\s,)\]])",
    ),
    definition=r"^(?:def|class|module)[ \t]+NAME(?![\w?!])|^NAME[ \t]*=(?![=~>]|" + CALL_OF_ITSELF + ")",
    starts=r"(?:def|module)[ \t]+[\w.]+|class[ \t]+[A-Z]|require(?:_relative)?[ \t(]+['\"]"
    r"|(?:puts|print|p)[ \t(]+[\"'(]|(?:end|else|ensure|begin|private)[ \t]*$"
    r"|[a-z_@$][\w.]*(?:,[ \t]*\w+)*[ \t]*(?:\|\||[-+*/&|])?=[^=~>]"
    r"|#!/|# frozen_string_literal|[\w.]+\.(?:each|times|map)\b",
    binders=(
        r"^[ \t]*def[ \t]+(?:self\.)?[\w?!=]+[ \t]*\(?([^)\n]*)",
        r"\|([^|\n]*)\|",
        r"^[ \t]*([a-z_]\w*(?:,[ \t]*[a-z_]\w*)*)[ \t]*=(?![=~>])",
    ),
    runner="minitest",
    test_files=("test_*.rb", "*_test.rb", "**/test_*.rb", "**/*_test.rb"),
    mutations=MUTATIONS,
)
