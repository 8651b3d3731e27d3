"""How many characters of filler make a token: by the server's own tokenizer, else by what a first reply counts."""

from __future__ import annotations

from urllib.parse import quote

from prony.engines import Description
from prony.gateway import Upstream
from prony.http1.ask import post
from prony.speed.filler import text_of

SAMPLE_CHARACTERS = 24_000
GUESS = 3.0
"""Characters a token, for the first request to a server that has no tokenizer to ask; its own count corrects it."""
LEAST, MOST = 0.5, 20.0
"""What nobody's tokenizer is below, or above: such an answer is no count of tokens."""
TIMEOUT_S = 30.0


async def characters_a_token(target: Upstream, description: Description, key: str, seed: str) -> float | None:
    """Of code like that of prompts; None where the server has no tokenizer that can be asked. key: for the server."""
    text = text_of(f"{seed}/tokenizer", SAMPLE_CHARACTERS)
    root = target.base_url.removesuffix("/v1")
    kind = description.engine.kind
    if kind == "llama-swap":
        root += f"/upstream/{quote(target.model, safe='')}"
    elif kind != "embedded" and not kind.startswith(("llama-server", "vllm")):
        return None
    asked = {"model": target.model, ("prompt" if kind == "vllm" else "content"): text}
    answer = await post(f"{root}/tokenize", asked, key=key or None, timeout_s=TIMEOUT_S)
    if answer is None or answer.status != 200:
        return None
    tokens, count = answer.fields.get("tokens"), answer.fields.get("count")
    return ratio_of(len(text), len(tokens) if isinstance(tokens, list) else count)


def ratio_of(characters: int, tokens: object) -> float | None:
    """Characters a token; None where `tokens` can be no count of them."""
    if not isinstance(tokens, int) or isinstance(tokens, bool) or tokens <= 0:
        return None
    ratio = characters / tokens
    return ratio if LEAST <= ratio <= MOST else None
