"""A prony.toml to begin with, as text: what was found here, commented, ready to run. Pure.

Names and versions come from servers that anybody may run: as values they are TOML strings, as comments one printable
line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

import tomli_w

from prony.bench.contestants import DEFAULT_MODELS
from prony.bench.servers import TAKEN_OF_MANY, undecided
from prony.engines import CatalogEntry, Endpoint, ServedModel
from prony.labels import short
from prony.nouns import Artifact, Mode, Noun, Suite
from prony.readable import counted

HOSTED = {
    "OPENAI_API_KEY": "https://api.openai.com/v1",
    "OPENROUTER_API_KEY": "https://openrouter.ai/api/v1",
    "MISTRAL_API_KEY": "https://api.mistral.ai/v1",
    "DEEPSEEK_API_KEY": "https://api.deepseek.com/v1",
    "GROQ_API_KEY": "https://api.groq.com/openai/v1",
    "TOGETHER_API_KEY": "https://api.together.xyz/v1",
    "GEMINI_API_KEY": "https://generativelanguage.googleapis.com/v1beta/openai",
}
"""Variables that hold the keys of hosted models, and where those are asked in the OpenAI dialect."""

CATALOG = "catalog"
MOST_OFFERED = 24
"""Of one server; a gateway may list hundreds, and a hostile one whatever it likes."""
WIDTH = 116
COMMENT_WIDTH = 100


_CHOOSE = """\
# None of these is loaded, and their sizes are not known: take the # away from those that are to run.
"""


class Found(Noun, frozen=True, kw_only=True):
    """What a first prony.toml is made of.

    files: path -> what the file's header says. weights: entries of the catalog, with whether they are here. suites:
    with the toolchains that some of their tasks lack. key_names: variables of the environment that look like keys;
    never their values. embedded: whether the embedded engine is installed.
    """

    endpoints: tuple[Endpoint, ...] = ()
    files: dict[str, Artifact] = {}
    weights: tuple[tuple[CatalogEntry, bool], ...] = ()
    suites: tuple[tuple[Suite, tuple[str, ...]], ...] = ()
    key_names: tuple[str, ...] = ()
    embedded: bool = True
    api_key_env: str | None = None
    """The variable with the key that the endpoints were named with."""


class Starter(Noun, frozen=True, kw_only=True):
    """The file's text; the labels of contestants that will run, and of those that it holds commented out."""

    text: str
    active: tuple[str, ...]
    offered: tuple[str, ...]


def starter(found: Found) -> Starter:
    """The file for what was found. With no engine and no file, the embedded engine's catalog runs, greedily."""
    files: dict[str, str] = {}
    for path in found.files:
        files[_unique(path.rpartition("/")[2].removesuffix(".gguf"), list(files))] = path
    taken = _taken([(endpoint, model) for endpoint in found.endpoints for model in _generating(endpoint)])
    served = _served([(endpoint, _offered(endpoint, taken)) for endpoint in found.endpoints], list(files))
    own = bool(taken or found.files or _unsized(found.endpoints))
    tables = [
        *(_of_file(label, path, found.files[path]) for label, path in files.items()),
        *(
            _of_server(label, endpoint, model, (endpoint, model) in taken, found.api_key_env)
            for label, endpoint, model in served
        ),
        *(_of_catalog(entry, here, not own and entry.name in DEFAULT_MODELS) for entry, here in found.weights),
    ]
    headings = {
        **{one.base_url: _heading(one, found.api_key_env) for one in found.endpoints},
        CATALOG: _catalog_heading(found, own),
    }
    blocks = [_head(found), *(one.text for one in tables if not one.under)]
    if _unsized(found.endpoints):
        blocks.append(_CHOOSE)
    for name, heading in headings.items():
        blocks += [heading, *(one.text for one in tables if one.under == name)]
    blocks.append(_elsewhere(found.key_names))
    return Starter(
        text="\n".join(blocks),
        active=tuple(one.label for one in tables if one.active),
        offered=tuple(one.label for one in tables if not one.active),
    )


class _Table(NamedTuple):
    """One contestant's table, and the heading that it stands under; the empty string for none."""

    label: str
    under: str
    text: str
    active: bool


def _of_file(label: str, path: str, artifact: Artifact) -> _Table:
    active = not _lacks_template(artifact)
    table = _table({"label": label, "gguf": path}, {"gguf": _file_said(artifact)}, active=active)
    return _Table(label, "", table, active=active)


def _lacks_template(artifact: Artifact) -> bool:
    """Whether a file that was read has no chat template: a base model, which is not asked."""
    return artifact.architecture is not None and artifact.chat_template_sha256 is None


