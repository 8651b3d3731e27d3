"""How families of models keep a context, as llama.cpp serves them: what their files do not say of themselves. Data.

A family that is missing here is taken to keep keys and values of every layer, which is then an upper bound.
"""

from __future__ import annotations

from prony.nouns import Noun


class CacheRule(Noun, frozen=True, kw_only=True):
    """What a family's layers keep of a context."""

    full_every: int = 0
    """Of so many layers the last one keeps all of a context, the others a window; 0: no layer has a window."""
    window: int | None = None
    """Tokens of that window, where the file does not say."""
    least_experts: int = 0
    """Only models with so many experts have windows."""
    least_layers: int = 0
    """Only models with so many layers have windows."""
    keeping_layers: int | None = None
    """Only so many layers, from the first on, keep anything; the others read what those keep."""
    state: str = ""
    """Which layers keep a state of fixed size: `all`, `headless` (those without heads for keys), `interval` (all but
    every n-th) or `beside` (all, beside keys and values)."""
    interval: int = 4
    """Of `interval`, where the file does not say."""


CACHE_RULES: dict[str, CacheRule] = {
    **dict.fromkeys(
        (
            "llama", "mistral3", "qwen2", "qwen2moe", "qwen3", "qwen3moe", "qwen2vl", "qwen3vl",
            "qwen3vlmoe", "phi2", "phi3", "phimoe", "gemma", "starcoder", "starcoder2", "stablelm",
            "granite", "granitemoe", "chatglm", "glm4", "glm4moe", "olmo", "olmoe", "internlm2",
            "codeshell", "command-r", "deepseek", "deepseek2", "minicpm", "minicpm3", "baichuan",
            "falcon", "gptneox", "gpt2", "gptj", "bloom", "mpt", "exaone", "smollm3", "seed_oss",
            "ernie4_5", "ernie4_5-moe", "hunyuan-dense", "hunyuan-moe", "bailingmoe", "bailingmoe2",
            "dots1", "arcee", "orion", "xverse", "nemotron", "deci", "openelm", "minimax-m2", "apertus",
            "dbrx", "grok", "jais", "plamo",
        ),
        CacheRule(),
    ),
    **dict.fromkeys(
        ("lfm2", "lfm2moe", "jamba", "granitehybrid", "nemotron_h", "nemotron_h_moe", "plamo2", "kimi-linear"),
        CacheRule(state="headless"),
    ),
    **dict.fromkeys(
        ("mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"),
        CacheRule(state="all"),
    ),
    "falcon-h1": CacheRule(state="beside"),
    **dict.fromkeys(("qwen3next", "qwen35", "qwen35moe"), CacheRule(state="interval")),
    "gemma2": CacheRule(full_every=2, window=4096),
    "gemma3": CacheRule(full_every=6),
    "gemma3n": CacheRule(full_every=5, keeping_layers=20),
    "cohere2": CacheRule(full_every=4),
    "gpt-oss": CacheRule(full_every=2),
    "llama4": CacheRule(full_every=4, window=8192, least_experts=1),
    "exaone4": CacheRule(full_every=4, least_layers=64),
    "olmo2": CacheRule(full_every=4),
    "smallthinker": CacheRule(full_every=4, window=4096),
}  # fmt: skip
