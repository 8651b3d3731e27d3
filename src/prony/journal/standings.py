"""Which tries count, and what they amount to: cells, standings and packs, brought up to date in the index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from prony.journal.packed import packed_row
from prony.journal.rollup import (
    ALL_RUNS,
    SCORED,
    STATES,
    Tally,
    Try,
    cell_of_counted,
    compact,
    counted_of_each_repeat,
    first_two,
    tally_of,
)
from prony.journal.rows import Row, put_rows
from prony.journal.spending import Spent, costs_of

ROLLED_UP = ("cell", "standing", "packed")
"""Tables whose rows have a scope: a run, or all of them."""

Key = tuple[str, str, str]
"""(contestant, suite digest, task)."""


def roll_up(db: sqlite3.Connection, run: str, touched: Iterable[Key]) -> None:
    """Compute anew which tries count, the cells, and what is kept of the contestants that `touched` cells belong to.
    Called inside a transaction."""
    keys = sorted(touched)
    put_rows(db, "cell", [row for key in keys for row in _cells(db, run, key)])
    for contestant, digest in sorted({(contestant, digest) for contestant, digest, _ in keys}):
        _roll_up_contestant(db, run, digest, contestant)


def _cells(db: sqlite3.Connection, run: str, key: Key) -> list[Row]:
    """Mark which tries count, and return the cells of this key: over all runs, and of `run`."""
    rows = db.execute(
        "SELECT a.run, attempt, a.created_at, a.seq, repeat, outcome, score, counts, counts_in_run, imported, "
        "wall_s, prompt_tokens, completion_tokens, decode_tokens, decode_s, energy_wh, money, "
        "parts, energy_unit, currency "
        "FROM attempt AS a JOIN run AS r ON r.run = a.run "
        "WHERE contestant = ? AND suite_digest = ? AND task = ?",
        key,
    ).fetchall()
    tries = [
        # Whatever date a run from elsewhere claims, it does not overrule one that began here.
        Try(row["run"], row["attempt"], (not row["imported"], row["created_at"], row["run"], row["seq"]), *row[4:7])
        for row in rows
    ]
    mine = [one for one in tries if one.run == run]
    counted = counted_of_each_repeat(tries)
    counted_here = counted if len(mine) == len(tries) else counted_of_each_repeat(mine)
    overall, in_run = ({(one.run, one.attempt) for one in some} for some in (counted, counted_here))
    spent, kept = {}, {}
    for row in rows:
        name = (row["run"], row["attempt"])
        spent[name] = Spent(*row[10:17])
        kept[name] = row
        flags = (int(name in overall), int(name in in_run) if row["run"] == run else row["counts_in_run"])
        if flags != (row["counts"], row["counts_in_run"]):
            db.execute(
                "UPDATE attempt SET counts = ?, counts_in_run = ? WHERE run = ? AND attempt = ?", (*flags, *name)
            )
    whole = _cell(db, ALL_RUNS, key, counted, spent, kept)
    if whole and counted_here is counted:
        return [whole, {**whole, "scope": run}]
    of_run = _cell(db, run, key, counted_here, spent, kept)
    return [row for row in (whole, of_run) if row]


def _cell(
    db: sqlite3.Connection,
    scope: str,
    key: Key,
    counted: Sequence[Try],
    spent: dict[tuple[str, str], Spent],
    rows: dict[tuple[str, str], sqlite3.Row],
) -> Row | None:
    """The row of a cell whose tries `counted` count; None, and no row is left, where there are none."""
    contestant, digest, task = key
    if not counted:
        db.execute(
            "DELETE FROM cell WHERE scope = ? AND contestant = ? AND suite_digest = ? AND task = ?", (scope, *key)
        )
        return None
    cell = cell_of_counted(counted)
    scored = sorted((one for one in counted if one.state in SCORED), key=lambda one: one.order[1:])
    shown = next((one for one in scored if one.state != "solved"), scored[0] if scored else None)
    of_scored = [rows[one.run, one.attempt] for one in scored]
    several = {text for row in of_scored if (text := row["parts"])}
    costs = costs_of([spent[one.run, one.attempt] for one in scored])
    return {
        "scope": scope,
        "suite_digest": digest,
        "contestant": contestant,
        "task": task,
        **dict(zip(STATES, cell, strict=False)),
        "scores": compact(cell.scores),
        **costs._asdict(),
        "energy_units": compact(first_two(row["energy_unit"] for row in of_scored if row["energy_wh"] is not None)),
        "currencies": compact(first_two(row["currency"] for row in of_scored if row["money"] is not None)),
        "shown_run": shown.run if shown else None,
        "shown": shown.attempt if shown else None,
        "parts": compact(first_two(part for text in several for part in json.loads(text))),
    }


def _roll_up_contestant(db: sqlite3.Connection, run: str, digest: str, contestant: str) -> None:
    """Compute a contestant's standings and packs anew: over all runs, and in `run`."""
    rows = db.execute(
        "SELECT * FROM attempt WHERE contestant = ? AND suite_digest = ? ORDER BY run, attempt", (contestant, digest)
    ).fetchall()
    mine = [row for row in rows if row["run"] == run]
    place = (ALL_RUNS, digest, contestant)
    overall = _kept(db, place, rows, [row for row in rows if row["counts"]])
    if overall and len(mine) == len(rows) and all(row["counts"] == row["counts_in_run"] for row in rows):
        in_run: dict[str, Row] = {table: {**row, "scope": run} for table, row in overall.items()}
    else:
        in_run = _kept(db, (run, digest, contestant), mine, [row for row in mine if row["counts_in_run"]])
    for table in ("standing", "packed"):
        put_rows(db, table, [kept[table] for kept in (overall, in_run) if kept])


def _kept(
    db: sqlite3.Connection, place: tuple[str, str, str], rows: Sequence[Any], counted: Sequence[Any]
) -> dict[str, Row]:
    """The rows of a contestant in a scope, by table; none, and none are left, where it made no attempt."""
    if not rows:
        for table in ("standing", "packed"):
            db.execute(f"DELETE FROM {table} WHERE scope = ? AND suite_digest = ? AND contestant = ?", place)
        return {}
    names = dict(zip(("scope", "suite_digest", "contestant"), place, strict=True))
    cells = db.execute(
        "SELECT * FROM cell WHERE scope = ? AND suite_digest = ? AND contestant = ? ORDER BY task", place
    ).fetchall()
    return {
        "standing": names | _columns_of(tally_of(counted, len(rows))),
        "packed": names | packed_row(cells),
    }


def _columns_of(tally: Tally) -> Row:
    """A tally as columns: what is no plain value as JSON."""
    plain = (int, str, type(None))
    values = ((name, getattr(tally, name)) for name in Tally.__struct_fields__)
    return {name: value if isinstance(value, plain) else compact(value) for name, value in values}
