"""Where things live, and what prony.toml says."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec

from prony.errors import UsageError
from prony.nouns import AttemptLimits, CommandManner, ContestantOptions, Noun, Sampling
from prony.options import narrowed
from prony.plain_files import open_plain
from prony.sweeps import SWEEP, family, swept
from prony.tables import line_of, read_struct, read_toml, refuse_nulls

CONFIG_NAME = "prony.toml"
TRUSTED = "PRONY_TRUST"
"""The variable that names a folder whose prony.toml is used whoever wrote it."""

MOST_BYTES = 16 << 20
"""Of a file of settings."""
MOST_REPEATS = 10_000
MOST_AT_ONCE = 1024
MOST_MONEY = 1e9
MOST_SECONDS = 1e6
LEAST_CONTEXT = 256

Count = Annotated[int, msgspec.Meta(ge=1)]
Repeats = Annotated[int, msgspec.Meta(ge=1, le=MOST_REPEATS)]
AtOnce = Annotated[int, msgspec.Meta(ge=1, le=MOST_AT_ONCE)]
Context = Annotated[int, msgspec.Meta(ge=LEAST_CONTEXT)]
Minutes = Annotated[float, msgspec.Meta(gt=0, le=1e9)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=MOST_SECONDS)]
Names = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
Money = Annotated[float, msgspec.Meta(ge=0, le=MOST_MONEY)]
"""Also watts: what is multiplied with a price. A number that is none (nan) is refused with the rest."""


def home(start: Path | None = None) -> Path:
    """The folder that `runs/` and `.prony/` stand in: that of the nearest prony.toml, else the working directory."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if os.path.isfile(folder / CONFIG_NAME):  # unlike Path.is_file, says no where it may not look
            return folder
    return here


def cache_dir() -> Path:
    """The XDG cache folder of prony (weights, tape models, compile cache), or one beside the runs; not created here."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):
        return Path(base) / "prony"
    own = user_home()
    # Who has no home, as in many containers, has a folder of runs; a folder for temporary files is anybody's.
    return own / ".cache" / "prony" if own is not None else home() / ".prony" / "cache"


def user_home() -> Path | None:
    """The user's home folder; None where there is none: no HOME that is a whole path, and no entry of a user."""
    named = os.environ.get("HOME")
    if named is not None:
        return Path(named) if os.path.isabs(named) else None
    try:
        return Path.home()
    except RuntimeError:
        return None


def expanded(path: str | Path) -> Path:
    """A path with `~` at its beginning put in full; as it is where nobody knows that home."""
    first, _, rest = str(path).partition("/")
    if first == "~":
        own = user_home()
        return own / rest if own is not None else Path(path)
    try:
        return Path(path).expanduser()
    except RuntimeError:  # ~NAME of somebody whom nobody knows
        return Path(path)


