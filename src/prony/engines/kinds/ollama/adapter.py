"""Ollama: asked for the context that a plan needs, identified by the blob of its weights, spoken to in its own dialect.

Source of the addresses: https://github.com/ollama/ollama/blob/main/docs/api.md
"""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import Any
from urllib.parse import urlsplit

import msgspec

from prony.addresses import is_this_machine
from prony.engines.engine import Description, LoadReport, ServedModel
from prony.engines.hosting import listening_processes, shares_cpu
from prony.engines.identity import artifact_async
from prony.engines.kinds.ollama.model import OllamaModel
from prony.engines.machine import this_machine
from prony.engines.openai_compatible import OpenAICompatible
from prony.engines.readiness import LOAD_TIMEOUT_S, not_ready, words_in
from prony.engines.seen import whole
from prony.errors import EngineError, WeightsError
from prony.http1.ask import Answer, post
from prony.nouns import Artifact, EngineIdentity, Machine

SHOWN_AT_ONCE = 4
UNLOAD_S = 30.0
_POLL_S = 0.1
_RUNNER = ("--model", "--ctx-size", "--parallel", "--threads", "--n-gpu-layers", "--kv-cache-type")


class Ollama(OpenAICompatible):
    """One Ollama. context: tokens that a plan needs of a model; without, Ollama takes its own default."""

    async def models(self) -> tuple[ServedModel, ...]:
        """Its tags, and what `/api/show` adds of each: the digest of the weights, what it can do."""
        listed = await super().models()
        at_once = asyncio.Semaphore(SHOWN_AT_ONCE)

        async def in_full(served: ServedModel) -> ServedModel:
            async with at_once:
                answer = await self._ask("/api/show", {"model": served.id}, timeout_s=5.0)
            return served if answer is None or answer.status != 200 else self._with(served, OllamaModel(answer))

        return tuple(await asyncio.gather(*map(in_full, listed)))

    async def describe(self, model: str) -> Description:
        """All that `/api/show` and `/api/ps` tell, and the header of the blob where that lies on this machine."""
        served = await self.model(model)
        shown = await self._show(served.id)
        cloud = served.cloud or shown.remote_host is not None
        local = is_this_machine(self.base_url) and not cloud
        runner = await asyncio.to_thread(_runner, self.base_url, shown.digest) if local else {}
        on_gpu = await self._share_on_gpu(served.id)
        context = served.context or runner.get("served_context")
        found, warnings = await self._artifact(shown, served, local)
        return Description(
            artifact=found,
            engine=EngineIdentity(
                kind=self.kind,
                version=await self.version(),
                served_context=context,
                slots=runner.get("slots"),
                threads=runner.get("threads"),
                gpu_layers=0 if on_gpu == 0 else runner.get("gpu_layers"),
                settings={"dialect": "ollama", **shown.settings, **self._asked(shown)},
            ),
            machine=this_machine() if local else Machine(),
            effective_sampling=shown.sampling,
            has_chat_template=shown.has_chat_template,
            offers_tools=shown.offers_tools,
            thinking=shown.thinking,
            shares_cpu=_shares_cpu(self.base_url, local, on_gpu),
            dialect="ollama",
            request=self._request(shown),
            # Of two tags with the same weights /api/ps lists only one; what was asked for is then all that is known.
            cuts_at=None if cloud else context or self._asked(shown).get("num_ctx"),
            warnings=(*warnings, *_warnings(shown, served, cloud)),
        )

    async def load(self, model: str) -> LoadReport:
        """Ask for the model with the context that is needed; a cloud model has nothing to load."""
        started = time.monotonic()
        served = await self.model(model)
        shown = await self._show(served.id)
        if served.cloud or shown.remote_host is not None:
            return LoadReport(load_s=0.0)
        before = await asyncio.to_thread(_runner, self.base_url, shown.digest) if is_this_machine(self.base_url) else {}
        body = {"model": served.id, "stream": False, "options": self._asked(shown)}
        answer = await self._ask("/api/generate", body, timeout_s=LOAD_TIMEOUT_S)
        if answer is None:
            raise self._silent(model, time.monotonic() - started)
        if answer.status != 200:
            raise _refused(model, answer, self.base_url)
        asked = self._asked(shown).get("num_ctx")
        had = served.context or before.get("served_context")
        warm = served.loaded and (asked is None or had is None or had == asked)
        return LoadReport(load_s=time.monotonic() - started, cold=not warm)

    async def unload(self, model: str) -> None:
        """Ask it to let go of the model, and wait until it has."""
        served = await self.model(model)
        if served.cloud or not served.loaded:
            return
        await self._ask("/api/generate", {"model": served.id, "keep_alive": 0}, timeout_s=UNLOAD_S)
        for _ in range(int(UNLOAD_S / _POLL_S)):
            if not (await self.model(model)).loaded:
                return
            await asyncio.sleep(_POLL_S)

    def _request(self, shown: OllamaModel) -> dict[str, Any]:
        """What every request must carry: another context would load the model anew.

        truncate and shift: newer versions then refuse what does not fit, instead of dropping its beginning.
        """
        asked = self._asked(shown)
        thinking = {"think": True} if shown.thinks_apart else {}
        return {"truncate": False, "shift": False, **({"options": asked} if asked else {}), **thinking}

    def _asked(self, shown: OllamaModel) -> dict[str, int]:
        """The context to ask for: what is needed, but not more than the model was made for."""
        if self.context is None:
            return {}
        return {"num_ctx": min(self.context, shown.trained_context or self.context)}

    async def _artifact(self, shown: OllamaModel, served: ServedModel, local: bool) -> tuple[Artifact, tuple[str, ...]]:
        """The weights: from the blob itself where it can be read here, else as Ollama names them; with warnings."""
        told = shown.artifact(served.quantization)
        if not local or shown.blob is None or not shown.blob.is_absolute():
            return told, ()
        try:
            found = await artifact_async(shown.blob)
        except WeightsError as error:
            return told, (
                f"its weights cannot be read here, so that only what Ollama says of them is known: {error.what}",
            )
        if found.sha256 != shown.digest:
            return found, (
                f"the blob {shown.blob.name} does not hold what its name says: its sha256 is {found.sha256}",
            )
        return found, ()

    def _with(self, served: ServedModel, shown: OllamaModel) -> ServedModel:
        able = shown.capabilities
        return msgspec.structs.replace(
            served,
            digest=shown.digest,
            parameters=shown.parameter_count,
            path=str(shown.blob) if shown.blob else None,
            cloud=served.cloud or shown.remote_host is not None,
            unusable=_without_template(shown, served),
            generates=served.generates if able is None else "completion" in able,
            context=served.context or self._runs_with(served, shown),
        )

    async def _share_on_gpu(self, name: str) -> float | None:
        """How much of a loaded model lies in the memory of a GPU, by `/api/ps`; None where it does not say."""
        rows = (await self._get("/api/ps")).rows("models")
        row = next((one for one in rows if one.get("name") == name), {})
        size, on_gpu = whole(row.get("size")), whole(row.get("size_vram"))
        return on_gpu / size if size and on_gpu is not None else None

    def _runs_with(self, served: ServedModel, shown: OllamaModel) -> int | None:
        """The context of a loaded model, where `/api/ps` does not tell it but its process does."""
        if not served.loaded or not is_this_machine(self.base_url):
            return None
        return _runner(self.base_url, shown.digest).get("served_context")

    async def _show(self, name: str) -> OllamaModel:
        answer = await self._ask("/api/show", {"model": name}, timeout_s=30.0)
        if answer is None:
            raise EngineError(
                "E201",
                f"no engine answers at {self.root}, or it hung up",
                where=f"{self.root}/api/show",
                hint="is it still running? prony models lists what answers here",
            )
        if answer.status != 200:
            raise _refused(name, answer, self.base_url)
        return OllamaModel(answer)

    async def _ask(self, path: str, body: dict[str, Any], *, timeout_s: float) -> Answer | None:
        return await post(self.root + path, body, key=self._key, timeout_s=timeout_s)


