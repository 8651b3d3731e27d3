"""The models on this machine's disks as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prony.cli.table import Column, lines
from prony.cli.terminal import Terminal, clean_line, folded

if TYPE_CHECKING:
    from prony.engines.on_disk import DiskLook, ModelOnDisk

NOT_CAPTURED = "not captured"
MOST_NOTES = 20


def text(disk: DiskLook, benches: Sequence[str | None], cache_type: str, terminal: Terminal) -> str:
    """A row for each model, what is wrong with some, and how to measure those whose name means several."""
    if not disk.models:
        empty = "no model lies in the folders of programs that are known, nor in paths of [models] in prony.toml"
        return "\n".join([*folded(empty, terminal.width), *_notes(_of_places(disk), terminal)])
    by_path = [
        f"{one.name} ({one.store}): {bench}"
        for one, bench in zip(disk.models, benches, strict=True)
        if bench and "--gguf" in bench
    ]
    notes = [*_of_places(disk), *(f"! {one.name}: {why}" for one in disk.models for why in _said(one))]
    by_name = ["prony run quick --model NAME measures one of them"] if any(benches) else []
    if by_path:
        by_name += ["by path, since their names mean something else, too:", *(f"  {line}" for line in by_path)]
    return "\n".join([*lines(_columns(disk, cache_type), terminal, terminal.width), *_notes(notes, terminal), *by_name])


def _columns(disk: DiskLook, cache_type: str) -> list[Column]:
    models = disk.models

    def column(header: str, cells: list[str | None], priority: int, *, left: bool = True) -> Column:
        shown = [clean_line(cell or NOT_CAPTURED) for cell in cells]
        return Column(header, shown, left=left, priority=priority, cap=48)

    at = f"memory at {disk.context:,} ({cache_type})"
    return [
        column("on disk", [one.name for one in models], 0),
        column("store", [one.store for one in models], 1),
        column("identity", [_identity(one) for one in models], 3),
        column("size", [_gigabytes(one.size_bytes) for one in models], 1, left=False),
        column("quantization", [one.quantization for one in models], 2),
        column("bits", [_digits(one.bits_per_weight) for one in models], 4, left=False),
        column(at, [_memory(one) for one in models], 2, left=False),
        column("fits", [one.fits for one in models], 1),
        column("path", [one.path for one in models], 5),
    ]


def _identity(model: ModelOnDisk) -> str | None:
    """A few digits of the best digest that is known, and of what, where not of bytes that were read here."""
    if model.sha256:
        return model.sha256[:12]
    if model.told_sha256:
        return f"{model.told_sha256[:12]} (told)"
    return f"{model.header_sha256[:12]} (header)" if model.header_sha256 else None


def _digits(value: float | None) -> str | None:
    return f"{value:.2f}" if value else None


def _memory(model: ModelOnDisk) -> str | None:
    if model.memory is None:
        return None
    return ("" if model.memory.exact else "at most ") + (_gigabytes(model.memory.total_bytes) or "")


def _gigabytes(size_bytes: int | None) -> str | None:
    if not size_bytes:
        return None
    return f"{size_bytes / 1e9:.2f} GB" if size_bytes >= 1e9 else f"{size_bytes / 1e6:.0f} MB"


def _of_places(disk: DiskLook) -> list[str]:
    return [f"! {one.path}: {remark}" for one in disk.places for remark in one.remarks]


def _said(model: ModelOnDisk) -> list[str]:
    served = ", ".join(f"{key} {value}" for key, value in model.settings.items())
    return [
        *([model.problem] if model.problem else []),
        *model.remarks,
        *([f"Ollama serves it with {served}; the embedded engine does not"] if served else []),
    ]


def _notes(notes: list[str], terminal: Terminal) -> list[str]:
    more = [f"and {len(notes) - MOST_NOTES} more such lines (all: --json)"] if len(notes) > MOST_NOTES else []
    return [line for note in [*notes[:MOST_NOTES], *more] for line in folded(note, terminal.width)]
