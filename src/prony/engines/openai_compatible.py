"""Any server that speaks the OpenAI dialect: what `/v1/models` tells, and nothing that it does not."""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from pathlib import Path
from typing import Any

from prony.addresses import is_this_machine
from prony.engines.base_urls import bases, key_from_env, root_of
from prony.engines.engine import Busy, Description, LoadReport, ServedModel, Told
from prony.engines.hosting import shares_cpu
from prony.engines.identity import artifact_async, offers_tools, thinking_of
from prony.engines.machine import this_machine
from prony.engines.reach import LOCKED, Reached, reach
from prony.engines.readiness import AGAIN_S, LOAD_TIMEOUT_S, load_refused, unexplained, unready_list
from prony.engines.seen import MODELS, Reader, Seen
from prony.errors import EngineError, WeightsError
from prony.http1.ask import Answer, get, post
from prony.nouns import Artifact, EngineIdentity, Machine
from prony.plain import clean_line

_NO_SUCH_MODEL = re.compile(
    r"model[^.]{0,80}(not.?found|n.t exist|not exist|unknown|invalid|no such|not supported|not available|not served)"
    r"|(not.?found|unknown|invalid|no such|could not find|unable to find|no)[^.]{0,40}model|no endpoints found"
    r"|provider not provided",
    re.IGNORECASE | re.DOTALL,
)
"""How servers say that they do not have a model."""
_ABOUT_THE_REQUEST = re.compile(
    r"max_(completion_|output_|new_)?tokens|unsupported (parameter|value)|\brole\b|temperature|\bstream", re.IGNORECASE
)
"""What is said of a request that a model does not take, which it is there to refuse."""


def says_no_such_model(answer: Answer, model: str) -> bool:
    """Whether a refusal is about the name of the model: it says so, or names it where nothing else is missing."""
    words = answer.text
    if _ABOUT_THE_REQUEST.search(words):
        return False
    named = re.search(rf"(?<![\w./-]){re.escape(model)}(?![\w./-])", words) is not None
    return _NO_SUCH_MODEL.search(words) is not None or (answer.status == 404 and named)


