"""JavaScript, as Node runs it."""

from __future__ import annotations

import re

from prony.languages.language import CALL_OF_ITSELF, Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, shifted, texts
from prony.languages.scan import Syntax

_IMPORT = re.compile(r"import\b[^\n;]*[\"'];?[ \t]*$|(?:const|let|var)\b[^\n]*= *require\([^)\n]*\);?[ \t]*$")


def join(texts: tuple[str, ...]) -> str:
    """One module: what several of them import in the same words, it imports once."""
    seen: set[str] = set()
    parts = []
    for text in texts:
        lines = text.split("\n")
        again = {line.strip() for line in lines if _IMPORT.match(line)}
        parts.append("\n".join(line for line in lines if line.strip() not in seen or not _IMPORT.match(line)))
        seen |= again
    return "\n\n".join(parts)


_OPERATION = "(binary_expression operator: TEXT @it)"
_CONDITION = "condition: (parenthesized_expression (_) @it)"
_METHOD = "(call_expression function: (member_expression property: (property_identifier) @{})"

MUTATIONS = Mutations(
    grammar="tree_sitter_javascript",
    rows=(
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}),
        *replacements("negated", _OPERATION, {"===": "!==", "!==": "===", "==": "!=", "!=": "=="}),
        *replacements(
            "arithmetic",
            _OPERATION,
            {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "**": "*"}
            | {"&": "|", "|": "&", "^": "&", "<<": ">>", ">>": "<<", ">>>": ">>"},
        ),
        *replacements(
            "arithmetic",
            "(augmented_assignment_expression operator: TEXT @it)",
            {
                "+=": "-=",
                "-=": "+=",
                "*=": "/=",
                "/=": "*=",
                "%=": "*=",
                "&=": "|=",
                "|=": "&=",
                "??=": "=",
                "||=": "=",
            },
        ),
        Mutation(
            kind="assigned", query='(augmented_assignment_expression operator: ["+=" "-="] @it)', edits={"it": "="}
        ),
        *replacements("arithmetic", "(update_expression operator: TEXT @it)", {"++": "--", "--": "++"}),
        *replacements("logical", _OPERATION, {"&&": "||", "||": "&&", "??": "&&"}),
        *operands('(binary_expression left: (_) @a operator: ["&&" "||" "??"] right: (_) @b) @it'),
        Mutation(
            kind="unary", query='(unary_expression operator: ["!" "-" "~"] argument: (_) @a) @it', edits={"it": "{a}"}
        ),
        Mutation(kind="always", query=f"(if_statement {_CONDITION})", edits={"it": "true"}),
        *(
            Mutation(kind="never", query=query, edits={"it": "false"})
            for query in (
                f"(if_statement {_CONDITION})",
                f"(while_statement {_CONDITION})",
                f"(do_statement {_CONDITION})",
                "(for_statement condition: (_) @it)",
            )
        ),
        Mutation(
            kind="swapped-branches",
            query="(if_statement consequence: (_) @a alternative: (else_clause (_) @b))",
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(
            kind="swapped-branches",
            query="(ternary_expression consequence: (_) @a alternative: (_) @b)",
            edits={"a": "{b}", "b": "{a}"},
        ),
        *(
            Mutation(kind="dropped", query=f"({statement}_statement) @it", edits={"it": ";"})
            for statement in ("expression", "throw", "break", "continue", "for", "for_in")
        ),
        Mutation(kind="jump", query='((break_statement) @it (#match? @it "^break;?$"))', edits={"it": "continue;"}),
        Mutation(kind="jump", query='((continue_statement) @it (#match? @it "^continue;?$"))', edits={"it": "break;"}),
        Mutation(kind="returned-nothing", query="(return_statement (_) @it)", edits={"it": "undefined"}),
        Mutation(
            kind="returned-nothing",
            query=r'(arrow_function body: (_) @it (#not-match? @it "^[{]"))',
            edits={"it": "undefined"},
        ),
        Mutation(kind="not-awaited", query="(await_expression (_) @a) @it", edits={"it": "{a}"}),
        Mutation(kind="not-spread", query="(spread_element (_) @a) @it", edits={"it": "{a}"}),
        Mutation(kind="not-optional", query="(optional_chain) @it", edits={"it": "."}),
        *(
            Mutation(kind="swapped-arguments", query=query, edits={"a": "{b}", "b": "{a}"})
            for query in (
                "(new_expression arguments: (arguments (_) @a . (_) @b))",
                "(call_expression function: (_) @name arguments: (arguments (_) @a . (_) @b)"
                ' (#not-match? @name "^Math[.](min|max)$"))',
            )
        ),
        *shifted(
            f"{_METHOD.format('name')} arguments: (arguments (_) @it)"
            ' (#match? @name "^(slice|substring|splice|at|charAt|codePointAt)$"))'
        ),
        Mutation(kind="pattern-flags", query="(regex flags: (regex_flags) @it)", edits={"it": ""}),
        Mutation(
            kind="pattern-start",
            query="(regex_pattern) @it",
            edits={"it": lambda text: text[1:] if text[:1] == "^" and len(text) > 1 else None},
        ),
        Mutation(
            kind="pattern-end",
            query="(regex_pattern) @it",
            edits={"it": lambda text: text[:-1] if text[-1:] == "$" and text[-2:-1] not in ("", "\\") else None},
        ),
        *numbers("(number) @it"),
        *texts("[(string) (template_string)] @it"),
        Mutation(kind="boolean", query="(true) @it", edits={"it": "false"}),
        Mutation(kind="boolean", query="(false) @it", edits={"it": "true"}),
        *(
            Mutation(kind="twin", query=f'{_METHOD.format("it")} (#eq? @it "{name}"))', edits={"it": other})
            for pair in (
                ("min", "max"),
                ("some", "every"),
                ("toLowerCase", "toUpperCase"),
                ("push", "unshift"),
                ("pop", "shift"),
                ("floor", "ceil"),
                ("startsWith", "endsWith"),
            )
            for name, other in (pair, pair[::-1])
        ),
    ),
    skips=("(import_statement) @it", "(export_statement source: (_)) @it", "(expression_statement . (string) .) @it"),
)


