"""The table of contestants and languages: cells are rates, spreads account for the pick, orders hold at once."""

from __future__ import annotations

import pytest
from board_situations import board_of, names, record
from synthetic_run import RunBuilder

from prony.boards.heat import words
from prony.boards.heat.flatness import flatness_of
from prony.boards.heat.languages import Languages, languages
from prony.boards.heat.tables import languages_tables
from prony.boards.ranks import ranking_of
from prony.errors import JournalError, UsageError
from prony.export.formats import exporter_of
from prony.journal.index import Index

TASKS = {**names(24), **names(20, "go"), **names(8, "rust"), **names(3, "javascript")}
LINES = {
    "flat": "1" * 18 + "0" * 6 + "1" * 15 + "0" * 5 + "1" * 6 + "00" + "110",
    "steep": "1" * 24 + "1" * 4 + "0" * 16 + "0" * 8 + "000",
    "poor": "1" * 2 + "0" * 22 + "1" + "0" * 19 + "0" * 8 + "000",
}


def table_of(home, **question) -> Languages:
    with Index(home) as index:
        index.update()
        return languages(index, **question)


@pytest.fixture
def three(tmp_path):
    return record(tmp_path, {**LINES, "all-correct": "1" * 55}, tasks=TASKS, references=("all-correct",))


def row(found, label):
    return next(one for one in found.rows if one.label == label)


def cell(found, label, value):
    return next(one for one in row(found, label).cells if one.value == value)


def test_a_cell_is_the_rate_at_the_tasks_of_its_language(three):
    found = table_of(three)
    assert found.values == {"python": 24, "go": 20, "rust": 8, "javascript": 3}
    assert cell(found, "flat", "python").rate.value == pytest.approx(18 / 24)
    assert (cell(found, "flat", "python").state, cell(found, "flat", "rust").state) == ("measured", "few")
    assert words.cell(cell(found, "flat", "javascript")) == "66.7 /3~"
    assert [(one.name, one.rate) for one in board_of(three).models[0].slices] == [
        (one.value, one.rate) for one in row(found, board_of(three).models[0].label).cells
    ]


def test_rows_stand_by_tasks_solved_or_the_flattest_first(three):
    models = [one.label for one in table_of(three).rows if one.group == "model"]
    flattest = [one.label for one in table_of(three, sort="flat").rows if one.group == "model"]
    assert (models, flattest) == (["flat", "steep", "poor"], ["flat", "poor", "steep"])
    assert table_of(three).rows[-1].label == "all-correct"


def test_the_spread_leaves_out_what_has_fewer_than_six_tasks(three):
    steep = row(table_of(three), "steep").spread
    assert (steep.best, steep.worst, steep.value) == ("python", "rust", pytest.approx(1.0))
    assert steep.left_out == ("javascript",)
    assert ("python", "go") in steep.decided
    assert "better in python than in go" in steep.sentence
    flat = row(table_of(three), "flat").spread
    assert flat.decided == ()
    assert "no two are told apart" in flat.sentence


def test_orders_hold_in_all_languages_at_once(three):
    found = table_of(three)
    by_value = {one.value: one for one in found.orders}
    level = 1 - 0.05 / 3
    assert {one.level for one in found.orders} == {level}, "python, go and rust have six tasks"
    assert by_value["javascript"].ranking is None
    assert "too few tasks" in by_value["javascript"].sentence
    ids = {one.label: one.contestant for one in found.rows}
    tasks = [task for task, language in TASKS.items() if language == "python"]
    alone = ranking_of(
        {ids[label]: {task: [float(line[at])] for at, task in enumerate(tasks)} for label, line in LINES.items()}, level
    )
    assert by_value["python"].ranking.sets == alone.sets
    assert by_value["python"].sentence.startswith("steep and flat tie, nothing here tells them apart; poor")
    assert "(98 % for all pairs at once, 24 tasks)" in by_value["python"].sentence


def test_a_reference_that_fails_strikes_out_orders_and_spreads(tmp_path):
    home = record(tmp_path, {**LINES, "all-correct": "0" + "1" * 54}, tasks=TASKS, references=("all-correct",))
    found = table_of(home)
    assert all(one.ranking is None for one in found.orders)
    assert row(found, "steep").spread.state == "not_to_be_read"
    assert (row(found, "steep").spread.value, row(found, "steep").spread.decided) == (None, ())
    assert all(
        told.split(": ", 1)[1].startswith(("not to be read", "too few")) or told.startswith("not to be read")
        for told in words.sentences(found)
    )


