"""LM Studio, by its own REST interface (v1, and v0 of earlier releases).

Source: https://lmstudio.ai/docs/developer/rest
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from prony.engines.engine import Engine, LoadReport, ServedModel, Told
from prony.engines.kind import EngineKind
from prony.engines.openai_compatible import OpenAICompatible
from prony.engines.reach import LOCKED
from prony.engines.readiness import LOAD_TIMEOUT_S, not_ready, words_in
from prony.engines.seen import Seen, text, whole
from prony.errors import EngineError
from prony.http1.ask import Answer, post
from prony.nouns import Thinking

V1, V0 = "/api/v1/models", "/api/v0/models"
_UNLOAD_S = 60.0
_SETTINGS = ("flash_attention", "offload_kv_cache_to_gpu", "num_experts", "eval_batch_size")
"""What its interface tells of how a model was loaded, beside context and parallel requests."""


class LmStudio(OpenAICompatible):
    """One LM Studio. context: tokens to load a model with; without, it takes its own default for that model."""

    async def load(self, model: str) -> LoadReport:
        """Ask v1 to load it; earlier releases load with the first request. One that is loaded stays as it is."""
        started = time.monotonic()
        seen = await self._seen()
        served = self._one(seen, model)
        if served.loaded:
            return LoadReport(load_s=time.monotonic() - started, cold=False)
        if seen.status(V1) != 200:
            return await super().load(model)
        body = {"model": served.id, **({"context_length": self.context} if self.context else {})}
        where = f"{self.root}{V1}/load"
        answer = await post(where, body, key=self._key, timeout_s=LOAD_TIMEOUT_S)
        if answer is None:
            raise self._silent(model, time.monotonic() - started)
        if answer.status >= 400:
            raise self._load_refused(model, answer, where)
        return LoadReport(load_s=time.monotonic() - started, cold=True)

    async def unload(self, model: str) -> None:
        """Free every instance of the model; v0 has no way to."""
        seen = await self._seen()
        row = next((one for one in seen[V1].rows("models") if one.get("key") == self._one(seen, model).id), {})
        instances = [one["id"] for one in _instances(row) if isinstance(one.get("id"), str)]
        where = f"{self.root}{V1}/unload"
        await asyncio.gather(
            *(post(where, {"instance_id": one}, key=self._key, timeout_s=_UNLOAD_S) for one in instances)
        )

    def _load_refused(self, model: str, answer: Answer, where: str) -> EngineError:
        if answer.status in LOCKED:
            return self._useless(answer, where)
        if (later := not_ready(answer, f"{self.kind} cannot load {model} yet", where)) is not None:
            return later
        return EngineError(
            "E203",
            f"{self.kind} cannot load {model}",
            where=where,
            cause=words_in(answer),
            hint="a smaller --context takes less memory; LM Studio's own log says more",
        )


class LmStudioKind(EngineKind):
    """Recognised by model lists that no other server has."""

    name = "lm-studio"
    lists_all = True
    ports = (1234,)
    asks = (V1, V0)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """v1 lists loaded instances, v0 states."""
        found = []
        if any("loaded_instances" in row for row in seen[V1].rows("models")):
            found.append((12, f"{V1} lists loaded instances"))
        if any("state" in row and "compatibility_type" in row for row in seen[V0].rows("data")):
            found.append((12, f"{V0} lists states"))
        return found

    def models(self, seen: Seen) -> tuple[ServedModel, ...]:
        """v1 where there is one, since it tells sizes; else v0."""
        rows = [row for row in seen[V1].rows("models") if isinstance(row.get("key"), str)]
        if rows:
            return tuple(_of_v1(row) for row in rows)
        return tuple(_of_v0(row) for row in seen[V0].rows("data") if isinstance(row.get("id"), str))

    def tells(self, served: ServedModel, seen: Seen) -> Told:
        """How the instance that is loaded was, the variant of the file, and the thinking that it offers.

        Bits per weight are the name of the quantization once more, not counted from tensors, and left aside.
        """
        row = next((one for one in seen[V1].rows("models") if one.get("key") == served.id), {})
        config = _config(row)
        settings = {name: config[name] for name in _SETTINGS if isinstance(config.get(name), bool | int)}
        if variant := text(row.get("selected_variant")):
            settings["variant"] = variant
        if file_format := text(row.get("format")):
            settings["format"] = file_format
        return Told(slots=whole(config.get("parallel")), settings=settings, thinking=_thinking(row))

    def adapter(self, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
        """Its own, which loads and unloads."""
        return LmStudio(base_url, kind=self, api_key_env=api_key_env, context=context)


def _instances(row: dict[str, Any]) -> list[dict[str, Any]]:
    found = row.get("loaded_instances")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _config(row: dict[str, Any]) -> dict[str, Any]:
    """The configuration of the first instance: requests that name the model go there."""
    config = next((one.get("config") for one in _instances(row)), None)
    return config if isinstance(config, dict) else {}


def _thinking(row: dict[str, Any]) -> Thinking | None:
    """As the model is set to by default. None: LM Studio does not say."""
    able = row.get("capabilities")
    reasoning = able.get("reasoning") if isinstance(able, dict) else None
    default = text(reasoning.get("default")) if isinstance(reasoning, dict) else None
    return None if default is None else Thinking.OFF if default == "off" else Thinking.ON


def _of_v1(row: dict[str, Any]) -> ServedModel:
    quantization = row.get("quantization")
    instances = tuple(one["id"] for one in _instances(row) if isinstance(one.get("id"), str))
    return ServedModel(
        id=row["key"],
        state="loaded" if _instances(row) else "unloaded",
        size_bytes=whole(row.get("size_bytes")),
        quantization=text(quantization.get("name")) if isinstance(quantization, dict) else None,
        context=whole(_config(row).get("context_length")),
        generates=row.get("type") != "embedding",
        answers_as=tuple(name for name in instances if name != row["key"]),
    )


def _of_v0(row: dict[str, Any]) -> ServedModel:
    return ServedModel(
        id=row["id"],
        state={"not-loaded": "unloaded"}.get(row.get("state", ""), text(row.get("state"))),
        quantization=text(row.get("quantization")),
        context=whole(row.get("loaded_context_length")),
        generates=row.get("type") != "embeddings",
    )


ENGINE = LmStudioKind()
