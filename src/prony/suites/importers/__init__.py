"""Importers: tasks of other formats become a suite's folder, which is read and proven like any other.

Residents: `bigcodebench` · `evalplus` · `exercism` · `harbor` · `humaneval` · `jsonl` (a file with one problem a
line) · `livecodebench` · `mbpp` · `multipl_e` · `swe_bench`. Beside them `importer` (what an importer is), `foreign`
(what importers share) and `folder` (what they read, laid down as a suite). A new importer is a file here that defines
`IMPORTER`, or one of another package under the entry point group `prony.importers`.
"""

from prony.registry import Registry
from prony.suites.importers.importer import ImportedSuite, ImportedTask, Importer, ImportSettings, Refusal, wrong_with

IMPORTERS: Registry[Importer] = Registry(
    "importer",
    "prony.suites.importers",
    "IMPORTER",
    besides=("importer", "folder", "foreign"),
    group="prony.importers",
    check=wrong_with,
)

__all__ = ["IMPORTERS", "ImportSettings", "ImportedSuite", "ImportedTask", "Importer", "Refusal"]