def test_what_was_not_run_is_told_from_what_counts_for_nothing(tmp_path):
    lines = {"whole": "1" * 12, "half": "1" * 6 + "." * 6, "lost": "1" * 6 + "i" * 6}
    found = table_of(record(tmp_path, lines, tasks={**names(6), **names(6, "go")}))
    told = {label: words.cell(cell(found, label, "go")) for label in lines}
    assert told == {"whole": "100.0 /6~", "half": "not run", "lost": "not scored"}
    assert row(found, "half").group == "incomplete"


def test_tasks_that_name_one_problem_are_paired(tmp_path):
    tasks = {**names(20), **names(20, "go")}
    axes = {name: ("strings", f"problem:{name[-3:]}") for name in tasks}
    home = record(tmp_path, {"m": "1" * 18 + "00" + "1" * 9 + "0" * 11}, tasks=tasks, axes=axes)
    found = table_of(home)
    spread = row(found, "m").spread
    assert (spread.pairs, spread.paired) == (1, 1)
    assert found.pairing.startswith("the same problems stand in all 2 languages")
    assert list(table_of(home, by="axis").values) == ["strings"], "a problem is no axis"


def test_a_filter_of_tasks_changes_n_and_says_so(three):
    found = table_of(three, where=("language=go,rs",))
    assert (found.tasks, found.values) == (28, {"go": 20, "rust": 8})
    assert found.filtered.sentence == "28 of 55 tasks: language=go,rs"
    assert row(found, "flat").solved.value == pytest.approx(21 / 28)
    assert found.basis.tasks == 28


def test_a_filter_of_contestants_changes_no_place(three):
    whole, part = table_of(three), table_of(three, where=("label!=steep",))
    assert [one.label for one in part.rows] == ["flat", "poor", "all-correct"]
    assert part.orders == whole.orders
    assert [one for one in whole.rows if one.label != "steep"] == list(part.rows)
    assert "1 of 3 models hidden: label!=steep" in part.filtered.sentence


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("language", "E102"),
        ("=go", "E102"),
        ("language=", "E102"),
        ("nothing=1", "E657"),
        ("language=cobol", "E671"),
        ("label=nobody", "E671"),
        ("\x1b[31m=x", "E102"),
    ],
)
def test_a_filter_that_is_none_is_refused_with_what_there_is(three, where, code):
    with pytest.raises((JournalError, UsageError)) as caught:
        table_of(three, where=(where,))
    assert caught.value.code == code
    assert caught.value.hint


def test_a_filter_reads_fields_with_patterns_and_tells_what_is_not_known(tmp_path):
    builder = RunBuilder(tmp_path, tasks=names(2), contestants=("q4", "q8", "none"))
    for label, quant in (("q4", "Q4_K_M"), ("q8", "Q8_0"), ("none", None)):
        builder.identify(label, quantization=quant)
        for task in names(2):
            builder.attempt(label, task, True)
    builder.finish()
    shown = table_of(tmp_path, where=("quant=q4*",))
    assert [one.label for one in shown.rows] == ["q4"]
    assert "quant is not known of none: hidden" in shown.filtered.sentence
    kept = table_of(tmp_path, where=("quant!=q4*",))
    assert sorted(one.label for one in kept.rows) == ["none", "q8"]
    assert "quant is not known of none: shown" in kept.filtered.sentence


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_every_form_holds_every_cell(three, form):
    found = table_of(three)
    told = exporter_of(form).view(found, languages_tables(found))
    number = {"json": "0.75", "csv": "0.75", "md": "75.0 /24"}[form]
    assert number in told


def test_two_languages_are_named_where_they_are_all_there_is():
    slices = {name: {f"{name}{n}": [float(n < 3)] for n in range(6)} for name in ("python", "go")}
    assert flatness_of("m", slices, {}, 0.95, "").sentence.startswith(
        "m: python and go are not told apart; they may be up to "
    )
    slices = {name: {f"{name}{n}": [solved] for n in range(30)} for name, solved in (("python", 1.0), ("go", 0.0))}
    assert ": better in python than in go; they are " in flatness_of("m", slices, {}, 0.95, "").sentence
