"""Consent to what takes the user's own rights or keys: it comes with each call, never from a file or a variable.

A plan may name its sandbox backend, the programs of its toolchains and where a key goes, and a run's folder may be a
stranger's. What neither this call nor the user's own prony.toml asked for is done only when the person who calls has
accepted it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from prony.config import Config, home, several
from prony.engines.base_urls import bases
from prony.errors import EngineError, UsageError
from prony.harnesses import harness_named
from prony.harnesses.agent_file import FOLDER as AGENTS_FOLDER
from prony.harnesses.agent_file import agent_files
from prony.nouns import ContestantSpec, RunPlan, RunSettings
from prony.plain import clean_line
from prony.sandbox import find_backend

CONSENT = "--i-accept-running-untrusted-code"
"""The option that gives it on a command line."""


def risks(settings: RunSettings, own: Mapping[str, str]) -> tuple[str, ...]:
    """Say what `settings` would run with the user's rights, a clause each; none where nothing would.

    own: toolchain -> program, as the user's prony.toml says in this call. Raises SandboxError E408 for a backend that
    is not here.
    """
    clauses = [
        f"the run's plan takes {clean_line(program)} as the toolchain {clean_line(name)}, and your prony.toml does not"
        for name, program in foreign_toolchains(settings, own).items()
    ]
    if not find_backend(settings.sandbox).isolates:
        clauses.insert(0, f"the sandbox {settings.sandbox} runs untrusted programs with your rights and no isolation")
    return tuple(clauses)


def plan_risks(plan: RunPlan, config: Config) -> tuple[str, ...]:
    """Say what carrying out a plan that was found in a run's folder would do with the user's rights and keys.

    What an engine is started with may name a program as well, and a key may be any secret of the environment, sent to
    any address: what prony.toml does not say now is the plan's alone. Raises SandboxError E408.
    """
    own = [(table.engine, table.engine_options) for table in config.contestants]
    started = (
        f"the run's plan starts {clean_line(spec.engine)} with {clean_line(str(spec.engine_options))}, and your "
        "prony.toml does not"
        for spec in plan.contestants
        if spec.engine_options and (spec.engine, spec.engine_options) not in own
    )
    clauses = (*risks(plan.settings, config.toolchains), *started, *_keys_sent(plan, config), *_folders(plan, config))
    return tuple(dict.fromkeys(clauses))


def without_foreign_keys(plan: RunPlan, config: Config) -> RunPlan:
    """The plan as a command may use it that only looks: no key goes where the user's own prony.toml sends none."""
    foreign = _foreign_keys(plan, config)
    specs = (msgspec.structs.replace(one, api_key_env=None) if one in foreign else one for one in plan.contestants)
    return msgspec.structs.replace(plan, contestants=tuple(specs))


def _foreign_keys(plan: RunPlan, config: Config) -> list[ContestantSpec]:
    """Contestants of the plan whose key goes where prony.toml sends none."""
    own = {(base, table.api_key_env) for table in config.contestants for base in _addresses(table.base_url)}
    keyed = [spec for spec in plan.contestants if spec.base_url and spec.api_key_env]
    return [spec for spec in keyed if ((spec.base_url or "").rstrip("/"), spec.api_key_env) not in own]


def _keys_sent(plan: RunPlan, config: Config) -> tuple[str, ...]:
    """A clause for each key that the plan sends somewhere, and prony.toml does not."""
    theirs = {
        (clean_line(str(spec.base_url)), clean_line(str(spec.api_key_env))): None
        for spec in _foreign_keys(plan, config)
    }
    return tuple(f"the run's plan sends the key in {key} to {url}, and your prony.toml does not" for url, key in theirs)


def _addresses(written: str | None) -> tuple[str, ...]:
    """The addresses at which a server may be recorded that prony.toml names so."""
    if not written:
        return ()
    try:
        return (written.rstrip("/"), *bases(written))
    except EngineError:
        return (written.rstrip("/"),)


def _folders(plan: RunPlan, config: Config) -> Iterator[str]:
    """A clause for each folder of this machine that an agent of the plan's reads, where prony.toml does not choose it.

    An agent file may lie beside a stranger's run, and name any folder as its program.
    """
    chosen = (config.run.harness, *(table.harness for table in config.contestants))
    own = {name for names in chosen for name in several(names)}
    agents = (home() / AGENTS_FOLDER).resolve()
    beside = {name for name, file in agent_files().items() if file.parent.resolve() == agents}
    for name in dict.fromkeys(spec.harness for spec in plan.contestants if spec.harness in beside - own):
        with contextlib.suppress(UsageError):  # one that cannot be used is told when it is needed
            for folder, _ in harness_named(name).needs.binds:
                if not Path(folder).is_relative_to(agents):
                    who, what = clean_line(name), clean_line(folder)
                    yield f"the run's plan lets the agent {who} read {what}, and your prony.toml does not"


def foreign_toolchains(settings: RunSettings, own: Mapping[str, str]) -> dict[str, str]:
    """Toolchain -> program, of those that `settings` names and the user's prony.toml does not."""
    return {name: program for name, program in sorted(settings.toolchains.items()) if own.get(name) != program}


def require_consent(clauses: Sequence[str], *, accepted: bool) -> None:
    """Refuse what has risks and was not accepted in this call. Raises UsageError E103."""
    if clauses and not accepted:
        raise UsageError(
            "E103",
            "; ".join(clauses),
            cause="consent to this comes with each call: no file and no variable gives it",
            hint=f"if that is what you want, on a machine that you can afford to lose: {CONSENT}",
        )
