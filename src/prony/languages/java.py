"""Java."""

from __future__ import annotations

import re

from prony.languages.language import Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, shifted, texts
from prony.languages.scan import Syntax

_UNIT = r"^[ \t]*package[ \t]+([\w.]+)[ \t]*;"
_PACKAGE = re.compile(_UNIT + r"[^\n]*\n?", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*(import[ \t]+(?:static[ \t]+)?[\w.]+(?:\.\*)?[ \t]*;)[^\n]*\n?", re.MULTILINE)
_MODIFIERS = (
    r"(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|strictfp|default|synchronized)[ \t]+)*"
)
_TYPE = r"(?:class|interface|enum|record|@interface)"
_PUBLIC_TYPE = re.compile(rf"^public[ \t]+(?={_MODIFIERS}{_TYPE}\b)", re.MULTILINE)


def join(texts: tuple[str, ...]) -> str:
    """One file: one package clause, all imports once, then the types of each; those of the first may be public."""
    clause = next((found.group().strip() for text in texts if (found := _PACKAGE.search(text))), "")
    wanted = dict.fromkeys(found[1] for text in texts for found in _IMPORT.finditer(text))
    rest = [_IMPORT.sub("", _PACKAGE.sub("", text, count=1)).strip("\n") for text in texts]
    public = False
    for number, text in enumerate(rest):
        if public:
            rest[number] = _PUBLIC_TYPE.sub("", text)
        public = public or _PUBLIC_TYPE.search(text) is not None
    return "\n\n".join(part for part in (clause, "\n".join(wanted), *rest) if part) + "\n"


_OPERATION = "(binary_expression operator: TEXT @it)"
_CONDITION = "condition: (parenthesized_expression (_) @it)"

MUTATIONS = Mutations(
    grammar="tree_sitter_java",
    rows=(
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}),
        *replacements(
            "arithmetic",
            _OPERATION,
            {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*"}
            | {"&": "|", "|": "&", "^": "&", "<<": ">>", ">>": "<<", ">>>": ">>"},
        ),
        *replacements(
            "arithmetic",
            "(assignment_expression operator: TEXT @it)",
            {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "%=": "*=", "&=": "|=", "|=": "&=", "<<=": ">>="},
        ),
        Mutation(kind="assigned", query='(assignment_expression operator: ["+=" "-="] @it)', edits={"it": "="}),
        *replacements("arithmetic", "(update_expression TEXT @it)", {"++": "--", "--": "++"}),
        *replacements("logical", _OPERATION, {"&&": "||", "||": "&&"}),
        *operands('(binary_expression left: (_) @a operator: ["&&" "||"] right: (_) @b) @it'),
        Mutation(
            kind="unary", query='(unary_expression operator: ["!" "-" "~"] operand: (_) @a) @it', edits={"it": "{a}"}
        ),
        *(
            Mutation(kind="always", query=f"({place} {_CONDITION})", edits={"it": lambda text: f"({text}) || true"})
            for place in ("if_statement",)
        ),
        *(
            Mutation(kind="never", query=f"({place} {_CONDITION})", edits={"it": lambda text: f"({text}) && false"})
            for place in ("if_statement", "while_statement", "do_statement")
        ),
        Mutation(
            kind="never", query="(for_statement condition: (_) @it)", edits={"it": lambda text: f"({text}) && false"}
        ),
        Mutation(
            kind="swapped-branches",
            query="(if_statement consequence: (block) @a alternative: (block) @b)",
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(
            kind="swapped-branches",
            query="(ternary_expression consequence: (_) @a alternative: (_) @b)",
            edits={"a": "{b}", "b": "{a}"},
        ),
        *(
            Mutation(kind="dropped", query=f"(block ({statement}_statement) @it)", edits={"it": ";"})
            for statement in ("expression", "break", "continue", "for", "enhanced_for", "while", "throw")
        ),
        Mutation(kind="jump", query='((break_statement) @it (#eq? @it "break;"))', edits={"it": "continue;"}),
        Mutation(kind="jump", query='((continue_statement) @it (#eq? @it "continue;"))', edits={"it": "break;"}),
        Mutation(
            kind="swapped-arguments",
            query="(method_invocation name: (_) @name arguments: (argument_list (_) @a . (_) @b)"
            ' (#not-match? @name "^(min|max)$"))',
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(
            kind="swapped-arguments",
            query="(object_creation_expression arguments: (argument_list (_) @a . (_) @b))",
            edits={"a": "{b}", "b": "{a}"},
        ),
        *shifted(
            "(method_invocation name: (_) @name arguments: (argument_list (_) @it)"
            ' (#match? @name "^(substring|charAt|get|subList|limit|skip)$"))'
        ),
        *shifted("(array_access index: (_) @it)"),
        *numbers("[(decimal_integer_literal) (hex_integer_literal) (decimal_floating_point_literal)] @it"),
        *texts("(string_literal) @it"),
        Mutation(kind="boolean", query="(true) @it", edits={"it": "false"}),
        Mutation(kind="boolean", query="(false) @it", edits={"it": "true"}),
        *(
            Mutation(
                kind="twin",
                query=f'(method_invocation name: (identifier) @it (#eq? @it "{name}"))',
                edits={"it": other},
            )
            for pair in (
                ("min", "max"),
                ("anyMatch", "allMatch"),
                ("toLowerCase", "toUpperCase"),
                ("addFirst", "addLast"),
                ("pollFirst", "pollLast"),
                ("floor", "ceil"),
                ("startsWith", "endsWith"),
                ("floorKey", "ceilingKey"),
            )
            for name, other in (pair, pair[::-1])
        ),
    ),
    skips=("(import_declaration) @it", "(annotation) @it", "(package_declaration) @it"),
)


LANGUAGE = Language(
    id="java",
    toolchain="java",
    short="java",
    suffixes=(".java",),
    fences=frozenset({"java", "java8", "java11", "java17", "java21"}),
    syntax=Syntax(comments=("//",), strings=("'", '"'), blocks={"/*": "*/", '"""': '"""'}),
    definition=rf"^[ \t]*{_MODIFIERS}{_TYPE}[ \t]+NAME\b"
    rf"|^[ \t]*{_MODIFIERS}(?:<[^\n;={{}}()]*>[ \t]+)?(?!(?:return|new|else|throw|case|yield|assert)\b)"
    r"[\w.]+(?:<[^\n;={}()]*>)?(?:[ \t]*\[[ \t]*\])*[ \t]+NAME[ \t]*\((?=[^;{}]{0,400}\{)",
    starts=r"(?:package|import)[ \t]+[\w.]+[\w.* \t]*;"
    r"|(?:public|private|protected|static|final|abstract|sealed)[ \t]+\w"
    r"|(?:class|interface|enum|record)[ \t]+\w[^\n]*[({]|@[A-Z]\w*"
    r"|(?:void|int|long|double|boolean|char|String)\b[^\n]*[;({]",
    binders=(
        r"[\w\]>][ \t]+([A-Za-z_]\w*)[ \t]*(?=[=;,):])",
        r"([A-Za-z_]\w*)[ \t]*->",
        r"\(([^()\n]*)\)[ \t]*->",
    ),
    imports=(r"^[ \t]*import[ \t]+(?:static[ \t]+)?(?:[\w]+\.)+(\w+)[ \t]*;",),
    unit=_UNIT,
    joins=join,
    runner="junit",
    test_files=("*Test.java", "**/*Test.java", "*Tests.java", "**/*Tests.java"),
    mutations=MUTATIONS,
)
