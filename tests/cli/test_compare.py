"""Claims of `prony compare` and `prony report`: the board's own numbers, and files that are whole or not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from prony.cli.terminal import cell_width
from prony.nouns import EngineIdentity

TASKS = {f"py-{n}": "python" for n in range(6)} | {f"js-{n}": "javascript" for n in range(6)}


@pytest.fixture
def bench(build_run):
    builder = build_run("20260101-0000-aaaa", tasks=TASKS, contestants=("small", "large"))
    for label, count in {"small": 2, "large": 11}.items():
        builder.identify(label)
        for number, task in enumerate(TASKS):
            builder.attempt(label, task, number < count, wall_s=2.0 + number)
    builder.finish()
    return builder


def test_the_comparison_as_text(bench, prony):
    said = prony("compare", "large", "small", width=120)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "large against small · quick 1@dddddddd · all runs"
    assert lines[1].startswith("large solves more than small: +75 points, 95 % interval ")
    assert "tasks solved  both 2 · only A 9 · only B 0 · neither 1" in lines
    assert any(line.startswith("all tasks") and "+75 points" in line and "●" in line for line in lines)
    assert sum(line.startswith("quick/") for line in lines) == 9
    assert "! 12 tasks in common are few" in lines


def test_it_says_what_the_board_says(bench, prony):
    board = json.loads(prony("board", "--json").out)
    found = json.loads(prony("compare", "--json").out)
    assert found["schema"] == "prony.compare/2"
    assert found["versus"] == board["comparison"]
    of_boards = {"rank", "traits", "amounts", "pareto"}
    for row, other in zip((found["a"], found["b"]), board["models"], strict=True):
        assert {k: v for k, v in row.items() if k not in of_boards} == {
            k: v for k, v in other.items() if k not in of_boards
        }


@pytest.mark.parametrize("width", [40, 72, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(bench, prony, width):
    said = prony("compare", width=width)
    assert max(cell_width(line) for line in said.out.splitlines()) <= width


def test_a_name_that_is_not_there_is_bad_usage_of_the_record(bench, prony):
    said = prony("compare", "large", "huge")
    assert said.code == 3
    assert "E654" in said.err
    assert "small" in said.err


def test_the_report_is_written_and_said(bench, prony, tmp_path):
    said = prony("report", "last", "-o", "out.html")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("out.html: 24 attempts of run 20260101-0000-aaaa, 0.")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".prony", "out.html", "runs"]


def test_without_a_name_it_is_called_after_the_run(bench, prony, tmp_path):
    prony("report")
    assert (tmp_path / "20260101-0000-aaaa.html").is_file()


def test_a_dash_writes_the_page_to_stdout_and_nothing_else(bench, prony, tmp_path):
    said = prony("report", "-o", "-")
    assert said.out.startswith("<!doctype html>")
    assert said.out.rstrip().endswith("</html>")


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(bench, prony, tmp_path):
    said = prony("report", "-o", "nowhere/out.html")
    assert said.code == 2
    assert "nowhere/out.html cannot be written" in said.err
    assert "-o FILE.html" in said.err


def test_a_pipe_that_is_named_is_written_through_and_stays_one(bench, prony, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert prony("report", "-o", str(pipe)).code == 0
        page, _ = reader.communicate(timeout=60)
    assert page.startswith(b"<!doctype html>")
    assert pipe.is_fifo()


def test_a_link_that_is_named_keeps_leading_where_it_led(bench, prony, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "out.html").symlink_to(tmp_path / "there" / "page.html")
    assert prony("report", "-o", "out.html").code == 0
    assert (tmp_path / "out.html").is_symlink()
    assert (tmp_path / "there" / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_page_that_breaks_off_takes_no_name(bench, prony, tmp_path, monkeypatch):
    from prony.boards.attempts.attempt import AttemptReader

    (tmp_path / "out.html").write_text("before")

    def broken(self, attempt):
        raise RuntimeError("broken")

    monkeypatch.setattr(AttemptReader, "view", broken)
    assert prony("report", "-o", "out.html").code == 70
    assert (tmp_path / "out.html").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".prony", "out.html", "runs"]


def test_a_run_that_is_not_there_is_told(bench, prony):
    assert "E650" in prony("report", "nothing").err


def test_no_other_command_loads_the_template_engine(bench, prony):
    for name in [name for name in sys.modules if name.partition(".")[0] in ("jinja2", "markupsafe")]:
        del sys.modules[name]
    prony("board")
    prony("compare")
    prony("--help")
    assert "jinja2" not in sys.modules


@pytest.fixture
def half_known(build_run):
    """The same weights on two engines, of which one tells much and the other little."""
    builder = build_run("20260101-0000-bbbb", tasks=TASKS, contestants=("told", "untold"))
    told = {f"setting_{n}": n for n in range(20)}
    for label, engine in {
        "told": EngineIdentity(kind="llama-server", version="1", served_context=4096, slots=4, settings=told),
        "untold": EngineIdentity(kind="llama-swap"),
    }.items():
        builder.identify(label, sha256="0" * 64, name="smol", fingerprint={"engine": engine})
        for task in TASKS:
            builder.attempt(label, task, True)
    builder.finish()


def test_differences_known_on_both_sides_come_before_what_one_side_tells(half_known, prony):
    lines = prony("compare", "told", "untold", width=160).out.splitlines()
    at = lines.index("2 fingerprint fields known to differ")
    assert [line.split()[0] for line in lines[at + 2 : at + 4]] == ["engine.kind", "model_id"]
    assert lines[at + 4].startswith("captured on one side only: 23 of A only: engine.version, engine.served_context")
    assert "--all-fields" in "".join(lines[at + 4 : at + 6])


@pytest.mark.parametrize("width", [60, 160])
def test_all_fields_can_be_asked_for(half_known, prony, width):
    out = prony("compare", "told", "untold", "--all-fields", width=width).out
    assert out.count("engine.settings.setting_") == 20
    assert "artifact.quantization" in out, "what is the same"
    assert "(--json)" not in out
    assert max(cell_width(line) for line in out.splitlines()) <= width
