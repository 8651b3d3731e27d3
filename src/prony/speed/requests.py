"""What is asked of an engine: a chat request that is computed from its first token and answered at full length."""

from __future__ import annotations

from typing import Any

from prony.engines import Description
from prony.speed.filler import text_of

ASK = (
    "\n\nThe program above goes on. Write its next thirty functions in the same style, in full and without any comment "
    "on them."
)
LENGTHENED = frozenset({"vllm", "sglang"})
"""Kinds beside llama.cpp's that take `ignore_eos`."""


def prompt_of(key: str, characters: int) -> str:
    """A prompt of about so many characters, which begins like no other."""
    return text_of(key, max(0, characters - len(ASK))) + ASK


def body_of(model: str, prompt: str, reply_tokens: int, description: Description) -> dict[str, Any]:
    """The request, in the terms of chat completions. Where an engine can be told, nothing comes from its cache of
    prompts, and the reply has all of its tokens."""
    return {
        "model": model,
        "messages": [{"role": "user", "content": prompt}],
        "max_tokens": reply_tokens,
        "temperature": 0.0,
        **_told(description),
    }


def _told(description: Description) -> dict[str, Any]:
    if description.dialect != "chat":
        return {}
    kind = description.engine.kind
    if kind == "embedded" or kind.startswith("llama-server") or description.uncached:
        return {"cache_prompt": False, "ignore_eos": True}
    return {"ignore_eos": True} if kind in LENGTHENED else {}
