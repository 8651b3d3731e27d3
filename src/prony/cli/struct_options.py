"""Options of the command line that are the fields of a struct: a new field is a new option."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import click
import msgspec

from prony.errors import UsageError
from prony.options import Option, options_of

S = TypeVar("S", bound=msgspec.Struct)


class Number(click.FloatRange):
    """A number within a range; nan lies in none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As of `FloatRange`."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is no number.", param, ctx)
        return number


def struct_options(struct: type[msgspec.Struct]) -> list[Any]:
    """An option for each field of `struct` that was made with `prony.options.option`."""
    return [
        click.option(
            one.flag,
            one.dest,
            type=_type_of(one),
            metavar=(one.meta.extra or {}).get("metavar", "N"),
            help=one.meta.description,
        )
        for one in options_of(struct)
    ]


def _type_of(option: Option) -> click.ParamType[Any]:
    meta = option.meta
    if option.kind is not int:
        return Number(meta.ge if meta.gt is None else meta.gt, meta.le, min_open=meta.gt is not None)
    if meta.ge is None and meta.le is None:
        return click.INT
    least, most = (None if bound is None else int(bound) for bound in (meta.ge, meta.le))
    return click.IntRange(least, most)


def from_options(struct: type[S], options: Mapping[str, Any]) -> S:
    """The struct that its options say."""
    return struct(**{one.name: options[one.dest] for one in options_of(struct)})


def table_of(flag: str, words: Iterable[str]) -> dict[str, Any]:
    """The table that words such as `KEY=VALUE` say; a value is JSON, or else a text. Raises UsageError E102."""
    table = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not key or not equals:
            raise UsageError(
                "E102", f"{flag} takes KEY=VALUE, not {word}", hint=f"it looks like {flag} enable_thinking=false"
            )
        try:
            table[key] = msgspec.json.decode(value)
        except msgspec.DecodeError:
            table[key] = value
        if _holds_null(table[key]):
            raise UsageError(
                "E102",
                f"{flag} takes no null ({word})",
                cause="a plan is kept as TOML, which knows none",
                hint="leave the key out",
            )
    return table


def _holds_null(value: object) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is None or any(map(_holds_null, parts))
