"""Everything that was seen of one template: small conversations, rendered and tokenized."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from prony.engines.preflight.door import Refused, TemplateDoor, TemplateFacts
from prony.engines.preflight.marks import CONVERSATION, ONE, TOOLS, WITH_SYSTEM, WITH_TOOLS
from prony.nouns import Noun

TIME_OF_DAY = re.compile(r"\b\d{1,2}:\d{2}(:\d{2})?\b|\b1[6-9]\d{8}(\.\d+)?\b")
"""A time, or seconds since 1970."""
A_SECOND_LATER_S = 1.1
Prompt = str | Refused | None


class AskedFor(Noun, frozen=True, kw_only=True):
    """What a contestant's requests have: what its template is told, and whether they carry a system message and
    tools."""

    told: dict[str, Any] = {}
    system: bool = False
    tools: bool = False


class Switch(Noun, frozen=True, kw_only=True):
    """One thing that a template is told, with the prompts that come of it and of its opposite."""

    name: str
    value: Any
    asked: Prompt
    otherwise: tuple[Prompt, ...]


class TemplateSeen(Noun, frozen=True, kw_only=True):
    """What came of each question; None where the engine does not offer it, or it was not asked for."""

    facts: TemplateFacts = TemplateFacts()
    one: Prompt = None
    """A single user message."""
    again: Prompt = None
    """The same, once more."""
    unprompted: Prompt = None
    """The same, without the beginning of a reply."""
    conversation: Prompt = None
    system: Prompt = None
    """The conversation behind a system message."""
    system_asked: bool = False
    tools_asked: bool = False
    tools: Prompt = None
    switches: tuple[Switch, ...] = ()
    pieces: tuple[str, ...] | None = None
    """The tokens of `one`."""
    pieces_of_conversation: tuple[str, ...] | None = None
    days: tuple[str, ...] = ()
    """Yesterday, today and tomorrow, as `2026-11-30`: an engine may stand in another time zone."""

    @property
    def rendered(self) -> bool:
        """Whether the engine renders at all."""
        return self.one is not None


async def see(door: TemplateDoor, asked: AskedFor, today: datetime | None = None) -> TemplateSeen:
    """Ask everything."""
    told = asked.told
    facts, one = await door.facts(), await door.render(ONE, told=told)
    days = days_around(today or datetime.now(UTC))
    seen = TemplateSeen(facts=facts, one=one, days=days, system_asked=asked.system, tools_asked=asked.tools)
    if not isinstance(one, str):
        return seen
    conversation = await door.render(CONVERSATION, told=told)
    unprompted = await door.render(ONE, told=told, prompted=False)
    system = await door.render(WITH_SYSTEM, told=told)
    tools = await door.render(WITH_TOOLS, tools=TOOLS, told=told) if asked.tools else None
    switches = [await _switch(door, told, name) for name in told]
    pieces = await door.pieces(one)
    of_all = await door.pieces(conversation) if isinstance(conversation, str) else None
    if TIME_OF_DAY.search(one):
        await asyncio.sleep(A_SECOND_LATER_S)
    return TemplateSeen(
        facts=facts,
        one=one,
        again=await door.render(ONE, told=told),
        unprompted=unprompted,
        conversation=conversation,
        system=system,
        system_asked=asked.system,
        tools_asked=asked.tools,
        tools=tools,
        switches=tuple(switches),
        pieces=pieces,
        pieces_of_conversation=of_all,
        days=days,
    )


async def _switch(door: TemplateDoor, told: Mapping[str, Any], name: str) -> Switch:
    """What one thing that the template is told does: a conversation shows what one message may not."""
    value = told[name]
    rest = {key: other for key, other in told.items() if key != name}
    others = [rest, *({**rest, name: other} for other in _opposites(value))]

    async def prompt(words: dict[str, Any]) -> Prompt:
        parts = [await door.render(ONE, told=words), await door.render(WITH_SYSTEM, told=words)]
        return "\0".join(part for part in parts if isinstance(part, str)) or parts[0]

    return Switch(
        name=name,
        value=value,
        asked=await prompt(dict(told)),
        otherwise=tuple([await prompt(words) for words in others]),
    )


def _opposites(value: Any) -> list[Any]:
    """Other values that could do something else."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        return [word for word in ("low", "high", "none") if word != value.lower()]
    return [value + 1] if isinstance(value, int | float) else []


def days_around(today: datetime) -> tuple[str, ...]:
    """Yesterday, today and tomorrow."""
    return tuple((today + timedelta(days=offset)).strftime("%Y-%m-%d") for offset in (0, -1, 1))
