"""A kind of grader, declared: its options as a struct, which files of a task mean it, and the tests that it knows."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import msgspec

from prony.nouns import Assurance, Noun
from prony.suites import schema
from prony.suites.patterns import path_matches
from prony.suites.source import TaskSource

_LARGEST = 1 << 53
"""An option that is a number without bounds is at most this, either way."""


class GraderOptions(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of a kind of grader, a field each. A kind without options has this."""


class ProgramOptions(GraderOptions, frozen=True, kw_only=True):
    """The module whose functions are called, or the program that is run."""

    module: str | None = None
    """The file whose functions are called, or that is run; where it is not said, the first answer file."""
    argv: tuple[str, ...] | None = None
    """How it is run; where it is not said, as its toolchain starts programs."""
    awaits: bool = msgspec.field(default=False, name="async")
    """Whether its functions may be `async`: the coroutine or promise that one returns is then waited for."""


class KnownTests(Noun, frozen=True, kw_only=True):
    """The tests of a task as its files tell them, before any has run."""

    ids: tuple[str, ...]
    calls: tuple[str, ...] = ()
    """Names that the tests call, so that an answer must define them."""


class GraderKind(Noun, frozen=True, kw_only=True):
    """One kind of grader, as far as a task must know it to be read. Nothing here runs anything."""

    level: Assurance
    """How hard its results are to forge. Kinds that a task's files mean run in this order, then by name."""
    options: type[GraderOptions] = GraderOptions
    checks: Mapping[str, schema.Check] = {}
    """Of options that their type does not say enough of: what is wrong with a value."""
    files: tuple[str, ...] = ()
    """Patterns of files in a task's folder, any of which means this kind where the task names none."""
    by_table: bool = False
    """Whether a table `[prony.grader.KIND]` means this kind where the task names none."""
    measures: bool = False
    """Whether it may report metrics and labels alone, and no test."""
    starts_services: bool = False
    """Whether it starts the servers that a task names as its `services`."""
    runs_apart: bool = False
    """Whether it runs each test by itself, so that those of one criterion can have the machine to themselves."""
    read_tests: Callable[[TaskSource, Any], KnownTests | None] | None = None
    """Reads the tests of a task whose tests are data, given the options; notes what does not hold in the source.

    None where tests are code: `prony prove --freeze` then learns their ids from the reference.
    """

    def is_meant(self, paths: Collection[str]) -> bool:
        """Tell whether a task with these files is graded by this kind where it names none."""
        return any(path_matches(pattern, path) for pattern in self.files for path in paths)

    def keys(self) -> dict[str, schema.Key]:
        """The options as keys of a table in task.toml."""
        return {name: schema.Key(check) for name, check in {**_checks(self.options), **self.checks}.items()}

    def missing(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The options that must have a value and are not among `values`."""
        return tuple(name for name in _required(self.options) if name not in values)

    def select(self, name: str, options: Mapping[str, Any]) -> dict[str, Any]:
        """Of a task's `options`, those of this kind: its own table (`name`) stands above the one for all."""
        own = options.get(name)
        both = {**options, **(own if isinstance(own, dict) else {})}
        return {option: both[option] for option in self.options.__struct_encode_fields__ if option in both}

    def decode(self, values: Mapping[str, Any]) -> GraderOptions:
        """The struct of the options with these values. Raises msgspec.ValidationError."""
        checks = _checks(self.options)
        lists = {name for name, value in values.items() if isinstance(value, str) and checks.get(name) is schema.texts}
        return msgspec.convert(
            {name: [value] if name in lists else value for name, value in values.items()}, self.options
        )


@functools.cache
def _required(options: type[GraderOptions]) -> tuple[str, ...]:
    """The options of a struct that must have a value."""
    return tuple(field.encode_name for field in msgspec.structs.fields(options) if field.required)


@functools.cache
def _checks(options: type[GraderOptions]) -> dict[str, schema.Check]:
    """The checks of each option of a struct, by its type."""
    return {name: _check(kind) for name, kind in _fields(options)}


def _fields(options: type[GraderOptions]) -> Iterator[tuple[str, Any]]:
    """The options of a struct, each with its type; whether it may be left out is no part of it."""
    hints = typing.get_type_hints(options, include_extras=True)
    for field in msgspec.structs.fields(options):
        kind = hints[field.name]
        if typing.get_origin(kind) in (typing.Union, types.UnionType):
            parts = [part for part in typing.get_args(kind) if part is not type(None)]
            kind = parts[0] if len(parts) == 1 else kind
        yield field.encode_name, kind


def _is_texts(info: msgspec.inspect.Type) -> bool:
    if not isinstance(info, msgspec.inspect.VarTupleType | msgspec.inspect.ListType):
        return False
    return info.item_type == msgspec.inspect.StrType()


def _check(kind: Any) -> schema.Check:
    """The check of a value of the type `kind`, in the words of the other keys where there are."""
    info = msgspec.inspect.type_info(kind)
    match info:
        case msgspec.inspect.StrType(min_length=None, max_length=None, pattern=None):
            return schema.text
        case msgspec.inspect.BoolType():
            return schema.boolean
        case msgspec.inspect.IntType(gt=None, lt=None, multiple_of=None):
            return schema.integer(*_bounds(info.ge, info.le))
        case msgspec.inspect.FloatType(gt=None, lt=None, multiple_of=None):
            return schema.number(*_bounds(info.ge, info.le))
        case msgspec.inspect.LiteralType() if all(isinstance(value, str) for value in info.values):
            return schema.choice(*typing.get_args(kind))  # in the order of the declaration, which msgspec sorts
    return schema.texts if _is_texts(info) else _convertible(kind)


def _bounds(least: Any, most: Any) -> tuple[int, int]:
    return -_LARGEST if least is None else least, _LARGEST if most is None else most


def _convertible(kind: Any) -> schema.Check:
    def check(value: Any) -> str | None:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            return f"cannot be right ({error})"
        return None

    return check
