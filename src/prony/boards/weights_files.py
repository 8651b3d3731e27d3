"""Where the weights of a contestant lie on this machine, and how its engine keeps keys and values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prony.boards.memory_fit import CacheTypes, fit_of_file
from prony.engines import cached
from prony.nouns import ContestantSpec, Fingerprint

_KEY_NAMES = ("cache_type_k", "cache-type-k", "ctk", "type_k")
_VALUE_NAMES = ("cache_type_v", "cache-type-v", "ctv", "type_v")


def cache_types_of(settings: Mapping[str, Any]) -> CacheTypes:
    """The types of keys and values among an engine's settings; llama.cpp's own where they say none."""

    def told(names: tuple[str, ...]) -> str:
        return next((str(settings[name]).lower() for name in names if settings.get(name)), "f16")

    return CacheTypes(told(_KEY_NAMES), told(_VALUE_NAMES))


def settings_of(spec: ContestantSpec | None, fingerprint: Fingerprint | None) -> dict[str, Any]:
    """All that is known of how the engine was set."""
    return {**(spec.engine_options if spec else {}), **(fingerprint.engine.settings if fingerprint else {})}


def weights_file(
    spec: ContestantSpec | None, size_bytes: int | None, served_files: Mapping[tuple[str, str], str]
) -> Path | None:
    """Where the weights of a contestant lie here; None where they do not, or where another file lies there now."""
    if spec is None:
        return None
    if spec.base_url is not None:
        told = served_files.get((spec.base_url, spec.model))
    else:
        told = spec.gguf or (str(cached(spec.catalog) or "") if spec.catalog else "")
    path = Path(told) if told else None
    try:
        if path is None or not path.is_absolute() or not path.is_file():
            return None
    except OSError:
        return None
    if size_bytes is not None and fit_of_file(path, 1).weights_bytes != size_bytes:
        return None
    return path
