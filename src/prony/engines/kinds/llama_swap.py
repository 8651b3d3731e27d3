"""llama-swap: a proxy that starts and stops other servers."""

from __future__ import annotations

import shlex
from typing import Any

from prony.engines.engine import ServedModel
from prony.engines.kind import EngineKind
from prony.engines.kinds.llama_server import UNCACHED, argument, model_argument, size_on_disk
from prony.engines.seen import Seen, text, texts

_STATES = {"ready": "loaded", "starting": "loading", "stopping": "unloaded", "stopped": "unloaded"}


class LlamaSwapKind(EngineKind):
    """Recognised by `/running`, which no other server has."""

    name = "llama-swap"
    ports = (8080,)
    asks = ("/running", "/api/version")

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """`/running` and the owner `llama-swap`."""
        found = []
        if isinstance(seen["/running"].fields.get("running"), list):
            found.append((16, "/running lists processes"))
        if "llama-swap" in seen.owners():
            found.append((8, "models are owned by llama-swap"))
        return found

    def version(self, seen: Seen) -> str | None:
        """`/api/version`."""
        return text(seen["/api/version"].fields.get("version"))

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """The model with the state of its process. One that a peer serves may leave this machine."""
        running = next((one for one in seen["/running"].rows("running") if one.get("model") == row["id"]), {})
        words = _words(running.get("cmd"))
        path, alias = model_argument(words), argument(words, "-a", "--alias")
        state = text(running.get("state"))
        return ServedModel(
            id=row["id"],
            state=_STATES.get(state or "", state) if running else "unloaded",
            path=path,
            size_bytes=size_on_disk(path),
            cloud=_of_a_peer(row),
            answers_as=(alias,) if alias else (),
            settings={"entry": row["id"]},  # its command may name other options for the same file
            uncached=UNCACHED if any("llama-server" in word for word in words) else {},
            aliases=texts(_own(row).get("aliases")),
        )

    def unlisted(self, name: str, seen: Seen) -> ServedModel:
        """What its process tells, which stands among the others."""
        return self.served({"id": name}, seen)

    def warnings(self, seen: Seen, models: tuple[ServedModel, ...]) -> tuple[str, ...]:
        """It may rewrite requests, and says nothing of it."""
        return ("it is a proxy: its configuration may rewrite request parameters (setParams, stripParams, profiles)",)


def _own(row: dict[str, Any]) -> dict[str, Any]:
    """What llama-swap itself says of a model: where it comes from, its other names."""
    meta = row.get("meta")
    own = meta.get("llamaswap") if isinstance(meta, dict) else None
    return own if isinstance(own, dict) else {}


def _of_a_peer(row: dict[str, Any]) -> bool:
    return any(key.lower().startswith("peer") and value for key, value in _own(row).items())


def _words(command: Any) -> list[str]:
    try:
        return shlex.split(command) if isinstance(command, str) else []
    except ValueError:
        return []


ENGINE = LlamaSwapKind()
