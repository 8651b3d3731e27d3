"""Simulated benches, a file for each kind of estimate. Whatever file lies here is found by its name, and its `LAYOUTS`
(`support.layout`) are simulated by `benchmarks/coverage.py`: a new estimator brings a new file and edits none."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from support.layout import Layout


def found() -> tuple[Layout, ...]:
    """The layouts of every file here, by the names of the files. Raises ValueError where two have one name."""
    names = sorted(module.name for module in iter_modules(__path__))
    layouts: list[Layout] = [layout for name in names for layout in import_module(f"layouts.{name}").LAYOUTS]
    seen: set[tuple[str, str]] = set()
    for layout in layouts:
        if (layout.family, layout.name) in seen:
            raise ValueError(f"two layouts are called {layout.family}: {layout.name}, and one seed is made of a name")
        seen.add((layout.family, layout.name))
    return tuple(layouts)
