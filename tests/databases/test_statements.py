"""A text of SQL as the statements that its client would send."""

import time

import pytest

from prony.databases.statements import MARIADB, POSTGRES, SQLITE, SqlDialect, split


def texts(text: str, dialect: SqlDialect = POSTGRES) -> list[str]:
    return [statement.text for statement in split(text, dialect)]


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        (POSTGRES, "select 1; select 2", ["select 1", "select 2"]),
        (POSTGRES, "select 1;;\n;", ["select 1"]),
        (POSTGRES, "-- a remark; alone\n/* ; /* nested ; */ ; */", []),
        (
            POSTGRES,
            "select ';', \";\", E'\\';', 'it''s;'; select 2",
            ["select ';', \";\", E'\\';', 'it''s;'", "select 2"],
        ),
        (POSTGRES, "select '\\'; select 2", ["select '\\'", "select 2"]),
        (POSTGRES, "do $$ begin; end $$; do $a$ $$;$$ $a$", ["do $$ begin; end $$", "do $a$ $$;$$ $a$"]),
        (POSTGRES, "select a$b$c; select $1", ["select a$b$c", "select $1"]),
        (
            POSTGRES,
            "create rule r as on insert to t do also (insert into u values (1); delete from v); select 1",
            ["create rule r as on insert to t do also (insert into u values (1); delete from v)", "select 1"],
        ),
        (
            POSTGRES,
            "create or replace procedure p() begin atomic select case when true then 1 end; select 2; end; select 3",
            [
                "create or replace procedure p() begin atomic select case when true then 1 end; select 2; end",
                "select 3",
            ],
        ),
        (POSTGRES, "begin; select 1; end; select 2", ["begin", "select 1", "end", "select 2"]),
        (POSTGRES, "select 'open; select 2", ["select 'open; select 2"]),
        (POSTGRES, "select (1; select 2", ["select (1; select 2"]),
        (SQLITE, "select [a;b], `c;d`; select 2", ["select [a;b], `c;d`", "select 2"]),
        (
            SQLITE,
            "CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN UPDATE t SET a = CASE 1 WHEN 2 THEN 3 END; END; SELECT 1",
            [
                "CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN UPDATE t SET a = CASE 1 WHEN 2 THEN 3 END; END",
                "SELECT 1",
            ],
        ),
        (SQLITE, "select 'a\\'; select 2", ["select 'a\\'", "select 2"]),
        (MARIADB, "select 1; select ';'", ["select 1; select ';'"]),
        (
            MARIADB,
            "select 1;\nDELIMITER $$\ncreate procedure p() begin select '$$'; end$$\n"
            "select 2 $$\ndelimiter ;\nselect 3;",
            ["select 1;", "create procedure p() begin select '$$'; end", "select 2", "select 3;"],
        ),
        (MARIADB, "/*!50000 select 1 */", ["/*!50000 select 1 */"]),
        (MARIADB, 'select 5--1, \'#\', "a\\";" # ;\n', ['select 5--1, \'#\', "a\\";" # ;']),
    ],
)
def test_what_hides_a_semicolon_ends_no_statement(dialect: SqlDialect, text: str, expected: list[str]) -> None:
    assert texts(text, dialect) == expected


def test_rows_behind_a_copy_belong_to_it() -> None:
    copied, after = split("COPY t (a, b) FROM stdin;\n1\t;\n2\t'\n\\.\n\nselect 1;\n", POSTGRES)
    assert (copied.data, after.text, after.line) == (b"1\t;\n2\t'\n", "select 1", 6)


def test_lines_that_a_dump_writes_for_psql_alone_are_passed_over() -> None:
    assert texts("\\restrict aB3\nselect 1;\n\\unrestrict aB3\n") == ["select 1"]
    assert texts("\\! id\nselect 1") == ["\\! id\nselect 1"]


def test_a_statement_knows_the_line_it_begins_in() -> None:
    assert [s.line for s in split("-- one\n\nselect 1;\n\n/* two\n */ select\n2;", POSTGRES)] == [3, 6]


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    for text in ("select '' ; " * 20_000, "/*" * 100_000, "$a$" * 50_001, "(" * 100_000, "E'" + "\\'" * 100_000):
        began = time.process_time()
        split(text, POSTGRES)
        assert time.process_time() - began < 5
