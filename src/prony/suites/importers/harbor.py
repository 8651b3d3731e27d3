"""Read folders as Harbor and Terminal-Bench have them: `task.toml`, `instruction.md`, `environment/`, `tests/`."""

from __future__ import annotations

from pathlib import Path

from prony.errors import SuiteError
from prony.nouns import Noun
from prony.suites.importers.foreign.harbor_folders import HarborFolder, harbor_folders, read_harbor
from prony.suites.importers.foreign.harbor_lint import HarborFinding, lint
from prony.suites.importers.foreign.harbor_tasks import foreign_task
from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.importer import ImportedSuite, ImportedTask, Refusal

OURS = "prony/"
"""Where an export keeps what Harbor has no place for."""
MADE = ("tests/test.sh", "tests/prony_verify.py", "tests/prony_cases.json")
"""What an export adds to the tests."""


class LintReport(Noun, frozen=True, kw_only=True, omit_defaults=False, tag_field="schema", tag="prony.lint/1"):
    """What is wrong with folders of Harbor's."""

    source: str
    tasks: int
    findings: tuple[HarborFinding, ...] = ()
    unread: tuple[Refusal, ...] = ()
    """Folders that could not be read."""


class Harbor:
    """Reads a folder of Harbor's tasks, or one of them."""

    title = "a folder of Harbor's tasks (task.toml, instruction.md, environment/, tests/), or one of them"

    def recognises(self, source: Path) -> bool:
        """Tell by the first task in it."""
        return source.is_dir() and next(harbor_folders(source), None) is not None

    def read(self, source: Path) -> ImportedSuite:
        """Read every task; one that cannot be one here is a refusal."""
        folders, refusals = _folders(source)
        tasks = []
        for where, folder in folders.items():
            try:
                tasks.append(_own_task(folder) if folder.is_ours else foreign_task(folder))
            except (ValueError, RecursionError) as error:
                refusals.append(Refusal(where=where, why=str(error)[:300]))
        return ImportedSuite(
            title=f"Tasks of {source.resolve().name}",
            version="1",
            licence="unknown",
            tasks=tuple(tasks),
            refusals=tuple(refusals),
        )


def lint_harbor(source: Path) -> LintReport:
    """Look at every task below `source`. Raises SuiteError E348 where there is none."""
    folders, unread = _folders(source)
    if not folders and not unread:
        raise SuiteError("E348", f"{source} holds no task of Harbor", hint="one has a task.toml and an instruction.md")
    findings = tuple(finding for folder in folders.values() for finding in lint(folder))
    return LintReport(source=str(source), tasks=len(folders), findings=findings, unread=tuple(unread))


def _folders(source: Path) -> tuple[dict[str, HarborFolder], list[Refusal]]:
    folders, refusals = {}, []
    for folder in harbor_folders(source):
        where = folder.relative_to(source).as_posix() if folder != source else folder.resolve().name
        try:
            folders[where] = read_harbor(folder)
        except SuiteError as error:
            refusals.append(Refusal(where=where, why=error.what))
        except (ValueError, OSError) as error:
            refusals.append(Refusal(where=where, why=str(error)[:300]))
    return folders, refusals


def _own_task(folder: HarborFolder) -> ImportedTask:
    """The task that was exported, whole."""
    parts = {
        **folder.below(OURS),
        **{f"workspace/{path}": data for path, data in folder.below("environment/workspace/").items()},
        **{path: data for path, data in folder.files.items() if path.startswith("tests/") and path not in MADE},
        **{f"solution/{path}": data for path, data in folder.below("solution/files/").items()},
    }
    return ImportedTask(name=task_name(folder.name), files=parts)


IMPORTER = Harbor()
