"""How many tokens one reply may have, and how long one attempt may last."""

from __future__ import annotations

from prony.nouns import Task

MAX_TOKENS = 1024
MAX_TOKENS_THINKING = 4096
ATTEMPT_WALL_S = 900.0


def reply_budget(task: Task, *, thinks: bool) -> int:
    """Tokens of one reply: what the task says, else 1024; at least 4096 where the template thinks."""
    if thinks:
        return max(task.max_tokens or 0, MAX_TOKENS_THINKING)
    return task.max_tokens or MAX_TOKENS
