"""How a model is started as it was measured: llama-server's command for a file, or the server that has it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prony.boards.memory_fit import LLAMA_CPP, CacheTypes
from prony.boards.view import View
from prony.boards.weights_files import cache_types_of, settings_of
from prony.engines.llama_flags import files_in, flags_for
from prony.nouns import ContestantSpec, Fingerprint, Sampling
from prony.plain import clean_line

SAMPLING_FLAGS = {
    "temperature": "--temp",
    "top_p": "--top-p",
    "top_k": "--top-k",
    "min_p": "--min-p",
    "repeat_penalty": "--repeat-penalty",
    "seed": "--seed",
}
"""Field of `Sampling` -> llama-server's option."""
OPEN = Sampling()
"""Nothing pinned."""


class StartCommand(View, frozen=True, kw_only=True):
    """What to type, or where it is served. argv: the command's words; empty where a server has the model."""

    argv: tuple[str, ...] = ()
    url: str | None = None
    model: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """The command for a shell; empty where there is none."""
        return shlex.join(self.argv)

    @property
    def text(self) -> str:
        """In one line."""
        if self.argv:
            return self.command
        if self.url:
            return f"served at {self.url} as {self.model}"
        return "not captured"


def launch_of(
    spec: ContestantSpec | None, fingerprint: Fingerprint | None, file: Path | None, context: int | None
) -> StartCommand:
    """How this contestant is had again. file: where its weights lie here; context: tokens that are asked for."""
    if spec is None:
        return StartCommand()
    if spec.base_url is not None:
        return StartCommand(url=_without_user(spec.base_url), model=clean_line(spec.model))
    named = file or (Path(spec.gguf) if spec.gguf else None)
    if named is None:
        where = f"prony models get {spec.catalog}" if spec.catalog else "its file is not captured"
        return StartCommand(notes=(where,))
    measured = fingerprint.engine.served_context if fingerprint else None
    notes = [] if file is not None else ["the file that was measured does not lie there now"]
    if measured and context and context != measured:
        notes.append(f"measured with a context of {measured} tokens")
    settings = settings_of(spec, fingerprint)
    notes += [f"measured with the {file}, whose folder is not recorded" for file in files_in(settings)]
    return StartCommand(
        argv=server_command(
            named,
            context or measured,
            types=cache_types_of(settings),
            settings=settings,
            gpu_layers=fingerprint.engine.gpu_layers if fingerprint else None,
            threads=fingerprint.engine.threads if fingerprint else spec.threads,
            sampling=fingerprint.sampling if fingerprint else spec.sampling,
            template=(fingerprint.template if fingerprint else {}) or spec.template,
        ),
        notes=tuple(notes),
    )


def _without_user(url: str) -> str:
    """An address without name and password, which the record of a run from elsewhere may hold."""
    scheme, mark, rest = clean_line(url).partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}{mark}{place.rpartition('@')[2]}{slash}{path}" if mark else clean_line(url)


def server_command(
    file: Path,
    context: int | None,
    *,
    types: CacheTypes = LLAMA_CPP,
    settings: Mapping[str, Any] = {},
    gpu_layers: int | None = None,
    threads: int | None = None,
    sampling: Sampling = OPEN,
    template: Mapping[str, Any] = {},
) -> tuple[str, ...]:
    """llama-server's command for a file, on loopback, with one slot, so that the context is that of a request."""
    words = ["llama-server", "--model", str(file.absolute()), "--parallel", "1"]
    words += ["--ctx-size", str(context)] if context else []
    words += flags_for({**settings, "cache_type_k": types.key, "cache_type_v": types.value})
    words += ["--n-gpu-layers", str(gpu_layers)] if gpu_layers is not None else []
    words += ["--threads", str(threads)] if threads else []
    for field, flag in SAMPLING_FLAGS.items():
        if (value := getattr(sampling, field)) is not None:
            words += [flag, str(value)]
    if template:
        words += ["--chat-template-kwargs", json.dumps(dict(template), sort_keys=True)]
    return (*words, "--host", "127.0.0.1", "--port", "8080")
