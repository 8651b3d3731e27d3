"""A statement of Oracle's dialect as one of PostgreSQL that means the same, with `library.sql`; or why it is not run.

Only what is known to come out right is rewritten: every other form is refused, never guessed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.dialects.oracle import Oracle
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import SqlglotError

from prony.databases.oracle.conditions import check_conditions, check_shape
from prony.databases.oracle.functions import rewrite_functions
from prony.databases.oracle.hierarchies import rewrite_hierarchies
from prony.databases.oracle.lint import NOT_EMULATED, NOT_ORACLE, ForeignSqlError, lint
from prony.databases.oracle.rows import rewrite_rownum

logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
"""It says on stderr what is refused here anyway."""
MOST_BYTES = 60_000
_MOST_NODES = 20_000
_BLOCK = re.compile(r"\s*(?:declare|begin)\b", re.IGNORECASE)
_ROUTINE = re.compile(
    r"\s*create\s+(?:or\s+replace\s+)?(?:editionable\s+|noneditionable\s+)?(function|procedure|trigger|package|type)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,9})?")


class OracleText(Oracle):
    """Oracle's grammar, in which a function is what it is called."""

    class Parser(Oracle.Parser):  # type: ignore[misc, valid-type]
        """See `OracleText`."""

        FUNCTIONS: dict[str, Any] = {}
        FUNCTION_PARSERS = {
            name: parser
            for name, parser in Oracle.Parser.FUNCTION_PARSERS.items()
            if name in ("CAST", "EXTRACT", "TRIM")
        }
        NO_PAREN_FUNCTIONS: dict[Any, Any] = {}


def translate(text: str, columns: Mapping[str, frozenset[str]], *, checked: bool = True) -> str:
    """What PostgreSQL is sent for a statement; empty where nothing need be.

    columns: those of each table, by its name in lower case. checked: whether the text is an answer's, and not ours.
    Raises ForeignSqlError.
    """
    if len(text) > MOST_BYTES:
        raise ForeignSqlError(NOT_EMULATED, f"a statement of more than {MOST_BYTES} characters is not emulated")
    if checked:
        lint(text)
        if _BLOCK.match(text) or _ROUTINE.match(text):
            raise ForeignSqlError(NOT_EMULATED, "PL/SQL is not emulated: the answer has to be SQL")
    try:
        trees = [tree for tree in sqlglot.parse(text, read=OracleText) if tree is not None]
        if len(trees) != 1:
            raise ForeignSqlError(NOT_ORACLE, "it does not parse as one statement")
        tree = trees[0]
        if sum(1 for _ in tree.walk()) > _MOST_NODES:
            raise ForeignSqlError(NOT_EMULATED, "a statement of such a size is not emulated")
        if isinstance(tree, exp.Commit):
            return ""
        return _rewritten(tree, columns, checked=checked)
    except SqlglotError as error:
        words = re.sub(r"\x1b\[\d+m", "", str(error)).splitlines()
        raise ForeignSqlError(NOT_ORACLE, f"it does not parse: {words[0] if words else ''}") from error
    except RecursionError as error:
        raise ForeignSqlError(NOT_EMULATED, "a statement so deep is not emulated") from error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ForeignSqlError(NOT_EMULATED, "a statement of such a form is not emulated") from error


def _rewritten(tree: exp.Expr, columns: Mapping[str, frozenset[str]], *, checked: bool) -> str:
    for select in tree.find_all(exp.Select):
        select.set("hint", None)
    for raw in list(tree.find_all(exp.RawString)):
        raw.replace(exp.Literal.string(str(raw.this)))
    check_shape(tree)
    if checked:
        check_conditions(tree, columns)
    _rewrite_literals(tree)
    tree = rewrite_rownum(tree)
    tree = rewrite_functions(tree)
    tree = rewrite_hierarchies(tree)
    _rewrite_queries(tree)
    _rewrite_changes(tree)
    _rewrite_definitions(tree)
    _rewrite_names(tree)
    return tree.sql(dialect=Postgres, identify=True, comments=False, unsupported_level=sqlglot.ErrorLevel.IGNORE)


# --- literals and types ----------------------------------------------------------------------------------------------

_PLAIN_PARENTS = (exp.DataTypeParam, exp.Fetch, exp.Offset, exp.Interval, exp.WindowSpec, exp.Escape)
_OFFSETS = frozenset({"lag", "lead", "nth_value"})


def _rewrite_literals(tree: exp.Expr) -> None:
    """Give every literal the type that Oracle gives it."""
    for literal in list(tree.find_all(exp.Literal)):
        if not _is_plain(literal):
            literal.replace(_typed(literal))
    for day in list(tree.find_all(exp.DateStrToDate)):
        day.replace(_moment(day.this, _DAY, "TIMESTAMP(0)", "a DATE literal is DATE 'YYYY-MM-DD'"))
    for instant in list(tree.find_all(exp.StrToTime)):
        words = "a TIMESTAMP literal is TIMESTAMP 'YYYY-MM-DD HH24:MI:SS'"
        instant.replace(_moment(instant.this, _INSTANT, "TIMESTAMPTZ", words))


