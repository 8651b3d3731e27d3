"""The memory calculator: what a model file and a context take, and the smallest machine that holds them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from prony.boards.view import View
from prony.engines.gguf_header import read_gguf
from prony.engines.identity import shard_paths
from prony.engines.memory import memory_needed
from prony.errors import WeightsError
from prony.readable import gigabytes

TIERS_GB = (8, 12, 16, 24, 32, 48, 64, 96, 128)
"""Unified memory, or a card's: sizes that are sold."""
GB = 10**9
GIB = 1 << 30
"""What a machine's memory is sold in: `--memory 24` means 24 GiB."""


class MemoryFit(View, frozen=True, kw_only=True):
    """What a model takes with a context, by parts; None is *not captured*.

    exact: whether the context's part is what llama.cpp allocates, else it is an upper bound (`why`). Buffers for
    computing, the system and everything else that runs are in none of it.
    """

    context: int | None
    weights_bytes: int | None = None
    keys_bytes: int | None = None
    window_bytes: int | None = None
    state_bytes: int | None = None
    total_bytes: int | None = None
    exact: bool = False
    why: str = ""
    smallest_tier_gb: int | None = None
    """The smallest of the tiers that holds it; None where none does, or the total is not captured."""
    cache_types: str = ""
    most_context: int | None = None
    """What the file says that the model was made for."""

    @property
    def text(self) -> str:
        """The total in words."""
        if self.total_bytes is not None:
            bound = "" if self.exact else "at most "
            return f"{bound}{gigabytes(self.total_bytes)} GB"
        if self.weights_bytes is not None:
            return f"{gigabytes(self.weights_bytes)} GB without its context"
        return "not captured"


class CacheTypes(NamedTuple):
    """llama.cpp's types of keys and values."""

    key: str = "f16"
    value: str = "f16"


LLAMA_CPP = CacheTypes()
"""Its own types."""


def fit_of_file(path: Path, context: int, types: CacheTypes = LLAMA_CPP) -> MemoryFit:
    """What the file at `path` takes, all its shards. What its header does not say is not captured."""
    try:
        shards = shard_paths(path)
        header = read_gguf(shards[0])
        weights = sum(shard.stat().st_size for shard in shards)
        most = header.context_length
        asked = min(context, most) if most else context
        need = memory_needed(header, asked, weights_bytes=weights, key_type=types.key, value_type=types.value)
    except (WeightsError, OSError, ValueError) as error:
        return MemoryFit(context=context, why=f"the file cannot be read: {getattr(error, 'what', error)}")
    if not need.known:
        return MemoryFit(context=asked, weights_bytes=need.weights_bytes, why=need.why, most_context=most)
    return MemoryFit(
        context=asked,
        weights_bytes=need.weights_bytes,
        keys_bytes=need.keys_bytes,
        window_bytes=need.window_bytes,
        state_bytes=need.state_bytes,
        total_bytes=need.total_bytes,
        exact=need.exact,
        why=need.why,
        smallest_tier_gb=smallest_tier(need.total_bytes),
        cache_types=f"{types.key}/{types.value}",
        most_context=most,
    )


def fit_of_size(weights_bytes: int | None, context: int | None, why: str) -> MemoryFit:
    """What is known where there is no file here: its size, if that was captured."""
    return MemoryFit(context=context, weights_bytes=weights_bytes, why=why)


def smallest_tier(total_bytes: int) -> int | None:
    """The smallest tier that holds so many bytes; None beyond the largest."""
    return next((tier for tier in TIERS_GB if total_bytes <= tier * GIB), None)
