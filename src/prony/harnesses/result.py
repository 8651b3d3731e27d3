"""What a harness brings back from one attempt."""

from __future__ import annotations

from prony.nouns import Fault, Noun


class HarnessResult(Noun, frozen=True, kw_only=True):
    """What was handed in, and how it ended.

    workspace: what was handed in is a workspace; `files` are then those that are new or changed, `removed` those that
    are gone, as far as the task takes them or protects them.

    reply: the model's last words, raw; None when there were none. files: what was handed in, by answer path. fault:
    None when the model ended by its own word; files beside a fault are graded all the same. notes: how the reply was
    read. labels: facts that travel with the attempt (`truncated`, `looped` ...).
    """

    reply: str | None = None
    files: dict[str, bytes] = {}
    removed: tuple[str, ...] = ()
    workspace: bool = False
    fault: Fault | None = None
    notes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    transcript: bytes | None = None
    """What an outside agent wrote down itself."""
