"""JSON as servers really write it: the strict decoder's second opinion."""

from __future__ import annotations

import json
from typing import Any


def decode_anyway(data: bytes) -> Any:
    """Decode what is JSON but for NaN, lone surrogates or broken UTF-8 inside strings; None when it is not."""
    try:
        return json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
