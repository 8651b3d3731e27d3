"""Servers and the models behind them: what an address and a name mean, known before anything of a run is written."""

from __future__ import annotations

import asyncio
import difflib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from prony.engines import Endpoint, ServedModel, adapter, kind_named
from prony.engines.base_urls import bases
from prony.engines.discover import WANTS_KEY, look
from prony.engines.openai_compatible import OpenAICompatible
from prony.engines.reach import Reached
from prony.engines.registry import GENERIC
from prony.errors import EngineError, UsageError
from prony.labels import short
from prony.nouns import ContestantSpec
from prony.plain import clean_line

TAKEN_OF_MANY = 2
SHOWN_AT_MOST = 12
"""Names of models in one sentence."""
WAIT_S = 600.0
"""How long a server is waited for that says that it will answer later, before it is known what it is."""
_POLL_S = 1.0
NO_LIST = "; with --model NAME a server may list none"
_FORBIDDEN = 403

Say = Callable[[str], None]


async def server_at(url: str, api_key_env: str | None, names: Sequence[str], say: Say) -> Endpoint:
    """The engine at an address that the user named, waited for while it says that it loads.

    names: the models that are wanted there; with them a server counts that lists none. Raises UsageError E115 where
    none answers, EngineError E208 where it wants a key or another one.
    """
    reached, endpoint = await _ready(url, api_key_env, say)
    if endpoint is not None and endpoint.locked:
        # A key may be good for asking models, and not for listing them.
        if not (names and api_key_env and endpoint.status == _FORBIDDEN):
            raise _locked(endpoint, api_key_env)
        say(f"{endpoint.base_url}: {endpoint.warnings[-1]}: taking your word for {', '.join(names)}")
    if endpoint is not None:
        return endpoint
    answer = reached.answer
    if answer is not None and names and (reached.speaks or answer.status >= 500):
        say(f"{reached.base_url} lists no models: taking your word for {', '.join(names)}")
        return Endpoint(kind=GENERIC, base_url=reached.base_url, source="named", status=answer.status)
    if answer is None:
        raise UsageError("E115", f"no engine answers at {url}", hint=_is_it_running(url, reached.base_url))
    elsewhere = answer.headers.get("location")
    raise UsageError(
        "E115",
        f"what answers at {url} is no engine that can be asked for its models",
        where=f"{reached.base_url}/models",
        cause=f"HTTP {answer.status}: {clean_line(answer.text[:200])}",
        hint=f"it sends on to {elsewhere}: name that address"
        if elsewhere and 300 <= answer.status < 400
        else "name the address that ends before /chat/completions" + ("" if names else NO_LIST),
    )


async def _ready(url: str, api_key_env: str | None, say: Say) -> tuple[Reached, Endpoint | None]:
    started, told = time.monotonic(), False
    while True:
        reached, endpoint = await look(url, api_key_env)
        if not reached.busy or time.monotonic() - started > WAIT_S:
            return reached, endpoint
        if not told and endpoint is not None:
            say(f"{url}: {endpoint.warnings[-1]}; waiting for it, at most {WAIT_S / 60:.0f} minutes")
            told = True
        await asyncio.sleep(_POLL_S)


def _is_it_running(written: str, base_url: str) -> str:
    guessed = "" if "://" in written else f"without a scheme it was taken for {base_url.partition('://')[0]}; "
    port = base_url.partition("://")[2].partition("/")[0].rpartition("]")[2]
    missing = "" if ":" in port else "no port was named; "
    return f"{guessed}{missing}is it running? `prony doctor` looks around"


def _locked(endpoint: Endpoint, api_key_env: str | None) -> EngineError:
    """The error for a server that lists its models to nobody who has no key, or this one."""
    said = endpoint.warnings[-1]
    if said == WANTS_KEY:
        hint = "name the variable that holds it: --api-key-env VAR, or api_key_env in prony.toml"
        return EngineError("E208", f"{endpoint.base_url} wants a key", where=endpoint.base_url, hint=hint)
    hint = "is it the key of this server, and still valid? The variable's name is said, never the key"
    if api_key_env is None:
        hint = (
            "it may want a key (--api-key-env VAR), or take no requests for this host name, or from this machine: "
            "its settings, or those of a proxy before it, say which"
        )
    return EngineError("E208", f"{endpoint.base_url}: {said}", where=endpoint.base_url, hint=hint)


