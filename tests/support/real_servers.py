"""Real servers with tape models, for runs whose scores are known: started, killed, and started again.

Every one of them serves `good`, which recites every solution of the mini suite, and all but a lone llama-server also
`flawed`, which recites a flaw of each. `program` gives a server's program, or skips with the next step.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psutil
import pytest
from ollama_server import TEMPLATE

from prony.setup.servers import SERVERS, find

START_S = 60.0
CONTEXT = 4096


def program(name: str) -> str:
    """The program of a real server; skips the test where there is none."""
    server = next(one for one in SERVERS if one.name == name)
    found = find(server)
    if found is None:
        pytest.skip(f"no {name} here: {server.lacking or f'make engines builds it; {server.variable} names one'}")
    return str(found)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(url: str, body: object = None, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """Status and body of a request; status 0 where nobody answers."""
    data = None if body is None else json.dumps(body).encode()
    try:
        with urlopen(Request(url, data, {"Content-Type": "application/json", **(headers or {})}), timeout=30) as reply:
            return reply.status, reply.read()
    except HTTPError as error:
        return error.code, error.read()
    except (URLError, OSError):
        return 0, b""


class RealServer(ABC):
    """A server in a folder of its own, at a port of its own; what it serves is the same after each start."""

    kind: str
    """What Prony takes it for."""
    models: tuple[str, ...] = ("good", "flawed")

    def __init__(self, folder: Path, tapes: Mapping[str, Path]) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.tapes = tapes
        self.port = free_port()
        self.log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        return f"{self.root}/v1"

    @abstractmethod
    def command(self) -> list[str]:
        """The command line that starts it."""

    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder)}

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), cwd=self.folder, env=self.environment(), stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + START_S
        while ask(f"{self.base_url}/models")[0] not in (200, 401):
            assert self._process.poll() is None, self.log.read_text()[-2000:]
            assert time.monotonic() < until, self.log.read_text()[-2000:]
            time.sleep(0.05)

    def give(self, name: str, tape: Path) -> None:
        """Put another file under a name, from the next start on."""
        self.tapes = {**self.tapes, name: tape}

    def kill(self) -> None:
        """End it at once and with all its children, as a service manager ends a service that was killed."""
        assert self._process is not None
        top = psutil.Process(self._process.pid)
        for process in (top, *top.children(recursive=True)):
            try:
                process.send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:
                continue
        self._process.wait()
        self._process = None

    def kill_model(self) -> None:
        """End the process of the model that is loaded, and not the server above it."""
        assert self._process is not None
        for process in psutil.Process(self._process.pid).children(recursive=True):
            process.kill()

    def stop(self) -> None:
        """End it, if it is still there."""
        if self._process is not None:
            self.kill()


class Single(RealServer):
    """llama-server with one model."""

    kind = "llama-server"
    models = ("good",)
    options: tuple[str, ...] = ("--alias", "good")

    def command(self) -> list[str]:
        served = ["-m", str(self.tapes["good"]), "-c", str(CONTEXT), "-np", "1", "-t", "1", "--jinja"]
        return [program("llama-server"), *served, "--host", "127.0.0.1", "--port", str(self.port), *self.options]


class Router(RealServer):
    """llama-server as a router that has room for one model at a time."""

    kind = "llama-server-router"

    def command(self) -> list[str]:
        presets = self.folder / "presets.ini"
        presets.write_text(
            "".join(f"[{name}]\nmodel = {self.tapes[name]}\nc = {CONTEXT}\nnp = 1\nt = 1\n\n" for name in self.models)
        )
        only = ["--models-preset", str(presets), "--models-max", "1"]
        return [program("llama-server"), *only, "--host", "127.0.0.1", "--port", str(self.port)]


class Swap(RealServer):
    """llama-swap before two llama-servers of which one runs; `good` has an alias, and `hidden` is not listed."""

    kind = "llama-swap"

    def command(self) -> list[str]:
        server = program("llama-server")
        entries = {"good": "    aliases: [gpt-4o-mini]\n", "flawed": "", "hidden": "    unlisted: true\n"}
        lines = [f"healthCheckTimeout: 60\nstartPort: {free_port()}\nmodels:\n"]
        for name, more in entries.items():
            tape = self.tapes["good" if name == "hidden" else name]
            served = f"{server} --host 127.0.0.1 --port ${{PORT}} -m {tape} -c {CONTEXT} -np 1 -t 1 --jinja"
            lines.append(f"  {name}:\n    cmd: {served}\n{more}")
        config = self.folder / "config.yaml"
        config.write_text("".join(lines))
        return [program("llama-swap"), "--config", str(config), "--listen", f"127.0.0.1:{self.port}"]


class Ollama(RealServer):
    """Ollama with two imported models."""

    kind = "ollama"

    def environment(self) -> dict[str, str]:
        ours = {"OLLAMA_HOST": f"127.0.0.1:{self.port}", "OLLAMA_MODELS": str(self.folder / "models")}
        return {**super().environment(), **ours}

    def command(self) -> list[str]:
        return [program("ollama"), "serve"]

    def give(self, name: str, tape: Path) -> None:
        super().give(name, tape)
        (self.folder / f"Modelfile.{name}").unlink()

    def start(self) -> None:
        super().start()
        for name in self.models:
            file = self.folder / f"Modelfile.{name}"
            if not file.exists():
                file.write_text(f'FROM {self.tapes[name]}\nTEMPLATE """{TEMPLATE}"""\nPARAMETER num_thread 1\n')
                words = [program("ollama"), "create", name, "-f", str(file)]
                subprocess.run(words, env=self.environment(), check=True, capture_output=True)


KINDS: dict[str, type[RealServer]] = {kind.kind: kind for kind in (Single, Router, Swap, Ollama)}
