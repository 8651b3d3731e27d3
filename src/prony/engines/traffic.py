"""Traffic: what a server says of the requests that it works on, whoever sent them, and of the models that it holds.

Servers with one model tell it in the words of `EngineKind.busy`; those of llama.cpp's family and Ollama, which hold
several, have a reader each. All is asked with GETs that neither load a model nor generate.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from prony.engines.kind import EngineKind
from prony.engines.prometheus import total
from prony.engines.seen import Seen, text
from prony.http1.ask import Answer
from prony.nouns import Noun

Ask = Callable[[str], Awaitable[Answer | None]]
"""GET a path below the server's root; None where nobody answers."""
_MOST_METRICS = 2 << 20
_MOST_BUSY = 1 << 20
_HOLDS = frozenset({"loaded", "loading", "ready", "starting"})
"""States of a model that has memory, in the words of routers and llama-swap."""


class Traffic(Noun, frozen=True, kw_only=True):
    """One look at a server. None: it does not tell."""

    busy: int | None = None
    """Requests that it works on, or lets wait."""
    held: frozenset[str] | None = None
    """Models that are loaded or about to be."""
    touched: str | None = None
    """What changes with each request to the model, and with nothing else."""


Reader = Callable[[Ask, str], Awaitable[Traffic | None]]


def tells_traffic(kind: EngineKind) -> bool:
    """Whether servers of a kind tell anything of their traffic."""
    return kind.name in READERS or type(kind).busy is not EngineKind.busy


async def traffic(kind: EngineKind, ask: Ask, model: str) -> Traffic | None:
    """What a server of `kind` tells of its traffic, and of that of `model`; None where it tells nothing."""
    if (reader := READERS.get(kind.name)) is not None:
        return await reader(ask, model)
    if not tells_traffic(kind):
        return None
    answers = await asyncio.gather(*map(ask, kind.asks_more))
    said = kind.busy(Seen(dict(zip(kind.asks_more, answers, strict=True))))
    known = [one for one in (said.running, said.waiting) if one is not None] if said is not None else []
    return Traffic(busy=min(_MOST_BUSY, max(0, sum(known)))) if known else None


async def _llama_server(ask: Ask, model: str) -> Traffic | None:
    """Slots, which are on by default; and the metrics, which know of waiting requests too, where they are on."""
    counted = _sum(await ask("/metrics"), "llamacpp:requests_processing", "llamacpp:requests_deferred")
    busy = counted if counted is not None else _busy_slots(await ask("/slots"))
    return None if busy is None else Traffic(busy=busy)


async def _router(ask: Ask, model: str) -> Traffic | None:
    listed = await ask("/v1/models")
    if listed is None or listed.status != 200:
        return None
    rows = listed.rows("data")
    states = {text(row.get("id")): row["status"] for row in rows if isinstance(row.get("status"), dict)}
    held = frozenset(name for name, status in states.items() if name and status.get("value") in _HOLDS)
    busy = _busy_slots(await ask(f"/slots?model={quote(model, safe='')}&autoload=false")) if model in held else None
    return Traffic(busy=busy, held=held)


async def _llama_swap(ask: Ask, model: str) -> Traffic | None:
    """Its processes; and the slots of ours while it is ready, for to ask for them would start it."""
    running = await ask("/running")
    if running is None or not isinstance(running.fields.get("running"), list):
        return None
    states = {text(row.get("model")): text(row.get("state")) for row in running.rows("running")}
    held = frozenset(name for name, state in states.items() if name and state in _HOLDS)
    ready = states.get(model) == "ready"
    busy = _busy_slots(await ask(f"/upstream/{quote(model, safe='')}/slots")) if ready else None
    return Traffic(busy=busy, held=held)


async def _ollama(ask: Ask, model: str) -> Traffic | None:
    """What is loaded, and until when: each request to a model puts that off."""
    shown = await ask("/api/ps")
    if shown is None or not isinstance(shown.fields.get("models"), list):
        return None
    until = {text(row.get("name")): text(row.get("expires_at")) for row in shown.rows("models")}
    ours = next((one for name, one in until.items() if name in (model, f"{model}:latest")), None)
    return Traffic(held=frozenset(name for name in until if name), touched=ours)


READERS: Mapping[str, Reader] = {
    "llama-server": _llama_server,
    "llama-server-router": _router,
    "llama-swap": _llama_swap,
    "ollama": _ollama,
}


def _busy_slots(answer: Answer | None) -> int | None:
    """Slots of a llama.cpp server that work; older ones say it by a number."""
    slots = answer.json if answer is not None and answer.status == 200 else None
    if not isinstance(slots, list):
        return None
    rows = [slot for slot in slots if isinstance(slot, dict)]
    working = [slot.get("is_processing", slot.get("state")) for slot in rows]
    return sum(bool(one) for one in working) if rows and None not in working else None


def _sum(answer: Answer | None, running: str, waiting: str) -> int | None:
    """The sum of two gauges of a server's metrics; None where the first of them is not there."""
    if answer is None or answer.status != 200:
        return None
    words = answer.body[:_MOST_METRICS].decode("utf-8", "replace")
    busy = total(words, running)
    return None if busy is None else round(min(_MOST_BUSY, max(0.0, busy + (total(words, waiting) or 0.0))))
