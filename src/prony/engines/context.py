"""Context: the tokens of it that a plan needs, and the memory that they take."""

from __future__ import annotations

from prony.engines.engine import LEAST_CONTEXT
from prony.engines.gguf_header import GgufHeader

TEMPLATE_SLACK_TOKENS = 512


def context_for(longest_prompt_bytes: int, max_tokens: int, most: int | None = None) -> int:
    """The context, in tokens, that holds the longest prompt of a plan and its reply: at least 4096, at most what the
    model file says (`most`).

    No token is shorter than a byte, so bytes are an upper bound whatever the tokenizer; the template gets its share.
    """
    wanted = max(LEAST_CONTEXT, longest_prompt_bytes + TEMPLATE_SLACK_TOKENS + max_tokens)
    wanted = -(-wanted // 256) * 256
    return min(wanted, most) if most else wanted


def context_bytes(header: GgufHeader, context: int) -> int:
    """About what `context` tokens take in memory: 16-bit keys and values of every layer; 0 where the file is silent.

    An upper bound for models that keep less (sliding windows, recurrent layers).
    """
    of = header.architecture
    layers, heads = header.whole(f"{of}.block_count"), header.whole(f"{of}.attention.head_count")
    width = header.whole(f"{of}.embedding_length")
    if not (layers and heads and width):
        return 0
    kept_heads = header.whole(f"{of}.attention.head_count_kv") or heads
    key = header.whole(f"{of}.attention.key_length") or width // heads
    value = header.whole(f"{of}.attention.value_length") or width // heads
    return 2 * context * layers * kept_heads * (key + value)
