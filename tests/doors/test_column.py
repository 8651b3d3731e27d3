"""The door for columns: one file, and every face has it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from synthetic_run import RunBuilder
from worked_example import example_files

from prony.nouns import FaultCode, Purpose, Verdict

HERE = Path(__file__).parent
Install = Callable[[dict[str, str], str], Path]
Run = Callable[..., str]


def fill(build_run: Callable[..., RunBuilder]) -> None:
    """Two models at four tasks; the first has a void and a faulted attempt, replies of 2 to 7 s, a judge's of 99."""
    builder = build_run(
        tasks={"a": "python", "b": "python", "c": "javascript", "d": "javascript"}, contestants=("m-one", "n-two")
    )
    for label in ("m-one", "n-two"):
        builder.identify(label)
    for number, task in enumerate("ab"):
        last = builder.attempt("m-one", task, True, wall_s=2.0 + 5 * number)
    builder.exchange(last, number=1, wall_s=99.0, purpose=Purpose.JUDGE)
    void = builder.start("m-one", "c")
    builder.exchange(void, wall_s=3.0)
    builder.end(void)
    builder.grade(void, False, verdict=Verdict.TAMPERED)
    builder.attempt("m-one", "d", FaultCode.LOOP)
    for task in "abcd":
        builder.attempt("n-two", task, task == "a", wall_s=4.0)
    builder.finish()


