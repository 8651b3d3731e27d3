"""Two Ollamas that serve the same models: the real one that PRONY_OLLAMA names, and a fake that plays what one said.

    async with an_ollama("fake" or "real", tape, folder) as base_url: ...
    async with real_ollama(binary, tape, folder) as base_url: ...
    async with FakeOllama(tape, folder) as fake: fake.base_url

`tape:latest` recites the phrases of `capture_wires.SCRIPTS` behind a template with tools; `bare:latest` is the same
file without a template that Ollama knows. `tests/support/capture_ollama.py` makes the recordings in tests/data/ollama.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from capture_wires import SCRIPTS
from fake_engine import FakeEngine, Script, whole

from prony.http1.ask import get
from prony.references.tapes import Script as TapeScript
from prony.references.tapes import build_tape

RECORDED = Path(__file__).parents[1] / "data" / "ollama"
BINARY = os.environ.get("PRONY_OLLAMA")

TEMPLATE = """{{- if .Tools }}<|im_start|>system
{{ range .Tools }}{{ .Function }}
{{ end }}<|im_end|>
{{ end }}
{{- range .Messages }}
{{- if eq .Role "tool" }}<|im_start|>user
<tool_response>
{{ .Content }}
</tool_response><|im_end|>
{{ else }}<|im_start|>{{ .Role }}
{{ .Content }}
{{- range .ToolCalls }}
<tool_call>
{"name": "{{ .Function.Name }}", "arguments": {{ .Function.Arguments }}}
</tool_call>
{{- end }}<|im_end|>
{{ end }}
{{- end }}<|im_start|>assistant
"""
"""The template of tape models, in Ollama's language."""

MODELFILES = {
    "tape": f'TEMPLATE """{TEMPLATE}"""\nPARAMETER num_thread 1\nPARAMETER temperature 0.25\nSYSTEM "Recite."\n',
    "bare": "PARAMETER num_thread 1\n",
}
"""What stands below FROM for each model."""


def build(folder: Path) -> Path:
    """The tape that both serve."""
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    path = folder / "tape.gguf"
    build_tape(path, SCRIPTS, default=TapeScript(phrase="", text="hello\n"))
    return path


@contextlib.asynccontextmanager
async def real_ollama(
    binary: str, tape: Path, folder: Path, modelfiles: dict[str, str] | None = None
) -> AsyncIterator[str]:
    """A server of that binary on a free port, with models of its own in `folder`; its base URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "OLLAMA_HOST": host,
        "OLLAMA_MODELS": str(folder / "models"),
    }
    log = (folder / "serve.log").open("wb")
    server = await asyncio.create_subprocess_exec(binary, "serve", env=environment, stdout=log, stderr=log)
    try:
        for _ in range(300):
            if await get(f"http://{host}/api/version"):
                break
            await asyncio.sleep(0.1)
        for name, text in (modelfiles or MODELFILES).items():
            file = folder / f"Modelfile.{name}"
            file.write_text(f"FROM {tape}\n{text}")
            made = await asyncio.create_subprocess_exec(
                binary, "create", name, "-f", str(file), env=environment, stdout=log, stderr=log
            )
            assert await made.wait() == 0, (folder / "serve.log").read_text()
        yield f"http://{host}/v1"
    finally:
        server.terminate()
        await server.wait()
        log.close()


@contextlib.asynccontextmanager
async def an_ollama(kind: str, tape: Path, folder: Path) -> AsyncIterator[str]:
    """The `fake` or the `real` one for a test of both; its base URL. Skips where there is no real one."""
    if kind == "fake":
        async with FakeOllama(tape, folder) as fake:
            yield fake.base_url
    elif not BINARY:
        pytest.skip("PRONY_OLLAMA names no binary")
    else:
        async with real_ollama(BINARY, tape, folder) as base_url:
            yield base_url


class FakeOllama(FakeEngine):
    """Plays the recordings, and keeps in mind what is loaded and with which context.

    It answers `/api/ps` as newer versions do, which tell the context; the recorded one shows it by its process only.
    """

    def __init__(self, tape: Path, folder: Path) -> None:
        super().__init__()
        self.loaded: dict[str, int] = {}
        digest = hashlib.sha256(tape.read_bytes()).hexdigest()
        self.blob = folder / "blobs" / f"sha256-{digest}"
        self.blob.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tape, self.blob)
        self.answers: dict[tuple[str, str], Script] = {}
        """(path, model) -> an answer that stands above the recorded ones."""

    async def _play(self, script: Script, writer: asyncio.StreamWriter, call: Any) -> None:
        await super()._play(self._answer(call), writer, call)

    def _answer(self, call: Any) -> Script:
        path, body = call.target.partition("?")[0], call.body if call.raw else {}
        name = str(body.get("model", ""))
        full = name if ":" in name else f"{name}:latest"
        if (path, full) in self.answers:
            return self.answers[path, full]
        if path == "/":
            return whole(200, b"Ollama is running", content_type="text/plain")
        if path == "/api/ps":
            return _json(200, {"models": [self._running(model) for model in self.loaded]})
        if path in ("/api/version", "/api/tags", "/v1/models"):
            return _json(200, _recorded(path.strip("/").replace("/", "-")))
        if full not in ("tape:latest", "bare:latest"):
            return _json(404, _recorded("show-missing"))
        if path == "/api/show":
            return _json(200, self.shown(full))
        if path == "/api/generate":
            return self._loads(full, body)
        self._loads(full, body)
        return Script(((RECORDED / f"{_which(body)}.http").read_bytes(),), framing="raw")

    def _loads(self, name: str, body: dict[str, Any]) -> Script:
        if body.get("keep_alive") == 0:
            self.loaded.pop(name, None)
        else:
            self.loaded[name] = body.get("options", {}).get("num_ctx", 4096)
        return _json(200, {"model": name, "response": "", "done": True, "done_reason": "load"})

    def _running(self, name: str) -> dict[str, Any]:
        (row,) = _recorded("api-ps")["models"]
        return {**row, "name": name, "model": name, "context_length": self.loaded[name]}

    def shown(self, name: str) -> dict[str, Any]:
        """What it shows of a model, with the blob where it lies here."""
        shown: dict[str, Any] = _recorded(f"show-{name.partition(':')[0]}")
        return {**shown, "modelfile": shown["modelfile"].replace("BLOB", str(self.blob))}


def _which(body: dict[str, Any]) -> str:
    """The recording that answers a chat request."""
    said = body["messages"][-1]["content"]
    form = "whole" if body.get("stream") is False else "streamed"
    cut = "-cut" if body.get("options", {}).get("num_predict") == 3 else ""
    kind = said.removeprefix("tape:") if said.startswith("tape:") else "filled" if len(said) > 5000 else "hello"
    return f"{kind}{cut}-{form}"


def _recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text())


def _json(status: int, document: Any) -> Script:
    return whole(status, json.dumps(document).encode())
