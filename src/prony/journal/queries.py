"""What boards ask of the index: typed rows. Beside `index`, `fold`, `planned_tasks`, `past` and `remarks`, the one
place that knows its tables."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from prony.journal.index import Index
from prony.journal.packed import Cells, Costs
from prony.journal.packs import packs_of
from prony.journal.planned_tasks import problems
from prony.journal.rollup import (
    ALL_RUNS,
    WAITING,
    CellCounts,
    Judging,
    Tally,
    Try,
    cell_of,
    compact,
    counted_of_each_repeat,
    tally_of,
)
from prony.nouns import ContestantSpec, Fingerprint, RunSettings, SuiteSample


class RunRow(NamedTuple):
    """A run in the index. `finished` is the reason that its last `finished` event gave, None while it is open."""

    run: str
    created_at: str
    last_at: str | None
    finished: str | None
    damage: str | None
    settings: RunSettings
    imported: bool = False
    """Whether it did not begin here."""


class SuiteRow(NamedTuple):
    """A suite as one run pinned it."""

    run: str
    suite: str
    version: str
    digest: str
    path: str
    sample: SuiteSample | None = None
    enlarged: int = 0
    """How often its sample was made larger."""
    variant_of: str | None = None
    variant: int = 0


class EntryRow(NamedTuple):
    """A contestant as a plan names it. `contestant` is its id, or `?LABEL` where it was never identified."""

    run: str
    label: str
    contestant: str
    reference: bool
    suite: str | None
    spec: ContestantSpec


class ContestantRow(NamedTuple):
    """What a contestant turned out to be, as its newest run in the scope tells it."""

    contestant: str
    label: str
    reference: bool
    fingerprint: Fingerprint


class GradeChoice(NamedTuple):
    """The choice of the grade that speaks for an attempt: by default the newest of its last step."""

    grader: str | None = None
    """A grader version: the newest grade by it instead."""
    step: int | None = None
    """A step: the newest grade of it instead, where the attempt went on after it."""

    def is_earlier(self, row: Mapping[str, Any]) -> bool:
        """Whether the attempt row is judged by a step that it went on after."""
        return self.step is not None and self.step < row["step"]


NEWEST = GradeChoice()


class Counted(NamedTuple):
    """Everything that counts for one suite in one scope, of each contestant."""

    cells: dict[str, Cells]
    tallies: dict[str, Tally]
    costs: dict[str, Costs] = {}
    """What the attempts took that are scored by their newest grades."""


def runs(index: Index) -> list[RunRow]:
    """All runs with a plan, oldest first; those that did not begin here before all others, whatever date they claim."""
    rows = index.query("SELECT * FROM run WHERE plan_id IS NOT NULL ORDER BY imported DESC, created_at, run")
    settings = msgspec.json.Decoder(RunSettings).decode
    plain = RunRow._fields[:5]
    told = ((*(row[name] for name in plain), settings(row["settings"]), bool(row["imported"])) for row in rows)
    return list(map(RunRow._make, told))


def suites(index: Index, run: str | None = None) -> list[SuiteRow]:
    """The suites that runs pinned, in the plan's order, oldest run first."""
    rows = index.query(
        "SELECT s.run, s.suite, s.version, s.digest, s.path, s.sample, s.enlarged, s.variant_of, s.variant "
        "FROM run_suite AS s JOIN run AS r USING (run) "
        "WHERE ?1 IS NULL OR run = ?1 ORDER BY r.imported DESC, r.created_at, run, s.position",
        (run,),
    )
    sample = msgspec.json.Decoder(SuiteSample).decode
    plain = SuiteRow._fields[:5]
    told = (
        (
            *(row[name] for name in plain),
            row["sample"] and sample(row["sample"]),
            *(row[name] for name in SuiteRow._fields[6:]),
        )
        for row in rows
    )
    return list(map(SuiteRow._make, told))


def entries(index: Index, runs_in_scope: Sequence[str]) -> list[EntryRow]:
    """The planned contestants of these runs, in plan order."""
    rows = index.query(
        "SELECT run, label, contestant, reference, suite, spec FROM entry "
        "WHERE run IN (SELECT value FROM json_each(?)) ORDER BY run, position",
        (compact(list(runs_in_scope)),),
    )
    spec_of = msgspec.json.Decoder(ContestantSpec).decode
    return [EntryRow(row[0], row[1], row[2], bool(row[3]), row[4], spec_of(row[5])) for row in rows]


