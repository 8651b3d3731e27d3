"""From what was asked for to contestants: files, catalog names, served models, prony.toml, or what can be found."""

from __future__ import annotations

import difflib
import os
import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from prony.addresses import is_this_machine
from prony.bench.config_engines import DEFAULT_ENGINE, check_engine, machine_named
from prony.bench.contestant_labels import labelled, told_apart
from prony.bench.disk_models import disk_models, file_of, from_disk, gguf_file, refuse_another
from prony.bench.servers import as_served, chosen_of, model_at, not_served, server_at
from prony.config import Config, ContestantConfig, expanded, several
from prony.engines import Endpoint, catalog, discover, kind_named
from prony.engines.base_urls import bases, refuse_secret
from prony.engines.on_disk import DiskModels
from prony.engines.readiness import LATER_STATUSES
from prony.errors import UsageError
from prony.labels import short
from prony.nouns import AttemptLimits, ContestantOptions, ContestantSpec, KnowledgeCutoff, Sampling
from prony.options import narrowed, overlaid
from prony.plain import clean_line
from prony.references.models import ReferenceModel

DEFAULT_MODELS = ("smollm2-135m", "qwen2.5-coder-0.5b")
"""What the embedded engine runs where no engine is found: names in the catalog of weights."""

UNTOLD = ""
"""The kind of a server until it has been asked."""
HARNESS = "chat"
"""What stands between task and model where nobody says it."""
OPTIONS = ContestantOptions(attempt=AttemptLimits(thinking_tokens=8192))
"""What a contestant gets where neither the command line nor prony.toml says it."""
REPLAY_ENGINE = "replay"
"""What says the replies of a reference that no tape holds."""


class Request(ContestantOptions, frozen=True, kw_only=True):
    """The contestants that the user names. Empty everywhere = choose for me.

    Harnesses and options that are given hold for all contestants; those left out are as prony.toml says, for a
    contestant or for all, else harness `chat` and the engine's own options.
    """

    gguf: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    base_url: str | None = None
    api_key_env: str | None = None
    engines: str = "auto"
    """`auto` (look on this machine), `none` (do not), or a base URL."""
    harnesses: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """What they are to be called, in their order; behind several harnesses, each once."""

    @property
    def names_something(self) -> bool:
        """Whether the user chose at all."""
        return bool(self.gguf or self.models or self.base_url)


async def choose(request: Request, config: Config, say: Callable[[str], None]) -> list[ContestantSpec]:
    """The contestants of a run (references apart). `say` gets one line for each thing worth telling.

    Order: what the user named; else prony.toml; else engines found on this machine (the loaded models, else the two
    smallest; never a cloud model); else the embedded engine with `DEFAULT_MODELS`.
    Raises UsageError E101 for a name that nothing answers to, E114 for one that fits several, E102 for options that
    contradict each other, E105 to E107 and E115 for an address, a variable, a file or an engine that is named and
    cannot be used, E116 for a model that several engines serve, E117 where somebody must choose; EngineError E208 where
    a server that was named wants a key.
    """
    specs = labelled(await _chosen(request, config, say), request.labels)
    return told_apart(specs, {*request.labels, *(one.name for one in config.contestants)})


async def _chosen(request: Request, config: Config, say: Callable[[str], None]) -> list[ContestantSpec]:
    _check(request)
    if request.names_something:
        return await _named(request, config, say)
    if config.contestants:
        specs = [spec for one in config.contestants for spec in _from_config(one, request, config)]
        return await _kinds_found(specs, say)
    request = _with_defaults(request, config)
    if request.engines != "none":
        endpoints = await _discovered(request, say)
        chosen = _of_engines([one for one in endpoints if one.models], request, say)
        loading = [one for one in endpoints if one.status in LATER_STATUSES]
        for one in loading:
            say(f"{one.kind} at {one.base_url} does not answer yet, as while it loads: --base-url {one.base_url} waits")
        if chosen:
            return chosen
        locked = [one for one in endpoints if one.locked]
        for one in locked:
            say(f"{one.kind} at {one.base_url} wants a key: --base-url {one.base_url} --api-key-env VAR measures there")
        say(f"{'' if locked or loading else 'no engine found on this machine: '}using the embedded engine")
    return _defaults(request, say)


