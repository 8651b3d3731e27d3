"""Load keys: what an engine is loaded with. Contestants of one key differ in what each request says, and share a load.

Pure functions; `provider` makes the keys, and keeps an engine for the next contestant of the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from prony.nouns import ContestantSpec, Noun

Thing = TypeVar("Thing")


class LoadKey(Noun, frozen=True, kw_only=True):
    """One load: an engine at a place, a model, and what both are told before the first request."""

    engine: str
    place: str = ""
    """The URL of somebody's server; empty for an engine that Prony starts."""
    model: str = ""
    """Empty where a file says it."""
    gguf: str | None = None
    """The model file of an engine that Prony starts."""
    context: int | None = None
    """None where the server decides."""
    threads: int | None = None
    prompt_cache: bool = False
    options: dict[str, Any] = {}


def place_of(spec: ContestantSpec) -> str:
    """The URL of the contestant's server; empty for an engine that Prony starts."""
    return (spec.base_url or "").rstrip("/")


def rough_key(spec: ContestantSpec) -> LoadKey:
    """The key as far as the plan tells: what a harness needs of an engine is left out."""
    return LoadKey(
        engine=spec.engine,
        place=place_of(spec),
        model="" if spec.gguf or spec.catalog else spec.model,
        gguf=spec.gguf or spec.catalog,
        context=spec.context,
        threads=spec.threads,
        options=spec.engine_options,
    )


def in_load_order(specs: Iterable[ContestantSpec]) -> list[ContestantSpec]:
    """References first, so that a broken bench shows before hours are spent; then contestants of one place beside each
    other, there of one load, there of one harness, which may want more of an engine. Else as they came."""
    places, keys, harnesses = list[str](), list[LoadKey](), list[str]()
    ranked = [
        (
            not spec.reference,
            _index(places, place_of(spec)),
            _index(keys, rough_key(spec)),
            _index(harnesses, spec.harness),
            number,
            spec,
        )
        for number, spec in enumerate(specs)
    ]
    return [one[-1] for one in sorted(ranked, key=lambda one: one[:-1])]


def loaded_first(
    specs: Sequence[ContestantSpec], is_loaded: Callable[[ContestantSpec], bool]
) -> tuple[ContestantSpec, ...]:
    """The same order, but at each place whoever is loaded there begins: that load is spared."""
    places = list[str]()
    order = [(not spec.reference, _index(places, place_of(spec)), not is_loaded(spec)) for spec in specs]
    return tuple(specs[at] for at in sorted(range(len(specs)), key=lambda at: order[at]))


def _index(known: list[Thing], one: Thing) -> int:
    """The place of `one` among what is known, where it is put if it is new."""
    if one not in known:
        known.append(one)
    return known.index(one)
