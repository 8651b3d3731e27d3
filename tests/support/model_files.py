"""Model files that hold a true header and no weights: as big as they say, and sparse on the disk."""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TEMPLATE = "{% for m in messages %}{{ m.content }}{% endfor %}"
F16, Q8_0 = 1, 8


def gguf_bytes(
    *,
    name: str = "some model",
    architecture: str = "llama",
    template: str | None = TEMPLATE,
    vocabulary: int = 32,
    layers: int = 2,
    kind: int = Q8_0,
    extra: Mapping[str, Any] | None = None,
    tensors: bool = True,
) -> tuple[bytes, int]:
    """The bytes before the weights, and the size of the whole file."""
    pairs: dict[str, Any] = {
        "general.architecture": architecture,
        "general.name": name,
        "general.file_type": 7,
        f"{architecture}.block_count": layers,
        f"{architecture}.context_length": 32768,
        f"{architecture}.embedding_length": 1024,
        f"{architecture}.attention.head_count": 8,
        f"{architecture}.attention.head_count_kv": 4,
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.tokens": [f"token{at}" for at in range(vocabulary)],
        "tokenizer.ggml.merges": [f"to ken{at}" for at in range(vocabulary)],
        **({"tokenizer.chat_template": template} if template is not None else {}),
        **(extra or {}),
    }
    shapes = {"token_embd.weight": (1024, 64), **{f"blk.{at}.ffn_up.weight": (1024, 512) for at in range(layers)}}
    if not tensors:
        shapes = {}
    head = b"GGUF" + struct.pack("<IQQ", 3, len(shapes), len(pairs))
    head += b"".join(_text(key) + _value(value) for key, value in pairs.items())
    offset = 0
    for key, shape in shapes.items():
        head += _text(key) + struct.pack("<I2QIQ", 2, *shape, kind, offset)
        elements = shape[0] * shape[1]
        offset += elements // 32 * 34 if kind == Q8_0 else elements * 2
    return head + b"\0" * (-len(head) % 32), len(head) + -len(head) % 32 + offset


def write_gguf(path: Path, **what: Any) -> Path:
    """A whole file, whose weights are a hole."""
    head, size = gguf_bytes(**what)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head)
    os.truncate(path, size)
    return path


def write_split(folder: Path, stem: str, count: int) -> list[Path]:
    """A model over several files."""
    return [
        write_gguf(
            folder / f"{stem}-{at + 1:05d}-of-{count:05d}.gguf",
            extra={"split.count": count, "split.no": at, "split.tensors.count": 3 * count},
        )
        for at in range(count)
    ]


def write_safetensors(folder: Path, *, config: Mapping[str, Any] | None = None, files: int = 1) -> Path:
    """A folder of safetensors with its config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(files):
        head = json.dumps({f"w{at}": {"dtype": "BF16", "shape": [64, 64], "data_offsets": [0, 8192]}}).encode()
        (folder / f"model-{at}.safetensors").write_bytes(struct.pack("<Q", len(head)) + head + bytes(8192))
    told = {"model_type": "qwen2", "max_position_embeddings": 4096, **(config or {})}
    (folder / "config.json").write_text(json.dumps(told))
    return folder


def put_in_ollama(store: Path, name: tuple[str, ...], file: Path, settings: Mapping[str, Any] | None = None) -> Path:
    """A model as Ollama has it: blobs by their digest, and a manifest. Returns the blob of its weights."""

    def blob(data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        (store / "blobs").mkdir(parents=True, exist_ok=True)
        (store / "blobs" / f"sha256-{digest}").write_bytes(data)
        return digest

    weights = blob(file.read_bytes())
    layers = [("model", weights)]
    if settings:
        layers.append(("params", blob(json.dumps(dict(settings)).encode())))
    rows = [
        {"mediaType": f"application/vnd.ollama.image.{kind}", "digest": f"sha256:{digest}"} for kind, digest in layers
    ]
    manifest = store.joinpath("manifests", *name)
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps({"schemaVersion": 2, "layers": rows}))
    return store / "blobs" / f"sha256-{weights}"


def put_in_hub(cache: Path, repository: str, files: Mapping[str, Path], revision: str = "a" * 40) -> Path:
    """Files as the hub's cache has them: blobs by their digest, links in a snapshot. Returns the snapshot."""
    root = cache / f"models--{repository.replace('/', '--')}"
    snapshot = root / "snapshots" / revision
    (root / "blobs").mkdir(parents=True, exist_ok=True)
    (root / "refs").mkdir(exist_ok=True)
    (root / "refs" / "main").write_text(revision)
    for name, file in files.items():
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        blob = root / "blobs" / digest
        blob.write_bytes(file.read_bytes())
        link = snapshot / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(os.path.relpath(blob, link.parent))
    return snapshot


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value: Any) -> bytes:
    if isinstance(value, str):
        return struct.pack("<I", 8) + _text(value)
    if isinstance(value, list):
        return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(_text, value))
    return struct.pack("<II", 4, value)
