"""What `prony models hash` does: digests of models on disk, read once and compared with what their stores tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prony import config as places
from prony.cli.terminal import Terminal, clean_line
from prony.errors import UsageError, WeightsError

if TYPE_CHECKING:
    from prony.config import Config
    from prony.engines.on_disk import ModelOnDisk

EXIT_ANOTHER = 1


def hash_models(terminal: Terminal, config: Config, names: tuple[str, ...], every: bool) -> int:
    """Print a digest for each model; the exit code. Raises UsageError E101, E102."""
    from prony.engines.on_disk import bytes_sha256

    if bool(names) == every:
        raise UsageError("E102", "name the models to read, or all with --all", hint="prony models lists them")
    models = _every(terminal, config) if every else _named(config, names)
    whole = sum(one.size_bytes or 0 for one in models)
    if models:
        terminal.note(f"reading {whole / 1e9:.1f} GB in {len(models)} models, about a second for a gigabyte")
    code = 0
    for model in models:
        try:
            digest = bytes_sha256(model)
        except WeightsError as error:
            terminal.data(f"{'-' * 64}  {model.name}: {clean_line(error.what)}")
            continue
        verdict = "which nobody told before"
        if model.told_sha256:
            same = digest == model.told_sha256
            verdict = f"as {model.told_by} tells" if same else f"NOT what {model.told_by} tells: {model.told_sha256}"
            code = code if same else EXIT_ANOTHER
        terminal.data(f"{digest}  {model.name}: {verdict}")
    return code


def _named(config: Config, names: tuple[str, ...]) -> list[ModelOnDisk]:
    from prony.engines.on_disk import DiskModels, StoreContext

    files = DiskModels(StoreContext.here(places.model_paths(config, places.home())))
    found: list[ModelOnDisk] = []
    for name in names:
        fitting = files.called(name)
        if not fitting:
            raise UsageError("E101", f"no model on disk is called {clean_line(name)}", hint="prony models lists them")
        found += fitting
    return found


def _every(terminal: Terminal, config: Config) -> list[ModelOnDisk]:
    from prony.engines.on_disk import StoreContext, look_on_disk

    look = look_on_disk(StoreContext.here(places.model_paths(config, places.home())))
    unread = [one for one in look.models if one.header_sha256 and one.sha256 is None]
    if not unread:
        terminal.note("the bytes of every model here were read before")
    return sorted(unread, key=lambda one: one.size_bytes or 0)