class OpenAICompatible:
    """The generic adapter; the base of those that know more of their server.

    kind: which paths to GET, and what the answers mean. base_url: as it was written; which of the addresses that it may
    mean answers is found out when the server is asked for its models. api_key_env: the environment variable with the
    key; it goes to this URL and nowhere else. context: tokens that a plan needs of a model, for servers that
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
        self._written = base_url
        self.base_url = bases(base_url)[0]
        self.root = root_of(self.base_url)
        self.context = context
        self.kind = kind.name
        self._reader = kind
        self._key = key_from_env(api_key_env)
        self._key_env = api_key_env
        self._unlisted = set[str]()
        """Models that it answered to without listing them."""

    async def models(self) -> tuple[ServedModel, ...]:
        """What it serves, with the states and sizes that its kind of server tells."""
        return self._reader.models(await self._seen())

    async def describe(self, model: str) -> Description:
        """Name, served context and machine, and the file that the list names where that lies here; else what the list
        says of size and quantization. The rest is not captured."""
        seen = await self._seen()
        served = self._one(seen, model)
        local = is_this_machine(self.base_url)
        found = await self._file(served.path, served) if local else None
        started = await asyncio.to_thread(self._reader.started_with, self.base_url) if local else {}
        told = self._reader.tells(served, seen)
        return Description(
            artifact=found or reported(served, told),
            engine=EngineIdentity(
                kind=self.kind,
                version=self._reader.version(seen),
                build=told.build,
                served_context=served.context,
                slots=told.slots,
                settings={**(served.settings if found else {}), **started, **_short(told.settings)},
            ),
            machine=this_machine() if local else Machine(),
            has_chat_template=True if told.template else None,
            offers_tools=offers_tools(told.template),
            thinking=told.thinking or thinking_of(told.template),
            shares_cpu=shares_cpu(self.base_url),
            uncached=served.uncached,
            answers_as=names_of(served),
            cuts_at=told.cuts_at,
            warnings=told.warnings,
        )

    async def _file(self, path: str | None, served: ServedModel) -> Artifact | None:
        """The artifact from the file itself, where the path that the server names is one here, with as many weights."""
        if path is None or not Path(path).is_absolute():
            return None
        try:
            found = await artifact_async(path)
        except WeightsError:
            return None
        same = served.parameters is None or found.parameters == served.parameters
        return found if same else None

    async def version(self) -> str | None:
        """What the server calls its version, where its kind has an address for that."""
        return self._reader.version(await self._seen())

    async def model(self, name: str) -> ServedModel:
        """The served model called `name`: one that is listed, or that was answered to without being listed.

        Raises EngineError E207 with what there is instead.
        """
        return self._one(await self._seen(), name)

    async def busy(self) -> Busy | None:
        """What the server is at, for whomever; None where it does not tell. It is asked by GETs alone."""
        return self._reader.busy(await self._seen())

    def _one(self, seen: Seen, name: str) -> ServedModel:
        models = self._reader.models(seen)
        fitting = self._reader.called(models, name)
        if len(fitting) == 1:
            return fitting[0]
        if not fitting and name in self._unlisted:
            return self._reader.unlisted(name, seen)
        have = ", ".join(one.id for one in fitting or models[:8]) or "nothing"
        verb = "serve" if self._reader.lists_all else "list"
        raise EngineError(
            "E207", f"{self.kind} does not {verb} {name!r}", where=self.base_url, hint=f"it {verb}s {have}"
        )

    async def refuse_unserved(self, model: str) -> None:
        """See that the server has `model`: one that it does not list it is asked for one token of.

        Raises EngineError E207 where it says that it has no such model, E208 where it does not take the key.
        """
        listed = self._reader.models(await self._seen())
        if self._reader.called(listed, model):
            return
        if self._reader.lists_all:
            await self.model(model)
        where = f"{self.base_url}/chat/completions"
        answer = await self._one_token(model)
        if answer is not None and answer.status == 401:
            raise self._useless(answer, where)
        self._unlisted.add(model)
        if answer is None:
            return
        if answer.status in (400, 403, 404, 422, 500) and says_no_such_model(answer, model):
            self._unlisted.discard(model)
            have = ", ".join(one.id for one in listed[:12]) or "nothing that it would list"
            raise EngineError(
                "E207",
                f"{self.kind} does not serve {model!r}",
                where=self.base_url,
                cause=answer.text[:200],
                hint=f"it serves {have}",
            )

    async def load(self, model: str) -> LoadReport:
        """Make a server on this machine ready with one request of one token: the dialect knows no other way.

        A server elsewhere is not asked, but for a model that it does not list: its loading is not ours to cause, and a
        token may cost money.
        """
        started = time.monotonic()
        if not is_this_machine(self.base_url):
            try:
                await self.model(model)
            except EngineError as error:
                if error.code != "E207":
                    raise
                await self.refuse_unserved(model)
            return LoadReport(load_s=time.monotonic() - started)
        await self._reach()
        for tries_left in (2, 1, 0):
            answer = await self._one_token(model)
            if answer is None:
                raise self._silent(model, time.monotonic() - started)
            if (refusal := load_refused(answer, f"{model} of {self.kind}", self.base_url)) is None:
                break
            if not (tries_left and unexplained(answer)):
                raise refusal
            await asyncio.sleep(AGAIN_S)
        self._unlisted.add(model)
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

    async def _one_token(self, model: str) -> Answer | None:
        """The answer to a request of one token, which has a server load the model; None where there is none."""
        body = {"model": model, "messages": [{"role": "user", "content": "Hi"}], "max_tokens": 1}
        return await post(f"{self.base_url}/chat/completions", body, key=self._key, timeout_s=LOAD_TIMEOUT_S)

    async def _seen(self) -> Seen:
        """What the server answers to everything that its kind is asked."""
        first, asks = await self._list(), (*self._reader.asks, *self._reader.asks_more)
        answers = await asyncio.gather(*(get(self.root + path, key=self._key) for path in asks))
        return Seen({MODELS: first, **dict(zip(asks, answers, strict=True))})

    async def _reach(self) -> Reached:
        """Find out which of the addresses that were written answers, and keep to that."""
        untried = self.base_url == bases(self._written)[0]
        reached = await reach(self._written if untried else self.base_url, key=self._key, posting=True)
        if reached.lists or reached.speaks:
            self.base_url, self.root = reached.base_url, root_of(reached.base_url)
        return reached

    async def _list(self) -> Answer | None:
        """The model list, from the base URL that has it; None where there is a place to chat at and no list.

        Raises EngineError E201, E206 or E208.
        """
        reached = await self._reach()
        # Some servers list nothing; and some keys may ask models, but not list them.
        forbidden = self._key is not None and reached.answer is not None and reached.answer.status == 403
        if reached.lists or ((reached.speaks or forbidden) and not self._reader.lists_all):
            return reached.answer if reached.lists else None
        raise self._useless(reached.answer, f"{self.base_url}/models")

    async def _get(self, path: str) -> Answer:
        """GET below the root. Raises EngineError E201, E206 or E208."""
        answer = await get(self.root + path, key=self._key)
        if answer is None or answer.status != 200 or not answer.fields:
            raise self._useless(answer, self.root + path)
        return answer

    def _useless(self, answer: Answer | None, where: str) -> EngineError:
        """The error for an answer that says nothing of an engine, or for none."""
        if answer is None:
            return EngineError(
                "E201",
                f"no engine answers at {self.root}",
                where=where,
                hint="is it running? `prony doctor` looks around",
            )
        if (later := unready_list(answer, f"{self.kind} at {self.root} is not ready", where)) is not None:
            return later
        cause = f"HTTP {answer.status} {answer.headers.get('content-type', '')}: {answer.text[:200]}"
        if answer.status in LOCKED and self._key is None:
            hint = "name the variable that holds it: --api-key-env, or api_key_env in prony.toml"
            return EngineError("E208", f"{self.kind} at {self.root} wants a key", where=where, cause=cause, hint=hint)
        if answer.status in LOCKED:
            what = f"{self.kind} at {self.root} refuses the key in {self._key_env}"
            hint = "is it the key of this server, and still valid?"
            return EngineError("E208", what, where=where, cause=cause, hint=hint)
        hint = "name the address that ends before /chat/completions; prony models lists what answers on this machine"
        return EngineError("E206", f"what answers at {self.root} is not an engine", where=where, cause=cause, hint=hint)


def reported(served: ServedModel, told: Told) -> Artifact:
    """What a server says of a file that cannot be read from here."""
    return Artifact(
        size_bytes=served.size_bytes,
        parameters=served.parameters,
        quantization=served.quantization,
        chat_template_sha256=hashlib.sha256(told.template.encode()).hexdigest() if told.template else None,
    )


def _short(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings as a server tells them, each text on one line and of a bearable length."""
    return {name: clean_line(one)[:200] if isinstance(one, str) else one for name, one in settings.items()}


def names_of(served: ServedModel) -> tuple[str, ...]:
    """Every name that replies of a served model may carry."""
    return tuple(dict.fromkeys(name for name in (served.id, served.path, *served.answers_as) if name))
