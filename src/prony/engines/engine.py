"""What an engine is to the rest of the house: the nouns that describe it, and the protocol that every adapter keeps."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, runtime_checkable

from prony.nouns import Artifact, EngineIdentity, Machine, Noun, Thinking

LEAST_CONTEXT = 4096


class ServedModel(Noun, frozen=True, kw_only=True):
    """A model as its server lists it. `None` = the server does not say.

    state: `loaded`, `unloaded`, `loading`, `sleeping` or `failed`, in these words whatever the server calls them.
    path: the model file, where the server names one. cloud: its requests leave this machine, or may.
    digest: sha256 of the model file, where the server tells it. generates: False for embedding and reranking models.
    answers_as: other names that replies of it may carry. uncached: parameters with which a request to it is computed
    from its first token; empty where its server has none.
    """

    id: str
    state: str | None = None
    size_bytes: int | None = None
    parameters: int | None = None
    quantization: str | None = None
    digest: str | None = None
    context: int | None = None
    path: str | None = None
    cloud: bool = False
    generates: bool | None = None
    failure: str | None = None
    """Why it does not run, in the server's own words, where its state is `failed`."""
    unusable: str = ""
    """Why no task can be put to it, where that is known beforehand."""
    answers_as: tuple[str, ...] = ()
    settings: dict[str, Any] = {}
    """What tells it from another model of the same file: part of the engine's identity where the file is known."""
    uncached: dict[str, Any] = {}
    aliases: tuple[str, ...] = ()
    """Other names that the server says it answers to."""

    @property
    def loaded(self) -> bool:
        """Whether a request would be answered without loading first."""
        return self.state == "loaded"

    @property
    def measurable(self) -> bool:
        """Whether it may be measured without being named: on this machine, not known to fail, to be of no use or not to
        generate."""
        return not self.cloud and self.generates is not False and self.state != "failed" and not self.unusable


class Told(Noun, frozen=True, kw_only=True):
    """What a server tells of a model that it serves beside the row of its list. None: it does not say.

    settings: what shapes replies or their speed, by name. template: the chat template itself. cuts_at: see
    `Description`.
    """

    build: str | None = None
    slots: int | None = None
    settings: dict[str, Any] = {}
    template: str | None = None
    thinking: Thinking | None = None
    cuts_at: int | None = None
    warnings: tuple[str, ...] = ()


class Busy(Noun, frozen=True, kw_only=True):
    """What a server is at, whoever asked for it: requests that run and that wait, and the share of its cache that is
    taken (0 to 1)."""

    running: int | None = None
    waiting: int | None = None
    cache_share: float | None = None


class Endpoint(Noun, frozen=True, kw_only=True):
    """A server that answers model requests at `base_url`; `evidence` says why it is taken for its kind."""

    kind: str
    base_url: str
    version: str | None = None
    models: tuple[ServedModel, ...] = ()
    evidence: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    source: str = ""
    status: int = 200
    """Of its answer when it was asked for its models: 401 or 403 where it wants a key, or another one."""

    @property
    def locked(self) -> bool:
        """Whether it tells its models to nobody without a key, or without another one."""
        return self.status in (401, 403)


class Description(Noun, frozen=True, kw_only=True):
    """Everything an engine tells about one model that it serves: a contestant's fingerprint is made of it.

    None: it could not be learned.
    """

    artifact: Artifact
    engine: EngineIdentity
    machine: Machine
    effective_sampling: dict[str, Any] = {}
    """The sampling of a request that says nothing of it."""
    has_chat_template: bool | None = None
    """False: chat requests make no sense."""
    offers_tools: bool | None = None
    """Whether the template has a place for tools."""
    thinking: Thinking | None = None
    """The thinking that the template offers."""
    shares_cpu: bool | None = None
    """Whether the engine computes on the cores of this machine, so that grading would disturb it."""
    dialect: str = "chat"
    """The dialect to speak to it in, of `prony.gateway.dialects.DIALECTS`."""
    request: dict[str, Any] = {}
    """Parameters that every request in that dialect must carry."""
    uncached: dict[str, Any] = {}
    """Parameters in that dialect with which a request is computed from its first token; empty where it has none."""
    answers_as: tuple[str, ...] = ()
    """Other names of the model that replies may carry."""
    cuts_at: int | None = None
    """Tokens above which the engine drops the beginning of a prompt without a word; None where it refuses such a
    prompt, as most do."""
    warnings: tuple[str, ...] = ()
    """Things that a person should know before measuring, a sentence each."""


class LoadReport(Noun, frozen=True, kw_only=True):
    """How a model became ready. cold: this call made the engine load it (None = could not be seen)."""

    load_s: float
    cold: bool | None = None


class EngineLaunch(Noun, frozen=True, kw_only=True):
    """The start of an engine, with one model for one contestant."""

    model: str = ""
    """The name that it is served under."""
    gguf: Path | None = None
    """The model file, for kinds that need one."""
    context: int = LEAST_CONTEXT
    """Tokens of each slot."""
    threads: int | None = None
    """None = as the kind thinks best."""
    prompt_cache: bool = False
    """Keep what was computed of a prompt for the next request, as an agent's growing conversation wants it."""
    options: dict[str, Any] = {}
    """The contestant's `options` table."""
    log: Path | None = None
    """Where its log is kept; None = thrown away with it."""


@runtime_checkable
class Engine(Protocol):
    """An adapter: it finds, identifies, loads and unloads; it never parses a reply to a model request.

    Every method raises EngineError E201 (no answer), E206 (not an engine), E207 (no such model), E208 (wants a key),
    E212 (not ready yet: `prony.engines.readiness`).
    """

    kind: str
    base_url: str
    """Where model requests go: /chat/completions stands below it. Sure once the engine was asked for its models."""

    async def models(self) -> tuple[ServedModel, ...]:
        """What it serves, loaded or not, with what it tells of each. Loads and generates nothing."""
        ...

    async def describe(self, model: str) -> Description:
        """What it says of a model that is loaded. Loads and generates nothing."""
        ...

    async def load(self, model: str) -> LoadReport:
        """Return when the model is ready to answer. Raises EngineError E203 or E204 when it never will be."""
        ...

    async def unload(self, model: str) -> None:
        """Free what the model holds, where the engine can be asked to; else do nothing."""
        ...

    def died(self) -> str | None:
        """Why the engine is gone, with the end of its log, where that can be seen; None while nothing says so."""
        ...


@runtime_checkable
class StartedEngine(Engine, Protocol):
    """An engine of ours: it runs for as long as the `async with` lasts, and can be started anew after a crash.

    It ends with this process, also when that is killed. Its log is kept until then; `died` shows the end of it.
    """

    load_s: float
    """How long it took to become ready."""
    key: str
    """What model requests to it must carry, made anew at each start; empty where its program takes none. It is kept
    in memory alone."""

    async def __aenter__(self) -> Self:
        """Return when the model is ready to answer. Raises EngineError E202-E205."""
        ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, and return when it is gone."""
        ...

    async def restart(self) -> None:
        """End what is left of it and start it anew; `base_url` and `key` may change. Raises as entering does."""
        ...
