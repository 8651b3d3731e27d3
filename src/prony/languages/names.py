"""Names of languages as people write them: `golang`, `c++`, `JS`."""

from __future__ import annotations

from prony.languages import LANGUAGES

ALIASES = {
    "js": "javascript", "node": "javascript", "nodejs": "javascript", "ts": "typescript", "rs": "rust", "rb": "ruby",
    "golang": "go", "py": "python", "python3": "python", "kt": "kotlin", "ex": "elixir", "hs": "haskell",
    "sh": "shell", "bash": "shell",
    "c++": "cpp", "cxx": "cpp", "c#": "csharp", "cs": "csharp", "f#": "fsharp", "postgresql": "postgres",
    "pg": "postgres", "psql": "postgres", "mariadb": "mysql", "sqlite3": "sqlite", "mssql": "sqlserver",
    "oracle-like": "oracle", "k8s": "kubernetes", "objective-c": "objc", "objectivec": "objc",
}  # fmt: skip
"""Other names of languages and databases that are no ids of `prony.languages`."""


def canonical_name(name: str) -> str:
    """A language's id where one is meant, else the name in lower case."""
    word = " ".join(name.casefold().split())
    if word in LANGUAGES:
        return word
    if word in ALIASES:
        return ALIASES[word]
    return next((one.id for one in LANGUAGES.values() if word == one.short), word)
