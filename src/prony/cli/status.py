"""`prony` alone: the state of this folder, and the next step."""

from __future__ import annotations

from prony import __version__, config
from prony.cli.terminal import Terminal


def status(terminal: Terminal) -> None:
    """Print the state of the home folder to stdout."""
    terminal.data(f"prony {__version__} in {config.home()}")
