"""Tables: a TOML file read into a struct, with what is wrong with it said by line, and a next step."""

from __future__ import annotations

import difflib
import re
import tomllib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from prony.errors import UsageError

S = TypeVar("S", bound=msgspec.Struct)


def read_toml(text: str, path: Path, code: str, hint: str) -> dict[str, Any]:
    """Parse `text` as the file at `path`. hint: the next step.

    Raises UsageError `code` where it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"{path}:{line[1]}" if line else str(path)
        raise UsageError(code, f"{path.name} is not valid TOML", where=where, cause=str(error), hint=hint) from error
    except RecursionError as error:
        cause = "it is nested too deeply"
        raise UsageError(code, f"{path.name} is not valid TOML", where=str(path), cause=cause, hint=hint) from error


def refuse_nulls(
    data: dict[str, Any], text: str, path: Path, code: str, hint: str, besides: frozenset[str] = frozenset()
) -> None:
    """See that no text in `data`, read of the `text` of a file, has a null character. besides: keys that may have one.

    Raises UsageError `code`.
    """
    for key, table in data.items():
        if _has_null(table, besides):
            where, cause = f"{path}:{line_of(text, key)}", "no name of a file or a variable can have one"
            raise UsageError(code, f"{path.name} has a null character in {key}", where=where, cause=cause, hint=hint)


def _has_null(value: object, besides: frozenset[str]) -> bool:
    if isinstance(value, dict):
        return any("\0" in key or (key not in besides and _has_null(inner, besides)) for key, inner in value.items())
    if isinstance(value, list):
        return any(_has_null(inner, besides) for inner in value)
    return isinstance(value, str) and "\0" in value


def read_struct(data: dict[str, Any], struct: type[S], text: str, path: Path, code: str, page: str) -> S:
    """The struct that `data`, read from `text`, says. page: the document that tells what each key takes.

    Raises UsageError `code` with the line and the nearest known name where a key is unknown or of the wrong type.
    """
    try:
        return msgspec.convert(data, struct)
    except msgspec.ValidationError as error:
        where, hint = _explained(str(error), struct, text, path, page)
        raise UsageError(code, f"{path.name} cannot be used", where=where, cause=str(error), hint=hint) from error


def _explained(message: str, struct: type[msgspec.Struct], text: str, path: Path, page: str) -> tuple[str, str]:
    """The place of a fault that msgspec reports, and the next step."""
    unknown = re.search(r"unknown field `(\w+)`", message)
    wrong = re.search(r"at `\$\S*?(\w+)(\[[^\]]*\])*`$", message)
    if unknown:
        name = unknown[1]
        near = difflib.get_close_matches(name, sorted(set(_keys(struct))), n=1)
        hint = f"did you mean {near[0]}?" if near else f"known keys are listed in {page}"
        return f"{path}:{line_of(text, name)}", hint
    if wrong:
        return f"{path}:{line_of(text, wrong[1])}", f"{page} says what {wrong[1]} takes"
    return str(path), f"{page} says what each key takes"


def _keys(struct: type[msgspec.Struct]) -> Iterator[str]:
    """The names of all fields of `struct`, and of the structs in it."""
    yield from struct.__struct_encode_fields__
    for hint in typing.get_type_hints(struct).values():
        for part in (hint, *typing.get_args(hint)):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from _keys(part)


def line_of(text: str, key: str) -> int:
    """The number of the line that `key` stands on, at its start or in a table within it; 1 where it is not found."""
    name = re.escape(key)
    for pattern in (rf"\s*(\[+\s*)?{name}\b", rf"[^#]*[{{,]\s*{name}\s*="):
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(pattern, line):
                return number
    return 1
