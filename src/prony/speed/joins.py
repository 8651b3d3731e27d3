"""Which contestants a sweep speaks for: those of the same file on the same engine on the same machine."""

from __future__ import annotations

from typing import Any

import msgspec

from prony.nouns import Fingerprint, digest_of

LEFT_OUT = frozenset({"prompt_cache", "cache_ram_mib", "num_ctx"})
"""Settings of an engine that say what it keeps between requests, or what room there is, and not how it computes."""
ID_DIGITS = 12


def engine_key(fingerprint: Fingerprint) -> str:
    """What a sweep and a contestant of a run have in common where one's speed is the other's.

    Artifact (by its digest, else by all that is known of it and its name), engine with its settings, machine. Left out:
    harness, sampling, template, thinking, limits, shims, the room of the context and the number of slots.
    """
    artifact, engine = fingerprint.artifact, fingerprint.engine
    settings: dict[str, Any] = {name: value for name, value in engine.settings.items() if name not in LEFT_OUT}
    named = artifact.sha256 is None
    parts = (
        artifact if named else msgspec.structs.replace(artifact, file=None),
        msgspec.structs.replace(engine, served_context=None, slots=None, settings=settings),
        fingerprint.machine,
        fingerprint.model_id if named else "",
    )
    return digest_of(parts)[:ID_DIGITS]
