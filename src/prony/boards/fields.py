"""A fingerprint field by field, what was not captured included, and the few words that tell it from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from prony.boards.view import View
from prony.nouns import Fingerprint, Thinking
from prony.plain import homeless

NOT_CAPTURED = "not captured"
LEFT_OPEN = "left to the engine"
_THINKING = {Thinking.ON: "thinks", Thinking.OFF: "thinking off"}


class Field(View, frozen=True, kw_only=True):
    """One field: its path (`artifact.quantization`) and its value; None = `note` (not captured, or left open)."""

    name: str
    value: str | int | float | bool | None = None
    note: str = ""


def fields_of(fingerprint: Fingerprint) -> tuple[Field, ...]:
    """Every field of a fingerprint, in its own order. Sampling that was not pinned is `left to the engine`: what was
    in effect stands under `effective_sampling`."""
    return tuple(
        Field(name=name, value=value, note="" if value is not None else _why(name))
        for name, value in _walk("", fingerprint)
    )


def lies_under(name: str, paths: Iterable[str]) -> bool:
    """Whether a field is one of `paths`, or lies below one of them."""
    return any(name == path or name.startswith(f"{path}.") for path in paths)


def _why(name: str) -> str:
    if name == "shims":
        return "none"
    return LEFT_OPEN if name.startswith("sampling.") else NOT_CAPTURED


def chips(fingerprint: Fingerprint) -> tuple[str, ...]:
    """Quantization, bits per weight, thinking, harness and engine, as far as captured."""
    artifact, engine, harness = fingerprint.artifact, fingerprint.engine, fingerprint.harness
    bits = artifact.bits_per_weight
    told = (
        artifact.quantization,
        None if bits is None else f"{bits:.2f} bits/weight",
        _THINKING.get(fingerprint.thinking) if fingerprint.thinking else None,
        harness.name,
        " ".join(filter(None, (engine.kind, engine.version))),
    )
    return tuple(chip for chip in told if chip)


def _walk(prefix: str, value: Any) -> Iterator[tuple[str, str | int | float | bool | None]]:
    if isinstance(value, msgspec.Struct):
        value = {name: getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(f"{prefix}.{key}" if prefix else str(key), item)
    elif prefix == "template_check" and value is None:
        yield f"{prefix}.held", None
    elif isinstance(value, tuple | list):
        yield prefix, homeless(", ".join(str(item) for item in value)) or None
    else:
        yield prefix, homeless(value) if isinstance(value, str) else value
