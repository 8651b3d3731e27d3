"""Oracle's functions, by the names that they have in the emulation. Pure."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from prony.databases.oracle.lint import NOT_EMULATED, ForeignSqlError

_COUNTS = frozenset({"count", "row_number", "rank", "dense_rank", "ntile"})
"""What gives whole numbers of PostgreSQL's own, which are made numbers like all others."""
_SAME = frozenset(
    {"count", "row_number", "rank", "dense_rank", "ntile", "sum", "avg", "min", "max", "stddev", "variance", "lag"}
    | {"lead", "first_value", "last_value", "nth_value", "cume_dist", "percent_rank", "coalesce", "nullif", "abs"}
    | {"sign", "floor", "ceil", "power", "sqrt", "upper", "lower", "initcap", "regexp_like", "grouping", "exp", "ln"}
    | {"stddev_pop", "stddev_samp", "var_pop", "var_samp"}
)
"""Functions that PostgreSQL has, and which mean the same on the types of the emulation."""
_OURS = frozenset(
    {"to_char", "to_number", "to_date", "to_timestamp", "trunc", "round", "mod", "concat", "length", "ascii", "chr"}
    | {"substr", "instr", "replace", "translate", "ltrim", "rtrim", "lpad", "rpad", "regexp_replace", "regexp_substr"}
    | {"regexp_count", "last_day", "add_months", "months_between", "next_day", "numtodsinterval", "numtoyminterval"}
    | {"median"}
)
"""Functions of `library.sql`."""
NAMES = frozenset(
    _SAME | _OURS | {"nvl", "nvl2", "decode", "greatest", "least", "listagg", "ratio_to_report", "sys_connect_by_path"}
)
"""Every function that is emulated, by its name in Oracle, beside CAST, EXTRACT and TRIM."""


def rewrite_functions(tree: exp.Expr) -> exp.Expr:
    """Call every function as it is called in the emulation. Raises ForeignSqlError for one that is not in it."""
    holder = exp.Paren(this=tree)
    for group in list(holder.find_all(exp.WithinGroup)):
        group.replace(_list_of(group))
    for window in list(holder.find_all(exp.Window)):
        _rewrite_window(window)
    for call in reversed(list(holder.find_all(exp.Anonymous))):
        name = call.name.lower()
        if name.startswith(("oracle.", "pg_catalog.")) or call.args.get("made"):
            continue
        if name not in NAMES:
            raise ForeignSqlError(NOT_EMULATED, f"the function {name.upper()} is not emulated, or Oracle has none")
        if name in _OTHERWISE:
            call.replace(_OTHERWISE[name](call))
        elif name in _OURS:
            call.set("this", f"oracle.{name}")
        elif name in _COUNTS:
            _as_number(call)
    for extract in list(holder.find_all(exp.Extract)):
        field = exp.cast(exp.Literal.string(extract.this.name.upper()), "text", dialect="postgres")
        extract.replace(_made("oracle.o_extract", field, extract.expression.copy()))
    for trim in list(holder.find_all(exp.Trim)):
        what = trim.expression.copy() if trim.expression else _text(" ")
        trim.replace(_made("oracle.o_trim", _text(trim.args.get("position") or "BOTH"), what, trim.this.copy()))
    for moment in list(holder.find_all(exp.CurrentTimestamp, exp.CurrentDate)):
        now = exp.Cast(this=exp.CurrentTimestamp(), to=exp.DataType.build("timestamp(0)", dialect="postgres"))
        if not (isinstance(moment.parent, exp.Cast) and moment.parent.args.get("made")):
            now.set("made", True)
            moment.replace(now)
    result = holder.this
    assert isinstance(result, exp.Expr)
    result.parent = None
    return result


def _made(name: str, *values: exp.Expr) -> exp.Anonymous:
    return exp.Anonymous(this=name, expressions=list(values), made=True)


def _text(words: str) -> exp.Expr:
    return exp.cast(exp.Literal.string(words), "text", dialect="postgres")


def _as_number(call: exp.Expr) -> None:
    """A count, with what stands behind it, as a number."""
    if call.name.lower() == "count" and len(call.args.get("expressions") or ()) > 1:
        raise ForeignSqlError(NOT_EMULATED, "COUNT takes one value")
    whole: exp.Expr = call
    while isinstance(whole.parent, exp.Window) and whole.arg_key == "this":
        whole = whole.parent
    if not isinstance(whole.parent, exp.Cast):
        whole.replace(exp.cast(whole.copy(), "numeric", dialect="postgres"))


# --- calls that are written otherwise --------------------------------------------------------------------------------


def _nvl(call: exp.Anonymous) -> exp.Expr:
    _takes(call, 2)
    return _made("coalesce", *(value.copy() for value in call.expressions))


def _nvl2(call: exp.Anonymous) -> exp.Expr:
    _takes(call, 3)
    value, other, none = (part.copy() for part in call.expressions)
    is_null = exp.Is(this=exp.paren(value), expression=exp.Null())
    return exp.paren(exp.Case(ifs=[exp.If(this=is_null, true=none)], default=other))


