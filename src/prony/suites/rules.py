"""Rules: the shape of a cap's `when`, so that a slip is found when a suite is loaded and not when it is graded.

rule       = term (("and" | "or") term)*
term       = "not" term | "(" rule ")" | comparison
comparison = ("metrics" | "criteria") "." NAME OP NUMBER  |  "labels" "." NAME ("==" | "!=") "TEXT"
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z_][\w-]*(?:\.[\w-]+)*)|(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)
    |(?P<text>"[^"]*"|'[^']*')|(?P<op>==|!=|<=|>=|<|>)|(?P<paren>[()]))""",
    re.VERBOSE,
)


def rule_names(text: str) -> tuple[tuple[str, str], ...]:
    """What a rule looks at, as (kind, name) pairs such as ("criteria", "speed").

    Raises ValueError with the reason when `text` is not a rule.
    """
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"cannot read {text[at:].strip()!r}")
        tokens.append((match.lastgroup or "", match.group(match.lastgroup or 0)))
        at = match.end()
    reader = _Reader(tokens)
    reader.rule()
    if reader.tokens:
        raise ValueError(f"nothing may follow here, but {reader.tokens[0][1]!r} does")
    return tuple(reader.names)


class _Reader:
    """A recursive-descent reader that only checks shape."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.names: list[tuple[str, str]] = []

    def _take(self, wanted: str) -> tuple[str, str]:
        if not self.tokens:
            raise ValueError(f"{wanted} is missing at the end")
        return self.tokens.pop(0)

    def rule(self, depth: int = 0) -> None:
        self._term(depth)
        while self.tokens and self.tokens[0] in (("name", "and"), ("name", "or")):
            self.tokens.pop(0)
            self._term(depth)

    def _term(self, depth: int) -> None:
        if depth > 20:
            raise ValueError("it is nested too deep")
        token = self._take("a comparison")
        if token == ("name", "not"):
            self._term(depth + 1)
        elif token == ("paren", "("):
            self.rule(depth + 1)
            if self._take("a closing parenthesis") != ("paren", ")"):
                raise ValueError("a parenthesis is not closed")
        else:
            self._comparison(token)

    def _comparison(self, subject: tuple[str, str]) -> None:
        kind, _, name = subject[1].partition(".")
        if subject[0] != "name" or kind not in ("metrics", "labels", "criteria") or not name:
            raise ValueError(f"{subject[1]!r} is none of metrics.NAME, labels.NAME, criteria.ID")
        op = self._take("an operator")
        if op[0] != "op" or (kind == "labels" and op[1] not in ("==", "!=")):
            raise ValueError(f"{op[1]!r} is no comparison that fits {kind}")
        value = self._take("a value")
        if value[0] != ("text" if kind == "labels" else "number"):
            raise ValueError(f"{kind} are compared with a {'text' if kind == 'labels' else 'number'}, not {value[1]}")
        self.names.append((kind, name))
