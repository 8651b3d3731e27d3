"""Flaws: the wrong solutions that a task ships, and whether each can be built and names what it fails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from prony.nouns import Criterion, Flaw, TaskStep
from prony.suites import schema
from prony.suites.files import overlaid
from prony.suites.patches import PatchError
from prony.suites.patterns import path_matches
from prony.suites.problems import did_you_mean
from prony.suites.source import TaskSource
from prony.suites.step_views import answer_at, solution_at


def flaws_of(
    source: TaskSource,
    criteria: tuple[Criterion, ...],
    answer: tuple[str, ...],
    options: dict[str, Any],
    steps: tuple[TaskStep, ...] = (),
) -> tuple[Flaw, ...]:
    """The flaws, each checked against the criteria and against its files."""
    declared = source.tables("flaws", schema.FLAW)
    tables = [row for row in declared if not source.member or _has_files(source, str(row[1]["id"]))]
    for index, table in tables:
        _check_claims(source, index, table, {criterion.id for criterion in criteria})
    _check_independent(source, options.get("independent", ()), {str(table["id"]) for _, table in tables})
    built = [_check_files(source, index, table, answer, steps) for index, table in tables]
    if all(built) and len(declared) == len(source.prony.get("flaws", [])):
        _check_strays(source, {str(table["id"]) for _, table in declared})
    return tuple(
        Flaw(**{**table, "fails": tuple(table["fails"]), "score": tuple(float(end) for end in table["score"])})
        for _, table in tables
    )


def _check_claims(source: TaskSource, index: int, table: dict[str, Any], ids: set[str]) -> None:
    name, where = f"flaw {table['id']}", source.where("flaws", index)
    for one in table["fails"]:
        if one not in ids:
            what = f"{name} fails an unknown criterion {one!r}"
            source.add("E331", source.where("flaws", index, "fails"), what, did_you_mean(one, ids))
    if bool(table.get("equivalent")) == bool(table["fails"]):
        source.add("E334", where, f"{name}: it fails something, or it is `equivalent = true` with the reason")
    if table.get("equivalent") and not table.get("why"):
        source.add("E334", where, f"{name}: say why it is equivalent (`why`)")
    if not 0 <= table["score"][0] <= table["score"][1] <= source.scale:
        source.add("E334", source.where("flaws", index, "score"), f"score lies outside 0 to {source.scale:g}")


def _check_independent(source: TaskSource, named: Iterable[str], ids: set[str]) -> None:
    for one in named:
        if one not in ids:
            where = source.where("grader", "independent")
            source.add("E331", where, f"independent names no flaw: {one!r}", did_you_mean(one, ids))


def _has_files(source: TaskSource, flaw_id: str) -> bool:
    """Whether a flaw has files for the member that is read: it is no flaw of the others."""
    return bool(source.below(f"flaws/{flaw_id}/")) or f"flaws/{flaw_id}.patch" in source.files


def _check_files(
    source: TaskSource, index: int, table: dict[str, Any], first: tuple[str, ...], steps: tuple[TaskStep, ...]
) -> bool:
    """Whether the flaw has files; what is wrong with them is noted."""
    flaw_id, step, where = str(table["id"]), int(table.get("step", 0)), source.where("flaws", index)
    answer = answer_at(first, steps[:step])
    own = source.below(f"flaws/{flaw_id}/")
    patch = source.files.get(f"flaws/{flaw_id}.patch")
    if own and patch is not None:
        source.add("E331", where, f"flaw {flaw_id} has both a folder and a patch")
    elif not own and patch is None:
        source.add("E331", where, f"flaw {flaw_id} has no files", f"add flaws/{flaw_id}/ or flaws/{flaw_id}.patch")
    for path in sorted(set(own) - set(answer)) if answer else ():
        if any(path_matches(pattern, path) for pattern in source.texts("protect")):
            continue  # only who works in a workspace can change it
        what = f"{path} is no answer file, so no contestant can hand it in"
        source.add("E331", source.file(f"flaws/{flaw_id}/{path}"), what)
    if patch is not None and not own:
        place, reference = source.file(f"flaws/{flaw_id}.patch"), source.below("solution/")
        reference = solution_at(reference, step) if steps else reference
        try:
            if overlaid(reference, {}, patch) == reference:
                source.add("E345", place, "the patch changes nothing")
        except PatchError as error:
            source.add("E345", place, f"the patch does not apply to the solution: {error}")
    return bool(own) or patch is not None


def _check_strays(source: TaskSource, ids: set[str]) -> None:
    for path in source.below("flaws/"):
        name = path.partition("/")[0].removesuffix(".patch")
        if name not in ids:
            hint = did_you_mean(name, ids)
            source.add("E331", source.file(f"flaws/{name}"), f"no flaw declares {name!r}", hint)
