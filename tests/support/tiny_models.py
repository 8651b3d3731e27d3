"""Tiny models of many families with random weights: llama.cpp loads them and says what a context takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np

WIDTH = 64
HEADS = 4
_FEED = 128
_COMMON: dict[str, Any] = {
    "feed_forward_length": _FEED,
    "attention.head_count": HEADS,
    "attention.layer_norm_rms_epsilon": 1e-5,
    "attention.layer_norm_epsilon": 1e-5,
    "rope.freq_base": 10000.0,
}
_SSM: dict[str, Any] = {"ssm.conv_kernel": 4, "ssm.inner_size": 128, "ssm.state_size": 16, "ssm.time_step_rank": 4}
Tensors = dict[str, tuple[int, ...]]
Model = tuple[dict[str, Any], list[Tensors], Tensors]
"""Keys of the header, the tensors of each layer without their `blk.N.`, and other tensors: one without a shape is left
out."""


def write_model(path: Path, architecture: str, model: Model, tokenizer_of: Path, *, tensors_each: int = 0) -> Path:
    """Write a model of `architecture` at `path`, with the tokenizer of another file.

    tensors_each: split it over files of so many tensors.
    """
    keys, layers, others = model
    reader = gguf.GGUFReader(str(tokenizer_of))
    writer = gguf.GGUFWriter(path, architecture, split_max_tensors=tensors_each)
    writer.add_block_count(len(layers))
    writer.add_embedding_length(WIDTH)
    writer.add_context_length(65536)
    tokenizer = {name: one.contents() for name, one in reader.fields.items() if name.startswith("tokenizer.")}
    for name, value in ({f"{architecture}.{name}": value for name, value in keys.items()} | tokenizer).items():
        _add(writer, name, value)
    vocabulary = len(reader.fields["tokenizer.ggml.tokens"].contents())
    tensors: Tensors = {"token_embd.weight": (vocabulary, WIDTH), "output.weight": (vocabulary, WIDTH)} | others
    for at, layer in enumerate(layers):
        tensors |= {f"blk.{at}.{name}": shape for name, shape in layer.items()}
    rng = np.random.default_rng(0)
    for name, shape in tensors.items():
        if not shape:
            continue
        small = len(shape) == 1 or any(sign in name for sign in ("norm", "conv", "ssm", "bias", "gate_inp"))
        values = rng.standard_normal(shape) * 0.02
        writer.add_tensor(name, values.astype(np.float32 if small else np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add(writer: gguf.GGUFWriter, name: str, value: Any) -> None:
    kinds: tuple[tuple[type, Callable[[str, Any], None]], ...] = (
        (bool, writer.add_bool),
        (int, writer.add_uint32),
        (float, writer.add_float32),
        (str, writer.add_string),
        (list, writer.add_array),
    )
    next(add for kind, add in kinds if isinstance(value, kind))(name, value)


def _attention(kept: int, head: int) -> Tensors:
    return {
        "attn_norm.weight": (WIDTH,),
        "attn_q.weight": (HEADS * head, WIDTH),
        "attn_k.weight": (kept * head, WIDTH),
        "attn_v.weight": (kept * head, WIDTH),
        "attn_output.weight": (WIDTH, HEADS * head),
    }


def _feed() -> Tensors:
    up = (_FEED, WIDTH)
    return {
        "ffn_norm.weight": (WIDTH,),
        "ffn_gate.weight": up,
        "ffn_up.weight": up,
        "ffn_down.weight": (WIDTH, _FEED),
    }


def _norms(*names: str, width: int = WIDTH) -> Tensors:
    return {f"{name}.weight": (width,) for name in names}


def _mamba() -> Tensors:
    inner, state, rank = 128, 16, 4
    return {
        "attn_norm.weight": (WIDTH,),
        "ssm_in.weight": (2 * inner, WIDTH),
        "ssm_conv1d.weight": (inner, 4),
        "ssm_conv1d.bias": (inner,),
        "ssm_x.weight": (rank + 2 * state, inner),
        "ssm_dt.weight": (inner, rank),
        "ssm_dt.bias": (inner,),
        "ssm_a": (inner, state),
        "ssm_d": (inner,),
        "ssm_out.weight": (WIDTH, inner),
    }


def windowed(layers: int, window: int, *, checks_heads: bool) -> Model:
    """Gemma 2 or 3."""
    heads = _norms("attn_q_norm", "attn_k_norm", width=32) if checks_heads else {}
    layer = _attention(2, 32) | _feed() | heads | _norms("post_attention_norm", "post_ffw_norm")
    keys = {"attention.head_count_kv": 2, "attention.key_length": 32, "attention.value_length": 32}
    others = _norms("output_norm") | ({} if checks_heads else {"output.weight": ()})
    return _COMMON | keys | {"attention.sliding_window": window}, [layer] * layers, others


def short_convolutions(kept: list[int]) -> Model:
    """LFM2: layers without heads convolve."""
    convolving: Tensors = {
        "attn_norm.weight": (WIDTH,),
        "shortconv.conv.weight": (WIDTH, 3),
        "shortconv.in_proj.weight": (3 * WIDTH, WIDTH),
        "shortconv.out_proj.weight": (WIDTH, WIDTH),
    }
    attending = _attention(2, 16) | _norms("attn_q_norm", "attn_k_norm", width=16)
    layers = [_feed() | (attending if heads else convolving) for heads in kept]
    return _COMMON | {"attention.head_count_kv": kept, "shortconv.l_cache": 3}, layers, _norms("token_embd_norm")


def recurrent(layers: int) -> Model:
    """Mamba."""
    keys = _SSM | {"feed_forward_length": 0, "attention.head_count": 0, "attention.layer_norm_rms_epsilon": 1e-5}
    return keys, [_mamba()] * layers, _norms("output_norm")


def hybrid(kept: list[int]) -> Model:
    """Jamba: layers without heads are recurrent."""
    extra: Tensors = {"ssm_dt_norm.weight": (4,), "ssm_b_norm.weight": (16,), "ssm_c_norm.weight": (16,)}
    layers = [_feed() | (_attention(2, 16) if heads else _mamba() | extra) for heads in kept]
    return _COMMON | _SSM | {"attention.head_count_kv": kept}, layers, _norms("output_norm")


def compressed(*, absorbed: bool) -> Model:
    """DeepSeek 2: keys are compressed; absorbed: in the form that keeps them so."""
    rank, plain, turned, value = 32, 16, 8, 16
    layer = _feed() | {
        "attn_norm.weight": (WIDTH,),
        "attn_q.weight": (HEADS * (plain + turned), WIDTH),
        "attn_kv_a_mqa.weight": (rank + turned, WIDTH),
        "attn_kv_a_norm.weight": (rank,),
        "attn_output.weight": (WIDTH, HEADS * value),
    }
    keys: dict[str, Any] = {
        "attention.kv_lora_rank": rank,
        "attention.q_lora_rank": 0,
        "rope.dimension_count": turned,
        "leading_dense_block_count": 2,
        "expert_feed_forward_length": 64,
        "expert_shared_count": 1,
        "expert_count": 4,
        "expert_used_count": 2,
        "expert_weights_scale": 1.0,
    }
    if absorbed:
        layer |= {"attn_k_b.weight": (HEADS, rank, plain), "attn_v_b.weight": (HEADS, value, rank)}
        keys |= {"attention.head_count_kv": 1, "attention.key_length": rank + turned, "attention.value_length": rank}
        keys |= {"attention.key_length_mla": plain + turned, "attention.value_length_mla": value}
    else:
        layer |= {"attn_kv_b.weight": (HEADS * (plain + value), rank)}
        keys |= {"attention.head_count_kv": HEADS, "attention.key_length": plain + turned}
        keys |= {"attention.value_length": value}
    return _COMMON | keys, [layer] * 2, _norms("output_norm")


def sinks(layers: int) -> Model:
    """gpt-oss."""
    layer = _attention(2, 32) | _norms("post_attention_norm")
    layer |= {"attn_sinks.weight": (HEADS,), "ffn_gate_inp.weight": (4, WIDTH), "ffn_gate_inp.bias": (4,)}
    layer |= {"attn_q.bias": (128,), "attn_k.bias": (64,), "attn_v.bias": (64,), "attn_output.bias": (WIDTH,)}
    for name, rows, columns in (("gate", 64, WIDTH), ("up", 64, WIDTH), ("down", WIDTH, 64)):
        layer |= {f"ffn_{name}_exps.weight": (4, rows, columns), f"ffn_{name}_exps.bias": (4, rows)}
    keys = {"attention.head_count_kv": 2, "attention.key_length": 32, "attention.value_length": 32}
    experts = {"expert_count": 4, "expert_used_count": 2, "expert_feed_forward_length": 64}
    return _COMMON | keys | experts | {"attention.sliding_window": 128}, [layer] * layers, _norms("output_norm")


MODELS: dict[str, tuple[str, Model]] = {
    "gemma2": ("gemma2", windowed(5, 1024, checks_heads=False)),
    "gemma3": ("gemma3", windowed(8, 1024, checks_heads=True)),
    "lfm2": ("lfm2", short_convolutions([0, 0, 2, 0, 0, 2])),
    "mamba": ("mamba", recurrent(3)),
    "jamba": ("jamba", hybrid([0, 2, 0, 0])),
    "deepseek2, absorbed": ("deepseek2", compressed(absorbed=True)),
    "deepseek2, of old": ("deepseek2", compressed(absorbed=False)),
    "gpt-oss": ("gpt-oss", sinks(4)),
}
"""Name -> architecture and model."""
