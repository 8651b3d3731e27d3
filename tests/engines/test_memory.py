"""What a context takes: what llama.cpp says that it allocates, family by family, and bounds where that is not known."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from tests.support.tiny_models import MODELS, write_model

from prony.engines import Embedded, memory_needed
from prony.engines.gguf_header import GgufHeader, read_gguf
from prony.engines.kinds.embedded.embedded_child import OPENMP
from prony.errors import EngineError

LOAD = textwrap.dedent(
    """
    import os, sys, xllamacpp
    p = xllamacpp.CommonParams()
    p.model.path, p.n_ctx, p.cache_type_k, p.cache_type_v = sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:5])
    p.n_parallel, p.port, p.fit_params, p.warmup, p.verbosity = 1, 0, False, False, 4
    server = xllamacpp.Server(p)
    sys.stdout.flush()
    os._exit(0)
    """
)
F16, Q8_0 = 1, 8


def allocated(path: Path, context: int, kind: int = F16) -> dict[str, float]:
    """What llama.cpp says of its own memory for a context, in MiB: keys and values by their cells, and states."""
    command = [sys.executable, "-c", LOAD, str(path), str(context), str(kind), str(kind)]
    # Where the machine has no libgomp, the extra `openmp` has one; the loader reads its path when a process begins.
    bundled = next((str(Path(at) / OPENMP) for at in sys.path if (Path(at) / OPENMP / "libgomp.so.1").exists()), "")
    known = os.environ.get("LD_LIBRARY_PATH", "")
    env = os.environ | {"LD_LIBRARY_PATH": ":".join(filter(None, (known, bundled)))}
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120, check=False, env=env)
    log = run.stdout + run.stderr
    assert run.returncode == 0, log[-2000:]
    sizes = {"keys": 0.0, "windows": 0.0, "states": 0.0}
    for size, cells in re.findall(r"llama_kv_cache: size = *([\d.]+) MiB \( *(\d+) cells", log):
        sizes["keys" if int(cells) == context else "windows"] += float(size)
    for size in re.findall(r"llama_memory_recurrent: size = *([\d.]+) MiB", log):
        sizes["states"] += float(size)
    return sizes


@pytest.mark.parametrize("name", MODELS)
def test_what_a_context_takes_is_what_llama_cpp_allocates(name: str, tmp_path: Path, tape: Path) -> None:
    architecture, model = MODELS[name]
    path = write_model(tmp_path / "model.gguf", architecture, model, tape)
    need = memory_needed(read_gguf(path), 8192)
    said = allocated(path, 8192)
    assert need.exact
    assert need.keys_bytes / 2**20 == pytest.approx(said["keys"], abs=0.01)
    assert need.window_bytes / 2**20 == pytest.approx(said["windows"], abs=0.01)
    assert need.state_bytes / 2**20 == pytest.approx(said["states"], abs=0.01)


def test_the_keys_of_a_smaller_type_take_what_llama_cpp_allocates(tmp_path: Path, tape: Path) -> None:
    path = write_model(tmp_path / "model.gguf", *MODELS["gemma3"], tape)
    need = memory_needed(read_gguf(path), 8192, key_type="q8_0", value_type="Q8_0")
    said = allocated(path, 8192, Q8_0)
    assert need.keys_bytes / 2**20 == pytest.approx(said["keys"], abs=0.01)
    assert need.window_bytes / 2**20 == pytest.approx(said["windows"], abs=0.01)
    with pytest.raises(ValueError, match="q9_0"):
        memory_needed(read_gguf(path), 8192, key_type="q9_0")


async def test_a_split_model_is_served_through_the_links_of_the_hubs_cache(tmp_path: Path, tape: Path) -> None:
    write_model(tmp_path / "model.gguf", *MODELS["lfm2"], tape, tensors_each=20)
    shards = sorted(tmp_path.glob("model-*.gguf"))
    assert len(shards) > 2
    blobs, snapshot = tmp_path / "blobs", tmp_path / "snapshots" / "c0ffee"
    blobs.mkdir()
    snapshot.mkdir(parents=True)
    for at, shard in enumerate(shards):
        shard.rename(blobs / f"{9 - at}")
        (snapshot / shard.name).symlink_to(blobs / f"{9 - at}")
    for path in (snapshot / shards[1].name, blobs / "9"):
        async with Embedded(path, context=4096) as engine:
            described = await engine.describe()
        assert described.artifact is not None
        assert described.artifact.architecture == "lfm2"
        assert described.artifact.size_bytes == sum(blob.stat().st_size for blob in blobs.iterdir())


def header(architecture: str | None, **keys: Any) -> GgufHeader:
    named = {name.replace("__", "."): value for name, value in keys.items()}
    metadata = {f"{architecture}.{name}": value for name, value in named.items()}
    if architecture:
        metadata["general.architecture"] = architecture
    return GgufHeader(
        path="/m.gguf", size_bytes=0, version=3, metadata=metadata, tensors=(), data_offset=0, header_sha256="",
        tokenizer_sha256=None,
    )  # fmt: skip


def mib(need: Any) -> float:
    return float(need.context_bytes / 2**20)


def test_a_hybrid_whose_heads_are_a_list_takes_what_its_layers_with_heads_take() -> None:
    heads = [0, 0, 8, 0, 0, 8, 0, 0, 8, 0, 8, 0, 8, 0, 8, 0]
    hybrid = header(
        "lfm2", block_count=16, embedding_length=2048, attention__head_count=32, attention__head_count_kv=heads
    )
    assert mib(memory_needed(hybrid, 32768)) == 384


@pytest.mark.parametrize(
    ("architecture", "keys", "mebibytes"),
    [
        ("llama", {"attention__head_count_kv": 8}, 16 * 64),
        ("llama", {}, 16 * 4 * 64),
        ("deci", {"attention__head_count_kv": [0] * 8 + [8] * 8}, 8 * 64),
        ("qwen3next", {"attention__head_count_kv": 8}, 4 * 64),
        ("gemma3n", {"attention__head_count_kv": 8, "block_count": 30}, 20 * 64),
        ("gemma4", {"attention__head_count_kv": 8, "attention__shared_kv_layers": 6}, 10 * 64),
        ("falcon-h1", {"attention__head_count_kv": 8}, 16 * 64),
        ("llama4", {"attention__head_count_kv": 8, "expert_count": 16}, 4 * 64 + 12 * 17),
        ("llama4", {"attention__head_count_kv": 8}, 16 * 64),
        ("exaone4", {"attention__head_count_kv": 8, "attention__sliding_window": 4096}, 16 * 64),
        ("phi3", {"attention__head_count_kv": 8, "attention__sliding_window": 2048}, 16 * 64),
    ],
)
def test_families_keep_what_llama_cpp_keeps(architecture: str, keys: dict[str, Any], mebibytes: float) -> None:
    base = {"block_count": 16, "embedding_length": 2048, "attention__head_count": 32}
    assert mib(memory_needed(header(architecture, **(base | keys)), 32768)) == mebibytes


def test_every_slot_has_a_context_of_its_own_and_windows_can_be_kept_whole() -> None:
    gemma = header(
        "gemma3", block_count=12, embedding_length=512, attention__head_count=4, attention__sliding_window=1024
    )
    one = memory_needed(gemma, 32768)
    assert memory_needed(gemma, 32768, slots=3).context_bytes == 3 * one.context_bytes
    whole = memory_needed(gemma, 32768, whole_windows=True)
    assert whole.keys_bytes + whole.window_bytes == 12 * 2 * 32768 * 2 * 512


def test_of_an_unknown_family_an_upper_bound_is_told_and_of_a_silent_file_nothing() -> None:
    keys: dict[str, Any] = {"block_count": 16, "embedding_length": 2048, "attention__head_count": 32}
    unknown = memory_needed(header("brandnew", **keys), 32768)
    assert not unknown.exact
    assert "brandnew" in unknown.why
    assert unknown.context_bytes == memory_needed(header("llama", **keys), 32768).context_bytes
    silent = memory_needed(header("llama"), 32768, weights_bytes=5)
    assert (silent.known, silent.exact, silent.total_bytes) == (False, False, 5)
    assert not memory_needed(header(None), 32768).known


def test_a_model_that_does_not_fit_is_refused_and_one_that_may_fit_is_not(tmp_path: Path, tape: Path) -> None:
    architecture, model = MODELS["gpt-oss"]
    path = write_model(tmp_path / "model.gguf", architecture, model, tape)
    size = path.stat().st_size
    known, engine = read_gguf(path), Embedded(path, context=32768)
    with pytest.raises(EngineError) as refused:
        engine._memory_warnings(known, size, size + 1000)
    assert refused.value.code == "E205"
    keys: dict[str, Any] = {"block_count": 16, "embedding_length": 2048, "attention__head_count": 32}
    (warning,) = engine._memory_warnings(header("brandnew", **keys), size, size + 1000)
    assert "at most" in warning
    assert "brandnew" in warning
    with pytest.raises(EngineError):
        engine._memory_warnings(header("brandnew", **keys), size, size - 1)
