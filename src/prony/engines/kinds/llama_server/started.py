"""A llama-server that Prony starts: which program, with which flags, and what of it is part of who is measured."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from prony.config import expanded
from prony.engines.engine import Description, EngineLaunch
from prony.engines.identity import artifact_async, shard_paths
from prony.engines.kinds.llama_server.adapter import LlamaServer
from prony.engines.kinds.llama_server.options import settings_of
from prony.engines.llama_flags import fields_of, flags_for, program_sha256
from prony.engines.machine import default_threads
from prony.engines.programs import LLAMA_SERVER_BUILD, kept_program
from prony.engines.started import StartedServer
from prony.errors import EngineError
from prony.nouns import EngineIdentity

NAME = "llama-server"
VARIABLE = "PRONY_LLAMA_SERVER"
CACHE_RAM_MIB = "256"
"""What it may keep of earlier prompts beside its slots; its own default is 8 GiB."""
TO_BE_HAD = (
    "options = { binary = ... } in prony.toml names one, so does the PATH; `prony doctor --servers` (in a clone: "
    "`make engines`) builds one, which takes some 10 minutes"
)


class StartedLlamaServer(StartedServer, LlamaServer):
    """One llama-server with one model, as our child."""

    key_variable = "LLAMA_API_KEY"

    def command(self, port: int) -> Sequence[str]:
        """The program, the file, and the flags; where it listens comes last, which llama-server takes."""
        draft = self.launch.options.get("draft_model")
        if draft is not None:
            shard_paths(_file(draft))  # is refused before anything runs where it is no sound file
        gguf = self.launch.gguf
        assert gguf is not None
        served = ("--model", str(shard_paths(gguf)[0]), "--alias", self.launch.model)
        return (program_of(self.launch), *served, *flags_of(self.launch), "--host", "127.0.0.1", "--port", str(port))

    def environment(self) -> dict[str, str]:
        """Bounds and doors that older builds know nothing of, and pass over."""
        return {"LLAMA_ARG_CACHE_RAM": CACHE_RAM_MIB, "LLAMA_ARG_OFFLINE": "1", "LLAMA_ARG_UI": "0"}

    async def describe(self, model: str) -> Description:
        """As the server and its file do, with the flags that it was started with, and the program's own digest."""
        described = await super().describe(model)
        flags = identity_of_flags(self.kind, self.launch)
        program, draft = Path(program_of(self.launch)), self.launch.options.get("draft_model")
        of_draft = {"draft_model_sha256": (await artifact_async(_file(draft))).sha256} if draft is not None else {}
        engine = msgspec.structs.replace(
            described.engine,
            threads=flags.threads,
            gpu_layers=flags.gpu_layers,
            settings={**flags.settings, **of_draft},
            program_sha256=await asyncio.to_thread(program_sha256, program),
        )
        return msgspec.structs.replace(described, engine=engine)


def program_of(launch: EngineLaunch) -> str:
    """The path of the program. Raises EngineError E202 where there is none, with what brings one."""
    for what, named in (("options.binary", launch.options.get("binary")), (VARIABLE, os.environ.get(VARIABLE))):
        if not named:
            continue
        path = expanded(named)
        found = shutil.which(str(path.absolute()) if os.sep in str(path) else named)
        if found is None:
            raise EngineError("E202", f"{what} names no program that can be run", where=str(named), hint=TO_BE_HAD)
        return found
    found = shutil.which(NAME)
    built = kept_program(NAME, LLAMA_SERVER_BUILD)
    if found is None and not built.is_file():
        raise EngineError("E202", f"there is no {NAME} here to start", hint=TO_BE_HAD)
    return found or str(built)


def flags_of(launch: EngineLaunch) -> tuple[str, ...]:
    """The flags of a launch: context, slots, threads, and what its options say."""
    options = launch.options
    slots = options.get("slots", 1)
    words = ["--ctx-size", str(launch.context * slots), "--parallel", str(slots)]
    words += ["--threads", str(launch.threads or default_threads())]
    words += ["--n-gpu-layers", str(options["gpu_layers"])] if "gpu_layers" in options else []
    words += flags_for(settings_of(options))
    return (*words, "--model-draft", str(_file(options["draft_model"]))) if "draft_model" in options else tuple(words)


def identity_of_flags(kind: str, launch: EngineLaunch) -> EngineIdentity:
    """The identity that the flags of a launch tell, read as those of a server that is found with them are."""
    return EngineIdentity(kind=kind, slots=launch.options.get("slots", 1), **fields_of(flags_of(launch), {}))


def _file(path: str) -> Path:
    return expanded(path).absolute()
