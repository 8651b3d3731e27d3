"""Discovery: which engines answer on this machine, what they are, and what they serve. It only ever sends GETs.

Nothing is loaded, nothing is generated, no address of another machine is asked that the user did not name, and a key
goes to nobody but the address that it was named with. A server is taken for the kind that its answers give the most
points; they are kept as evidence.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping, Sequence

from prony.engines.base_urls import bases, key_from_env, root_of
from prony.engines.candidates import OTHER_DEFAULT_PORTS, Candidate, candidates
from prony.engines.engine import Busy, Endpoint
from prony.engines.kind import EngineKind
from prony.engines.reach import Reached, reach
from prony.engines.readiness import LATER_STATUSES
from prony.engines.registry import ENGINES, GENERIC
from prony.engines.seen import MODELS, Seen
from prony.http1.ask import Answer, get

TIMEOUT_S = 1.5
"""For each GET to a server that may be none."""
NAMED_TIMEOUT_S = 10.0
"""For each GET to a server that the user named, which may be far away."""
WANTS_KEY = "it wants a key: name the variable that holds it with api_key_env, or --api-key-env"
WAITS = "it does not answer yet: it may still be loading its model"


def default_ports() -> tuple[int, ...]:
    """The ports that known engines listen on by default."""
    return tuple(dict.fromkeys([*(port for kind in ENGINES.values() for port in kind.ports), *OTHER_DEFAULT_PORTS]))


async def discover(
    urls: Sequence[str] = (),
    *,
    api_key_env: str | None = None,
    environ: Mapping[str, str] | None = None,
    ports: Iterable[int] | None = None,
    listeners: bool = True,
    timeout_s: float | None = None,
) -> list[Endpoint]:
    """The engines at `urls`, wherever those are; without any, those on this machine.

    api_key_env: the variable with the key for `urls`, sent to nobody else. environ: where OPENAI_BASE_URL and
    OLLAMA_HOST are read. ports: by default those of all kinds. listeners: look at listening sockets too. timeout_s: for
    each GET; all servers are asked at once. Raises EngineError E201 for a URL that is none, E208 for a variable that is
    not set.
    """
    if urls:
        for url in urls:
            bases(url)
        looks = await asyncio.gather(*(look(url, api_key_env, timeout_s or NAMED_TIMEOUT_S) for url in urls))
        endpoints = [endpoint for _, endpoint in looks]
    else:
        ports = default_ports() if ports is None else ports
        found = await asyncio.to_thread(candidates, os.environ if environ is None else environ, ports, listeners)
        endpoints = await asyncio.gather(*(look_at(one, timeout_s or TIMEOUT_S) for one in found))
    return [one for one in endpoints if one is not None]


async def look(
    url: str, api_key_env: str | None = None, timeout_s: float = NAMED_TIMEOUT_S
) -> tuple[Reached, Endpoint | None]:
    """What answers at an address that the user named, and the engine that it is, if it is one. Raises as `discover`."""
    key = key_from_env(api_key_env)
    reached = await reach(url, key=key, timeout_s=timeout_s, posting=True)
    if not (reached.lists or reached.locked or reached.busy):
        return reached, None
    return reached, await _known(reached, "named", key, api_key_env, timeout_s)


async def look_at(candidate: Candidate, timeout_s: float = TIMEOUT_S) -> Endpoint | None:
    """The engine at an address that nobody named; None when what answers there is none."""
    if candidate.named_by_environment:
        reached = await reach(candidate.url, timeout_s=timeout_s)
    else:
        base = bases(candidate.url)[0]
        first = await get(f"{base}/models", timeout_s=timeout_s)
        reached = Reached(base, first, lists=first is not None and first.status == 200)
    if reached.answer is None or (not reached.answer.fields and not isinstance(reached.answer.json, list)):
        return None
    return await _known(reached, candidate.source, None, None, timeout_s)


async def _known(
    reached: Reached, source: str, key: str | None, key_env: str | None, timeout_s: float
) -> Endpoint | None:
    root = root_of(reached.base_url)

    async def ask(paths: Iterable[str]) -> dict[str, Answer | None]:
        once = list(dict.fromkeys(paths))
        answers = await asyncio.gather(*(get(root + path, key=key, timeout_s=timeout_s) for path in once))
        return dict(zip(once, answers, strict=True))

    seen = {MODELS: reached.answer, **await ask(path for kind in ENGINES.values() for path in kind.asks)}
    kind, _, _ = _most_likely(Seen(seen))
    if kind.asks_more:
        seen |= await ask(kind.asks_more)
    return recognise(reached.base_url, source, seen, key_env)


def recognise(
    base_url: str, source: str, answers: Mapping[str, Answer | None], key_env: str | None = None
) -> Endpoint | None:
    """What a server is, from what it answered; key_env: the variable whose key it was sent. Pure."""
    seen = Seen(answers)
    kind, score, signs = _most_likely(seen)
    status = seen[MODELS].status
    warning = _cannot_list(seen[MODELS], key_env, known=source == "named" or score > 0)
    if score == 0 and warning is None:
        return None
    models = kind.models(seen)
    return Endpoint(
        kind=kind.name,
        base_url=base_url,
        version=kind.version(seen),
        models=models,
        evidence=tuple(words for _, words in signs) if signs else (f"/v1/models answers {status}",),
        warnings=(*kind.warnings(seen, models), *at_work(kind.busy(seen)), *([warning] if warning else [])),
        source=source,
        status=status,
    )


def at_work(busy: Busy | None) -> tuple[str, ...]:
    """What a user should know of a server that is busy, for whomever: nothing where it is not, or does not tell."""
    if busy is None or not (busy.running or busy.waiting):
        return ()
    return (f"it is at work for somebody: {busy.running or 0} requests run and {busy.waiting or 0} wait",)


def _cannot_list(answer: Answer, key_env: str | None, *, known: bool) -> str | None:
    """Why a server does not list its models, where it says that it will, to who asks otherwise or later.

    known: it is an engine, by the user's word or by its own signs.
    """
    if answer.status in (401, 403):
        if key_env is None:
            return WANTS_KEY if answer.status == 401 else f"it refuses to be asked: HTTP 403{_words(answer)}"
        return f"it refuses the key in {key_env}: HTTP {answer.status}{_words(answer)}"
    return f"{WAITS} (HTTP {answer.status}{_words(answer)})" if known and answer.status in LATER_STATUSES else None


def _words(answer: Answer) -> str:
    words = " ".join(answer.text.split())[:160]
    return f", {words}" if words else ""


def _most_likely(seen: Seen) -> tuple[EngineKind, int, list[tuple[int, str]]]:
    """The kind that the answers speak for most, with its points and signs; the generic one where none does."""
    best, score, best_signs = ENGINES[GENERIC], 0, list[tuple[int, str]]()
    for kind in (ENGINES[GENERIC], *ENGINES.values()):
        signs = kind.signs(seen)
        points = sum(points for points, _ in signs)
        if points > score or (points == score and points and best.name == GENERIC):
            best, score, best_signs = kind, points, signs
    return best, score, best_signs
