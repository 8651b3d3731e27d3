"""Where the programs of servers are kept that were built here, and which build of llama.cpp that is."""

from __future__ import annotations

from pathlib import Path

from prony.config import cache_dir

LLAMA_SERVER_BUILD = "11434"
"""The build of llama.cpp that `make engines` makes."""


def kept_program(name: str, version: str) -> Path:
    """Where the program of a server lies once it is built."""
    return cache_dir() / "servers" / f"{name}-{version}" / name
