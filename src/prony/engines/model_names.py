"""Names of models: what somebody may mean who says one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from prony.engines.engine import ServedModel

_SHARD = re.compile(r"-\d{5}-of-\d{5}$", re.ASCII)
_SUFFIXES = (".gguf", ".bin", ".safetensors")


def called(models: Sequence[ServedModel], name: str) -> tuple[ServedModel, ...]:
    """The models that `name` may mean: by their ids; else by an alias, in other case, or by the last part of a path.

    The first of these ways in which any model fits decides; several are told apart by nobody but the user.
    """
    ways = (
        lambda one: one.id == name,
        lambda one: name in one.aliases,
        lambda one: one.id.casefold() == name.casefold(),
        lambda one: name.casefold() in {last_part(one.id).casefold(), stem(one.id).casefold()},
        lambda one: name.lower().endswith(_SUFFIXES) and stem(one.id).casefold() == stem(name).casefold(),
    )
    return next((fitting for way in ways if (fitting := tuple(one for one in models if way(one)))), ())


def last_part(name: str) -> str:
    """What stands behind the last slash of a name that is a path."""
    return PurePosixPath(name.replace("\\", "/")).name or name


def stem(name: str) -> str:
    """The last part without what model files end in, and without the number of a shard."""
    last = last_part(name)
    suffix = next((one for one in _SUFFIXES if last.lower().endswith(one)), "")
    return (_SHARD.sub("", last[: len(last) - len(suffix)]) if suffix else last) or name
