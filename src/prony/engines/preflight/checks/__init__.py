"""Checks of a chat template, one file a fault, each with a `CHECK`: pure functions of what was seen."""

from __future__ import annotations

from prony.engines.preflight.checks.check import Gravity, TemplateRule
from prony.registry import Registry

__all__ = ["CHECKS", "Gravity", "TemplateRule"]

CHECKS: Registry[TemplateRule] = Registry("template check", __name__, "CHECK", besides=("check",))
"""Checks by name; a record names them."""
