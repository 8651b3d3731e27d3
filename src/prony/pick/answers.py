"""The answers that a pick is made from: given by options, asked for one by one, or kept in `picks/NAME.toml`."""

from __future__ import annotations

import difflib
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import tomli_w

from prony import plain_files
from prony.errors import UsageError
from prony.journal.origin import refuse_anothers
from prony.nouns import Noun
from prony.tables import read_struct, read_toml, refuse_nulls

FOLDER = "picks"
"""The folder of a home that holds picks: answers (`.toml`) and decision records (`.md`, `.json`)."""
LARGEST = 64 << 10
MOST_CONTEXT = 1 << 24
MOST_MEMORY_GB = 1_000_000
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_MEND = "mend the line that is named, or begin anew: prony pick"


class Whereabouts(StrEnum):
    """Where a model may run."""

    LOCAL = "local"
    ANY = "any"


class Prefer(StrEnum):
    """What decides between models that tie."""

    SPEED = "speed"
    SIZE = "size"
    TOKENS = "tokens"


Positive = Annotated[float, msgspec.Meta(gt=0, le=1e9)]


class Answers(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was answered; what is left out has its default.

    stack: as `prony.boards.weights.stack` parses it; empty = detected in `repo`. suites: in the order in which they
    decide. own: the asker's own suite, which decides before them.
    """

    stack: str = ""
    repo: str = ""
    suites: tuple[str, ...] = ()
    own: str = ""
    memory_gb: Annotated[float, msgspec.Meta(gt=0, le=MOST_MEMORY_GB)] | None = None
    context: Annotated[int, msgspec.Meta(ge=1, le=MOST_CONTEXT)] | None = None
    where: Whereabouts = Whereabouts.ANY
    min_tok_s: Positive | None = None
    max_wall_s: Positive | None = None
    prefer: Prefer = Prefer.SPEED


def path_of(home: Path, name: str, suffix: str) -> Path:
    """The file of a pick. Raises UsageError E102 for a name that is no file's name."""
    if not _NAME.fullmatch(name) or ".." in name:
        raise UsageError(
            "E102", f"{name[:80]!r} cannot be the name of a pick", hint="lower case letters, digits, -, _ and ."
        )
    return home / FOLDER / f"{name}{suffix}"


def record_path(home: Path, name: str, *, replace: bool) -> Path:
    """Where the decision record of a pick goes.

    Raises UsageError E142 where there is one already, JournalError E613 where `picks` is a link or somebody else's, as
    `path_of`.
    """
    path = path_of(home, name, ".md")
    refuse_anothers(path.parent)
    if path.exists() and not replace:
        hint = "another name with --record, or --replace"
        raise UsageError("E142", f"there is a decision {name} already", where=str(path), hint=hint)
    return path


def keep_answers(home: Path, name: str, answers: Answers) -> Path:
    """Write the answers, whole or not at all; those of that name before are replaced.

    Raises JournalError E613 where `picks` is a link or somebody else's, as `path_of`.
    """
    path = path_of(home, name, ".toml")
    refuse_anothers(path.parent)
    path.parent.mkdir(exist_ok=True)
    plain_files.write_whole(path, tomli_w.dumps(msgspec.to_builtins(answers)).encode())
    return path


def kept_answers(home: Path, name: str) -> Answers:
    """The answers of a pick. Raises UsageError E140 (none of that name), E141 (they cannot be read), as `path_of`."""
    path = path_of(home, name, ".toml")
    try:
        text = plain_files.read_plain(path, LARGEST).decode()
    except FileNotFoundError as error:
        known = sorted(one.stem for one in path.parent.glob("*.toml"))
        near = difflib.get_close_matches(name, known, 3, 0.5) or known[-3:]
        hint = f"there is {', '.join(near)}" if near else "prony pick --record makes one"
        raise UsageError("E140", f"there is no pick {name}", where=str(path), hint=hint) from error
    except (OSError, ValueError) as error:
        raise UsageError("E141", f"{path.name} cannot be read", where=str(path), cause=str(error)[:200]) from error
    data = read_toml(text, path, "E141", _MEND)
    refuse_nulls(data, text, path, "E141", _MEND)
    return read_struct(data, Answers, text, path, "E141", "docs/pick.md")


def free_name(home: Path, stem: str) -> str:
    """`stem`, or with the least number behind it that no pick has yet."""
    stem = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60] or "pick"
    taken = {path.name.rsplit(".", 1)[0] for path in (home / FOLDER).glob("*")}
    return next(name for number in range(1, len(taken) + 3) if (name := _numbered(stem, number)) not in taken)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"
