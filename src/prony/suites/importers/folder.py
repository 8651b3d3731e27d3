"""Lay an imported suite down as a folder: whole and valid, or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Protocol

import msgspec
import tomli_w

from prony.errors import SuiteError
from prony.nouns import Noun, Suite
from prony.suites import schema
from prony.suites.files import clean_path
from prony.suites.importers import IMPORTERS
from prony.suites.importers.importer import ImportedSuite, ImportedTask, Importer, ImportSettings, Refusal
from prony.suites.load import load_suite, load_task
from prony.suites.problems import SuiteProblems, did_you_mean
from prony.suites.proof_record import ProofRecord, write_record
from prony.suites.source import Defaults

LARGEST_HASHED_BYTES = 4 << 30
_NOTHING_SAID = ImportSettings()


class ImportReport(Noun, frozen=True, kw_only=True, omit_defaults=False, tag_field="schema", tag="prony.import/1"):
    """The report of one import."""

    importer: str
    source: str
    source_sha256: str | None
    """Of the file; None for a folder."""
    folder: str
    suite: str
    digest: str
    tasks: tuple[str, ...]
    refusals: tuple[Refusal, ...] = ()
    losses: dict[str, tuple[str, ...]] = {}
    """Task -> what the foreign one has and this one has not."""


class KnownFacts(Protocol):
    """What the catalog knows of a source, which the source does not say itself."""

    @property
    def title(self) -> str:
        """The suite's title."""
        ...

    @property
    def licence(self) -> str:
        """Under which its tasks may be used."""
        ...

    @property
    def released(self) -> str:
        """The day on which it became public."""
        ...


def import_suite(
    source: Path,
    folder: Path,
    name: str | None = None,
    known: KnownFacts | None = None,
    settings: ImportSettings | None = None,
) -> ImportReport:
    """Read `source` with the importer `name` (else the one that recognises it) and write it as the suite at `folder`.

    known: title, licence and release where somebody knows them.

    Every task is validated; those that do not hold are refusals. Raises SuiteError E348 when no importer can read the
    source or no task of it holds, E349 when `folder` is there already.
    """
    if os.path.lexists(folder):
        raise SuiteError("E349", f"{folder} is there already", hint="name a folder that is not there yet")
    if not source.exists():
        raise SuiteError("E348", f"there is no {source}", hint="name a file or folder that exists")
    importer_name, importer = _importer(source, name)
    imported = _checked(_read(importer_name, importer, source, settings or ImportSettings()), importer_name)
    suite, refusals = _laid(imported, folder, f"{importer_name}:{source.name}", known)
    return ImportReport(
        importer=importer_name,
        source=str(source),
        source_sha256=_digest(source),
        folder=str(folder),
        suite=suite.id,
        digest=suite.digest,
        tasks=tuple(task.name for task in suite.tasks),
        refusals=refusals,
        losses={task.name: task.losses for task in imported.tasks if task.losses and (folder / task.name).is_dir()},
    )


def _read(name: str, importer: Importer, source: Path, settings: ImportSettings) -> object:
    """What the importer reads. Raises SuiteError E348 for a setting that it has no use for."""
    takes = getattr(importer, "takes", ())
    said = [
        field for field, value in msgspec.structs.asdict(settings).items() if value != getattr(_NOTHING_SAID, field)
    ]
    for field in said:
        if field not in takes:
            others = [other for other, known in IMPORTERS.items() if field in getattr(known, "takes", ())]
            hint = f"it is for {' and '.join(others)}"
            raise SuiteError("E348", f"the importer {name} has no use for --{field}", hint=hint)
    return importer.read_with(source, settings) if takes else importer.read(source)  # type: ignore[attr-defined]


def _checked(imported: object, name: str) -> ImportedSuite:
    """What an importer gave, if it is what it promised to give. Raises SuiteError E348."""
    try:
        return msgspec.convert(msgspec.to_builtins(imported, builtin_types=(bytes,)), ImportedSuite)
    except (msgspec.ValidationError, TypeError) as error:
        raise SuiteError("E348", f"the importer {name} gives no suite that can be used", cause=str(error)) from error


def _importer(source: Path, name: str | None) -> tuple[str, Importer]:
    if name is not None:
        importer = IMPORTERS.get(name)
        if importer is None:
            raise SuiteError("E348", f"there is no importer {name!r}", hint=did_you_mean(name, IMPORTERS.names()))
        return name, importer
    for known, importer in IMPORTERS.items():
        if IMPORTERS.guard(known, importer.recognises, False)(source):
            return known, importer
    titles = "; ".join(f"{known}: {importer.title}" for known, importer in IMPORTERS.items())
    raise SuiteError("E348", f"no importer recognises {source}", hint=f"name one with --format. {titles}")


def _laid(
    imported: ImportedSuite, folder: Path, origin: str, known: KnownFacts | None
) -> tuple[Suite, tuple[Refusal, ...]]:
    """Write the suite beside its place, drop the tasks that do not hold, and move it there in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        root = scratch / folder.name
        root.mkdir()
        facts = {"title": imported.title, "version": imported.version, "licence": imported.licence}
        facts["description"] = f"imported from {origin}"
        if known is not None:
            facts |= {"title": known.title, "licence": known.licence, "released": known.released}
        (root / "suite.toml").write_text(tomli_w.dumps(facts), "utf-8")
        refusals = [*imported.refusals]
        taken: set[str] = set()
        for task in imported.tasks:
            why = _why_not(task, root, taken)
            if why:
                refusals.append(Refusal(where=task.name, why=why))
            taken.add(task.name)
        if not any(root.glob("*/task.toml")):
            first = refusals[0] if refusals else None
            raise SuiteError(
                "E348",
                f"no task of {origin} can be used",
                where=first.where if first else None,
                cause=first.why if first else "it holds none",
                hint="mend the source, or name another importer with --format",
            )
        load_suite(root)
        write_record(root, ProofRecord())
        root.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return load_suite(folder), tuple(refusals)


def _why_not(task: ImportedTask, root: Path, taken: set[str]) -> str:
    """Write the task's folder and load it; why it cannot stay, in which case it is gone again."""
    if not schema.ID.fullmatch(task.name):
        return f"{task.name!r} is no name for a task: lowercase letters, digits, - and _"
    if task.name in taken:
        return "another task has the same name"
    odd = next((path for path in task.files if not clean_path(path)), None)
    if odd is not None:
        return f"{odd!r} is not a clean relative path"
    place = root / task.name
    try:
        for path, data in task.files.items():
            target = place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        load_task(place, root.name, Defaults(suite_id=root.name))
    except SuiteProblems as error:
        shutil.rmtree(place, ignore_errors=True)
        problem = error.problems[0]
        return f"[{problem.code}] {problem.what}" + (f" ({problem.hint})" if problem.hint else "")
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        return f"its files contradict each other: {error.strerror}"
    return ""


def _digest(source: Path) -> str | None:
    if not source.is_file() or source.stat().st_size > LARGEST_HASHED_BYTES:
        return None
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
