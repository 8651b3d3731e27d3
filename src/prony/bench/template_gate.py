"""The gate of the chat template: what becomes of a contestant by what its engine's template makes of messages."""

from __future__ import annotations

import asyncio

from prony.engines import Engine, StartedEngine
from prony.engines.base_urls import key_from_env, root_of
from prony.engines.preflight import AskedFor, Preflight, look
from prony.harnesses import Harness, Known
from prony.harnesses.rehearsal import rehearsals_of
from prony.nouns import ContestantSpec

GATE_S = 60.0
"""Of a look that hangs: what is not known by then is not captured."""


async def template_of(engine: Engine, spec: ContestantSpec, harness: Harness, known: Known) -> Preflight | None:
    """Look at the template of a model that is ready, with what requests of this harness have; None where the engine
    does not show it, or the model has none."""
    if known.has_chat_template is False:
        return None
    key = engine.key if isinstance(engine, StartedEngine) else key_from_env(spec.api_key_env)
    try:
        async with asyncio.timeout(GATE_S):
            return await look(
                engine.kind, root_of(engine.base_url), spec.model, key or None, asked(spec, harness, known)
            )
    except TimeoutError:
        return None


def asked(spec: ContestantSpec, harness: Harness, known: Known) -> AskedFor:
    """What requests of a harness have, as its rehearsals show."""
    rehearsals = rehearsals_of(harness, known)
    return AskedFor(
        told=spec.template,
        system=any(message["role"] == "system" for one in rehearsals for message in one.messages),
        tools=any(one.offer.get("tools") for one in rehearsals),
    )


def warnings_of(found: Preflight | None) -> tuple[str, ...]:
    """What a person should know before a contestant is measured through this template, a line each."""
    if found is None:
        return ()
    struck = "no conclusion is drawn about it"
    return (
        *(f"its chat template {why}: {struck}" for why in found.doubts),
        *(f"its chat template {why}" for why in found.notes),
    )


def why_not_asked(label: str, found: Preflight | None) -> str | None:
    """Why no task is put to a contestant, in one line; None where its template lets messages through."""
    if found is None or not found.stops:
        return None
    return (
        f"the chat template of {label} {'; it '.join(found.stops)}: it was not asked; give the server a sound template "
        "(llama-server: --chat-template-file), or take another file of the model"
    )
