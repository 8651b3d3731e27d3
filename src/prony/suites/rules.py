"""Rules: the small language of `[[prony.caps]] when`, read by Python's own parser and never evaluated as code.

    rule       = either
    either     = both ("or" both)*
    both       = negated ("and" negated)*
    negated    = "not" negated | "(" rule ")" | comparison
    comparison = operand ("==" | "!=" | "<=" | ">=" | "<" | ">") operand
    operand    = number | "text" | 'text' | ("metrics" | "labels" | "criteria") "." NAME | "(" operand ")"

A name may hold letters, digits, `_`, `-`, `.` and `/`. `metrics` are what the grader measured, `labels` are texts,
`criteria` are the points that a criterion earned. Since such names are no Python, every operand is first put aside and
a plain identifier stands for it; what is parsed has no other atom.
"""

from __future__ import annotations

import ast
import itertools
import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from prony.errors import SuiteError
from prony.nouns import Noun

Operand = float | str

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<sign>==|!=|<=|>=|<|>|[()])
      | (?P<name>[A-Za-z_][\w./-]*)
    )""",
    re.VERBOSE,
)
_WORDS = ("and", "or", "not")
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.LtE: "<=",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.Gt: ">",
}
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_SCOPES = ("metrics", "labels", "criteria")
MOST_CHARS = 10_000
"""A longer rule is refused unread."""
_DEEPEST = 32


class Facts(Noun, frozen=True, kw_only=True):
    """What a rule may look at."""

    metrics: Mapping[str, float] = {}
    labels: Mapping[str, str] = {}
    criteria: Mapping[str, float] = {}


class UnknownFact(LookupError):
    """A rule asks for a metric or criterion that nothing was said about."""


class Name(Noun, frozen=True, kw_only=True):
    """A fact to look up: `scope` is metrics, labels or criteria."""

    scope: str
    key: str

    def value(self, facts: Facts) -> Operand:
        """What the facts say; a label that was never given is the empty text. Raises UnknownFact."""
        if self.scope == "labels":
            return facts.labels.get(self.key, "")
        table = facts.metrics if self.scope == "metrics" else facts.criteria
        if self.key not in table:
            raise UnknownFact(f"{self.scope}.{self.key}")
        return table[self.key]


class Condition(Noun, frozen=True, kw_only=True):
    """`left op right`. A number and a text are never equal and have no order."""

    left: Name | Operand
    op: str
    right: Name | Operand

    def holds(self, facts: Facts) -> bool:
        """Whether the comparison is true of `facts`."""
        left, right = (side.value(facts) if isinstance(side, Name) else side for side in (self.left, self.right))
        if isinstance(left, str) != isinstance(right, str):
            return self.op == "!="
        return _OPERATORS[self.op](left, right)


class Not(Noun, frozen=True, kw_only=True):
    """The opposite of a rule."""

    rule: Rule

    def holds(self, facts: Facts) -> bool:
        """Whether the inner rule is false of `facts`."""
        return not self.rule.holds(facts)


class Joined(Noun, frozen=True, kw_only=True):
    """Rules joined by `and` (`every`) or by `or`."""

    every: bool
    rules: tuple[Rule, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether all, or any, of the rules are true of `facts`."""
        return (all if self.every else any)(rule.holds(facts) for rule in self.rules)


Rule = Condition | Not | Joined


def parse_rule(text: str) -> Rule:
    """The rule that `text` says. Raises SuiteError E333 where it says none."""
    try:
        return _rule(*_parsed(text))
    except _Unreadable as error:
        raise SuiteError(
            "E333",
            f"the rule `{text.strip()[:200]}` cannot be read",
            cause=str(error),
            hint='write it as `metrics.NAME <= 3`, `labels.NAME == "text"` or `criteria.ID == 0`,'
            " joined by and, or, not and parentheses",
        ) from None


