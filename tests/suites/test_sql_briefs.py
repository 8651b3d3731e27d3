"""The brief of a problem in SQL shows the tables and the example that it is graded by."""

from __future__ import annotations

import json

from prony.suites.sql_briefs import tables_and_examples

SCHEMA = b"CREATE TABLE t (a INTEGER, b VARCHAR(9));\n"
CASE = {
    "id": "example",
    "setup": ["schema.sql", "example/t.csv"],
    "columns": ["b", "n"],
    "rows": [["x", None]],
    "shown": True,
}


def tree(*cases: dict[str, object]) -> dict[str, bytes]:
    lines = "".join(f"{json.dumps(case)}\n" for case in cases).encode()
    return {"tests/schema.sql": SCHEMA, "tests/example/t.csv": b"a,b\n1,x\n2,\n", "tests/sql.jsonl": lines}


def test_the_schema_and_the_rows_of_the_example_stand_in_the_brief() -> None:
    words = tables_and_examples(tree(CASE))
    assert "```sql\nCREATE TABLE t (a INTEGER, b VARCHAR(9));\n```" in words
    assert "`t`\n\n| a | b |\n| --- | --- |\n| 1 | x |\n| 2 | NULL |" in words
    assert words.endswith("The answer gives:\n\n| b | n |\n| --- | --- |\n| x | NULL |")


def test_a_check_says_what_is_looked_at_afterwards() -> None:
    assert "Afterwards `SELECT b FROM t` gives:" in tables_and_examples(tree({**CASE, "check": "SELECT b FROM t"}))


def test_nothing_of_a_hidden_case_is_shown() -> None:
    hidden = {**CASE, "id": "many", "rows": [["secret", 1]], "shown": False}
    assert "secret" not in tables_and_examples(tree(CASE, hidden))


def test_a_problem_in_another_language_has_neither() -> None:
    assert tables_and_examples({"tests/cases.jsonl": b"{}\n"}) == ""