def contestants(index: Index, runs_in_scope: Sequence[str]) -> dict[str, ContestantRow]:
    """id -> what is known of each identified contestant; the newest run's word where several tell of it."""
    rows = index.query(
        "SELECT c.contestant, c.label, c.reference, c.fingerprint FROM contestant AS c JOIN run AS r USING (run) "
        "WHERE run IN (SELECT value FROM json_each(?)) ORDER BY r.imported DESC, r.created_at, run, c.label",
        (compact(list(runs_in_scope)),),
    )
    return {
        row[0]: ContestantRow(row[0], row[1], bool(row[2]), msgspec.json.decode(row[3], type=Fingerprint))
        for row in rows
    }


def loads(index: Index, runs_in_scope: Sequence[str]) -> dict[str, float]:
    """id -> seconds that the newest cold load took, for contestants that were loaded cold."""
    rows = index.query(
        "SELECT contestant, load_s FROM contestant JOIN run AS r USING (run) "
        "WHERE cold = 1 AND run IN (SELECT value FROM json_each(?)) ORDER BY r.imported DESC, r.created_at, run",
        (compact(list(runs_in_scope)),),
    )
    return {row[0]: row[1] for row in rows}


def counted_of(
    index: Index, scope: str, suite_digest: str, choice: GradeChoice = NEWEST, among: Container[str] | None = None
) -> Counted:
    """The cells that count for a suite in `scope` (a run, or ALL_RUNS), from the roll-up; or, for any other choice of
    grades than the default, or for the tasks `among` which to look, computed from every attempt."""
    packs = packs_of(index, scope, suite_digest)
    costs = {one: costs if among is None else costs.only(among) for one, (_, costs) in packs.items()}
    if choice != NEWEST or among is not None:
        found = _counted_by(index, scope, suite_digest, choice, among)._replace(costs=costs)
        return _by_problem(found, problems(index, suite_digest))
    standings = index.query("SELECT * FROM standing WHERE scope = ? AND suite_digest = ?", (scope, suite_digest))
    found = Counted(
        {contestant: cells for contestant, (cells, _) in packs.items()},
        {row["contestant"]: _tally(row) for row in standings},
        costs,
    )
    return _by_problem(found, problems(index, suite_digest))


def _by_problem(found: Counted, of_task: Mapping[str, str] | None) -> Counted:
    for cells in found.cells.values():
        cells.problems = of_task
    for costs in found.costs.values():
        costs.problems = of_task
    return found


CHOSEN_GRADE = (
    "LEFT JOIN grade AS g ON g.run = a.run AND g.attempt = a.attempt AND g.number = "
    "(SELECT max(number) FROM grade AS h WHERE h.run = a.run AND h.attempt = a.attempt "
    "AND (?1 IS NULL OR h.grader = ?1) AND h.step = min(coalesce(?2, a.step), a.step))"
)
"""An attempt's grade by a `GradeChoice`, whose fields are the first two parameters."""


_AS_GRADED = (
    "g.outcome AS g_outcome, g.score / g.scale AS g_score, g.assurance AS g_assurance, g.grader AS g_grader, "
    "g.measures AS g_measures, g.judges AS g_judges"
)
"""Of the chosen grade, what `_as_graded` reads."""


def _counted_by(
    index: Index, scope: str, suite_digest: str, choice: GradeChoice, among: Container[str] | None
) -> Counted:
    rows = index.query(
        f"SELECT a.*, r.imported, {_AS_GRADED} FROM attempt AS a JOIN run AS r ON r.run = a.run {CHOSEN_GRADE} "
        "WHERE a.suite_digest = ?3" + ("" if scope == ALL_RUNS else " AND a.run = ?4"),
        (*choice, suite_digest, *([] if scope == ALL_RUNS else [scope])),
    )
    by_cell: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if among is None or row["task"] in among:
            by_cell[row["contestant"], row["task"]].append(_as_graded(dict(row), choice))
    cells: dict[str, dict[str, CellCounts]] = defaultdict(dict)
    counted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    tries: dict[str, int] = defaultdict(int)
    for (contestant, task), attempts in sorted(by_cell.items()):
        some = {_try(row): row for row in attempts}
        cells[contestant][task] = cell_of(some)
        counted[contestant] += [some[one] for one in counted_of_each_repeat(some)]
        tries[contestant] += len(attempts)
    return Counted(
        {one: Cells.of(mine) for one, mine in cells.items()},
        {one: tally_of(rows, tries[one]) for one, rows in counted.items()},
    )


