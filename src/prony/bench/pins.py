"""Pins: the parameters of a contestant's requests that its plan fixes, sent by its harness or put in by the gateway."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import msgspec

from prony.engines import Description
from prony.errors import EngineError, UsageError
from prony.gateway.dialects import DIALECTS
from prony.harnesses import Needs
from prony.nouns import CommandManner, ContestantSpec, Thinking
from prony.plain import clean_line
from prony.sandbox import Workspaces

CHAT = "chat"
"""The dialect in whose terms the chat template's options are written."""


def pins(spec: ContestantSpec, description: Description, needs: Needs) -> dict[str, Any]:
    """The parameters that the gateway puts into each request, in the terms of the dialect that the harness speaks.

    Our own harnesses send sampling and `max_tokens` themselves; an agent knows neither. Where no conversation
    grows, each prompt is computed from its first token, if the engine can be told so. Raises EngineError E253.
    """
    spoken = needs.dialect or description.dialect
    pinned = dict(description.request) if spoken == description.dialect else {}
    if computes_anew(description, needs):
        pinned.update(description.uncached)
    if needs.dialect is not None:
        dialect = DIALECTS[needs.dialect]
        pinned = dialect.lay_over(pinned, dialect.translate(_chosen(spec)))
    if spec.template and spoken != CHAT:
        raise EngineError(
            "E253",
            f"{spec.label}: the chat template cannot be told {', '.join(spec.template)}",
            cause=f"requests are in the dialect {spoken}, which has no place for that",
            hint="leave out --template, and `template` in prony.toml; or use an engine that takes chat_template_kwargs",
        )
    return {**pinned, "chat_template_kwargs": spec.template} if spec.template else pinned


def computes_anew(description: Description, needs: Needs) -> bool:
    """Whether requests tell the engine to take nothing of a prompt from its cache."""
    spoken = needs.dialect or description.dialect
    return bool(description.uncached) and not needs.prompt_cache and spoken == description.dialect


def pinned_fields(spec: ContestantSpec) -> tuple[str, ...]:
    """Fields of requests that the plan pins, by their names in chat completions."""
    return (*_chosen(spec), *(("chat_template_kwargs",) if spec.template else ()))


def as_planned(description: Description, spec: ContestantSpec) -> Description:
    """An engine's description with what the plan says of the model: whether it thinks, and how commands travel."""
    return msgspec.structs.replace(
        description,
        thinking=thinking_when_told(description.thinking, spec.template),
        offers_tools=description.offers_tools if spec.tools is None else spec.tools is CommandManner.CALLS,
    )


def unpinned(spec: ContestantSpec, needs: Needs) -> str | None:
    """The warning about what a harness decides for itself; None where all is as the plan has it."""
    if spec.tools is not None and (needs.reach or not needs.workspace):
        return f"--tools {spec.tools} had no effect: the harness {spec.harness} has no commands of ours"
    if needs.dialect is None:
        return None
    dialect = DIALECTS[needs.dialect]
    loose = [name for name, value in _chosen(spec).items() if not dialect.translate({name: value})]
    if not loose:
        return None
    return f"{', '.join(loose)} cannot be pinned: {spec.harness} speaks {needs.dialect}, which has no place for that"


def _chosen(spec: ContestantSpec) -> dict[str, float]:
    """Sampling and the most tokens of a reply, where the plan chose any, by their usual names."""
    chosen: dict[str, float] = msgspec.to_builtins(spec.sampling)
    return chosen if spec.attempt.max_tokens is None else {**chosen, "max_tokens": spec.attempt.max_tokens}


def thinking_when_told(thinking: Thinking | None, template: Mapping[str, Any]) -> Thinking | None:
    """Whether a model thinks whose chat template is told so."""
    return Thinking.OFF if thinking is Thinking.ON and template.get("enable_thinking") is False else thinking


async def program_version(harness: str, needs: Needs, workspaces: Workspaces | None) -> str | None:
    """Ask a harness's own program for its version; None where it has none. Raises UsageError E283."""
    if not needs.version or workspaces is None:
        return None
    async with workspaces.open({}, needs.toolchain, binds=needs.binds) as workspace:
        execution = await workspace.run(shlex.join(needs.version))
    lines = execution.stdout.decode(errors="replace").strip().splitlines()
    if execution.exit_code != 0 or not lines:
        raise UsageError(
            "E283",
            f"the agent {harness} does not start",
            where=shlex.join(needs.version),
            cause=" ".join(lines)[-300:] or execution.detail,
            hint="see that its program is installed where its file says, and that anybody may read it",
        )
    return clean_line(lines[0])
