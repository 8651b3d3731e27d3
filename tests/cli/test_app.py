"""Claims of the command line: light, clear about errors, and honest in its exit codes."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prony.cli.app import COMMANDS, EXIT_DEFECT, Entry

HEAVY = (
    "{'rich', 'msgspec', 'numpy', 'scipy', 'aiohttp', 'starlette', 'jinja2', 'sqlite3', 'zstandard', 'asyncio', "
    "'pydantic'}"
)


def python(code: str, *args: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, **options)


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["nonsense"]])
def test_help_and_errors_import_nothing_heavy(args):
    code = (
        "import sys\nfrom prony.cli.app import run\n"
        f"run({args!r})\nfound = {HEAVY} & set(sys.modules)\nassert not found, found"
    )
    done = python(code)
    assert done.returncode == 0, done.stderr


def test_help_lists_every_command_under_its_heading(prony):
    said = prony("--help")
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)
    assert all(f"{entry.section}:" in said.out for entry in COMMANDS.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_exists_and_helps(prony, name):
    assert importlib.import_module(COMMANDS[name].module).command.name == name
    said = prony(name, "--help")
    assert said.code == 0
    assert "--verbose" in said.out
    assert said.err == ""


def test_the_version_is_printed(prony):
    assert prony("--version").out.startswith("prony ")


@pytest.mark.parametrize(
    ("words", "what", "hint"),
    [
        (["--modle", "m"], "no such option '--modle'\n", "did you mean --model?"),
        (["--temperature", "hot"], "invalid value for '--temperature': 'hot' is no number\n", "prony run --help"),
        (["-k", "many"], "'many' is no whole number\n", "prony run --help"),
    ],
)
def test_an_option_that_cannot_be_right_is_told_once_and_in_plain_words(prony, words, what, hint):
    said = prony("run", "quick", *words)
    assert said.code == 2
    assert what in said.err
    assert said.err.count("did you mean") == hint.count("did you mean")
    assert hint in said.err


@pytest.mark.parametrize("command", ["run", "estimate"])
@pytest.mark.parametrize("option", ["--base-url", "--api-key-env"])
def test_a_second_server_is_refused_and_not_measured_instead_of_the_first(prony, command, option):
    said = prony(command, "quick", option, "a:1", option, "b:2")
    assert said.code == 2
    assert said.err.startswith(f"error[E102]: {option} is given 2 times")
    assert "prony.toml" in said.err


def test_an_unknown_command_names_the_nearest(prony):
    said = prony("bord")
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("error[E101]: there is no command bord")
    assert "did you mean prony board?" in said.err


def test_an_unknown_option_is_a_usage_error_with_a_way_to_help(prony):
    said = prony("board", "--jsn")
    assert said.code == 2
    assert "error[E102]" in said.err
    assert "--json" in said.err
    assert "prony board --help" in said.err


def test_an_error_of_ours_has_its_code_and_no_traceback(prony):
    said = prony("board")
    assert said.code == 3
    assert said.err.startswith("error[E653]")
    assert "Traceback" not in said.err


@pytest.mark.parametrize("args", [("-v", "board"), ("board", "-v"), ("board", "--verbose")])
def test_verbose_shows_the_traceback_wherever_it_stands(prony, args):
    assert "Traceback" in prony(*args).err


def test_a_defect_is_told_in_words_and_has_its_own_exit_code(prony, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("by \x1b[31mzero")

    monkeypatch.setattr("prony.boards.home.empty_home", broken)
    said = prony()
    assert said.code == EXIT_DEFECT
    assert said.err.startswith("defect in prony: ZeroDivisionError: by zero")
    assert "Traceback" not in said.err
    assert "Traceback" in prony("-v").err


def test_an_interrupt_exits_130(prony, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("prony.boards.home.empty_home", interrupted)
    assert prony().code == 130


def test_a_reader_that_goes_away_is_no_error(build_run, tmp_path):
    builder = build_run(tasks={f"t{n}": "python" for n in range(400)})
    builder.identify("m")
    for n in range(400):
        builder.attempt("m", f"t{n}", True)
    builder.finish()
    code = "import sys; from prony.cli import main; sys.argv[1:] = ['board', '--attempts', '--json']; main()"
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    assert child.wait(60) == 141
    assert child.stderr.read() == ""
    child.stderr.close()


def test_without_a_command_the_folder_is_shown_and_not_touched(prony, tmp_path):
    said = prony()
    assert said.code == 0
    assert "no prony.toml" in said.out
    assert "next  prony run quick" in said.out
    assert list(tmp_path.iterdir()) == []


def test_the_console_script_is_the_same_command():
    script = Path(sys.executable).parent / "prony"
    if not script.exists():
        pytest.skip("prony is not installed as a script here")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, env={**os.environ})
    assert done.stdout.startswith("prony ")


def test_a_broken_resident_of_another_package_is_told_once_on_stderr(prony, tmp_path: Path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "noisy.py").write_text(
        "import click\n"
        "from prony.registry import Registry\n"
        "THINGS = Registry('thing', 'prony.cli', 'THING', group='prony.test_noisy')\n"
        "@click.command()\n"
        "def command():\n"
        "    assert THINGS.get('guest') is None\n"
        "    print('{}')\n"
    )
    (tmp_path / "guest-1.dist-info").mkdir()
    (tmp_path / "guest-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1\n")
    (tmp_path / "guest-1.dist-info" / "entry_points.txt").write_text("[prony.test_noisy]\nguest = no_\x1b[31msuch\n")
    monkeypatch.setitem(COMMANDS, "noisy", Entry("noisy", "Measure", "Make a noise."))
    said = [prony("noisy"), prony("-q", "noisy")]
    assert [one.out for one in said] == ["{}\n", "{}\n"]
    assert [one.err.count("the thing 'guest' of entry point group prony.test_noisy is left out") for one in said] == [
        1,
        0,
    ]
    assert "\x1b" not in said[0].err
