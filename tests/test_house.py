"""What `make check` says of a house: made-up ones, and ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "check_house.py"


def check(*arguments: str) -> tuple[int, list[str]]:
    done = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.fixture
def lines(tmp_path: Path):
    """A function that lays files out and returns what the check says of them."""

    def say(files: dict[str, str]) -> list[str]:
        for path, text in files.items():
            (tmp_path / "toy" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "toy" / path).write_text(text)
        code, out = check(str(tmp_path / "toy"))
        assert code == (0 if out[0].startswith("the house holds") else 1)
        return out

    return say


def test_our_own_house_holds():
    code, out = check()
    assert code == 0, out


@pytest.mark.parametrize(
    "back",
    [
        "from toy.room.a import A\n",
        "from toy.room import a\n",
        "import toy.room.a\n",
        "from .a import A\n",
        "from . import a\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from toy.room.a import A\n",
        "def later():\n    from toy.room.a import A\n",
    ],
)
def test_two_files_that_import_each_other_are_a_circle_however_they_do(lines, back: str):
    files = {"room/__init__.py": "", "room/a.py": "from toy.room.b import B\n", "room/b.py": back}
    assert lines(files) == ["circle: toy.room.a, toy.room.b"]


def test_a_longer_circle_is_one_and_what_hangs_on_it_is_not_of_it(lines):
    files = {"a.py": "import toy.b\n", "b.py": "import toy.c\n", "c.py": "import toy.a\n", "d.py": "import toy.a\n"}
    assert lines(files) == ["circle: toy.a, toy.b, toy.c"]


def test_a_package_and_a_file_beside_it_are_a_circle_though_no_two_files_are(lines):
    files = {
        "__init__.py": "",
        "room/__init__.py": "",
        "room/a.py": "import toy.b\n",
        "room/c.py": "",
        "b.py": "import toy.room.c\n",
    }
    assert lines(files) == ["circle: toy.b, toy.room"]


def test_a_public_class_name_stands_once_and_a_private_one_as_often_as_it_likes(lines):
    files = {"a.py": "class Thing: ...\nclass _Own: ...\n", "b.py": "class Thing: ...\nclass _Own: ...\n"}
    assert lines(files) == ["class Thing: a.py, b.py"]


def test_programs_inside_slots_are_apart(lines):
    assert lines({"a.py": "class Thing: ...\n", "sandbox/inside/b.py": "class Thing: ...\n"})[0].startswith("the house")


def test_a_file_is_at_most_400_lines_but_for_the_nouns(lines):
    text = "x = 1\n" * 401
    assert lines({"a.py": text, "nouns.py": text}) == ["length: a.py has 401 lines, more than 400"]
    assert lines({"a.py": text[6:]})[0].startswith("the house holds")


def test_a_module_is_not_named_like_one_of_the_standard_library(lines):
    assert lines({"room/json.py": ""}) == ["module name: room/json.py is named like the standard library's json"]


def test_a_list_of_residents_is_what_is_there(lines):
    files = {
        "__init__.py": '"""A house.\n\nResidents: `a` (first), `x_*` (many), `gone`.\n"""',
        "a.py": "",
        "x_one.py": "",
        "room/__init__.py": '"""A room without a list."""',
        "room/b.py": "",
    }
    assert lines(files) == [
        "residents: __init__.py does not name room",
        "residents: __init__.py names gone, which are not there",
    ]


def test_a_table_of_files_is_what_is_there(lines):
    files = {"__init__.py": '"""A house.\n\na.py     first\nroom/    many\ngone.py  gone\n"""', "a.py": "", "b.py": ""}
    assert lines(files) == [
        "residents: __init__.py does not name b",
        "residents: __init__.py names gone, room, which are not there",
    ]


def test_a_table_beside_a_registry_may_leave_residents_out(lines):
    files = {
        "__init__.py": '"""A house.\n\na.py     first\n"""\nROOMS = Registry("room", "toy", "ROOM")',
        "a.py": "",
        "b.py": "",
    }
    assert lines(files)[0].startswith("the house holds")
