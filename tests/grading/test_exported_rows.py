"""Suites as JSON Lines come back: references pass, and flaws that the rows can tell are told."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from prony.errors import UsageError
from prony.export.suites.jsonl import write
from prony.export.suites.suite_target import check_texts
from prony.grading import grade
from prony.nouns import Suite
from prony.sandbox import Sandbox
from prony.suites import load_suite, materials_of
from prony.suites.importers.folder import import_suite

pytestmark = pytest.mark.asyncio(loop_scope="session")
QUICK = load_suite("quick")


def there_and_back(suite: Suite, folder: Path) -> Suite:
    (file,) = write(suite, folder / "rows").files
    import_suite(Path(file.path), folder / "back")
    return load_suite(folder / "back")


def of(suite: Suite, *names: str) -> Suite:
    return msgspec.structs.replace(suite, tasks=tuple(task for task in suite.tasks if task.name in names))


async def test_functions_come_back_with_their_references_and_flaws(tmp_path: Path, sandbox: Sandbox) -> None:
    start = of(QUICK, "py-intervals")
    (task,), (back,) = start.tasks, there_and_back(start, tmp_path).tasks
    assert (await grade(back, {"solution.py": _answer(task)}, sandbox, attempt="")).solved
    unseen = {flaw.id for flaw in task.flaws if (await _solved(back, _answer(task, flaw.id), sandbox))}
    assert unseen == {flaw.id for flaw in task.flaws if set(flaw.fails) <= {"intact"}}


async def test_programs_come_back_with_their_references_and_flaws(tmp_path: Path, sandbox: Sandbox) -> None:
    start = of(load_suite("languages"), "assembly-line-python")
    (task,), (back,) = start.tasks, there_and_back(start, tmp_path).tasks
    assert await _solved(back, _answer(task), sandbox)
    assert not any([await _solved(back, _answer(task, flaw.id), sandbox) for flaw in task.flaws])
    assert back.released == task.released


async def _solved(task, answer: bytes, sandbox: Sandbox) -> bool:
    return (await grade(task, {"solution.py": answer}, sandbox, attempt="", hurried=True)).solved


def _answer(task, *flaws: str) -> bytes:
    return materials_of(task).flawed(*flaws)[task.answer[0]]


async def test_what_rows_cannot_say_is_told(tmp_path: Path) -> None:
    done = write(QUICK, tmp_path)
    assert set(done.left_out) == {task.name for task in QUICK.tasks} - {"py-area", "py-even", "py-intervals"}
    assert "oracle" in done.left_out["py-build-order"]
    assert any("arguments are changed" in loss for loss in done.losses["py-intervals"])


async def test_rows_are_data_that_other_tools_know(tmp_path: Path) -> None:
    (file,) = write(of(QUICK, "py-area"), tmp_path).files
    (row,) = map(json.loads, Path(file.path).read_text().splitlines())
    assert {"task_id", "prompt", "entry_point", "canonical_solution", "base_input", "plus_input"} <= row.keys()
    names: dict[str, object] = {}
    exec(row["prompt"] + row["canonical_solution"], names)
    assert callable(names[row["entry_point"]])


async def test_texts_of_a_private_suite_stay(tmp_path: Path) -> None:
    check_texts(QUICK, ())
    mine = msgspec.structs.replace(QUICK, digest="0" * 64)
    with pytest.raises(UsageError) as caught:
        check_texts(mine, ())
    assert caught.value.code == "E164"
    check_texts(mine, ("quick",))
    with pytest.raises(UsageError):
        check_texts(mine, ("other",))
