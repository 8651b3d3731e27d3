"""Of one plan of tables come the same schema and rows on every machine, and a variant's come of its own words."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from prony.suites.problems import Problems
from prony.suites.sql_tables import TABLES, TablesPlan, made_of_tables, read_plan, with_seed
from prony.suites.variants import varied_files, with_tables

PLAN = {
    "tables": {
        "shops": ["id pk", "name name", "code code:S"],
        "sales": [
            "id pk",
            "shop_id ref:shops?",
            "kind pick:tea,oil",
            "cents int:5:9",
            "rate dec:1:2",
            "day date:2024-02-28:3",
            "sent after:day:1:1?",
        ],
    },
    "example": {"shops": [[1, "Ada", "S001"]], "sales": []},
    "more": {"shops": [[901, "Zoe", "S901"]]},
    "columns": ["name"],
    "sizes": {"shops": {"sparse": 2, "many": 3}},
}


def made(**fields: object) -> tuple[dict[str, str], list[dict[str, object]]]:
    files, cases = made_of_tables(msgspec.convert({**PLAN, **fields}, TablesPlan))
    return {name: data.decode() for name, data in files.items()}, cases


def test_the_schema_says_what_may_be_null_and_what_a_column_points_at() -> None:
    schema = made()[0]["tests/schema.sql"]
    assert "name VARCHAR(60) NOT NULL,\n" in schema
    assert "  shop_id INTEGER, -- shops.id\n" in schema
    assert "  rate DECIMAL(10, 2) NOT NULL,\n" in schema
    assert "  sent DATE\n);" in schema


def test_one_seed_gives_the_same_rows_and_another_gives_others() -> None:
    first, again, other = made()[0], made()[0], made(seed=2)[0]
    assert first == again
    assert first["tests/schema.sql"] == other["tests/schema.sql"]
    assert first["tests/many/sales.csv"] != other["tests/many/sales.csv"]


def test_rows_written_by_hand_stand_behind_the_generated_ones_of_many_alone() -> None:
    files = made()[0]
    assert files["tests/many/shops.csv"].splitlines()[-1] == "901,Zoe,S901"
    assert "901" not in files["tests/sparse/shops.csv"]
    assert len(files["tests/many/shops.csv"].splitlines()) == 1 + 3 + 1


def test_a_case_lays_in_the_tables_that_have_rows() -> None:
    cases = {case["id"]: case["setup"] for case in made()[1]}
    assert cases["example"] == ["schema.sql", "example/shops.csv"]
    assert cases["empty"] == ["schema.sql"]
    assert cases["many"] == ["schema.sql", "many/shops.csv", "many/sales.csv"]


def test_half_of_the_values_that_may_be_null_are_null_where_rows_are_few() -> None:
    lines = made(sizes={"sales": {"sparse": 400}})[0]["tests/sparse/sales.csv"].splitlines()[1:]
    missing = sum(line.split(",")[1] == "" for line in lines)
    assert 140 < missing < 260
    assert all(line.split(",")[2] in ("tea", "oil") for line in lines)


def test_rows_are_together_once_where_the_plan_says_so() -> None:
    lines = made(unique={"sales": ["kind", "cents"]})[0]["tests/many/sales.csv"].splitlines()[1:]
    pairs = [tuple(line.split(",")[2:4]) for line in lines]
    assert len(pairs) == len(set(pairs)) > 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[]", "Expected `object`"),
        (b"{", "truncated"),
        (b'{"tables": ' + b"[" * 100_000, "Expected"),
        (json.dumps({**PLAN, "tolerance": 1}).encode(), "tolerance"),
        (json.dumps({**PLAN, "rounded": {"sql": "SELECT 1"}}).encode(), "decimals"),
    ],
)
def test_a_plan_that_cannot_be_read_is_told_with_its_file(data: bytes, told: str) -> None:
    problems = Problems()
    assert read_plan({TABLES: data}, Path("shops"), problems) is None
    (problem,) = problems.found
    assert (problem.code, problem.where) == ("E311", f"shops/{TABLES}")
    assert told in problem.what


def test_a_kind_of_column_that_there_is_not_is_told() -> None:
    problems = Problems()
    plan = json.dumps({**PLAN, "tables": {"shops": ["id serial"]}}).encode()
    assert with_tables({TABLES: plan}, Path("shops"), problems) == {TABLES: plan}
    assert "no kind of column: serial" in problems.found[0].what


def test_a_variant_has_tables_by_its_own_words_and_no_file_of_the_others() -> None:
    files = {TABLES: json.dumps(PLAN).encode(), "tests/many/sales.csv": b"old", "tests/postgres/big.sql": b"sales 2024"}
    out = with_tables(varied_files(files, {"sales": "deals", "2024": "2020"}), Path("shops"), Problems())
    assert "tests/many/sales.csv" not in out
    assert out["tests/postgres/big.sql"] == b"deals 2020"
    assert b",2020-02-29," in out["tests/many/deals.csv"]
    assert b"2024" not in out["tests/many/deals.csv"]
    assert b"CREATE TABLE deals" in out["tests/schema.sql"]
    assert json.loads(out["tests/sql.jsonl"].splitlines()[0])["rows"] == []


def test_a_plan_with_another_seed_is_the_same_plan() -> None:
    data = json.dumps(PLAN).encode()
    assert {**json.loads(with_seed(data, 56)), "seed": 0} == {**PLAN, "seed": 0}
    assert json.loads(with_seed(data, 56))["seed"] == 56