def _refused(model: str, answer: Answer, where: str) -> EngineError:
    """The error for a status that is not 200, with Ollama's own words as its cause."""
    if (later := not_ready(answer, f"ollama cannot load {model} yet", where)) is not None:
        return later
    if answer.status == 404:
        return EngineError(
            "E207",
            f"ollama does not serve {model!r}",
            where=where,
            cause=words_in(answer),
            hint=f"ollama pull {model}; or prony models, which lists what it serves",
        )
    code = "E205" if "system memory" in answer.text else "E203"
    hint = "the server's own log says more" if code == "E203" else "a smaller model or --context takes less memory"
    return EngineError(code, f"ollama cannot load {model}", where=where, cause=words_in(answer), hint=hint)


def _shares_cpu(base_url: str, local: bool, on_gpu: float | None) -> bool | None:
    """Whether it computes on this machine's cores: not elsewhere, nor where the whole model lies on a GPU."""
    if not local:
        return False
    return shares_cpu(base_url) if on_gpu is None else on_gpu < 1


def _warnings(shown: OllamaModel, served: ServedModel, cloud: bool) -> tuple[str, ...]:
    found = []
    if cloud:
        host = shown.remote_host or "its maker's cloud"
        found.append(f"{served.id} does not run on this machine: its requests leave it for {host}")
    if words := _without_template(shown, served):
        found.append(words)
    return tuple(found)


def _without_template(shown: OllamaModel, served: ServedModel) -> str:
    """Why nothing can be asked of a model whose template Ollama does not know; empty for any other."""
    if shown.has_chat_template is not False:
        return ""
    return (
        f"Ollama knows no chat template for {served.id} and would run its messages together ({shown.template}); "
        "a Modelfile with a TEMPLATE gives it one"
    )


def _runner(base_url: str, digest: str | None) -> dict[str, int]:
    """What the process that runs the weights `digest` was started with: context of a slot, slots, threads, GPU layers.

    Empty where no such process of the server at `base_url` can be seen, or where it is told otherwise (newer versions).
    """
    import psutil

    port = urlsplit(base_url).port
    for pid in listening_processes(port) if port and digest else ():
        try:
            arguments = psutil.Process(pid).cmdline()
        except psutil.Error:
            continue
        told = {flag: value for flag, value in itertools.pairwise(arguments) if flag in _RUNNER}
        if (digest or "") in told.get("--model", ""):
            return _numbers(told)
    return {}


def _numbers(told: dict[str, str]) -> dict[str, int]:
    numbers = {flag: int(value) for flag, value in told.items() if value.isdigit()}
    slots = numbers.get("--parallel")
    context = numbers.get("--ctx-size")
    found = {
        "served_context": context // (slots or 1) if context else None,
        "slots": slots,
        "threads": numbers.get("--threads"),
        "gpu_layers": numbers.get("--n-gpu-layers"),
    }
    return {name: value for name, value in found.items() if value is not None}