_TALLIED_AS_JSON = ("reasons", "measures", "graders", "judges", "labels", "flags")


def _tally(row: sqlite3.Row) -> Tally:
    columns = {name: row[name] for name in Tally.__struct_fields__}
    columns |= {name: msgspec.json.decode(columns[name]) for name in _TALLIED_AS_JSON}
    columns["judging"] = msgspec.json.decode(columns["judging"], type=Judging)
    return msgspec.convert(columns, Tally)


def _as_graded(row: dict[str, Any], choice: GradeChoice) -> dict[str, Any]:
    """The attempt row as it stands by the chosen grade: what has none waits for it."""
    earlier = choice.is_earlier(row)
    if earlier or row["verdict"] is not None or row["outcome"] == WAITING:
        known = row["g_outcome"] is not None
        row["outcome"] = row["g_outcome"] if known else WAITING
        row["score"] = row["g_score"] if row["outcome"] in ("solved", "failed") else 0.0
        row["assurance"] = row["g_assurance"]
        row["grader"] = row["g_grader"]
        row["judges"] = row["g_judges"]
        row["measures"] = compact(json.loads(row["measures"] or "{}") | json.loads(row["g_measures"] or "{}"))
    if earlier:
        row["fault"] = row["fault_class"] = None
    return row


def _try(row: dict[str, Any]) -> Try:
    order = (not row["imported"], row["created_at"], row["run"], row["seq"])
    return Try(row["run"], row["attempt"], order, row["repeat"], row["outcome"], row["score"])