def _decode(call: exp.Anonymous) -> exp.Expr:
    value, *rest = (part.copy() for part in call.expressions)
    if len(rest) < 2:
        raise ForeignSqlError(NOT_EMULATED, "DECODE takes a value and pairs")
    ifs = [
        exp.If(this=exp.NullSafeEQ(this=exp.paren(value.copy()), expression=exp.paren(rest[at])), true=rest[at + 1])
        for at in range(0, len(rest) - 1, 2)
    ]
    return exp.paren(exp.Case(ifs=ifs, default=rest[-1] if len(rest) % 2 else None))


def _greatest(call: exp.Anonymous) -> exp.Expr:
    values = exp.Array(expressions=[value.copy() for value in call.expressions])
    return _made(f"oracle.o_{call.name.lower()}", exp.Var(this=f"VARIADIC {values.sql(dialect='postgres')}"))


def _as_it_is(call: exp.Anonymous) -> exp.Expr:
    return call


def _takes(call: exp.Anonymous, number: int) -> None:
    if len(call.expressions) != number:
        raise ForeignSqlError(NOT_EMULATED, f"{call.name.upper()} takes {number} values")


_OTHERWISE: dict[str, Callable[[exp.Anonymous], exp.Expr]] = {
    "nvl": _nvl,
    "nvl2": _nvl2,
    "greatest": _greatest,
    "least": _greatest,
    "decode": _decode,
    "sys_connect_by_path": _as_it_is,
}


def _list_of(group: exp.WithinGroup) -> exp.Expr:
    """LISTAGG ... WITHIN GROUP, as an aggregate that sorts what it takes."""
    call = group.this
    if not isinstance(call, exp.Anonymous) or call.name.lower() != "listagg" or isinstance(group.parent, exp.Window):
        raise ForeignSqlError(NOT_EMULATED, "WITHIN GROUP is emulated for LISTAGG alone, and not as a window")
    values = list(call.expressions)
    distinct = isinstance(values[0], exp.Distinct)
    if distinct:
        values = list(values[0].expressions)
    value = _made("oracle.o_only_text" if distinct else "oracle.to_char", values[0].copy())
    mark = values[1].copy() if len(values) > 1 else _text("")
    order = group.expression.copy()
    if distinct and not (len(order.expressions) == 1 and order.expressions[0].this == values[0]):
        raise ForeignSqlError(NOT_EMULATED, "LISTAGG(DISTINCT x) is emulated where it is sorted by x")
    if distinct:
        order.expressions[0].set("this", value.copy())
    mark = exp.Order(this=_made("coalesce", mark, exp.Literal.string("")), expressions=order.expressions)
    if distinct:
        return _made("string_agg", exp.Distinct(expressions=[value]), mark)
    return _made("string_agg", value, mark)


def _rewrite_window(window: exp.Window) -> None:
    call = window.this
    ignores = isinstance(call, exp.IgnoreNulls)
    if ignores:
        call = call.this
    if not isinstance(call, exp.Anonymous):
        raise ForeignSqlError(NOT_EMULATED, "such a window is not emulated")
    if call.expressions and isinstance(call.expressions[0], exp.IgnoreNulls):
        ignores = True
        call.expressions[0].replace(call.expressions[0].this)
    name = call.name.lower()
    if window.args.get("over") == "KEEP":
        window.replace(_kept(window, call))
    elif name == "ratio_to_report":
        whole = window.copy()
        whole.set("this", exp.Anonymous(this="sum", expressions=[call.expressions[0].copy()]))
        window.replace(exp.paren(exp.Div(this=exp.paren(call.expressions[0].copy()), expression=whole)))
    elif ignores:
        if name not in ("last_value", "first_value"):
            raise ForeignSqlError(NOT_EMULATED, f"{name.upper()} with IGNORE NULLS is not emulated")
        window.set("this", _made(f"oracle.o_{name.partition('_')[0]}", call.expressions[0].copy()))


def _kept(window: exp.Window, call: exp.Anonymous) -> exp.Expr:
    """MIN or MAX over the rows that are first, or last, in an order."""
    name, order = call.name.lower(), window.args["order"].copy()
    if name not in ("min", "max") or window.parent_select is None or isinstance(window.parent, exp.Window):
        raise ForeignSqlError(NOT_EMULATED, "KEEP is emulated for MIN and MAX, and not as a window")
    if not window.args.get("first"):
        for key in order.expressions:
            nulls_first = bool(key.args.get("nulls_first"))
            key.set("desc", not key.args.get("desc"))
            key.set("nulls_first", not nulls_first)
    value = call.expressions[0].copy()
    order.append("expressions", exp.Ordered(this=value.copy(), desc=name == "max", nulls_first=False))
    return _made("oracle.o_kept", _made("array_agg", exp.Order(this=value, expressions=order.expressions)))
