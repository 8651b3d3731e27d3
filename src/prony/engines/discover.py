"""Discovery: which engines answer on this machine, what they are, and what they serve. It only ever sends GETs.

Nothing is loaded, nothing is generated, no key is sent, and no address outside loopback is asked that the user did not
name. A server is taken for the kind that its answers give the most points; they are kept as evidence.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping, Sequence

from prony.addresses import look_up
from prony.engines.base_urls import origin
from prony.engines.candidates import OTHER_DEFAULT_PORTS, Candidate, candidates
from prony.engines.engine import Endpoint
from prony.engines.kind import EngineKind
from prony.engines.registry import ENGINES, GENERIC
from prony.engines.seen import MODELS, Seen
from prony.http1.ask import Answer, get

TIMEOUT_S = 1.5


def default_ports() -> tuple[int, ...]:
    """The ports that known engines listen on by default."""
    return tuple(dict.fromkeys([*(port for kind in ENGINES.values() for port in kind.ports), *OTHER_DEFAULT_PORTS]))


async def discover(
    urls: Sequence[str] = (),
    *,
    environ: Mapping[str, str] | None = None,
    ports: Iterable[int] | None = None,
    listeners: bool = True,
    timeout_s: float = TIMEOUT_S,
) -> list[Endpoint]:
    """The engines at `urls`, wherever those are; without any, those on this machine's loopback.

    environ: where OPENAI_BASE_URL and OLLAMA_HOST are read. ports: by default those of all kinds. listeners: look at
    listening sockets too. timeout_s: for each GET; all servers are asked at once. Raises EngineError E201 for a URL
    that is none.
    """
    if urls:
        found = [Candidate(origin(url), "named") for url in urls]
    else:
        ports = default_ports() if ports is None else ports
        found = await asyncio.to_thread(candidates, os.environ if environ is None else environ, ports, listeners)
    endpoints = await asyncio.gather(*(look_at(one, timeout_s) for one in found))
    return [one for one in endpoints if one is not None]


async def look_at(candidate: Candidate, timeout_s: float = TIMEOUT_S) -> Endpoint | None:
    """The engine at one address; None when what answers there is none."""
    await look_up(candidate.root)
    first = await get(candidate.root + MODELS, timeout_s=timeout_s)
    if first is None or not first.fields:
        return None
    paths = list(dict.fromkeys(path for kind in ENGINES.values() for path in kind.asks))
    answers = await asyncio.gather(*(get(candidate.root + path, timeout_s=timeout_s) for path in paths))
    return recognise(candidate, {MODELS: first, **dict(zip(paths, answers, strict=True))})


def recognise(candidate: Candidate, answers: Mapping[str, Answer | None]) -> Endpoint | None:
    """What a server is, from what it answered. Pure."""
    seen = Seen(answers)
    kind, score, signs = _most_likely(seen)
    locked = seen[MODELS].status in (401, 403)
    if score == 0 and not locked:
        return None
    models = kind.models(seen)
    warnings = kind.warnings(seen, models)
    if locked:
        warnings = (*warnings, "it wants a key: name the variable that holds it with api_key_env")
    return Endpoint(
        kind=kind.name,
        base_url=f"{candidate.root}/v1",
        version=kind.version(seen),
        models=models,
        evidence=tuple(words for _, words in signs) if signs else ("/v1/models asks for a key",),
        warnings=warnings,
        source=candidate.source,
    )


def _most_likely(seen: Seen) -> tuple[EngineKind, int, list[tuple[int, str]]]:
    """The kind that the answers speak for most, with its points and signs; the generic one where none does."""
    best, score, best_signs = ENGINES[GENERIC], 0, list[tuple[int, str]]()
    for kind in (ENGINES[GENERIC], *ENGINES.values()):
        signs = kind.signs(seen)
        points = sum(points for points, _ in signs)
        if points > score or (points == score and points and best.name == GENERIC):
            best, score, best_signs = kind, points, signs
    return best, score, best_signs
