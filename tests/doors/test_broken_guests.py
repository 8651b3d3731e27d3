"""The doors when what comes in is broken: each guest is told once, in a line, and everything else goes on."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from prony.grading.canaries import NO_CANARIES
from prony.grading.languages.parts import Parts, Runner, wrong_with

Guest = Callable[..., subprocess.CompletedProcess[str]]

LANGUAGE = """
from prony.languages import Language, Syntax

LANGUAGE = Language(
    id="x", toolchain="x", short="x", suffixes=(".x",), fences=frozenset({"x"}),
    syntax=Syntax(comments=("#",), strings=(), blocks={}), definition="^def NAME", starts="def ",
)
"""
KIND = """
from prony.nouns import Assurance
from prony.suites.graders import GraderKind, KnownTests

GRADER = GraderKind(level=Assurance.A, by_table=True, read_tests=lambda source, options: 1 / 0)
"""
FILES = {
    "untyped.py": LANGUAGE.replace('(".x",)', '".x"'),
    "everything.py": LANGUAGE.replace('".x"', '""'),
    "pattern.py": LANGUAGE.replace("^def NAME", "(NAME"),
    "finder.py": "def find(override):\n    raise RuntimeError('no\\nfinder')\n",
    "finding.py": "def find(override):\n    return 7\n",
    "kind.py": KIND,
    "grabbing.py": KIND.replace("by_table=True", 'files=("**",)'),
    "half.py": "class BACKEND:\n    name = 'half'\n",
    "unsaid.py": "from prony.sandbox.backends.bare import Bare\nclass BACKEND(Bare):\n    isolates = 'no'\n",
    "opening.py": "from prony.sandbox.backends.bubblewrap import Bubblewrap\n"
    "class BACKEND(Bubblewrap):\n    name = 'opening'\n"
    "    def __init__(self, *words):\n        raise RuntimeError('no opening')\n",
    "importing.py": "class IMPORTER:\n    title = 'x'\n    recognises = lambda source: 1 / 0\n    read = print\n",
    "giving.py": "class IMPORTER:\n    title = 'x'\n    recognises = bool\n    read = lambda source: 7\n",
}
ENTRIES = """
[prony.languages]
untyped = untyped
everything = everything
pattern = pattern
finder = finder
finding = finding
[prony.graders]
kind = kind
grabbing = grabbing
[prony.backends]
half = half
unsaid = unsaid
opening = opening
[prony.importers]
importing = importing
giving = giving
"""
SUITE = {
    "suite.toml": 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n',
    "one/task.toml": '[prony]\nanswer = "one.py"\n[[prony.criteria]]\nid = "one"\n',
    "one/instruction.md": "Write one() that gives 1.",
    "one/solution/one.py": "def one(): return 1\n",
    "one/tests/cases.jsonl": '{"id": "one/a", "call": "one", "args": [], "expect": 1}\n',
}


@pytest.fixture
def guest(
    guest_package: Callable[[dict[str, str], str], Path],
    prony: tuple[str, ...],
    environment: dict[str, str],
    tmp_path: Path,
) -> Guest:
    """The command of a user who has installed the broken package: `guest(word, ...)`."""
    site = guest_package(FILES, ENTRIES)
    for name, text in SUITE.items():
        (tmp_path / "suite" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "suite" / name).write_text(text)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        env = {**environment, "PYTHONPATH": str(site)}
        done = subprocess.run([*prony, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        return done

    return run


def test_a_suite_is_proven_beside_broken_languages(guest: Guest) -> None:
    done = guest("prove", "./suite")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the language 'untyped'") == 1
    assert "its suffixes must be a tuple" in done.stderr
    assert "the language 'everything'" in done.stderr
    assert "cannot be used: missing )" in done.stderr


def test_parts_without_a_folder_or_their_runner_are_refused() -> None:
    runner = Runner(script="runner.py", canaries=lambda tests, module: NO_CANARIES)
    assert "'json.decoder' is no package" in str(wrong_with(Parts(package="json.decoder", runner=runner)))
    assert wrong_with(Parts(package="json", runner=runner)) == "its package 'json' has no file 'runner.py'"


def test_the_doctor_names_a_finder_that_breaks_and_goes_on(guest: Guest) -> None:
    done = guest("doctor", "--toolchains")
    assert done.returncode == 0, done.stderr
    assert "the toolchain 'finder' of entry point group prony.languages is left out: RuntimeError: no finder" in (
        done.stderr
    )
    assert "find gives no Toolchain with the id 'finding'" in done.stderr
    assert " python " in done.stdout


def test_a_kind_that_cannot_read_a_task_is_a_problem_of_that_task(guest: Guest, tmp_path: Path) -> None:
    task = tmp_path / "suite/one/task.toml"
    task.write_text(task.read_text() + "[prony.grader.kind]\n")
    done = guest("tasks", "./suite")
    assert done.returncode == 2
    assert "the grader kind cannot read this task\n  at:    " in done.stderr
    assert "suite/one/task.toml:5" in done.stderr


def test_a_kind_that_claims_every_file_takes_no_task_from_a_built_in_kind(guest: Guest) -> None:
    done = guest("tasks", "./suite", "--json")
    assert done.returncode == 0, done.stderr
    assert '"grader":["cases"]' in done.stdout


@pytest.mark.parametrize(
    ("name", "why"),
    [("half", "BACKEND has no identity"), ("unsaid", "its `isolates` must be True or False")],
)
def test_a_backend_that_does_not_say_what_it_is_is_never_entered(guest: Guest, name: str, why: str) -> None:
    done = guest("prove", "./suite", "--sandbox", name)
    assert done.returncode != 0
    assert f"error[E408]: no sandbox backend '{name}'" in done.stderr
    assert why in done.stderr


def test_a_defect_of_a_guest_is_called_the_guests(guest: Guest) -> None:
    done = guest("prove", "./suite", "--sandbox", "opening")
    assert done.returncode == 70
    assert "defect in opening: RuntimeError: no opening" in done.stderr


def test_an_importer_that_does_not_recognise_but_raise_is_passed_over(guest: Guest) -> None:
    done = guest("import", "./suite", "./imported")
    assert "the importer 'importing' of entry point group prony.importers is left out: ZeroDivisionError" in done.stderr
    assert "error[E348]: the importer giving gives no suite that can be used" in done.stderr
