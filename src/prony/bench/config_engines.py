"""Engines that a contestant names in prony.toml: whether there is such a kind, and whether Prony can start it so."""

from __future__ import annotations

from prony.config import ContestantConfig, expanded, home
from prony.engines import ENGINES, EngineKind, nearest_kinds
from prony.engines.machine_file import read_machine
from prony.errors import UsageError
from prony.nouns import Machine

DEFAULT_ENGINE = "embedded"
"""What runs a GGUF file where nobody says it."""


def check_engine(table: ContestantConfig) -> None:
    """See that a `[[contestants]]` table has one source of its model, and an engine that can serve it.

    Raises UsageError E111 with what would do.
    """
    if table.machine is not None and not table.base_url:
        raise _wrong(
            table,
            "names a `machine`, which is for servers elsewhere",
            "leave it out: the machine that prony starts an engine on is this one",
        )
    kind = _kind(table) if table.engine or not table.base_url else None
    _check_source(table, kind)
    if kind is None or table.base_url:
        if table.engine_options:
            raise _wrong(
                table,
                "has `options`, which are for engines that prony starts",
                "start the server at base_url with them yourself, and leave them out here",
            )
        return
    if not kind.starts:
        startable = ", ".join(name for name, other in ENGINES.items() if other.starts)
        raise _wrong(
            table,
            f"has engine {kind.name}, which prony does not start",
            f"give it the `base_url` of one that runs, or one of the engines that prony starts: {startable}",
        )
    complaint = kind.wrong_options(table.engine_options)
    if complaint:
        raise _wrong(table, "has options that its engine does not take", complaint)


def machine_named(table: ContestantConfig) -> Machine | None:
    """The host of a contestant's server, as its file tells. Raises UsageError E107."""
    return read_machine(home() / expanded(table.machine)) if table.machine is not None else None


def _kind(table: ContestantConfig) -> EngineKind:
    name = table.engine or DEFAULT_ENGINE
    kind = ENGINES.get(name)
    if kind is None:
        raise _wrong(table, f"names an engine that prony does not know: {name}", nearest_kinds(name))
    return kind


def _check_source(table: ContestantConfig, kind: EngineKind | None) -> None:
    sources = [bool(table.gguf), bool(table.catalog), bool(table.base_url)]
    by_name = kind is not None and kind.starts and not kind.needs_gguf and bool(table.model)
    if sum(sources) > 1 or (not any(sources) and not by_name) or (table.base_url and not table.model):
        raise _wrong(table, "has no single source", _source_of(kind if not any(sources) else None))


def _source_of(kind: EngineKind | None) -> str:
    """A hint for a contestant without a source, by the kind of engine that it names."""
    if kind is not None and not kind.starts:
        return f"give it the `base_url` of a {kind.name} that runs, with `model`: prony does not start one"
    if kind is not None and not kind.needs_gguf:
        return f"{kind.name} is started with a `model`: name one"
    return "give it `gguf`, or `catalog`, or `base_url` with `model`"


def _wrong(table: ContestantConfig, what: str, hint: str) -> UsageError:
    name = table.name or "(without a label)"
    return UsageError("E111", f"contestant {name} in prony.toml {what}", hint=hint)
