"""What the file of a served model tells, where it lies on this machine: its header, and a digest that is kept."""

from __future__ import annotations

from pathlib import Path

import msgspec

from prony.engines.engine import ServedModel
from prony.engines.identity import artifact, shard_paths
from prony.errors import WeightsError
from prony.fetch.file_digests import remembered_sha256


def with_file(model: ServedModel) -> ServedModel:
    """The model with what its file says; as it is where the server names none that can be read here.

    Nothing is hashed: that takes a second a gigabyte, and a run does it. Blocks while headers are read.
    """
    if model.path is None or not Path(model.path).is_absolute():
        return model
    try:
        found = artifact(model.path, sha256=False)
        shards = shard_paths(Path(model.path))
    except WeightsError:
        return model
    if model.parameters is not None and found.parameters != model.parameters:
        return model
    digest = remembered_sha256(model.path) if len(shards) == 1 else None
    return msgspec.structs.replace(
        model,
        size_bytes=found.size_bytes,
        parameters=found.parameters,
        quantization=found.quantization or model.quantization,
        digest=model.digest or digest,
    )
