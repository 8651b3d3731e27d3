"""Criteria: what is worth points, which tests earn it, and what caps the total."""

from __future__ import annotations

from typing import Any

from prony.errors import SuiteError
from prony.nouns import Assurance, Cap, Criterion
from prony.suites import schema
from prony.suites.patterns import id_matches
from prony.suites.problems import did_you_mean
from prony.suites.rules import names_in, parse_rule
from prony.suites.source import TaskSource


def criteria_of(source: TaskSource) -> tuple[Criterion, ...]:
    """The criteria. Where none says its points, all are worth the same share of the scale."""
    tables = source.tables("criteria", schema.CRITERION)
    plain = sum(not table.get("bonus", False) for _, table in tables)
    if not plain and not source.problems.found:
        source.add("E313", source.where(), "criteria is empty: nothing earns a point")
    share = source.scale / max(1, plain)
    told = {"points" in table for _, table in tables}
    if len(told) == 2:
        source.add("E334", source.where("criteria"), "points are told for some criteria but not for all")
    return tuple(_criterion(source, index, table, share) for index, table in tables)


def _criterion(source: TaskSource, index: int, table: dict[str, Any], share: float) -> Criterion:
    kind = table.get("kind", "metric" if "metric" in table else "tests")
    where = source.where("criteria", index)
    for wrong in _contradictions(kind, table):
        source.add("E334", where, f"criterion {table['id']}: {wrong}")
    tests = table.get("tests", [table["id"], f"{table['id']}/*"])
    fields = {**table, "kind": kind, "points": float(table.get("points", share))}
    fields["tests"] = () if kind == "metric" else tuple([tests] if isinstance(tests, str) else tests)
    if fields.get("bonus"):
        fields["required"] = False
    if "assurance" in table:
        fields["assurance"] = Assurance(table["assurance"])
    return Criterion(**fields)


def _contradictions(kind: str, table: dict[str, Any]) -> list[str]:
    """What is wrong with a criterion's keys beside each other."""
    metric = {name for name in ("metric", "full", "zero") if name in table}
    found = {
        "a metric needs `metric`, `full` and `zero`": kind == "metric" and len(metric) < 3,
        "`metric`, `full`, `zero` belong to kind metric": kind == "tests" and bool(metric),
        "`tests` belongs to kind tests": kind == "metric" and "tests" in table,
        "`gate = true` and `cap` come together": ("cap" in table) != bool(table.get("gate", False)),
        "a bonus is neither `required` nor a `gate`": bool(table.get("bonus"))
        and bool(table.get("required") or table.get("gate")),
        "`full` and `zero` are the same": len(metric) == 3 and table["full"] == table["zero"],
        "a log scale needs values above 0": table.get("scale") == "log"
        and min(table.get("full", 1), table.get("zero", 1)) <= 0,
    }
    return [wrong for wrong, holds in found.items() if holds]


def check_tests(source: TaskSource, criteria: tuple[Criterion, ...], known: tuple[str, ...] | None) -> None:
    """Whether every pattern means a test, and every test counts; nothing to say while ids are not `known`."""
    if known is None:
        return
    before = len(source.problems.found)
    for index, criterion in enumerate(criteria):
        means = {pattern: any(id_matches(pattern, one) for one in known) for pattern in criterion.tests}
        by_default = "tests" not in source.prony["criteria"][index] and any(means.values())
        for pattern in (pattern for pattern, holds in means.items() if not holds and not by_default):
            hint = did_you_mean(pattern.partition("/")[0], {one.partition("/")[0] for one in known})
            what = f"criterion {criterion.id}: no test is called {pattern}"
            source.add("E330", source.where("criteria", index), what, hint)
    patterns = [pattern for criterion in criteria for pattern in criterion.tests]
    for one in known if patterns and len(source.problems.found) == before else ():
        if not any(id_matches(pattern, one) for pattern in patterns):
            source.add("E330", source.where("criteria"), f"the test {one} counts for no criterion")


def caps_of(source: TaskSource, criteria: tuple[Criterion, ...]) -> tuple[Cap, ...]:
    """The caps whose rule can be read."""
    ids = {criterion.id for criterion in criteria}
    out = []
    for index, table in source.tables("caps", schema.CAP):
        where = source.where("caps", index, "when")
        try:
            names = names_in(parse_rule(table["when"]))
        except SuiteError as error:
            source.add(error.code, where, f"{error.what}: {error.cause}", error.hint)
            continue
        for name in names:
            if name.scope == "criteria" and name.key not in ids:
                what = f"the rule names an unknown criterion {name.key!r}"
                source.add("E333", where, what, did_you_mean(name.key, ids))
        out.append(Cap(**{**table, "total": float(table["total"])}))
    return tuple(out)