def _check(request: Request) -> None:
    """See what can be seen before anybody is asked. Raises UsageError E102, E105, E106."""
    if request.engines not in ("auto", "none") and not _is_address(request.engines):
        raise UsageError(
            "E102",
            f"--engines takes auto, none or a URL, not {request.engines}",
            hint="a URL looks like http://127.0.0.1:8080/v1; a model is named with --model",
        )
    for url in (request.base_url, request.engines):
        if url and url not in ("auto", "none"):
            refuse_secret(url, "the address of an engine")
            bases(url)
    if request.api_key_env and not os.environ.get(request.api_key_env):
        raise UsageError(
            "E106",
            f"the environment has no {request.api_key_env}, which --api-key-env names",
            hint=f"export {request.api_key_env}=... (the option takes the variable's name, never the key)",
        )
    if request.api_key_env and not request.base_url and request.engines in ("auto", "none"):
        raise UsageError(
            "E102",
            "--api-key-env goes with --base-url: a key is for one server",
            cause="any program on this machine could listen where engines are looked for",
            hint="name the server as well: --base-url URL; or both for a contestant in prony.toml",
        )


def _is_address(engines: str) -> bool:
    return any(sign in engines for sign in ("://", ":", "."))


def _with_defaults(request: Request, config: Config) -> Request:
    """The request, with what prony.toml says for all contestants where it leaves something out."""
    return msgspec.structs.replace(
        request,
        harnesses=request.harnesses or several(config.run.harness),
        **_fields(overlaid(narrowed(request, ContestantOptions), config.options, OPTIONS)),
    )


def _fields(options: ContestantOptions) -> dict[str, Any]:
    return {name: getattr(options, name) for name in options.__struct_fields__}


def _crossed(spec: ContestantSpec, harnesses: Sequence[str]) -> list[ContestantSpec]:
    """The contestant behind each of the harnesses; its label names them where there are several."""
    names = list(dict.fromkeys(harnesses)) or [HARNESS]
    labels = [f"{spec.label} · {name}" for name in names] if len(names) > 1 else [spec.label]
    return [msgspec.structs.replace(spec, label=label, harness=name) for label, name in zip(labels, names, strict=True)]


def _defaults(request: Request, say: Callable[[str], None]) -> list[ContestantSpec]:
    """The models that run where nothing is named and nothing is found: greedily, so that the first board a person sees
    is the same tomorrow."""
    if request.sampling == Sampling():
        say("temperature pinned to 0 for the default models (--temperature pins another)")
        request = msgspec.structs.replace(request, sampling=Sampling(temperature=0.0))
    return [spec for name in DEFAULT_MODELS for spec in _from_catalog(name, request, named=False)]


async def _discovered(request: Request, say: Callable[[str], None]) -> list[Endpoint]:
    """The engines to choose from: the one that was named, else those on this machine."""
    named = request.base_url or (request.engines if _is_address(request.engines) else None)
    return [await server_at(named, request.api_key_env, request.models, say)] if named else await discover()


async def _named(request: Request, config: Config, say: Callable[[str], None]) -> list[ContestantSpec]:
    asked, request = request, _with_defaults(request, config)
    specs = [spec for path in request.gguf for spec in _from_file(path, request)]
    labelled = {one.name: [one] for one in config.contestants}
    for one in config.contestants:
        if one.sweep and one.family not in labelled:
            labelled[one.family] = [other for other in config.contestants if other.family == one.family]
    weights = {entry.name for entry in catalog()}
    unknown = []
    for name in request.models:
        if name in labelled and not request.base_url:
            named = [spec for one in labelled[name] for spec in _from_config(one, asked, config)]
            specs += await _kinds_found(named, say)
        elif name in weights and not request.base_url:
            specs += _from_catalog(name, request, named=True)
        else:
            unknown.append(name)
    if unknown or (request.base_url and not request.models):
        specs += await _served(unknown, request, labelled.keys() | weights, disk_models(config), say)
    return specs


