"""Prompt: the one user message that a contestant gets: the brief, the files it starts from, and how to hand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import msgspec

from prony.languages import language_of
from prony.nouns import Mode, Task

MOST_NAMED = 200
"""Files of a workspace that are named one by one: a repository's names alone would fill a context."""


def trigger(task: Task) -> str:
    """The phrase that stands in every prompt of this task and in no prompt of another: `Task [SUITE/TASK]`.

    The bracket that ends it keeps one task's phrase from being the beginning of another's.
    """
    return f"Task [{task.id}]"


def prompt(task: Task, start: Mapping[str, bytes], *, in_workspace: bool = False) -> str:
    """The whole message.

    start: the files that the contestant starts from (`Materials.workspace`). in_workspace: the files lie before the
    contestant, who is told their names, and leaves its work there.
    """
    if in_workspace:
        parts = [*([_names(start)] if start else []), _how_to_leave(task)]
    else:
        parts = [*_files(start), _how_to_hand_in(task)]
    return "\n\n".join([trigger(task), task.instruction, *parts]) + "\n"


def as_edited(task: Task) -> Task:
    """The task as one of mode edit: replies change what may be changed in it."""
    return msgspec.structs.replace(task, mode=Mode.EDIT, editable=task.editable or task.answer)


def edit_prompt(task: Task, start: Mapping[str, bytes], after: str = "") -> str:
    """The whole message to a contestant that may hand in whole files or changes of them.

    after: what becomes of its answer.
    """
    parts = [trigger(task), task.instruction, *_files(start), f"{_EITHER}\n\n{_BLOCKS}\n\n{_nothing_else(task)}"]
    return "\n\n".join([*parts, *([after] if after else [])]) + "\n"


def step_trigger(task: Task, step: int) -> str:
    """The phrase that begins what a later step of this task asks, and stands nowhere else: `Step 2 [SUITE/TASK]`.

    Steps are counted from 1 here: the first submission is that of step 1.
    """
    return f"Step {step + 1} [{task.id}]"


def round_trigger(task: Task, number: int) -> str:
    """The phrase that begins what is said to a contestant after its first answer: `Round 2 [SUITE/TASK]`."""
    return f"Round {number} [{task.id}]"


def step_prompt(task: Task, step: int, brief: str, *, in_workspace: bool = False) -> str:
    """The message of a later step, in the conversation of those before. task: as it stands at the step."""
    parts = [step_trigger(task, step), brief, _how_to_leave(task) if in_workspace else _how_to_hand_in(task)]
    if not in_workspace and len(task.answer) > 1:
        parts.append("A file that you leave out stays as it is.")
    return "\n\n".join(parts) + "\n"


def _names(start: Mapping[str, bytes]) -> str:
    """The files of a workspace by their names; of a large one, its top with how many lie in each folder."""
    if len(start) <= MOST_NAMED:
        return f"These files exist: {', '.join(f'`{path}`' for path in start)}."
    top = Counter(head + slash for head, slash, _ in (path.partition("/") for path in start))
    named = (f"`{name}`" + (f" ({count})" if name.endswith("/") else "") for name, count in top.items())
    return f"{len(start)} files exist; at the top: {', '.join(named)}."


def _files(start: Mapping[str, bytes]) -> list[str]:
    """The files that a contestant starts from, whole."""
    if not start:
        return []
    opening = "These files exist:" if len(start) > 1 else "This file exists:"
    return [opening, *(shown_file(path, data) for path, data in start.items())]


def shown_file(path: str, data: bytes) -> str:
    """A file under its name, in a fence that it does not close."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return f"`{path}` ({len(data)} bytes, not text)"
    language = language_of(path)
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    body = text if text.endswith("\n") or not text else text + "\n"
    return f"`{path}`\n{fence}{language.id if language else ''}\n{body}{fence}"


def _how_to_leave(task: Task) -> str:
    if task.mode is not Mode.ANSWER:
        return "Change the files in place."
    names = ", ".join(f"`{path}`" for path in task.answer)
    return f"Write the complete content into {'these files' if len(task.answer) > 1 else 'the file'}: {names}."


EXAMPLE_OLD = ("lines as they stand in the file",)
"""What the example of an edit searches for: a reply that repeats it edits nothing."""

_EITHER = """\
You cannot run anything. Answer with what you change: of a small file its whole new content, in one fenced code block
with the file's path alone on the line above it; of others each change as a block of this form, with the file's path on
the line above it:"""

_EDITS = """\
Answer with your changes alone, not with whole files. Write each change as a block of this form, with the file's path on
the line above it:"""

_BLOCKS = f"""\
`path/of/the/file`
```
<<<<<<< SEARCH
{EXAMPLE_OLD[0]}
=======
lines that take their place
>>>>>>> REPLACE
```

The lines to search for must stand in the file exactly so, and in one place only: show as many as that takes, and no
more. The blocks are applied in their order. A block with nothing to search for makes a new file. A unified diff with
the names of the files does as well."""


def _how_to_edit(task: Task) -> str:
    return f"{_EDITS}\n\n{_BLOCKS}\n\n{_nothing_else(task)}"


def _nothing_else(task: Task) -> str:
    return f"Nothing else may be changed than {', '.join(f'`{path}`' for path in task.editable)}."


def _how_to_hand_in(task: Task) -> str:
    if task.mode is Mode.EDIT:
        return _how_to_edit(task)
    if task.mode is not Mode.ANSWER:
        return "Change the files in place." if task.mode is not Mode.TEXT else "Answer in plain text."
    if len(task.answer) == 1:
        return f"Answer with the complete content of the file `{task.answer[0]}` in one fenced code block."
    names = ", ".join(f"`{path}`" for path in task.answer)
    return (
        f"Answer with the complete content of each of these files: {names}. "
        "Use one fenced code block per file, with the file's name alone on the line above it."
    )
