"""The needs of a harness, as data: the plan checks them, and the bench meets them."""

from __future__ import annotations

from prony.nouns import AttemptLimits, Mode, Noun


class Needs(Noun, frozen=True, kw_only=True):
    """The tasks that a harness can be given, and the means that it must be given."""

    modes: frozenset[Mode]
    """Of the tasks that it can be given."""
    steps: bool = False
    """It goes on in later steps of a task (`AttemptJob.go_on`)."""
    workspace: bool = False
    """It works in a workspace, and hands in what became of it."""
    reach: bool = False
    """Its program runs in that workspace, and reaches the gateway from there."""
    names_files: bool = False
    """Its brief names the files that exist, and shows none of them."""
    conversation_tokens: int = 0
    """What a conversation may come to, beyond the brief and one reply."""
    prompt_cache: bool = False
    """Each request repeats the one before, so that an engine should keep what it computed."""
    dialect: str | None = None
    """What its own program speaks. None: what the engine is best spoken to in, in requests that hold sampling and the
    most tokens of a reply; for a program of its own, the gateway puts those in. With `translation`: what that makes."""
    translation: str = ""
    """What its requests go through on their way to an engine that lacks what it speaks (`prony.gateway.translate`)."""
    toolchain: tuple[str, ...] = ()
    """What its program takes to run in a workspace, beside what the task takes."""
    binds: tuple[tuple[str, str], ...] = ()
    """(Folder here, folder inside) that a workspace has for it, read-only."""
    version: tuple[str, ...] = ()
    """A command in a workspace whose first line is the version of its program; none where it has none."""
    limits: AttemptLimits = AttemptLimits()
    """Of an attempt, where neither contestant nor task says any."""