class SamplingConfig(Sampling, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[sampling]` table: what every contestant gets that does not pin its own."""


class AttemptConfig(AttemptLimits, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An `[attempt]` table: of every contestant that says nothing of its own, or of one."""


class CutoffConfig(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[contestants.cutoff]`: the last day that a model's training data reaches, as stated by `source`."""

    day: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")]
    source: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class ContestantConfig(Sampling, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[contestants]]` table. Exactly one of `gguf`, `catalog` or `base_url` with `model`; and its own sampling.

    harness: one, or several, each of which makes it another contestant.
    api_key_env names an environment variable; the key itself is never written anywhere.
    shares_cpu: whether the engine computes on this machine's cores (then grading waits for it); left out = find out.
    price_in, price_out: of a million tokens, in the currency of `[costs]`; price_cached: of a million prompt tokens
    that the engine takes from its cache.
    sweep: an axis of `AXES`, or an option of its engine -> its values. The table stands for a contestant of each
    combination; what is read has one point in each.
    """

    label: str | None = None
    gguf: str | None = None
    catalog: str | None = None
    base_url: str | None = None
    model: str | None = None
    engine: str | None = None
    engine_options: dict[str, Any] = msgspec.field(default_factory=dict, name="options")
    """What the engine is started with, where Prony starts it."""
    harness: str | Names | None = None
    api_key_env: str | None = None
    shares_cpu: bool | None = None
    threads: Count | None = None
    context: Context | None = None
    tools: CommandManner | None = None
    template: dict[str, Any] = {}
    attempt: AttemptConfig = AttemptConfig()
    price_in: Money | None = None
    price_out: Money | None = None
    price_cached: Money | None = None
    cutoff: CutoffConfig | None = None
    machine: str | None = None
    """A file of `prony probe`, beside prony.toml: the hardware of the host that its server runs on."""
    sweep: dict[str, tuple[Any, ...]] = {}

    @property
    def family(self) -> str:
        """What its whole sweep is called; its own name where it is none of a sweep."""
        return family(self.name, self.sweep)

    @property
    def name(self) -> str:
        """What boards call it: its label, else the name of its model or file; empty where it has none."""
        return self.label or self.model or self.catalog or (Path(self.gguf).stem if self.gguf else "")

    @property
    def options(self) -> ContestantOptions:
        """Its choices beside model and harness."""
        own = {name: getattr(self, name) for name in ContestantOptions.__struct_fields__ if hasattr(self, name)}
        return ContestantOptions(
            **own | {"sampling": narrowed(self, Sampling), "attempt": narrowed(self.attempt, AttemptLimits)}
        )


AXES = ("gguf", "catalog", "model", "engine", "context", "threads", *Sampling.__struct_fields__)
"""Keys of a contestant's table that may be swept, beside the options of its engine."""


class CostsConfig(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[costs]` table: what `prony run` and `prony estimate` reckon with.

    currency: of every price in the file. watts: what this machine draws while it runs models. price_per_kwh: of its
    electricity. hardware_price: of this machine, to be paid off in lifetime_hours of running models. rate_cards: the
    folder of the user's rate cards, beside prony.toml. card_months: the age from which on a rate card is doubted.
    """

    currency: str = ""
    watts: Money | None = None
    price_per_kwh: Money | None = None
    hardware_price: Money | None = None
    lifetime_hours: Annotated[float, msgspec.Meta(gt=0, le=1e7)] | None = None
    rate_cards: Annotated[str, msgspec.Meta(min_length=1)] = "prices"
    card_months: Annotated[int, msgspec.Meta(ge=1, le=1200)] = 6

    def __post_init__(self) -> None:
        if (self.hardware_price is None) != (self.lifetime_hours is None):
            raise ValueError("hardware_price and lifetime_hours go together")


class EnergyPlug(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[energy.plugs]]` table: a smart plug, by the file that a script keeps up to date.

    Several plugs feed parts of one machine, and are added up.
    """

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")]
    file: Annotated[str, msgspec.Meta(min_length=1)]
    max_age_s: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 10.0


class EnergyConfig(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[energy]` table: who counts joules while this machine runs models.

    sources: names of sources to read; all that work here where it is left out, none where it is empty. baseline_s:
    seconds that are read before a contestant's first attempt, its model loaded and idle; 0: nothing is subtracted.
    """

    sources: tuple[str, ...] | None = None
    baseline_s: Annotated[float, msgspec.Meta(ge=0, le=600)] = 3.0
    plugs: tuple[EnergyPlug, ...] = ()


class ModelsConfig(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[models]` table: where models lie on this machine, beside the folders of programs that are known."""

    paths: tuple[str, ...] = ()
    """Files and folders; relative ones stand beside prony.toml."""


class RunConfig(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[run]` table: defaults for `prony run` and `prony estimate`, each overruled by its option."""

    suites: tuple[str, ...] = ("quick",)
    tasks: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    engines: str = "auto"
    harness: str | Names | None = None
    reference: bool = False
    repeats: Repeats = 1
    parallel: AtOnce = 1
    slots: AtOnce | None = None
    seed: int = 0
    max_minutes: Minutes | None = None
    max_total_tokens: Count | None = None
    patience_s: Seconds | None = None


class Config(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """prony.toml, whole."""

    run: RunConfig = RunConfig()
    sampling: SamplingConfig = SamplingConfig()
    template: dict[str, Any] = {}
    """What the chat template of every contestant is told that does not say it itself."""
    attempt: AttemptConfig = AttemptConfig()
    costs: CostsConfig = CostsConfig()
    energy: EnergyConfig = EnergyConfig()
    models: ModelsConfig = ModelsConfig()
    contestants: tuple[ContestantConfig, ...] = ()
    toolchains: dict[str, str] = {}
    """A toolchain's name -> the program to use instead of the pinned one."""

    @property
    def options(self) -> ContestantOptions:
        """The choices for every contestant that makes none."""
        return ContestantOptions(
            sampling=narrowed(self.sampling, Sampling),
            template=self.template,
            attempt=narrowed(self.attempt, AttemptLimits),
        )


def model_paths(config: Config, folder: Path) -> tuple[Path, ...]:
    """The places of models that the prony.toml of `folder` names, in full."""
    return tuple(folder / expanded(one) for one in config.models.paths if one)


def several(names: str | Sequence[str] | None) -> tuple[str, ...]:
    """A setting that takes one name or several, as several; none where it is left out."""
    return (names,) if isinstance(names, str) else tuple(names or ())


_MEND = "mend the line that is named; prony init --print shows a file that can be read"
_SAID_BY_SERVERS = frozenset({"label", "model", "models"})
"""Keys whose texts are names that a server gave, whatever is in them."""


def load_config(folder: Path) -> Config:
    """Read `folder`/prony.toml; an absent file is an empty one.

    Raises UsageError E110 with the line and the nearest known name where a key is unknown or of the wrong type, E119
    where it is not this user's own: it names programs to run, addresses, and variables that hold keys.
    """
    path = folder / CONFIG_NAME
    try:
        text = own_text(path, folder)
    except FileNotFoundError:
        return Config()
    except (OSError, ValueError) as error:
        raise UsageError(
            "E110",
            f"{CONFIG_NAME} cannot be read",
            where=str(path),
            cause=str(error),
            hint="it must be a text file (UTF-8) that is yours to read: ls -l",
        ) from error
    config = parse_config(text, path)
    refuse_nulls(tomllib.loads(text), text, path, "E110", _MEND, besides=_SAID_BY_SERVERS)
    return config


def own_text(path: Path, folder: Path) -> str:
    """The text of a file of `folder` that this user wrote: it names programs to run, addresses, or variables that hold
    keys.

    Raises OSError, ValueError where it cannot be read, is no plain file, too large or no text; UsageError E119 where
    somebody else may have written it.
    """
    with open_plain(path, follow=True) as file:
        _refuse_a_strangers(path, folder, os.fstat(file.fileno()))
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"it has more than {MOST_BYTES >> 20} MiB")
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def owned_here(status: os.stat_result) -> bool:
    """Whether a file is this user's own, or the system's; of who has become root by sudo, also that user's."""
    owners = {0, os.geteuid()}
    if os.geteuid() == 0 and os.environ.get("SUDO_UID", "").isdecimal():
        owners.add(int(os.environ["SUDO_UID"]))
    return status.st_uid in owners


def is_trusted(folder: Path) -> bool:
    """Whether the person at the keyboard said that what stands in `folder` is to be used, whoever wrote it."""
    return os.environ.get(TRUSTED) == str(folder)


def _refuse_a_strangers(path: Path, folder: Path, status: os.stat_result) -> None:
    everybody_writes = bool(status.st_mode & stat.S_IWOTH)
    if (owned_here(status) and not everybody_writes) or is_trusted(folder):
        return
    import shlex  # some milliseconds that no sound file needs

    raise UsageError(
        "E119",
        f"{path.name} may be written by everybody" if everybody_writes else f"{path.name} belongs to somebody else",
        where=str(path),
        cause="it can name programs to run, and where your keys go"
        + ("" if everybody_writes else f"; its owner is user {status.st_uid}, you are {os.geteuid()}"),
        hint=f"chmod o-w {shlex.quote(str(path))}"
        if everybody_writes
        else f"read it; to use it all the same: export {TRUSTED}={shlex.quote(str(folder))}; or make a {path.name} "
        "of your own in the folder you work in",
    )


def parse_config(text: str, path: Path) -> Config:
    """What `text` says as the prony.toml at `path`. Raises UsageError E110 as `load_config` does."""
    data = read_toml(text, path, "E110", _MEND)
    _refuse_keys(data, path, text)
    _sweep(data, path, text)
    return read_struct(data, Config, text, path, "E110", "docs/configuration.md")


def _refuse_keys(data: dict[str, Any], path: Path, text: str) -> None:
    """A secret does not belong in a file that gets committed."""
    tables = data.get("contestants", [])
    for table in tables if isinstance(tables, list) else [tables]:
        if isinstance(table, dict) and "api_key" in table:
            raise UsageError(
                "E110",
                "prony.toml holds an API key",
                where=f"{path}:{line_of(text, 'api_key')}",
                cause="keys come from the environment only, so that none is ever committed or recorded",
                hint='export the key and name the variable: api_key_env = "OPENAI_API_KEY"',
            )


def _sweep(data: dict[str, Any], path: Path, text: str) -> None:
    """Put the contestants of a sweep in the place of the table that stands for them."""
    tables = data.get("contestants")
    if not isinstance(tables, list):
        return
    made: list[Any] = []
    places = [number for number, line in enumerate(text.splitlines(), 1) if SWEEP in line.partition("#")[0]]
    for table in tables:
        number = places.pop(0) if places and isinstance(table, dict) and SWEEP in table else 1
        try:
            made += swept(table, AXES, ContestantConfig.__struct_fields__) if isinstance(table, dict) else [table]
        except ValueError as error:
            raise UsageError(
                "E110",
                f"{CONFIG_NAME} has a sweep that cannot be made",
                where=f"{path}:{number}",
                cause=str(error),
                hint="docs/configuration.md shows one",
            ) from error
    data["contestants"] = made