async def _served(
    names: Sequence[str], request: Request, known: Iterable[str], files: DiskModels, say: Callable[[str], None]
) -> list[ContestantSpec]:
    """Models by the name that an engine serves them under; all loaded ones of `base_url` when none is named."""
    endpoints = await _discovered(request, say) if request.engines != "none" or request.base_url else []
    if not names:
        chosen = _of_engines(endpoints, request, say, named=True)
        if not chosen:
            raise UsageError(
                "E117",
                f"{request.base_url} has no model that is measured without being named",
                cause="; ".join(warning for one in endpoints for warning in one.warnings) or None,
                hint=f"--model NAME: {', '.join(model.id for one in endpoints for model in one.models) or 'its name'}",
            )
        return chosen
    return [spec for name in names for spec in _by_name(name, endpoints, request, known, files, say)]


def _by_name(
    name: str,
    endpoints: Sequence[Endpoint],
    request: Request,
    known: Iterable[str],
    files: DiskModels,
    say: Callable[[str], None],
) -> list[ContestantSpec]:
    """The model called `name` at the engine that has it, else the file of that name on this machine."""
    fitting = [(one, model) for one in endpoints if (model := model_at(one, name, say)) is not None]
    if fitting:
        endpoint, model = _only(name, fitting)
        if not request.base_url:
            refuse_another(name, endpoint, next((one for one in endpoint.models if one.id == model), None), files)
        return _remote(model, endpoint.kind, endpoint.base_url, request, named=True)
    if request.base_url:
        (endpoint,) = endpoints
        if endpoint.models and kind_named(endpoint.kind).lists_all:
            raise not_served(endpoint, name)
        # Some servers answer to names that they do not list: the user's word counts, the reply tells.
        return _remote(name, endpoint.kind, endpoint.base_url, request, named=True)
    file = from_disk(name, files, say)
    if file is not None:
        return _embedded(file.name, request, gguf=str(file_of(file)))
    listed = [*(m.id for one in endpoints for m in one.models), *known, *files.names]
    near = difflib.get_close_matches(name, listed, n=3, cutoff=0.4)
    locked = [one.base_url for one in endpoints if one.locked]
    hint = f"did you mean {', '.join(near)}?" if near else "`prony models` lists what there is"
    if locked:
        hint += f"; {locked[0]} wants a key before it says what it has: --base-url {locked[0]} --api-key-env VAR"
    raise UsageError(
        "E101",
        f"nothing here is called {name}",
        cause="it is no label in prony.toml, no name in the catalog, and no engine or folder of this machine has it",
        hint=f"{hint}; a name that a server does not list goes with --base-url",
    )


def _only(name: str, served: Sequence[tuple[Endpoint, str]]) -> tuple[Endpoint, str]:
    """The one engine that serves `name`. Raises UsageError E116 where there are several: which one is meant is not
    ours to guess."""
    if len(served) > 1:
        places = [f"{endpoint.kind} at {clean_line(endpoint.base_url)}" for endpoint, _ in served]
        raise UsageError(
            "E116",
            f"{len(served)} engines serve {clean_line(name)}",
            cause=", ".join(places),
            hint=f"say which: {shlex.join(['--base-url', served[0][0].base_url, '--model', name])}; "
            "for all of them, name each in prony.toml (prony init writes one)",
        )
    return served[0]


def _of_engines(
    endpoints: Sequence[Endpoint], request: Request, say: Callable[[str], None], *, named: bool = False
) -> list[ContestantSpec]:
    """What is measured of the engines found where nobody names a model."""
    return [
        spec
        for endpoint, model in chosen_of(endpoints, say)
        for spec in _remote(model.id, endpoint.kind, endpoint.base_url, request, named=named)
    ]


def reference_specs(references: Iterable[ReferenceModel], suite: str, *, several: bool) -> list[ContestantSpec]:
    """The references of one suite as contestants; labels name the suite where there are several."""
    return [
        ContestantSpec(
            label=f"{one.name} ({suite})" if several else one.name,
            engine=DEFAULT_ENGINE if one.gguf else REPLAY_ENGINE,
            model=one.name,
            gguf=str(one.gguf) if one.gguf else None,
            engine_options={"replies": str(one.replies)} if one.replies else {},
            harness=one.harness,
            suite=suite,
            recites=one.flaws,
            spared=one.lacks,
            reference=True,
            sampling=Sampling(temperature=0.0, seed=0),
        )
        for one in references
    ]


