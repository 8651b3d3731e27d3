"""`prony boards`: the list, one board, the overlap, and what is imported."""

import json


def test_the_list_has_every_board_with_its_age_and_its_errors(prony):
    said = prony("boards")
    assert said.code == 0, said.err
    assert "never ranked with what was measured here" in said.out
    assert "hackernoon-languages-2026-03" in said.out
    document = json.loads(prony("boards", "--json").out)
    assert document["schema"] == "prony.outside_boards/1"
    six = next(one for one in document["boards"] if one["name"] == "llama-server-six-tasks-2026-03")
    assert (six["rows"], len(six["findings"]), six["where"]) == (26, 4, "mixed")


def test_one_board_is_shown_as_printed_with_what_contradicts_itself(prony):
    said = prony("boards", "show", "llama-server-six-tasks-2026-03")
    assert said.code == 0, said.err
    assert "total 82 printed, 77 by the rest (6 + 14 + 11 + 18 + 14 + 14)" in said.out
    assert "~15s" in said.out


def test_an_unknown_board_is_an_error_with_the_nearest_name(prony):
    said = prony("boards", "show", "hackernon-languages")
    assert (said.code, "E130" in said.err, "hackernoon-languages-2026-03" in said.err) == (2, True, True)
    assert "two boards" in prony("boards", "overlap", "arena").err


def test_the_overlap_of_two_boards_says_what_they_share(prony):
    said = prony("boards", "overlap", "hackernoon", "whatllm-coding")
    assert "zero shared models; 4 families are on both" in said.out
    matrix = prony("boards", "overlap")
    assert "no claim about agreement" in matrix.out


def test_a_table_is_imported_checked_and_listed(prony, tmp_path):
    (tmp_path / "found.md").write_text(
        "| Rank | Model | Total |\n|---|---|---|\n| 1 | Qwen3.6-27B | 90 |\n"
        "| 3 | gpt-oss-20b | 80 |\n| 3 | phi4 | 70 |\n"
    )
    said = prony(
        "boards", "import", "found.md", "--url", "https://example.org/b", "--where", "local", "--axis", "quality"
    )
    assert said.code == 0, said.err
    assert "gpt-oss-20b: rank 3 printed, 2 by the rest" in said.out
    assert "found" in prony("boards").out
    again = prony("boards", "import", "found.md")
    assert (again.code, "E133" in again.err) == (2, True)
    assert prony("boards", "import", "found.md", "--replace").code == 0


def test_hostile_cells_cannot_steer_the_terminal(prony, tmp_path):
    (tmp_path / "odd.csv").write_text("Model,Score\n\x1b[2Jphi4\u202e,\x1b]0;x\x079\n")
    said = prony("boards", "import", "odd.csv")
    assert said.code == 0, said.err
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out


def test_bad_words_about_a_board_are_errors(prony, tmp_path):
    (tmp_path / "b.csv").write_text("Model,Score\nphi4,9\n")
    for more in (("--taken", "soon"), ("--url", "javascript:x"), ("--name", "../x"), ("--table", "2")):
        said = prony("boards", "import", "b.csv", *more)
        assert (said.code, "error[E" in said.err) == (2, True), more
    assert not (tmp_path / "outside").exists()


def test_what_an_import_took_and_left_out_is_said(prony, tmp_path):
    (tmp_path / "two.md").write_text(
        "|Model|one long header of a column|a long header|Accuracy|\n|-|-|-|-|\n|phi4|1|2|81%|\n|qwen3|1|2|80%|\n\n"
        "|Model|b|\n|-|-|\n|phi4|2|\n"
    )
    said = prony("boards", "import", "two.md", width=60)
    assert "models are compared by: Accuracy" in said.out
    assert "81%" in said.out
    assert "not shown at this width: " in said.out
    assert "table 1 of 2" in said.err


def test_a_copy_taken_today_says_not_that_its_numbers_are_fresh(prony, tmp_path):
    (tmp_path / "b.csv").write_text("Model,Score\nphi4,9\n")
    assert "no date, publication day not recorded" in prony("boards", "import", "b.csv").out
    said = prony("boards", "import", "b.csv", "--taken", "2020-01-02", "--replace")
    assert "old" in said.out
    assert "+ d, publication day not recorded, taken 2020-01-02" in said.out


def test_a_matrix_wider_than_the_screen_keeps_what_fits_and_says_what_does_not(prony):
    said = prony("boards", "overlap", width=100)
    assert "not shown at this width: " in said.out
    assert any("/" in line for line in said.out.splitlines()[2:4])


def test_a_column_without_a_known_model_is_doubted(prony, tmp_path):
    (tmp_path / "b.csv").write_text("Setting,Score\nfast,9\nslow,8\n")
    assert "--model-column" in prony("boards", "import", "b.csv").err
