"""`prony prove --make` makes the first cases of a problem that has none yet."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from prony.suites import load_suite
from prony.suites.load import builtin_suites, suite_folder
from prony.suites.unmade import stand_ins

OF = {"languages": ("metered-plans", "tests/cases.jsonl"), "sql": ("address-lines", "tests/sql.jsonl")}


@pytest.fixture(params=OF)
def unmade(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A suite with one problem whose cases are gone, and their file."""
    problem, cases = OF[request.param]
    source, folder = suite_folder(request.param), tmp_path / "mine"
    folder.mkdir()
    shutil.copy(source / "suite.toml", folder)
    shutil.copytree(source / problem, folder / problem)
    (folder / problem / cases).unlink()
    return folder, folder / problem / cases


def test_a_suite_can_be_read_while_its_cases_are_to_be_made(unmade: tuple[Path, Path]) -> None:
    folder, file = unmade
    with stand_ins([folder]):
        assert load_suite(folder).tasks
        file.write_text(file.read_text() + "\n")
    assert file.is_file()


def test_cases_that_nobody_made_are_gone_afterwards(unmade: tuple[Path, Path]) -> None:
    folder, file = unmade
    with stand_ins([folder]):
        there = file.is_file()
    assert there
    assert not file.exists()


@pytest.mark.parametrize("linked", ["tests", "tests/cases.jsonl"])
def test_nothing_is_written_through_a_link_of_somebody_elses_suite(tmp_path: Path, linked: str) -> None:
    problem, outside = tmp_path / "mine/sums", tmp_path / "outside"
    outside.mkdir()
    (problem / "making").mkdir(parents=True)
    (problem / "making/generate.py").touch()
    (problem / linked).parent.mkdir(exist_ok=True)
    (problem / linked).symlink_to(outside if linked == "tests" else outside / "cases.jsonl")
    with stand_ins([tmp_path / "mine"]):
        assert list(outside.iterdir()) == []
    assert list(outside.iterdir()) == []


def test_cases_that_are_there_are_left_alone() -> None:
    files = [file for name in builtin_suites() for file in suite_folder(name).glob("*/tests/*.jsonl")]
    before = {file: file.stat().st_mtime_ns for file in files}
    with stand_ins([suite_folder(name) for name in builtin_suites()]):
        pass
    assert {file: file.stat().st_mtime_ns for file in files} == before


def test_the_command_makes_the_first_cases(tmp_path: Path, prony) -> None:
    problem, cases = OF["languages"]
    source, folder = suite_folder("languages"), tmp_path / "mine"
    folder.mkdir()
    shutil.copy(source / "suite.toml", folder)
    shutil.copytree(source / problem, folder / problem)
    (folder / problem / cases).unlink()
    said = prony("prove", str(folder), "--make", "--task", f"{problem}-python")
    assert said.code == 0, said
    made = [json.loads(line) for line in (folder / problem / cases).read_text().splitlines()]
    assert made == [json.loads(line) for line in (source / problem / cases).read_text().splitlines()]
