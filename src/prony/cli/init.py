"""`prony init`: a commented prony.toml from what this machine has."""

from __future__ import annotations

import asyncio
import importlib.util
import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prony import config as places
from prony.cli.terminal import Terminal
from prony.errors import UsageError
from prony.keys import blot_text
from prony.plain import clean_line

if TYPE_CHECKING:
    from prony.setup.starter import Found, Starter


@click.command(name="init")
@click.option("--gguf", multiple=True, metavar="FILE", help="Also measure this GGUF file.")
@click.option("--url", "urls", multiple=True, metavar="URL", help="Ask this server instead of looking on this machine.")
@click.option("--api-key-env", metavar="VAR", help="The environment variable that holds the key for --url.")
@click.option("--force", is_flag=True, help="Write it even where one stands; that one is kept beside it.")
@click.option("--print", "to_stdout", is_flag=True, help="Print it and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="What was written (or would be) as one JSON document.")
@click.pass_obj
def command(
    terminal: Terminal,
    gguf: tuple[str, ...],
    urls: tuple[str, ...],
    api_key_env: str | None,
    force: bool,
    to_stdout: bool,
    as_json: bool,
) -> None:
    """Write a prony.toml here: engines and models that were found, suites, budgets, all of it commented.

    Looks on this machine only; loads and generates nothing. Keys are named, never written.
    """
    from prony.setup.starter import starter

    path = Path.cwd() / places.CONFIG_NAME
    if os.path.lexists(path) and not (force or to_stdout):
        raise UsageError(
            "E112",
            f"there is a {places.CONFIG_NAME} here already",
            where=str(path),
            hint="prony init --force writes a new one and keeps this one beside it; --print only shows it",
        )
    above = None if os.path.lexists(path) else places.home()
    found = _look(gguf, urls, api_key_env)
    made = starter(found)
    places.parse_config(made.text, path)
    if to_stdout and not as_json:
        terminal.data(made.text)
        return
    kept = None if to_stdout else _write(path, made.text)
    if as_json:
        from prony.export.documents import InitDocument

        terminal.document(
            InitDocument(
                path=None if to_stdout else str(path),
                kept=str(kept) if kept else None,
                active=made.active,
                offered=made.offered,
                text=made.text,
            )
        )
        return
    _tell(terminal, path, kept, made, found)
    if above is not None and above != path.parent and (above / places.CONFIG_NAME).is_file():
        terminal.note(f"until now {above / places.CONFIG_NAME} counted for this folder, and its runs are in {above}")


def _look(gguf: tuple[str, ...], urls: tuple[str, ...], api_key_env: str | None) -> Found:
    from prony.engines import Endpoint, artifact, cached, catalog, discover, in_full
    from prony.engines.base_urls import check_named
    from prony.grading.toolchains import missing_toolchains
    from prony.setup.starter import HOSTED, Found
    from prony.suites import builtin_suites, load_suite

    check_named(urls, api_key_env)
    for name in gguf:
        if not places.expanded(name).is_file():
            raise UsageError("E107", f"no file {name}", hint="--gguf takes the path of a GGUF file")
    files = [places.expanded(name).resolve() for name in gguf]
    for file in files:
        if str(file).encode("utf-8", "replace").decode() != str(file):
            raise UsageError(
                "E107",
                f"a {places.CONFIG_NAME} cannot hold this path, which is no UTF-8",
                where=str(file),
                hint="rename the file",
            )

    async def look() -> list[Endpoint]:
        return await in_full(await discover(urls, api_key_env=api_key_env), api_key_env)

    suites = [load_suite(name) for name in builtin_suites()]
    return Found(
        endpoints=tuple(asyncio.run(look())),
        files={str(file): artifact(file, sha256=False) for file in files},
        weights=tuple((entry, cached(entry.name) is not None) for entry in catalog()),
        suites=tuple((suite, tuple(sorted(set(missing_toolchains(suite.tasks).values())))) for suite in suites),
        key_names=tuple(name for name in HOSTED if os.environ.get(name)),
        api_key_env=api_key_env,
        embedded=importlib.util.find_spec("xllamacpp") is not None,
    )


def _write(path: Path, text: str) -> Path | None:
    """Write the file; returns where the one that stood there is kept. Never overwrites anything, nor follows a link."""
    kept = None
    if os.path.lexists(path):
        names = (path.with_name(f"{path.name}.{n}") for n in itertools.count(1))
        kept = next(one for one in names if not os.path.lexists(one))
        path.rename(kept)
    with path.open("x", encoding="utf-8") as file:
        file.write(blot_text(text))
    return kept


def _tell(terminal: Terminal, path: Path, kept: Path | None, made: Starter, found: Found) -> None:
    terminal.data(f"wrote {clean_line(str(path))}")
    if kept is not None:
        terminal.note(f"the one that stood here is {kept.name} now")
    if not found.endpoints:
        terminal.note("no engine answers on this machine: it names the embedded engine")
    terminal.note(f"runs: {', '.join(map(clean_line, made.active)) or 'nothing yet'}")
    if made.offered:
        terminal.note(f"commented out: {', '.join(map(clean_line, made.offered))}")
    terminal.note("next: prony estimate; prony run")
