"""Copies: attempts of one reply: made again by an engine that does the same each time, so no evidence of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from prony.journal.outputs import Output

Samples = Mapping[str, Sequence[float]]


def are_copies(outputs: Iterable[Output], samples: Samples) -> bool:
    """Whether every task was tried more than once, and each time with the same reply, byte for byte, judged alike.

    outputs: all of one contestant's in some time; samples: task -> what its attempts in that time came to.
    """
    replies: dict[str, set[tuple[str | None, bool]]] = defaultdict(set)
    for one in outputs:
        replies[one.task].add((one.replied, one.solved))
    return (
        len(samples) > 0
        and replies.keys() == samples.keys()
        and all(len(some) > 1 for some in samples.values())
        and all(len(some) == 1 and next(iter(some))[0] is not None for some in replies.values())
    )


def without_copies(outputs: Iterable[Output], samples: Samples) -> Samples:
    """The attempts that are evidence of their own: one of each task where all are copies (`are_copies`)."""
    copies = are_copies(outputs, samples)
    return {task: some[:1] for task, some in samples.items()} if copies else samples
