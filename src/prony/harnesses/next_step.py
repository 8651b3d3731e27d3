"""The next step: what a harness is asked when what it handed in is graded, and files that a reply leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from prony.harnesses.result import HarnessResult
from prony.nouns import Noun, Task

File = TypeVar("File")


class NextStep(Noun, frozen=True, kw_only=True):
    """A later step of an attempt, as a harness gets it."""

    number: int
    """From 1: the first submission is that of step 0."""
    task: Task
    """The task as it stands at the step; its instruction holds all briefs that a reply may quote."""
    brief: str
    """What is asked now."""
    max_tokens: int
    """Of one reply."""
    left_s: float | None
    """Seconds that the attempt has left; None without a limit."""
    files: dict[str, bytes] = {}
    """What was handed in so far, by path."""
    removed: tuple[str, ...] = ()


def with_earlier(result: HarnessResult, step: NextStep | None) -> HarnessResult:
    """The hand-in of a reply, with the files of earlier steps that it leaves out."""
    if step is None or not (result.files or result.removed):
        return result
    files, removed = laid_over(step.files, step.removed, result.files, result.removed)
    left = [path for path in files if path not in result.files]
    notes = (f"left as before: {', '.join(left)}",) if left else ()
    return msgspec.structs.replace(result, files=files, removed=removed, notes=(*result.notes, *notes))


def laid_over(
    files: Mapping[str, File], removed: tuple[str, ...], later: Mapping[str, File], gone: tuple[str, ...]
) -> tuple[dict[str, File], tuple[str, ...]]:
    """What two steps hand in together: the files of both, of which the later ones win, and those that are gone."""
    kept = {path: data for path, data in files.items() if path not in gone}
    return {**kept, **later}, tuple(path for path in (*removed, *gone) if path not in later)


def standing(start: Mapping[str, bytes], files: Mapping[str, bytes], removed: tuple[str, ...]) -> dict[str, bytes]:
    """The files as they stand after a step, on those that a contestant started from."""
    return {path: data for path, data in {**start, **files}.items() if path not in removed}
