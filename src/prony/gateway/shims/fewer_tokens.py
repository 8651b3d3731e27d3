"""The shim `fewer-tokens`: some refuse a reply that may be longer than they, or their context, have room for."""

from __future__ import annotations

import re

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim

FIELDS = ("max_tokens", "max_completion_tokens")
_N = r"[`'\"]?(\d[\d,_]*)\b"
_NAME = r"(?:max[_ ]?(?:completion|new|output)?[_ ]?tokens|(?:completion|output|maximum) tokens)"
_BY_TIME = r"per (second|minute|hour|day)|\b(TPM|TPD|RPM)\b"
_ABOUT = rf"{_NAME}|tokens"
_LIMITS = (
    rf"at most {_N} (?:completion |output |new )*tokens",
    rf"{_NAME}\b.{{0,60}}\brange\b.{{0,40}}[\[(] ?\d+ ?, ?{_N} ?[\])]|\brange of {_NAME}.{{0,30}}[\[(] ?\d+ ?, ?{_N}",
    rf"{_NAME}\W{{1,3}}\d[\d,]* ?>=? ?{_N}",
    rf"{_NAME}\b.{{0,60}}(?:less than or equal to|<=|at most|no more than|not exceed|between \d+ and) {_N}",
    rf"{_NAME}\b.{{0,120}}expected a value <= {_N}",
    rf"{_NAME}\b.{{0,60}}\b(?:maximum|max|limit)\b(?: value| allowed)?(?: is| of|:)? {_N}",
)
"""What is said of the most tokens that any reply may have. A number that it must stay below is in `_BELOW`."""
_BELOW = (
    rf"{_NAME}\b.{{0,80}}\d \(inclusive\) to {_N} \(exclusive\)",
    rf"{_NAME}\b.{{0,60}}(?:less|lower|smaller) than {_N}",
)
_CONTEXT = (rf"context (?:length|limit|window|size)(?: is| of|:)? {_N}", rf"max_new_tokens`? must be <= {_N}")
_PROMPT = (
    rf"{_N} (?:input tokens|in the (?:messages|prompt|input)|tokens (?:from|in) the (?:input|messages|prompt)|"
    r"of text input|`?inputs`? tokens|prompt tokens)",
)
_SUM = rf"context limit: {_N} ?\+ ?\d+ ?> ?{_N}"
_STEP = 256
"""Room in a context is given in such steps, where there are several: prompts of one suite then mostly get the same."""


class FewerTokens(Shim):
    """The same request, whose reply may have no more tokens than the engine says that there is room for."""

    name = "fewer-tokens"
    words = "a reply may have FIELD tokens, which is what the engine has room for, and not more"
    lessens = frozenset(FIELDS)

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """The most tokens that the refusal names, where more were asked for, and more than one is left."""
        asked = min((n for n in map(body.get, FIELDS) if isinstance(n, int) and not isinstance(n, bool)), default=0)
        if asked < 2 or not refusal.says(_ABOUT) or refusal.says(_BY_TIME):
            return None
        room = _room(refusal.words, asked)
        return str(room) if room is not None and 1 < room < asked else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Lower the limit, under whichever name it is sent."""
        room = int(field) if re.fullmatch(r"\d{1,9}", field) else None
        more = [name for name in FIELDS if isinstance(body.get(name), int) and room is not None and body[name] > room]
        return {**body, **dict.fromkeys(more, room)} if more else body


def _room(words: str, asked: int) -> int | None:
    """How many tokens of a reply a refusal leaves, of those that were asked for; None where it does not say."""
    if match := re.search(_SUM, words, re.IGNORECASE):
        return _in_steps(_number(match[2]) - _number(match[1]))
    total, prompt = _first(_CONTEXT, words), _first(_PROMPT, words)
    if total is not None and prompt is not None:
        # A sentence that names prompt and context without what was asked for is about the prompt.
        return _in_steps(total - prompt) if re.search(rf"(?<!\d){asked}(?!\d)", words) else None
    if total is not None:
        return None
    limit, below = _first(_LIMITS, words), _first(_BELOW, words)
    return limit if limit is not None else below - 1 if below is not None else None


def _in_steps(room: int) -> int:
    return room // _STEP * _STEP if room > 4 * _STEP else room


def _first(patterns: tuple[str, ...], words: str) -> int | None:
    for pattern in patterns:
        if match := re.search(pattern, words, re.IGNORECASE):
            return _number(next(group for group in match.groups() if group))
    return None


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits)[:12] or 0)


SHIM = FewerTokens()
