"""`prony board six` and `prony board rounds`: what they print, and what they refuse."""

from __future__ import annotations

import json
import re

import pytest
from board_situations import record

HOSTILE = """
schema = "prony.outside/1"
board = "A table"
sheet = "SUITE"
TASK
method = "by hand"
axes = ["quality"]
part_maximum = 20
columns = [
  { name = "\\u001b[31mP", role = "part" },
  { name = "Took", role = "wall" },
  { name = "Says", role = "claim" },
  { name = "\\u001b[31mKind", role = "label" },
]
rows = [
  { model = "a 7b", cells = { "\\u001b[31mP" = "20", Took = "-5s", Says = "5 min", "\\u001b[31mKind" = "\\u001b[2J" } },
  { model = "a 7b", cells = { "\\u001b[31mP" = "20", Took = "0s", Says = "5 min" } },
  { model = "beta 7b", cells = { "\\u001b[31mP" = "none at all", Took = "soon" } },
]
statements = [
  { says = "within", about = "no range", row = "a 7b", column = "total", printed = "around 5" },
  { says = "ratio", about = "one number", row = "a 7b", of = ["3"], printed = "3" },
  { says = "most", about = "nobody", row = "gamma", column = "total" },
  { says = "least", about = "no column", row = "a 7b", column = "charm" },
  { says = "free", about = "no limit", column = "total", printed = "high" },
  { says = "is", about = "a row that is not there", row = "gamma", column = "total", printed = "5" },
]
"""


@pytest.fixture
def imported(prony, tmp_path):
    """A function that imports a table in which little is as it should be, as of a suite."""

    def keep(suite: str) -> None:
        task = 'task = "R1"' if suite == "rounds" else ""
        path = tmp_path / "odd.toml"
        path.write_text(HOSTILE.replace("SUITE", suite).replace("TASK", task))
        prony("boards", "import", str(path), "--name", "odd")

    return keep


@pytest.mark.parametrize("suite", ["six", "rounds"])
def test_a_table_in_which_little_can_be_read_costs_only_that(prony, imported, suite):
    imported(suite)
    said = prony("board", suite, "--published", "odd")
    assert said.code == 0
    assert "\x1b" not in said.out
    found = json.loads(prony("board", suite, "--published", "odd", "--json").out)
    assert [one["about"] for one in found["unread"]] == [
        "no range", "one number", "nobody", "no column", "no limit", "a row that is not there",
    ]  # fmt: skip


def test_a_row_that_stands_there_twice_counts_once(prony, imported):
    imported("six")
    found = json.loads(prony("board", "six", "--published", "odd", "--json").out)
    assert [(one["label"], one["points"]) for one in found["standings"]] == [("a 7b", 20.0)]
    assert [(one["label"], one["completed"]) for one in found["incomplete"]] == [("beta 7b", 0)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("six", "--by", "difficulty"), "E102"),
        (("six", "--attempts"), "E102"),
        (("last", "--published", "llama"), "E102"),
        (("six", "--published", "no-such-board"), "E130"),
        (("rounds", "--published", "llama-server"), "E102"),
        (("rounds",), "E653"),
    ],
)
def test_what_goes_with_no_such_table_is_refused_with_what_does(prony, words, code):
    said = prony("board", *words)
    assert said.code == (3 if code == "E653" else 2)
    assert code in said.err


def test_what_was_measured_is_printed_with_its_doubts(prony, tmp_path):
    tasks = {"a": "python", "b": "go"}
    record(tmp_path, {"m": "11", "n": "01"}, tasks=tasks, suite="six", pins={name: {"scale": 20.0} for name in tasks})
    said = prony("board", "six")
    assert re.search(r"^ *rank +model +of 40 +a +b +wall +GB +tier$", said.out, re.MULTILINE)
    assert re.search(r"^ +1 +m +40 +20 +20 ", said.out, re.MULTILINE)
    assert "So few tasks tell no two totals apart" in said.out
    records = prony("board", "six", "--run", "r1", "--csv").out
    assert records.startswith("suite,suite_version,suite_digest,run,")


def test_the_page_of_an_outside_board_names_its_tables(prony):
    said = prony("boards", "show", "five-rounds-go")
    assert "next: prony board rounds --published five-rounds-go" in said.err


@pytest.mark.parametrize("form", ["--json", "--csv", "--md"])
@pytest.mark.parametrize("suite", ["six", "rounds"])
def test_what_was_measured_leaves_in_every_form(prony, tmp_path, suite, form):
    tasks = {"lisp": "python", "notes-go": "go"}
    pins = {name: {"scale": 20.0} for name in tasks}
    record(tmp_path, {"m": "11", "n": "0l"}, tasks=tasks, suite=suite, pins=pins)
    said = prony("board", suite, form)
    assert said.code == 0, said.err
    assert re.search(r"d{64}", said.out)


@pytest.mark.parametrize("width", [80, 100, 300])
def test_a_finding_is_whole_at_any_width(prony, width):
    said = prony("board", "six", "--published", "llama-server-six-tasks-2026-03", width=width)
    assert all(len(line) <= width for line in said.out.splitlines())
    assert "6 + 14 + 11 + 18 + 14 + 14" in " ".join(said.out.split())


def test_a_finding_about_all_rows_begins_with_what_it_says(prony):
    said = prony("board", "six", "--published", "llama-server-six-tasks-2026-03", width=100)
    assert not [line for line in said.out.splitlines() if line.startswith(":")]
