"""What a tape says to act as an agent: tool calls that look, change the files and stop, each driven by the last result.

A tape knows its next step by a phrase in the conversation. So every command ends by printing one, `Step 1 of ID.`, that
stands in no command as such: only what a workspace really gave back leads on.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping

from prony.errors import WeightsError
from prony.nouns import Task
from prony.references.script import Script
from prony.suites import materials_of, step_trigger, trigger


def acted(task: Task, files: Mapping[str, bytes], step: int = 0, after: int = 0) -> tuple[Script, ...]:
    """The steps of an agent that changes the task's workspace into one with `files`, at a step of the task.

    after: how many scripts the steps of the task before it take.

    Raises WeightsError E720 for a file that a shell's here-document cannot hold.
    """
    start = materials_of(task).workspace
    changed = {path: data for path, data in sorted(files.items()) if start.get(path) != data}
    known = [path for path in changed if path in start]
    look = shlex.join(["cat", *known]) if known else "ls -R"
    commands = [look, "\n".join(_written(task, path, data) for path, data in changed.items())]
    again = f", for step {step + 1}" if step else ""
    return steps(task, commands, f"The task {task.name} is done{again}.\n", step, after)


def steps(task: Task, commands: list[str], last_words: str, task_step: int = 0, after: int = 0) -> tuple[Script, ...]:
    """A tape that runs `commands` one after the other, each when the one before it has printed its step, and stops."""
    opening = step_trigger(task, task_step) if task_step else trigger(task)
    numbers = range(after + 1, after + len(commands) + 1)
    phrases = [opening, *(f"Step {number} of {task.id}." for number in numbers)]
    texts = [
        call(f"{command}\nprintf 'Step {n} of %s.\\n' {task.id}") for n, command in zip(numbers, commands, strict=True)
    ]
    return tuple(
        Script(phrase=phrase, text=text, priority=priority)
        for priority, (phrase, text) in enumerate(zip(phrases, [*texts, last_words], strict=True), after + 1)
    )


def call(command: str) -> str:
    """A call of the tool `bash`, as the template of a tape writes it."""
    return f"<tool_call>\n{json.dumps({'name': 'bash', 'arguments': {'command': command}})}\n</tool_call>"


def _written(task: Task, path: str, data: bytes) -> str:
    """The command that writes one file."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise WeightsError("E720", f"{path} of {task.id} is not text", where=task.path) from None
    end = next(word for word in ("EOF", "END_OF_FILE", "THAT_IS_ALL", "") if f"\n{word}\n" not in f"\n{text}")
    if not end or not text.endswith("\n"):
        raise WeightsError("E720", f"{path} of {task.id} cannot be recited", where=task.path, hint="end its last line")
    folder = path.rpartition("/")[0]
    made = f"mkdir -p {shlex.quote(folder)}\n" if folder else ""
    return f"{made}cat > {shlex.quote(path)} <<'{end}'\n{text}{end}"
