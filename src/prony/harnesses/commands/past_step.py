"""A step of a task that was handed in, as it stands in the conversation that goes on."""

from __future__ import annotations

from typing import Any, NamedTuple

from prony.harnesses.commands.calls import Calls
from prony.harnesses.commands.command import CommandTurn
from prony.harnesses.commands.fenced import Fenced

DONE = "Done."
"""The last words of a step that ended without any: some engines take no empty message."""


class PastStep(NamedTuple):
    """A step that was handed in: its turns, its last words, and the brief that came then."""

    turns: list[CommandTurn]
    last_words: str | None
    next_brief: str

    def messages(self, manner: Calls | Fenced) -> list[Any]:
        """The messages of it, in the manner in which commands travel now."""
        turns = [message for turn in self.turns for message in manner.turn(turn)]
        end = {"role": "assistant", "content": self.last_words or DONE}
        return [*turns, end, {"role": "user", "content": self.next_brief}]


def clear_turns(turns: list[CommandTurn]) -> list[CommandTurn]:
    """The turns without those that were unclear."""
    return [turn for turn in turns if turn.asked.miss is None]
