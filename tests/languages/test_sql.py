"""SQL in replies: which text is the answer."""

from __future__ import annotations

import pytest

from prony.languages import LANGUAGES, language_of_fence
from prony.suites.answers import extract

SQL = LANGUAGES["sql"]
SCHEMA = "CREATE TABLE customers (\n  id integer PRIMARY KEY,\n  name text NOT NULL,\n  city text,\n  country text\n);"


@pytest.mark.parametrize("word", ["sql", "postgresql", "pgsql", "plpgsql", "mysql", "mariadb", "sqlite", "sqlite3"])
def test_fences_of_all_dialects_are_sql(word):
    assert language_of_fence(word) is SQL


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("SELECT 'it''s', \"a\"\"b\" -- it's", True),
        ("SELECT (1", False),
        ("SELECT 'open", False),
        ("/* open", False),
        ("DO $$ BEGIN RAISE NOTICE 'x'; END $$;", True),
        ("CREATE FUNCTION f() RETURNS int AS $$", False),
    ],
)
def test_a_text_is_whole_or_cut(text, whole):
    assert SQL.whole(text) is whole


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("SELECT name FROM t", True),
        ("with top as (select 1)", True),
        ("  INSERT INTO t VALUES (1);", True),
        ("CREATE OR REPLACE FUNCTION f()", True),
        ("PRAGMA foreign_keys = ON;", True),
        ("With that in mind, the query is simple.", False),
        ("Update the table first, then select.", False),
        ("Select the right city?", False),
        ("Delete what is old.", False),
    ],
)
def test_a_line_begins_as_only_code_does(line, code):
    assert SQL.begins_code(line) is code


def test_names_are_defined_by_what_creates_them():
    for text in (
        "CREATE VIEW top AS SELECT 1",
        'create or replace function public."top"() returns int',
        "CREATE TABLE IF NOT EXISTS `top` (a)",
    ):
        assert SQL.defines(text, "top")
    assert not SQL.defines("SELECT * FROM top", "top")


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("SELECT city\nFROM t\nWHERE x = 'a';", "SELECT city\nFROM t\nWHERE x = 'a';"),
        ("The query:\n\nWITH x AS (SELECT 1)\nSELECT 2;\n\nThat is it.", "WITH x AS (SELECT 1)\nSELECT 2;"),
        (f"Given\n```sql\n{SCHEMA}\n```\nthis is it:\n```sql\nSELECT 1;\n```", "SELECT 1;"),
        ("```sql\nSELECT 1;\n```\nBetter:\n```sql\nSELECT 2;\n```", "SELECT 2;"),
        ("```SQL\nSELECT 1;\n```\nIt prints\n```\n city | name\n```\nRun\n```bash\npsql -f a.sql\n```", "SELECT 1;"),
        ("```postgresql\n-- it's the total\nSELECT $$;$$;\n```", "-- it's the total\nSELECT $$;$$;"),
    ],
)  # fmt: skip
def test_the_answer_is_found_in_a_reply(make_task, reply, answer):
    task = make_task(answer=("a.sql",), instruction=f"The tables:\n\n```sql\n{SCHEMA}\n```\n\nList the cities.")
    assert extract(reply, task).files == {"a.sql": f"{answer}\n".encode()}
