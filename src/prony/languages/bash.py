"""Bash, and what else is written for a POSIX shell."""

from __future__ import annotations

from prony.languages.language import Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, texts
from prony.languages.scan import Ending, Syntax
from prony.languages.shell_text import left_open

LONGEST_HERE_DOCUMENT = 2000
"""Characters within which the end of a here-document is looked for where names are read."""


def end_of(text: str) -> Ending:
    """The state in which a script ends: the `)` of a `case` has no partner, so brackets alone do not tell."""
    left = left_open(text)
    return Ending(inside=left.startswith(("a quote", "the here-document")), balanced=not left)


_WHILE = "(while_statement condition: (_) @it)"


def _tested(pairs: dict[str, str], kind: str) -> tuple[Mutation, ...]:
    """A row for each operator of `[` and `[[` that becomes another."""
    return tuple(
        Mutation(kind=kind, query=f'((test_operator) @it (#eq? @it "{old}"))', edits={"it": new})
        for old, new in pairs.items()
    )


_OPERATION = "(binary_expression operator: TEXT @it)"

MUTATIONS = Mutations(
    grammar="tree_sitter_bash",
    rows=(
        *_tested({"-lt": "-le", "-le": "-lt", "-gt": "-ge", "-ge": "-gt"}, "boundary"),
        *_tested(
            {
                "-lt": "-ge",
                "-le": "-gt",
                "-gt": "-le",
                "-ge": "-lt",
                "-eq": "-ne",
                "-ne": "-eq",
                "-z": "-n",
                "-n": "-z",
            },
            "negated",
        ),
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _OPERATION, {"<=": ">", ">=": "<", "==": "!=", "!=": "==", "=": "!="}),
        *replacements(
            "arithmetic",
            _OPERATION,
            {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "**": "*", "&": "|", "|": "&", "<<": ">>", ">>": "<<"},
        ),
        *replacements("arithmetic", _OPERATION, {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "%=": "*="}),
        *replacements("arithmetic", "(postfix_expression operator: TEXT @it)", {"++": "--", "--": "++"}),
        *replacements("logical", "(list TEXT @it)", {"&&": "||", "||": "&&"}),
        *replacements("logical", _OPERATION, {"&&": "||", "||": "&&"}),
        *operands('(binary_expression left: (_) @a operator: ["&&" "||"] right: (_) @b) @it'),
        Mutation(kind="unary", query="(negated_command (_) @a) @it", edits={"it": "{a}"}),
        Mutation(kind="always", query="(if_statement condition: (_) @it)", edits={"it": "true"}),
        Mutation(kind="never", query="(if_statement condition: (_) @it)", edits={"it": "false"}),
        Mutation(kind="never", query=_WHILE, edits={"it": "false"}),
        *(
            Mutation(kind="dropped", query=f"({statement}) @it", edits={"it": ":"})
            for statement in ("command", "variable_assignment", "declaration_command", "for_statement")
        ),
        Mutation(kind="not-piped", query="(pipeline . (_) @a . (_) @b .) @it", edits={"it": "{a}"}),
        Mutation(
            kind="swapped-arguments",
            query="(command argument: (_) @a . argument: (_) @b .)",
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(
            kind="unquoted",
            query='((string) @it (#match? @it "^.[$]"))',
            edits={"it": lambda text: text[1:-1] if " " not in text else None},
        ),
        *(
            Mutation(kind="twin", query=f'((special_variable_name) @it (#eq? @it "{old}"))', edits={"it": new})
            for old, new in (("@", "*"), ("*", "@"))
        ),
        *(
            Mutation(kind="trimmed", query=f'(expansion operator: "{old}" @it)', edits={"it": new})
            for pair in (("#", "##"), ("%", "%%"), ("/", "//"), ("^^", "^"), (",,", ","))
            for old, new in (pair, pair[::-1])
        ),
        *numbers("(number) @it"),
        *numbers('((word) @it (#match? @it "^[0-9]+$"))'),
        *texts("[(string) (raw_string)] @it"),
    ),
    skips=("(function_definition name: (_) @it)", "(comment) @it"),
)


LANGUAGE = Language(
    id="bash",
    toolchain="bash",
    short="sh",
    suffixes=(".sh", ".bash"),
    fences=frozenset({"bash", "sh", "shell", "zsh", "shellscript", "shell-script"}),
    syntax=Syntax(
        comments=("#",),
        strings=(),
        blocks={'"': '"', "'": "'"},
        # A here-document is passed over, so is what only looks like a comment, and a `)`, which may be of a `case`.
        skipped=r"<<-?[ \t]*[\\'\"]?(?P<end>\w+)['\"]?(?s:.{0,LONGEST}?)\n[ \t]*(?P=end)(?![^\n])"
        r"|'[^'\n]*\\'|\\.|\$'(?:[^'\\]|\\.)*'|\$[#\"']|\$\{[^{}'\"`\n]*\}|(?<=[^\s;&|(])#|[()\[\]]".replace(
            "LONGEST", str(LONGEST_HERE_DOCUMENT)
        ),
    ),
    definition=r"^(?:function[ \t]+NAME\b|NAME[ \t]*\([ \t]*\))",
    starts=r"#![ \t]*/\S*\b(?:env[ \t]+)?(?:bash|sh)\b|(?:function[ \t]+)?[\w:.-]+[ \t]*\([ \t]*\)|function[ \t]+\w"
    r"|(?:if|while|until)[ \t]+[\[!(]|(?:if|while|until)[ \t][^\n]*;[ \t]*(?:then|do)\b|for[ \t]+(?:\w+[ \t]+in\b|\(\()"
    r"|case[ \t][^\n]*[ \t]in\b|(?:set[ \t]+[-+]|local|declare|readonly|export|shopt|printf|echo|mapfile|read)\b"
    r"|\w+(?:\[[^\]\n]*\])?\+?=",
    binders=(
        r"\b(?:local|declare|readonly|export|typeset)[ \t]+(?:-\w+[ \t]+)*(\w+)",
        r"(\w+)\+?=",
        r"\bfor[ \t]+(\w+)",
    ),
    ends=end_of,
    runner="bats",
    test_files=("*.bats", "**/*.bats"),
    mutations=MUTATIONS,
)
