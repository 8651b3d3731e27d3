"""Headers of tables come from task files too: a spreadsheet or a page is given none that acts."""

from __future__ import annotations

import csv
import io

import pytest

HOSTILE = ["=HYPERLINK(1)", "+1+1", "@SUM(A1)", "-2", "<img src=x onerror=alert(1)>", "a|b"]


@pytest.mark.parametrize("language", HOSTILE)
def test_the_name_of_a_language_is_no_formula_and_no_markup(build_run, prony, language):
    made = build_run(tasks={"one": language, "two": "python"})
    made.identify("m")
    for task in ("one", "two"):
        made.attempt("m", task, True)
    made.finish()
    table = prony("board", "--csv")
    assert table.code == 0, table.err
    headers = next(csv.reader(io.StringIO(table.out)))
    assert not [name for name in headers if name[:1] in "=+-@\t\r"]
    assert [name for name in headers if language.strip("=+-@") in name]
    page = prony("board", "--md").out
    assert "<img" not in page
    assert page.splitlines()[2:3] != [language]