def _from_file(path: str, request: Request) -> list[ContestantSpec]:
    file = gguf_file(path)
    return _embedded(file.stem, request, gguf=str(file.resolve()))


def _from_catalog(name: str, request: Request, *, named: bool) -> list[ContestantSpec]:
    entry = next(one for one in catalog() if one.name == name)
    return [
        msgspec.structs.replace(spec, cutoff=entry.cutoff)
        for spec in _embedded(name, request, catalog=name, sha256=entry.sha256, named=named)
    ]


def _embedded(
    label: str,
    request: Request,
    *,
    gguf: str | None = None,
    catalog: str | None = None,
    sha256: str | None = None,
    named: bool = True,
) -> list[ContestantSpec]:
    spec = ContestantSpec(
        label=label,
        engine=DEFAULT_ENGINE,
        model=label,
        gguf=gguf,
        catalog=catalog,
        artifact_sha256=sha256,
        named=named,
        **_fields(narrowed(request, ContestantOptions)),
    )
    return _crossed(spec, request.harnesses)


def _remote(model: str, kind: str, base_url: str, request: Request, *, named: bool) -> list[ContestantSpec]:
    spec = ContestantSpec(
        # A server calls its models as it likes: a label is one line and no path, wherever it is shown.
        label=short(model),
        engine=kind,
        model=model,
        base_url=base_url,
        api_key_env=request.api_key_env,
        named=named,
        **_fields(narrowed(request, ContestantOptions)),
    )
    return _crossed(spec, request.harnesses)


async def _kinds_found(specs: list[ContestantSpec], say: Callable[[str], None]) -> list[ContestantSpec]:
    """With what the servers tell of themselves: kind, address, and the name of the model."""
    return [await as_served(spec, say) if spec.base_url else spec for spec in specs]


def _from_config(one: ContestantConfig, request: Request, config: Config) -> list[ContestantSpec]:
    check_engine(one)
    if one.base_url:
        refuse_secret(one.base_url, f"base_url of contestant {one.name} in prony.toml")
    if one.api_key_env and not os.environ.get(one.api_key_env):
        raise UsageError(
            "E106",
            f"the environment has no {one.api_key_env}, which contestant {one.name} takes its key from",
            hint=f"export {one.api_key_env}=...",
        )
    weights = {entry.name: entry for entry in catalog()}
    if one.catalog and one.catalog not in weights:
        near = difflib.get_close_matches(one.catalog, weights, n=1)
        raise UsageError(
            "E111",
            f"the catalog has no {one.catalog}",
            hint=f"did you mean {near[0]}?" if near else f"it has {', '.join(sorted(weights))}",
        )
    spec = ContestantSpec(
        label=one.name,
        engine=one.engine or (UNTOLD if one.base_url else DEFAULT_ENGINE),
        engine_options=one.engine_options,
        model=one.model or one.name,
        gguf=str(expanded(one.gguf).resolve()) if one.gguf else None,
        catalog=one.catalog,
        artifact_sha256=weights[one.catalog].sha256 if one.catalog else None,
        cutoff=KnowledgeCutoff(day=one.cutoff.day, source=one.cutoff.source)
        if one.cutoff
        else weights[one.catalog].cutoff
        if one.catalog
        else None,
        base_url=one.base_url.rstrip("/") if one.base_url else None,
        machine=machine_named(one),
        api_key_env=one.api_key_env,
        named=True,
        **_fields(overlaid(narrowed(request, ContestantOptions), one.options, config.options, OPTIONS)),
    )
    return _crossed(spec, request.harnesses or several(one.harness) or several(config.run.harness))


def leaves_machine(spec: ContestantSpec) -> bool:
    """Whether running this contestant sends task text to another machine."""
    return spec.base_url is not None and not is_this_machine(spec.base_url)
