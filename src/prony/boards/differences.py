"""In what two contestants differ: field by field, as it was in effect, what is known of both before what is not."""

from __future__ import annotations

from collections.abc import Iterator

from prony.boards.fields import NOT_CAPTURED, Field, fields_of, lies_under
from prony.boards.view import View
from prony.nouns import Fingerprint, Sampling

PINNED = "pinned"
ENGINES_OWN = "the engine's own"
UNTOLD = "left to the engine, which does not tell it"
NOT_SET = "not set"

CHOSEN = ("template", "limits", "shims", "harness.settings", "template_check")
"""Fields that Prony sets itself: where one is absent, it is known not to be set."""
LOOKED_AT = ("template_check.held",)
"""Fields that say what was looked at, and not who was measured."""
ORDER = (
    "artifact.sha256",
    "artifact.quantization",
    "artifact.bits_per_weight",
    "artifact.parameters",
    "artifact.size_bytes",
    "artifact.architecture",
    "engine.kind",
    "engine.version",
    "engine.build",
    "engine.served_context",
    "sampling",
    "thinking",
    "template",
    "harness",
    "shims",
    "template_check",
    "limits",
    "machine",
    "engine",
    "effective_sampling",
    "artifact",
    "model_id",
)
"""Fields, or beginnings of them, in the order in which they matter to who reads a difference."""
SAMPLING = "sampling."
EFFECTIVE = "effective_sampling."


class FieldDifference(View, frozen=True, kw_only=True):
    """A fingerprint field in which the two differ. A value that is None says why in its note; `both`: it is known of
    both, or known not to be set."""

    name: str
    a: Field
    b: Field
    both: bool = True


def differences(a: Fingerprint, b: Fingerprint) -> tuple[tuple[FieldDifference, ...], tuple[Field, ...]]:
    """The fields that differ, those known of both first and each part in the order that matters; and those that do
    not."""
    mine, its = ({field.name: field for field in in_effect(one)} for one in (a, b))
    differing, shared = [], []
    for name in sorted(dict.fromkeys([*mine, *its]), key=_place):
        one, other = mine.get(name, _absent(name)), its.get(name, _absent(name))
        if one.value == other.value:
            shared.append(one)
        else:
            both = all(field.value is not None or field.note == NOT_SET for field in (one, other))
            differing.append(FieldDifference(name=name, a=one, b=other, both=both))
    return tuple(sorted(differing, key=lambda field: not field.both)), tuple(shared)


def in_effect(fingerprint: Fingerprint) -> Iterator[Field]:
    """The fields of a fingerprint; of sampling what was in effect: what was pinned, else the engine's own."""
    for field in fields_of(fingerprint):
        name = field.name.partition(".")[2]
        if field.name.startswith(SAMPLING):
            own = fingerprint.effective_sampling.get(name)
            value, note = (field.value, PINNED) if field.value is not None else (own, ENGINES_OWN)
            yield Field(name=field.name, value=value, note=note if value is not None else UNTOLD)
        elif lies_under(field.name, LOOKED_AT):
            continue
        elif not (field.name.startswith(EFFECTIVE) and name in Sampling.__struct_fields__):
            yield _absent(field.name) if field.value is None else field


def _absent(name: str) -> Field:
    return Field(name=name, note=NOT_SET if lies_under(name, CHOSEN) else NOT_CAPTURED)


def _place(name: str) -> int:
    return next((place for place, start in enumerate(ORDER) if lies_under(name, (start,))), len(ORDER))
