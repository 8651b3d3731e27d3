"""Memory: what a model file and a context take in llama.cpp's servers, by parts, before anything is loaded.

Keys and values are what llama.cpp allocates for them, to the byte, where the family is known (`cache_rules`): heads by
layer, sliding windows, compressed and shared keys, states of fixed size. Of other families an upper bound is told.
Buffers for computing are not in it: they depend on the device and the batch, and are small beside the rest.
"""

from __future__ import annotations

from typing import Any

from prony.engines.cache_rules import CACHE_RULES, CacheRule
from prony.engines.ggml_types import TENSOR_TYPES
from prony.engines.gguf_header import GgufHeader, LongArray
from prony.nouns import Noun

BATCH_TOKENS = 512
"""What llama.cpp computes at once (`--ubatch-size`), by default."""
CELLS = 256
"""Contexts are rounded up to whole multiples of so many tokens."""

_BLOCKS = {name.lower(): (block, size) for name, block, size in TENSOR_TYPES.values()}


class MemoryNeed(Noun, frozen=True, kw_only=True):
    """What one model with one context takes."""

    weights_bytes: int
    keys_bytes: int = 0
    """Keys and values of layers that keep the whole context."""
    window_bytes: int = 0
    """Keys and values of layers that keep a window of it."""
    state_bytes: int = 0
    """States of recurrent layers, whatever the context."""
    known: bool = True
    """Whether the file says enough for the context's part; where it does not, that part is 0."""
    exact: bool = True
    """Whether the context's part is what is taken; else it is an upper bound."""
    why: str = ""
    """Why it is only an upper bound."""

    @property
    def context_bytes(self) -> int:
        """All that the context takes."""
        return self.keys_bytes + self.window_bytes + self.state_bytes

    @property
    def total_bytes(self) -> int:
        """Weights and context."""
        return self.weights_bytes + self.context_bytes


