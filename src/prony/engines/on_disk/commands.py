"""The one command that benches a model of this machine's disks."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Iterable, Sequence

from prony.engines.on_disk.model import ModelOnDisk
from prony.plain import UNSAFE


def commands(models: Sequence[ModelOnDisk], taken: Iterable[str] = ()) -> list[str | None]:
    """A command for each; None for one that cannot be measured as it lies there.

    By name where that means this model alone, else by path. taken: names that mean something else.
    """
    names = Counter(one.name.casefold() for one in models)
    names.update(name.casefold() for name in taken)
    return [None if one.problem else _command(one, alone=names[one.name.casefold()] == 1) for one in models]


def _command(model: ModelOnDisk, *, alone: bool) -> str:
    if alone and model.name.isprintable():
        return f"prony run quick --model {shlex.quote(model.name)}"
    return f"prony run quick --gguf {quoted(model.path)}"


def quoted(path: str) -> str:
    """A path for a shell; one that would act upon a terminal with its bytes as escapes, as bash and zsh read them."""
    if not UNSAFE.search(path) and path.isprintable():
        return shlex.quote(path)
    escaped = "".join(
        chr(byte) if 32 < byte < 127 and chr(byte) not in "'\\" else f"\\x{byte:02x}" for byte in os.fsencode(path)
    )
    return f"$'{escaped}'"
