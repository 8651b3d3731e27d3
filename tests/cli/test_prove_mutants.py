"""`prony prove --mutants`: survivors are shown with their diff, and the share is kept with the suite."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from prony.suites import load_suite
from prony.suites.mutant_record import read_record

FILES = {
    "suite.toml": 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n',
    "least/task.toml": '[prony]\nanswer = "least.py"\n[[prony.criteria]]\nid = "l"\n',
    "least/instruction.md": "Write least(a, b).",
    "least/tests/cases.jsonl": '{"id": "l/first", "call": "least", "args": [1, 2], "expect": 1}\n',
    "least/solution/least.py": "def least(a, b):\n    return a if a < b else b\n",
}


@pytest.fixture
def thin(tmp_path: Path) -> Path:
    """A suite whose only case notices half of what may go wrong."""
    for name, text in FILES.items():
        target = tmp_path / "thin" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return tmp_path / "thin"


def test_survivors_are_listed_with_their_diff_and_fail_the_suite(prony, thin):
    said = prony("prove", str(thin), "--mutants")
    assert said.code == 1
    assert "less than 95 %" in said.out
    assert "survived least.py:2:19:boundary#" in said.out
    assert "- return a if a < b else b\n" in said.out
    assert "+ return a if a <= b else b\n" in said.out
    assert "thin: 4 mutants, about" in said.err
    assert "\x1b" not in said.out


def test_colour_is_for_terminals_that_ask_for_it(prony, thin, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32m+ return a if a <= b else b" in prony("prove", str(thin), "--mutants").out


def test_a_lower_bar_is_met(prony, thin):
    assert prony("prove", str(thin), "--mutants", "--at-least", "50").code == 0


def test_what_is_written_stands_in_tasks_until_a_test_changes(prony, thin):
    prony("prove", str(thin), "--mutants", "--write")
    entry = read_record(load_suite(thin)).tasks["least"]
    assert (entry.killed, len(entry.survived), entry.total) == (3, 1, 4)
    listed = prony("tasks", str(thin))
    assert "tests proven by 4 mutants, 75 % killed" in listed.out
    assert "3 of 4" in listed.out
    shares = json.loads(prony("tasks", str(thin), "--json").out)["mutants"]
    assert (shares[0]["killed"], shares[0]["decided"], shares[0].get("stale")) == (3, 4, None)
    with open(thin / "least/tests/cases.jsonl", "a", encoding="utf-8") as file:
        file.write('{"id": "l/second", "call": "least", "args": [2, 1], "expect": 1}\n')
    listed = prony("tasks", str(thin))
    assert "1 task changed since: least" in listed.out
    assert "stale" in listed.out


def test_an_explained_survivor_is_out_of_the_share(prony, thin):
    document = json.loads(prony("prove", str(thin), "--mutants", "--json").out)
    (survivor,) = [trial for trial in document["suites"][0]["tasks"][0]["trials"] if trial["fate"] == "survived"]
    (thin / "least/equivalents.toml").write_text(
        f'[[equivalents]]\nmutant = "{survivor["mutant"]}"\nwhy = "equal values are the same"\n'
    )
    said = prony("prove", str(thin), "--mutants")
    assert said.code == 0
    assert "3 of 3 mutants killed, 1 equivalent" in said.out


def test_an_entry_without_a_reason_is_an_error(prony, thin):
    (thin / "least/equivalents.toml").write_text('[[equivalents]]\nmutant = "least.py:2:19:boundary#000000"\n')
    said = prony("prove", str(thin), "--mutants")
    assert said.code == 2
    assert "error[E313]" in said.err
    assert "has no why" in said.err


@pytest.mark.parametrize("words", [("--limit", "3"), ("--at-least", "90"), ("--write",), ("--mutants", "--freeze")])
def test_options_that_mean_nothing_together_are_refused(prony, thin, words):
    said = prony("prove", str(thin), *words)
    assert said.code == 2
    assert "error[E102]" in said.err


def test_a_sample_says_that_it_is_one(prony, thin):
    assert "a sample: 2 of 4" in prony("prove", str(thin), "--mutants", "--limit", "2", "--at-least", "0").out


def test_a_suite_in_a_language_without_a_grammar_is_not_called_proven(prony, thin):
    os.rename(thin / "least/solution/least.py", thin / "least/solution/least.txt")
    (thin / "least/task.toml").write_text(
        '[prony]\nanswer = "least.txt"\ntoolchain = "python"\n[[prony.criteria]]\nid = "l"\n[prony.grader]\n'
        'argv = ["python", "least.txt"]\n'
    )
    (thin / "least/solution/least.txt").write_text("print(1)\n")
    (thin / "least/tests/cases.jsonl").write_text('{"id": "l/one", "stdin": "", "expect": "1\\n"}\n')
    said = prony("prove", str(thin), "--mutants")
    assert said.code == 1
    assert "least.txt has no mutants" in said.out
    assert "no mutants have tried these tests" in said.out