def model_at(endpoint: Endpoint, name: str, say: Say) -> str | None:
    """The name to ask for, of the model that the user calls `name`; None where the server does not have it.

    Raises UsageError E114 for a name that fits several.
    """
    fitting = kind_named(endpoint.kind).called(endpoint.models, name)
    if len(fitting) > 1:
        raise UsageError(
            "E114",
            f"{name} fits {len(fitting)} models of {endpoint.base_url}",
            hint=f"name one: {_names(fitting)}",
        )
    if not fitting:
        return None
    served = fitting[0]
    if name in served.aliases and name != served.id:
        say(f"{name} is another name of {short(served.id)} at {endpoint.base_url}")
        return name
    if name != served.id:
        say(f"{name} is served as {short(served.id)} by {endpoint.base_url}")
    return served.id


def not_served(endpoint: Endpoint, name: str) -> UsageError:
    """The error for a model that a server does not have, with those that it has."""
    near = difflib.get_close_matches(name, [one.id for one in endpoint.models], n=1, cutoff=0.5)
    guess = f"did you mean {near[0]}? " if near else ""
    return UsageError(
        "E101",
        f"{endpoint.kind} at {endpoint.base_url} does not serve {name}",
        hint=f"{guess}it serves {_names(endpoint.models) or 'nothing'}",
    )


def _names(models: Sequence[ServedModel]) -> str:
    called = Counter(short(one.id) for one in models)
    shown = [short(one.id) if called[short(one.id)] == 1 else clean_line(one.id) for one in models[:SHOWN_AT_MOST]]
    more = len(models) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def chosen_of(endpoints: Sequence[Endpoint], say: Say) -> list[tuple[Endpoint, ServedModel]]:
    """The models to measure where nobody named one: the loaded ones, else the smallest; cloud models only by name.

    Raises UsageError E117 where that cannot be told, because nothing is loaded and too few sizes are known.
    """
    for endpoint in endpoints:
        for warning in endpoint.warnings:
            say(f"{endpoint.kind} at {endpoint.base_url}: {warning}")
    local = [(endpoint, model) for endpoint in endpoints for model in endpoint.models if model.measurable]
    loaded = [pair for pair in local if pair[1].loaded]
    if loaded or len(local) <= 1:
        return loaded or local
    if undecided(model for _, model in local):
        raise UsageError(
            "E117",
            f"{len(local)} models are served, none is loaded, and their sizes are not known",
            cause="loading one that nobody chose may take a machine's whole memory",
            hint=f"name what to measure with --model: {_names([model for _, model in local])}",
        )
    by_size = sorted(local, key=lambda pair: (pair[1].size_bytes is None, pair[1].size_bytes or 0))
    if len(local) > TAKEN_OF_MANY:
        say(f"{len(local)} models served, none loaded; taking the {TAKEN_OF_MANY} smallest (--model names others):")
        for endpoint, model in by_size:
            size = f"{model.size_bytes / 1e9:.1f} GB" if model.size_bytes else "size not captured"
            say(f"  {short(model.id)}  {size}  {endpoint.kind}")
    return by_size[:TAKEN_OF_MANY]


def undecided(models: Iterable[ServedModel]) -> bool:
    """Whether the sizes of too few of several models are known to say which are the smallest."""
    sizes = [model.size_bytes for model in models]
    return len(sizes) > 1 and sum(size is not None for size in sizes) < TAKEN_OF_MANY


async def as_served(spec: ContestantSpec, say: Say) -> ContestantSpec:
    """A contestant of prony.toml at a server, with what that tells now: its kind, its address, the model's own name.

    What nobody answers stays as it was written. Raises EngineError E208.
    """
    assert spec.base_url is not None
    reached, endpoint = await _ready(spec.base_url, spec.api_key_env, say)
    if endpoint is None:
        base_url = reached.base_url if reached.speaks else bases(spec.base_url)[0]
        return msgspec.structs.replace(spec, engine=spec.engine or GENERIC, base_url=base_url)
    if endpoint.locked and not (spec.api_key_env and endpoint.status == _FORBIDDEN):
        raise _locked(endpoint, spec.api_key_env)
    model = model_at(endpoint, spec.model, say) or spec.model
    return msgspec.structs.replace(spec, engine=spec.engine or endpoint.kind, base_url=endpoint.base_url, model=model)


async def refuse_unserved(specs: Iterable[ContestantSpec]) -> None:
    """See, before a run is written, that no server says of a contestant's model or key that it will not have them.

    A server that lists less than it answers to is asked for one token of a model that it does not list. One that does
    not answer is no reason: the run tells what becomes of it. Raises EngineError E207 or E208.
    """
    for spec in specs:
        if spec.base_url is None:
            continue
        engine = adapter(spec.engine, spec.base_url, api_key_env=spec.api_key_env)
        try:
            if isinstance(engine, OpenAICompatible):
                await engine.refuse_unserved(spec.model)
        except EngineError as error:
            if error.code in ("E207", "E208"):
                raise