def _is_plain(literal: exp.Literal) -> bool:
    parent = literal.parent
    if isinstance(parent, exp.Ordered):
        return not literal.is_string
    if isinstance(parent, exp.Anonymous) and not literal.is_string:
        name, at = parent.name.lower(), literal.index
        return (name == "ntile" and at == 0) or (name in _OFFSETS and at == 1)
    return isinstance(parent, (*_PLAIN_PARENTS, exp.DateStrToDate, exp.StrToTime))


def _typed(literal: exp.Literal) -> exp.Expr:
    if not literal.is_string:
        return exp.cast(literal.copy(), "numeric", dialect="postgres")
    if literal.this == "":
        return exp.cast(exp.Null(), "text", dialect="postgres")
    return exp.cast(literal.copy(), "text", dialect="postgres")


def _moment(literal: exp.Expr, shape: re.Pattern[str], kind: str, words: str) -> exp.Expr:
    while isinstance(literal, exp.Cast):
        literal = literal.this
    if not isinstance(literal, exp.Literal) or not shape.fullmatch(literal.this):
        raise ForeignSqlError(NOT_ORACLE, words)
    return exp.Cast(this=literal.copy(), to=exp.DataType.build(kind, dialect="postgres"))


# --- queries ---------------------------------------------------------------------------------------------------------


def _rewrite_queries(tree: exp.Expr) -> None:
    for like in list(tree.find_all(exp.Like)):
        if not isinstance(like.parent, exp.Escape):
            like.replace(exp.Escape(this=like.copy(), expression=exp.Literal.string("")))
    for quotient in tree.find_all(exp.Div):  # it is no whole number's, so that no type need be given
        quotient.set("typed", True)
        quotient.set("safe", False)
    for lateral in list(tree.find_all(exp.Lateral)):
        join = lateral.parent
        applied = lateral.args.get("cross_apply")
        lateral.set("cross_apply", None)
        if isinstance(join, exp.Join) and applied is not None:
            if applied:
                join.set("kind", "CROSS")
            else:
                join.set("side", "LEFT")
                join.set("on", exp.true())
    for with_ in list(tree.find_all(exp.With)):
        _make_recursive(with_)
    for select in tree.find_all(exp.Select):
        _open_order(select)


def _make_recursive(with_: exp.With) -> None:
    """Say RECURSIVE where a query refers to itself, and take from its first part what is fixed of its types."""
    recursive = False
    if with_.args.get("recursive"):
        return
    for cte in with_.expressions:
        if not any(table.name.lower() == cte.alias.lower() and not table.db for table in cte.this.find_all(exp.Table)):
            continue
        if not cte.args["alias"].args.get("columns"):
            raise ForeignSqlError(NOT_ORACLE, f"ORA-32039: {cte.alias} refers to itself, and names no columns")
        recursive = True
        first = cte.this
        while isinstance(first, exp.SetOperation | exp.Subquery):
            first = first.this
        if isinstance(first, exp.Select):
            first.set("expressions", [_loose(item) for item in first.expressions])
    with_.set("recursive", recursive)


def _loose(item: exp.Expr) -> exp.Expr:
    if isinstance(item, exp.Star) or (isinstance(item, exp.Column) and isinstance(item.this, exp.Star)):
        return item
    value = item.this if isinstance(item, exp.Alias) else item
    loose = exp.Anonymous(this="oracle.o_same", expressions=[value.copy()])
    return exp.alias_(loose, item.args["alias"].copy()) if isinstance(item, exp.Alias) else loose


def _open_order(select: exp.Select) -> None:
    """Put what a name of the select list means in its place, where it stands within an expression of ORDER BY."""
    order = select.args.get("order")
    if order is None:
        return
    named = {item.alias.lower(): item.this for item in select.expressions if isinstance(item, exp.Alias)}
    for key in order.expressions:
        if isinstance(key.this, exp.Column):
            continue
        for column in list(key.find_all(exp.Column)):
            if not column.table and column.name.lower() in named and column.find_ancestor(exp.Select) is select:
                column.replace(exp.paren(named[column.name.lower()].copy()))


# --- changes and definitions -----------------------------------------------------------------------------------------


def _rewrite_changes(tree: exp.Expr) -> None:
    if isinstance(tree, exp.Delete) and tree.args.get("tables"):
        tree.set("this", tree.args["tables"][0])
        tree.set("tables", None)
    for update in tree.find_all(exp.Update):
        for assignment in update.expressions:
            for column in assignment.this.find_all(exp.Column) if isinstance(assignment, exp.EQ) else ():
                column.set("table", None)
    if isinstance(tree, exp.Merge):
        fixed = {column.name.lower() for column in tree.args["on"].find_all(exp.Column) if column.table}
        target = tree.this.alias_or_name.lower()
        for column in tree.args["on"].find_all(exp.Column):
            if column.table.lower() == target:
                fixed.add(f"{column.name.lower()}!")
        for when in tree.args["whens"].expressions:
            then = when.args["then"]
            if isinstance(then, exp.Insert) and then.this is not None:
                for column in then.this.find_all(exp.Column):
                    column.set("table", None)
            if isinstance(then, exp.Update):
                for assignment in then.expressions:
                    if f"{assignment.this.name.lower()}!" in fixed:
                        raise ForeignSqlError(NOT_ORACLE, "ORA-38104: MERGE changes a column that its ON names")


