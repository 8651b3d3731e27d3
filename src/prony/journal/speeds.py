"""What one exchange adds to its attempt's tokens and times: the definitions behind every speed on a board.

Client side, on the gateway's clock: TTFT = first reasoning or answer delta after the request was sent; decode rate =
(completion tokens - 1) / (finish reason - TTFT), in records without that time: (last delta - TTFT). The end token is
counted, and shown by nothing but the finish reason. A reply that came in a burst has no rate on the client's clock, and
one that had to wait has no TTFT of the model's; one during which somebody else used the engine has neither, on either
clock. Server side, from the engine's own timings: decode rate = (predicted_n - 1) / predicted_ms. The two are never
mixed. Tokens are the engine's counts; nothing is guessed.
"""

from __future__ import annotations

from prony.nouns import Exchange, ServerTimings

MOST_RATE = 20_000.0
"""Tokens a second that no engine makes for one reply: what comes faster was held back somewhere."""
TOUCHED = frozenset({"slept", "stolen", "throttled"})
"""Flags of an exchange none of whose times is the model's (`prony.gateway.watchers`)."""
FOREIGN = "foreign_requests"
"""Likewise, since somebody else used the engine (`prony.bench.foreign`)."""
_STRUCK = TOUCHED | {FOREIGN}
Sums = dict[str, int | float | None]

COUNTERS = (
    "prompt_tokens",
    "cached_tokens",
    "cacheable_tokens",
    "completion_tokens",
    "reasoning_tokens",
    "decode_tokens",
    "decode_s",
    "server_decode_tokens",
    "server_decode_s",
)
"""Columns of an attempt that add up over its exchanges; None until one exchange knows."""


def ttft_s(exchange: Exchange) -> float | None:
    """Seconds to the first token of any kind; None where the reply was not streamed or never began, had to wait, or was
    touched."""
    if "queued" in exchange.flags or _STRUCK.intersection(exchange.flags):
        return None
    return _first_s(exchange)


def _first_s(exchange: Exchange) -> float | None:
    times = exchange.times
    known = [one for one in (times.first_reasoning_s, times.first_answer_s) if one is not None]
    return min(known) if known and exchange.streamed else None


def sums_of(exchange: Exchange) -> Sums:
    """What this exchange adds to each of `COUNTERS`; None = not captured."""
    tokens = exchange.tokens
    knows_cache = tokens.prompt is not None and tokens.cached is not None
    touched = _STRUCK.intersection(exchange.flags)
    decode_tokens, decode_s = (None, None) if touched else _client_decode(exchange)
    server_tokens, server_s = (None, None) if touched else _server_decode(exchange.timings)
    return {
        "prompt_tokens": tokens.prompt,
        "cached_tokens": tokens.cached if knows_cache else None,
        "cacheable_tokens": tokens.prompt if knows_cache else None,
        "completion_tokens": tokens.completion,
        "reasoning_tokens": tokens.reasoning,
        "decode_tokens": decode_tokens,
        "decode_s": decode_s,
        "server_decode_tokens": server_tokens,
        "server_decode_s": server_s,
    }


def judge_sums_of(exchange: Exchange) -> Sums:
    """The share of a judge's exchange in the columns that keep it apart."""
    return {
        "judge_prompt_tokens": exchange.tokens.prompt,
        "judge_completion_tokens": exchange.tokens.completion,
        "judge_s": exchange.times.end_s,
    }


def add(a: int | float | None, b: int | float | None) -> int | float | None:
    """The sum of what is known."""
    if a is None or b is None:
        return b if a is None else a
    return a + b


def _client_decode(exchange: Exchange) -> tuple[int | None, float | None]:
    first, last, count = _first_s(exchange), exchange.times.last_s, _shown_tokens(exchange)
    if first is None or last is None or count is None or count < 2 or last <= first or "burst" in exchange.flags:
        return None, None
    finish = exchange.times.finish_s
    decode_s = (last if finish is None else finish) - first
    return (None, None) if count - 1 > MOST_RATE * decode_s else (count - 1, decode_s)


def _shown_tokens(exchange: Exchange) -> int | None:
    """Tokens that came over the wire: some engines count reasoning that they do not send."""
    tokens = exchange.tokens
    if tokens.completion is None or exchange.reasoning_chars:
        return tokens.completion
    return tokens.completion - (tokens.reasoning or 0)


def _server_decode(timings: ServerTimings) -> tuple[int | None, float | None]:
    count, ms = timings.predicted_n, timings.predicted_ms
    if count is None or ms is None or count < 2 or ms <= 0:
        return None, None
    return count - 1, ms / 1000
