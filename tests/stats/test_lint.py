"""Published tables that contradict themselves: each contradiction comes back as data, sound tables come back clean."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats.table_lint import PublishedRow, PublishedTable, lint, superlative

DATA = Path(__file__).parent.parent / "data" / "stats"


def findings(rule, *rows, **table):
    return [f for f in lint(PublishedTable(rows=rows, **table)) if f.rule == rule]


def board(published):
    return tuple(
        PublishedRow(
            name=row["model"],
            parts=dict(zip(published["tasks"], map(str, row["scores"]), strict=True)),
            total=str(row["printed_total"]),
            rank=row["printed_rank"],
        )
        for row in published["rows"]
    )


def test_every_hard_error_of_a_published_board_is_found_and_nothing_else(published):
    told = lint(PublishedTable(rows=board(published), part_maximum=20, sorted_by_total=True))
    assert [(f.rule, f.row, f.printed, f.computed) for f in told] == [
        ("total", "qwen35-27b-claude-distill-q8-nonthink", "82", "77"),
        ("rank", "qwen35-27b-claude-distill-q8-nonthink", "18", "21"),
        ("rank", "qwen35-9b-q8", "20", "19"),
        ("rank", "kimi-linear-48b-a3b-q6kl", "20", "19"),
    ]


def test_recomputed_ranks_are_the_golden_ones(published):
    fixed = tuple(
        PublishedRow(name=row.name, parts=row.parts, rank=published["derived"]["rank_competition"][row.name])
        for row in board(published)
    )
    assert lint(PublishedTable(rows=fixed)) == ()


def test_more_points_than_the_completed_tasks_can_give_is_found(published):
    rows = [
        PublishedRow(name=r["model"], total=f"{r['printed_score']}{'+' * r['printed_plus']}", completed=r["completed"])
        for r in published["incomplete"]
    ]
    assert [(f.row, f.printed, f.computed) for f in findings("maximum", *rows, part_maximum=20)] == [
        ("nemotron-cascade-2-30b-a3b-q8", "83+", "80")
    ]


def test_elo_boards_conserve_their_sum_and_a_tie_is_not_two_ranks():
    boards = json.loads((DATA / "published_elo_boards.json").read_text())["boards"]
    told = {
        name: lint(
            PublishedTable(
                rows=tuple(
                    PublishedRow(name=r["model"], total=str(r["rating"]), rank=i + 1) for i, r in enumerate(rows)
                ),
                conserved=11200,
                sorted_by_total=True,
            )
        )
        for name, rows in boards.items()
    }
    assert [(f.rule, f.row, f.printed, f.computed) for f in told.pop("Overall")] == [("rank", "phi4:latest", "3", "2")]
    assert all(found == () for found in told.values())
    rows = (PublishedRow(name="a", total="1450"), PublishedRow(name="b", total="1360"))
    assert [f.printed for f in findings("conserved", *rows, conserved=2800)] == ["2810"]


def test_a_percentage_that_its_counts_do_not_give_is_found():
    rows = (
        PublishedRow(name="wrong", passed=9, of=58, percent="15%"),
        PublishedRow(name="right", passed=41, of=58, percent="71%"),
        PublishedRow(name="half up", passed=1, of=8, percent="12.5"),
        PublishedRow(name="half even", passed=1, of=8, percent="12"),
    )
    assert [(f.row, f.printed, f.computed) for f in findings("percentage", *rows)] == [("wrong", "15%", "16")]


def test_impossible_counts_are_found():
    assert findings("count", PublishedRow(name="a", passed=7, of=6))
    assert findings("count", PublishedRow(name="a", passed=0, of=0))


def test_decimals_that_no_whole_numbers_give_are_found():
    rows = (
        PublishedRow(name="impossible", mean="3.47", n=20),
        PublishedRow(name="possible", mean="3.45", n=20),
        PublishedRow(name="percent", percent="34.0", of=11),
    )
    assert [f.row for f in findings("decimals", *rows)] == ["impossible", "percent"]


def test_an_interval_too_narrow_for_its_attempts_is_found():
    rows = (
        PublishedRow(name="narrow", score="70", lo="68", hi="72", attempts=50),
        PublishedRow(name="outside", score="75", lo="60", hi="70", attempts=50),
        PublishedRow(name="wilson", score="70", lo="56", hi="81", attempts=50),
        PublishedRow(name="clustered", score="70", lo="40", hi="90", attempts=50),
    )
    assert [f.row for f in findings("interval", *rows)] == ["narrow", "outside"]


def test_rows_out_of_order_and_unequal_denominators_are_found():
    rows = (
        PublishedRow(name="a", total="5", of=35),
        PublishedRow(name="b", total="7", of=35),
        PublishedRow(name="c", of=33),
    )
    assert [f.row for f in findings("order", *rows, sorted_by_total=True)] == ["b"]
    assert [(f.row, f.computed) for f in findings("denominator", *rows)] == [("c", "35")]


def test_a_mean_of_parts_is_checked_within_its_rounding():
    def row(total):
        return PublishedRow(name="a", parts={"x": "80", "y": "85", "z": "90.5"}, total=total)

    assert not findings("total", row("85.2"), total_is="mean")
    assert findings("total", row("86.0"), total_is="mean")


def test_superlatives_are_queries_over_all_rows(published):
    python = {row["model"]: float(row["scores"][0]) for row in published["rows"]}
    told = superlative(python, "gpt-oss-120b-q8kxl")
    # Three complete rows tie here; the fourth of the published finding is an incomplete contestant.
    assert told.rule == "superlative"
    assert int(told.computed) >= 2
    assert superlative(python, "gpt-oss-120b-q8kxl", only=False) is None
    assert superlative({"a": 1.0, "b": 2.0}, "a").computed == "2"
    assert superlative({"a": 1.0, "b": 2.0}, "a", highest=False) is None


@pytest.mark.parametrize(
    ("rows", "table", "code"),
    [
        ((), {}, "E803"),
        ((PublishedRow(name="a", parts={"x": "n/a"}, total="3"),), {}, "E801"),
        ((PublishedRow(name="a", parts={"x": "NaN"}, total="3"),), {}, "E802"),
        ((PublishedRow(name="a"),), {"total_is": "median"}, "E801"),
    ],
)
def test_a_table_that_cannot_be_read_is_an_error(rows, table, code):
    with pytest.raises(EstimateError) as caught:
        lint(PublishedTable(rows=rows, **table))
    assert caught.value.code == code


def test_superlatives_over_nothing_are_errors():
    for values, name in (({}, "a"), ({"a": 1.0}, "b"), ({"a": float("nan")}, "a")):
        with pytest.raises(EstimateError):
            superlative(values, name)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=1, max_size=12), st.integers(2, 400))
def test_a_table_computed_from_its_data_has_no_findings(scores, n):
    totals = [sum(row) for row in scores]
    rows = tuple(
        PublishedRow(
            name=str(i),
            parts={"a": str(row[0]), "b": str(row[1]), "c": str(row[2])},
            total=str(sum(row)),
            rank=1 + sum(total > sum(row) for total in totals),
            passed=(passed := sum(row) % (n + 1)),
            of=n,
            percent=f"{100 * passed / n:.1f}",
            mean=f"{passed / n:.2f}",
            n=n,
        )
        for i, row in enumerate(scores)
    )
    assert lint(PublishedTable(rows=rows, part_maximum=20)) == ()


@pytest.mark.parametrize("printed", ["0.07", "0.08"])
def test_a_half_may_be_printed_rounded_either_way(printed):
    row = PublishedRow(name="a", mean=printed, n=40)
    assert lint(PublishedTable(rows=(row,))) == ()
