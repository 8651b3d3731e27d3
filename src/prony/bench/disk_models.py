"""Models of this machine's disks as contestants: by path, or by the name that `prony models` lists them under."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from prony.addresses import is_this_machine
from prony.config import Config, expanded, home, model_paths
from prony.engines import Endpoint, ServedModel
from prony.engines.on_disk import DiskModels, ModelOnDisk, StoreContext, quoted
from prony.errors import UsageError
from prony.plain import clean_line

MOST_SHOWN = 6
GGUF = b"GGUF"
"""What a model file of the embedded engine begins with."""


def gguf_file(path: str) -> Path:
    """The file that somebody names by its path. Raises UsageError E107 where it is none, or no GGUF file."""
    file = expanded(path)
    if not file.is_file():
        raise UsageError(
            "E107", f"no file {path}", hint="--gguf takes a path; --model takes a name from `prony models`"
        )
    try:
        with file.open("rb") as opened:
            magic = opened.read(len(GGUF))
    except OSError as error:
        raise UsageError("E107", f"{path} cannot be read: {error.strerror}", hint="see whose it is: ls -l") from error
    if magic != GGUF:
        raise UsageError(
            "E107",
            f"{path} is not a GGUF file",
            cause=f"it begins with {magic!r}, not {GGUF!r}",
            hint="the embedded engine takes llama.cpp's GGUF files; safetensors need converting first",
        )
    return file


def disk_models(config: Config) -> DiskModels:
    """The models of this machine's disks, with the places that the nearest prony.toml names."""
    return DiskModels(StoreContext.here(model_paths(config, home())))


def from_disk(name: str, models: DiskModels, say: Callable[[str], None]) -> ModelOnDisk | None:
    """The model on disk that is called `name`; None where there is none.

    Raises UsageError E116 where there are several, E107 for one that cannot be measured as it lies there.
    """
    fitting = models.called(name)
    if not fitting:
        return None
    if len(fitting) > 1:
        raise UsageError(
            "E116",
            f"{len(fitting)} files here are called {clean_line(name)}",
            cause=_places(fitting),
            hint=f"say which: --gguf {quoted(fitting[0].path)}",
        )
    (model,) = fitting
    if model.problem:
        raise UsageError(
            "E107",
            f"{model.name} cannot be measured as it lies here: {model.problem}",
            where=clean_line(model.path),
            hint="prony models lists what can",
        )
    say(f"{clean_line(name)} is the file {clean_line(model.path)}, in the embedded engine")
    return model


def refuse_another(name: str, endpoint: Endpoint, served: ServedModel | None, models: DiskModels) -> None:
    """See that a model which an engine of this machine serves is not known to be another than the file of its name.

    Of a file that may be the same nothing is said: whoever runs an engine means the model that it serves. Raises
    UsageError E116.
    """
    if served is None or not is_this_machine(endpoint.base_url):
        return
    sound = [one for one in models.called(name) if one.form == "gguf" and one.header_sha256]
    others = [one for one in sound if _is_another(one, served)]
    if others:
        raise UsageError(
            "E116",
            f"{endpoint.kind} serves a {clean_line(name)}, and another one lies here as a file",
            cause=f"{clean_line(endpoint.base_url)}; {_places(others)}",
            hint=f"say which: --base-url {endpoint.base_url}, or --gguf {quoted(others[0].path)} without --model",
        )


def _is_another(model: ModelOnDisk, served: ServedModel) -> bool:
    """Whether a file is known to be another than the one that is served: by digest, else by place and size."""
    if model.digest and served.digest:
        return model.digest != served.digest
    if served.path is None or not os.path.isabs(served.path):
        return False
    try:
        there = os.stat(served.path)
        return not os.path.samestat(there, os.stat(model.path)) and there.st_size != os.stat(model.path).st_size
    except (OSError, ValueError):
        return False


def _places(models: Sequence[ModelOnDisk]) -> str:
    shown = [f"{clean_line(one.path)} ({one.store})" for one in models[:MOST_SHOWN]]
    return ", ".join(shown) + (f" and {len(models) - MOST_SHOWN} more" if len(models) > MOST_SHOWN else "")


def file_of(model: ModelOnDisk) -> Path:
    """Its file, in full: a link of the hub's cache as what it leads to."""
    return Path(model.path).resolve()
