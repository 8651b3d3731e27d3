"""The adapters, by kind of engine. A new one is a file beside its siblings and a line in `ADAPTERS`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from importlib import import_module

import msgspec

from prony.engines.engine import Endpoint, Engine
from prony.errors import EngineError

GENERIC = "prony.engines.openai_compatible:OpenAICompatible"
ADAPTERS: dict[str, str] = {
    "openai-compatible": GENERIC,
    "llama-server": "prony.engines.llama_server:LlamaServer",
    "llama-server-router": "prony.engines.llama_server:LlamaServer",
    "ollama": "prony.engines.ollama:Ollama",
}
"""Kind -> `module:Class`, called with `(base_url, kind=, api_key_env=, context=)`; imported when it is needed."""


def adapter(kind: str, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
    """The adapter for an engine of `kind` at `base_url`; a kind without one of its own gets the generic adapter.

    api_key_env: the environment variable that holds the key. context: tokens that a plan needs of a model, for engines
    that can be asked for them. Raises EngineError E201 for a URL that is none, E208 when
    the variable is not set.
    """
    module, _, name = ADAPTERS.get(kind, GENERIC).partition(":")
    engine: Engine = getattr(import_module(module), name)(base_url, kind=kind, api_key_env=api_key_env, context=context)
    return engine


async def in_full(endpoints: Iterable[Endpoint]) -> list[Endpoint]:
    """What discovery found, with what each engine's own adapter tells of its models beyond that.

    Discovery only sends GETs; Ollama shows a model's digest and abilities by a POST, which loads and generates nothing.
    An engine that does not answer any more, or wants a key, stays as it was found.
    """

    async def one(endpoint: Endpoint) -> Endpoint:
        if ADAPTERS.get(endpoint.kind, GENERIC) == GENERIC:
            return endpoint
        try:
            models = await adapter(endpoint.kind, endpoint.base_url).models()
        except EngineError:
            return endpoint
        return msgspec.structs.replace(endpoint, models=models)

    return list(await asyncio.gather(*map(one, endpoints)))
