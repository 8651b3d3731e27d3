"""What can be known of planned contestants before they run: files are read, engines asked by GET, nothing more."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import msgspec

from prony.bench.contestants import leaves_machine
from prony.engines import (
    Description,
    EngineLaunch,
    adapter,
    artifact_async,
    cached,
    catalog,
    kind_named,
    read_gguf,
    this_machine,
)
from prony.engines.identity import thinking_of
from prony.errors import PronyError
from prony.fetch.file_digests import file_sha256
from prony.forecast.kinship import Expected
from prony.harnesses import Known, harness_named, identity_of
from prony.nouns import Artifact, ContestantSpec, Fingerprint, HarnessIdentity, Machine, Thinking


async def expect(spec: ContestantSpec, known: Mapping[str, Fingerprint] = {}) -> Expected:
    """What is known of the contestant now. Loads and generates nothing; a server that does not answer is a note.

    known: sha256 of a model file -> what it turned out to be in an earlier run, so that it need not be read again.
    """
    if not spec.started:
        return await _served(spec)
    if not spec.gguf and not spec.catalog:
        return _started(spec, Artifact())
    file = await asyncio.to_thread(_file, spec)
    if file is None:
        return _not_here(spec)
    before = known.get(await asyncio.to_thread(file_sha256, file))
    if before is not None:
        return _started(spec, before.artifact, thinks=before.thinking is Thinking.ON)
    artifact = await artifact_async(file)
    thinks = thinking_of(read_gguf(file).chat_template) is Thinking.ON
    return _started(spec, artifact, thinks=thinks)


def _started(
    spec: ContestantSpec, artifact: Artifact, *, thinks: bool | None = None, download: int | None = None
) -> Expected:
    kind = kind_named(spec.engine)
    launch = EngineLaunch(model=spec.model, threads=spec.threads, options=spec.engine_options)
    shares = kind.shares_cpu if spec.shares_cpu is None else spec.shares_cpu
    return Expected(
        spec=spec,
        artifact=artifact,
        engine=kind.expected_identity(launch),
        machine=this_machine(),
        harness=_harness(spec),
        thinks=thinks,
        shares_cpu=shares is not False,
        slots=1,
        download_bytes=download,
        note="" if download is None else "its weights are not here yet",
    )


def _file(spec: ContestantSpec) -> Path | None:
    if spec.catalog:
        return cached(spec.catalog)
    assert spec.gguf is not None
    path = Path(spec.gguf)
    return path if path.is_file() else None


def _not_here(spec: ContestantSpec) -> Expected:
    """Weights of the catalog that are to be fetched; a tape model that is to be built, which takes a second; or a file
    that is gone."""
    entry = next((one for one in catalog() if one.name == spec.catalog), None)
    if entry is None:
        note = "" if spec.reference else f"it cannot run: there is no file {spec.gguf}"
        return msgspec.structs.replace(_started(spec, Artifact()), note=note)
    return _started(spec, Artifact(sha256=entry.sha256, size_bytes=entry.size_bytes), download=entry.size_bytes)


async def _served(spec: ContestantSpec) -> Expected:
    assert spec.base_url is not None
    machine = Machine() if leaves_machine(spec) else this_machine()
    try:
        told: Description = await adapter(spec.engine, spec.base_url, api_key_env=spec.api_key_env).describe(spec.model)
    except PronyError as error:
        return Expected(
            spec=spec,
            machine=machine,
            harness=_harness(spec),
            shares_cpu=spec.shares_cpu is not False and not leaves_machine(spec),
            note=f"it could not be asked ({error.what}): taken to be what it was",
        )
    shares = spec.shares_cpu if spec.shares_cpu is not None else told.shares_cpu is not False
    return Expected(
        spec=spec,
        artifact=told.artifact,
        engine=told.engine,
        machine=told.machine,
        harness=_harness(spec),
        thinks=None if told.thinking is None else told.thinking is Thinking.ON,
        shares_cpu=shares,
        slots=told.engine.slots,
    )


def _harness(spec: ContestantSpec) -> HarnessIdentity | None:
    """The whole identity of a harness that depends on nothing else; what an agent finds is known when it starts."""
    harness = harness_named(spec.harness)
    return None if harness.needs.workspace else identity_of(spec.harness, harness, Known())
