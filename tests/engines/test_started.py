"""A binary with a GGUF file and flags, started by Prony: real llama.cpp behind a command line like llama-server's."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from prony.engines import EngineKind, EngineLaunch, artifact, read_gguf
from prony.engines.kinds.llama_server import LlamaServer
from prony.engines.seen import Seen
from prony.engines.started import StartedServer
from prony.errors import EngineError, WeightsError
from prony.http1.ask import post

pytestmark = pytest.mark.real_engine

BINARY = """
import argparse, os, sys, time
for folder in (f"{path}/cmeel.prefix/lib" for path in sys.path):  # on a machine without libgomp, the wheel's stands in
    if os.path.exists(f"{folder}/libgomp.so.1") and folder not in os.environ.get("LD_LIBRARY_PATH", ""):
        os.environ["LD_LIBRARY_PATH"] = f"{folder}:{os.environ.get('LD_LIBRARY_PATH', '')}"
        os.execv(sys.executable, [sys.executable, *sys.argv])
import xllamacpp
flags = argparse.ArgumentParser()
flags.add_argument("-m"); flags.add_argument("--alias"); flags.add_argument("-c", type=int)
flags.add_argument("--port", type=int); flags.add_argument("-ngl", type=int)
asked = flags.parse_args()
p = xllamacpp.CommonParams()
p.model.path, p.model_alias, p.n_ctx, p.n_parallel, p.port = asked.m, {asked.alias}, asked.c, 1, asked.port
p.hostnames, p.fit_params, p.offline = ["127.0.0.1"], False, True
server = xllamacpp.Server(p)
time.sleep(3600)
"""


class BinaryServer(StartedServer, LlamaServer):
    """What llama-server is at a URL, and started."""

    def command(self, port: int) -> Sequence[str]:
        """llama-server's own flags."""
        launch = self.launch
        return (
            *(sys.executable, str(launch.options["binary"]), "-m", str(launch.gguf), "--alias", launch.model),
            *("-c", str(launch.context), "--port", str(port), "-ngl", str(launch.options.get("gpu_layers", 0))),
        )


class BinaryKind(EngineKind):
    name = "binary-server"
    asks = ("/props", "/health")
    starts = True

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """It is only started here."""
        return []

    def start(self, launch: EngineLaunch) -> BinaryServer:
        """A child of ours."""
        return BinaryServer(launch, kind=self)


@pytest.fixture
def binary(tmp_path: Path) -> Path:
    path = tmp_path / "llama_server.py"
    path.write_text(BINARY)
    return path


def launch(binary: Path, gguf: Path, log: Path | None = None, context: int = 5120) -> EngineLaunch:
    options = {"binary": str(binary), "gpu_layers": 7}
    return EngineLaunch(model="m", gguf=gguf, context=context, threads=1, options=options, log=log)


async def test_it_answers_and_is_described_by_its_server_its_file_and_what_it_was_started_with(
    binary: Path, tape: Path, tmp_path: Path
) -> None:
    log = tmp_path / "logs" / "engine.log"
    async with BinaryKind().start(launch(binary, tape, log)) as engine:
        assert engine.load_s > 0
        said = await engine.describe("m")
        answer = await post(
            f"{engine.base_url}/chat/completions", {"messages": [{"role": "user", "content": "hi"}], "max_tokens": 9}
        )
        pid = engine.pid
    assert said.engine.kind == "binary-server"
    assert (said.engine.served_context, said.engine.threads) == (5120, 1)
    of_process = {"cache_type_k": "f16", "cache_type_v": "f16"}
    assert said.engine.settings == {"binary": str(binary), "gpu_layers": 7, **of_process}
    assert said.artifact == artifact(tape)
    assert said.has_chat_template is True
    assert answer is not None
    assert answer.fields["choices"][0]["message"]["content"] == "hello there\n"
    assert not psutil.pid_exists(pid or 0)
    assert log.read_text()


async def test_it_is_asked_for_no_more_context_than_the_file_says(binary: Path, tape: Path) -> None:
    most = read_gguf(tape).context_length
    assert most
    async with BinaryKind().start(launch(binary, tape, context=most + 512)) as engine:
        assert (await engine.describe("m")).engine.served_context == most


async def test_a_program_that_ends_while_it_loads_is_a_coded_error_with_the_end_of_its_log(
    tmp_path: Path, tape: Path
) -> None:
    with pytest.raises(EngineError) as raised:
        async with BinaryKind().start(launch(tmp_path / "absent.py", tape)):
            pass
    assert raised.value.code == "E203"
    assert "can't open file" in (raised.value.cause or "")


async def test_a_file_that_is_cut_off_is_refused_before_any_engine_sees_it(
    binary: Path, tape: Path, tmp_path: Path
) -> None:
    broken, log = tmp_path / "broken.gguf", tmp_path / "engine.log"
    broken.write_bytes(tape.read_bytes()[:4096])
    with pytest.raises(WeightsError):
        async with BinaryKind().start(launch(binary, broken, log)):
            pass
    assert not log.exists()
