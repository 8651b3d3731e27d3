"""Agent files: an outside agent as one TOML file, read and checked. `agent.py` runs what one says."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from prony import config
from prony.config import AttemptConfig
from prony.errors import PronyError, UsageError
from prony.gateway.dialects import DIALECTS
from prony.gateway.translate import TRANSLATIONS, translation_for
from prony.languages import read_requirement
from prony.nouns import Mode, Noun
from prony.registry import tell_once
from prony.tables import line_of, read_struct, read_toml, refuse_nulls

SHIPPED = Path(__file__).parent / "agents"
FOLDER = "agents"
"""Beside prony.toml: a user's own agents."""
SUFFIX = ".toml"
PLACES = (
    "base_url",
    "root_url",
    "model",
    "brief",
    "brief_file",
    "workspace",
    "home",
    "program",
    "max_tokens",
    "context",
)
"""What `{NAME}` may stand for in the texts of an agent file."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_PLACE = re.compile(r"\{(\w+)\}")
_PAGE = "docs/extending/harness.md"

Words = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class AgentFile(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agent, as its file says. In all texts `{NAME}` of `PLACES` stands for what it is in an attempt."""

    argv: Words
    """How it is started, in the workspace."""
    version: Words
    """A command whose first line of output is its version."""
    program: str | None = None
    """The folder with its own files: beside the agent file, or absolute. It is at `{program}`, read-only."""
    toolchain: tuple[str, ...] = ()
    """What it takes to run, such as `node>=22`."""
    dialect: str = "chat"
    """What it speaks to the model."""
    translation: str = ""
    """Where an engine lacks that: what its requests and the replies go through (`prony.gateway.translate`)."""
    modes: tuple[Mode, ...] = (Mode.AGENT,)
    """Of the tasks that it can be given."""
    stdin: str = ""
    env: dict[str, str] = {}
    """Variables, beside those of every workspace and a HOME of its own."""
    files: dict[str, str] = {}
    """Path below its HOME -> content: its configuration."""
    done: tuple[int, ...] = (0,)
    """Exit statuses that say that it ended by its own word."""
    transcript: str | None = None
    """Path below its HOME of its own record, which is kept with the attempt; `*` within a folder."""
    conversation_tokens: int = 16_384
    """What a conversation may come to, beyond the brief and one reply: its own prompt and tools included."""
    attempt: AttemptConfig = AttemptConfig()
    """Limits of an attempt, where neither contestant nor task says any."""


def agent_files() -> dict[str, Path]:
    """Name -> file of every agent: those that come with Prony, and the user's, which never replace them."""
    files: dict[str, Path] = {}
    for folder in (SHIPPED, config.home() / FOLDER):
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            if path.stem in files:
                tell_once(f"the agent {path} is left out: another one is called {path.stem}")
            else:
                files[path.stem] = path
    return files


def read_agent(path: Path) -> AgentFile:
    """The agent of a file. Raises UsageError E282 with the line and a next step where it cannot be used, E119 where
    it is a user's, and may be somebody else's."""
    try:
        text = config.own_text(path, path.parent.parent) if path.parent != SHIPPED else path.read_text("utf-8")
    except (OSError, ValueError) as error:
        hint = "it must be a text file (UTF-8) that is yours to read: ls -l"
        raise UsageError("E282", f"{path.name} cannot be read", where=str(path), cause=str(error), hint=hint) from error
    mend = f"mend the line that is named; {_PAGE} shows a file that can be read"
    data = read_toml(text, path, "E282", mend)
    refuse_nulls(data, text, path, "E282", mend)
    agent = read_struct(data, AgentFile, text, path, "E282", _PAGE)
    for key, what, hint in _wrong(agent, path):
        raise UsageError("E282", f"{path.name}: {what}", where=f"{path}:{line_of(text, key)}", hint=hint)
    return agent


def _wrong(agent: AgentFile, path: Path) -> Iterator[tuple[str, str, str]]:
    """Find the fault of an agent file whose keys and types are right: the key, the fault, the next step."""
    if not _NAME.fullmatch(path.stem):
        yield "argv", f"{path.stem} is no name of an agent", "name the file with lowercase letters, digits, - and _"
    if agent.program is not None and not (folder := program_folder(agent, path)).is_dir():
        yield "program", f"there is no folder {folder}", "install the agent there, or name its place"
    elif agent.program is not None and any(place.is_relative_to(folder) for place in _private()):
        yield "program", f"{folder} holds more than an agent", "the agent could read all of it: name its own folder"
    if agent.dialect not in DIALECTS:
        yield "dialect", f"there is no dialect {agent.dialect}", f"there are: {', '.join(DIALECTS.usable())}"
    if agent.translation and translation_for(agent.translation, agent.dialect) is None:
        for_each = ", ".join(f"{one.name} (for {one.speaks})" for one in TRANSLATIONS.values())
        what = f"{agent.translation} translates nothing that is said in {agent.dialect}"
        yield "translation", what, f"there are: {for_each}"
    for requirement in agent.toolchain:
        try:
            read_requirement(requirement)
        except PronyError as error:
            yield "toolchain", error.what, error.hint or 'a toolchain looks like "python" or "node>=22"'
    for key, texts in _texts(agent).items():
        for name in (name for text in texts for name in _PLACE.findall(text)):
            if name not in PLACES:
                near = difflib.get_close_matches(name, PLACES, n=1)
                known = f"did you mean {{{near[0]}}}?" if near else "there are: " + ", ".join(PLACES)
                yield key, f"{{{name}}} in {key} stands for nothing", known
    for name in (*agent.files, *filter(None, [agent.transcript])):
        if name.startswith("/") or ".." in name.split("/"):
            yield "files", f"{name} does not lie below HOME", "a path such as .config/agent.json is relative to HOME"


def _private() -> tuple[Path, ...]:
    """The folders that no agent may see: keys, other runs, the hidden tests of the suites that come with Prony."""
    own = config.user_home()
    return *((own.resolve(),) if own else ()), config.home(), Path(__file__).resolve()


def _texts(agent: AgentFile) -> Mapping[str, Iterable[str]]:
    return {"argv": agent.argv, "version": agent.version, "stdin": (agent.stdin,), "env": agent.env.values()}


def program_folder(agent: AgentFile, path: Path) -> Path:
    """The folder of the agent's own files on this machine."""
    return (path.parent / config.expanded(agent.program or ".")).resolve()


def filled(text: str, places: Mapping[str, str]) -> str:
    """The text with every `{NAME}` of `places` filled in; other braces stay as they are."""
    return _PLACE.sub(lambda match: places.get(match[1], match[0]), text)
