"""Finish reasons: the words that engines have for why a reply ended, in one table for all dialects."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from prony.gateway.wire.lenient import word
from prony.gateway.wire.reading import StopReason

_END, _LENGTH, _CALLS = StopReason.END, StopReason.LENGTH, StopReason.TOOL_CALLS
_FILTER, _ERROR = StopReason.FILTER, StopReason.ERROR

NO_WORDS = frozenset(
    {"", "null", "none", "nil", "undefined", "false", "n/a", "finish_reason_unspecified", "unspecified"}
)
"""Words for *not finished*."""

STOPS: dict[str, StopReason] = {
    **dict.fromkeys(("stop", "eos", "eos_token", "eos_found", "eog", "end", "end_turn", "end_of_turn"), _END),
    **dict.fromkeys(("stop_sequence", "stop_token", "stop_word", "stop_string", "stop_str", "stop_criteria_met"), _END),
    **dict.fromkeys(("done", "complete", "completed", "finish", "finished", "success", "normal"), _END),
    **dict.fromkeys(("length", "max_tokens", "max_length", "max_new_tokens", "max_output_tokens"), _LENGTH),
    **dict.fromkeys(("max_completion_tokens", "model_length", "token_limit", "limit", "truncated"), _LENGTH),
    **dict.fromkeys(("context_length", "context_length_exceeded", "model_context_window_exceeded"), _LENGTH),
    **dict.fromkeys(("tool_calls", "tool_call", "tool_use", "function_call", "function_calls", "tool"), _CALLS),
    **dict.fromkeys(("content_filter", "content_filtered", "filter", "filtered", "safety", "recitation"), _FILTER),
    **dict.fromkeys(("blocklist", "prohibited_content", "spii", "refusal", "sensitive", "moderation"), _FILTER),
    **dict.fromkeys(("error", "abort", "aborted", "cancel", "cancelled", "canceled", "failed", "failure"), _ERROR),
    # A turn that is to be gone on with: no model's word, and none for a failure.
    **dict.fromkeys(("pause_turn", "compaction"), StopReason.OTHER),
    **dict.fromkeys(("network_error", "insufficient_system_resource", "timeout", "interrupted", "unload"), _ERROR),
}
"""Finish reasons in small letters, with `_` for blanks and hyphens."""

_STEMS: tuple[tuple[re.Pattern[str], StopReason], ...] = (
    (re.compile(r"error|abort|cancel|fail|crash|time_?out|interrupt|overload|preempt|evict"), _ERROR),
    (re.compile(r"length|limit|truncat|max_|context|budget"), _LENGTH),
    (re.compile(r"filter|safety|refus|moderat|sensitiv|prohibit|block|guardrail|policy"), _FILTER),
    (re.compile(r"stop|eos|end"), _END),
)
"""What the words that are in no table are taken for, where a part of them says it."""


class Finish(NamedTuple):
    """word: the engine's own; known: whether it stands in `STOPS`."""

    word: str
    stop: StopReason
    known: bool


def finish_of(value: Any) -> Finish | None:
    """Read a finish reason; None where it says that the reply is not finished, in whatever words."""
    if not value:
        return None
    if isinstance(value, dict):
        value = value.get("type") or value.get("reason")
    own = word(value)
    if own is None:
        return Finish(type(value).__name__, StopReason.OTHER, known=False)
    plain = re.sub(r"[\s-]+", "_", own.strip().lower())
    if plain in NO_WORDS:
        return None
    if (stop := STOPS.get(plain)) is not None:
        return Finish(own, stop, known=True)
    by_part = next((stop for stem, stop in _STEMS if stem.search(plain)), StopReason.OTHER)
    return Finish(own, by_part, known=False)
