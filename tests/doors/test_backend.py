"""A backend from another package is found by its name, runs programs, and has workspaces because it isolates."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from worked_example import example_files

from prony.cli.app import run
from prony.errors import SandboxError
from prony.nouns import Verdict
from prony.sandbox import Program, Workspaces, open_sandbox
from prony.sandbox.backends import BACKENDS

READ = "print(open('/opt/guest/note').read().strip())"


@pytest.fixture
def guest(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The backend `guest`, as an entry point brings it."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "backend_guest"))
    entry = EntryPoint("guest", "guest", "prony.backends")
    monkeypatch.setattr(BACKENDS, "_foreign", {"guest": entry})
    yield "guest"
    BACKENDS._loaded.pop("guest", None)
    sys.modules.pop("guest", None)


async def test_it_runs_programs_and_grades_name_it(guest: str) -> None:
    async with open_sandbox(guest, slots=1) as sandbox:
        assert sandbox.identity["sandbox"] == "guest 1"
        ended = await sandbox.run(Program(argv=("python3", "-c", READ)))
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"a guest was here\n")


async def test_an_agent_works_in_it_because_it_isolates(guest: str) -> None:
    async with Workspaces(guest).open({"a": b"mine\n"}) as workspace:
        assert (await workspace.run("cat a /opt/guest/note")).stdout == b"mine\na guest was here\n"


async def test_what_it_promises_decides_and_not_its_name(guest: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BACKENDS[guest], "isolates", False)
    with pytest.raises(SandboxError) as refused:
        Workspaces(guest)
    assert refused.value.code == "E431"
    with pytest.raises(SandboxError) as unasked:
        async with open_sandbox(guest):
            pass
    assert unasked.value.code == "E406"


def test_the_command_line_offers_it(guest: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", "--help"]) == 0
    assert "[bare|bubblewrap|docker|landlock|podman|guest]" in capsys.readouterr().out
    assert run(["run", "--sandbox", "chroot"]) == 2
    assert "'bare', 'bubblewrap', 'docker', 'landlock', 'podman', 'guest'" in capsys.readouterr().err


async def test_the_worked_example_of_the_documentation_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in example_files("backend.md").items():
        (tmp_path / name).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    with BACKENDS.adding("shelf", importlib.import_module("shelf").BACKEND):
        async with open_sandbox("shelf", slots=1) as sandbox:
            assert sandbox.identity["shelf"] == "/usr/share/doc"
            ended = await sandbox.run(
                Program(argv=("python3", "-c", "import os; print(os.listdir('/opt/shelf') != [])"))
            )
    assert ended.stdout == b"True\n"
    sys.modules.pop("shelf", None)
