"""Identification: from what an engine tells of a model, and a plan wants of it, to the contestant that is measured.

Pure: `lease` asks the engine.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from prony.bench.pins import as_planned, computes_anew
from prony.engines import Description
from prony.gateway.shims import TOOLS_AS_TEXT
from prony.harnesses import Known, Needs
from prony.harnesses.budget import pinned
from prony.nouns import Contestant, ContestantSpec, Fingerprint, HarnessIdentity, TemplateCheck


def contestant_of(
    spec: ContestantSpec,
    description: Description,
    harness: HarnessIdentity,
    shims: tuple[str, ...] = (),
    check: TemplateCheck | None = None,
) -> Contestant:
    """The contestant that `spec` turned out to be: its fingerprint is its identity."""
    fingerprint = Fingerprint(
        artifact=description.artifact,
        engine=description.engine,
        sampling=spec.sampling,
        effective_sampling=description.effective_sampling,
        thinking=description.thinking,
        harness=harness,
        machine=spec.machine or description.machine,
        model_id=spec.model,
        template=spec.template,
        limits=pinned(spec.attempt, description.thinking),
        shims=shims,
        template_check=check,
    )
    return Contestant(id=fingerprint.digest()[:12], label=spec.label, fingerprint=fingerprint, reference=spec.reference)


def with_shims(known: Known, shims: tuple[str, ...]) -> Known:
    """What is known of a contestant that has these shims."""
    return replace(known, offers_tools=False) if TOOLS_AS_TEXT in shims else known


def as_served_to(description: Description, spec: ContestantSpec, needs: Needs) -> Description:
    """What an engine says of a model, as it serves this harness: with thinking and tools as `spec` has them, and
    without the cache of prompts that requests turn off."""
    description, engine = as_planned(description, spec), description.engine
    if computes_anew(description, needs):
        engine = msgspec.structs.replace(engine, settings={**engine.settings, "prompt_cache": False})
    return msgspec.structs.replace(description, engine=engine)


def known_of(description: Description) -> dict[str, Any]:
    """The fields of `Known` that an engine's description tells."""
    return {
        "has_chat_template": description.has_chat_template,
        "offers_tools": description.offers_tools,
        "dialect": description.dialect,
        "served_context": description.engine.served_context,
    }
