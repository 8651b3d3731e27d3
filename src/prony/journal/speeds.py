"""What one exchange adds to its attempt's tokens and times: the definitions behind every speed on a board.

Client side, on the gateway's clock: TTFT = first reasoning or answer delta after the request was sent; decode rate =
(completion tokens - 1) / (last delta - TTFT). Server side, from the engine's own timings: decode rate =
(predicted_n - 1) / predicted_ms. The two are never mixed. Tokens are the engine's counts; nothing is guessed.
"""

from __future__ import annotations

from prony.nouns import Exchange, ServerTimings

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
    """Seconds to the first token of any kind; None where the reply was not streamed or never began."""
    times = exchange.times
    known = [one for one in (times.first_reasoning_s, times.first_answer_s) if one is not None]
    return min(known) if known and exchange.streamed else None


def sums_of(exchange: Exchange) -> Sums:
    """What this exchange adds to each of `COUNTERS`; None = not captured."""
    tokens = exchange.tokens
    knows_cache = tokens.prompt is not None and tokens.cached is not None
    decode_tokens, decode_s = _client_decode(exchange)
    server_tokens, server_s = _server_decode(exchange.timings)
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
    first, last, count = ttft_s(exchange), exchange.times.last_s, exchange.tokens.completion
    if first is None or last is None or count is None or count < 2 or last <= first:
        return None, None
    return count - 1, last - first


def _server_decode(timings: ServerTimings) -> tuple[int | None, float | None]:
    count, ms = timings.predicted_n, timings.predicted_ms
    if count is None or ms is None or count < 2 or ms <= 0:
        return None, None
    return count - 1, ms / 1000
