"""Any server that speaks the OpenAI dialect: what `/v1/models` tells, and nothing that it does not."""

from __future__ import annotations

import asyncio
import time

from prony.addresses import is_this_machine
from prony.engines.base_urls import key_from_env, origin
from prony.engines.engine import Description, LoadReport, ServedModel
from prony.engines.hosting import shares_cpu
from prony.engines.machine import this_machine
from prony.engines.readiness import LOAD_TIMEOUT_S, load_refused, not_ready
from prony.engines.seen import MODELS, Reader, Seen
from prony.errors import EngineError
from prony.http1.ask import Answer, get, post
from prony.nouns import Artifact, EngineIdentity, Machine


class OpenAICompatible:
    """The generic adapter; the base of those that know more of their server.

    kind: which paths to GET, and what the answers mean. base_url ends in `/v1`. api_key_env: the environment variable
    with the key; it goes to this URL and nowhere else. context: tokens that a plan needs of a model, for servers that
    can be asked for them; this dialect has no way to.
    """

    def __init__(
        self,
        base_url: str,
        *,
        kind: Reader,
        api_key_env: str | None = None,
        context: int | None = None,
    ) -> None:
        self.root = origin(base_url)
        self.context = context
        self.base_url = f"{self.root}/v1"
        self.kind = kind.name
        self._reader = kind
        self._key = key_from_env(api_key_env)

    async def models(self) -> tuple[ServedModel, ...]:
        """What it serves, with the states and sizes that its kind of server tells."""
        return self._reader.models(await self._seen())

    async def describe(self, model: str) -> Description:
        """Name, what the list says of size and quantization, served context and machine; the rest is not captured."""
        served = await self.model(model)
        local = is_this_machine(self.base_url)
        return Description(
            artifact=Artifact(
                size_bytes=served.size_bytes, parameters=served.parameters, quantization=served.quantization
            ),
            engine=EngineIdentity(kind=self.kind, version=await self.version(), served_context=served.context),
            machine=this_machine() if local else Machine(),
            shares_cpu=shares_cpu(self.base_url),
            uncached=served.uncached,
            answers_as=names_of(served),
        )

    async def version(self) -> str | None:
        """What the server calls its version, where its kind has an address for that."""
        return self._reader.version(await self._seen())

    async def model(self, name: str) -> ServedModel:
        """The served model called `name`. Raises EngineError E207 with what there is instead."""
        models = self._reader.models(await self._seen())
        for one in models:
            if self._is_called(one, name):
                return one
        have = ", ".join(one.id for one in models[:8]) or "nothing"
        raise EngineError("E207", f"{self.kind} does not serve {name!r}", where=self.base_url, hint=f"it serves {have}")

    def _is_called(self, served: ServedModel, name: str) -> bool:
        return served.id == name

    async def load(self, model: str) -> LoadReport:
        """Make a server on this machine ready with one request of one token: the dialect knows no other way.

        A server elsewhere is not asked: its loading is not ours to cause, and a token may cost money.
        """
        started = time.monotonic()
        if not is_this_machine(self.base_url):
            await self.model(model)
            return LoadReport(load_s=time.monotonic() - started)
        body = {"model": model, "messages": [{"role": "user", "content": "Hi"}], "max_tokens": 1}
        answer = await post(f"{self.base_url}/chat/completions", body, key=self._key, timeout_s=LOAD_TIMEOUT_S)
        if answer is None:
            raise self._silent(model, time.monotonic() - started)
        if (refusal := load_refused(answer, f"{model} of {self.kind}", self.base_url)) is not None:
            raise refusal
        return LoadReport(load_s=time.monotonic() - started)

    def _silent(self, model: str, waited_s: float) -> EngineError:
        """The error for a server that gave no answer: it is not there, it hung up, or it took too long."""
        if waited_s < LOAD_TIMEOUT_S:
            return EngineError(
                "E201",
                f"no engine answers at {self.base_url}, or it hung up",
                where=self.base_url,
                hint="is it running, on this port? prony models lists what answers here",
            )
        return EngineError(
            "E204",
            f"{model} was not ready after {LOAD_TIMEOUT_S:.0f} s",
            where=self.base_url,
            hint="the server's own log says what it waits for",
        )

    async def unload(self, model: str) -> None:
        """The dialect has no way to unload: the server keeps the model as it sees fit."""

    def died(self) -> str | None:
        """Not ours to watch: requests tell."""
        return None

    async def _seen(self) -> Seen:
        """What the server answers to everything that its kind is asked."""
        first, asks = await self._get(MODELS), self._reader.asks
        answers = await asyncio.gather(*(get(self.root + path, key=self._key) for path in asks))
        return Seen({MODELS: first, **dict(zip(asks, answers, strict=True))})

    async def _get(self, path: str) -> Answer:
        """GET below the root. Raises EngineError E201, E206 or E208."""
        answer = await get(self.root + path, key=self._key)
        where = self.root + path
        if answer is None:
            raise EngineError("E201", f"no engine answers at {self.root}", where=where, hint="is it running?")
        if (later := not_ready(answer, f"{self.kind} at {self.root} is not ready", where)) is not None:
            raise later
        if answer.status in (401, 403):
            raise EngineError(
                "E208",
                f"{self.kind} at {self.root} wants a key",
                where=where,
                hint="name its variable with api_key_env",
            )
        if answer.status != 200 or not answer.fields:
            raise EngineError(
                "E206",
                f"what answers at {self.root} is not an engine",
                where=where,
                cause=f"HTTP {answer.status} {answer.headers.get('content-type', '')}: {answer.text[:200]}",
            )
        return answer


def names_of(served: ServedModel) -> tuple[str, ...]:
    """Every name that replies of a served model may carry."""
    return tuple(dict.fromkeys(name for name in (served.id, served.path, *served.answers_as) if name))
