"""Any server that speaks the OpenAI dialect and is not known better."""

from __future__ import annotations

from prony.engines.kind import EngineKind

ENGINE = EngineKind()
