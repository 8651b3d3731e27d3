"""`prony models`: what can be measured here: served models, models on disk, and weights of the catalog."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click
import msgspec

from prony.addresses import is_this_machine
from prony.cli.terminal import Terminal, clean_line, folded
from prony.labels import short

if TYPE_CHECKING:
    from prony.config import Config
    from prony.engines import Endpoint, Progress, ServedModel
    from prony.engines.on_disk import DiskLook

NOT_CAPTURED = "not captured"
CACHE_TYPES = ("f32", "f16", "bf16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl")
"""What llama.cpp keeps keys and values in."""


@click.group(name="models", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Everything that was found out, with its evidence, as JSON.")
@click.option("--url", "urls", multiple=True, metavar="URL", help="Ask this server instead of looking on this machine.")
@click.option("--api-key-env", metavar="VAR", help="The environment variable that holds the key for --url.")
@click.option(
    "--context", type=click.IntRange(1, 1 << 24), metavar="N", help="Tokens that memory is reckoned for; default: 8192."
)
@click.option(
    "--cache-type",
    type=click.Choice(CACHE_TYPES),
    default="f16",
    show_default=True,
    help="Type of keys and values that it is reckoned with.",
)
@click.pass_context
def command(
    ctx: click.Context,
    as_json: bool,
    urls: tuple[str, ...],
    api_key_env: str | None,
    context: int | None,
    cache_type: str,
) -> None:
    """List the models that engines on this machine serve, those on its disks, and weights that can be fetched by name.

    Looks on this machine only, and at no address elsewhere that --url does not name; loads and generates nothing.
    """
    if ctx.invoked_subcommand is not None:
        return
    from prony import config as places
    from prony.engines import cached, catalog, discover, in_full
    from prony.engines.base_urls import check_named
    from prony.engines.on_disk import DEFAULT_CONTEXT, DiskLook

    check_named(urls, api_key_env)
    terminal = ctx.ensure_object(Terminal)
    config = places.load_config(places.home())
    reckoned_for = context or DEFAULT_CONTEXT

    async def at_engines() -> list[Endpoint]:
        return await in_full(await discover(urls, api_key_env=api_key_env), api_key_env)

    async def on_disks() -> DiskLook:
        if urls:
            return DiskLook(context=reckoned_for)
        return await asyncio.to_thread(_on_disk, terminal, config, reckoned_for, cache_type)

    async def look() -> tuple[list[Endpoint], DiskLook]:
        return await asyncio.gather(at_engines(), on_disks())

    endpoints, disk = asyncio.run(look())
    benches = _benches(disk, endpoints, config)
    weights = {entry.name: cached(entry.name) for entry in catalog()}
    if as_json:
        from prony.export.documents import ModelsDocument

        entries = ({**msgspec.to_builtins(one), "cached": str(weights[one.name] or "")} for one in catalog())
        rows = ({**msgspec.to_builtins(one), "command": bench} for one, bench in zip(disk.models, benches, strict=True))
        terminal.document(
            ModelsDocument(
                engines=tuple(endpoints),
                on_disk=tuple(rows),
                places=disk.places,
                context=disk.context,
                catalog=tuple(entries),
            )
        )
        return
    nobody = (
        f"no engine answers at {', '.join(urls) if urls else 'any port of this machine that engines are known to use'}"
    )
    terminal.data(_served(endpoints, terminal) if endpoints else clean_line(nobody))
    terminal.data("")
    if not urls:
        from prony.cli.render_disk import text

        terminal.data(text(disk, benches, cache_type, terminal))
        terminal.data("")
    terminal.data(_catalog(weights, terminal))
    first = next((bench for one, bench in zip(disk.models, benches, strict=True) if bench and one.fits == "yes"), None)
    begin = _next(endpoints, urls, api_key_env) or first or f"prony run quick --model {next(iter(weights))}"
    terminal.note(f"next: {begin}")


def _on_disk(terminal: Terminal, config: Config, context: int, cache_type: str) -> DiskLook:
    """The models on this machine's disks; what is read for the first time is said while it is."""
    from prony import config as places
    from prony.engines.on_disk import StoreContext, look_on_disk

    def say(done: int, of: int) -> None:
        if terminal.live and not terminal.quiet:
            terminal.err.write(f"\r\x1b[2Kreading the headers of model files that are new: {done} of {of}")
            terminal.err.flush()
        elif done == 1 and of > 1:
            terminal.note(f"reading the headers of {of} model files that are new")

    around = StoreContext.here(places.model_paths(config, places.home()))
    found = look_on_disk(around, context=context, key_type=cache_type, value_type=cache_type, say=say)
    if found.read and terminal.live and not terminal.quiet:
        terminal.err.write("\r\x1b[2K")
    return found


def _benches(disk: DiskLook, endpoints: list[Endpoint], config: Config) -> list[str | None]:
    """The command that benches each model on disk. Names that mean something else come first for `--model`."""
    from prony.engines import catalog
    from prony.engines.on_disk import commands

    served = {name for one in endpoints for model in one.models for name in (model.id, short(model.id), *model.aliases)}
    return commands(disk.models, served | {one.name for one in catalog()} | {one.name for one in config.contestants})


