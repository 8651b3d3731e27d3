"""The result of a harness: what it brings back from one attempt."""

from __future__ import annotations

from prony.nouns import Fault, Noun


class HarnessResult(Noun, frozen=True, kw_only=True):
    """The hand-in of one attempt, and its end."""

    reply: str | None = None
    """The model's last words, raw; None when there were none."""
    files: dict[str, bytes] = {}
    """What was handed in, by answer path."""
    removed: tuple[str, ...] = ()
    workspace: bool = False
    """Whether a workspace was handed in; `files` are then those that are new or changed, `removed` those that are gone,
    as far as the task takes them or protects them."""
    fault: Fault | None = None
    """None when the model ended by its own word; files beside a fault are graded all the same."""
    notes: tuple[str, ...] = ()
    """How the reply was read."""
    labels: tuple[str, ...] = ()
    """Facts that travel with the attempt (`truncated`, `looped` ...)."""
    text_calls: int | None = None
    """Tool calls that came as text and were taken for calls; None where the harness does not look for any."""
    transcript: bytes | None = None
    """What an outside agent wrote down itself."""