LANGUAGE = Language(
    id="javascript",
    toolchain="node",
    short="js",
    suffixes=(".mjs", ".js", ".cjs"),
    fences=frozenset({"javascript", "js", "mjs", "cjs", "node", "nodejs", "jsx"}),
    syntax=Syntax(comments=("//",), strings=("'", '"'), blocks={"/*": "*/", "`": "`"}, regex=True),
    definition=r"^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:(?:async[ \t]+)?function[ \t]*\*?|class|const|let"
    r"|var)[ \t]+NAME\b(?![ \t]*=" + CALL_OF_ITSELF + r")|^[ \t]*export[ \t]*\{[^}]{0,400}\bNAME\b",
    starts=r"(?:export|import|function|class|const|let|var|async function)\b[\s{*]",
    binders=(
        r"\(([^()]*)\)[ \t]*(?:=>|\{)",
        r"([A-Za-z_$][\w$]*)[ \t]*=>",
        r"\b(?:const|let|var)[ \t]*[\[{]([^\]}=\n]*)[\]}][ \t]*=",
        r"\bfor[ \t]*(?:await[ \t]*)?\([ \t]*(?:const|let|var)[ \t]+([\w$]+)",
    ),
    imports=(
        r"^import[ \t]+([^'\";]+?)[ \t]+from\b",
        r"^(?:const|let|var)[ \t]+([\w${} ,:]+?)[ \t]*=[ \t]*(?:await[ \t]+import|require)\(",
    ),
    extension=r"(?P<of>[\w$]+)\.(?:prototype\.)?(?P<name>[\w$]+)[ \t]*=(?!=)",
    joins=join,
    runner="node",
    test_files=tuple(
        f"{folder}*.{word}.{suffix}"
        for folder in ("", "**/")
        for word in ("test", "spec")
        for suffix in ("mjs", "js", "cjs")
    ),
    mutations=MUTATIONS,
)
