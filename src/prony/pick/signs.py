"""What the files of a repository are signs of: suffixes, manifests and the words of database drivers. Pure data."""

from __future__ import annotations

from prony.languages import LANGUAGES

SUFFIXES: dict[str, str] = {
    ".py": "python", ".pyi": "python", ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript",
    ".jsx": "javascript", ".ts": "typescript", ".tsx": "typescript", ".mts": "typescript", ".go": "go",
    ".rs": "rust", ".java": "java", ".kt": "kotlin", ".kts": "kotlin", ".scala": "scala", ".rb": "ruby",
    ".php": "php", ".cs": "csharp", ".fs": "fsharp", ".swift": "swift", ".dart": "dart", ".ex": "elixir",
    ".exs": "elixir", ".erl": "erlang", ".hs": "haskell", ".ml": "ocaml", ".clj": "clojure", ".lua": "lua",
    ".jl": "julia", ".r": "r", ".c": "c", ".cc": "cpp", ".cpp": "cpp", ".cxx": "cpp", ".hpp": "cpp", ".zig": "zig",
    ".nim": "nim", ".sh": "shell", ".bash": "shell", ".ps1": "powershell", ".sql": "sql", ".vue": "vue",
    ".svelte": "svelte", ".lisp": "lisp", ".rkt": "racket", ".pl": "perl", ".sol": "solidity", ".tf": "terraform",
}  # fmt: skip
"""Suffix -> language, where no language of `prony.languages` claims it. A `.h` may be of three, and counts for none."""

MANIFESTS = frozenset(
    {
        "package.json", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "go.mod", "Cargo.toml", "mix.exs",
        "Gemfile", "pom.xml", "build.gradle", "build.gradle.kts", "composer.json", "pubspec.yaml", "rebar.config",
        "build.sbt", "Package.swift", "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml",
    }
)  # fmt: skip
MANIFEST_ENDS = (".csproj", ".fsproj", "requirements.txt")
LOCKFILES: dict[str, str] = {
    "Cargo.lock": "rust", "go.sum": "go", "mix.lock": "elixir", "Gemfile.lock": "ruby", "composer.lock": "php",
    "pubspec.lock": "dart", "poetry.lock": "python", "uv.lock": "python", "Pipfile.lock": "python",
    "pdm.lock": "python", "package-lock.json": "javascript", "yarn.lock": "javascript",
    "pnpm-lock.yaml": "javascript", "Package.resolved": "swift", "gradle.lockfile": "java",
}  # fmt: skip
"""Lockfile -> the language whose packages it pins. It is told, and weighs nothing: source does."""

DATABASES: dict[str, tuple[str, ...]] = {
    "postgres": (
        "psycopg", "psycopg2", "psycopg2-binary", "psycopg3", "asyncpg", "pg8000", "postgres", "postgresql",
        "tokio-postgres", "postgrex", "pgx", "lib/pq", "pg", "pgvector", "npgsql",
    ),
    "mysql": ("mysql", "mysqlclient", "pymysql", "aiomysql", "mysql2", "go-sql-driver/mysql", "mariadb", "myxql"),
    "sqlite": ("sqlite", "sqlite3", "rusqlite", "aiosqlite", "better-sqlite3", "go-sqlite3", "exqlite"),
    "sqlserver": ("mssql", "pymssql", "tedious", "tiberius", "tds", "go-mssqldb"),
    "oracle": ("oracledb", "cx_oracle", "ojdbc11", "ojdbc8", "godror"),
    "mongodb": ("pymongo", "mongodb", "mongoose", "motor", "mongo-driver", "mongo"),
    "redis": ("redis", "ioredis", "go-redis", "redix", "jedis"),
    "cassandra": ("cassandra-driver", "gocql", "scylla"),
    "duckdb": ("duckdb",),
    "clickhouse": ("clickhouse", "clickhouse-driver", "clickhouse-go"),
}  # fmt: skip
"""Database -> words of a manifest that name it or a driver of it."""

SKIPPED = frozenset(
    {
        "node_modules", "vendor", "target", "dist", "build", "out", "venv", "env", "site-packages", "__pycache__",
        "third_party", "bower_components", "deps", "_build", "Pods", "runs", "forgotten", "picks", "outside",
    }
)  # fmt: skip
"""Folders whose files are somebody else's, or are made from others."""


def language_by_suffix(name: str) -> str | None:
    """The language of a file by its name; None where no sign says it."""
    lower = name.lower()
    known = next((one.id for one in LANGUAGES.values() if lower.endswith(one.suffixes)), None)
    dot = lower.rfind(".")
    return known or (SUFFIXES.get(lower[dot:]) if dot > 0 else None)
