"""Options as fields of structs: what their `Meta` says of each, and how one struct is laid over another."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

S = TypeVar("S", bound=msgspec.Struct)


def option(description: str, *, flag: str | None = None, metavar: str | None = None, **bounds: Any) -> msgspec.Meta:
    """The bounds of a setting, and the help of its option on the command line: for `Annotated`.

    flag: the option, where it is not `--` and the setting's name. bounds: as of `msgspec.Meta`.
    """
    extra = {key: value for key, value in (("flag", flag), ("metavar", metavar)) if value is not None}
    return msgspec.Meta(description=description, extra=extra, **bounds)


class Option(NamedTuple):
    """One setting that has an option."""

    name: str
    flag: str
    kind: type
    """The type of its values."""
    meta: msgspec.Meta
    """Its bounds and its description."""

    @property
    def dest(self) -> str:
        """The option as the name of a parameter."""
        return self.flag.removeprefix("--").replace("-", "_")


def options_of(struct: type[msgspec.Struct]) -> Iterator[Option]:
    """The fields of `struct` that were made with `option`, in their order."""
    for name, hint in typing.get_type_hints(struct, include_extras=True).items():
        for part in typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,):
            kind, *metas = typing.get_args(part) if typing.get_origin(part) is typing.Annotated else (part,)
            for meta in metas:
                flag = (meta.extra or {}).get("flag") or "--" + name.replace("_", "-")
                yield Option(name, flag, kind, meta)


def narrowed(struct: msgspec.Struct, kind: type[S]) -> S:
    """The fields that `struct` shares with `kind`, a struct that it extends."""
    return kind(**{name: getattr(struct, name) for name in kind.__struct_fields__})


def overlaid(first: S, *others: S) -> S:
    """Of each field the first value that is not None; of fields that are structs or tables, field by field."""
    return type(first)(
        **{name: _overlaid([getattr(one, name) for one in (first, *others)]) for name in first.__struct_fields__}
    )


def _overlaid(values: list[Any]) -> Any:
    if isinstance(values[0], msgspec.Struct):
        return overlaid(*values)
    if isinstance(values[0], dict):
        return {key: value for table in reversed(values) for key, value in table.items()}
    return next((value for value in values if value is not None), None)
