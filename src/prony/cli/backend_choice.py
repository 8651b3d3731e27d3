"""The backend of a run that names none: chosen by trying, and told where it is not the first."""

from __future__ import annotations

from prony.cli.terminal import Terminal


async def chosen_backend(terminal: Terminal, named: str | None) -> str:
    """The name of the backend: the one that was named, else the first that isolates here. Raises SandboxError E417."""
    if named is not None:
        return named
    from prony.sandbox.choice import choose_backend  # a run's own import: a start needs none of it

    choice = await choose_backend()
    for name, why in choice.refused:
        terminal.note(f"{name} does not isolate here: {why}", always=True)
    if choice.refused:
        terminal.note(
            f"programs run in the backend {choice.backend}; docs/sandbox.md says what it does not promise", always=True
        )
    return choice.backend
