"""What a model wants to run, as one message says it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from prony.gateway import ChatReply


class Command(NamedTuple):
    """One command that the model wants to run, or, in words for the model, why it cannot be."""

    command: str
    problem: str = ""


class Miss(StrEnum):
    """What a message is that has no command, and yet is not plainly the end."""

    STRAY = "stray"
    """It has code in it, or the words of a call."""
    UNCLEAR = "unclear"
    """It looks like a command that the model meant to be run."""


class Asked(NamedTuple):
    """What a message asks for; nothing: the model is done."""

    commands: tuple[Command, ...] = ()
    as_text: bool = False
    """Whether they are tool calls that came as text."""
    unsaved: str = ""
    """A sentence for the model about code beside them, which runs nothing and changes no file."""
    miss: Miss | None = None
    """Set: the one command is only what is to be told."""


class CommandTurn(NamedTuple):
    """One message of the model, and what it gave."""

    reply: ChatReply
    asked: Asked
    results: list[str]
