"""The kinds of engine: Prony's own, those that other packages bring, and what adapters tell beyond discovery."""

from __future__ import annotations

import asyncio
import contextlib
import difflib
from collections.abc import Iterable

import msgspec

from prony.addresses import is_this_machine
from prony.engines.engine import Endpoint, Engine
from prony.engines.kind import EngineKind
from prony.engines.on_disk.served_file import with_file
from prony.errors import EngineError
from prony.registry import Registry


def _wrong_with(resident: object) -> str | None:
    """Say why `resident` is no kind of engine; None where it is one."""
    if not isinstance(resident, EngineKind):
        return "its ENGINE is no EngineKind"
    if resident.starts and type(resident).start is EngineKind.start:
        return "it says that prony starts it (`starts`), and has no `start`"
    return None


ENGINES: Registry[EngineKind] = Registry(
    "engine",
    "prony.engines.kinds",
    "ENGINE",
    group="prony.engines",
    check=_wrong_with,
    named_by="name",
)
GENERIC = "openai-compatible"


def kind_named(name: str) -> EngineKind:
    """The kind called `name`; for one that is not known, the generic one under that name."""
    return ENGINES.get(name) or EngineKind(name)


def nearest_kinds(name: str) -> str:
    """A hint for a name that no kind has: what comes near, else all there are."""
    near = difflib.get_close_matches(name, known := ENGINES.usable(), n=2, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"


def adapter(kind: str, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
    """The adapter for an engine of `kind` at `base_url`; see `EngineKind.adapter`."""
    return kind_named(kind).adapter(base_url, api_key_env=api_key_env, context=context)


async def in_full(endpoints: Iterable[Endpoint], api_key_env: str | None = None) -> list[Endpoint]:
    """What discovery found, with what each engine's own adapter tells of its models beyond that, and their files here.

    Discovery only sends GETs; Ollama shows a model's digest and abilities by a POST, which loads and generates nothing.
    api_key_env: the variable with the key that they were named with. An engine that does not answer any more, or wants
    a key, stays as it was found.
    """

    async def show(endpoint: Endpoint) -> Endpoint:
        kind, models = kind_named(endpoint.kind), endpoint.models
        if kind.shows_more:
            with contextlib.suppress(EngineError):
                models = await kind.adapter(endpoint.base_url, api_key_env=api_key_env).models()
        if is_this_machine(endpoint.base_url):
            models = tuple([await asyncio.to_thread(with_file, one) for one in models])
        return msgspec.structs.replace(endpoint, models=models)

    return list(await asyncio.gather(*map(show, endpoints)))
