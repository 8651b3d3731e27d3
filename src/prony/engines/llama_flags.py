"""What a llama.cpp server of this machine was started with, where no address of it tells: from its process.

Only what changes replies or their speed is read, by name: never a key, a path, or anything that is not listed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from prony.engines.hosting import listening_processes
from prony.errors import WeightsError
from prony.fetch.file_digests import file_sha256
from prony.plain import clean_line

LONGEST = 100
"""Characters of a value that are kept."""


class Flag(NamedTuple):
    """A setting by its flags, its variable, and whether its value is a file, of which only the name is kept."""

    setting: str
    flags: tuple[str, ...]
    variable: str = ""
    is_file: bool = False
    switch: str = ""
    """What it says where no value follows it."""


FLAGS = (
    Flag("cache_type_k", ("-ctk", "--cache-type-k"), "LLAMA_ARG_CACHE_TYPE_K"),
    Flag("cache_type_v", ("-ctv", "--cache-type-v"), "LLAMA_ARG_CACHE_TYPE_V"),
    Flag("flash_attention", ("-fa", "--flash-attn"), "LLAMA_ARG_FLASH_ATTN", switch="on"),
    Flag("kv_offload", ("-nkvo", "--no-kv-offload"), switch="off"),
    Flag("swa_full", ("--swa-full",), "LLAMA_ARG_SWA_FULL", switch="on"),
    Flag("context_shift", ("--context-shift",), "LLAMA_ARG_CONTEXT_SHIFT", switch="on"),
    Flag("batch", ("-b", "--batch-size"), "LLAMA_ARG_BATCH"),
    Flag("micro_batch", ("-ub", "--ubatch-size"), "LLAMA_ARG_UBATCH"),
    Flag("threads_batch", ("-tb", "--threads-batch")),
    Flag("device", ("-dev", "--device"), "LLAMA_ARG_DEVICE"),
    Flag("split_mode", ("-sm", "--split-mode"), "LLAMA_ARG_SPLIT_MODE"),
    Flag("tensor_split", ("-ts", "--tensor-split"), "LLAMA_ARG_TENSOR_SPLIT"),
    Flag("override_tensor", ("-ot", "--override-tensor"), "LLAMA_ARG_OVERRIDE_TENSOR"),
    Flag("cpu_moe", ("-cmoe", "--cpu-moe"), "LLAMA_ARG_CPU_MOE", switch="on"),
    Flag("cpu_moe_layers", ("-ncmoe", "--n-cpu-moe"), "LLAMA_ARG_N_CPU_MOE"),
    Flag("override_metadata", ("--override-kv",)),
    Flag("rope_scaling", ("--rope-scaling",), "LLAMA_ARG_ROPE_SCALING_TYPE"),
    Flag("rope_scale", ("--rope-scale",), "LLAMA_ARG_ROPE_SCALE"),
    Flag("rope_frequency_base", ("--rope-freq-base",), "LLAMA_ARG_ROPE_FREQ_BASE"),
    Flag("rope_frequency_scale", ("--rope-freq-scale",), "LLAMA_ARG_ROPE_FREQ_SCALE"),
    Flag("yarn_original_context", ("--yarn-orig-ctx",), "LLAMA_ARG_YARN_ORIG_CTX"),
    Flag("draft_model", ("-md", "--model-draft", "--spec-draft-model"), "LLAMA_ARG_MODEL_DRAFT", is_file=True),
    Flag("draft_tokens", ("--draft", "--draft-n", "--draft-max", "--spec-draft-n-max"), "LLAMA_ARG_DRAFT_MAX"),
    Flag("draft_least_tokens", ("--draft-min", "--draft-n-min", "--spec-draft-n-min"), "LLAMA_ARG_DRAFT_MIN"),
    Flag("draft_least_probability", ("--draft-p-min", "--spec-draft-p-min"), "LLAMA_ARG_DRAFT_P_MIN"),
    Flag("draft_gpu_layers", ("-ngld", "--gpu-layers-draft", "--n-gpu-layers-draft"), "LLAMA_ARG_N_GPU_LAYERS_DRAFT"),
    Flag("draft_cache_type_k", ("-ctkd", "--cache-type-k-draft"), "LLAMA_ARG_CACHE_TYPE_K_DRAFT"),
    Flag("draft_cache_type_v", ("-ctvd", "--cache-type-v-draft"), "LLAMA_ARG_CACHE_TYPE_V_DRAFT"),
    Flag("speculation", ("--spec-type",), "LLAMA_ARG_SPEC_TYPE"),
    Flag("lora", ("--lora", "--lora-scaled"), is_file=True),
    Flag("control_vector", ("--control-vector", "--control-vector-scaled"), is_file=True),
    Flag("chat_template_file", ("--chat-template-file",), "LLAMA_ARG_CHAT_TEMPLATE_FILE", is_file=True),
    Flag("reasoning_format", ("--reasoning-format",), "LLAMA_ARG_THINK"),
    Flag("reasoning_budget", ("--reasoning-budget",), "LLAMA_ARG_THINK_BUDGET"),
)
THREADS = Flag("threads", ("-t", "--threads"), "LLAMA_ARG_THREADS")
GPU_LAYERS = Flag("gpu_layers", ("-ngl", "--gpu-layers", "--n-gpu-layers"), "LLAMA_ARG_N_GPU_LAYERS")
MODEL = Flag("model", ("-m", "--model"), "LLAMA_ARG_MODEL")
REPOSITORY = Flag("repository", ("-hf", "-hfr", "--hf-repo"), "LLAMA_ARG_HF_REPO")
DEFAULTS = {"cache_type_k": "f16", "cache_type_v": "f16"}
"""What llama.cpp takes where it is told nothing, of settings that models are compared by."""


def started_with(base_url: str, model_path: str | None) -> dict[str, Any]:
    """The fields of `EngineIdentity` that the process of the server at `base_url` tells: threads, gpu_layers, settings
    and the digest of its program. Empty where its process is not of this machine, may not be read, or serves another
    file than `model_path`."""
    import psutil

    parts = urlsplit(base_url)
    for pid in listening_processes(parts.port or (443 if parts.scheme == "https" else 80)):
        try:
            process = psutil.Process(pid)
            arguments, variables, program = process.cmdline(), process.environ(), process.exe()
        except (psutil.Error, OSError):
            continue
        if _runs(model_path, arguments, variables):
            return {**fields_of(arguments, variables), **_of_program(Path(program))}
    return {}


def _of_program(program: Path) -> dict[str, str]:
    """The digest of a server's program; of one that an interpreter runs it would be the interpreter's."""
    digest = program_sha256(program) if "llama" in program.name else None
    return {"program_sha256": digest} if digest else {}


def program_sha256(program: Path) -> str | None:
    """The digest of a program; None where it cannot be read, or is not there any more."""
    try:
        return file_sha256(program)
    except WeightsError:
        return None


def _runs(model_path: str | None, arguments: Sequence[str], variables: Mapping[str, str]) -> bool:
    """Whether a process with these arguments serves the file; one that fetched it names where from."""
    model = value_of(MODEL, arguments, variables)
    if model is None:
        return model_path is not None and value_of(REPOSITORY, arguments, variables) is not None
    return model_path is not None and PurePath(model).name == PurePath(model_path).name


def fields_of(arguments: Sequence[str], variables: Mapping[str, str]) -> dict[str, Any]:
    """What a server's arguments and variables tell, as fields of `EngineIdentity`."""
    told = {flag.setting: value_of(flag, arguments, variables) for flag in FLAGS}
    settings = DEFAULTS | {name: value for name, value in told.items() if value is not None}
    numbers = {flag.setting: value_of(flag, arguments, variables) for flag in (THREADS, GPU_LAYERS)}
    counts = {name: int(value) for name, value in numbers.items() if value is not None and value.isdecimal()}
    return {**counts, "settings": settings}


