"""Python."""

from __future__ import annotations

import ast
import builtins
import functools
import warnings
from collections.abc import Iterator
from typing import TypeGuard

from prony.languages.bindings import Bindings
from prony.languages.language import CALL_OF_ITSELF, Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, shifted, texts
from prony.languages.scan import Syntax

MAX_PARSED_CHARS = 100_000
"""Longer texts are judged by their brackets only."""


def parses(text: str) -> bool:
    """Whether `text` is a Python module with something in it."""
    if len(text) > MAX_PARSED_CHARS:
        return True
    tree = _tree(text)
    return tree is not None and bool(tree.body)


@functools.lru_cache(maxsize=4)
def _tree(text: str) -> ast.Module | None:
    """The text parsed, to be read only: one reply is asked about several times."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def binds(text: str) -> Bindings | None:
    """The bindings of a module, by Python's own parser; None where it is none, or too long."""
    tree = _tree(text) if len(text) <= MAX_PARSED_CHARS else None
    if tree is None:
        return None
    defines, imports, extends, eager = set[str](), set[str](), set[str](), set[str]()
    passive = True
    for statement in _top_statements(tree.body):
        names = _bound_by(statement)
        defines |= names
        if isinstance(statement, ast.Import | ast.ImportFrom):
            imports |= names
        elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            parts = [*statement.decorator_list, *(statement.bases if isinstance(statement, ast.ClassDef) else ())]
            eager |= {node.id for part in parts for node in ast.walk(part) if isinstance(node, ast.Name)}
        else:
            extends |= _extended_by(statement)
            eager |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)} - names
            passive &= isinstance(statement, ast.Assign | ast.AnnAssign | ast.Pass) or _is_text(statement)
    every = [name for node in ast.walk(tree) for name in _bound_by(node)]
    loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return Bindings(
        defines=frozenset(defines),
        imports=frozenset(imports),
        uses=frozenset(loaded.difference(every, dir(builtins))),
        eager=frozenset(eager),
        extends=frozenset(extends),
        passive=passive,
    )


def join(texts: tuple[str, ...]) -> str:
    """One module: what must stand first, stands first."""
    ahead = [line for text in texts[1:] for line in text.split("\n") if line.startswith("from __future__ import ")]
    if not ahead:
        return "\n\n".join(texts)
    rest = ["\n".join(line for line in text.split("\n") if line not in ahead) for text in texts]
    return "\n".join([*dict.fromkeys(ahead), *rest])


def _top_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported; of a branch or a try, what is in it."""
    for statement in body:
        if isinstance(statement, ast.If) and "__main__" in ast.dump(statement.test):
            continue
        if isinstance(statement, ast.If | ast.Try):
            yield from _top_statements([*statement.body, *statement.orelse])
            for handler in statement.handlers if isinstance(statement, ast.Try) else ():
                yield from _top_statements(handler.body)
        else:
            yield statement


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _bound_by(node: ast.AST) -> set[str]:
    """The names that one node binds; of an assignment, those of its targets."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}
        case ast.Import() | ast.ImportFrom():
            return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        case ast.Assign(targets=targets):
            return {part.id for target in targets for part in ast.walk(target) if _is_stored(part)}
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return {name}
        case ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
            return {name}
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            return {name}
    return set()


