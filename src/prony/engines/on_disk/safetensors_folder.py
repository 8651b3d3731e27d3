"""A folder of safetensors as vLLM, SGLang and transformers serve it: what its headers and its config.json tell."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from prony.engines.identity import joined
from prony.engines.on_disk.known_headers import KnownHeaders
from prony.engines.on_disk.model import ModelOnDisk
from prony.errors import WeightsError
from prony.fetch.file_digests import remembered_sha256
from prony.plain import clean_line

MOST_CONFIG_BYTES = 8 << 20
MOST_FILES = 4096
ENDING = ".safetensors"
INDEX = "model.safetensors.index.json"
_PLAIN = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1}
"""Types of which one element is one weight."""
SERVED = "no engine that prony starts takes safetensors: serve it (vllm serve FOLDER), then prony run --model"


def describe_folder(row: ModelOnDisk, folder: Path, known: KnownHeaders) -> ModelOnDisk:
    """The row of a folder. Raises WeightsError E701, E703 to E705 for one that is not sound."""
    config = _object(folder / "config.json")
    files = files_of(folder)
    headers = [known.safetensors(file) for file in files]
    elements: Counter[str] = Counter()
    for header in headers:
        elements.update(header.elements)
    recipe = _recipe(config)
    plain = not recipe and all(kind in _PLAIN for kind in elements)
    parameters = elements.total() if plain else None
    kinds = [kind for kind, count in elements.most_common() if count >= 0.01 * elements.total()]
    digests = [remembered_sha256(file) for file in files]
    whole = [one for one in digests if one]
    names = [Path(os.path.realpath(file)).name for file in files]
    blobs = all(len(name) == 64 and name.isalnum() for name in names)
    architecture = config.get("model_type")
    context = config.get("max_position_embeddings")
    return msgspec.structs.replace(
        row,
        files=len(files),
        size_bytes=sum(header.size_bytes for header in headers),
        architecture=clean_line(architecture)[:80] if isinstance(architecture, str) else None,
        parameters=parameters,
        quantization=recipe or " + ".join(map(clean_line, kinds)) or None,
        bits_per_weight=round(8 * sum(_PLAIN[kind] * count for kind, count in elements.items()) / parameters, 3)
        if parameters
        else None,
        context_length=context if isinstance(context, int) and 0 < context < 1 << 40 else None,
        sha256=joined(whole) if len(whole) == len(files) else None,
        told_sha256=joined(names) if blobs else None,
        told_by="the hub (LFS)" if blobs else "",
        header_sha256=joined([header.header_sha256 for header in headers]),
        problem=SERVED,
    )


def files_of(folder: Path) -> list[Path]:
    """The files of the index, else all that lie there. Raises WeightsError E705 where one is missing."""
    there = sorted(name for name in os.listdir(folder) if name.endswith(ENDING))[:MOST_FILES]
    index = folder / INDEX
    if index.exists():
        weights = _object(index).get("weight_map")
        named = {one for one in weights.values() if isinstance(one, str)} if isinstance(weights, dict) else set()
        missing = sorted(name for name in named if name not in there)
        if missing:
            shown = ", ".join(map(clean_line, missing[:4]))
            raise WeightsError(
                "E705", f"{len(missing)} of its {len(named)} files are missing: {shown}", where=str(folder)
            )
        there = [name for name in there if name in named] or there
    return [folder / name for name in there]


def _object(path: Path) -> dict[str, Any]:
    """A JSON object in a file, through a link as the hub's cache has them. Raises WeightsError E701, E703."""
    from prony.plain_files import open_plain

    try:
        with open_plain(path, follow=True) as file:
            data = file.read(MOST_CONFIG_BYTES + 1)
        told: Any = msgspec.json.decode(data)
    except OSError as error:
        raise WeightsError("E701", f"cannot read {path.name}: {error.strerror or error}", where=str(path)) from None
    except (ValueError, RecursionError):
        raise WeightsError("E703", f"{path.name} is no JSON that can be read", where=str(path)) from None
    return told if isinstance(told, dict) else {}


def _recipe(config: dict[str, Any]) -> str | None:
    """How a file was quantized, in its maker's words; None where config.json says nothing of it."""
    told = config.get("quantization_config")
    if not isinstance(told, dict):
        return None
    method, bits = told.get("quant_method"), told.get("bits")
    words = [method if isinstance(method, str) else "quantized"]
    words += [f"{bits}-bit"] if isinstance(bits, int) and not isinstance(bits, bool) else []
    return clean_line(" ".join(words))[:80]
