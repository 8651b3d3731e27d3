"""Context: the tokens of it that a plan needs. What they take is `memory`."""

from __future__ import annotations

from prony.engines.engine import LEAST_CONTEXT

TEMPLATE_SLACK_TOKENS = 512


def context_for(longest_prompt_bytes: int, max_tokens: int, most: int | None = None) -> int:
    """The context, in tokens, that holds the longest prompt of a plan and its reply: at least 4096, at most what the
    model file says (`most`).

    No token is shorter than a byte, so bytes are an upper bound whatever the tokenizer; the template gets its share.
    """
    wanted = max(LEAST_CONTEXT, longest_prompt_bytes + TEMPLATE_SLACK_TOKENS + max_tokens)
    wanted = -(-wanted // 256) * 256
    return min(wanted, most) if most else wanted
