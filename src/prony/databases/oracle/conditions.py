"""What Oracle refuses where PostgreSQL does not: conditions as values, names of the select list in GROUP BY, and forms
that are not emulated at all. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlglot import exp

from prony.databases.oracle.lint import NOT_EMULATED, NOT_ORACLE, ForeignSqlError

_KNOWN = (
    *(exp.Select, exp.From, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered, exp.Join, exp.Table),
    *(exp.TableAlias, exp.Identifier, exp.Column, exp.Star, exp.Literal, exp.Alias, exp.Subquery, exp.Union),
    *(exp.Except, exp.Intersect, exp.With, exp.CTE, exp.Paren, exp.Tuple, exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ),
    *(exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.Escape, exp.In, exp.Between, exp.Is, exp.Null, exp.Exists),
    *(exp.Any, exp.All, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg, exp.DPipe, exp.Case, exp.If, exp.Cast),
    *(exp.DataType, exp.DataTypeParam, exp.Anonymous, exp.Window, exp.WindowSpec, exp.WithinGroup, exp.Distinct),
    *(exp.IgnoreNulls, exp.Extract, exp.Var, exp.Trim, exp.Interval, exp.IntervalSpan, exp.Fetch, exp.LimitOptions),
    *(exp.Offset, exp.Connect, exp.Prior, exp.ConnectByRoot, exp.DateStrToDate, exp.StrToTime, exp.CurrentTimestamp),
    *(exp.CurrentDate, exp.Insert, exp.Values, exp.Schema, exp.Update, exp.Delete, exp.Merge, exp.Whens, exp.When),
    *(exp.Create, exp.ColumnDef, exp.ColumnConstraint, exp.Constraint, exp.PrimaryKey, exp.ForeignKey, exp.Reference),
    *(exp.UniqueColumnConstraint, exp.NotNullColumnConstraint, exp.PrimaryKeyColumnConstraint, exp.Index),
    *(exp.CheckColumnConstraint, exp.DefaultColumnConstraint, exp.IndexParameters, exp.Drop, exp.Lateral, exp.Rollup),
    *(exp.Cube, exp.GroupingSets),
)
_CONDITIONS = (
    *(exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.In, exp.Between),
    *(exp.Is, exp.Exists),
)
_RESERVED = frozenset(
    [
        "access",
        "add",
        "all",
        "alter",
        "and",
        "any",
        "as",
        "asc",
        "audit",
        "between",
        "by",
        "char",
        "check",
        "cluster",
        "column",
        "comment",
        "compress",
        "connect",
        "create",
        "current",
        "date",
        "decimal",
        "default",
        "delete",
        "desc",
        "distinct",
        "drop",
        "else",
        "exclusive",
        "exists",
        "file",
        "float",
        "for",
        "from",
        "grant",
        "group",
        "having",
        "identified",
        "immediate",
        "in",
        "increment",
        "index",
        "initial",
        "insert",
        "integer",
        "intersect",
        "into",
        "is",
        "level",
        "like",
        "lock",
        "long",
        "maxextents",
        "minus",
        "mode",
        "modify",
        "noaudit",
        "nocompress",
        "not",
        "nowait",
        "null",
        "number",
        "of",
        "offline",
        "on",
        "online",
        "option",
        "or",
        "order",
        "pctfree",
        "prior",
        "public",
        "raw",
        "rename",
        "resource",
        "revoke",
        "row",
        "rowid",
        "rownum",
        "rows",
        "select",
        "session",
        "set",
        "share",
        "size",
        "smallint",
        "start",
        "successful",
        "synonym",
        "sysdate",
        "table",
        "then",
        "to",
        "trigger",
        "uid",
        "union",
        "unique",
        "update",
        "user",
        "validate",
        "values",
        "varchar",
        "varchar2",
        "view",
        "whenever",
        "where",
        "with",
    ]
)
"""Words that name nothing in Oracle unless they are quoted."""
_FUNCTIONS_OF_TRUTH = frozenset({"regexp_like"})


def check_shape(tree: exp.Expr) -> None:
    """Raise ForeignSqlError for what is not emulated, or is no Oracle, by the nodes of the tree."""
    for node in tree.walk():
        if isinstance(node, exp.Identifier) and _is_reserved(node):
            raise ForeignSqlError(NOT_ORACLE, f"{str(node.this).upper()} is a reserved word of Oracle: no name")
        if isinstance(node, exp.Boolean):
            raise ForeignSqlError(NOT_ORACLE, "Oracle 19c has no truth values in SQL")
        if isinstance(node, exp.Limit) and not isinstance(node, exp.Fetch):
            raise ForeignSqlError(NOT_ORACLE, "Oracle has no LIMIT: FETCH FIRST n ROWS ONLY")
        if not isinstance(node, _KNOWN):
            raise ForeignSqlError(NOT_EMULATED, f"{type(node).__name__} is not emulated")
        if isinstance(node, exp.Column) and node.args.get("join_mark"):
            raise ForeignSqlError(NOT_EMULATED, "outer joins by (+) are not emulated: LEFT JOIN")
        if isinstance(node, exp.Select) and node.args.get("from_") is None:
            raise ForeignSqlError(NOT_ORACLE, "a SELECT has a FROM in Oracle: FROM dual")
        if isinstance(node, exp.Values) and len(node.expressions) > 1:
            raise ForeignSqlError(NOT_ORACLE, "VALUES holds one row in Oracle 19c")
        if isinstance(node, exp.Update) and node.args.get("from_") is not None:
            raise ForeignSqlError(NOT_ORACLE, "UPDATE has no FROM in Oracle 19c: MERGE, or a subquery")
        if isinstance(node, exp.Update) and node.this is not None and node.this.args.get("joins"):
            raise ForeignSqlError(NOT_ORACLE, "UPDATE has no JOIN in Oracle: MERGE, or a subquery")
        if isinstance(node, exp.Delete) and node.args.get("using"):
            raise ForeignSqlError(NOT_ORACLE, "DELETE has no USING in Oracle: a subquery")
        if isinstance(node, exp.Fetch):
            options = node.args.get("limit_options")
            if options is not None and options.args.get("percent"):
                raise ForeignSqlError(NOT_EMULATED, "FETCH ... PERCENT is not emulated")
        if isinstance(node, exp.Select):
            _check_list(node)
        if isinstance(node, exp.Merge) and any(when.args.get("condition") for when in node.args["whens"].expressions):
            raise ForeignSqlError(NOT_ORACLE, "MERGE has no condition behind MATCHED in Oracle")


def _is_reserved(name: exp.Identifier) -> bool:
    word = str(name.this).lower()
    if name.args.get("quoted") or word not in _RESERVED:
        return False
    return not isinstance(name.parent, exp.Column) or word not in ("level", "rownum")


def _check_list(select: exp.Select) -> None:
    """A star stands alone, unless it says of which table."""
    if len(select.expressions) > 1 and any(isinstance(item, exp.Star) for item in select.expressions):
        raise ForeignSqlError(NOT_ORACLE, "beside other columns, * needs its table: t.*")


def check_conditions(tree: exp.Expr, columns: Mapping[str, frozenset[str]]) -> None:
    """Raise ForeignSqlError where a condition stands for a value, or GROUP BY names what the select list gives."""
    for node in tree.find_all(*_CONDITIONS, exp.Anonymous):
        if isinstance(node, exp.Anonymous) and node.name.lower() not in _FUNCTIONS_OF_TRUTH:
            continue
        if not _may_be_condition(node):
            raise ForeignSqlError(NOT_ORACLE, "a condition stands where Oracle 19c takes a value: CASE WHEN ... END")
    for select in tree.find_all(exp.Select):
        _check_group(select, columns)


def _may_be_condition(node: exp.Expr) -> bool:
    while isinstance(node.parent, exp.And | exp.Or | exp.Not | exp.Paren | exp.Escape):
        node = node.parent
    parent, key = node.parent, node.arg_key
    if isinstance(parent, exp.If):
        case = parent.parent
        return key == "this" and isinstance(case, exp.Case) and case.args.get("this") is None
    if isinstance(parent, exp.Join | exp.Merge):
        return key == "on"
    if isinstance(parent, exp.Update):
        return isinstance(node, exp.EQ)
    return isinstance(parent, exp.Where | exp.Having | exp.Connect | exp.CheckColumnConstraint)


def _check_group(select: exp.Select, columns: Mapping[str, frozenset[str]]) -> None:
    group = select.args.get("group")
    if group is None:
        return
    named = {item.alias.lower() for item in select.expressions if isinstance(item, exp.Alias)}
    for key in group.find_all(exp.Literal, exp.Column):
        if isinstance(key, exp.Literal) and key.parent is group:
            raise ForeignSqlError(NOT_ORACLE, "a number in GROUP BY is no column in Oracle 19c")
        if isinstance(key, exp.Column) and not key.table and key.name.lower() in named:
            sources = [_columns_of(source, columns, select) for source in _sources(select)]
            if not any(known is None or key.name.lower() in known for known in sources):
                words = f"GROUP BY {key.name.upper()}: a name of the select list is not known there in Oracle 19c"
                raise ForeignSqlError(NOT_ORACLE, words)


def _sources(select: exp.Select) -> Iterable[exp.Expr]:
    yield select.args["from_"].this
    for join in select.args.get("joins") or ():
        yield join.this


def _columns_of(source: exp.Expr, columns: Mapping[str, frozenset[str]], select: exp.Select) -> frozenset[str] | None:
    """The names of a source's columns; None where they are not known."""
    if isinstance(source, exp.Lateral):
        source = source.this
    if isinstance(source, exp.Subquery):
        return _names_of(source.this)
    if not isinstance(source, exp.Table):
        return None
    scope: exp.Expr | None = select
    while scope is not None:
        with_ = scope.args.get("with_")
        for cte in with_.expressions if with_ is not None else ():
            if cte.alias.lower() == source.name.lower():
                given = cte.args["alias"].args.get("columns")
                return frozenset(name.name.lower() for name in given) if given else _names_of(cte.this)
        scope = scope.parent
    return columns.get(source.name.lower())


def _names_of(query: exp.Expr) -> frozenset[str] | None:
    while isinstance(query, exp.SetOperation | exp.Subquery):
        query = query.this
    if not isinstance(query, exp.Select) or any(item.is_star for item in query.expressions):
        return None
    return frozenset(item.alias_or_name.lower() for item in query.expressions)
