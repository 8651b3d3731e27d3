"""llama.cpp's server, alone or as a router over many models: `/props` tells build, template, context and sampling."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from prony.addresses import is_this_machine
from prony.engines.engine import Description, LoadReport, ServedModel
from prony.engines.hosting import shares_cpu
from prony.engines.identity import offers_tools, thinking_of
from prony.engines.llama_flags import started_with
from prony.engines.machine import this_machine
from prony.engines.openai_compatible import OpenAICompatible, names_of
from prony.engines.readiness import LOAD_TIMEOUT_S, EngineBusyError, not_ready, refused_later, words_in
from prony.engines.seen import text, texts, whole
from prony.errors import EngineError
from prony.http1.ask import Answer, post
from prony.nouns import Artifact, EngineIdentity, Machine

SAMPLING_KEYS = (
    "temperature",
    "dynatemp_range",
    "top_k",
    "top_p",
    "min_p",
    "top_n_sigma",
    "typical_p",
    "xtc_probability",
    "repeat_penalty",
    "repeat_last_n",
    "presence_penalty",
    "frequency_penalty",
    "dry_multiplier",
    "mirostat",
    "adaptive_target",
    "samplers",
)
"""What of `default_generation_settings.params` shapes an answer. The seed is left out: it is drawn anew a request."""

_FALLBACK_TEMPLATE_SHA256 = "cc145ac597328b60dbce2631dce17c0c84bb6a87b2380cc0473e2e1291965db7"
"""The template that llama.cpp falls back to. A server that shows it may serve a base model, or one made with it."""
UNCACHED = {"cache_prompt": False}
"""The parameter of llama.cpp's servers that has a prompt computed from its first token."""
_POLL_S = 0.1
UNLOAD_S = 60.0
"""How long a router may take to end a model's process."""
_FREED = ("unloaded", "failed")
_LOADS_ALREADY = re.compile(r"already (been )?(load|runn|start)", re.IGNORECASE)
_STATES = {"downloading": "loading"}


class LlamaServer(OpenAICompatible):
    """llama-server. A router's models are loaded and unloaded one by one, at its own addresses."""

    async def describe(self, model: str) -> Description:
        """All that `/v1/models` and `/props` tell, and the header of the file where that lies on this machine."""
        served = await self.model(model)
        asleep = EngineError("E203", f"{model} is not loaded", where=self.base_url, hint="load it first")
        if served.state in _FREED:
            raise asleep
        props = (await self._get(f"/props?model={quote(model)}&autoload=false")).fields
        if "default_generation_settings" not in props:
            raise asleep
        local = is_this_machine(self.base_url)
        template = props.get("chat_template")
        path = text(props.get("model_path")) or served.path
        found = await self._file(path, served) if local else None
        told = await asyncio.to_thread(started_with, self.base_url, path) if local else {}
        return Description(
            artifact=found or reported_artifact(props, served),
            engine=engine_identity(self.kind, props, **told),
            machine=this_machine() if local else Machine(),
            effective_sampling=effective_sampling(props),
            has_chat_template=bool(found.chat_template_sha256) if found else has_own_template(template),
            offers_tools=offers_tools(template) if isinstance(template, str) else None,
            thinking=thinking_of(template) if isinstance(template, str) else None,
            shares_cpu=shares_cpu(self.base_url),
            uncached=served.uncached,
            answers_as=names_of(served),
        )

    async def load(self, model: str) -> LoadReport:
        """A router is asked to load and watched until it has; a single server is watched until it is healthy."""
        started = time.monotonic()
        served = await self.model(model)
        cold = None if served.state is None else served.state not in ("loaded", "sleeping")
        if cold and served.state != "loading" and await self._is_router():
            await self._ask_to_load(model)
        while time.monotonic() - started < LOAD_TIMEOUT_S:
            served = await self.model(model)
            if served.state == "failed":
                raise self._failed(served)
            if served.state in ("loaded", "sleeping"):
                return LoadReport(load_s=time.monotonic() - started, cold=cold)
            await asyncio.sleep(_POLL_S)
        raise EngineError("E204", f"{model} was not ready after {LOAD_TIMEOUT_S:.0f} s", where=self.base_url)

    async def unload(self, model: str) -> None:
        """A router frees the model, which is waited for: it takes no other in its place before; a single server keeps
        the only one it has."""
        if not await self._is_router() or (await self.model(model)).state in _FREED:
            return
        await self._post("/models/unload", model)
        for _ in range(int(UNLOAD_S / _POLL_S)):
            if (await self.model(model)).state in _FREED:
                return
            await asyncio.sleep(_POLL_S)

    async def _is_router(self) -> bool:
        return (await self._get("/props")).fields.get("role") == "router"

    async def _ask_to_load(self, model: str) -> None:
        """Have a router begin. Raises EngineError E212 where it has no room yet, E203 where it refuses for good."""
        answer = await self._post("/models/load", model)
        if answer.status < 400 or _LOADS_ALREADY.search(answer.text):
            return
        where = f"{self.root}/models/load"
        if (later := not_ready(answer, f"{self.kind} cannot load {model} yet", where)) is not None:
            raise later
        if refused_later(answer):
            raise EngineBusyError(f"{self.kind} cannot load {model} yet", where, words_in(answer))
        raise EngineError(
            "E203",
            f"{self.kind} refuses to load {model}",
            where=where,
            cause=words_in(answer),
            hint="the router's own log may say more",
        )

    def _failed(self, served: ServedModel) -> EngineError:
        """The error for a model that a router could not load, with what the router tells of its end."""
        gone = (
            f"there is no file {served.path}" if is_this_machine(self.base_url) and not _is_there(served.path) else ""
        )
        return EngineError(
            "E203",
            f"{self.kind} cannot load {served.id}",
            where=self.base_url,
            cause="; ".join(part for part in (served.failure, gone) if part) or None,
            hint="the router's own log has the end of the model's process; its arguments stand in /v1/models",
        )

    async def _post(self, path: str, model: str) -> Answer:
        answer = await post(self.root + path, {"model": model}, key=self._key, timeout_s=LOAD_TIMEOUT_S)
        if answer is None:
            raise EngineError(
                "E201",
                f"no engine answers at {self.root}, or it hung up",
                where=self.root + path,
                hint="is it still running? prony models lists what answers here",
            )
        return answer


