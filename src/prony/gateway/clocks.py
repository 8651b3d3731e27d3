"""What the client's clock can say of a reply: nothing of its rate where it came in a burst, and less of its first times
where the engine had other things to do first.

Pure functions; times in seconds after the request was sent.
"""

from __future__ import annotations

from prony.gateway.wire import Reading
from prony.journal.speeds import MOST_RATE
from prony.nouns import ExchangeTimes, ServerTimings, Tokens

QUEUED_S = 1.0
"""So much longer than the engine worked on a request, the request waited for something."""
_FEW_TOKENS, _MANY_TOKENS = 8, 32


def came_in_a_burst(reading: Reading, times: ExchangeTimes, tokens: Tokens, timings: ServerTimings) -> bool:
    """Whether most of a streamed reply came at one moment, or all of it faster than it can have been made."""
    made, first = tokens.completion, first_s(times)
    if made is None or made < _FEW_TOKENS or first is None or times.last_s is None:
        return False
    if reading.moments <= 1:
        return True
    share = reading.most_at_once / max(1, reading.characters)
    if share > 1 / 2 or (made >= _MANY_TOKENS and share > 1 / 4):
        return True
    shown_s = times.last_s - first
    if made - 1 > MOST_RATE * shown_s:
        return True
    engine_s = (timings.predicted_ms or 0.0) / 1000
    return engine_s - shown_s > max(0.1, engine_s / 2)


def queued(times: ExchangeTimes, timings: ServerTimings) -> bool:
    """Whether the request waited for something else than its own prompt: the engine says how long it worked on that.

    Some engines hold a reply back; then its first piece is late, and its end is not.
    """
    first = first_s(times)
    if first is None or timings.prompt_ms is None:
        return False
    worked_s = (timings.prompt_ms + (timings.load_ms or 0.0)) / 1000
    waited_s = first - worked_s
    if times.finish_s is not None and timings.predicted_ms is not None:
        waited_s = min(waited_s, times.finish_s - worked_s - timings.predicted_ms / 1000)
    return waited_s > QUEUED_S


def first_s(times: ExchangeTimes) -> float | None:
    """When the first token of any kind came."""
    known = [one for one in (times.first_reasoning_s, times.first_answer_s) if one is not None]
    return min(known) if known else None
