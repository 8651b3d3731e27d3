"""Tables in files of others: every usual form, and whatever else such a file may hold."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import PronyError, UsageError
from prony.outside.importing import snapshot_of, tables_in
from prony.outside.library import board_named, boards, keep
from prony.outside.snapshot import OutsideRow, PublishedBoard, Role

ABOUT = PublishedBoard(board="b")
ROWS = [["1", "Qwen3.6-27B", "90.5"], ["2", "gpt-oss-20b", "88.1"]]
FORMS = {
    "t.md": "words\n\n| Rank | Model | Score |\n|---:|:---|---|\n| 1 | **Qwen3.6-27B** | 90.5 |\n"
    "| 2 | [gpt-oss-20b](https://example.org/x) | 88.1 |\n\nmore",
    "t.csv": "Rank,Model,Score\n1,Qwen3.6-27B,90.5\n2,gpt-oss-20b,88.1\n",
    "semicolons.csv": "Rank;Model;Score\n1;Qwen3.6-27B;90.5\n2;gpt-oss-20b;88.1\n",
    "t.tsv": "Rank\tModel\tScore\n1\tQwen3.6-27B\t90.5\n2\tgpt-oss-20b\t88.1\n",
    "bom.csv": "\ufeffRank,Model,Score\r\n1,Qwen3.6-27B,90.5\r\n2,gpt-oss-20b,88.1\r\n",
    "t.json": json.dumps({"data": [{"Rank": r, "Model": m, "Score": s} for r, m, s in ROWS]}),
    "t.html": "<p>x<table><thead><tr><th>Rank<th>Model<th>Score</thead><tr><td>1<td><a href='x'>Qwen3.6-27B</a><td>90.5"
    "<tr><td>2</td><td>gpt-oss-20b</td><td><b>88.1</b></td></tr></table>",
}


@pytest.mark.parametrize("name", FORMS)
def test_a_table_is_found_in_every_usual_form(name, tmp_path):
    path = tmp_path / name
    path.write_text(FORMS[name], "utf-8")
    found = snapshot_of(path, ABOUT, None, 1)
    assert [(row.model, row.cells["Score"]) for row in found.rows] == [("Qwen3.6-27B", "90.5"), ("gpt-oss-20b", "88.1")]
    assert [column.role for column in found.columns] == [Role.RANK, Role.TOTAL]


def test_the_second_table_and_another_column_of_models_can_be_asked_for(tmp_path):
    path = tmp_path / "two.md"
    path.write_text("|a|b|\n|-|-|\n|1|2|\n\n|who|b|\n|-|-|\n|phi4|2|\n")
    assert snapshot_of(path, ABOUT, "who", 2).rows == (OutsideRow(model="phi4", cells={"b": "2"}),)
    for wanted, number in (("nobody", 2), (None, 3)):
        with pytest.raises(UsageError) as caught:
            snapshot_of(path, ABOUT, wanted, number)
        assert caught.value.code == "E102"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.md", b"", "E132"),
        ("prose.md", b"no table | at all\n", "E132"),
        ("broken.json", b"[" * 100_000, "E132"),
        ("numbers.json", b"[1, 2, 3]", "E132"),
        ("binary.csv", b"\xff\xfe\x00\x01", "E107"),
        ("one-column.csv", b"Model\nphi4\n", "E132"),
        ("nothing.html", b"<table><tr></table><table>", "E132"),
        ("bad.toml", b"rows = 3", "E131"),
        ("other.toml", b'schema = "prony.outside/9"\nboard = "x"', "E131"),
        ("day.toml", b'board = "x"\ntaken = "yesterday"', "E131"),
        ("unknown.toml", b'board = "x"\nrun = "rm"', "E131"),
    ],
)
def test_a_file_without_a_table_is_an_error_with_a_code(name, data, code, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        snapshot_of(path, ABOUT, None, 1)
    assert caught.value.code == code


def test_pipes_folders_links_and_what_is_not_there_are_errors(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    for name in ("pipe.csv", "folder.csv", "link.csv", "nobody.csv"):
        with pytest.raises(UsageError) as caught:
            tables_in(tmp_path / name)
        assert caught.value.code == "E107"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FORMS)), st.data())
def test_no_mutated_file_ends_in_anything_but_a_table_or_an_error_of_ours(tmp_path_factory, name, data):
    text = FORMS[name]
    at = data.draw(st.integers(0, len(text)))
    junk = data.draw(st.text(alphabet="|-\n<>,;\"'[]{}\x00\u202e\u2028=+@ a1", max_size=30))
    path = tmp_path_factory.mktemp("m") / name
    path.write_text(text[:at] + junk + text[data.draw(st.integers(at, len(text))) :], "utf-8")
    try:
        found = snapshot_of(path, ABOUT, None, 1)
    except PronyError:
        return
    assert all("\n" not in row.model and "\x00" not in row.model for row in found.rows)


def test_a_kept_board_is_read_back_as_it_was_and_never_replaced_unasked(tmp_path):
    board = PublishedBoard(board="x", rows=(OutsideRow(model='a "b" \\ c', cells={"s": "\u22121"}),))
    keep(tmp_path, "mine", board)
    assert board_named(tmp_path, "mine").snapshot == board
    for name, code in (("mine", "E133"), ("hackernoon-languages-2026-03", "E133"), ("../up", "E102"), ("A", "E102")):
        with pytest.raises(UsageError) as caught:
            keep(tmp_path, name, board)
        assert caught.value.code == code
    keep(tmp_path, "mine", PublishedBoard(board="y"), replace=True)
    assert board_named(tmp_path, "mi").snapshot.board == "y"


def test_a_board_that_cannot_be_read_costs_only_itself(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/odd.toml").write_text("rows = [")
    known = {one.name: one for one in boards(tmp_path)}
    assert known["odd"].snapshot is None
    assert known["odd"].wrong is not None
    assert known["hackernoon-languages-2026-03"].snapshot is not None
    with pytest.raises(UsageError) as caught:
        board_named(tmp_path, "odd")
    assert caught.value.code == "E131"


SPANS = (
    "<table><thead><tr><th rowspan=2>Model</th><th colspan=2>HumanEval</th></tr><tr><th>pass@1</th><th>cost</th></tr>"
    "</thead><tr><td rowspan='2'>Qwen3-8B</td><td>63.4</td><td>1</td></tr><tr><td>62.2<br>*</td><td>2</td></tr>"
    "<tr><th colspan=9>small ones</th></tr><tr><td>phi4<style>td{}</style></td><td colspan=2>12</td></tr></table>"
)


def test_cells_that_span_rows_and_columns_stand_in_each_of_them(tmp_path):
    path = tmp_path / "t.html"
    path.write_text(SPANS)
    found = snapshot_of(path, ABOUT, None, 1)
    assert [column.name for column in found.columns] == ["HumanEval pass@1", "HumanEval cost"]
    assert [(row.model, *row.cells.values()) for row in found.rows] == [
        ("Qwen3-8B", "63.4", "1"), ("Qwen3-8B", "62.2 *", "2"), ("phi4", "12", "12"),
    ]  # fmt: skip


def test_a_readme_may_hold_tables_of_bars_and_of_html_and_tags_that_are_none(tmp_path):
    path = tmp_path / "README.md"
    path.write_text(f"a `<script>` tag\n\n|Model|a|\n|-|-|\n|phi4|2|\n\n<p>\n{SPANS}\n\n|Model|b|\n|-|-|\n|x|3|\n")
    assert [table.header[1] for table in tables_in(path)] == ["a", "HumanEval pass@1", "b"]


@pytest.mark.parametrize("span", ["0", "-1", "many", "999999", "9" * 40])
def test_no_span_makes_a_table_larger_than_its_bounds(span, tmp_path):
    path = tmp_path / "t.html"
    rows = f"<tr><th>Model<th>a</tr><tr><td rowspan={span}>x<td colspan={span}>1</tr><tr><td>2</tr>"
    path.write_text(f"<table>{rows}</table>")
    assert all(len(row) == 2 for row in tables_in(path)[0].rows)


@pytest.mark.parametrize("before", ["A title\n", "# exported 2026-10-01, from the page\n", "\n\n# made by hand\n"])
def test_a_title_or_a_remark_before_the_header_of_a_csv_is_none(before, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(before + "#,Model,Score\n1,phi4,9\n")
    assert tables_in(path)[0].header == ("#", "Model", "Score")


@pytest.mark.parametrize(
    ("header", "role", "lower"),
    [
        ("Total", Role.TOTAL, False), ("Overall success", Role.TOTAL, False), ("Score (out of 100)", Role.TOTAL, False),
        ("Average", Role.TOTAL, False), ("Average Summary Length (Words)", Role.OTHER, True),
        ("Total Bugs", Role.OTHER, True), ("Total questions", Role.OTHER, False), ("Mean tokens", Role.OTHER, True),
        ("Hallucination Rate %", Role.SHARE, True), ("Failed %", Role.SHARE, True), ("Accuracy %", Role.SHARE, False),
    ],
)  # fmt: skip
def test_a_header_says_what_rows_are_ranked_by_and_whether_less_is_better(header, role, lower, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(f"Model,{header}\nphi4,9\nqwen3,8\n")
    (column,) = snapshot_of(path, ABOUT, None, 1).columns
    assert (column.role, not column.higher_is_better) == (role, lower)


def test_what_is_the_same_for_all_ranks_nobody(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Model,Total,Accuracy\nphi4,800,95%\nqwen3,800,93%\n")
    assert snapshot_of(path, ABOUT, None, 1).of_metric().name == "Accuracy"
