"""In how many things two contestants differ: fingerprint fields by what they belong to, and the axis that was meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence

from prony.boards.differences import FieldDifference
from prony.boards.dimensions import is_field
from prony.boards.fields import Field, lies_under
from prony.boards.view import View
from prony.errors import JournalError
from prony.nouns import Fingerprint

AXES: dict[str, tuple[str, ...]] = {
    "quantization": (
        "artifact.quantization",
        "artifact.bits_per_weight",
        "artifact.size_bytes",
        "artifact.sha256",
        "artifact.header_sha256",
        "artifact.file",
        "model_id",
    ),
    "model": ("artifact", "model_id", "template", "template_check"),
    "thinking": ("thinking", "template"),
    "harness": ("harness",),
    "engine": ("engine", "shims", "template_check"),
    "context": ("engine.served_context", "engine.settings.n_ctx"),
    "kv": ("engine.settings.cache_type_k", "engine.settings.cache_type_v"),
    "temperature": ("sampling.temperature", "effective_sampling.temperature"),
    "sampling": ("sampling", "effective_sampling"),
    "limits": ("limits",),
    "machine": ("machine",),
}
"""Words for what is meant to differ, and the fields, or beginnings of them, that change with it."""
MODEL = (
    "artifact.name",
    "artifact.architecture",
    "artifact.parameters",
    "artifact.context_length",
    "artifact.tokenizer_sha256",
    "artifact.licence",
)
"""Fields in which two files of one model are equal, however they are quantized."""
WEIGHTS = ("artifact", "model_id")
NAMES = ("artifact.file", "model_id")
"""Fields that are no difference where both have the same file, by its digest."""
MOST = 6
"""Things that a warning names."""


class Concern(View, frozen=True, kw_only=True):
    """One thing in which two contestants differ, with its fields."""

    name: str
    fields: tuple[str, ...]
    meant: bool = False
    """Whether it is the axis that was asked for."""


def axis_fields(axis: str) -> tuple[str, ...]:
    """The fields that belong to an axis: a word of `AXES`, or a field or the beginning of one. Raises JournalError E657
    for any other word."""
    if axis not in AXES and axis not in Fingerprint.__struct_fields__ and not is_field(axis):
        near = difflib.get_close_matches(axis, AXES, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}? " if near else ""
        raise JournalError(
            "E657",
            f"there is no axis {axis}",
            hint=f"{hint}there are {', '.join(AXES)}, and the fields of a fingerprint, such as artifact.quantization",
        )
    return AXES.get(axis, (axis,))


def concerns(
    differing: Sequence[FieldDifference], shared: Iterable[Field], axis: str | None = None
) -> tuple[Concern, ...]:
    """The things in which two contestants are known to differ; the axis that was meant first."""
    shared = list(shared)
    one_file = any(field.name == "artifact.sha256" and field.value is not None for field in shared)
    names = [field.name for field in differing if field.both and not (one_file and field.name in NAMES)]
    one_name = any(field.name == "artifact.name" and field.value is not None for field in shared)
    meant = axis_fields(axis) if axis else ()
    found: dict[str, list[str]] = {}
    for name in names:
        thing = axis if axis and lies_under(name, meant) else _thing(name, names, one_name)
        found.setdefault(thing, []).append(name)
    told = [Concern(name=name, fields=tuple(fields), meant=name == axis) for name, fields in found.items()]
    return tuple(sorted(told, key=lambda concern: not concern.meant))


def flag_of(differ: Sequence[Concern], axis: str | None = None) -> str:
    """The warning that more differs than was meant, or than one thing; empty where the comparison is clean."""
    others = [concern.name for concern in differ if not concern.meant]
    if axis and len(others) == len(differ):
        but = f"; they differ in {_listed(others)}" if others else ""
        return f"they are not known to differ in {axis}, which is what was to be compared{but}"
    if axis and others:
        return f"beside {axis} they differ in {_listed(others)}: the difference cannot be laid to {axis} alone"
    if len(others) > 1:
        return f"they differ in {len(others)} things ({_listed(others)}): the difference cannot be laid to one of them"
    return ""


def _thing(name: str, differing: Collection[str], one_name: bool) -> str:
    """What a field that differs belongs to, given all that do. one_name: both files are known to be of one model."""
    other_model = any(lies_under(one, MODEL) for one in differing)
    other_quantization = "artifact.quantization" in differing
    if lies_under(name, WEIGHTS):
        if not other_quantization or (other_model and name != "artifact.quantization"):
            return "model" if other_model or "model_id" in differing else "file of the model"
        return "quantization" if other_model or one_name else "weights"
    first, _, rest = name.partition(".")
    if first == "template":
        return "thinking" if "thinking" in differing else "model" if other_model else name
    if first in ("sampling", "effective_sampling"):
        return rest or first
    if first == "engine" and rest != "served_context":
        return "engine" if "engine.kind" in differing or not rest.startswith("settings.") else name
    if first == "shims":
        return "engine" if "engine.kind" in differing else name
    return name if first in ("limits", "engine") else first


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more
