"""Read rows as SWE-bench publishes them: a repository at a commit, an issue, a patch, tests that it must make pass.

The tree comes from a local clone (`foreign.clones`). The workspace is the tree, the patch is the reference, the test
patch is applied to hidden files alone, and the tests are told by the ids that the row names.
"""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

from prony.errors import SuiteError
from prony.nouns import Noun
from prony.suites.files import PASSED_OVER, clean_path
from prony.suites.importers.foreign.clones import Clone, Tree, TreeEntry, find_clone, is_of_git
from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.foreign.repository_tests import bridges, parses, source_folders, test_support
from prony.suites.importers.foreign.rows import ForeignRow, first_keys, read_row, rows
from prony.suites.importers.importer import ImportedSuite, ImportedTask, ImportSettings, Refusal

MOST_TESTS = 3000
_SAID = 8
"""Names that a loss tells."""

BRIEF = """{problem}

---

The repository {repo} lies before you as it was when this was written. Change it so that what is asked for above holds.
Hidden tests of the project show whether it does, and whether what worked before still works. Tests that you change or
add are not among them.
"""

DIFFICULTIES = {
    "<15 min fix": "easy",
    "15 min - 1 hour": "medium",
    "1-4 hours": "hard",
    ">4 hours": "hard",
}


class SweBenchRow(ForeignRow, frozen=True, kw_only=True):
    """One problem."""

    instance_id: str
    repo: str
    base_commit: str
    patch: str
    test_patch: str
    problem_statement: str
    FAIL_TO_PASS: str | list[str]
    PASS_TO_PASS: str | list[str] = []
    created_at: str | int | float = ""
    difficulty: str = ""
    version: str | float | None = None


class SweBench:
    """Reads SWE-bench and what else comes in its rows."""

    title = "rows as SWE-bench's (.jsonl, .json): instance_id, repo, base_commit, patch, test_patch; needs --repos"
    takes = ("repos",)

    def recognises(self, source: Path) -> bool:
        """Tell by the keys of the first row."""
        return first_keys(source) >= {"instance_id", "repo", "base_commit", "patch", "test_patch"}

    def read(self, source: Path) -> ImportedSuite:
        """Read without clones: SuiteError E348, which says that they are needed."""
        return self.read_with(source, ImportSettings())

    def read_with(self, source: Path, settings: ImportSettings) -> ImportedSuite:
        """Read every row; one that is no problem, or whose repository is not there, is a refusal."""
        if settings.repos is None:
            what = "the rows name repositories, which are not in the file"
            hint = "add --repos DIR: a folder of local clones, such as DIR/OWNER__NAME, DIR/NAME or DIR/NAME.git"
            raise SuiteError("E348", what, where=str(source), hint=hint)
        if not settings.repos.is_dir():
            raise SuiteError("E348", f"there is no folder {settings.repos}", hint="--repos names a folder of clones")
        tasks, refusals = [], []
        with Clones(settings.repos) as clones:
            for where, data in rows(source):
                try:
                    tasks.append(_task(read_row(data, SweBenchRow), clones))
                except (ValueError, RecursionError, OSError) as error:
                    refusals.append(Refusal(where=where, why=str(error)[:300]))
        return ImportedSuite(
            title="SWE-bench", version="1", licence="unknown", tasks=tuple(tasks), refusals=tuple(refusals)
        )