def find_attempts(index: Index, prefix: str, limit: int = 12) -> list[tuple[str, str, str, str]]:
    """(run, attempt, label, task) of attempts whose id begins with `prefix`, or RUN/ID with a prefix of the id."""
    run, _, start = prefix.rpartition("/")
    rows = index.query(
        "SELECT run, attempt, label, task FROM attempt WHERE attempt >= ? AND attempt < ? AND (? = '' OR run = ?) "
        "ORDER BY attempt, run LIMIT ?",
        (start, start + "\U0010ffff", run, run, limit),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def attempt_row(index: Index, run: str, attempt: str) -> dict[str, Any]:
    """The whole row of one attempt."""
    return dict(index.query("SELECT * FROM attempt WHERE run = ? AND attempt = ?", (run, attempt))[0])


def tries_of(index: Index, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Every try of the cell and repeat that this attempt row belongs to, in its own run, oldest first."""
    found = index.query(
        "SELECT * FROM attempt WHERE contestant = ? AND suite_digest = ? AND task = ? AND run = ? AND repeat = ? "
        "ORDER BY seq",
        (row["contestant"], row["suite_digest"], row["task"], row["run"], row["repeat"]),
    )
    return [dict(one) for one in found]


def event_bytes(index: Index, table: str, run: str, attempt: str) -> list[int]:
    """Where the lines of an attempt's exchanges or grades stand in the run's journal, by number."""
    assert table in ("exchange", "grade")
    found = index.query(f"SELECT byte FROM {table} WHERE run = ? AND attempt = ? ORDER BY number", (run, attempt))
    return [row["byte"] for row in found]


def step_bytes(index: Index, run: str, attempt: str) -> list[int]:
    """The places of an attempt's submissions before its end, by step."""
    found = index.query("SELECT byte FROM step WHERE run = ? AND attempt = ? ORDER BY step", (run, attempt))
    return [row["byte"] for row in found]


def first_attempts(
    index: Index, scope: str, suite_digest: str, contestant: str, outcomes: Iterable[str]
) -> list[tuple[str, str, str]]:
    """(attempt, task, outcome) of the attempts that count and ended in one of `outcomes`, in their run's order."""
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND run = ?")
    rows = index.query(
        f"SELECT attempt, task, outcome FROM attempt WHERE contestant = ? AND suite_digest = ? AND {flag} = 1 "
        f"AND outcome IN (SELECT value FROM json_each(?)){more} ORDER BY created_at, run, seq LIMIT 5",
        (contestant, suite_digest, compact(list(outcomes)), *([] if scope == ALL_RUNS else [scope])),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def counted_rows(
    index: Index, scope: str, suite_digest: str, contestant: str, choice: GradeChoice = NEWEST
) -> list[dict[str, Any]]:
    """The rows of the attempts that count for a contestant, with their outcomes by the chosen grades; oldest first."""
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND a.run = ?5")
    columns, join = ("", "") if choice == NEWEST else (f", {_AS_GRADED}", CHOSEN_GRADE)
    rows = index.query(
        f"SELECT a.*{columns} FROM attempt AS a {join} "
        f"WHERE a.contestant = ?3 AND a.suite_digest = ?4 AND a.{flag} = 1{more} AND ?1 IS ?1 AND ?2 IS ?2 "
        "ORDER BY a.created_at, a.run, a.seq",
        (*choice, contestant, suite_digest, *([] if scope == ALL_RUNS else [scope])),
    )
    return [dict(row) if choice == NEWEST else _as_graded(dict(row), choice) for row in rows]


def counted_attempts(
    index: Index,
    scope: str,
    suite_digest: str,
    contestant: str,
    choice: GradeChoice = NEWEST,
    tasks: Iterable[str] | None = None,
) -> list[dict[str, Any]]:
    """`counted_rows`, of `tasks` only where given, with the `tests` and `criteria` of their grades: JSON, or None."""
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND a.run = ?6")
    wanted = None if tasks is None else compact(list(tasks))
    rows = index.query(
        f"SELECT a.*, g.tests AS tests, g.criteria AS criteria, g.verdict AS g_verdict, {_AS_GRADED} "
        f"FROM attempt AS a {CHOSEN_GRADE} WHERE a.contestant = ?3 AND a.suite_digest = ?4 AND a.{flag} = 1{more} "
        "AND (?5 IS NULL OR a.task IN (SELECT value FROM json_each(?5))) ORDER BY a.created_at, a.run, a.seq",
        (*choice, contestant, suite_digest, wanted, *([] if scope == ALL_RUNS else [scope])),
    )
    if choice == NEWEST:
        return [dict(row) for row in rows]
    return [_as_graded(dict(row), choice) | {"verdict": row["g_verdict"]} for row in rows]


def graders(index: Index, runs_in_scope: Sequence[str]) -> list[str]:
    """The grader versions that gave grades in these runs, sorted."""
    rows = index.query(
        "SELECT DISTINCT grader FROM grade WHERE run IN (SELECT value FROM json_each(?)) ORDER BY grader",
        (compact(list(runs_in_scope)),),
    )
    return [row["grader"] for row in rows]


def notes(index: Index, run: str) -> list[tuple[str, str, str]]:
    """(at, level, text) of what a run noted; the text may be untrusted."""
    rows = index.query("SELECT at, level, text FROM note WHERE run = ? ORDER BY seq", (run,))
    return [(row[0], row[1], row[2]) for row in rows]


def position(index: Index) -> list[tuple[str, int, str, str | None]]:
    """How far each journal was read: (run, seq, hash of the last line, damage). Equal positions give equal boards."""
    rows = index.query("SELECT run, seq, prev, damage FROM run ORDER BY run")
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def ended_attempts(index: Index, runs_in_scope: Sequence[str]) -> dict[str, int]:
    """run -> attempts that ended."""
    rows = index.query(
        "SELECT run, count(*) FROM attempt WHERE ended_at IS NOT NULL "
        "AND run IN (SELECT value FROM json_each(?)) GROUP BY run",
        (compact(list(runs_in_scope)),),
    )
    return {row[0]: row[1] for row in rows}


def attempt_rows(index: Index, run: str) -> list[dict[str, Any]]:
    """Every attempt row of a run, in the order they began."""
    return [dict(row) for row in index.query("SELECT * FROM attempt WHERE run = ? ORDER BY seq", (run,))]


def attempt_order(index: Index, run: str) -> list[str]:
    """The ids of a run's attempts, in the order they began."""
    return [row["attempt"] for row in index.query("SELECT attempt FROM attempt WHERE run = ? ORDER BY seq", (run,))]
