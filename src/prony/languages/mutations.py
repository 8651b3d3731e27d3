"""Mutations: small changes of a program that a good test must notice, as rows of data for a tree-sitter grammar.

Each row is a query in tree-sitter's own language and what becomes of its captures, so that a language of another
package brings its own. Nothing is parsed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from prony.nouns import Noun

MOST_DIGITS = 100
"""Longer numbers stay as they are."""

Edit = str | Callable[[str], str | None]
"""What a captured text becomes: a template, in which `{name}` is the text of a capture, or a function of the text that
gives None where there is nothing to change."""


class Mutation(Noun, frozen=True, kw_only=True):
    """One kind of change."""

    kind: str
    """Its name in the ids of mutants, such as `boundary`."""
    query: str
    """Where it is made: one pattern of tree-sitter's query language."""
    edits: dict[str, Edit]
    """Capture -> what becomes of it."""


class Mutations(Noun, frozen=True, kw_only=True):
    """How programs of one language are changed."""

    grammar: str
    """The Python package of the language's tree-sitter grammar, such as `tree_sitter_python`."""
    rows: tuple[Mutation, ...]
    symbol: str = "language"
    """The function of that package that gives the grammar."""
    skips: tuple[str, ...] = ()
    """Queries of what is left as it is: type annotations, documentation."""


def replacements(kind: str, query: str, pairs: Mapping[str, str]) -> tuple[Mutation, ...]:
    """A row for each pair of a text and what becomes of it. query: has `TEXT` where the text stands, captured as
    `it`."""
    return tuple(
        Mutation(kind=kind, query=query.replace("TEXT", f'"{old}"'), edits={"it": new}) for old, new in pairs.items()
    )


def operands(query: str) -> tuple[Mutation, ...]:
    """Rows that leave one side of an operation out. query: captures the whole as `it`, its sides as `a` and `b`."""
    return (
        Mutation(kind="left-alone", query=query, edits={"it": "{a}"}),
        Mutation(kind="right-alone", query=query, edits={"it": "{b}"}),
    )


def shifted(query: str) -> tuple[Mutation, ...]:
    """Rows that move the bound `it`, which is no number but stands for one, by one."""
    return (
        Mutation(kind="bound+1", query=query, edits={"it": lambda text: None if _is_number(text) else f"{text} + 1"}),
        Mutation(kind="bound-1", query=query, edits={"it": lambda text: None if _is_number(text) else f"{text} - 1"}),
    )


def numbers(query: str) -> tuple[Mutation, ...]:
    """Rows that move the number `it` by one."""
    return (
        Mutation(kind="number+1", query=query, edits={"it": lambda text: _moved(text, 1)}),
        Mutation(kind="number-1", query=query, edits={"it": lambda text: _moved(text, -1)}),
    )


def texts(query: str) -> tuple[Mutation, ...]:
    """A row that empties the text `it`, or fills an empty one."""
    return (Mutation(kind="text", query=query, edits={"it": _emptied}),)


_NUMBER = re.compile(r"0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.\d[\d_]*)?")
_DOUBTFUL = re.compile(r"0\d+")
_QUOTED = re.compile(r"(?P<prefix>[A-Za-z]*)(?P<quote>\"\"\"|'''|\"|'|`)(?P<inner>.*)(?P=quote)", re.DOTALL)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _moved(text: str, by: int) -> str | None:
    """The number of `text` and `by` more; None where `text` has a suffix, an exponent or the like, or means one number
    in one language and another in the next."""
    plain = text.replace("_", "")
    if not _is_number(text) or len(plain) > MOST_DIGITS or _DOUBTFUL.fullmatch(plain):
        return None
    return repr(float(plain) + by) if "." in plain else str(int(plain, 0) + by)


def _emptied(text: str) -> str | None:
    quoted = _QUOTED.fullmatch(text)
    if quoted is None:
        return None
    prefix = re.sub("[fF]", "", quoted["prefix"])
    return f"{prefix}{quoted['quote'][:1]}{'' if quoted['inner'] else 'mutant'}{quoted['quote'][:1]}"


def wrong_with_mutations(value: object) -> str | None:
    """Say what keeps a foreign object from being the mutations of a language; None where nothing does."""
    if not isinstance(value, Mutations):
        return "its mutations are no prony.languages.Mutations"
    if not all(isinstance(text, str) for text in (value.grammar, value.symbol, *value.skips)):
        return "the grammar, symbol and skips of its mutations must be texts"
    if not re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", value.grammar):
        return "the grammar of its mutations must be the name of a Python package"
    for row in value.rows:
        if not isinstance(row, Mutation) or not re.fullmatch(r"[a-z][a-z0-9+-]*", row.kind) or not row.edits:
            return "a row of its mutations has a kind of lowercase letters, digits, + and -, and edits"
    return None
