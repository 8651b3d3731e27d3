"""Forms that other databases have and Oracle 19c has not, found in the tokens of a text. Pure, linear."""

from __future__ import annotations

import re
from collections.abc import Iterator


class ForeignSqlError(Exception):
    """SQL that is not run. code: `not-oracle`, where Oracle has no such form; `not-emulated`, where it has."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


NOT_ORACLE, NOT_EMULATED = "not-oracle", "not-emulated"

_TOKEN = re.compile(
    r"""(?P<blank>\s+|--[^\n]*|/\*.*?(?:\*/|\Z))
    |(?P<text>[qQ]'(?:\[.*?\]|\{.*?\}|\(.*?\)|<.*?>|(?P<mark>[^\s\[{(<]).*?(?P=mark))'|[nN]?'(?:[^']|'')*')
    |(?P<name>"[^"]*")
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<word>[^\W\d][\w$\#]*)
    |(?P<sign>::|<=>|==|->>?|!~|@>|<>|!=|<=|>=|\|\||\(\+\)|.)""",
    re.DOTALL | re.VERBOSE,
)

_SIGNS = {
    "::": "`::` is PostgreSQL's: CAST(x AS type)",
    "<=>": "`<=>` is MySQL's: compare with IS NULL, or by DECODE",
    "==": "`==` is SQLite's: `=`",
    "`": "backticks quote names in MySQL: Oracle has double quotes",
    "[": "Oracle has no square brackets",
    "%": "Oracle has no operator `%`: MOD(a, b)",
    "~": "Oracle has no operator `~`: REGEXP_LIKE(a, b)",
    "->": "Oracle has no operator `->`",
    "->>": "Oracle has no operator `->>`",
    "@>": "Oracle has no operator `@>`",
    "#": "`#` begins no remark in Oracle",
    "(+)": "outer joins by (+) are not emulated: LEFT JOIN",
}
_FUNCTIONS = {
    "ifnull": "NVL", "isnull": "NVL", "if": "CASE", "iif": "CASE", "now": "SYSDATE", "curdate": "SYSDATE",
    "getdate": "SYSDATE", "group_concat": "LISTAGG", "string_agg": "LISTAGG", "array_agg": "LISTAGG",
    "date_format": "TO_CHAR", "strftime": "TO_CHAR", "to_days": "a difference of dates", "date_trunc": "TRUNC",
    "date_part": "EXTRACT", "date_add": "date + days, ADD_MONTHS", "date_sub": "date - days, ADD_MONTHS",
    "dateadd": "date + days, ADD_MONTHS", "datediff": "a difference of dates",
    "timestampdiff": "a difference of dates", "julianday": "a difference of dates",
    "unixepoch": "a difference of dates",
    "unix_timestamp": "a difference of dates", "from_unixtime": "a date and a number of days",
    "date": "TRUNC or a DATE literal", "datetime": "a date and a number of days", "year": "EXTRACT(YEAR FROM x)",
    "month": "EXTRACT(MONTH FROM x)", "day": "EXTRACT(DAY FROM x)", "hour": "TO_CHAR", "minute": "TO_CHAR",
    "quarter": "TO_CHAR(x, 'Q')", "week": "TO_CHAR(x, 'IW')", "weekday": "TO_CHAR(x, 'D')",
    "dayofweek": "TO_CHAR(x, 'D')", "age": "MONTHS_BETWEEN", "make_date": "TO_DATE", "str_to_date": "TO_DATE",
    "left": "SUBSTR", "right": "SUBSTR", "mid": "SUBSTR", "substring": "SUBSTR", "substring_index": "SUBSTR and INSTR",
    "split_part": "REGEXP_SUBSTR", "locate": "INSTR", "position": "INSTR", "strpos": "INSTR", "charindex": "INSTR",
    "char_length": "LENGTH", "character_length": "LENGTH", "len": "LENGTH", "concat_ws": "||", "ceiling": "CEIL",
    "pow": "POWER", "truncate": "TRUNC", "rand": "DBMS_RANDOM", "random": "DBMS_RANDOM", "printf": "TO_CHAR",
    "format": "TO_CHAR", "generate_series": "CONNECT BY LEVEL <= n", "unnest": "a join", "bool_or": "MAX",
    "bool_and": "MIN", "every": "MIN", "total": "SUM", "row": "a list in brackets", "json_agg": "JSON_ARRAYAGG",
    "json_group_array": "JSON_ARRAYAGG", "max_by": "KEEP (DENSE_RANK LAST ORDER BY x)",
}  # fmt: skip
_WORDS = {
    "ilike": "Oracle has no ILIKE: compare UPPER(a) with LIKE",
    "rlike": "Oracle has no RLIKE: REGEXP_LIKE(a, b)",
    "regexp": "Oracle has no operator REGEXP: REGEXP_LIKE(a, b)",
    "glob": "Oracle has no GLOB: LIKE, or REGEXP_LIKE",
    "recursive": "WITH RECURSIVE is not Oracle's: WITH t (columns) AS (...) may refer to itself",
    "except": "Oracle 19c has no EXCEPT: MINUS",
    "true": "Oracle 19c has no truth values in SQL",
    "false": "Oracle 19c has no truth values in SQL",
    "boolean": "Oracle 19c has no truth values in SQL",
    "auto_increment": "Oracle has no AUTO_INCREMENT: GENERATED AS IDENTITY",
    "autoincrement": "Oracle has no AUTOINCREMENT: GENERATED AS IDENTITY",
    "serial": "Oracle has no SERIAL: GENERATED AS IDENTITY",
    "bigserial": "Oracle has no BIGSERIAL: GENERATED AS IDENTITY",
    "straight_join": "Oracle has no STRAIGHT_JOIN",
    "strict": "Oracle has no STRICT tables",
    "qualify": "Oracle 19c has no QUALIFY",
    "returning": "RETURNING needs INTO, in PL/SQL",
    "div": "Oracle has no operator DIV: TRUNC(a / b)",
}
_PAIRS = {
    ("select", "top"): "Oracle has no TOP: FETCH FIRST n ROWS ONLY",
    ("distinct", "on"): "DISTINCT ON is PostgreSQL's: number the rows of each group by ROW_NUMBER",
    ("on", "duplicate"): "ON DUPLICATE KEY is MySQL's: MERGE",
    ("on", "conflict"): "ON CONFLICT is not Oracle's: MERGE",
    ("do", "nothing"): "ON CONFLICT is not Oracle's: MERGE",
    ("replace", "into"): "REPLACE INTO is not Oracle's: MERGE",
    ("insert", "or"): "INSERT OR ... is SQLite's: MERGE",
    ("insert", "ignore"): "INSERT IGNORE is MySQL's: MERGE",
    ("if", "exists"): "Oracle 19c has no IF EXISTS",
    ("if", "not"): "Oracle 19c has no IF NOT EXISTS",
    ("matched", "and"): "MERGE has no condition behind MATCHED in Oracle: a WHERE behind the assignments",
    ("is", "distinct"): "Oracle 19c has no IS DISTINCT FROM: DECODE, or IS NULL",
    ("without", "rowid"): "WITHOUT ROWID is SQLite's",
}
_PARENTHESES = {
    ("filter", "("): "Oracle 19c has no FILTER: an aggregate of CASE",
}
_UNITS = frozenset({"year", "month", "day", "hour", "minute", "second"})
_CLAUSES = frozenset(
    {"select", "where", "group", "order", "having", "on", "connect", "start", "with", "set", "values", "offset"}
    | {"fetch", "union", "minus", "intersect", "create", "when", "for", "partition"}
)
_SOURCES = frozenset({"from", "join", "using", "merge", "update", "apply"})


def lint(text: str) -> None:
    """Raise ForeignSqlError for the first form in a statement that Oracle 19c has not."""
    tokens = [(kind, word) for kind, word in _tokens(text) if kind != "blank"]
    words = [(kind, word.lower() if kind == "word" else word) for kind, word in tokens]
    clause = [""]
    for at, (kind, word) in enumerate(words):
        after, behind = _at(words, at + 1), _at(words, at + 2)
        if kind == "sign":
            _refuse(_SIGNS.get(word, ""))
            if word == "(":
                clause.append("")
            elif word == ")" and len(clause) > 1:
                clause.pop()
            continue
        if kind != "word":
            continue
        before = _at(words, at - 1)
        if before == ("sign", "."):
            continue
        _refuse(_PAIRS.get((word, after[1]), "") if after[0] == "word" else "")
        if after == ("sign", "("):
            if word in _FUNCTIONS and clause[-1] != "with" and before[1] not in ("into", "table", "view"):
                raise ForeignSqlError(NOT_ORACLE, f"Oracle has no function {word.upper()}: {_FUNCTIONS[word]}")
            _refuse(_PARENTHESES.get((word, "("), ""))
        if before[1] not in ("as", "."):
            _refuse(_WORDS.get(word, ""))
        if word == "limit" and (after[0] == "number" or after == ("sign", "?")):
            raise ForeignSqlError(NOT_ORACLE, "Oracle has no LIMIT: FETCH FIRST n ROWS ONLY")
        if word == "interval" and after[0] == "number":
            raise ForeignSqlError(NOT_ORACLE, "the number of an INTERVAL stands in apostrophes: INTERVAL '1' DAY")
        if word == "interval" and after[0] == "text" and behind[1] not in _UNITS:
            raise ForeignSqlError(NOT_ORACLE, "an INTERVAL has its unit behind it: INTERVAL '1' DAY")
        if word == "as" and clause[-1] in _SOURCES and before != ("word", "with"):
            raise ForeignSqlError(NOT_ORACLE, "Oracle has no AS before the alias of a table: FROM t x")
        if word in _SOURCES or word in _CLAUSES:
            clause[-1] = word


def _refuse(words: str) -> None:
    if words:
        raise ForeignSqlError(NOT_ORACLE, words)


def _at(words: list[tuple[str, str]], at: int) -> tuple[str, str]:
    return words[at] if 0 <= at < len(words) else ("", "")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        yield ("text" if kind == "mark" else kind), match.group()
