"""Run the command as a person does, but in this process: fast, and with both streams caught."""

from __future__ import annotations

import io
from typing import NamedTuple

import pytest

from prony.cli import app
from prony.cli.terminal import Terminal


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def prony(tmp_path, monkeypatch):
    """A function that runs `prony ARGS` in `tmp_path` and returns what came of it; `width` and `screen` shape the
    terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def call(*args: str, width: int = 120, screen: bool = False) -> Said:
        monkeypatch.setenv("COLUMNS", str(width))
        out, err = (Screen(), Screen()) if screen else (io.StringIO(), io.StringIO())
        monkeypatch.setattr("sys.stdout", out)
        code = app.run(list(args), Terminal(out, err))
        return Said(code, out.getvalue(), err.getvalue())

    return call
