"""What a llama-server of ours may be started with: the options of a contestant, by the names that fingerprints have.

This list is the whole door. A flag that is not on it would change replies without a word in the fingerprint, or would
name a host, a key or a file to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from prony.engines.llama_flags import FLAGS, LONGEST
from prony.nouns import Noun

CacheType = Literal["f32", "f16", "bf16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl"]
Count = Annotated[int, msgspec.Meta(ge=1, le=1 << 30)]
Number = Annotated[int, msgspec.Meta(ge=0, le=1 << 30)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Factor = Annotated[float, msgspec.Meta(gt=0, le=1e12)]
Word = Annotated[str, msgspec.Meta(pattern=r"^[!-,.-~][ -~]*$", max_length=LONGEST)]
"""A value that can be no flag itself, and that a fingerprint holds whole."""
File = Annotated[str, msgspec.Meta(min_length=1)]
UNQUANTIZED = ("f32", "f16", "bf16")


class LlamaServerOptions(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `options` of a contestant with `engine = "llama-server"`. What is left out is llama-server's own choice.

    binary: the program, else PRONY_LLAMA_SERVER, the one on the PATH, the one that `make engines` built. cache_type:
    both cache_type_k and cache_type_v. slots: requests that are computed at once, each with the contestant's whole
    context. draft_model: the GGUF file of a small model that drafts for this one.
    """

    binary: File | None = None
    cache_type: CacheType | None = None
    cache_type_k: CacheType | None = None
    cache_type_v: CacheType | None = None
    flash_attention: Literal["on", "off", "auto"] | None = None
    gpu_layers: Number | None = None
    slots: Annotated[int, msgspec.Meta(ge=1, le=256)] | None = None
    batch: Count | None = None
    micro_batch: Count | None = None
    threads_batch: Count | None = None
    kv_offload: bool | None = None
    swa_full: bool | None = None
    context_shift: bool | None = None
    device: Word | None = None
    split_mode: Word | None = None
    tensor_split: Word | None = None
    override_tensor: Word | None = None
    cpu_moe: bool | None = None
    cpu_moe_layers: Number | None = None
    override_metadata: Word | None = None
    rope_scaling: Literal["none", "linear", "yarn"] | None = None
    rope_scale: Factor | None = None
    rope_frequency_base: Factor | None = None
    rope_frequency_scale: Factor | None = None
    yarn_original_context: Number | None = None
    draft_model: File | None = None
    draft_tokens: Number | None = None
    draft_least_tokens: Number | None = None
    draft_least_probability: Share | None = None
    draft_gpu_layers: Number | None = None
    draft_cache_type_k: CacheType | None = None
    draft_cache_type_v: CacheType | None = None
    speculation: Word | None = None
    reasoning_format: Word | None = None
    reasoning_budget: Annotated[int, msgspec.Meta(ge=-1, le=1 << 30)] | None = None


def complaint(options: Mapping[str, Any]) -> str | None:
    """Say which options do not go together, in a sentence; None where all do. They are of the right types."""
    both = {"cache_type_k", "cache_type_v"} & options.keys()
    if "cache_type" in options and both:
        return f"cache_type is for keys and values alike: leave out {' and '.join(sorted(both))}, or cache_type"
    values = options.get("cache_type_v", options.get("cache_type", "f16"))
    if values not in UNQUANTIZED and options.get("flash_attention") == "off":
        return f"llama.cpp keeps values as {values} only with flash attention: leave flash_attention out, or say on"
    alone = sorted(name for name in options if name.startswith("draft_") and name != "draft_model")
    if alone and "draft_model" not in options and "speculation" not in options:
        return f"{alone[0]} goes with a draft_model"
    return None


def settings_of(options: Mapping[str, Any]) -> dict[str, str]:
    """The settings, as `prony.engines.llama_flags` names and writes them, that these options say; those that have no
    flag of theirs there are left out."""
    both = options.get("cache_type")
    told = {**({"cache_type_k": both, "cache_type_v": both} if both else {}), **options}
    return {flag.setting: _written(told[flag.setting]) for flag in FLAGS if flag.setting in told}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:.12g}" if isinstance(value, float) else str(value)
