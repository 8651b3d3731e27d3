"""What a harness brings back from one attempt."""

from __future__ import annotations

from prony.nouns import Fault, Noun


class HarnessResult(Noun, frozen=True, kw_only=True):
    """What was handed in, and how it ended.

    reply: the model's last words, raw; None when there were none. files: what was handed in, by answer path. fault:
    None when the model ended by its own word; files beside a fault are graded all the same. notes: how the reply was
    read. labels: facts that travel with the attempt (`truncated`, `looped` ...).
    """

    reply: str | None = None
    files: dict[str, bytes] = {}
    fault: Fault | None = None
    notes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