@pytest.fixture
def prony_in(
    build_run: Callable[..., RunBuilder], tmp_path: Path, prony: tuple[str, ...], environment: dict[str, str]
) -> Callable[[Path], Run]:
    """A function that takes a folder of modules and returns one that runs `prony` with them in that home."""
    fill(build_run)

    def of(root: Path) -> Run:
        env = {**environment, "PYTHONPATH": str(root), "COLUMNS": "300"}

        def run(*words: str) -> str:
            done = subprocess.run([*prony, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            return done.stdout

        return run

    return of


def cells_of(text: str, header: str) -> list[str]:
    """The cells of a terminal's table under a header, aligned to the right."""
    lines = text.splitlines()
    head = next(line for line in lines if line.startswith("model"))
    end = head.index(header) + len(header)
    rows = lines[lines.index(head) + 1 :]
    return [line[:end].split("  ")[-1].strip() for line in rows if line.startswith(("m-one", "n-two"))]


@pytest.mark.parametrize(
    ("name", "header", "shown", "numbers"),
    [
        ("void_share", "void %", ["25.0", "0.0"], [0.25, 0.0]),
        ("longest_reply_s", "longest", ["7.0 s", "4.0 s"], [7.0, 4.0]),
    ],
)
def test_one_file_is_a_column_of_every_face(
    guest_package: Install, prony_in: Callable[[Path], Run], tmp_path: Path, name, header, shown, numbers
) -> None:
    folder = next(HERE.glob(f"column_*/{name}.py")).parent
    files = {path.name: path.read_text("utf-8") for path in folder.glob("*.py")}
    assert list(files) == [f"{name}.py"]
    run = prony_in(guest_package(files, f"[prony.columns]\n{name} = {name}\n"))
    assert cells_of(run("board"), header) == shown
    markdown = [line for line in run("board", "--md").splitlines() if line.startswith("|")]
    place = [cell.strip() for cell in markdown[0].split("|")].index(header)
    assert [line.split("|")[place].strip() for line in markdown[2:]] == shown
    assert [float(row[name]) for row in csv.DictReader(io.StringIO(run("board", "--csv")))] == numbers
    assert [row["more"][name] for row in json.loads(run("board", "--json"))["models"]] == numbers
    compared = next(line for line in run("compare").splitlines() if line.startswith(header))
    assert all(cell in compared for cell in shown)
    run("report", "-o", "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    heading = header.capitalize()
    assert page.count(f"{heading}</th>") == 1
    assert all(f">{cell}</td>" in page for cell in shown)
    assert all(f"<dt>{header}</dt><dd>{cell}</dd>" in page for cell in shown)


def test_a_column_that_is_gone_is_gone_from_boards_that_were_computed_with_it(
    guest_package: Install, prony_in: Callable[[Path], Run], tmp_path: Path
) -> None:
    text = (HERE / "column_longest_reply" / "longest_reply_s.py").read_text("utf-8")
    root = guest_package({"longest_reply_s.py": text}, "[prony.columns]\nlongest_reply_s = longest_reply_s\n")
    assert "longest_reply_s" in prony_in(root)("board", "--csv")
    assert "longest_reply_s" not in prony_in(tmp_path / "nothing")("board", "--csv")


def test_the_worked_examples_are_columns(guest_package: Install, prony_in: Callable[[Path], Run]) -> None:
    files = example_files("column.md")
    assert set(files) == {"faulted_share.py", "first_event_s.py"}
    entries = "".join(f"{name.removesuffix('.py')} = {name.removesuffix('.py')}\n" for name in files)
    run = prony_in(guest_package(files, f"[prony.columns]\n{entries}"))
    rows = {row["label"]: row for row in csv.DictReader(io.StringIO(run("board", "--csv")))}
    assert (float(rows["m-one"]["faulted_share"]), float(rows["n-two"]["faulted_share"])) == (0.25, 0.0)
    assert float(rows["m-one"]["first_event_s"]) == 0.1
    assert cells_of(run("board"), "faulted %") == ["25.0", "0.0"]


def test_a_broken_column_is_told_once_and_the_board_stands(
    guest_package: Install, build_run, tmp_path: Path, prony: tuple[str, ...], environment: dict[str, str]
) -> None:
    fill(build_run)
    root = guest_package(
        {"bad.py": "COLUMN = 1\nMEASURE = None\n", "worse.py": "raise ValueError('no')\n"},
        "[prony.columns]\nbad = bad\nworse = worse\n",
    )
    env = {**environment, "PYTHONPATH": str(root)}
    done = subprocess.run([*prony, "board"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "m-one" in done.stdout
    assert done.stderr.count("'bad'") == 1
    assert done.stderr.count("'worse'") == 1


def test_words_of_a_column_cannot_end_a_row_or_begin_markup(
    guest_package: Install, prony_in: Callable[[Path], Run], tmp_path: Path
) -> None:
    files = {
        "sly.py": "from prony.boards.columns.column import BoardColumn\n"
        "TEXT = '=1+1|<b>\\x1b[31m\\u202e\\nnext'\n"
        "COLUMN = BoardColumn(header='s|ly\\n<i>', help='two\\nlines', value=lambda row: TEXT, text=str)\n",
        "long.py": "from prony.journal.measures import Measure\n"
        "MEASURE = Measure(of_exchange=lambda one: 1, header='l\\nong', help='', text=lambda value: f'{value}\\nx')\n",
    }
    run = prony_in(guest_package(files, "[prony.columns]\nsly = sly\nlong = long\n"))
    table = [line for line in run("board", "--md").splitlines() if line.startswith("|")]
    assert len(table) == 4
    assert "| s\\|ly &lt;i&gt; |" in table[0]
    assert all("| =1+1\\|&lt;b&gt; next |" in line for line in table[2:])
    page = tmp_path / "page.html"
    run("report", "-o", str(page))
    assert "=1+1|&lt;b&gt; next" in page.read_text()
    assert cells_of(run("board"), "s|ly <i>") == ["=1+1|<b> next"] * 2
    rows = list(csv.DictReader(io.StringIO(run("board", "--csv"))))
    assert [row["sly"] for row in rows] == ["'=1+1|<b> next"] * 2


def test_a_column_that_fails_costs_its_own_cells_and_no_board(
    guest_package: Install, build_run, tmp_path: Path, prony: tuple[str, ...], environment: dict[str, str]
) -> None:
    fill(build_run)
    files = {
        "odd.py": "from prony.boards.columns.column import BoardColumn\n"
        "COLUMN = BoardColumn(header='odd', help='fails', value=lambda row: 1 // 0)\n",
        "worn.py": "from prony.journal.measures import Measure\n"
        "MEASURE = Measure(of_exchange=lambda one: {}['no'], header='worn', help='fails', priority=1)\n",
    }
    root = guest_package(files, "[prony.columns]\nodd = odd\nworn = worn\n")
    env = {**environment, "PYTHONPATH": str(root), "COLUMNS": "300"}
    done = subprocess.run([*prony, "board"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert cells_of(done.stdout, "worn") == ["n/c", "n/c"]
    assert done.stderr.count("ZeroDivisionError") == 1
    assert done.stderr.count("KeyError") == 1
