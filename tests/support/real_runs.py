"""`prony` as a user has it, against a server that may be killed meanwhile; and what stands in the run's record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from prony.bench.plan import cells
from prony.bench.remaining import Done
from prony.journal import Ended, ExchangeSeen, Planned, Started, read_events
from prony.nouns import Exchange, Fingerprint

WAIT_S = 180.0


class User:
    """Somebody with a folder of his own, who types commands."""

    def __init__(self, home: Path, cache: Path, **variables: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(cache), **variables}

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """A command, begun."""
        command = [sys.executable, "-c", "from prony.cli import main; main()", *words]
        return subprocess.Popen(
            command, cwd=self.home, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def types(self, *words: str) -> Typed:
        """A command, to its end."""
        return ended(self.begin(*words))

    def run_dir(self) -> Path:
        """The folder of the newest run."""
        return max(self.home.glob("runs/*"), key=lambda folder: folder.stat().st_mtime)

    def record(self) -> Record:
        """The newest run's record, so far."""
        return Record(self.run_dir())


class Typed:
    """What a command said, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def all(self) -> str:
        """Status, and the ends of both streams."""
        return f"exit {self.status}\n{self.out[-2000:]}\n{self.err[-2000:]}"

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def ended(running: subprocess.Popen[str]) -> Typed:
    """What a command that was begun said to its end."""
    out, err = running.communicate(timeout=WAIT_S)
    return Typed(running.returncode, out, err)


class Record:
    """A run's record, read."""

    def __init__(self, folder: Path) -> None:
        self.events = list(read_events(folder))
        self.plan = next(event.plan for event in self.events if isinstance(event, Planned))
        self.done = Done(self.events)

    def outcomes(self) -> dict[str, Counter[str]]:
        """Model -> how often each outcome; `open` for a cell that waits."""
        found: dict[str, Counter[str]] = {}
        for spec in self.plan.contestants:
            states = [self.done.state(cell) for cell in cells(self.plan, spec)]
            found[_plain(spec.label)] = Counter(str(state.value) if state else "open" for state in states)
        return found

    def fingerprint(self, model: str) -> Fingerprint:
        return next(one.fingerprint for label, one in self.done.contestants.items() if _plain(label) == model)

    def exchanges(self) -> list[Exchange]:
        return [event.exchange for event in self.events if isinstance(event, ExchangeSeen)]

    def faults(self) -> Counter[str]:
        """How often each fault ended a try."""
        return Counter(end.fault.code.value for end in self.done.ends.values() if end.fault)


def _plain(label: str) -> str:
    """A label without the tag that Ollama gives every name."""
    return label.removesuffix(":latest")


def in_mid_run(user: User, running: subprocess.Popen[str], ends: int = 3) -> None:
    """Wait until a run has `ends` attempts behind it that went well, and one begun."""
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        assert running.poll() is None, ended(running).all
        if any(user.home.glob("runs/*/events.jsonl")):
            events = list(read_events(user.run_dir()))
            over = [event.end for event in events if isinstance(event, Ended)]
            begun = sum(isinstance(event, Started) for event in events)
            if sum(end.fault is None for end in over) >= ends and begun > len(over):
                return
        time.sleep(0.01)
    raise AssertionError("the run did not get so far")
