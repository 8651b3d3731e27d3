"""In what two models of one name differ: traits by which pairs are found, from a printed name or a fingerprint."""

from __future__ import annotations

import hashlib
import re

from prony.boards.comparison.axes import AXES
from prony.boards.differences import in_effect
from prony.boards.fields import lies_under
from prony.nouns import Fingerprint
from prony.outside.names import ModelName, read_name

BASE, DISTILLED = "base", "distilled"
"""The values of `distilled`, the base first as `rank_of` has it."""
OF_MODEL = (*AXES["model"], *AXES["thinking"], *AXES["quantization"])
"""Fields of a fingerprint that the other traits stand for."""


def traits_of_name(name: ModelName) -> dict[str, str]:
    """What a printed name tells; a trait that it does not tell is empty."""
    words = list(name.variant)
    at = next((place for place, word in enumerate(words) if word.startswith("distill")), None)
    if at is not None:
        # The word before it says what the model was distilled from, or for.
        del words[max(0, at - 1) : at + 1]
    return {
        "model": " ".join([name.family, *sorted(words)]).strip(),
        "distilled": BASE if at is None else DISTILLED,
        "thinking": "off" if name.effort == "no thinking" else name.effort and "on",
        "quantization": re.sub(r"^(i?q\d)_?(?=\w)", r"\1_", name.precision),
    }


def traits_of_fingerprint(label: str, fingerprint: Fingerprint | None) -> dict[str, str]:
    """What was captured of a model, and of its base what its name tells."""
    if fingerprint is None:
        return {}
    artifact = fingerprint.artifact
    named = traits_of_name(read_name(artifact.name or label))
    rest = sorted(
        f"{field.name}={field.value}" for field in in_effect(fingerprint) if not lies_under(field.name, OF_MODEL)
    )
    return {
        "model": named["model"],
        "distilled": named["distilled"],
        "thinking": fingerprint.thinking.value if fingerprint.thinking else "",
        "quantization": artifact.quantization or "",
        "rest": hashlib.sha256("\n".join(rest).encode()).hexdigest()[:12],
    }
