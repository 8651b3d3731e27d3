"""The nouns of this room: a database, a server of it in a scene, and what comes of the statements that it is given."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from decimal import Decimal
from typing import Any, Literal, Protocol

from prony.databases.statements import SqlDialect, SqlStatement
from prony.nouns import Limits, Noun, Verdict
from prony.sandbox import Sandbox

Role = Literal["setup", "solver", "checker"]
"""Who speaks to a database: the task, before anybody answers; whoever solves it, to whom it belongs; or who looks at
it afterwards."""


def user_of(role: Role) -> str:
    """The user of a server whose session it is: what a task lays in belongs to whoever solves it."""
    return "checker" if role == "checker" else "solver"


class Moment(Noun, frozen=True, kw_only=True):
    """A date, a time, an interval, or what else is neither number nor text: its type, and how it is printed."""

    kind: str
    text: str


Value = None | bool | int | float | Decimal | str | bytes | list[Any] | dict[str, Any] | Moment
"""A value of a row. Floats are infinities and `nan` alone: every other number is exact, as it was printed. What is in
lists and dicts is of the same types."""


class SqlColumn(Noun, frozen=True, kw_only=True):
    """One column of a result."""

    name: str
    kind: str
    """The family of its type: `number`, `text`, `bool`, `date`, `timestamp`, `json` ...; empty where none is known."""


class ResultTable(Noun, frozen=True, kw_only=True):
    """Rows that came back."""

    columns: tuple[SqlColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


class SqlRefusal(Noun, frozen=True, kw_only=True):
    """A statement that the database refused."""

    code: str
    """Its own code: an SQLSTATE, or the name that SQLite gives."""
    condition: str = ""
    """What the code means where tasks may ask for it: `unique`, `check`, `foreign-key`, `not-null` ..."""
    message: str
    """In the database's words, which may hold data."""
    line: int
    """Where the statement begins."""


class SqlOutcome(Noun, frozen=True, kw_only=True):
    """What came of some statements."""

    verdict: Verdict = Verdict.PASS
    """PASS: all of them were done. FAIL or COMPILE_ERROR: `fault` says which was refused; else a limit was met."""
    table: ResultTable | None = None
    """The last rows that came back."""
    fault: SqlRefusal | None = None
    detail: str = ""
    wall_s: float = 0.0


class DatabaseServer(Protocol):
    """A server, or what stands for one, in a scene of its own: nothing of it outlives the scene."""

    @property
    def alive(self) -> bool:
        """Whether it can be spoken to; it is ended with what does not keep its limits."""
        ...

    async def create(self, name: str) -> None:
        """Make an empty database."""
        ...

    async def drop(self, name: str) -> None:
        """Remove a database."""
        ...

    async def run(
        self, name: str, statements: tuple[SqlStatement, ...], *, role: Role, wall_s: float, undone: bool = False
    ) -> SqlOutcome:
        """Run statements in a session of their own, one after the other, until one is refused.

        undone: in a transaction that is rolled back. Never raises for what the statements do: a server that they broke
        is not `alive` afterwards.
        """
        ...

    async def redefined(self, name: str, query: SqlStatement) -> tuple[str, ...]:
        """The operators and functions of a database's own that stand in a query for those of the system, for people."""
        ...


class OpenServer(Protocol):
    """A way to start a server in a scene of its own."""

    def __call__(self, sandbox: Sandbox, limits: Limits) -> AbstractAsyncContextManager[DatabaseServer]:
        """A server with a task's limits."""
        ...


class Database(Noun, frozen=True, kw_only=True):
    """One kind of database."""

    id: str
    """Its name in tasks; its toolchain has the same."""
    title: str
    dialect: SqlDialect
    """How a text falls into statements."""
    booleans: bool
    """Whether it has truth values; else they are 1 and 0."""
    open: OpenServer
    """Starts a server in a scene of its own."""
    sample: str = "SELECT {} * {}"
    """A query that multiplies two numbers."""
    endless: str
    """A query that does not end."""
    flood: str
    """A query that gives rows without end."""
    explain: str = ""
    """What stands before a query to be told its plan; empty where plans cannot be asked for."""
    read_whole: Callable[[ResultTable], tuple[str, ...] | None] | None = None
    """A plan -> the tables that it reads from end to end; None for what is no plan."""
