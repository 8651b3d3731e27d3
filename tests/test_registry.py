"""The registry: residents are files of a room, entry points of other packages, or what a test adds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from prony import registry
from prony.registry import Registry


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package `a_room` with two residents and a module that is none."""
    package = tmp_path / "a_room"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "first.py").write_text("THING = 1\n")
    (package / "second_one.py").write_text("THING = 2\n")
    (package / "shared.py").write_text("raise RuntimeError('not a resident')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in [name for name in sys.modules if name.split(".")[0] in ("a_room", "guest", "broken_guest")]:
        del sys.modules[name]


def things(group: str | None = None) -> Registry[int]:
    return Registry(
        "thing",
        "a_room",
        "THING",
        besides=("shared",),
        group=group,
        check=lambda one: None if isinstance(one, int) else "it is no number",
    )


def bring(root: Path, entries: str) -> None:
    folder = root / "guests-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: guests\nVersion: 1.0\n")
    (folder / "entry_points.txt").write_text(entries)


def test_the_files_of_a_room_are_its_residents(room: Path) -> None:
    assert things().names() == ("first", "second-one")
    assert things()["second-one"] == 2
    assert dict(things().items()) == {"first": 1, "second-one": 2}


def test_names_import_nothing(room: Path) -> None:
    assert "first" in things()
    assert not any(name.startswith("a_room.") for name in sys.modules)


def test_an_unknown_name_is_none(room: Path) -> None:
    assert things().get("third") is None
    with pytest.raises(KeyError):
        things()["third"]


def test_a_test_adds_one_for_the_length_of_a_block(room: Path) -> None:
    found = things()
    with found.adding("third", 3), found.adding("first", 10):
        assert found["third"] == 3
        assert found["first"] == 10
    assert "third" not in found
    assert found["first"] == 1


def test_another_package_brings_one_by_an_entry_point(room: Path) -> None:
    (room / "guest.py").write_text("THING = 7\n")
    bring(room, "[prony.test_things]\nguest = guest\n")
    assert things("prony.test_things")["guest"] == 7


def test_where_nobody_brings_anything_what_reads_entry_points_is_not_imported() -> None:
    code = (
        "import sys; from prony.registry import Registry\n"
        "assert Registry('thing', 'prony.journal', 'THING', group='prony.nothing').get('one') is None\n"
        "assert 'importlib.metadata' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_guest_without_the_attribute_is_no_resident_and_no_fault(room: Path, told: list[str]) -> None:
    (room / "guest.py").write_text("OTHER = 7\n")
    bring(room, "[prony.test_things]\nguest = guest\n")
    assert dict(things("prony.test_things").items()) == {"first": 1, "second-one": 2}
    assert told == []


def test_a_broken_guest_is_told_once_and_the_rest_goes_on(room: Path, told: list[str]) -> None:
    (room / "broken_guest.py").write_text("raise ValueError('no')\n")
    (room / "guest.py").write_text("THING = 'seven'\n")
    bring(room, "[prony.test_things]\nbroken = broken_guest\nguest = guest\nfirst = guest\nabsent = nowhere\n")
    for _ in range(2):
        assert dict(things("prony.test_things").items()) == {"first": 1, "second-one": 2}
    assert len(told) == 4
    assert any("ValueError: no" in line for line in told)
    assert any("it is no number" in line for line in told)
    assert any("taken by a built-in thing" in line for line in told)
    assert any("No module named 'nowhere'" in line for line in told)


def test_a_guest_that_leaves_when_it_is_imported_does_not_end_the_command(room: Path, told: list[str]) -> None:
    (room / "leaving_guest.py").write_text("import sys\nsys.exit(3)\n")
    bring(room, "[prony.test_things]\nleaving = leaving_guest\n")
    assert things("prony.test_things").get("leaving") is None
    assert told == ["the thing 'leaving' of entry point group prony.test_things is left out: SystemExit: 3"]


def test_what_a_broken_guest_says_is_one_line(room: Path, told: list[str]) -> None:
    (room / "wordy_guest.py").write_text("raise ValueError('no,\\nand\\r\\nno')\n")
    bring(room, "[prony.test_things]\nwordy = wordy_guest\n")
    assert things("prony.test_things").get("wordy") is None
    assert told[0].endswith("ValueError: no, and no")


def test_of_two_guests_with_one_name_the_second_is_told(room: Path, told: list[str]) -> None:
    (room / "guest.py").write_text("THING = 7\n")
    bring(room, "[prony.test_things]\nguest = guest\nguest = other_guest\n")
    assert things("prony.test_things")["guest"] == 7
    assert told[0].endswith("its name is taken by another package's thing")


def test_a_guarded_function_may_raise_what_its_caller_knows(room: Path, told: list[str]) -> None:
    def fail(error: Exception) -> int:
        raise error

    bring(room, "[prony.test_things]\nguest = guest\n")
    guarded = things("prony.test_things").guard("guest", fail, 0, passing=LookupError)
    with pytest.raises(KeyError):
        guarded(KeyError("known"))
    assert (guarded(ValueError("unknown")), len(told)) == (0, 1)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What broken residents make the registry say."""
    lines: list[str] = []
    monkeypatch.setattr(registry, "_tell", lines.append)
    monkeypatch.setattr(registry, "_told", set())
    return lines


def test_a_guest_that_calls_itself_otherwise_than_its_entry_point_is_left_out(room: Path, told: list[str]) -> None:
    text = "from types import SimpleNamespace\nTHING = SimpleNamespace(name={!r})\n"
    (room / "guest.py").write_text(text.format("guest"))
    (room / "broken_guest.py").write_text(text.format("another"))
    bring(room, "[prony.test_things]\nguest = guest\nbroken = broken_guest\n")
    named: Registry[SimpleNamespace] = Registry(
        "thing", "a_room", "THING", besides=("shared",), group="prony.test_things", named_by="name"
    )
    assert named["guest"].name == "guest"
    assert named.get("broken") is None
    assert named.usable() == ["first", "second-one", "guest"]
    (line,) = told
    assert "its name is 'another': entry point and name must agree" in line
