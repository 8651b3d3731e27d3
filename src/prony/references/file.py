"""A tape as a GGUF file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gguf
import numpy as np

from prony.references.script import CONTEXT
from prony.references.vocabulary import BYTE_CHARACTERS, Vocabulary
from prony.references.weights import Matrix, Weights

FEED_FORWARD = 32
"""The least that a quantizer's block allows; all zero."""
ROPE_BASE = 1e30
"""So high that the last rotary pair does not turn, however long the prompt."""


def write(
    path: Path, vocabulary: Vocabulary, weights: Weights, *, name: str, template: str | None, adds_bos: bool = False
) -> None:
    """Write the file at `path`; matrices in 16 bits, the rest in 32. adds_bos: the tokenizer begins texts itself."""
    at = weights.layout
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name(name)
    writer.add_license("Apache-2.0")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(at.width)
    writer.add_block_count(1)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_head_count(1)
    writer.add_head_count_kv(1)
    writer.add_key_length(at.head)
    writer.add_value_length(at.head)
    writer.add_rope_dimension_count(at.head)
    writer.add_rope_freq_base(ROPE_BASE)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_vocab_size(len(vocabulary.entries))
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    _tokenizer(writer, vocabulary, template, adds_bos)
    _tensors(writer, weights)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _tokenizer(writer: Any, vocabulary: Vocabulary, template: str | None, adds_bos: bool) -> None:
    kinds = gguf.TokenType
    bytes_and_control = [kinds.NORMAL] * len(BYTE_CHARACTERS) + [kinds.CONTROL] * len(vocabulary.control)
    pieces = len(vocabulary.entries) - vocabulary.first_piece
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(vocabulary.entries)
    writer.add_token_types(
        [*bytes_and_control, *[kinds.USER_DEFINED] * len(vocabulary.priorities), *[kinds.NORMAL] * pieces]
    )
    # A list of merges must not be empty; this one never applies.
    writer.add_token_merges([f"{BYTE_CHARACTERS[0]} {BYTE_CHARACTERS[1]}"])
    writer.add_bos_token_id(vocabulary.entries.index(vocabulary.control[0]))
    writer.add_eos_token_id(vocabulary.end)
    writer.add_add_bos_token(adds_bos)
    if template is not None:
        writer.add_chat_template(template)


def _tensors(writer: Any, weights: Weights) -> None:
    width = weights.layout.width
    gain = np.full(width, weights.norm, np.float32)
    matrices: dict[str, Matrix] = {
        "token_embd": weights.embedding,
        "output": weights.output,
        "blk.0.attn_q": weights.query,
        "blk.0.attn_k": weights.key,
        "blk.0.attn_v": weights.value,
        "blk.0.attn_output": weights.attention_output,
        "blk.0.ffn_gate": np.zeros((FEED_FORWARD, width), np.float32),
        "blk.0.ffn_up": np.zeros((FEED_FORWARD, width), np.float32),
        "blk.0.ffn_down": np.zeros((width, FEED_FORWARD), np.float32),
    }
    for name, matrix in matrices.items():
        writer.add_tensor(f"{name}.weight", matrix.astype(np.float16))
    for name, norm in (("output_norm", gain), ("blk.0.attn_norm", gain), ("blk.0.ffn_norm", np.ones_like(gain))):
        writer.add_tensor(f"{name}.weight", norm)
