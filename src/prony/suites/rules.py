"""The comparison language of `[[prony.caps]] when`: parsed by hand into a tree, never evaluated as code.

    rule       = either
    either     = both ("or" both)*
    both       = negated ("and" negated)*
    negated    = "not" negated | "(" rule ")" | comparison
    comparison = operand ("==" | "!=" | "<=" | ">=" | "<" | ">") operand
    operand    = number | "text" | 'text' | ("metrics" | "labels" | "criteria") "." NAME

A name may hold letters, digits, `_`, `-`, `.` and `/`. `metrics` are what the grader measured, `labels` are texts,
`criteria` are the points that a criterion earned.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from prony.errors import SuiteError
from prony.nouns import Noun

Operand = float | str

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<op>==|!=|<=|>=|<|>)
      | (?P<paren>[()])
      | (?P<name>[A-Za-z_][\w./-]*)
    )""",
    re.VERBOSE,
)
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_SCOPES = ("metrics", "labels", "criteria")
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


class Comparison(Noun, frozen=True, kw_only=True):
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


Rule = Comparison | Not | Joined


def parse_rule(text: str) -> Rule:
    """The rule that `text` says. Raises SuiteError E333 where it says none."""
    return _Parser(text).whole()


def names_in(rule: Rule) -> frozenset[Name]:
    """Every fact that `rule` looks at."""
    if isinstance(rule, Not):
        return names_in(rule.rule)
    if isinstance(rule, Joined):
        return frozenset().union(*(names_in(part) for part in rule.rules))
    return frozenset(side for side in (rule.left, rule.right) if isinstance(side, Name))


class _Parser:
    """Recursive descent over the tokens of one rule."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens()
        self.at = 0
        self.depth = 0

    def whole(self) -> Rule:
        rule = self._joined("or")
        if self.at < len(self.tokens):
            raise self._error(f"unexpected {self.tokens[self.at][1]!r}")
        return rule

    def _joined(self, word: str) -> Rule:
        rules = [self._part(word)]
        while self._take("name", word):
            rules.append(self._part(word))
        return rules[0] if len(rules) == 1 else Joined(every=word == "and", rules=tuple(rules))

    def _part(self, word: str) -> Rule:
        return self._joined("and") if word == "or" else self._negated()

    def _negated(self) -> Rule:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._error(f"nested deeper than {_DEEPEST}")
        try:
            if self._take("name", "not"):
                return Not(rule=self._negated())
            if self._take("paren", "("):
                rule = self._joined("or")
                if not self._take("paren", ")"):
                    raise self._error("a parenthesis is never closed")
                return rule
            return self._comparison()
        finally:
            self.depth -= 1

    def _comparison(self) -> Comparison:
        left = self._operand()
        kind, op = self._next("a comparison such as ==")
        if kind != "op":
            raise self._error(f"expected a comparison, found {op!r}")
        return Comparison(left=left, op=op, right=self._operand())

    def _operand(self) -> Name | Operand:
        kind, word = self._next("a number, a text or a name")
        if kind == "number":
            return float(word)
        if kind == "text":
            return word[1:-1]
        scope, _, key = word.partition(".")
        if kind != "name" or scope not in _SCOPES or not key:
            raise self._error(f"expected metrics.NAME, labels.NAME, criteria.ID, a number or a text, found {word!r}")
        return Name(scope=scope, key=key)

    def _take(self, kind: str, word: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at] == (kind, word)
        self.at += found
        return found

    def _next(self, wanted: str) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise self._error(f"ends where {wanted} was expected")
        self.at += 1
        return self.tokens[self.at - 1]

    def _tokens(self) -> list[tuple[str, str]]:
        tokens, at, text = [], 0, self.text.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or match.lastgroup is None:
                raise self._error(f"cannot read {text[at:].strip()[:20]!r}")
            tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        return tokens

    def _error(self, cause: str) -> SuiteError:
        return SuiteError(
            "E333",
            f"the rule `{self.text.strip()[:200]}` cannot be read",
            cause=cause,
            hint='write it as `metrics.NAME <= 3`, `labels.NAME == "text"` or `criteria.ID == 0`,'
            " joined by and, or, not and parentheses",
        )