def _is_stored(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _extended_by(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {t.value.id for t in targets if isinstance(t, ast.Attribute) and isinstance(t.value, ast.Name)}


_COMPARED = "(comparison_operator operators: TEXT @it)"
_NAMED = "(call function: [(identifier) @it (attribute attribute: (identifier) @it)]"

MUTATIONS = Mutations(
    grammar="tree_sitter_python",
    rows=(
        *replacements("boundary", _COMPARED, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements("negated", _COMPARED, {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}),
        *replacements("negated", _COMPARED, {"in": "not in", "not in": "in", "is": "is not", "is not": "is"}),
        *replacements(
            "arithmetic",
            "(binary_operator operator: TEXT @it)",
            {"+": "-", "-": "+", "*": "/", "/": "*", "//": "/", "%": "*", "**": "*"}
            | {"&": "|", "|": "&", "^": "&", "<<": ">>", ">>": "<<"},
        ),
        *replacements(
            "arithmetic",
            "(augmented_assignment operator: TEXT @it)",
            {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "//=": "/=", "%=": "*=", "**=": "*="}
            | {"&=": "|=", "|=": "&=", "^=": "&=", "<<=": ">>=", ">>=": "<<="},
        ),
        Mutation(kind="assigned", query='(augmented_assignment operator: ["+=" "-=" "|="] @it)', edits={"it": "="}),
        *replacements("logical", "(boolean_operator operator: TEXT @it)", {"and": "or", "or": "and"}),
        *operands("(boolean_operator left: (_) @a right: (_) @b) @it"),
        Mutation(kind="unary", query="(not_operator argument: (_) @a) @it", edits={"it": "{a}"}),
        Mutation(kind="unary", query="(unary_operator argument: (_) @a) @it", edits={"it": "{a}"}),
        *(
            Mutation(kind=kind, query=query, edits={"it": value})
            for query in (
                "(if_statement condition: (_) @it)",
                "(elif_clause condition: (_) @it)",
                "(if_clause (_) @it)",
            )
            for kind, value in (("always", "True"), ("never", "False"))
        ),
        Mutation(kind="never", query="(while_statement condition: (_) @it)", edits={"it": "False"}),
        Mutation(
            kind="swapped-branches",
            query="(if_statement consequence: (_) @a alternative: (else_clause body: (_) @b))",
            edits={"a": "{b}", "b": "{a}"},
        ),
        Mutation(
            kind="swapped-branches",
            query="(conditional_expression . (_) @a . (_) . (_) @b)",
            edits={"a": "{b}", "b": "{a}"},
        ),
        *(
            Mutation(kind="dropped", query=f"({statement}_statement) @it", edits={"it": "pass"})
            for statement in ("expression", "raise", "delete", "assert", "break", "continue", "for")
        ),
        Mutation(kind="jump", query="(break_statement) @it", edits={"it": "continue"}),
        Mutation(kind="jump", query="(continue_statement) @it", edits={"it": "break"}),
        Mutation(kind="returned-nothing", query="(return_statement (_) @it)", edits={"it": "None"}),
        Mutation(kind="returned-nothing", query="(lambda body: (_) @it)", edits={"it": "None"}),
        Mutation(kind="not-awaited", query="(await (_) @a) @it", edits={"it": "{a}"}),
        Mutation(kind="undecorated", query="(decorator) @it", edits={"it": ""}),
        Mutation(
            kind="swapped-arguments",
            query="(call function: (_) @name arguments: (argument_list (_) @a . (_) @b)"
            r' (#not-match? @b "^[A-Za-z_0-9]+ *=[^=]") (#not-match? @name "^(min|max)$"))',
            edits={"a": "{b}", "b": "{a}"},
        ),
        *shifted("(slice (_) @it)"),
        *shifted('(call function: (identifier) @name arguments: (argument_list (_) @it) (#eq? @name "range"))'),
        *numbers("[(integer) (float)] @it"),
        *texts("(string) @it"),
        Mutation(kind="boolean", query="(true) @it", edits={"it": "False"}),
        Mutation(kind="boolean", query="(false) @it", edits={"it": "True"}),
        *(
            Mutation(kind="twin", query=f'{_NAMED} (#eq? @it "{name}"))', edits={"it": other})
            for pair in (("min", "max"), ("any", "all"), ("lower", "upper"), ("append", "extend"))
            for name, other in (pair, pair[::-1])
        ),
    ),
    skips=(
        "(type) @it",
        "(expression_statement . (string) .) @it",
        "[(import_statement) (import_from_statement) (future_import_statement)] @it",
    ),
)


LANGUAGE = Language(
    id="python",
    toolchain="python",
    short="py",
    suffixes=(".py",),
    fences=frozenset({"python", "py", "python3", "py3", "python2", "cpython"}),
    syntax=Syntax(comments=("#",), strings=("'", '"'), blocks={'"""': '"""', "'''": "'''"}),
    parses=parses,
    binds=binds,
    joins=join,
    definition=r"^(?:(?:async[ \t]+)?def|class)[ \t]+NAME\b|^NAME[ \t]*(?::[^=\n]+)?=(?!=|" + CALL_OF_ITSELF + ")",
    starts=r"(?:def|class|async def|from|import)\s+\w|@\w|\w+\s*(?::\s*[\w\[\], ]+)?=[^=]",
    runner="unittest",
    other_runners=("pytest",),
    test_files=("test_*.py", "**/test_*.py"),
    mutations=MUTATIONS,
)
