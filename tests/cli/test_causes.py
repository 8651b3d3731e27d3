"""Claims of causes: what is nobody's score says why, in the words of who said it, and what to do next."""

from __future__ import annotations

import csv
import io
import json
import shlex

import pytest

from prony.boards.causes import REMEDIES, remedy, tries_spent
from prony.cli.progress import RunProgress
from prony.cli.terminal import Terminal, cell_width
from prony.nouns import FaultCode, Verdict
from prony.outcomes import INFRA_CODES, MAX_TRIES, MISSING_CODES

REFUSED = "connect to 127.0.0.1:8080: Connection refused"
HOSTILE = "=HYPERLINK(1)|<b>`x`</b>\x1b[31m\u202e\nsecond line"
TASKS = dict.fromkeys("abcde", "python")


@pytest.fixture
def died(build_run):
    """`smol` failed at the first of 5 tasks, then its server died."""
    builder = build_run(tasks=TASKS, contestants=("smol",))
    builder.identify("smol")
    builder.attempt("smol", "a", False)
    for task, words in (("b", f"{REFUSED} (try 1)"), ("c", f"{REFUSED} (try 2)")):
        builder.end(builder.start("smol", task), code=FaultCode.UNREACHABLE, detail=words)
    for task in "de":
        builder.end(builder.start("smol", task), code=FaultCode.NOT_RUN, detail="the engine did not come back")
    builder.finish()
    return builder


def test_every_code_that_is_nobodys_score_has_a_next_step():
    for code in INFRA_CODES | MISSING_CODES | {"grader_error"}:
        assert "prony " in remedy(code, "r1", "a1")
    assert set(REMEDIES) == INFRA_CODES | MISSING_CODES


def test_tries_are_spent_with_the_last_one_that_a_run_makes():
    assert tries_spent("infra", FaultCode.ENGINE_ERROR, MAX_TRIES - 1)
    assert not tries_spent("infra", FaultCode.ENGINE_ERROR, MAX_TRIES - 2)


def test_causes_are_counted_under_the_board_with_the_next_step(died, prony):
    told = [line for line in prony("board", width=300).out.splitlines() if line.startswith("! smol: 2 ")]
    assert len(told) == 2
    assert told[0].startswith(f'! smol: 2 infra (unreachable): "{REFUSED} (try 2)", such as a')
    assert told[0].endswith("then prony run --resume r1")
    assert '2 missing (not_run): "the engine did not come back"' in told[1]
    assert told[1].endswith("next: mend that, then prony run --resume r1")
    assert all(cell_width(line) <= 60 for line in prony("board", width=60).out.splitlines())


def test_every_form_of_a_board_has_the_causes(died, prony):
    causes = json.loads(prony("board", "--json").out)["causes"]
    assert [(one["outcome"], one["code"], one["count"], one["labels"]) for one in causes] == [
        ("infra", "unreachable", 2, ["smol"]),
        ("missing", "not_run", 2, ["smol"]),
    ]
    assert REFUSED in next(csv.DictReader(io.StringIO(prony("board", "--csv").out)))["causes"]
    assert REFUSED in prony("board", "--md").out


@pytest.mark.parametrize("form", ["", "--json", "--csv", "--md"])
def test_the_line_of_an_attempt_has_its_cause(died, prony, form):
    out = prony("board", "last", "--attempts", *([form] if form else []), width=140).out
    assert out.count("Connection refused") == 2
    assert out.count("the engine did not come back") == 2


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_a_narrow_line_shows_the_beginning_of_its_cause(died, prony, width):
    lines = prony("board", "last", "--attempts", width=width).out.splitlines()
    assert sum("connect to" in line for line in lines) == 2
    assert max(cell_width(line) for line in lines) <= width


def test_a_list_without_losses_has_no_column_for_them(build_run, prony):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True)
    assert "cause" not in prony("board", "last", "--attempts").out


def test_an_attempt_shown_whole_has_its_cause_and_the_next_step(died, prony):
    lost = json.loads(prony("board", "last", "--attempts", "--json").out)["attempts"][1]["attempt"]
    said = prony("show", lost).out
    assert f"{REFUSED} (try 1)" in said
    assert "next: start the engine again" in said
    assert json.loads(prony("show", lost, "--json").out)["remedy"].endswith("prony run --resume r1")


