"""Ollama: its own template as text, which nothing renders but a chat; so only what it has a place for is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from prony.engines.preflight.door import MOST_CHARS, Refused, TemplateDoor, TemplateFacts
from prony.http1.ask import post

TIMEOUT_S = 10.0
_ACTION = re.compile(r"\{\{-?\s*(/\*.*?\*/|.*?)\s*-?\}\}", re.DOTALL)
_NAMED = {
    "user": re.compile(r"\.Prompt\b"),
    "assistant": re.compile(r"\.Response\b"),
    "system": re.compile(r"\.System\b"),
    "tools": re.compile(r"\.Tools\b"),
    "tool_results": re.compile(r"\.ToolCalls\b"),
    "clock": re.compile(r"\b(currentDate|now)\b"),
}
_MESSAGES = re.compile(r"\.Messages\b")
_ROLE = re.compile(r'"(user|assistant|system|tool)"')
_ANY_ROLE = re.compile(r"\.Role\s*\}|\{\{-?\s*\.Role\b")


class OllamaDoor:
    """One model of an Ollama, by what `/api/show` says."""

    def __init__(self, root: str, model: str, key: str | None) -> None:
        self._root = root
        self._model = model
        self._key = key

    async def facts(self) -> TemplateFacts:
        """The template, and its places."""
        answer = await post(f"{self._root}/api/show", {"model": self._model}, key=self._key, timeout_s=TIMEOUT_S)
        source = answer.fields.get("template") if answer is not None and answer.status == 200 else None
        if not isinstance(source, str) or not source or len(source) > MOST_CHARS:
            return TemplateFacts()
        return TemplateFacts(source=source, places=places_of(source))

    async def render(
        self,
        messages: Sequence[dict[str, Any]],
        *,
        tools: Sequence[dict[str, Any]] = (),
        told: dict[str, Any] | None = None,
        prompted: bool = True,
    ) -> str | Refused | None:
        """Nothing: no address of Ollama's renders."""
        return None

    async def pieces(self, text: str) -> tuple[str, ...] | None:
        """Nothing: no address of Ollama's tokenizes."""
        return None


def places_of(source: str) -> frozenset[str]:
    """What a template of Ollama's has a place for.

    One that goes through `.Messages` has one for each role that it names, or for all where it writes the role itself;
    of others, Ollama makes turns of `.System`, `.Prompt` and `.Response`.
    """
    actions = " ".join(f"{{{{ {found} }}}}" for found in _ACTION.findall(source) if not found.startswith("/*"))
    places = {name for name, sign in _NAMED.items() if sign.search(actions)}
    if _MESSAGES.search(actions):
        named = set(_ROLE.findall(actions))
        places |= {name for name in ("user", "assistant", "system") if name in named}
        if _ANY_ROLE.search(actions) or not named:
            places |= {"user", "assistant", "system"}
        if "tool" in named or _ANY_ROLE.search(actions):
            places |= {"tool_results"}
    else:
        places |= {"assistant"}  # Ollama writes a reply behind the template where that has no place for it
    return frozenset(places)


class OllamaTemplates:
    """Ollama."""

    kinds: tuple[str, ...] = ("ollama",)

    def door(self, root: str, model: str, key: str | None) -> TemplateDoor:
        """By its model's name."""
        return OllamaDoor(root, model, key)


DOOR = OllamaTemplates()
