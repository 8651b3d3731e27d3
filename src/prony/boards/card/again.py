"""The command that measures a contestant again, as far as a command line can say it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import msgspec

from prony.boards.entrants import Entrant
from prony.boards.scope import Scope
from prony.nouns import AttemptLimits, ContestantSpec, Sampling
from prony.options import options_of
from prony.plain import clean_line, homeless


def again(entrant: Entrant, scope: Scope) -> tuple[str, tuple[str, ...]]:
    """The command, quoted for a shell, and what it cannot say. Empty where nothing tells how it was asked for."""
    spec = entrant.spec
    settings = [run.settings for run in scope.runs if run.run in entrant.runs]
    if spec is None or not settings:
        return "", ("how it was asked for is not captured, so that no command measures it again",)
    words = ["prony", "run", shlex.quote(clean_line(scope.suite.suite)), *_model(spec)]
    if not spec.reference:
        words += ["--harness", shlex.quote(clean_line(spec.harness)), *_choices(spec)]
        words += ["--label", shlex.quote(clean_line(homeless(spec.label)))]
    if settings[-1].repeats > 1:
        words += ["-k", str(settings[-1].repeats)]
    return " ".join(words), tuple(_unsaid(spec))


def _model(spec: ContestantSpec) -> Iterable[str]:
    if spec.reference:
        return ["--only-reference"]
    if spec.catalog:
        return ["--model", shlex.quote(clean_line(spec.catalog))]
    if spec.gguf:
        return ["--gguf", _path(spec.gguf)]
    words = ["--model", shlex.quote(clean_line(spec.model))]
    if spec.base_url:
        words += ["--base-url", shlex.quote(_address(spec.base_url))]
    if spec.api_key_env:
        words += ["--api-key-env", shlex.quote(clean_line(spec.api_key_env))]
    return words


def _choices(spec: ContestantSpec) -> Iterable[str]:
    for struct in (spec.sampling, spec.attempt):
        yield from _changed(struct)
    for key, value in spec.template.items():
        told = msgspec.json.encode(value).decode() if not isinstance(value, str) else value
        yield from ("--template", shlex.quote(clean_line(f"{key}={told}")))
    if spec.tools is not None:
        yield from ("--tools", spec.tools.value)
    if spec.threads is not None:
        yield from ("--threads", str(spec.threads))
    if spec.context is not None:
        yield from ("--context", str(spec.context))


def _changed(struct: Sampling | AttemptLimits) -> Iterable[str]:
    """The options of the fields that are not at their default."""
    default: Any = type(struct)()
    for option in options_of(type(struct)):
        value = getattr(struct, option.name)
        if value is not None and value != getattr(default, option.name):
            yield from (option.flag, shlex.quote(str(value)))


def _unsaid(spec: ContestantSpec) -> Iterable[str]:
    if spec.engine_options:
        names = ", ".join(clean_line(name) for name in spec.engine_options)
        yield f"its engine was started with options that only prony.toml can say: {names}"
    if spec.base_url:
        yield "the server must be started as it was: what it serves is not in the command"
    if spec.base_url and _address(spec.base_url) != clean_line(spec.base_url):
        yield "what may be secret in the address of its server is left out"


def _address(url: str) -> str:
    """An address without user, password, query and fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return clean_line(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl())


def _path(path: str) -> str:
    """A path for a shell, which a home folder at its beginning stays one of."""
    told = clean_line(homeless(path))
    return f"~/{shlex.quote(told[2:])}" if told.startswith("~/") else shlex.quote(told)