def _of_server(label: str, endpoint: Endpoint, model: ServedModel, active: bool, key_env: str | None) -> _Table:
    values = {"label": label, "base_url": endpoint.base_url, "engine": endpoint.kind, "model": model.id}
    if key_env:
        values["api_key_env"] = key_env
    return _Table(label, endpoint.base_url, _table(values, {"model": _model_said(model)}, active=active), active)


def _of_catalog(entry: CatalogEntry, here: bool, active: bool) -> _Table:
    values: dict[str, object] = {"catalog": entry.name, "temperature": 0.0}
    said = {"catalog": _weights_said(entry, here)}
    return _Table(entry.name, CATALOG, _table(values, said, active=active), active)


def _generating(endpoint: Endpoint) -> list[ServedModel]:
    return [model for model in endpoint.models if model.generates is not False]


def _offered(endpoint: Endpoint, taken: Sequence[tuple[Endpoint, ServedModel]]) -> list[ServedModel]:
    """The models that get a table: first those that run, then as the server lists them."""
    runs = {model.id for one, model in taken if one is endpoint}
    return sorted(_generating(endpoint), key=lambda model: model.id not in runs)[:MOST_OFFERED]


def _served(
    offered: Iterable[tuple[Endpoint, Sequence[ServedModel]]], taken: Sequence[str]
) -> list[tuple[str, Endpoint, ServedModel]]:
    """Every model with a label of its own: its name, and where it is served if two have one name."""
    labelled: list[tuple[str, Endpoint, ServedModel]] = []
    for endpoint, models in offered:
        for model in models:
            used = [*taken, *(label for label, _, _ in labelled)]
            called = short(model.id)
            name = called if called not in used else f"{called} ({endpoint.kind} {_port(endpoint)})"
            labelled.append((_unique(name, used), endpoint, model))
    return labelled


def _taken(served: Sequence[tuple[Endpoint, ServedModel]]) -> list[tuple[Endpoint, ServedModel]]:
    """Those that `prony run` would take by itself: the loaded ones, else the smallest; none that may be elsewhere."""
    local = [pair for pair in served if pair[1].measurable]
    loaded = [pair for pair in local if pair[1].loaded]
    if not loaded and undecided(model for _, model in local):
        return []
    by_size = sorted(local, key=lambda pair: (pair[1].size_bytes is None, pair[1].size_bytes or 0))
    return loaded or by_size[:TAKEN_OF_MANY]


def _unsized(endpoints: Iterable[Endpoint]) -> bool:
    """Whether there are models to measure, of which nobody knows the smallest."""
    local = [model for one in endpoints for model in _generating(one) if model.measurable]
    return not any(model.loaded for model in local) and undecided(local)


def _head(found: Found) -> str:
    suites = [suite for suite, _ in found.suites]
    agents = [suite.id for suite in suites if _for_agents(suite)]
    lines = [
        "# What `prony run` measures here, and how. Every key is explained in docs/configuration.md; the command line",
        "# overrules all of them. `prony estimate` says what a run of this will take.",
        "",
        "[run]",
        'suites = ["quick"]',
        *(f"# {_suite_said(suite, absent)}" for suite, absent in found.suites),
        "repeats = 1                    # attempts for each task and contestant; more where sampling is not greedy",
        "# parallel = 4                 # attempts at once, where the engine has the slots",
        "# reference = true             # also run the references of known score: they check the bench itself",
        "# max_minutes = 60             # budgets of the run; what they leave undone is missing, never failed",
        "# max_total_tokens = 1000000",
    ]
    if agents:
        lines.append(f'# harness = "loop"             # our own agent, with a shell: what {", ".join(agents)} is for')
    lines += [
        "",
        "# What an attempt may use, whatever its task and its harness say.",
        "[attempt]",
        "# wall_s = 1800                # seconds of an attempt",
        "# thinking_tokens = 16384      # of a reply beyond what its task asks for, where the model may think",
        "",
        "# What every contestant gets that does not pin its own. Left out, the engine's or the model file's own holds.",
        "[sampling]",
        "# temperature = 0.2",
        "# top_p = 0.95",
        "# seed = 1",
        "",
        "# What `prony run` and `prony estimate` reckon with. Without it, money is not known.",
        "[costs]",
        '# currency = "EUR"',
        "# watts = 150                  # what this machine draws while it runs models",
        "# price_per_kwh = 0.30",
        "# hardware_price = 1800        # of this machine, paid off in lifetime_hours of running models",
        "# lifetime_hours = 20000",
        "",
    ]
    return "\n".join(lines)


def _suite_said(suite: Suite, absent: Sequence[str]) -> str:
    languages = ", ".join(dict.fromkeys(task.language for task in suite.tasks if task.language))
    count = len(suite.tasks)
    agents = ', with harness = "loop"' if _for_agents(suite) else ""
    lacking = f"; lacking here: {', '.join(absent)} (prony doctor)" if absent else ""
    return _said(f'"{suite.id}": {counted(count, "task")}, {languages}{agents}{lacking}')


