"""The export of a suite: its tasks in another format, what cannot be said there, and whether their texts may leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from prony.errors import UsageError
from prony.export.target import ExportDocument, ExportedFile
from prony.nouns import Noun, Suite, Task
from prony.suites import builtin_suites, load_suite


class SuiteTarget(Noun, frozen=True, kw_only=True):
    """One kind of export of suites."""

    name: str
    help: str
    """In one sentence."""
    write: Callable[[Suite, Path], ExportDocument]


class ExportedTask(Noun, frozen=True, kw_only=True):
    """One task in the other format."""

    task: Task
    files: dict[str, bytes] = {}
    """Path below the export's folder -> bytes."""
    row: Mapping[str, object] | None = None
    """The row that it is, where the format has rows."""
    losses: tuple[str, ...] = ()
    """What the task says and the other format cannot, in words."""


class CannotSay(Exception):
    """A task that the other format has no way to say, with the reason."""


def exported(
    tasks: Iterable[Task], export: Callable[[Task], ExportedTask]
) -> tuple[list[ExportedTask], dict[str, str]]:
    """The tasks that can be said in the other format; and the names of the others, with the reason."""
    done, left_out = [], {}
    for task in tasks:
        try:
            if task.steps:
                raise CannotSay("it goes on in steps, which the other format has not")
            done.append(export(task))
        except CannotSay as error:
            left_out[task.name] = str(error)
    return done, left_out


def document(
    target: str, out: Path, files: Iterable[ExportedFile], done: Iterable[ExportedTask], left_out: dict[str, str]
) -> ExportDocument:
    """What was written, and what it cannot say. Raises UsageError E163 where no task could be said."""
    done = list(done)
    if not done:
        reasons = "; ".join(sorted(set(left_out.values()))[:3])
        raise UsageError(
            "E163",
            f"no task of this suite can be said as {target}",
            cause=reasons,
            hint="docs/exports.md#suites says which can",
        )
    losses = {exported.task.name: exported.losses for exported in done if exported.losses}
    return ExportDocument(target=target, out=str(out), files=tuple(files), left_out=left_out, losses=losses)


def check_texts(suite: Suite, texts: Iterable[str]) -> None:
    """Raise UsageError E164 where a suite's texts may not leave: no built-in one, byte for byte, and not named."""
    named = set(texts)
    if strangers := sorted(named - {suite.id}):
        raise UsageError("E102", f"the suite is not called {strangers[0]}", hint=f"--texts {suite.id}")
    if suite.id in named or (suite.id in builtin_suites() and load_suite(suite.id).digest == suite.digest):
        return
    raise UsageError(
        "E164",
        f"{suite.id} is no built-in suite: its briefs, tests and references would leave",
        hint=f"--texts {suite.id} lets them",
    )