def flags_for(settings: Mapping[str, Any]) -> list[str]:
    """The words that set a server to `settings` again, but for files, of which only names are known."""
    words: list[str] = []
    for flag in FLAGS:
        value = settings.get(flag.setting)
        if isinstance(value, str) and value and not flag.is_file and value != DEFAULTS.get(flag.setting):
            alone = flag.switch and flag.setting != "flash_attention"
            if not alone:
                words += [flag.flags[-1], value]
            elif value == flag.switch:
                words.append(flag.flags[-1])
    return words


def files_in(settings: Mapping[str, Any]) -> list[str]:
    """The files among `settings`, in words: `draft model x.gguf`."""
    return [
        f"{flag.setting.replace('_', ' ')} {settings[flag.setting]}"
        for flag in FLAGS
        if flag.is_file and settings.get(flag.setting)
    ]


def value_of(flag: Flag, arguments: Sequence[str], variables: Mapping[str, str]) -> str | None:
    """The value of a flag, the last one where it stands there several times; else that of its variable."""
    value = variables.get(flag.variable) if flag.variable else None
    for at, word in enumerate(arguments):
        if word in flag.flags:
            following = arguments[at + 1] if at + 1 < len(arguments) else ""
            value = flag.switch if flag.switch and (not following or following.startswith("-")) else following
    if not value:
        return None
    return clean_line(PurePath(value).name if flag.is_file else value)[:LONGEST]
