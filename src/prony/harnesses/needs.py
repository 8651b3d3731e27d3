"""What a harness needs, as data: the plan checks it, and the bench provides it."""

from __future__ import annotations

from prony.nouns import AttemptLimits, Mode, Noun


class Needs(Noun, frozen=True, kw_only=True):
    """What a harness can be given, and what it must be given.

    modes: of the tasks that it can be given. workspace: it works in one, and hands in what became of it. reach: its
    program runs in that workspace, and reaches the gateway from there. names_files: the brief names the files that
    exist, and shows none of them. conversation_tokens: what a conversation may come to, beyond the brief and one reply.
    prompt_cache: each request repeats the one before, so that an engine should keep what it computed. dialect: what it
    speaks; None: whatever the engine is best spoken to in. limits: of an attempt, where neither contestant nor task
    says any.
    """

    modes: frozenset[Mode]
    workspace: bool = False
    reach: bool = False
    names_files: bool = False
    conversation_tokens: int = 0
    prompt_cache: bool = False
    dialect: str | None = None
    limits: AttemptLimits = AttemptLimits()
