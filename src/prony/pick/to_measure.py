"""Models that are here and were not measured: what would be measured next, and with which command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from prony.addresses import is_this_machine
from prony.boards.memory_fit import MemoryFit, fit_of_file, fit_of_size
from prony.boards.view import View
from prony.config import Config, expanded
from prony.engines import Endpoint, ServedModel, cached, catalog
from prony.journal import queries
from prony.journal.index import Index
from prony.labels import short
from prony.pick.answers import Whereabouts
from prony.pick.candidates import NOT_MET, Bounds, PickCriterion, fits
from prony.plain import clean_line

DEFAULT_CONTEXT = 8192
"""Tokens with which memory is reckoned where nobody names a context and nothing was measured."""
MOST_FILES = 200
MOST_SHOWN = 5
_LATER_SHARD = re.compile(r"-(?!00001)\d{5}-of-\d{5}\.gguf$", re.ASCII)


class ToMeasure(View, frozen=True, kw_only=True):
    """A model that is here and was not measured. origin: `served`, `file`, `prony.toml` or `catalog`."""

    name: str
    origin: str
    place: str
    """The URL that serves it, or where its file lies."""
    memory: MemoryFit
    fit: PickCriterion | None
    command: str
    """What measures it."""


class AlreadyMeasured(NamedTuple):
    """What tells that a model was measured already."""

    served: frozenset[tuple[str, str]]
    files: frozenset[str]
    catalog: frozenset[str]


def measured_in(index: Index | None) -> AlreadyMeasured:
    """Everything that was planned in this folder, whatever became of it."""
    if index is None:
        return AlreadyMeasured(frozenset(), frozenset(), frozenset())
    entries = queries.entries(index, [run.run for run in queries.runs(index)])
    specs = [entry.spec for entry in entries if not entry.reference]
    return AlreadyMeasured(
        served=frozenset((spec.base_url, spec.model) for spec in specs if spec.base_url is not None),
        files=frozenset(
            str(expanded(told).absolute())
            for spec in specs
            if (told := spec.gguf or (cached(spec.catalog) if spec.catalog else None))
        ),
        catalog=frozenset(spec.catalog for spec in specs if spec.catalog),
    )


def to_measure(
    endpoints: Sequence[Endpoint],
    config: Config,
    weights: Sequence[Path],
    measured: AlreadyMeasured,
    bounds: Bounds,
    suite: str,
    context: int,
) -> tuple[list[ToMeasure], int]:
    """Models here without a measurement, those that fit first; and how many were passed by because they do not fit.

    weights: model files and folders of them that were named."""
    found = [
        *_served(endpoints, measured, bounds, suite, context),
        *_of_config(config, measured, bounds, suite, context),
        *_files(weights, measured, bounds, suite, context),
        *_of_catalog(measured, bounds, suite, context),
    ]
    fitting = [one for one in found if one.fit is None or one.fit.state != NOT_MET]
    return list({(one.name, one.place): one for one in fitting}.values()), len(found) - len(fitting)


def served_files(endpoints: Iterable[Endpoint]) -> dict[tuple[str, str], str]:
    """(base URL, model) -> the file of a model that is served on this machine, where its server names one."""
    return {
        (endpoint.base_url, model.id): model.path
        for endpoint in endpoints
        if is_this_machine(endpoint.base_url)
        for model in endpoint.models
        if model.path and Path(model.path).is_absolute()
    }


def gguf_files(places: Iterable[Path]) -> Iterator[Path]:
    """The model files that are named, and those right in the folders that are: the first shard of a split one."""
    for place in places:
        inside = sorted(place.glob("*.gguf"))[:MOST_FILES] if place.is_dir() else [place]
        yield from (path.absolute() for path in inside if path.is_file() and not _LATER_SHARD.search(path.name))


def _served(
    endpoints: Sequence[Endpoint], measured: AlreadyMeasured, bounds: Bounds, suite: str, context: int
) -> Iterator[ToMeasure]:
    for endpoint in endpoints:
        local = is_this_machine(endpoint.base_url)
        for model in endpoint.models:
            names = {model.id, *model.aliases}
            if model.generates is False or model.state == "failed" or model.unusable:
                continue
            if any((endpoint.base_url, name) in measured.served for name in names):
                continue
            away = model.cloud or not local
            if away and bounds.answers.where is Whereabouts.LOCAL:
                continue
            at = f"--base-url {_quoted(endpoint.base_url)}"
            memory = _memory_served(model, local and not model.cloud, context)
            yield ToMeasure(
                name=short(model.id),
                origin="served",
                place=clean_line(endpoint.base_url) + (", which passes it on" if model.cloud else ""),
                memory=memory,
                fit=_fit(memory, bounds, elsewhere=away),
                command=f"prony run {_quoted(suite)} {at} --model {_quoted(model.id)}",
            )


def _memory_served(model: ServedModel, local: bool, context: int) -> MemoryFit:
    if local and model.path and Path(model.path).is_absolute() and Path(model.path).is_file():
        return fit_of_file(Path(model.path), context)
    return fit_of_size(model.size_bytes, context, "its server names no file that lies here")


def _of_config(
    config: Config, measured: AlreadyMeasured, bounds: Bounds, suite: str, context: int
) -> Iterator[ToMeasure]:
    for one in config.contestants:
        if one.gguf is None:
            continue
        path = expanded(one.gguf).absolute()
        if str(path) in measured.files or not path.is_file():
            continue
        memory = fit_of_file(path, context)
        command = f"prony run {_quoted(suite)} --model {_quoted(one.name)}"
        yield ToMeasure(
            name=short(one.name),
            origin="prony.toml",
            place=clean_line(str(path)),
            memory=memory,
            fit=_fit(memory, bounds),
            command=command,
        )


def _files(
    weights: Sequence[Path], measured: AlreadyMeasured, bounds: Bounds, suite: str, context: int
) -> Iterator[ToMeasure]:
    for path in gguf_files(weights):
        if str(path) in measured.files:
            continue
        memory = fit_of_file(path, context)
        yield ToMeasure(
            name=short(path.name),
            origin="file",
            place=clean_line(str(path)),
            memory=memory,
            fit=_fit(memory, bounds),
            command=f"prony run {_quoted(suite)} --gguf {_quoted(str(path))}",
        )


def _of_catalog(measured: AlreadyMeasured, bounds: Bounds, suite: str, context: int) -> Iterator[ToMeasure]:
    for entry in catalog():
        if entry.name in measured.catalog:
            continue
        path = cached(entry.name)
        if path is not None and str(path.absolute()) in measured.files:
            continue
        why = "its file is not fetched yet"
        memory = fit_of_file(path, context) if path else fit_of_size(entry.size_bytes, context, why)
        yield ToMeasure(
            name=entry.name,
            origin="catalog",
            place=clean_line(str(path)) if path else "to be fetched",
            memory=memory,
            fit=_fit(memory, bounds),
            command=f"prony run {_quoted(suite)} --model {_quoted(entry.name)}",
        )


def _fit(memory: MemoryFit, bounds: Bounds, *, elsewhere: bool = False) -> PickCriterion | None:
    if bounds.memory_bytes is None:
        return None
    return fits(memory, bounds.memory_bytes, this_machine=bounds.answers.memory_gb is None, elsewhere=elsewhere)


def _quoted(text: str) -> str:
    return shlex.quote(clean_line(text))
