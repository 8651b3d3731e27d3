"""What a model is told of a command that ran."""

from __future__ import annotations

from prony.sandbox import Execution

SHOWN_CHARS = 6000
"""Of a command's output, half from its head and half from its tail."""


def shown(execution: Execution) -> str:
    """What the model is told of a command: its output, and how it ended."""
    text, half = execution.stdout.decode(errors="replace"), SHOWN_CHARS // 2
    if len(text) > SHOWN_CHARS:
        text = f"{text[:half]}\n[... {len(text) - 2 * half} characters left out ...]\n{text[-half:]}"
    cut = f"ended by a limit or a signal: {execution.verdict}, {execution.detail}"
    return f"{text.rstrip()}\n[{cut if execution.exit_code is None else f'exit status {execution.exit_code}'}]".lstrip()
