"""Replies: what a contestant would say to hand in files, in the form that a task's brief asks for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping

from prony.errors import WeightsError
from prony.languages import language_of
from prony.nouns import AskedWhen, Mode, Task
from prony.references.agents import acted
from prony.references.script import Script
from prony.suites import extract, materials_of, step_trigger, trigger
from prony.suites.prompt import as_edited, round_trigger
from prony.suites.step_views import at_step

Recital = tuple[Script, ...]
"""All that is said for one task."""


Recite = Callable[[Task, Mapping[str, bytes], int, int], Recital]
"""Says files at a step of a task, after so many scripts."""


def answered(task: Task, files: Mapping[str, bytes], step: int = 0, after: int = 0) -> Recital:
    """One reply to the brief of a step, which holds the files. Raises WeightsError E720 as `reply` does."""
    phrase = step_trigger(task, step) if step else trigger(task)
    return (Script(phrase=phrase, text=reply(task, files), priority=after + 1),)


NOTHING_LEFT = "There is nothing left to change.\n"


def edited(task: Task, files: Mapping[str, bytes], step: int = 0, after: int = 0) -> Recital:
    """Changes of the files of the workspace, and where they do not pass its check, no others. Raises WeightsError E720
    as `reply` does."""
    last = Script(phrase=round_trigger(task, 2), text=NOTHING_LEFT, priority=after + 2)
    return (*answered(as_edited(task), files, step, after), *([last] if task.check else []))


REPLIES: dict[str, Recite] = {"chat": answered, "edit": edited, "loop": acted}
"""How files are handed in, by the harness that a reference is made for."""
MODES: dict[str, frozenset[Mode]] = {
    "chat": frozenset({Mode.ANSWER, Mode.EDIT}),
    "edit": frozenset({Mode.ANSWER, Mode.EDIT, Mode.AGENT}),
    "loop": frozenset(Mode),
}
"""Of tasks in which a reference can act behind a harness."""


def recited(task: Task, flaw_id: str, recite: Recite) -> Recital:
    """All that is said for a task, step by step: its reference, or with `flaw_id` a flaw. Raises WeightsError E720."""
    scripts: list[Script] = []
    for step, files in enumerate(_handed_in(task, flaw_id)):
        scripts += recite(at_step(task, step), files, step, len(scripts))
    return tuple(scripts)


def _handed_in(task: Task, flaw_id: str) -> list[dict[str, bytes]]:
    """The files of each step that end with the reference of the last one, or with a flaw: what `prony prove` grades.

    A flaw of the first step of a task that asks again only where that is not solved is handed in at every step.
    """
    flaws, materials = {flaw.id: flaw for flaw in task.flaws}, materials_of(task)
    if not task.steps:
        return [materials.flawed(flaw_id) if flaw_id else materials.solution]
    if flaw_id and not flaws[flaw_id].step:
        return [{**materials.at(step).solution, **materials.flawed(flaw_id)} for step in range(len(task.steps) + 1)]
    files, name = [], flaw_id
    for step in range(len(task.steps), -1, -1):
        files.append(materials.flawed(name) if name else materials.at(step).solution)
        asked = task.steps[step - 1] if step else None
        if asked is not None:
            named = flaws[name].after if name else ""
            name = named or (asked.after if asked.ask is AskedWhen.ALWAYS else "")
    return files[::-1]


SEARCH, DIVIDER, REPLACE = "<<<<<<< SEARCH", "=======", ">>>>>>> REPLACE"


def reply(task: Task, files: Mapping[str, bytes]) -> str:
    """What a contestant would say to hand in `files`, in the form that the task's brief asks for.

    Raises WeightsError E720 when the task's own reader would not take exactly these files from it.
    """
    if task.mode is Mode.EDIT:
        return blocks_of(task, files)
    text = fenced(task, files)
    wanted = {path: _text(task, path, files) for path in task.answer}
    found = {path: data.decode() for path, data in extract(text, task).files.items()}
    if {path: body.rstrip("\n") for path, body in found.items()} != {p: b.rstrip("\n") for p, b in wanted.items()}:
        raise WeightsError(
            "E720",
            f"a solution of {task.id} is not what its reader takes from a reply that holds it",
            where=task.path,
            hint="does it contain fences of its own, or hand in files that are not text?",
        )
    return text


def fenced(task: Task, files: Mapping[str, bytes]) -> str:
    """One fenced block for each answer file; with its name on the line above where there are several."""
    parts = []
    for path in task.answer:
        body = _text(task, path, files)
        longest = max((len(run) for run in re.findall(r"`{3,}", body)), default=2)
        fence = "`" * (longest + 1)
        language = language_of(path)
        block = f"{fence}{language.id if language else ''}\n{body.rstrip(chr(10))}\n{fence}\n"
        parts.append(f"`{path}`\n{block}" if len(task.answer) > 1 else block)
    return "\n".join(parts)


def blocks_of(task: Task, files: Mapping[str, bytes]) -> str:
    """Search/replace blocks that make the workspace of `task` one with `files`, each as short as tells its place.

    Raises WeightsError E720 when no such blocks do.
    """
    start = materials_of(task).workspace
    changed = {path: data for path, data in sorted(files.items()) if start.get(path) != data}
    for context in (1, 2, 4, 8, 16, None):
        text = "\n".join(_blocks(task, path, start.get(path), context, files) for path in changed)
        found = extract(text, task, start)
        if found.files == changed and not found.labels and not found.removed:
            return text
    raise WeightsError(
        "E720",
        f"no blocks turn the workspace of {task.id} into its solution",
        where=task.path,
        hint="are its files text that ends with a newline, and all of them editable?",
    )


def _blocks(task: Task, path: str, before: bytes | None, context: int | None, files: Mapping[str, bytes]) -> str:
    """The blocks of one file, with `context` lines around each change; None = one block of the whole file."""
    new = _text(task, path, files).splitlines()
    old = _text(task, path, {path: before}).splitlines() if before else []
    if context is None or not old:
        pairs = [(old, new)]
    else:
        groups = difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(context)
        pairs = [(old[one[0][1] : one[-1][2]], new[one[0][3] : one[-1][4]]) for one in groups]
    longest = max((len(run) for run in re.findall(r"`{3,}", "\n".join([*old, *new]))), default=2)
    fence = "`" * (longest + 1)
    texts = ["\n".join([SEARCH, *mine, DIVIDER, *theirs, REPLACE]) for mine, theirs in pairs]
    return "\n\n".join(f"`{path}`\n{fence}\n{text}\n{fence}" for text in texts) + "\n"


def _text(task: Task, path: str, files: Mapping[str, bytes]) -> str:
    data = files.get(path)
    if data is None:
        data = materials_of(task).workspace.get(path, b"")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise WeightsError("E720", f"{path} of {task.id} is not text", where=task.path) from None