@command.command(name="hash")
@click.argument("names", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every model whose bytes were not read yet, small ones first.")
@click.pass_obj
def hash_command(terminal: Terminal, names: tuple[str, ...], every: bool) -> int:
    """Take the sha256 of models on disk, and see whether it is the one that their store tells.

    Reads every byte, about a second for a gigabyte; what is done is kept when it is broken off. Exits 1 where a digest
    is another one than was told.
    """
    from prony import config as places
    from prony.cli.hashing import hash_models

    return hash_models(terminal, places.load_config(places.home()), names, every)


def _next(endpoints: list[Endpoint], urls: tuple[str, ...], api_key_env: str | None) -> str | None:
    """The command that measures the first model which can be; None where there is none.

    It names the server where one was named, or where several serve a model of that name.
    """
    from prony.engines import kind_named

    if urls and not endpoints:
        return "prony models looks around on this machine"
    able = [(one, model) for one in endpoints for model in one.models if model.measurable or urls]
    able.sort(key=lambda pair: (not pair[1].loaded, not pair[1].measurable))
    for endpoint, model in able[:1]:
        name = _called(endpoint, model)
        several = len([one for one in endpoints if kind_named(one.kind).called(one.models, name)]) > 1
        at = f" --base-url {endpoint.base_url}" if urls or several else ""
        key = f" --api-key-env {api_key_env}" if api_key_env else ""
        return f"prony run quick{at}{key} --model {shlex.quote(clean_line(name))}"
    locked = next((one for one in endpoints if one.locked), None)
    return f"prony models --url {locked.base_url} --api-key-env VAR" if locked else None


@command.command(name="get")
@click.argument("name")
@click.pass_obj
def get_command(terminal: Terminal, name: str) -> None:
    """Fetch the catalog's weights NAME, or a hub's OWNER/REPOSITORY:QUANT, into the cache; prints the file's path.

    Those of a hub come through its client library (the extra hub) into that library's cache.
    """
    from prony.engines.weights.hub_models import get_from_hub, is_of_a_hub

    if is_of_a_hub(name):
        terminal.data(clean_line(str(get_from_hub(name, terminal.note))))
        return
    from prony.engines import get
    from prony.engines.weights import Phase

    def report(step: Progress) -> None:
        if step.phase is not Phase.BYTES:
            terminal.note(str(step))
        elif terminal.live and not terminal.quiet:
            terminal.err.write(f"\r\x1b[2K{step}")
            terminal.err.flush()

    path = get(name, report)
    if terminal.live and not terminal.quiet:
        terminal.err.write("\r\x1b[2K")
    terminal.data(str(path))


def _served(endpoints: list[Endpoint], terminal: Terminal) -> str:
    from prony.cli.table import Column, lines

    pairs = [(endpoint, model) for endpoint in endpoints for model in endpoint.models]

    def column(header: str, cells: list[str | None], priority: int, *, left: bool = True) -> Column:
        shown = [clean_line(cell or NOT_CAPTURED) for cell in cells]
        return Column(header, shown, left=left, priority=priority, cap=48)

    models = [model for _, model in pairs]
    columns = [
        column("model", [_called(endpoint, model) for endpoint, model in pairs], 0),
        column("engine", [endpoint.kind for endpoint, _ in pairs], 0),
        column("version", [endpoint.version for endpoint, _ in pairs], 3),
        column("at", [endpoint.base_url for endpoint, _ in pairs], 4),
        column("state", [model.state for model in models], 0),
        column("quantization", [model.quantization for model in models], 1),
        column("size", [_size(m.size_bytes) for m in models], 2, left=False),
        column("context", [str(model.context) if model.context else None for model in models], 2, left=False),
        column("sha256", [model.digest[:12] if model.digest else None for model in models], 3),
        column("where", [_where(endpoint, model) for endpoint, model in pairs], 5),
    ]
    shown = lines(columns, terminal, terminal.width) if pairs else []
    empty = [f"{one.kind} at {one.base_url} lists no model" for one in endpoints if not one.models]
    notes = [f"! {one.base_url}: {text}" for one in endpoints for text in one.warnings]
    notes += [f"! {model.id}: {why}" for model in models for why in (model.failure, model.unusable) if why]
    return "\n".join([*shown, *empty, *(line for note in notes for line in folded(note, terminal.width))])


def _called(endpoint: Endpoint, model: ServedModel) -> str:
    """The shortest name that `--model` takes it by: of a path, the file's, where no other model there has it."""
    from prony.engines import kind_named

    name = short(model.id)
    return name if kind_named(endpoint.kind).called(endpoint.models, name) == (model,) else model.id


def _where(endpoint: Endpoint, model: ServedModel) -> str:
    if model.cloud:
        return "cloud"
    return "here" if is_this_machine(endpoint.base_url) else "elsewhere"


def _size(size_bytes: int | None) -> str | None:
    if not size_bytes:
        return None
    return f"{size_bytes / 1e9:.2f} GB" if size_bytes >= 1e9 else f"{size_bytes / 1e6:.0f} MB"


def _catalog(weights: Mapping[str, object], terminal: Terminal) -> str:
    from prony.cli.table import Column, lines
    from prony.engines import catalog

    entries = catalog()
    columns = [
        Column("catalog", [one.name for one in entries], left=True),
        Column("title", [clean_line(one.title) for one in entries], left=True, priority=2, cap=60),
        Column("size", [f"{one.size_bytes / 1e6:.0f} MB" for one in entries]),
        Column("licence", [one.licence for one in entries], left=True),
        Column("state", ["here" if weights[one.name] else "to be fetched" for one in entries], left=True),
        Column("sha256", [one.sha256[:12] for one in entries], left=True, priority=1),
    ]
    return "\n".join(lines(columns, terminal, terminal.width))
