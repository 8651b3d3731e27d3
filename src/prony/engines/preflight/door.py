"""What can be asked of an engine about its chat template and its tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from prony.nouns import Noun

MOST_CHARS = 1 << 20
"""Of a rendered prompt: the conversations have some hundred characters, and a template's own words some thousand."""


class Refused(Noun, frozen=True, kw_only=True):
    """The template does not take a conversation; `words` are the engine's own."""

    words: str


class TemplateFacts(Noun, frozen=True, kw_only=True):
    """What an engine says of a template without rendering anything. None: it does not say."""

    bos: str | None = None
    eos: str | None = None
    source: str | None = None
    """The template."""
    places: frozenset[str] | None = None
    """Of a template that can only be read: what it has a place for, of `user`, `assistant`, `system`, `tools`,
    `tool_results`, and `clock` for one that it looks at."""


class TemplateDoor(Protocol):
    """One model of one engine. Loads and generates nothing; None = the engine does not offer that."""

    async def facts(self) -> TemplateFacts:
        """What is known beforehand."""
        ...

    async def render(
        self,
        messages: Sequence[dict[str, Any]],
        *,
        tools: Sequence[dict[str, Any]] = (),
        told: dict[str, Any] | None = None,
        prompted: bool = True,
    ) -> str | Refused | None:
        """The prompt of a conversation, as the engine would send it to the model.

        told: what the template is told (`enable_thinking` ...). prompted: with the beginning of the reply."""
        ...

    async def pieces(self, text: str) -> tuple[str, ...] | None:
        """The tokens of a rendered prompt as text, with those that the engine adds itself."""
        ...


class TemplateDoorKind(Protocol):
    """An engine family. A resident of `doors`."""

    kinds: tuple[str, ...]
    """Kinds of engines, by their names in fingerprints."""

    def door(self, root: str, model: str, key: str | None) -> TemplateDoor:
        """The door to `model` of the server at `root`, which stands before `/v1`."""
        ...