def _rewrite_definitions(tree: exp.Expr) -> None:
    """Types as the emulation has them; a primary key as what is unique and never NULL, on which nothing depends."""
    for cast in list(tree.find_all(exp.Cast)):
        if not _is_ours(cast):
            cast.replace(_cast(cast))
    if not isinstance(tree, exp.Create | exp.Alter):
        return
    for column in tree.find_all(exp.ColumnDef):
        kind = column.args.get("kind")
        if isinstance(kind, exp.DataType):
            column.set("kind", exp.DataType.build(_type_of(kind), dialect="postgres"))
        for constraint in column.args.get("constraints") or ():
            if isinstance(constraint.kind, exp.PrimaryKeyColumnConstraint):
                constraint.set("kind", exp.NotNullColumnConstraint())
                column.append("constraints", exp.ColumnConstraint(kind=exp.UniqueColumnConstraint()))
    for key in list(tree.find_all(exp.PrimaryKey)):
        names = ", ".join(f'"{_folded(name)}"' for name in key.find_all(exp.Identifier))
        key.replace(exp.Var(this=f"UNIQUE ({names})"))
    for constraint in list(tree.find_all(exp.UniqueColumnConstraint)):
        if isinstance(constraint.this, exp.Schema):
            names = ", ".join(f'"{_folded(name)}"' for name in constraint.this.find_all(exp.Identifier))
            constraint.replace(exp.Var(this=f"UNIQUE ({names})"))


def _is_ours(cast: exp.Cast) -> bool:
    """Whether a cast is one that gives a literal its type."""
    return cast.to.sql(dialect="postgres").lower() in ("text", "timestamp(0)", "timestamptz") or (
        cast.to.sql(dialect="postgres").lower() in ("numeric", "decimal") and isinstance(cast.this, exp.Literal)
    )


def _type_of(kind: exp.DataType) -> str:
    """The type that stands for one of Oracle's. Raises ForeignSqlError for one that it has not, or that is not here."""
    words = kind.sql(dialect=Oracle).upper()
    name = re.sub(r"\(.*", "", words).strip()
    sizes = [param.name for param in kind.expressions]
    if name in ("NUMBER", "NUMERIC", "DECIMAL", "INT", "INTEGER", "SMALLINT", "FLOAT", "DOUBLE PRECISION", "REAL"):
        whole = name in ("INT", "INTEGER", "SMALLINT")
        return "numeric(38, 0)" if whole else f"numeric({', '.join(sizes)})" if sizes else "numeric"
    if name in ("VARCHAR2", "VARCHAR", "CHAR", "NVARCHAR2", "NCHAR", "CLOB"):
        return "text"
    if name == "DATE":
        return "timestamp(0)"
    if name == "TIMESTAMP":
        return "timestamptz"
    known = name in ("BLOB", "RAW", "BINARY_DOUBLE", "BINARY_FLOAT", "TIMESTAMP WITH TIME ZONE", "INTERVAL", "ROWID")
    raise ForeignSqlError(
        NOT_EMULATED if known else NOT_ORACLE,
        f"the type {name} is not emulated" if known else f"Oracle has no type {name}",
    )


def _cast(cast: exp.Cast) -> exp.Expr:
    kind, value = _type_of(cast.to), cast.this.copy()
    if kind == "text":
        text = exp.Anonymous(this="oracle.to_char", expressions=[value])
        sizes = [param.name for param in cast.to.expressions]
        if not sizes:
            return text
        numbers = [exp.cast(exp.Literal.number(number), "numeric", dialect="postgres") for number in ("1", sizes[0])]
        return exp.Anonymous(this="oracle.substr", expressions=[text, *numbers])
    if kind.startswith("timestamp"):
        name = "oracle.o_timestamp" if kind == "timestamptz" else "oracle.o_date"
        return exp.Anonymous(this=name, expressions=[value])
    return exp.Cast(this=value, to=exp.DataType.build(kind, dialect="postgres"))


# --- names -----------------------------------------------------------------------------------------------------------


def _folded(name: exp.Identifier) -> str:
    """A name as PostgreSQL folds it: Oracle's capitals are its small letters."""
    text = str(name.this)
    return text.swapcase() if name.args.get("quoted") else text.lower()


def _rewrite_names(tree: exp.Expr) -> None:
    for name in tree.find_all(exp.Identifier):
        name.set("this", _folded(name))
        name.set("quoted", True)
