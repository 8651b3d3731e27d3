"""CONNECT BY, as a query that refers to itself. Pure."""

from __future__ import annotations

from sqlglot import exp

from prony.databases.oracle.lint import NOT_EMULATED, ForeignSqlError

_WALK = "connect by"
"""A name that no answer can give: Oracle's folded names have no blank unless they are quoted."""
_DEEPEST = 1000


def rewrite_hierarchies(tree: exp.Expr) -> exp.Expr:
    """Put a recursive query in the place of each CONNECT BY. Raises ForeignSqlError for one that is not emulated."""
    for select in list(tree.find_all(exp.Select)):
        if select.args.get("connect") is not None:
            _rewrite(select)
    for column in tree.find_all(exp.Column):
        if not column.table and column.name.lower() in ("connect_by_isleaf", "connect_by_iscycle"):
            raise ForeignSqlError(NOT_EMULATED, f"{column.name.upper()} is not emulated")
    if tree.find(exp.Prior, exp.ConnectByRoot):
        raise ForeignSqlError(NOT_EMULATED, "PRIOR is emulated within CONNECT BY alone")
    return tree


def _rewrite(select: exp.Select) -> None:
    connect = select.args["connect"]
    table = select.args["from_"].this
    if not isinstance(table, exp.Table) or select.args.get("joins") or connect.args.get("nocycle"):
        raise ForeignSqlError(NOT_EMULATED, "CONNECT BY is emulated over one table, without NOCYCLE")
    if any(item.is_star for item in select.expressions):
        raise ForeignSqlError(NOT_EMULATED, "* beside CONNECT BY is not emulated: name the columns")
    name = table.alias_or_name
    start, step = connect.args.get("start"), connect.args["connect"].copy()
    anchor: list[exp.Expr] = [_star(name), exp.alias_(_number("1"), "level")]
    again: list[exp.Expr] = [
        _star(name),
        exp.alias_(exp.Add(this=_of_walk("level"), expression=_number("1")), "level"),
    ]
    _along_paths(select, name, anchor, again)
    _by_siblings(select, anchor, again)
    step = _with_prior(step, name)
    for part in (*anchor, *again):
        _of_table(part, name)
    deep = exp.LT(this=_of_walk("level"), expression=_number(str(_DEEPEST)))
    first = exp.Select(expressions=anchor, from_=exp.From(this=table.copy()))
    if start is not None:
        first.set("where", exp.Where(this=start.copy()))
    walk = exp.Table(this=exp.to_identifier(_WALK, quoted=True))
    second = exp.Select(
        expressions=again,
        from_=exp.From(this=table.copy()),
        joins=[exp.Join(this=walk)],
        where=exp.Where(this=exp.and_(exp.paren(step), deep)),
    )
    union = exp.Union(this=first, expression=second, distinct=False)
    cte = exp.CTE(this=union, alias=exp.TableAlias(this=exp.to_identifier(_WALK, quoted=True)))
    inner = exp.Select(expressions=[exp.Star()], from_=exp.From(this=walk.copy()))
    inner.set("with_", exp.With(expressions=[cte], recursive=True))
    select.set("connect", None)
    alias = exp.TableAlias(this=exp.to_identifier(name))
    select.set("from_", exp.From(this=exp.Subquery(this=inner, alias=alias)))


def _star(name: str) -> exp.Column:
    return exp.Column(this=exp.Star(), table=exp.to_identifier(name))


def _number(text: str) -> exp.Expr:
    return exp.cast(exp.Literal.number(text), "numeric", dialect="postgres")


def _of_walk(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=" " in name), table=exp.to_identifier(_WALK, quoted=True))


def _of_table(node: exp.Expr, name: str) -> None:
    """Say of which table the columns are that do not say it."""
    for column in node.find_all(exp.Column):
        if not column.table and not isinstance(column.this, exp.Star):
            column.set("table", exp.to_identifier(name))


def _with_prior(condition: exp.Expr, name: str) -> exp.Expr:
    """A condition between a row and the one before it."""
    holder = exp.Paren(this=condition)
    for column in list(holder.find_all(exp.Column)):
        if column.name.lower() == "level" and not column.table and not column.find_ancestor(exp.Prior):
            column.replace(exp.paren(exp.Add(this=_of_walk("level"), expression=_number("1"))))
    for prior in list(holder.find_all(exp.Prior)):
        value = exp.Paren(this=prior.this.copy())
        for column in list(value.find_all(exp.Column)):
            column.set("table", exp.to_identifier(_WALK, quoted=True))
        prior.replace(value)
    _of_table(holder, name)
    result = holder.this
    assert isinstance(result, exp.Expr)
    return result


def _along_paths(select: exp.Select, name: str, anchor: list[exp.Expr], again: list[exp.Expr]) -> None:
    """Columns for what is gathered on the way from the root."""
    paths = [call for call in select.find_all(exp.Anonymous) if call.name.lower() == "sys_connect_by_path"]
    for number, call in enumerate(paths):
        value, mark = call.expressions
        piece = exp.DPipe(this=mark.copy(), expression=exp.Anonymous(this="oracle.to_char", expressions=[value.copy()]))
        column = f"path {number}"
        anchor.append(exp.alias_(piece.copy(), column, quoted=True))
        again.append(exp.alias_(exp.DPipe(this=_of_walk(column), expression=piece.copy()), column, quoted=True))
        call.replace(exp.column(exp.to_identifier(column, quoted=True)))
    for number, root in enumerate(list(select.find_all(exp.ConnectByRoot))):
        column = f"root {number}"
        first = exp.Anonymous(this="oracle.o_same", expressions=[root.this.copy()])
        anchor.append(exp.alias_(first, column, quoted=True))
        again.append(exp.alias_(_of_walk(column), column, quoted=True))
        root.replace(exp.column(exp.to_identifier(column, quoted=True)))


def _by_siblings(select: exp.Select, anchor: list[exp.Expr], again: list[exp.Expr]) -> None:
    order = select.args.get("order")
    if order is None or not order.args.get("siblings"):
        return
    place = exp.Window(this=exp.Anonymous(this="row_number", expressions=[]), order=order.copy(), over="OVER")
    place.args["order"].set("siblings", None)
    anchor.append(exp.alias_(exp.Array(expressions=[place.copy()]), "place of it", quoted=True))
    longer = exp.Anonymous(this="pg_catalog.array_append", expressions=[_of_walk("place of it"), place.copy()])
    again.append(exp.alias_(longer, "place of it", quoted=True))
    by_place = exp.Ordered(this=exp.column(exp.to_identifier("place of it", quoted=True)))
    select.set("order", exp.Order(expressions=[by_place]))
