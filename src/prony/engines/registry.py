"""The adapters, by kind of engine. A new one is a file beside its siblings and a line in `ADAPTERS`."""

from __future__ import annotations

from importlib import import_module

from prony.engines.engine import Engine

GENERIC = "prony.engines.openai_compatible:OpenAICompatible"
ADAPTERS: dict[str, str] = {
    "openai-compatible": GENERIC,
    "llama-server": "prony.engines.llama_server:LlamaServer",
    "llama-server-router": "prony.engines.llama_server:LlamaServer",
}
"""Kind -> `module:Class`, called with `(base_url, kind=..., api_key_env=...)`; imported when it is needed."""


def adapter(kind: str, base_url: str, *, api_key_env: str | None = None) -> Engine:
    """The adapter for an engine of `kind` at `base_url`; a kind without one of its own gets the generic adapter.

    api_key_env: the environment variable that holds the key. Raises EngineError E201 for a URL that is none, E208 when
    the variable is not set.
    """
    module, _, name = ADAPTERS.get(kind, GENERIC).partition(":")
    engine: Engine = getattr(import_module(module), name)(base_url, kind=kind, api_key_env=api_key_env)
    return engine
