"""Cases of SQL: the lines of `tests/sql.jsonl`, each a question to the database that an answer leaves behind.

One JSON object a line; blank lines and lines that start with `//` are skipped. docs/databases.md is the reference.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from decimal import Decimal
from typing import Any

import msgspec

from prony.nouns import Noun
from prony.suites.cases import Tolerance
from prony.suites.problems import Problems, did_you_mean


class SqlCase(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One result that is asked for."""

    id: str
    setup: tuple[str, ...] | None = None
    """Files below tests/ that are run first; None: those of the grader."""
    run: tuple[str, ...] | None = None
    """Files of the answer that are run, in order; None: its module."""
    check: str | None = None
    """SQL whose rows are compared, or the name of a file below tests/ with it; None: the rows of the answer itself."""
    rows: tuple[tuple[Any, ...], ...] | msgspec.UnsetType = msgspec.UNSET
    """The rows that are expected. Left out: those that the grader's `expected` gives in a database of its own."""
    raises: tuple[str, ...] = ()
    """Instead of rows: what must be refused, as conditions (`unique`) or codes of the database."""
    seeks: bool = False
    """Whether the plan of the check, or of the answer's own last query, must read no table from end to end, too."""
    columns: bool | tuple[str, ...] = False
    """Whether the names of the columns count; or those names."""
    order: str | tuple[str, ...] = "any"
    """`any`, `exact`, or the columns by which the rows must be sorted."""
    types: bool = False
    """Whether the types of the columns count."""
    tolerance: Tolerance | None = None
    timeout_s: float | None = None
    shown: bool = False


def read_sql_cases(data: bytes, where: str) -> tuple[SqlCase, ...]:
    """All cases of a file. Raises SuiteProblems that lists every line that does not hold, each as `where`:line."""
    problems = Problems()
    cases = collect_sql_cases(data, where, problems)
    problems.raise_if_any(where)
    return cases


def collect_sql_cases(
    data: bytes, where: str, problems: Problems, *, files: Collection[str] | None = None, has_expected: bool = True
) -> tuple[SqlCase, ...]:
    """All cases of a file that hold; the others are added to `problems`.

    files: what lies below tests/, where it is known. has_expected: whether rows may be left out.
    """
    cases: dict[str, SqlCase] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith(b"//"):
            continue
        place = f"{where}:{number}"
        case = _case(stripped, place, problems)
        if case is None:
            continue
        for fault in _faults(case, files, has_expected=has_expected):
            problems.add("E340", place, fault)
        if case.id in cases:
            problems.add("E332", place, f"the id {case.id!r} stands twice")
        cases[case.id] = case
    if not cases and not problems.found:
        problems.add("E340", where, "the file holds no case")
    return tuple(cases.values())


def is_file(check: str) -> bool:
    """Whether a check names a file rather than being SQL itself."""
    return check.endswith(".sql") and "\n" not in check and " " not in check


def _case(line: bytes, place: str, problems: Problems) -> SqlCase | None:
    try:
        raw = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        problems.add("E340", place, f"not a line of JSON: {error}")
        return None
    if not isinstance(raw, dict):
        problems.add("E340", place, "a case is a JSON object")
        return None
    unknown = [name for name in raw if name not in SqlCase.__struct_fields__]
    for name in unknown:
        hint = did_you_mean(name, SqlCase.__struct_fields__)
        problems.add("E310", place, f"a case of SQL has no key {name!r}", hint)
    if unknown:
        return None
    try:
        return msgspec.convert(_spelled_out(raw), SqlCase)
    except msgspec.ValidationError as error:
        problems.add("E340", place, str(error))
        return None


def _spelled_out(raw: dict[str, Any]) -> dict[str, Any]:
    """`raw` with its short forms spelled out: one name for a list of them, one number for both tolerances."""
    out = dict(raw)
    for name in ("raises", "setup", "run"):
        if isinstance(out.get(name), str):
            out[name] = [out[name]]
    tolerance = out.get("tolerance")
    if isinstance(tolerance, int | Decimal) and not isinstance(tolerance, bool):
        out["tolerance"] = {"abs": float(tolerance), "rel": float(tolerance)}
    elif isinstance(tolerance, dict):
        out["tolerance"] = {
            key: float(value) if isinstance(value, Decimal) else value for key, value in tolerance.items()
        }
    if isinstance(out.get("timeout_s"), Decimal):
        out["timeout_s"] = float(out["timeout_s"])
    return out


def _faults(case: SqlCase, files: Collection[str] | None, *, has_expected: bool) -> list[str]:
    faults = []
    if not case.id.strip():
        faults.append("the id is empty")
    has_rows = case.rows is not msgspec.UNSET
    if has_rows and case.raises:
        faults.append("only one of `rows` and `raises` can hold")
    if case.seeks and case.raises:
        faults.append("what is refused has no plan: only one of `seeks` and `raises` can hold")
    if not has_rows and not case.raises and not has_expected:
        faults.append("nothing is expected: give `rows` or `raises`, or a file tests/expected.sql that says the rows")
    if isinstance(case.rows, tuple) and len({len(row) for row in case.rows}) > 1:
        faults.append("the rows differ in length")
    if isinstance(case.order, str) and case.order not in ("any", "exact"):
        faults.append("`order` is any, exact, or a list of columns")
    if isinstance(case.order, tuple) and isinstance(case.rows, tuple) and not isinstance(case.columns, tuple):
        faults.append("an order by columns needs their names: give `columns` as a list")
    if isinstance(case.order, tuple) and isinstance(case.columns, tuple):
        faults += [
            f"`order` names the column {name!r}, which `columns` does not"
            for name in sorted(set(case.order) - set(case.columns))
        ]
    if isinstance(case.rows, tuple) and isinstance(case.columns, tuple):
        faults += ["a row has another length than `columns`"] * any(len(row) != len(case.columns) for row in case.rows)
    if case.timeout_s is not None and case.timeout_s <= 0:
        faults.append("`timeout_s` is more than 0")
    if case.tolerance is not None and (case.tolerance.abs < 0 or case.tolerance.rel < 0):
        faults.append("`tolerance` is not negative")
    if files is not None:
        named = (*(case.setup or ()), *((case.check,) if case.check and is_file(case.check) else ()))
        faults += [f"there is no tests/{name}" for name in named if name not in files]
    return faults
