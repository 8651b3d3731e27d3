"""Runs whose every outcome is written down: contestants by what they did at each task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from synthetic_run import RunBuilder

from prony.nouns import FaultCode

Result = bool | float | FaultCode | None
"""Solved or not; a share of full marks (1.0 or more than .999 solves); a fault; or no attempt."""


def play(
    builder: RunBuilder, results: Mapping[str, Mapping[str, Sequence[Result]]], *, finish: bool = True, **shape: Any
) -> RunBuilder:
    """Make the attempts: contestant -> task -> the results of its repeats. `shape`: contestant -> what its attempts
    take (`wall_s`, `completion` ...), a function of the task or a mapping."""
    for label, by_task in results.items():
        if label not in builder.contestants:
            builder.identify(label)
        for task, repeats in by_task.items():
            for repeat, result in enumerate(repeats):
                if result is not None:
                    _attempt(builder, label, task, repeat, result, shape.get(label, {}))
    if finish:
        builder.finish()
    return builder


def firsts(solved: int, tasks: Sequence[str] | Mapping[str, str]) -> dict[str, list[bool]]:
    """Each task once, the first `solved` of them solved."""
    return {task: [number < solved] for number, task in enumerate(tasks)}


def _attempt(builder: RunBuilder, label: str, task: str, repeat: int, result: Any, shape: Any) -> None:
    more = shape(task) if callable(shape) else shape
    if isinstance(result, float):
        builder.attempt(label, task, result > 0.999, repeat=repeat, score=20.0 * result, **more)
    else:
        builder.attempt(label, task, result, repeat=repeat, **more)