def reported_artifact(props: dict[str, Any], served: ServedModel) -> Artifact:
    """What the server says of a file that cannot be read from here."""
    template = props.get("chat_template")
    path = text(props.get("model_path"))
    return Artifact(
        file=Path(path).name if path else None,
        size_bytes=served.size_bytes,
        parameters=served.parameters,
        quantization=text(props.get("model_ftype")) or served.quantization,
        chat_template_sha256=hashlib.sha256(template.encode()).hexdigest() if isinstance(template, str) else None,
    )


def engine_identity(kind: str, props: dict[str, Any], **more: Any) -> EngineIdentity:
    """Build, served context and slots. `more` overrides and adds fields of `EngineIdentity`."""
    defaults = props.get("default_generation_settings")
    fields: dict[str, Any] = {
        "kind": kind,
        "build": text(props.get("build_info")),
        "served_context": whole(defaults.get("n_ctx")) if isinstance(defaults, dict) else None,
        "slots": whole(props.get("total_slots")),
    }
    return EngineIdentity(**{**fields, **more})


def effective_sampling(props: dict[str, Any]) -> dict[str, Any]:
    """The sampling that a request gets which names none; numbers to 6 digits (they are 32-bit floats on the wire)."""
    defaults = props.get("default_generation_settings")
    parameters = defaults.get("params") if isinstance(defaults, dict) else None
    found = parameters if isinstance(parameters, dict) else {}
    return {
        key: float(f"{found[key]:.6g}") if isinstance(found[key], float) else found[key]
        for key in SAMPLING_KEYS
        if key in found
    }


def has_own_template(template: Any) -> bool | None:
    """Whether a template that a server shows is the model's own; None when it is llama.cpp's fallback, or none."""
    if not isinstance(template, str) or not template:
        return None
    return None if hashlib.sha256(template.encode()).hexdigest() == _FALLBACK_TEMPLATE_SHA256 else True


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
        failure=_failure(status),
        uncached=UNCACHED,
        aliases=texts(row.get("aliases")),
    )


def _failure(status: dict[str, Any]) -> str | None:
    """Why a router's model does not run, as the router tells it."""
    if status.get("failed") is not True:
        return None
    code, words = status.get("exit_code"), text(status.get("error")) or text(status.get("message"))
    ended = f"its process ended with exit code {code}" if isinstance(code, int) else "its process ended"
    return f"{ended}: {words}" if words else ended


def model_argument(arguments: Any) -> str | None:
    """The model file in a llama-server's argument list."""
    return argument(arguments, "-m", "--model")


def argument(arguments: Any, *flags: str) -> str | None:
    """What follows one of these flags in a list of arguments."""
    if not isinstance(arguments, list):
        return None
    pairs = itertools.pairwise(arguments)
    return next((value for flag, value in pairs if flag in flags and isinstance(value, str)), None)


def _is_there(path: str | None) -> bool:
    """Whether a file that a server of this machine names is not known to be missing."""
    return path is None or not Path(path).is_absolute() or Path(path).exists()


def size_on_disk(path: str | None) -> int | None:
    """The size of the file at an absolute path of this machine; None where there is none."""
    try:
        return Path(path).stat().st_size if path and Path(path).is_absolute() else None
    except OSError:
        return None
