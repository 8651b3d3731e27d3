"""What the contestants of a new run are called: as the user says, else by names of which no two look alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from prony.errors import UsageError
from prony.labels import Named, apart
from prony.nouns import ContestantSpec
from prony.plain import clean_line


def labelled(specs: Sequence[ContestantSpec], labels: Sequence[str]) -> list[ContestantSpec]:
    """The contestants with these labels, in their order; one label holds for a model behind all its harnesses.

    Raises UsageError E102 where there are more or fewer labels than models, or one says nothing.
    """
    if not labels:
        return list(specs)
    for label in labels:
        if not clean_line(label):
            raise UsageError("E102", "--label wants a name that can be read", hint="--label NAME")
    models = list(dict.fromkeys(map(_model, specs)))
    if len(models) != len(labels):
        names = ", ".join(clean_line(model[0]) for model in models) or "nobody"
        raise UsageError(
            "E102",
            f"{len(labels)} --label for {len(models)} contestants",
            cause=f"to be named, in this order: {names}",
            hint="give --label once for each of them, or take fewer with --model",
        )
    named = dict(zip(models, map(clean_line, labels), strict=True))
    return [
        msgspec.structs.replace(spec, label=named[_model(spec)] + spec.label[len(_model(spec)[0]) :]) for spec in specs
    ]


def told_apart(specs: Sequence[ContestantSpec], own: Collection[str]) -> list[ContestantSpec]:
    """With labels of which no two look alike, but for those that the user gives (`own`), and for what is named
    twice."""
    names = apart([Named(id=f"#{place}", label=one.label, spec=one) for place, one in enumerate(specs, 1)])
    kept = [one.label.removesuffix(f" · {one.harness}") in own or specs.count(one) > 1 for one in specs]
    return [
        spec if keep else msgspec.structs.replace(spec, label=name)
        for spec, name, keep in zip(specs, names, kept, strict=True)
    ]


def _model(spec: ContestantSpec) -> tuple[str, str | None, str | None]:
    """A contestant without its harness: its label, and where its model is."""
    return spec.label.removesuffix(f" · {spec.harness}"), spec.base_url, spec.gguf
