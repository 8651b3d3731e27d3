"""The engines that one contract is held to: scripted ones, the embedded one with tape models, and real servers.

Each serves a model that recites the phrases of `capture_wires.SCRIPTS`. What only some can do stands in `Served`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from capture_wires import SCRIPTS, THINKS
from fake_engine import Script, whole
from ollama_server import FakeOllama
from scripted_engines import SCRIPTED, Scripted
from scripted_engines.scripted import RESULT

from prony.engines import Embedded, Engine, adapter
from prony.engines.identity import artifact
from prony.nouns import Artifact, EngineIdentity
from prony.references.tapes import TEMPLATE, build_tape
from prony.references.tapes import Script as TapeScript
from real_servers import KINDS, RealServer, program

PROGRAMS = {"ollama": ("ollama",), "llama-swap": ("llama-swap", "llama-server")}


@dataclass
class Served:
    """An engine that runs, seen through its adapter.

    thinks: the model, here or at another URL, whose template thinks. cold, broken: models that are not loaded, and that
    cannot be. artifact, identity: exactly what can be known; None: see the test. die: ends its process in mid-reply.
    """

    engine: Engine
    kind: str
    model: str = "m"
    thinks: tuple[str, str] | None = None
    cold: str | None = None
    broken: str | None = None
    says_state: bool = True
    counts: bool = True
    clocks: bool = True
    refuses_too_long: bool = True
    dialect: str = "chat"
    artifact: Artifact | None = None
    identity: EngineIdentity | None = None
    fake: Any = None
    die: Callable[[], Any] | None = None
    revive: Callable[[], Any] | None = None
    recorded: bool = False
    """Whether its replies were made at another time, so that its clock is not ours."""


NAMES = [
    *(f"scripted-{name}" for name in SCRIPTED),
    "scripted-ollama",
    *(pytest.param(name, marks=pytest.mark.real_engine) for name in ("embedded", "embedded-messages")),
    *(pytest.param(f"real-{name}", marks=pytest.mark.real_server) for name in sorted(KINDS)),
]
"""Parameters of the fixture `served`."""


def build_tapes(folder: Path) -> tuple[Path, Path]:
    """Two models that recite alike; the template of the second thinks."""
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    plain, thinks = folder / "plain.gguf", folder / "thinks.gguf"
    # Of two phrases in one conversation, the one of the higher priority is heard.
    scripts = (*SCRIPTS, TapeScript(phrase="tape:result", text=RESULT, priority=2))
    for path, template in ((plain, TEMPLATE), (thinks, THINKS)):
        build_tape(path, scripts, default=TapeScript(phrase="", text="hello\n"), template=template)
    return plain, thinks


@contextlib.asynccontextmanager
async def serving(name: str, tapes: Callable[[], tuple[Path, Path]], folder: Path) -> AsyncIterator[Served]:
    """The engine of that name while it runs; skips where there is none."""
    sort, _, which = name.partition("-")
    if name == "scripted-ollama":
        async with _OllamaWithBroken(tapes()[0], folder) as fake:
            yield _ollama(adapter("ollama", fake.base_url, context=2048), fake=fake, recorded=True)
    elif sort == "scripted":
        async with SCRIPTED[which]() as scripted:
            yield of_scripted(scripted)
    elif sort == "embedded":
        async with embedded(*tapes()) as served:
            if which:
                # In its other dialects llama.cpp does not tell its clock.
                served.dialect, served.clocks = which, False
            yield served
    else:
        for one in PROGRAMS.get(which, ("llama-server",)):
            program(one)
        plain, thinks = tapes()
        server = KINDS[which](folder / "server", {"good": plain, "flawed": thinks})
        server.start()
        try:
            yield _real(server, plain)
        finally:
            server.stop()


def of_scripted(scripted: Scripted) -> Served:
    """A scripted engine through the adapter of its kind."""
    engine = adapter(scripted.kind, scripted.base_url)
    return Served(
        engine,
        scripted.kind,
        model=scripted.model,
        thinks=(scripted.base_url, scripted.model),
        cold="cold" if scripted.loads else None,
        broken="broken" if scripted.loads else None,
        says_state=scripted.says_state,
        counts=scripted.counts,
        clocks=scripted.clocks,
        refuses_too_long=scripted.too_long({}) is not None,
        artifact=scripted.artifact,
        identity=scripted.identity,
        dialect=scripted.dialect,
        fake=scripted,
    )


@contextlib.asynccontextmanager
async def embedded(plain: Path, thinks: Path) -> AsyncIterator[Served]:
    """The embedded engine, twice: the second one's template thinks."""
    async with (
        Embedded(plain, threads=1, alias="m", key="") as one,
        Embedded(thinks, threads=1, alias="m", key="") as other,
    ):
        yield Served(
            one,
            "embedded",
            thinks=(other.base_url, "m"),
            artifact=artifact(plain),
            die=lambda: os.kill(one.pid or 0, signal.SIGKILL),
            revive=one.restart,
        )


class _OllamaWithBroken(FakeOllama):
    """One whose model `broken` cannot be loaded."""

    def __init__(self, tape: Path, folder: Path) -> None:
        super().__init__(tape, folder)
        words = b'{"error":"llama runner process has terminated: error loading model: unknown model architecture"}'
        self.answers["/api/generate", "bare:latest"] = whole(500, words)

    def _answer(self, call: Any) -> Script:
        messages = call.body.get("messages") if call.raw else None
        last = messages[-1]["content"] if messages else ""
        if last == "tape:cut":
            return Script((_line("Here "), "reset"), content_type="application/x-ndjson")
        if last == "tape:result":
            ended = _line("", done=True, done_reason="stop", prompt_eval_count=9, eval_count=6)
            return Script((_line(RESULT), ended), content_type="application/x-ndjson")
        if call.target.startswith("/v1/") and call.method == "POST":
            return whole(404, b"{}")
        return super()._answer(call)


def _line(content: str, **more: Any) -> bytes:
    message = {"role": "assistant", "content": content}
    return json.dumps({"model": "tape", "message": message, "done": False, **more}).encode() + b"\n"


def _ollama(engine: Engine, **more: Any) -> Served:
    return Served(
        engine,
        "ollama",
        model="tape:latest",
        broken="bare:latest",
        dialect="ollama",
        refuses_too_long=False,
        **more,
    )


def _real(server: RealServer, plain: Path) -> Served:
    if server.kind == "ollama":
        served = _ollama(adapter("ollama", server.base_url, context=2048))
        served.model, served.cold, served.broken = "good:latest", "flawed:latest", None
        served.artifact = artifact(plain)
    else:
        served = Served(adapter(server.kind, server.base_url), server.kind, model="good", artifact=artifact(plain))
        if "flawed" in server.models:
            served.cold = "flawed"
            served.thinks = (server.base_url, "flawed")
    served.die, served.revive = server.kill, server.start
    return served
