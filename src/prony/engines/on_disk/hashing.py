"""The sha256 of a model's bytes: read once, and kept as long as its files stay the same."""

from __future__ import annotations

from pathlib import Path

from prony.engines.identity import joined, shard_paths
from prony.engines.on_disk.model import ModelOnDisk
from prony.engines.on_disk.safetensors_folder import files_of
from prony.fetch.file_digests import file_sha256


def bytes_sha256(model: ModelOnDisk) -> str:
    """The sha256 of a model's file; of several, of their digests. Blocks, about a second for a gigabyte.

    Raises WeightsError E701 to E706 for files that cannot be read, are not all there, or change meanwhile.
    """
    path = Path(model.path)
    files = files_of(path) if model.form == "safetensors" else list(shard_paths(path))
    return joined([file_sha256(file) for file in files])
