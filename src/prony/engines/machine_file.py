"""A file with the facts of an inference host, as `prony probe` wrote it there. Whoever names it, it is not trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from prony.errors import UsageError
from prony.nouns import Machine, Noun
from prony.plain import clean_line
from prony.plain_files import open_plain

SCHEMA = "prony.probe/1"
MOST_BYTES = 1 << 16

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Watts = Annotated[float, msgspec.Meta(gt=0, le=1e5)]


class _Facts(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields of `Machine`, with what they can be."""

    cpu: Text | None = None
    cores: Annotated[int, msgspec.Meta(ge=1, le=1 << 16)] | None = None
    memory_bytes: Annotated[int, msgspec.Meta(ge=1 << 20, le=1 << 53)] | None = None
    accelerators: Annotated[tuple[Text, ...], msgspec.Meta(max_length=64)] = ()
    os: Text | None = None
    kernel: Text | None = None
    driver: Text | None = None
    power_limits_w: Annotated[tuple[Watts, ...], msgspec.Meta(max_length=64)] = ()


class _File(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="schema", tag=SCHEMA):
    machine: _Facts
    probed_at: Text
    prony_version: Text


def read_machine(path: Path) -> Machine:
    """The machine that the file at `path` tells of. Raises UsageError E107 for a file that is none, or says what cannot
    be."""
    try:
        with open_plain(path, follow=True) as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES >> 10} KiB")
        told = msgspec.json.decode(data, type=_File).machine
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from None
    except (ValueError, RecursionError) as error:
        raise _unusable(path, str(error)) from None
    facts = msgspec.to_builtins(told)
    if not facts:
        raise _unusable(path, "it tells nothing of a machine")
    texts = (told.cpu, told.os, told.kernel, told.driver, *told.accelerators)
    if any(text is not None and clean_line(text) != text for text in texts):
        raise _unusable(path, "it holds characters that no name of hardware has")
    if told.power_limits_w and len(told.power_limits_w) != len(told.accelerators):
        raise _unusable(path, f"it has {len(told.power_limits_w)} limits for {len(told.accelerators)} accelerators")
    return msgspec.convert(facts, Machine)


def _unusable(path: Path, why: str) -> UsageError:
    return UsageError(
        "E107",
        f"{clean_line(path.name)} tells of no machine",
        where=clean_line(str(path)),
        cause=clean_line(why)[:300],
        hint="write it on that machine: prony probe > FILE",
    )
