"""llama.cpp's server, alone or as a router."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import msgspec

from prony.engines.engine import ServedModel
from prony.engines.kinds.kind import MODELS, Kind, Seen, text, whole

_STATES = {"downloading": "loading"}


class LlamaServerKind(Kind):
    """One model, its own `/props`."""

    name = "llama-server"
    ports = (8080, 8081)
    asks = ("/props", "/health")

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


class LlamaRouterKind(Kind):
    """Many models, loaded on request."""

    name = "llama-server-router"
    asks = ("/props",)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """`/props` with the role `router`."""
        return [(20, "/props says role router")] if seen["/props"].fields.get("role") == "router" else []

    def version(self, seen: Seen) -> str | None:
        """The build."""
        return text(seen["/props"].fields.get("build_info"))

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """The model with its state and the file in its arguments."""
        return served_model(row)


def served_model(row: dict[str, Any]) -> ServedModel:
    """A row of llama-server's `/v1/models`."""
    meta = row["meta"] if isinstance(row.get("meta"), dict) else {}
    status = row["status"] if isinstance(row.get("status"), dict) else {}
    state = text(status.get("value"))
    path = model_argument(status.get("args"))
    return ServedModel(
        id=row["id"],
        state="failed" if status.get("failed") is True else _STATES.get(state or "", state),
        size_bytes=whole(meta.get("size")) or size_on_disk(path),
        parameters=whole(meta.get("n_params")),
        quantization=text(meta.get("ftype")),
        context=whole(meta.get("n_ctx")),
        path=path,
    )


def model_argument(arguments: Any) -> str | None:
    """The model file in a llama-server's argument list."""
    if not isinstance(arguments, list):
        return None
    for flag, value in itertools.pairwise(arguments):
        if flag in ("-m", "--model") and isinstance(value, str):
            return value
    return None


def size_on_disk(path: str | None) -> int | None:
    """The size of the file at an absolute path of this machine; None where there is none."""
    try:
        return Path(path).stat().st_size if path and Path(path).is_absolute() else None
    except OSError:
        return None