def memory_needed(
    header: GgufHeader,
    context: int,
    *,
    weights_bytes: int | None = None,
    slots: int = 1,
    key_type: str = "f16",
    value_type: str = "f16",
    whole_windows: bool = False,
) -> MemoryNeed:
    """The memory that `header`'s model takes with `context` tokens for each of `slots`.

    weights_bytes: of all shards, by default the header's own tensors. key_type, value_type: llama.cpp's
    `--cache-type-k` and `-v`. whole_windows: keep all of a context in layers with a window, too (`--swa-full`).
    Raises ValueError for a cache type that does not exist.
    """
    weights = weights_bytes if weights_bytes is not None else sum(t.size_bytes or 0 for t in header.tensors)
    shape = _Shape.of(header)
    if shape is None:
        return MemoryNeed(weights_bytes=weights, known=False, exact=False, why="the file does not say its layers")
    rule = CACHE_RULES.get(header.architecture or "")
    why = shape.doubt
    if rule is None:
        why = why or f"how {header.architecture} keeps a context is not known here"
    rule = rule or CacheRule()
    cells = -(-context // CELLS) * CELLS
    window_cells = (
        min(cells, -(-(shape.window_of(rule) + BATCH_TOKENS) // CELLS) * CELLS) if not whole_windows else cells
    )
    keys = windows = states = 0
    for layer in range(shape.layers):
        stateful = _has_state(rule, shape, layer, header)
        states += shape.state_bytes if stateful else 0
        if not _keeps_keys(rule, shape, layer, stateful=stateful):
            continue
        row = _row_bytes(shape.key_width(layer), key_type) + _row_bytes(shape.value_width(layer), value_type)
        if shape.has_window(rule, layer):
            windows += row * window_cells
        else:
            keys += row * cells
    return MemoryNeed(
        weights_bytes=weights,
        keys_bytes=keys * slots,
        window_bytes=windows * slots,
        state_bytes=states * slots,
        exact=not why,
        why=why,
    )


def _row_bytes(width: int, name: str) -> int:
    if name.lower() not in _BLOCKS:
        raise ValueError(f"there is no cache type {name!r}")
    block, size_bytes = _BLOCKS[name.lower()]
    return -(-width // block) * size_bytes


def _has_state(rule: CacheRule, shape: _Shape, layer: int, header: GgufHeader) -> bool:
    if rule.state == "interval":
        interval = header.whole(f"{header.architecture}.full_attention_interval") or rule.interval
        return (layer + 1) % interval != 0
    if rule.state == "headless":
        return shape.kept_heads[layer] == 0 and not shape.feeds_only(layer)
    return rule.state in ("all", "beside")


def _keeps_keys(rule: CacheRule, shape: _Shape, layer: int, *, stateful: bool) -> bool:
    if stateful and rule.state != "beside":
        return False
    keeping = shape.keeping_layers if shape.keeping_layers is not None else rule.keeping_layers
    return keeping is None or layer < keeping


class _Shape(Noun, frozen=True, kw_only=True):
    """The numbers of a header that a context's size hangs on."""

    layers: int
    kept_heads: tuple[int, ...]
    """Heads for keys and values, by layer."""
    key: int
    """Numbers of one key, by head."""
    value: int
    window_key: int
    """Likewise, in layers with a window."""
    window_value: int
    window: int
    window_layers: tuple[bool, ...] | None
    """Which layers have a window, where the file says so."""
    keeping_layers: int | None
    state_bytes: int
    """The state of one recurrent layer."""
    experts: int
    compressed: bool
    """Whether values are read out of compressed keys, and not kept."""
    widths_of_feeds: tuple[int, ...]
    doubt: str

    @classmethod
    def of(cls, header: GgufHeader) -> _Shape | None:
        """Read a header; None where it does not say its layers and widths."""
        of = header.architecture
        layers = header.whole(f"{of}.block_count")
        width = header.whole(f"{of}.embedding_length")
        if not layers or not width or layers > 4096:
            return None
        heads = _by_layer(header, f"{of}.attention.head_count", layers)
        kept = _by_layer(header, f"{of}.attention.head_count_kv", layers) or heads
        most = max(heads or (0,))
        doubt = ""
        if kept is None and header.architecture not in _WITHOUT_HEADS:
            return None
        if kept is None:
            kept = (0,) * layers
        if any(isinstance(header.metadata.get(f"{of}.attention.{key}"), LongArray) for key in _LISTS):
            doubt = "the lists of its layers are too long to be read"
        key = header.whole(f"{of}.attention.key_length") or (width // most if most else 0)
        value = header.whole(f"{of}.attention.value_length") or (width // most if most else 0)
        lora = header.whole(f"{of}.attention.kv_lora_rank")
        return cls(
            layers=layers,
            kept_heads=kept,
            key=key,
            value=value,
            window_key=header.whole(f"{of}.attention.key_length_swa") or key,
            window_value=header.whole(f"{of}.attention.value_length_swa") or value,
            window=header.whole(f"{of}.attention.sliding_window") or 0,
            window_layers=_window_layers(header, layers),
            keeping_layers=_keeping(header, layers),
            state_bytes=_state_bytes(header, width),
            experts=header.whole(f"{of}.expert_count") or 0,
            compressed=bool(lora and header.whole(f"{of}.attention.key_length_mla")),
            widths_of_feeds=_by_layer(header, f"{of}.feed_forward_length", layers) or (),
            doubt=doubt,
        )

    def feeds_only(self, layer: int) -> bool:
        """Whether a layer without heads is no recurrent one either, but only feeds forward."""
        return len(set(self.widths_of_feeds)) > 1 and self.widths_of_feeds[layer] > 0 and 0 in self.widths_of_feeds

    def window_of(self, rule: CacheRule) -> int:
        """Tokens of the window; 0 where there is none."""
        return self.window or rule.window or 0

    def has_window(self, rule: CacheRule, layer: int) -> bool:
        """Whether `layer` keeps only a window of the context."""
        if not self.window_of(rule) or self.experts < rule.least_experts or self.layers < rule.least_layers:
            return False
        if self.window_layers is not None:
            return self.window_layers[layer]
        return rule.full_every > 1 and layer % rule.full_every < rule.full_every - 1

    def key_width(self, layer: int) -> int:
        """Numbers that `layer` keeps as keys of one token."""
        windowed = self.window_layers is not None and self.window_layers[layer]
        return self.kept_heads[layer] * (self.window_key if windowed else self.key)

    def value_width(self, layer: int) -> int:
        """Likewise, as values."""
        if self.compressed:
            return 0
        windowed = self.window_layers is not None and self.window_layers[layer]
        return self.kept_heads[layer] * (self.window_value if windowed else self.value)


_WITHOUT_HEADS = frozenset({"mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"})
_LISTS = ("head_count", "head_count_kv", "sliding_window_pattern")


def _by_layer(header: GgufHeader, key: str, layers: int) -> tuple[int, ...] | None:
    """A number for each layer: the header says one for all, or a list."""
    value: Any = header.metadata.get(key)
    if isinstance(value, list) and len(value) >= layers and all(isinstance(item, int) for item in value):
        return tuple(max(0, int(item)) for item in value[:layers])
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return (value,) * layers
    return None


def _window_layers(header: GgufHeader, layers: int) -> tuple[bool, ...] | None:
    value = header.metadata.get(f"{header.architecture}.attention.sliding_window_pattern")
    if isinstance(value, list) and len(value) >= layers:
        return tuple(bool(item) for item in value[:layers])
    if isinstance(value, int) and not isinstance(value, bool) and value > 1:
        return tuple(layer % value < value - 1 for layer in range(layers))
    return None


def _keeping(header: GgufHeader, layers: int) -> int | None:
    shared = header.whole(f"{header.architecture}.attention.shared_kv_layers")
    return layers - shared if shared and 0 < shared < layers else None


def _state_bytes(header: GgufHeader, width: int) -> int:
    """The state of one recurrent layer, in 32-bit numbers."""
    of = header.architecture
    convolution = header.whole(f"{of}.ssm.conv_kernel")
    inner, state = header.whole(f"{of}.ssm.inner_size"), header.whole(f"{of}.ssm.state_size")
    short = header.whole(f"{of}.shortconv.l_cache")
    head = header.whole(f"{of}.wkv.head_size")
    if head:
        shifts = header.whole(f"{of}.token_shift_count") or 2
        return 4 * (shifts * width + width * head)
    if short:
        return 4 * width * (short - 1)
    if convolution and inner and state:
        groups = header.whole(f"{of}.ssm.group_count") or 0
        return 4 * ((convolution - 1) * (inner + 2 * groups * state) + state * inner)
    return 0
