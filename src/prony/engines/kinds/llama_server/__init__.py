"""llama.cpp's server: found at a URL, where its `/props` tells who it is, or started by Prony with a file and flags.

Residents: this file, the kind · `adapter` (speaks to one, alone or as a router over many models) · `started` (one that
Prony starts) · `options` (what it may be started with).
"""

from __future__ import annotations

from typing import Any

import msgspec

from prony.engines.engine import Engine, EngineLaunch, ServedModel, StartedEngine
from prony.engines.kind import EngineKind
from prony.engines.kinds.llama_server.adapter import (
    UNCACHED,
    LlamaServer,
    argument,
    effective_sampling,
    engine_identity,
    has_own_template,
    model_argument,
    served_model,
    size_on_disk,
)
from prony.engines.kinds.llama_server.options import LlamaServerOptions, complaint
from prony.engines.kinds.llama_server.started import StartedLlamaServer, identity_of_flags
from prony.engines.seen import MODELS, Seen, text
from prony.errors import EngineError
from prony.nouns import EngineIdentity

__all__ = [
    "ENGINE",
    "UNCACHED",
    "LlamaServer",
    "LlamaServerOptions",
    "StartedLlamaServer",
    "argument",
    "effective_sampling",
    "engine_identity",
    "has_own_template",
    "model_argument",
    "served_model",
    "size_on_disk",
]


class LlamaServerKind(EngineKind):
    """One model, its own `/props`."""

    name = "llama-server"
    lists_all = True
    ports = (8080, 8081, 9931)
    asks = ("/props", "/health")
    starts = True
    options = LlamaServerOptions

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """`/props` with a build, the owner `llamacpp`, the Server header."""
        found = []
        if "build_info" in seen["/props"].fields:
            found.append((8, "/props names a build"))
        if "llamacpp" in seen.owners():
            found.append((4, "models are owned by llamacpp"))
        if seen[MODELS].headers.get("server") == "llama.cpp":
            found.append((4, "the Server header says llama.cpp"))
        return found

    def version(self, seen: Seen) -> str | None:
        """The build."""
        return text(seen["/props"].fields.get("build_info"))

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """The model, with the file that `/props` names; loaded once `/health` says so."""
        model = served_model(row)
        state = model.state or ("loaded" if seen["/health"].status == 200 else "loading")
        path = model.path or text(seen["/props"].fields.get("model_path"))
        return msgspec.structs.replace(model, state=state, path=path)

    def adapter(self, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
        """Its own, which knows `/props`."""
        return LlamaServer(base_url, kind=self, api_key_env=api_key_env, context=context)

    def start(self, launch: EngineLaunch) -> StartedEngine:
        """A child of ours, with the flags that its options say. Those of a recorded plan are looked at as those
        of prony.toml are. Raises EngineError E211 for options that it does not take."""
        if (wrong := self.wrong_options(launch.options)) is not None:
            raise EngineError(
                "E211",
                f"prony does not start {self.name} with these options",
                cause=wrong,
                hint="docs/engines.md lists what it takes; a new run takes the options of prony.toml",
            )
        return StartedLlamaServer(launch, kind=self)

    def expected_identity(self, launch: EngineLaunch) -> EngineIdentity:
        """What its flags say, in the words of a server that is found with them."""
        return identity_of_flags(self.name, launch)

    def wrong_options(self, options: Any) -> str | None:
        """What a single option tells, and whether they go together."""
        return super().wrong_options(options) or complaint(options)


ENGINE = LlamaServerKind()
