"""Doors to templates and tokenizers, one file an engine family, each with a `DOOR`."""

from __future__ import annotations

from prony.engines.preflight.door import TemplateDoor, TemplateDoorKind
from prony.registry import Registry

DOORS: Registry[TemplateDoorKind] = Registry("template door", __name__, "DOOR")
"""Doors by family."""


def door_to(kind: str, root: str, model: str, key: str | None) -> TemplateDoor | None:
    """The door to a model of an engine of this kind; None where the kind has none."""
    family = next((one for one in DOORS.values() if kind in one.kinds), None)
    return None if family is None else family.door(root, model, key)
