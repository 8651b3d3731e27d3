"""Rust."""

from __future__ import annotations

import re

import msgspec

from prony.languages.bindings import Bindings, bindings_by_lexis
from prony.languages.language import Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, shifted, texts
from prony.languages.scan import Syntax

_CHAR_OR_LIFETIME = r"b?'(?:\\(?:u\{[0-9A-Fa-f_]*\}|x[0-9A-Fa-f]{2}|[^\n])|[^\\'\n])'|'\w+"
"""A character such as `'"'` or `'{'`, else a lifetime or a label: neither opens anything."""
_INNER = re.compile(r"^#!\[[^\n]*\]\n?|^//!.*\n?", re.MULTILINE)
_CRATE = re.compile(r"^extern[ \t]+crate[ \t][^;\n]{0,200};[ \t]*\n?", re.MULTILINE)
_USE = re.compile(r"^use[ \t][^;{}]{0,400}(?:\{[^;]{0,4000}\}[ \t]*)?;[ \t]*\n?", re.MULTILINE)


def join(texts: tuple[str, ...]) -> str:
    """One file: what speaks of the whole first, then what any text imports, once each, then the rest of each."""
    heads = list(dict.fromkeys(found.group().strip() for text in texts for found in _INNER.finditer(text)))
    bare = [_INNER.sub("", text) for text in texts]
    crates = list(dict.fromkeys(found.group().strip() for text in bare for found in _CRATE.finditer(text)))
    uses = list(dict.fromkeys(found.group().strip() for text in bare for found in _USE.finditer(text)))
    rest = [_USE.sub("", _CRATE.sub("", text)).strip("\n") for text in bare]
    return "\n\n".join(part for part in ("\n".join(heads), "\n".join([*crates, *uses]), *rest) if part) + "\n"


_OPERATION = "(binary_expression operator: TEXT @it)"
_CONDITION = "(if_expression condition: [(binary_expression) (unary_expression) (call_expression) (identifier)] @it)"
_LOOP = "(while_expression condition: [(binary_expression) (unary_expression) (call_expression) (identifier)] @it)"

_OTHER_END = {
    "min": "max",
    "max": "min",
    "first": "last",
    "last": "first",
    "push_back": "push_front",
    "push_front": "push_back",
    "pop_back": "pop_front",
    "pop_front": "pop_back",
}
_OPPOSITE = {
    "any": "all",
    "all": "any",
    "is_some": "is_none",
    "is_none": "is_some",
    "is_ok": "is_err",
    "is_err": "is_ok",
}

MUTATIONS = Mutations(
    grammar="tree_sitter_rust",
    rows=(
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}),
        *replacements(
            "arithmetic",
            _OPERATION,
            {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "&": "|", "|": "&", "^": "&", "<<": ">>", ">>": "<<"},
        ),
        *replacements(
            "arithmetic",
            "(compound_assignment_expr operator: TEXT @it)",
            {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "%=": "*=", "&=": "|=", "|=": "&=", "^=": "&="}
            | {"<<=": ">>=", ">>=": "<<="},
        ),
        Mutation(kind="assigned", query='(compound_assignment_expr operator: ["+=" "-="] @it)', edits={"it": "="}),
        *replacements("logical", _OPERATION, {"&&": "||", "||": "&&"}),
        *operands('(binary_expression left: (_) @a operator: ["&&" "||"] right: (_) @b) @it'),
        Mutation(kind="unary", query='((unary_expression ["!" "-"] (_) @a) @it)', edits={"it": "{a}"}),
        Mutation(kind="always", query=_CONDITION, edits={"it": lambda text: f"({text}) || true"}),
        Mutation(kind="never", query=_CONDITION, edits={"it": lambda text: f"({text}) && false"}),
        Mutation(kind="never", query=_LOOP, edits={"it": lambda text: f"({text}) && false"}),
        Mutation(
            kind="swapped-branches",
            query="(if_expression consequence: (block) @a alternative: (else_clause (block) @b))",
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(
            kind="dropped",
            query="(block (expression_statement [(call_expression) (macro_invocation) (assignment_expression)"
            " (compound_assignment_expr) (return_expression) (break_expression) (continue_expression)]) @it)",
            edits={"it": "{}"},
        ),
        Mutation(
            kind="dropped",
            query="(block (expression_statement [(for_expression) (while_expression)]) @it)",
            edits={"it": "{}"},
        ),
        Mutation(kind="jump", query='((break_expression) @it (#eq? @it "break"))', edits={"it": "continue"}),
        Mutation(kind="jump", query='((continue_expression) @it (#eq? @it "continue"))', edits={"it": "break"}),
        *replacements("range", "(range_expression TEXT @it)", {"..": "..=", "..=": ".."}),
        *shifted('(range_expression (_) @it [".." "..="])'),
        *shifted('(range_expression [".." "..="] (_) @it)'),
        Mutation(
            kind="saturated",
            query='((field_identifier) @it (#match? @it "^(wrapping|checked|saturating)_(add|sub|mul)$"))',
            edits={"it": lambda text: text.replace("add", "SUB").replace("sub", "add").replace("SUB", "sub")},
        ),
        Mutation(
            kind="end",
            query='((field_identifier) @it (#match? @it "^(min|max|first|last|(push|pop)_(back|front))$"))',
            edits={"it": lambda text: _OTHER_END.get(text)},
        ),
        Mutation(
            kind="quantified",
            query='((field_identifier) @it (#match? @it "^(any|all|is_some|is_none|is_ok|is_err)$"))',
            edits={"it": lambda text: _OPPOSITE.get(text)},
        ),
        Mutation(
            kind="swapped-arguments",
            query="(call_expression function: (identifier) arguments: (arguments . (_) @a . (_) @b))",
            edits={"a": "{b}", "b": "{a}"},
        ),
        *numbers("(integer_literal) @it"),
        *numbers("(float_literal) @it"),
        *texts("(string_literal) @it"),
        Mutation(kind="boolean", query='((boolean_literal) @it (#eq? @it "true"))', edits={"it": "false"}),
        Mutation(kind="boolean", query='((boolean_literal) @it (#eq? @it "false"))', edits={"it": "true"}),
    ),
    skips=(
        "(attribute_item) @it",
        "(inner_attribute_item) @it",
        "(use_declaration) @it",
        "(type_arguments) @it",
        "(array_type) @it",
    ),
)


