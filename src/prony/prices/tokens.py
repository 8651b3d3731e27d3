"""What the tokens of an exchange cost, by prices of a million of each kind."""

from __future__ import annotations

from prony.config import Money
from prony.nouns import Noun, Tokens

MILLION = 1e6


class TokenPrices(Noun, frozen=True, kw_only=True):
    """Prices of a million tokens. cached: of prompt tokens from a cache, cache_write: of those that were written into
    one; None: as any other of the prompt."""

    prompt: Money
    completion: Money
    cached: Money | None = None
    cache_write: Money | None = None


def cost_of_exchange(tokens: Tokens, prices: TokenPrices) -> dict[str, float] | str:
    """What an exchange costs, by kind of token; or why that is not known.

    Where the engine says nothing of a cache, all of the prompt has its full price.
    """
    if tokens.prompt is None or tokens.completion is None:
        return "the engine did not tell how many tokens it was"
    cached = tokens.cached or 0
    written = tokens.cache_written or 0
    if min(tokens.prompt, tokens.completion, cached, written) < 0 or cached + written > tokens.prompt:
        return "the engine's counts of tokens contradict each other"
    amounts = {
        "prompt": (tokens.prompt - cached - written) * prices.prompt / MILLION,
        "completion": tokens.completion * prices.completion / MILLION,
    }
    if cached:
        amounts["cached"] = cached * (prices.prompt if prices.cached is None else prices.cached) / MILLION
    if written:
        amounts["cache_write"] = (
            written * (prices.prompt if prices.cache_write is None else prices.cache_write) / MILLION
        )
    return amounts
