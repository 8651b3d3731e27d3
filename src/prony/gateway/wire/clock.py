"""llama.cpp's own clock, which its server puts beside replies of more than one dialect."""

from __future__ import annotations

from typing import Any

from prony.gateway.wire.lenient import count, number
from prony.nouns import ServerTimings


def llama_clock(timings: dict[str, Any] | None) -> ServerTimings:
    """The counts and times of `timings`; empty where there are none."""
    raw = timings or {}
    return ServerTimings(
        prompt_n=count(raw.get("prompt_n")),
        prompt_ms=number(raw.get("prompt_ms")),
        predicted_n=count(raw.get("predicted_n")),
        predicted_ms=number(raw.get("predicted_ms")),
        cache_n=count(raw.get("cache_n")),
    )