class Clones:
    """The clones below a folder, each opened once. Used as a context."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Clone] = {}

    def __enter__(self) -> Clones:
        return self

    def __exit__(self, *_: object) -> None:
        for clone in self._open.values():
            clone.__exit__()

    def of(self, repo: str, commit: str) -> Clone:
        """The clone of `OWNER/NAME`. Raises ValueError, with the next step, where none has the commit."""
        if repo not in self._open:
            objects = find_clone(self._folder, repo)
            if objects is None:
                place = repo.replace("/", "__")
                raise ValueError(
                    f"no clone of {repo[:100]} in {self._folder}: git clone its repository to {place[:100]}"
                )
            self._open[repo] = Clone(objects)
        clone = self._open[repo]
        if not clone.holds(commit):
            raise ValueError(f"the clone of {repo[:100]} lacks the commit {commit[:40]}: git fetch in it")
        return clone


class _Before(Noun, frozen=True, kw_only=True):
    """A tree as far as a task may have it, and what of it a task has not."""

    entries: dict[str, TreeEntry]
    losses: tuple[str, ...]


def _task(row: SweBenchRow, clones: Clones) -> ImportedTask:
    fixed, kept = _ids(row.FAIL_TO_PASS, "FAIL_TO_PASS"), _ids(row.PASS_TO_PASS, "PASS_TO_PASS")
    losses: list[str] = []
    fixed, kept = (_whole(ids, losses) for ids in (fixed, kept))
    if not fixed:
        raise ValueError("FAIL_TO_PASS names no test")
    if len(fixed) + len(kept) > MOST_TESTS:
        raise ValueError(f"it names more than {MOST_TESTS} tests")
    clone = clones.of(row.repo, row.base_commit)
    before = clone.tree(row.base_commit)
    plain = _plain(before, clone)
    losses += plain.losses
    solved = clone.patched(row.base_commit, row.patch, "its patch")
    tested = clone.patched(row.base_commit, row.test_patch, "its test patch") if row.test_patch.strip() else before
    solution = _changed(before, solved, "its patch")
    gone = sorted(set(before) - set(solved))
    if gone:
        losses.append(f"the reference takes files away, which stay here: {_named(gone)}")
    if not solution:
        raise ValueError("its patch changes no file")
    hidden = _hidden(tested, before, plain.entries, (*fixed, *kept), solution)
    blobs = clone.read(entry.blob for part in (plain.entries, solution, hidden) for entry in part.values())
    tests = {path: blobs[entry.blob] for path, entry in hidden.items()}
    files = sorted({test_id.partition("::")[0] for test_id in (*fixed, *kept)})
    for path in files:
        if not parses(tests[path]):
            raise ValueError(f"its tests are not in the Python of this machine: {path}")
    made = bridges(set(tested), set(hidden))
    prony = _table(row, fixed, kept, files, source_folders(set(plain.entries)), list(solution))
    expected = {"tests": [*fixed, *kept], "graders": {"suite": [*fixed, *kept]}}
    return ImportedTask(
        name=task_name(row.instance_id),
        files={
            "task.toml": tomli_w.dumps({"prony": prony}).encode(),
            "instruction.md": BRIEF.format(problem=row.problem_statement.strip(), repo=row.repo).encode(),
            **{f"workspace/{path}": blobs[entry.blob] for path, entry in plain.entries.items()},
            **{f"solution/{path}": blobs[entry.blob] for path, entry in solution.items()},
            **{f"tests/{path}": data for path, data in {**made, **tests}.items()},
            "tests/expected.json": json.dumps(expected, indent=1).encode(),
        },
        losses=tuple(losses),
    )


def _ids(value: str | list[str], key: str) -> list[str]:
    """The ids that a key names, as a list or as the JSON of one. Raises ValueError."""
    named: Any = json.loads(value or "[]") if isinstance(value, str) else value
    if not isinstance(named, list) or not all(isinstance(one, str) and one for one in named):
        raise ValueError(f"{key} is no list of names of tests")
    for test_id in named:
        file, _, rest = test_id.partition("::")
        if not rest or not file.endswith(".py"):
            raise ValueError(f"its tests are not named as pytest names them: {test_id[:100]!r}")
        if not clean_path(file):
            raise ValueError(f"{file[:100]!r} is not a clean relative path")
    return list(dict.fromkeys(named))


def _whole(ids: list[str], losses: list[str]) -> list[str]:
    """The ids that are whole: published ones were cut at their first blank."""
    whole = [one for one in ids if ("[" in one) == one.endswith("]") and one.isprintable()]
    if len(whole) < len(ids):
        cut = [one for one in ids if one not in whole]
        losses.append(f"{len(cut)} of its tests are named by a part of their id, and are not asked: {_named(cut)}")
    return whole


def _plain(tree: Tree, clone: Clone) -> _Before:
    """The files of a tree that a task may have; links to files of the tree become those files."""
    entries: dict[str, TreeEntry] = {}
    odd, links, modules = [], [], []
    targets = clone.read(entry.blob for entry in tree.values() if entry.is_link)
    for path, entry in tree.items():
        if not clean_path(path) or is_of_git(path) or PASSED_OVER & set(path.split("/")):
            odd.append(path)
        elif entry.is_plain:
            entries[path] = entry
        elif entry.is_link:
            target = tree.get(_target(path, targets[entry.blob]))
            if target is not None and target.is_plain:
                entries[path] = target
            else:
                links.append(path)
        else:
            modules.append(path)
    losses = {
        "files with names that no task may have": odd,
        "links to folders, or to nothing in the tree": links,
        "submodules": modules,
    }
    return _Before(
        entries=entries,
        losses=tuple(f"{what} are left out: {_named(paths)}" for what, paths in losses.items() if paths),
    )


def _target(path: str, link: bytes) -> str:
    """The path in the tree that a link at `path` leads to; empty where it leads out of it."""
    parts = path.split("/")[:-1]
    for part in link.decode("utf-8", "replace").split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "" if link.startswith(b"/") else "/".join(parts)


def _changed(before: Tree, after: Tree, what: str) -> dict[str, TreeEntry]:
    """What a patch changed or made. Raises ValueError for what no task may have."""
    changed = {path: entry for path, entry in after.items() if before.get(path) != entry}
    for path, entry in changed.items():
        if not clean_path(path) or is_of_git(path):
            raise ValueError(f"{what} makes {path[:100]!r}, which is no path that a task may have")
        if not entry.is_plain:
            raise ValueError(f"{what} makes a link or a submodule of {path[:100]!r}")
    return changed


def _hidden(
    tested: Tree, before: Tree, plain: Mapping[str, TreeEntry], ids: tuple[str, ...], solution: Mapping[str, TreeEntry]
) -> dict[str, TreeEntry]:
    """The hidden files: those of the tests, what the test patch brings, and what lies with them."""
    brought = _changed(before, tested, "its test patch")
    now = {path: entry for path, entry in {**plain, **brought}.items() if path in tested}
    files = {test_id.partition("::")[0] for test_id in ids}
    lost = sorted(files - set(now))
    if lost:
        raise ValueError(f"its tests are in {lost[0][:100]!r}, which is not in the repository")
    support = test_support(set(now), files) - (set(solution) - files)
    return {path: now[path] for path in sorted(support | set(brought))}


def _table(
    row: SweBenchRow, fixed: list[str], kept: list[str], files: list[str], folders: list[str], changed: list[str]
) -> dict[str, Any]:
    """The table `[prony]` of the task."""
    seconds = min(600, 30 + (len(fixed) + len(kept)) // 2)
    grader: dict[str, Any] = {"kind": "suite", "runner": "pytest", "files": files}
    grader |= {"path": folders} if folders else {}
    modules = [path for path in changed if path.endswith(".py")]
    grader |= {"module": modules[0]} if modules else {}
    prony: dict[str, Any] = {
        "mode": "agent",
        "title": row.instance_id,
        "toolchain": ["python", "pytest"],
        "language": "python",
        "editable": ["**"],
        "assurance": "B",
        "source": {"repo": row.repo, "commit": row.base_commit, "version": str(row.version or "")},
        "difficulty": DIFFICULTIES.get(row.difficulty, "medium"),
        "limits": {"cpu_s": seconds, "wall_s": 2 * seconds, "memory_mb": 2048, "disk_mb": 512},
        "grader": grader,
        "criteria": [{"id": "fixed", "title": "what was asked for", "points": 20, "tests": _patterns(fixed, kept)}],
    }
    if kept:
        gate = {"points": 0, "gate": True, "cap": 0, "tests": _patterns(kept, fixed)}
        prony["criteria"].append({"id": "kept", "title": "what worked before", **gate})
    with contextlib.suppress(ValueError):
        prony["released"] = datetime.date.fromisoformat(str(row.created_at)[:10]).isoformat()
    return prony


def _patterns(ids: list[str], others: list[str]) -> list[str]:
    """The ids, those of a file that has none of the `others` as one pattern."""
    taken = {test_id.partition("::")[0] for test_id in others}
    return list(
        dict.fromkeys(f"{one.partition('::')[0]}::*" if one.partition("::")[0] not in taken else one for one in ids)
    )


def _named(paths: list[str]) -> str:
    shown = ", ".join(ascii(path[:80])[1:-1] for path in paths[:_SAID])
    return shown + (f" and {len(paths) - _SAID} more" if len(paths) > _SAID else "")


IMPORTER = SweBench()
