"""References: contestants of known score, which recite a suite's own solutions.

They show that the whole way from prompt to board holds: `all-correct` must solve everything, `known-flaws` fail exactly
what the flaws declare, `looping` and `empty` be faulted for what they are; those that a suite mixes get the points that
their flaws declare. A tape recites them in the embedded engine; the replay engine says what is too long for a tape.
Never to be compared with models.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from prony.errors import WeightsError
from prony.nouns import Mode, Noun, Suite, Task, digest_of
from prony.references.replays import write_replay
from prony.references.replies import MODES, REPLIES, Recital, Recite, recited
from prony.references.script import Script
from prony.references.tapes import FORMAT, TEMPLATE, build_tape
from prony.suites import materials_of, prompt, trigger
from prony.suites.step_views import deciding_step

UNKNOWN = "This tape knows no answer to that.\n"
LOOP = "and once more I say the same thing again, "

TAPE_CHARS = 200_000
"""Of all texts that a tape recites: a longer one takes more than some seconds to build."""
TAPE_PROMPT_CHARS = 24_000
"""Of a brief with its files: a tape reads it byte by byte, and each byte looks at all before it."""

_NOTHING = Script(phrase="", text="")
_UNKNOWN = Script(phrase="", text=UNKNOWN)
_FOREVER = Script(phrase="", text=LOOP, loops=True)


class ReferenceModel(Noun, frozen=True, kw_only=True):
    """One built-in contestant, for one harness: a tape, or a folder of replies.

    flaws: task id -> the flaw that it recites there.
    """

    name: str
    gguf: Path | None = None
    replies: Path | None = None
    harness: str = "chat"
    flaws: dict[str, str] = {}
    lacks: tuple[str, ...] = ()
    """Tasks that have nothing to be recited."""


class _Part(Noun, frozen=True, kw_only=True):
    """What a reference is to say: `recitals` by task, and `default` to everything else."""

    name: str
    recitals: dict[str, Recital] = {}
    default: Script = _UNKNOWN
    flaws: dict[str, str] = {}


def reference_models(
    suite: Suite, cache: Path, *, build: bool = True, harness: str | None = None
) -> tuple[ReferenceModel, ...]:
    """The references of `suite`, in the order in which they are run; built in `cache` where they are not there.

    Building takes about a second for each and needs the `engine` extra; a suite that did not change has its tapes
    already. Tasks without a reference of their own are not in them. harness: behind which they act; None = `loop`,
    as agents, for a suite with tasks for agents, else `chat`. build: False only names them, and a file need not be
    there. Raises WeightsError E720 when a tape cannot be built, SuiteError when a solution cannot be read.
    """
    agents = any(task.mode is Mode.AGENT for task in suite.tasks)
    harness = harness or ("loop" if agents else "chat")
    able = [task for task in suite.tasks if task.mode in MODES[harness]]
    tasks = [task for task in able if task.has_reference]
    too_long = any(len(prompt(task, materials_of(task).workspace)) > TAPE_PROMPT_CHARS for task in tasks)
    lacks = tuple(task.id for task in suite.tasks if not task.has_reference)
    return tuple(
        ReferenceModel(
            name=part.name,
            **_stored(cache, part, build=build, too_long=too_long),
            harness=harness,
            flaws=part.flaws,
            lacks=lacks if part.default is _UNKNOWN else (),
        )
        for part in _parts(suite, tasks, REPLIES[harness], too_long)
    )


def _parts(suite: Suite, tasks: Sequence[Task], recite: Recite, too_long: bool) -> list[_Part]:
    """What each reference is to say. too_long: no tape can read all briefs, so that everything is replayed."""
    by_id = {task.id: task for task in tasks}
    correct = {task.id: recited(task, "", recite) for task in tasks}
    chosen = {task.id: found for task in tasks if (found := _recitable_flaw(task, recite))}
    flawed = {**correct, **{task: scripts for task, (_, scripts) in chosen.items()}}
    parts = [
        _Part(name="all-correct", recitals=correct),
        _Part(name="known-flaws", recitals=flawed, flaws={task: flaw for task, (flaw, _) in chosen.items()}),
        _Part(name="looping", recitals=_always(_FOREVER, tasks) if too_long else {}, default=_FOREVER),
        _Part(name="empty", recitals=_always(_NOTHING, tasks) if too_long else {}, default=_NOTHING),
    ]
    for name, flaws in suite.mixed.items():
        own = {task: flaw for task, flaw in flaws.items() if task in by_id}
        said = {task: recited(by_id[task], flaw, recite) for task, flaw in own.items()}
        parts.append(_Part(name=name, recitals={**correct, **said}, flaws=own))
    return parts


def _always(script: Script, tasks: Sequence[Task]) -> dict[str, Recital]:
    return {task.id: (msgspec.structs.replace(script, phrase=trigger(task)),) for task in tasks}


def _recitable_flaw(task: Task, recite: Recite) -> tuple[str, Recital] | None:
    """The first declared flaw that can be recited, with what is said.

    Those that end by themselves come before those that hang. Of a task with steps it is one of the step that decides.
    A flaw of which the reader takes something else, or with which the task is solved all the same, is passed over.
    """
    solution = recited(task, "", recite)
    deciding = [flaw for flaw in task.flaws if flaw.step == deciding_step(task)]
    some = any(one.required for one in task.criteria)
    optional = {one.id for one in task.criteria if one.bonus or (some and not one.required)}
    for flaw in sorted(deciding, key=lambda one: (one.verdict or "").startswith("timeout")):
        if optional.issuperset(flaw.fails):
            continue
        try:
            flawed = recited(task, flaw.id, recite)
        except WeightsError:
            continue
        if flawed != solution:
            return flaw.id, flawed
    return None


def _stored(cache: Path, part: _Part, *, build: bool, too_long: bool) -> dict[str, Path]:
    """The tape of what is said, or the folder of replies, from the cache where it is; its name says what it holds."""
    scripts = tuple(script for recital in part.recitals.values() for script in recital)
    digest = digest_of([FORMAT, TEMPLATE, scripts, part.default])
    tape = cache / "tapes" / f"{part.name}-{digest[:16]}.gguf"
    folder = cache / "replies" / f"{part.name}-{digest[:16]}"
    long = too_long or sum(len(script.text) for script in scripts) > TAPE_CHARS
    if long and scripts:
        if build and not folder.is_dir():
            write_replay(folder, part.recitals)
        return {"replies": folder}
    if build and not tape.is_file():
        build_tape(tape, scripts, default=part.default, name=f"prony-{part.name}")
    return {"gguf": tape}
