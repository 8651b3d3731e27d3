"""The door for dimensions: one file, and boards, comparisons and pages are sliced by it."""

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

HERE = Path(__file__).parent
Install = Callable[[dict[str, str], str], Path]
Run = Callable[..., str]


@pytest.fixture
def prony_in(
    build_run: Callable[..., RunBuilder], tmp_path: Path, prony: tuple[str, ...], environment: dict[str, str]
) -> Callable[[Path], Run]:
    """A function that takes a folder of modules and returns one that runs `prony` with them: `acme-one` solves what has
    a short name, `bolt-two` nothing."""
    builder = build_run(
        tasks={"abc": "python", "abd": "python", "abcdef": "javascript"}, contestants=("acme-one", "bolt-two")
    )
    for label in ("acme-one", "bolt-two"):
        builder.identify(label)
        for task in ("abc", "abd", "abcdef"):
            builder.attempt(label, task, label == "acme-one" and len(task) == 3)
    builder.finish()

    def of(root: Path) -> Run:
        env = {**environment, "PYTHONPATH": str(root), "COLUMNS": "240"}

        def run(*words: str) -> str:
            done = subprocess.run([*prony, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            return done.stdout

        return run

    return of


def test_one_file_slices_every_face(guest_package: Install, prony_in: Callable[[Path], Run], tmp_path: Path) -> None:
    text = (HERE / "dimension_name_length" / "name_length.py").read_text("utf-8")
    run = prony_in(guest_package({"name_length.py": text}, "[prony.dimensions]\nname-length = name_length\n"))
    by = ("--by", "name-length")
    board = run("board", *by)
    header = next(line for line in board.splitlines() if line.startswith("model"))
    assert header.split().index("short") == header.split().index("long") - 1
    assert " py " not in header
    assert "2/2~  0/1~" in next(line for line in board.splitlines() if line.startswith("acme-one"))
    assert "| short | long |" in run("board", *by, "--md")
    rows = {row["label"]: row for row in csv.DictReader(io.StringIO(run("board", *by, "--csv")))}
    assert float(rows["acme-one"]["name_short_solved_share"]) == 1.0
    assert float(rows["acme-one"]["name_long_solved_share"]) == 0.0
    document = json.loads(run("board", *by, "--json"))
    assert (document["by"], document["slices"]) == ("name-length", {"short": 2, "long": 1})
    assert [one["name"] for one in document["models"][0]["slices"]] == ["short", "long"]
    assert document["languages"] == {"python": 2, "javascript": 1}
    compared = json.loads(run("compare", *by, "--json"))
    assert [(one["name"], one["tasks"]) for one in compared["slices"]] == [("short", 2), ("long", 1)]
    assert any(line.startswith("short") for line in run("compare", *by).splitlines())
    run("report", *by, "-o", "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "Lengths of names: solved / scored" in page
    assert '<th scope="col">short</th>' in page
    assert "The claims by name-length are adjusted" in page


def test_a_value_of_a_dimension_is_words_on_every_face_whatever_it_holds(
    guest_package: Install, prony_in: Callable[[Path], Run]
) -> None:
    text = (
        "from prony.boards.dimensions.dimension import Dimension\n"
        "DIMENSION = Dimension(title='odd', help='', of_task=lambda task: ('=1+1|<b>\\nx',))\n"
    )
    run = prony_in(guest_package({"odd.py": text}, "[prony.dimensions]\nodd = odd\n"))
    table = [line for line in run("board", "--by", "odd", "--md").splitlines() if line.startswith("|")]
    assert len(table) == 4
    assert "| =1+1\\|&lt;b&gt; x |" in table[0]
    (header, *_) = csv.reader(io.StringIO(run("board", "--by", "odd", "--csv")))
    assert not [name for name in header if name.startswith("=") or "\n" in name]


def test_the_worked_examples_are_dimensions(guest_package: Install, prony_in: Callable[[Path], Run]) -> None:
    files = example_files("dimension.md")
    assert set(files) == {"title_length.py", "maker.py"}
    entries = "".join(f"{name.removesuffix('.py')} = {name.removesuffix('.py')}\n" for name in files)
    run = prony_in(guest_package(files, f"[prony.dimensions]\n{entries}"))
    assert json.loads(run("board", "--by", "title_length", "--json"))["slices"] == {"several": 3}
    board = run("board", "--by", "maker").splitlines()
    headings = [line for line in board if line.startswith("-- ")]
    assert headings == ["-- maker: acme", "-- maker: bolt"]
    assert board[board.index("-- maker: acme") + 1].startswith("acme-one")
    assert [row["under"] for row in json.loads(run("board", "--by", "maker", "--json"))["models"]] == ["acme", "bolt"]
