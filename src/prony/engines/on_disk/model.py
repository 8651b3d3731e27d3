"""A model that lies on this machine, and what was looked at to find it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from prony.engines.memory import MemoryNeed
from prony.nouns import Noun

DEFAULT_CONTEXT = 8192
"""Tokens that memory is reckoned for where nobody says it."""
CACHE_TYPES = ("f16", "q8_0", "q4_0")
"""Types of keys and values that memory is reckoned with side by side."""


class RoomHere(StrEnum):
    """Whether a model with a context has room in this machine's memory."""

    YES = "yes"
    NOT_NOW = "not now"
    """In its memory, but not in what is free of it."""
    NO = "no"


class ModelOnDisk(Noun, frozen=True, kw_only=True):
    """One model of this machine's disks: a GGUF file, the shards of a split one, or a folder of safetensors.

    None: it is not known. What its file says is untrusted.
    """

    name: str
    """What `--model` takes it by."""
    store: str
    """Where it was found: the name of a resident of `prony.engines.on_disk.stores`."""
    path: str
    """The file, the first shard, or the folder."""
    form: str = "gguf"
    """`gguf` or `safetensors`."""
    files: int = 1
    size_bytes: int | None = None
    architecture: str | None = None
    parameters: int | None = None
    quantization: str | None = None
    bits_per_weight: float | None = None
    context_length: int | None = None
    """The longest context that it was made for."""
    sha256: str | None = None
    """Of its bytes, as they were read here; of several files, of their digests."""
    told_sha256: str | None = None
    """The same as somebody tells it; nobody has checked it here."""
    told_by: str = ""
    """Who tells it."""
    header_sha256: str | None = None
    memory: MemoryNeed | None = None
    """What it takes with the context that was asked for."""
    memory_by_cache: dict[str, int] = {}
    """The bytes of that in all, by type of keys and values."""
    fits: RoomHere | None = None
    has_chat_template: bool | None = None
    problem: str = ""
    """Why it cannot be measured as it lies there."""
    remarks: tuple[str, ...] = ()
    revision: str | None = None
    """Of the repository that it comes from, where its store tells."""
    settings: dict[str, Any] = {}
    """What its store serves it with, which the embedded engine does not."""
    also_at: tuple[str, ...] = ()
    """Other places of the same file."""
    aliases: tuple[str, ...] = ()
    """Longer names that it answers to as well."""

    @property
    def digest(self) -> str | None:
        """The sha256 of its bytes, read here or told."""
        return self.sha256 or self.told_sha256


class StorePlace(Noun, frozen=True, kw_only=True):
    """A folder that a store was looked for in."""

    store: str
    path: str
    models: int = 0
    remarks: tuple[str, ...] = ()
    """What could not be looked at in it, and why."""


class DiskLook(Noun, frozen=True, kw_only=True):
    """What a look over this machine's disks came to."""

    models: tuple[ModelOnDisk, ...] = ()
    places: tuple[StorePlace, ...] = ()
    read: int = 0
    """Files whose headers were read, because they were not known."""
    context: int = DEFAULT_CONTEXT