def _for_agents(suite: Suite) -> bool:
    return any(task.mode is Mode.AGENT for task in suite.tasks)


def _heading(endpoint: Endpoint, key_env: str | None) -> str:
    version = f" {endpoint.version}" if endpoint.version else ""
    lines = [f"# --- {_said(f'{endpoint.kind}{version} at {endpoint.base_url}')}"]
    for warning in endpoint.warnings:
        lines += [f"# {line}" for line in textwrap.wrap(_printable(warning), WIDTH, break_long_words=True)]
    more = len(_generating(endpoint)) - MOST_OFFERED
    if more > 0:
        lines.append(f"# and {more} more, by their names: prony models lists them, prony run --model NAME takes one")
    if not endpoint.models:
        lines += ["# It lists no model. If it wants a key, name the variable that holds it:"]
        values = {
            "label": endpoint.kind,
            "base_url": endpoint.base_url,
            "engine": endpoint.kind,
            "model": "NAME",
            "api_key_env": key_env or "EXAMPLE_API_KEY",
        }
        lines.append(_table(values, active=False).rstrip("\n"))
    return "\n".join(lines) + "\n"


def _catalog_heading(found: Found, own: bool) -> str:
    lines = ["# --- the embedded engine, with weights that Prony fetches on first use"]
    if not found.endpoints:
        lines.append("# No engine answered on this machine when this file was written.")
    if not found.embedded:
        lines.append("# It is not installed: pip install 'prony[engine]'")
    if not own:
        lines.append('# Greedy, so that the first board is the same tomorrow. For a file of yours: gguf = "PATH"')
    return "\n".join(lines) + "\n"


def _elsewhere(key_names: Sequence[str]) -> str:
    """Hosted models, always commented: measuring them sends task texts away, and costs money."""
    lines = [
        "# --- models elsewhere: task texts are sent there. A key never stands in this file, only its variable's name.",
        "# price_in and price_out in such a table are of a million tokens, in the currency of [costs].",
    ]
    for name in [one for one in key_names if one in HOSTED] or ["EXAMPLE_API_KEY"]:
        url = HOSTED.get(name, "https://api.example.com/v1")
        label = name.removesuffix("_API_KEY").lower()
        values = {"label": label, "base_url": url, "model": "NAME", "api_key_env": name}
        lines.append(_table(values, active=False).rstrip("\n"))
        lines.append("")
    return "\n".join(lines)


def _table(values: Mapping[str, object], said: Mapping[str, str] | None = None, *, active: bool = True) -> str:
    """A `[[contestants]]` table, or the same commented out. said: a comment behind a key's value."""
    lines = ["[[contestants]]"]
    for key, value in values.items():
        line = _shown(tomli_w.dumps({key: value}).rstrip("\n"))
        comment = (said or {}).get(key)
        lines.append(f"{line}  # {comment}" if comment else line)
    return "".join(f"{line if active else '# ' + line}\n" for line in lines)


def _model_said(model: ServedModel) -> str:
    context = f"context {model.context}" if model.context else ""
    away = "requests may leave this machine" if model.cloud else ""
    parts = [
        "cannot be asked (prony models says why)" if model.unusable else "",
        _size(model.size_bytes),
        model.quantization or "quantization not captured",
        context,
        model.state or "",
        away,
    ]
    return _said(", ".join(part for part in parts if part))


def _file_said(artifact: Artifact) -> str:
    lacks = "no chat template, so it cannot be asked: " if _lacks_template(artifact) else ""
    return _said(f"{lacks}{_size(artifact.size_bytes)}, {artifact.quantization or 'quantization not captured'}")


def _weights_said(entry: CatalogEntry, here: bool) -> str:
    state = "here" if here else "fetched on first use"
    return _said(f"{entry.title}, {_size(entry.size_bytes)}, {entry.licence}, {state}")


def _size(size_bytes: int | None) -> str:
    if not size_bytes:
        return "size not captured"
    return f"{size_bytes / 1e9:.2f} GB" if size_bytes >= 1e9 else f"{max(1, round(size_bytes / 1e6))} MB"


def _said(text: str) -> str:
    """Text as (part of) a comment: one line, printable, not endless."""
    line = _printable(text)
    return line if len(line) <= COMMENT_WIDTH else line[: COMMENT_WIDTH - 3] + "..."


def _shown(line: str) -> str:
    """A line of TOML in which nothing acts upon a terminal: such characters can only stand in its strings."""
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in line)


def _printable(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _unique(name: str, used: Sequence[str]) -> str:
    number, label = 2, name
    while label in used:
        label, number = f"{name} {number}", number + 1
    return label


def _port(endpoint: Endpoint) -> int | str:
    return urlsplit(endpoint.base_url).port or endpoint.base_url
