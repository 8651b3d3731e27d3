"""The map of the house, docs/architecture.md and docs/extending.md, against the house."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest
from worked_example import example_files

from prony.registry import Registry

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "prony"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
EXTENDING = (ROOT / "docs" / "extending.md").read_text("utf-8")
PAGES = sorted(path.name for path in (ROOT / "docs" / "extending").glob("*.md"))


def named_paths(text: str) -> set[str]:
    """The paths that a page names: a file of Python, a folder by its slash; none with a placeholder."""
    return {name for name in re.findall(r"`([\w./-]+(?:\.py|/))`", text) if not re.search(r"[A-Z]{2}", name)}


def there(path: str) -> bool:
    return any((folder / path).exists() for folder in (ROOT, SOURCE))


def registries() -> dict[str, str]:
    """Where each registry with an entry point group is made -> the group."""
    groups = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "Registry(" in path.read_text("utf-8"):
            name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
            for value in vars(importlib.import_module(name)).values():
                if isinstance(value, Registry) and value.group is not None:
                    groups[name] = value.group
    return groups


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:2] == "| "]


def test_every_file_that_the_architecture_names_is_there():
    names = named_paths(ARCHITECTURE) - {"codes.py"}  # of every room
    assert len(names) > 30
    assert [name for name in sorted(names) if not there(name)] == []


def test_every_module_that_the_architecture_names_is_there():
    for name in set(re.findall(r"`(prony(?:\.\w+)+)`", ARCHITECTURE)) - {"prony.toml"}:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            module, _, member = name.rpartition(".")
            assert hasattr(importlib.import_module(module), member), name


def test_the_floors_are_those_that_imports_are_held_to():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    held = {room for layer in contract["layers"] for room in re.findall(r"\w+", layer) if f"({room})" not in layer}
    drawn = [re.findall(r"`(\w+)`", row[1]) for row in rows(ARCHITECTURE.partition("## Where")[0])[1:]]
    assert sorted(room for rooms in drawn for room in rooms) == sorted(held)


def test_the_floors_stand_in_their_order():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    floor = {room: n for n, layer in enumerate(contract["layers"]) for room in re.findall(r"\w+", layer)}
    drawn = [re.findall(r"`(\w+)`", row[1]) for row in rows(ARCHITECTURE.partition("## Where")[0])[1:]]
    numbers = [floor[room] for rooms in drawn for room in rooms]
    assert numbers == sorted(numbers)


def test_every_kind_that_other_packages_may_bring_has_a_page_and_a_line():
    groups = set(registries().values())
    assert "prony.languages" in groups
    table = {row[3].strip("`"): re.findall(r"\((.+)\)", row[4]) for row in rows(EXTENDING)[1:]}
    assert set(table) == groups
    for group, (page,) in table.items():
        assert f"`{group}`" in (ROOT / "docs" / page).read_text("utf-8")


def test_every_page_has_a_line():
    assert sorted(re.findall(r"\(extending/(.+?)\)", EXTENDING)) == PAGES


def test_the_folders_of_the_table_are_there():
    folders = {path.rpartition("NAME")[0] for path in re.findall(r"`([\w/]+/NAME(?:/|\.py))`", EXTENDING)}
    assert len(folders) > 10
    assert [folder for folder in sorted(folders) if not (SOURCE / folder).is_dir()] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_worked_example_of_each_page_is_executed_by_a_test(page: str):
    assert example_files(page)
    tests = (path.read_text("utf-8") for path in (ROOT / "tests" / "doors").glob("test_*.py"))
    assert any(f'example_files("{page}")' in text for text in tests)