def names_in(rule: Rule) -> frozenset[Name]:
    """Every fact that `rule` looks at."""
    if isinstance(rule, Not):
        return names_in(rule.rule)
    if isinstance(rule, Joined):
        return frozenset().union(*(names_in(part) for part in rule.rules))
    return frozenset(side for side in (rule.left, rule.right) if isinstance(side, Name))


class _Unreadable(ValueError):
    """A text that is no rule."""


class _Token(NamedTuple):
    """One token."""

    text: str
    operand: Name | Operand | None = None
    """What it stands for; None for words and signs."""


def _parsed(text: str) -> tuple[ast.expr, list[_Token]]:
    """The syntax tree of a rule, and its tokens: the identifier `_7` stands for the operand of the eighth."""
    tokens = _tokens(text)
    _check_nesting(tokens)
    words = [token.text if token.operand is None else f"_{number}" for number, token in enumerate(tokens)]
    try:
        return ast.parse(" ".join(words), mode="eval").body, tokens
    except SyntaxError as error:
        raise _Unreadable(_misfit(tokens, words, error)) from None
    except (ValueError, RecursionError, MemoryError):
        raise _Unreadable("it is too long") from None


def _misfit(tokens: list[_Token], words: list[str], error: SyntaxError) -> str:
    """Say what is wrong with a rule that cannot be parsed, in its own tokens."""
    if "'('" in error.msg or "')'" in error.msg:
        return error.msg
    if not tokens or (tokens[-1].operand is None and tokens[-1].text != ")"):
        return "ends where a comparison, a number, a text or a name was expected"
    offset = (error.offset or 1) - 1
    ends = itertools.accumulate(len(word) + 1 for word in words)
    token = next((token for token, end in zip(tokens, ends, strict=True) if offset < end), tokens[-1])
    return f"unexpected {token.text[:80]!r}"


def _tokens(text: str) -> list[_Token]:
    if len(text) > MOST_CHARS:
        raise _Unreadable(f"longer than {MOST_CHARS} characters")
    tokens, at, whole = [], 0, text.rstrip()
    while at < len(whole):
        match = _TOKEN.match(whole, at)
        if match is None or match.lastgroup is None:
            raise _Unreadable(f"cannot read {whole[at:].strip()[:20]!r}")
        tokens.append(_token(match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return tokens


def _token(kind: str, word: str) -> _Token:
    if kind == "sign" or word in _WORDS:
        return _Token(word)
    if kind == "text":
        return _Token(word, word[1:-1])
    if kind == "number":
        number = float(word)
        if not math.isfinite(number):
            raise _Unreadable(f"the number {word[:20]} is too large")
        return _Token(word, number)
    scope, _, key = word.partition(".")
    if scope not in _SCOPES or not key:
        raise _Unreadable(f"expected metrics.NAME, labels.NAME, criteria.ID, a number or a text, found {word[:80]!r}")
    return _Token(word, Name(scope=scope, key=key))


def _check_nesting(tokens: list[_Token]) -> None:
    depth = negations = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        negations = negations + 1 if token.text == "not" else 0
        if depth + negations > _DEEPEST:
            raise _Unreadable(f"nested deeper than {_DEEPEST}")


def _rule(node: ast.expr, tokens: list[_Token]) -> Rule:
    """The rule that a syntax tree says, of the few kinds of nodes that a rule has."""
    match node:
        case ast.BoolOp(op=op, values=values):
            return Joined(every=isinstance(op, ast.And), rules=tuple(_rule(value, tokens) for value in values))
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return Not(rule=_rule(inner, tokens))
        case ast.Compare(left=ast.Name(id=left), ops=[op], comparators=[ast.Name(id=right)]):
            return Condition(left=_operand(left, tokens), op=_COMPARISONS[type(op)], right=_operand(right, tokens))
        case ast.Compare():
            raise _Unreadable("a comparison has one sign between two operands")
    raise _Unreadable("expected a comparison such as ==")


def _operand(identifier: str, tokens: list[_Token]) -> Name | Operand:
    operand = tokens[int(identifier[1:])].operand
    assert operand is not None, "an identifier stands for an operand"
    return operand