def test_a_page_has_the_causes_under_the_board_and_on_the_attempts(died, prony, tmp_path):
    prony("report", "-o", "out.html")
    page = (tmp_path / "out.html").read_text()
    assert page.count("(try 2)") >= 3, "headline or board, line of the attempt, and the attempt itself"
    assert "then prony run --resume r1" in page
    assert "· partial ·" in page


def test_hostile_words_are_inert_on_every_face(build_run, prony, tmp_path):
    builder = build_run(tasks=TASKS, contestants=("m",))
    builder.identify("m")
    for task in TASKS:
        builder.end(builder.start("m", task), code=FaultCode.ENGINE_ERROR, detail=HOSTILE)
    builder.finish()
    prony("report", "-o", "out.html")
    page = (tmp_path / "out.html").read_text()
    assert "<b>`x`" not in page
    assert "second line" in page
    for args in (("board",), ("board", "last", "--attempts"), ("board", "--md"), ("board", "--csv")):
        out = prony(*args, width=400).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "second line" in out
    cells = [cell for row in csv.reader(io.StringIO(prony("board", "last", "--attempts", "--csv").out)) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]
    assert "<b>" not in prony("board", "--md").out


def test_what_a_grader_could_not_judge_says_why(build_run, prony):
    builder = build_run(tasks=TASKS, contestants=("m",))
    builder.identify("m")
    one = builder.start("m", "a")
    builder.end(one)
    builder.grade(one, False, verdict=Verdict.GRADER_ERROR, notes=("the slot did not start: no space left",))
    builder.finish()
    out = prony("board", width=300).out
    assert '1 infra (grader_error): "the slot did not start: no space left"' in out
    assert "prony regrade r1" in out


def test_spent_tries_are_not_sent_to_a_resume_that_would_do_nothing(build_run, prony):
    builder = build_run(tasks=TASKS, contestants=("m",))
    builder.identify("m")
    for number in range(MAX_TRIES):
        builder.end(builder.start("m", "a", try_no=number), code=FaultCode.BAD_CHUNK, detail="broken")
    builder.finish()
    (line,) = [
        line for line in prony("board", width=400).out.splitlines() if "1 infra (bad_chunk)" in line and "!" in line
    ]
    assert "--resume" not in line
    assert "a new prony run takes their place" in line


def test_a_headline_claims_no_share_of_tasks_that_were_not_measured(died, prony):
    head = prony("board", width=300).out.splitlines()[1]
    assert head.startswith("Not measured: smol has scored attempts at 1 of 5 tasks only (0 of 1 solved); 2 infra")
    assert REFUSED in head
    assert "%" not in head


def test_a_headline_of_nothing_but_losses_says_what_lost_them(build_run, prony):
    builder = build_run(tasks=TASKS, contestants=("one", "two"))
    for label in ("one", "two"):
        for task in TASKS:
            builder.end(builder.start(label, task), code=FaultCode.LOAD_FAILED, detail=f"no file for {label}")
    builder.finish()
    head = prony("board", width=300).out.splitlines()[1]
    assert (
        head
        == 'Not measured: one has no scored attempt, and 1 other has none; 5 missing (load_failed): "no file for one".'
    )


def test_the_next_step_after_a_named_server_failed_is_not_to_measure_a_file(died, prony):
    out = prony("board", width=300).out
    assert "--gguf" not in out
    assert "next  2 attempts ended as infra, which is nobody's score (unreachable): start the engine again" in out


def test_a_run_whose_server_died_is_not_complete(died, prony):
    out = prony().out
    assert "partial: 4 not scored" in out
    assert "complete" not in out
    assert json.loads(prony("board", "--json").out)["runs"][0]["state"] == "partial"


def test_names_in_hints_are_quoted_for_the_shell(build_run, prony):
    run, suite = "r1;touch p", "q $(touch p)"
    builder = build_run(run, tasks={"a": "python"}, contestants=("x;touch p",), suite=suite)
    builder.end(builder.start("x;touch p", "a"), code=FaultCode.UNREACHABLE, detail="gone")
    for said in (prony("board", width=300).out, prony(width=300).out):
        assert f"--resume {shlex.quote(run)}" in said


def test_the_line_of_a_run_says_what_lost_an_attempt_and_says_it_once(died, capsys):
    import sys

    progress = RunProgress(Terminal(sys.stdout, sys.stderr))
    for event in died.events:
        progress.emit(event)
    lines = capsys.readouterr().err.splitlines()
    assert sum("Connection refused" in line for line in lines) == 2, "each try said something else"
    assert sum("the engine did not come back" in line for line in lines) == 1
    assert sum("not_run" in line for line in lines) == 2
