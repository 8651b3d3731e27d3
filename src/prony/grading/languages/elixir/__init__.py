"""Elixir: ExUnit, in a virtual machine that is watched from outside."""

from __future__ import annotations

from prony.grading.languages.parts import Parts

PARTS = Parts(package=__name__)
