"""The option `--language`: which of a suite's languages or dialects are meant."""

from __future__ import annotations

import click

from prony.errors import UsageError


def _listed(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Names that were given one by one, or with commas between."""
    names = tuple(dict.fromkeys(name.strip() for one in given for name in one.split(",") if name.strip()))
    if given and not names:
        raise UsageError("E102", f"{param.opts[0]} names nothing", hint="such as --language rust,go")
    return names


language_option = click.option(
    "--language",
    "languages",
    multiple=True,
    callback=_listed,
    metavar="NAME,NAME",
    help="Only tasks in these languages or dialects, such as rust,go.",
)
