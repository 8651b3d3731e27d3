"""SQL, in the dialect of whichever database runs it."""

from __future__ import annotations

from prony.languages.language import Language
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements
from prony.languages.scan import Syntax

_NAME = r'(?:\w+\.)?["`\[]?NAME["`\]]?'

_OPERATION = "(binary_expression operator: TEXT @it)"
_CALL = '((invocation (object_reference name: (identifier) @it)) (#match? @it "(?i)^{name}$"))'
_WORDS = {"max": "min", "min": "max", "sum": "max", "avg": "max", "rank": "row_number", "dense_rank": "rank"}

MUTATIONS = Mutations(
    grammar="tree_sitter_sql",
    rows=(
        *replacements("boundary", _OPERATION, {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}),
        *replacements(
            "negated", _OPERATION, {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "<>", "<>": "=", "!=": "="}
        ),
        *replacements("arithmetic", _OPERATION, {"+": "-", "-": "+", "*": "/", "/": "*"}),
        Mutation(kind="logical", query="(binary_expression operator: (keyword_and) @it)", edits={"it": "OR"}),
        Mutation(kind="logical", query="(binary_expression operator: (keyword_or) @it)", edits={"it": "AND"}),
        *operands("(binary_expression left: (_) @a operator: [(keyword_and) (keyword_or)] right: (_) @b) @it"),
        Mutation(
            kind="unary", query="(unary_expression operator: (keyword_not) operand: (_) @a) @it", edits={"it": "{a}"}
        ),
        Mutation(kind="always", query="(where predicate: (_) @it)", edits={"it": "TRUE"}),
        Mutation(kind="dropped", query="(select [(keyword_distinct) @it])", edits={"it": ""}),
        *(
            Mutation(kind="dropped", query=f"({clause}) @it", edits={"it": ""})
            for clause in ("where", "having", "limit")
        ),
        Mutation(kind="dropped", query="(order_by) @it", edits={"it": ""}),
        Mutation(kind="dropped", query="(add_constraint) @it", edits={"it": ""}),
        Mutation(kind="dropped", query="(partition_by) @it", edits={"it": ""}),
        Mutation(kind="dropped", query="(program (statement) @it)", edits={"it": "SELECT 1"}),
        Mutation(kind="inner", query="(join (keyword_left) @it)", edits={"it": ""}),
        Mutation(kind="swapped-order", query="(direction (keyword_desc) @it)", edits={"it": "ASC"}),
        Mutation(kind="swapped-order", query="(direction (keyword_asc) @it)", edits={"it": "DESC"}),
        Mutation(kind="swapped-order", query="(order_target . (_) @it .)", edits={"it": lambda text: f"{text} DESC"}),
        Mutation(
            kind="all", query="(set_operation operation: (keyword_union) . (select) @it)", edits={"it": "ALL {it}"}
        ),
        Mutation(kind="distinct", query="(set_operation operation: (keyword_all) @it)", edits={"it": ""}),
        Mutation(kind="nullable", query="(column_definition (keyword_not) @it . (keyword_null))", edits={"it": ""}),
        *(
            Mutation(kind="function", query=_CALL.format(name=name), edits={"it": other})
            for name, other in _WORDS.items()
        ),
        Mutation(
            kind="no-default",
            query="((invocation (object_reference name: (identifier) @name) . parameter: (_) @a) @it"
            ' (#match? @name "(?i)^coalesce$"))',
            edits={"it": "{a}"},
        ),
        *numbers("(literal) @it"),
        Mutation(
            kind="text",
            query="(literal) @it",
            edits={"it": lambda text: ("''" if text != "''" else "'mutant'") if text.startswith("'") else None},
        ),
    ),
)

LANGUAGE = Language(
    id="sql",
    toolchain="postgres",
    short="sql",
    suffixes=(".sql",),
    fences=frozenset(
        {"sql", "postgresql", "postgres", "psql", "pgsql", "plpgsql", "mysql", "mariadb", "sqlite", "sqlite3", "plsql"}
    ),
    syntax=Syntax(
        comments=("--",), strings=(), blocks={"/*": "*/", "'": "'", '"': '"', "$$": "$$"}, skipped=r"''|\"\""
    ),
    definition=(
        r"(?i)^[ \t]*CREATE[ \t]+(?:OR[ \t]+REPLACE[ \t]+)?(?:TEMP(?:ORARY)?[ \t]+|MATERIALIZED[ \t]+|UNIQUE[ \t]+)?"
        r"(?:TABLE|VIEW|FUNCTION|PROCEDURE|TRIGGER|INDEX|TYPE)[ \t]+(?:IF[ \t]+NOT[ \t]+EXISTS[ \t]+)?" + _NAME + r"\b"
    ),
    starts=(
        r"(?i)[ \t]*(?:"
        r"SELECT\b(?!.*\?\s*$)|WITH[ \t]+(?:RECURSIVE[ \t]+)?\w+[ \t]*(?:\([^)\n]*\)[ \t]*)?AS\b|INSERT[ \t]+INTO\b|"
        r"UPDATE[ \t]+[\w.\"`]+[ \t]+(?:AS[ \t]+\w+[ \t]+)?SET\b|DELETE[ \t]+FROM\b|MERGE[ \t]+INTO\b|"
        r"(?:CREATE|ALTER|DROP)[ \t]+(?:OR[ \t]+REPLACE[ \t]+)?"
        r"(?:TEMP(?:ORARY)?[ \t]+|MATERIALIZED[ \t]+|UNIQUE[ \t]+)?"
        r"(?:TABLE|VIEW|FUNCTION|PROCEDURE|TRIGGER|INDEX|TYPE|SCHEMA|SEQUENCE|EXTENSION)\b|"
        r"(?:BEGIN|COMMIT|ROLLBACK)[ \t]*;|DO[ \t]+\$|GRANT\b|TRUNCATE\b|PRAGMA\b|DELIMITER\b"
        r")"
    ),
    mutations=MUTATIONS,
)
