"""References: contestants of known score, recited by tape models that are built from a suite's own solutions.

They show that the whole way from prompt to board holds: `all-correct` must solve everything, `known-flaws` fail exactly
what the flaws declare, `looping` and `empty` be faulted for what they are. Never to be compared with models.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from prony.errors import WeightsError
from prony.languages import language_of
from prony.nouns import Mode, Noun, Suite, Task, digest_of
from prony.references.agents import acted
from prony.references.script import Script
from prony.references.tapes import FORMAT, TEMPLATE, build_tape
from prony.suites import extract, materials_of, trigger

UNKNOWN = "This tape knows no answer to that.\n"
LOOP = "and once more I say the same thing again, "


class ReferenceModel(Noun, frozen=True, kw_only=True):
    """One built-in contestant, for one harness.

    flaws: task id -> the flaw that it recites there (empty for all but `known-flaws`).
    """

    name: str
    gguf: Path
    harness: str = "chat"
    flaws: dict[str, str] = {}
    lacks: tuple[str, ...] = ()
    """Tasks that have nothing to be recited."""


def reference_models(suite: Suite, cache: Path, *, build: bool = True) -> tuple[ReferenceModel, ...]:
    """The four references of `suite`, in the order in which they are run; built in `cache` where they are not there.

    Building takes about a second for each and needs the `engine` extra; a suite that did not change has its tapes
    already. Tasks without a reference of their own are not in them. A suite with tasks for agents gets tapes that act
    as agents, in all of its tasks. build: False only names them, and a file need not be there.
    Raises WeightsError E720 when a tape cannot be built, SuiteError when a solution cannot be read.
    """
    harness = "loop" if any(task.mode is Mode.AGENT for task in suite.tasks) else "chat"
    recite = REPLIES[harness]
    able = [task for task in suite.tasks if harness == "loop" or task.mode is Mode.ANSWER]
    tasks = [task for task in able if task.has_reference]
    correct = {task.id: recite(task, materials_of(task).solution) for task in tasks}
    chosen = {task.id: found for task in tasks if (found := _recitable_flaw(task, recite))}
    flawed = {**correct, **{task: scripts for task, (_, scripts) in chosen.items()}}
    nothing = Script(phrase="", text="")
    unknown = Script(phrase="", text=UNKNOWN)
    forever = Script(phrase="", text=LOOP, loops=True)
    flaws = {task: flaw for task, (flaw, _) in chosen.items()}
    lacks = tuple(task.id for task in suite.tasks if not task.has_reference)
    made: list[tuple[str, Iterable[Recital], Script, dict[str, str]]] = [
        ("all-correct", correct.values(), unknown, {}),
        ("known-flaws", flawed.values(), unknown, flaws),
        ("looping", (), forever, {}),
        ("empty", (), nothing, {}),
    ]
    return tuple(
        ReferenceModel(
            name=name,
            gguf=_tape(cache, name, recitals, default, build),
            harness=harness,
            flaws=recited,
            lacks=lacks if default is unknown else (),
        )
        for name, recitals, default, recited in made
    )


Recital = tuple[Script, ...]
"""All that a tape says for one task."""


def answered(task: Task, files: Mapping[str, bytes]) -> Recital:
    """One reply to the brief, which holds the files. Raises WeightsError E720 as `reply` does."""
    return (Script(phrase=trigger(task), text=reply(task, files)),)


REPLIES: dict[str, Callable[[Task, Mapping[str, bytes]], Recital]] = {"chat": answered, "loop": acted}
"""How a tape hands in files, by the harness that it is made for."""


def reply(task: Task, files: Mapping[str, bytes]) -> str:
    """What a contestant would say to hand in `files`, in the form that the task's brief asks for.

    Raises WeightsError E720 when the task's own reader would not take exactly these files from it.
    """
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


def _recitable_flaw(task: Task, recite: Callable[[Task, Mapping[str, bytes]], Recital]) -> tuple[str, Recital] | None:
    """The first declared flaw that can be recited, with what is said.

    Those that end by themselves come before those that hang.
    A flaw of which the reader takes something else, or with which the task is solved all the same, is passed over.
    """
    solution = recite(task, materials_of(task).solution)
    some = any(one.required for one in task.criteria)
    optional = {one.id for one in task.criteria if one.bonus or (some and not one.required)}
    for flaw in sorted(task.flaws, key=lambda one: (one.verdict or "").startswith("timeout")):
        if optional.issuperset(flaw.fails):
            continue
        try:
            flawed = recite(task, materials_of(task).flawed(flaw.id))
        except WeightsError:
            continue
        if flawed != solution:
            return flaw.id, flawed
    return None


def _tape(cache: Path, name: str, recitals: Iterable[Recital], default: Script, build: bool) -> Path:
    """The tape of these texts, from the cache where it is; its name says what it holds."""
    scripts = tuple(script for recital in recitals for script in recital)
    digest = digest_of([FORMAT, TEMPLATE, scripts, default])
    path = cache / "tapes" / f"{name}-{digest[:16]}.gguf"
    if build and not path.is_file():
        build_tape(path, scripts, default=default, name=f"prony-{name}")
    return path


def _text(task: Task, path: str, files: Mapping[str, bytes]) -> str:
    data = files.get(path)
    if data is None:
        data = materials_of(task).workspace.get(path, b"")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise WeightsError("E720", f"{path} of {task.id} is not text", where=task.path) from None