def bindings(text: str) -> Bindings:
    """What a text defines and uses. Nothing of it is done when it is loaded: not even a static is computed then."""
    return msgspec.structs.replace(bindings_by_lexis(text, LANGUAGE), eager=frozenset())


LANGUAGE = Language(
    id="rust",
    toolchain="rust",
    short="rs",
    suffixes=(".rs",),
    fences=frozenset({"rust", "rs"}),
    syntax=Syntax(
        comments=("//",),
        strings=(),
        blocks={"/*": "*/", '"': '"', 'r"': '"', 'r#"': '"#', 'r##"': '"##', 'r###"': '"###'},
        nested=frozenset({"/*"}),
        skipped=_CHAR_OR_LIFETIME,
    ),
    definition=r"^(?:pub(?:\([^)\n]*\))?[ \t]+)?(?:(?:default|const|async|unsafe|extern(?:[ \t]+\"[^\"\n]*\")?)[ \t]+)*"
    r"(?:fn|struct|enum|union|trait|type|mod|static(?:[ \t]+mut)?|const|macro_rules![ \t]*)[ \t]*NAME\b",
    starts=r"(?:pub(?:\([^)\n]*\))?[ \t]+)?(?:"
    r"use[ \t]+[\w{:]+(?:::|;|[ \t]+as[ \t])|extern[ \t]+(?:crate\b|\")|mod[ \t]+\w+[ \t]*[;{]"
    r"|(?:(?:const|async|unsafe|extern[ \t]+\"[^\"\n]*\")[ \t]+)*fn[ \t]+\w+[ \t]*[<(]"
    r"|(?:struct|enum|union|(?:unsafe[ \t]+)?trait)[ \t]+[A-Z]\w*[ \t]*(?:[<({;:]|where\b|$)"
    r"|type[ \t]+\w+[^=\n]*=|(?:static(?:[ \t]+mut)?|const)[ \t]+\w+[ \t]*:)"
    r"|(?:unsafe[ \t]+)?impl(?:<|[ \t]+(?:!?[A-Z]|\w+::))|macro_rules![ \t]*\w|#!?\["
    r"|let[ \t]+(?:mut[ \t]+)?[\w(]+[^=:\n]*[=:]|where$|println!\(",
    binders=(
        r"\blet[ \t]+(?:mut[ \t]+)?([A-Za-z_]\w*)",
        r"[(,|][ \t]*&?(?:mut[ \t]+)?([a-z_]\w*)[ \t]*:(?!:)",
        r"\bfor[ \t]+([A-Za-z_]\w*)[ \t]+in\b",
        r"\|[ \t]*&?(?:mut[ \t]+)?([a-z_]\w*)[ \t]*[|,]",
        r"<(?:'\w+[ \t]*,[ \t]*)*([A-Z]\w*)[ \t]*[:,>]",
    ),
    imports=(r"^[ \t]*(?:pub[ \t]+)?use[ \t]+(?:[\w]+::)*\{?([\w, \t:*]{1,300})\}?;",),
    extension=r"(?:unsafe[ \t]+)?impl(?:<[^{\n]*?>)?[ \t]+(?:(?P<name>[\w:]+(?:<[^{\n]*?>)?)[ \t]+for[ \t]+)?"
    r"(?:\w+::)*(?P<of>[A-Za-z_]\w*)",
    binds=bindings,
    joins=join,
    runner="rust",
    test_files=("*.rs",),
    mutations=MUTATIONS,
)
