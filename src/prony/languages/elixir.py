"""Elixir."""

from __future__ import annotations

from prony.languages.language import CALL_OF_ITSELF, Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, texts
from prony.languages.scan import Syntax

_OPERATION = "(binary_operator operator: TEXT @it)"
_CALLED = '(call target: (identifier) @name (arguments . (_) @it) (do_block) (#eq? @name "{}"))'
_REMOTE = "(call target: (dot left: (alias) @module right: (identifier) @it)"

MUTATIONS = Mutations(
    grammar="tree_sitter_elixir",
    rows=(
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}),
        *replacements("negated", _OPERATION, {"===": "!==", "!==": "==="}),
        *replacements(
            "arithmetic", _OPERATION, {"+": "-", "-": "+", "*": "+", "/": "*", "++": "--", "--": "++", "<>": "=="}
        ),
        *replacements("logical", _OPERATION, {"&&": "||", "||": "&&", "and": "or", "or": "and"}),
        *operands('(binary_operator left: (_) @a operator: ["&&" "||" "and" "or" "++" "<>"] right: (_) @b) @it'),
        Mutation(
            kind="unary", query='(unary_operator operator: ["!" "not" "-"] operand: (_) @a) @it', edits={"it": "{a}"}
        ),
        Mutation(
            kind="not-piped", query='(binary_operator left: (_) @a operator: "|>" right: (_)) @it', edits={"it": "{a}"}
        ),
        *(
            Mutation(kind=kind, query=_CALLED.format(word), edits={"it": value})
            for word in ("if", "unless")
            for kind, value in (("always", "true"), ("never", "false"))
        ),
        Mutation(
            kind="swapped-arguments",
            query="(call target: (_) @name (arguments . (_) @a . (_) @b .)"
            ' (#not-match? @name "^(def|defp|defmacro|min|max|test|describe)$"))',
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(
            kind="no-guard", query='(binary_operator left: (_) @a operator: "when" right: (_)) @it', edits={"it": "{a}"}
        ),
        *numbers("[(integer) (float)] @it"),
        *texts("(string) @it"),
        Mutation(kind="boolean", query='((boolean) @it (#eq? @it "true"))', edits={"it": "false"}),
        Mutation(kind="boolean", query='((boolean) @it (#eq? @it "false"))', edits={"it": "true"}),
        Mutation(kind="atom", query='((atom) @it (#eq? @it ":ok"))', edits={"it": ":error"}),
        Mutation(kind="atom", query='((atom) @it (#eq? @it ":error"))', edits={"it": ":ok"}),
        *(
            Mutation(kind="twin", query=f'{_REMOTE} (#eq? @it "{name}"))', edits={"it": other})
            for pair in (
                ("min", "max"),
                ("any?", "all?"),
                ("upcase", "downcase"),
                ("take", "drop"),
                ("filter", "reject"),
                ("first", "last"),
                ("put", "put_new"),
                ("take_while", "drop_while"),
                ("starts_with?", "ends_with?"),
                ("trim_leading", "trim_trailing"),
                ("div", "rem"),
            )
            for name, other in (pair, pair[::-1])
        ),
    ),
    skips=(
        '(unary_operator operator: "@" operand: (call target: (identifier) @name'
        ' (#match? @name "^(doc|moduledoc|typedoc|spec|type|typep|opaque|callback|impl)$"))) @it',
        '(call target: (identifier) @name (#match? @name "^(alias|import|require|use)$")) @it',
        "(comment) @it",
    ),
)


LANGUAGE = Language(
    id="elixir",
    toolchain="elixir",
    short="ex",
    suffixes=(".ex", ".exs"),
    fences=frozenset({"elixir", "ex", "exs", "iex"}),
    syntax=Syntax(
        comments=("#",),
        strings=(),
        blocks={'"""': '"""', "'''": "'''", '"': '"', "'": "'"},
        # Sigils within their line, what `?` quotes, and `#{` outside of what was passed over.
        skipped=r"~[a-zA-Z]\"\"\"(?s:.{0,4000}?)\"\"\"|~[a-zA-Z]+(?:\((?:\\.|[^)\\\n])*\)|\[(?:\\.|[^\]\\\n])*\]"
        r"|\{(?:\\.|[^}\\\n])*\}|<(?:\\.|[^>\\\n])*>|/(?:\\.|[^/\\\n])*/|\|(?:\\.|[^|\\\n])*\||\"(?:\\.|[^\"\\\n])*\""
        r"|'(?:\\.|[^'\\\n])*')|(?<![\w?!)\]])\?(?:\\.|[^\s\\])",
    ),
    definition=r"^[ \t]*(?:defmodule[ \t]+(?:[\w.]+\.)?NAME\b|def(?:p|macrop?|guard|delegate)?[ \t]+NAME(?![\w?!]))"
    r"|^NAME[ \t]*=(?![=~>]|" + CALL_OF_ITSELF + ")",
    starts=r"def(?:module|p|macro|struct|impl|protocol)?[ \t]+[\w:(\[]|(?:use|import|alias|require)[ \t]+[A-Z]"
    r"|@(?:moduledoc|doc|spec|type|impl)\b|(?:end|else|after|rescue)[ \t]*$|\|>[ \t]"
    r"|(?:case|cond|if|unless|for|with)[ \t][^\n]*\bdo\b"
    r"|IO\.(?:puts|write|inspect|read|gets|stream|binstream)\b|[a-z_]\w*[ \t]*=[^=~>]",
    binders=(
        r"^[ \t]*defp?[ \t]+[\w?!]+[ \t]*\(([^)\n]*)",
        r"\bfn[ \t]+([^\n]{0,200}?)->",
        r"^[ \t]*([a-z_]\w*(?:,[ \t]*\w+)*)[ \t]*=(?![=~>])",
        r"([a-z_]\w*)[ \t]*<-",
    ),
    imports=(r"^[ \t]*(?:import|alias|require)[ \t]+(?:[A-Z]\w*\.)*([A-Z]\w*)",),
    runner="exunit",
    test_files=("*_test.exs", "**/*_test.exs"),
    mutations=MUTATIONS,
)
