"""Published tables that contradict themselves: each contradiction comes back as data, sound tables come back clean."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats.printed_statements import Statement, StatementKind, check, superlative
from prony.stats.table_lint import PublishedRow, PublishedTable, lint, unread_cells

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


def totals(*rows):
    return tuple(PublishedRow(name=name, total=total, rank=rank) for name, total, rank in rows)


@pytest.mark.parametrize(
    ("rows", "table"),
    [
        (totals(("a", "86.3", 1), ("b", "86.3", 2), ("c", "80.1", 3)), {}),
        (totals(("a", "9", 1), ("b", "8", 2), ("c", "8", 2), ("d", "7", 3)), {}),
        (totals(("k", "40.2", 11), ("l", "39.9", 12), ("m", "39.9", 12), ("n", "30.0", 14)), {}),
        (totals(("a", "1.5", 1), ("b", "1.5", 1), ("c", "2.5", 3)), {"higher_is_better": False}),
        (totals(("a", "83+", 1), ("b", "90", 2)), {}),
        ((PublishedRow(name="a", parts={"x": "33%", "y": "67%", "z": "33%"}, total="44.4%"),), {"total_is": "mean"}),
        ((PublishedRow(name="a", parts={"x": "33.4", "y": "33.4", "z": "33.4"}, total="100"),), {}),
        ((PublishedRow(name="a", parts={"x": "33%", "y": "33%", "z": "33%"}, total="100%"),), {}),
        ((PublishedRow(name="a", passed=31, of=200, percent="15,5%"),), {}),
        ((PublishedRow(name="a", parts={"x": "12,5", "y": "10,0"}, total="22,5"),), {}),
        ((PublishedRow(name="a", parts={"x": "1.250,5", "y": "10,0"}, total="1.260,5"),), {}),
        ((PublishedRow(name="a", parts={"x": "1,250", "y": "1,000"}, total="2,250"),), {}),
        ((PublishedRow(name="a", score="99.0", lo="94.6", hi="100.0", attempts=100),), {}),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value[0].name,
)
def test_what_rounding_and_other_habits_allow_is_no_finding(rows, table):
    assert lint(PublishedTable(rows=rows, **table)) == ()


def test_rounded_shares_without_a_sign_are_not_taken_for_points():
    thirds = [PublishedRow(name=str(at), parts={"x": "33", "y": "33", "z": "33"}, total="100") for at in range(3)]
    whole = [PublishedRow(name=f"w{at}", parts={"x": "20", "y": "50", "z": "30"}, total="100") for at in range(3)]
    assert lint(PublishedTable(rows=(*thirds, *whole))) == ()
    assert lint(PublishedTable(rows=(thirds[0],), counted=True))
    assert not lint(PublishedTable(rows=(thirds[0],), counted=False))


def test_a_wrong_rank_on_a_later_page_is_found():
    rows = totals(("k", "40", 11), ("l", "39", 13), ("m", "38", 13), ("n", "30", 14))
    assert [(f.row, f.printed, f.computed) for f in findings("rank", *rows)] == [("l", "13", "12")]


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        (PublishedRow(name="a", score="120%"), "120%"),
        (PublishedRow(name="a", percent="101"), "101"),
        (PublishedRow(name="a", score="97", lo="94.5", hi="101.5"), "101.5"),
        (PublishedRow(name="a", score="2", lo="\u22121.5", hi="5.5"), "\u22121.5"),
    ],
)
def test_shares_outside_0_to_100_are_found(row, printed):
    assert [f.printed for f in findings("bounds", row)] == [printed]


@pytest.mark.parametrize(
    "text", ["\u221282.5%", "~15s", "103\u2020", "n/a", "1\u2009234", "\u2014", "2.6\u00d7", "32s \u2b50"]
)
def test_cells_as_people_print_them_are_read_or_known_to_be_empty(text):
    rows = (PublishedRow(name="a", total=text), PublishedRow(name="b", total="3"))
    table = PublishedTable(rows=rows)
    assert lint(table) == ()
    assert unread_cells(table) == ()


def test_a_cell_that_cannot_be_read_costs_only_itself():
    rows = (
        PublishedRow(name="a", parts={"x": "about a dozen", "y": "5"}, total="7"),
        PublishedRow(name="b", parts={"x": "3", "y": "5"}, total="11"),
        PublishedRow(name="c", total="1" * 500),
    )
    table = PublishedTable(rows=rows)
    assert [f.row for f in lint(table)] == ["b"]
    assert [(one.row, one.column) for one in unread_cells(table)] == [("a", "x"), ("c", "total")]


def test_claims_are_held_against_the_numbers_they_are_made_of():
    def told(kind, printed, *of, **more):
        found = check(Statement(row="a", kind=StatementKind(kind), printed=printed, of=of, **more))
        return None if found is None else (found.computed, found.rounding)

    assert told("ratio", "2.6\u00d7", "300 s", "113s") == ("2.6549", True)
    assert told("ratio", "216", "99", "28s", times=60) == ("212.1429", True)
    assert told("ratio", "3.5x", "388", "107") == ("3.6262", False)
    assert told("ratio", "20\u00d7", "600\u2013900", "45") is None
    assert told("ratio", "20", "1", "0") is None
    assert told("change", "\u221282.5%", "40", "7") is None
    assert told("change", "-50%", "40", "7") == ("-82.5", False)
    assert told("change", "+50%", "42.2", "61.1") == ("44.7867", False)
    assert told("difference", "-5", "77", "87") == ("-10", False)
    assert told("same", "46", "51+") == ("51", False)
    assert told("same", "14", "n/a") is None
    with pytest.raises(EstimateError, match="made of 2"):
        told("ratio", "3", "1")


STYLES = {
    "whole points": {"digits": 0, "rank": "competition"},
    "one decimal": {"digits": 1, "rank": "competition"},
    "two decimals, dense": {"digits": 2, "rank": "dense"},
    "percent": {"digits": 0, "rank": "order", "sign": "%"},
    "decimal comma": {"digits": 1, "rank": "competition", "mark": ","},
}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["sum", "mean"]),
    st.lists(st.lists(st.floats(0, 100), min_size=4, max_size=4), min_size=1, max_size=25),
    st.integers(0, 30),
)
def test_a_table_that_was_rounded_when_it_was_printed_has_no_findings(style, total_is, scores, begin):
    digits, ranking, sign, mark = (
        STYLES[style].get(name, default) for name, default in (("digits", 0), ("rank", ""), ("sign", ""), ("mark", "."))
    )
    exact = [[round(score) for score in row] for row in scores] if style == "whole points" else scores

    def shown(value):
        return f"{value:.{digits}f}".replace(".", mark) + sign

    true = [sum(row) / (len(row) if total_is == "mean" else 1) for row in exact]
    order = sorted(range(len(true)), key=lambda at: -true[at])
    ranks = {
        "competition": [1 + sum(other > value for other in true) for value in true],
        "dense": [1 + len({other for other in true if other > value}) for value in true],
        "order": [1 + order.index(at) for at in range(len(true))],
    }[ranking]
    rows = tuple(
        PublishedRow(
            name=str(at),
            parts={str(part): shown(value) for part, value in enumerate(row)},
            total=shown(true[at]),
            rank=ranks[at] + begin,
        )
        for at, row in enumerate(exact)
    )
    assert lint(PublishedTable(rows=rows, total_is=total_is)) == ()
