"""ROWNUM, which Oracle gives to rows as they come, before it sorts or groups them. Pure."""

from __future__ import annotations

from sqlglot import exp

from prony.databases.oracle.lint import NOT_EMULATED, ForeignSqlError

_MOST = {exp.LTE: 0, exp.LT: -1}


def rewrite_rownum(tree: exp.Expr) -> exp.Expr:
    """Put a limit, or a number of each row, in the place of ROWNUM. Raises ForeignSqlError where neither would do."""
    for select in list(tree.find_all(exp.Select)):
        where = select.args.get("where")
        if where is not None and _marks(where, select):
            _limit(select, where)
        for column in _marks(select, select):
            if column.find_ancestor(exp.Where, exp.Group, exp.Having, exp.Join, exp.Select) is not select:
                raise ForeignSqlError(NOT_EMULATED, "ROWNUM is emulated in the select list, and as WHERE ROWNUM <= n")
            if select.args.get("group") is not None:
                raise ForeignSqlError(NOT_EMULATED, "ROWNUM beside GROUP BY is not emulated")
            number = exp.cast(
                exp.Window(this=exp.Anonymous(this="row_number", expressions=[]), over="OVER"),
                "numeric",
                dialect="postgres",
            )
            is_item = column.parent is select and column.arg_key == "expressions"
            column.replace(exp.alias_(number, "rownum") if is_item else number)
    if any(column.name.lower() == "rownum" and not column.table for column in tree.find_all(exp.Column)):
        raise ForeignSqlError(NOT_EMULATED, "ROWNUM is emulated in queries alone")
    return tree


def _marks(node: exp.Expr, select: exp.Select) -> list[exp.Column]:
    return [
        column
        for column in node.find_all(exp.Column)
        if column.name.lower() == "rownum" and not column.table and column.find_ancestor(exp.Select) is select
    ]


def _limit(select: exp.Select, where: exp.Where) -> None:
    conjuncts = list(where.this.flatten()) if isinstance(where.this, exp.And) else [where.this]
    most: int | None = None
    kept = []
    for conjunct in conjuncts:
        number = _bound(conjunct)
        if number is None:
            kept.append(conjunct)
        else:
            most = number if most is None else min(most, number)
    if most is None or any(_marks(conjunct, select) for conjunct in kept):
        words = "of conditions on ROWNUM, ROWNUM <= n, ROWNUM < n and ROWNUM = 1 are emulated"
        raise ForeignSqlError(NOT_EMULATED, words)
    clauses = ("group", "having", "order", "distinct", "limit", "offset", "connect")
    sorts = any(select.args.get(name) is not None for name in clauses)
    others = [item for item in select.expressions if item.find(exp.Window, exp.WithinGroup) or _is_total(item)]
    if sorts or others:
        words = "ROWNUM counts rows before they are sorted or grouped: sort or group within a subquery"
        raise ForeignSqlError(NOT_EMULATED, words)
    select.set("where", exp.Where(this=exp.and_(*(part.copy() for part in kept))) if kept else None)
    select.set("limit", exp.Limit(expression=exp.Literal.number(max(most, 0))))


def _is_total(item: exp.Expr) -> bool:
    names = ("count", "sum", "avg", "min", "max", "listagg", "median")
    return any(call.name.lower() in names for call in item.find_all(exp.Anonymous))


def _bound(condition: exp.Expr) -> int | None:
    """How many rows `ROWNUM <= n` leaves."""
    if not isinstance(condition, exp.LTE | exp.LT | exp.EQ):
        return None
    mark, number = condition.this, condition.expression
    while isinstance(number, exp.Cast):
        number = number.this
    if not isinstance(mark, exp.Column) or mark.name.lower() != "rownum" or not isinstance(number, exp.Literal):
        return None
    if number.is_string or not str(number.this).isdigit():
        return None
    if isinstance(condition, exp.EQ):
        return 1 if int(number.this) == 1 else 0
    return int(number.this) + _MOST[type(condition)]
