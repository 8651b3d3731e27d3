"""Load: a suite or a task folder, read whole, validated whole, and digested."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

import prony
from prony.config import expanded
from prony.errors import SuiteError
from prony.nouns import Suite, Task, digest_of
from prony.plain_files import open_plain
from prony.suites import schema
from prony.suites.files import clean_name, read_task_tree, tree_digest
from prony.suites.members import Member, chosen_members, laid_over, member_tree, members_of
from prony.suites.mixed import mixed_of
from prony.suites.places import Places
from prony.suites.problems import Problems, did_you_mean
from prony.suites.source import Defaults, TaskSource
from prony.suites.task import read_task
from prony.suites.variants import wording_of


def suites_root() -> Path:
    """Where the built-in suites lie: `builtin_suites/` of an installed wheel, else `suites/` of the checkout."""
    package = Path(prony.__file__).resolve().parent
    installed = package / "builtin_suites"
    return installed if installed.is_dir() else package.parents[1] / "suites"


def builtin_suites() -> list[str]:
    """The names of the built-in suites, sorted."""
    return sorted(path.parent.name for path in suites_root().glob("*/suite.toml"))


def load_suite(ref: str | Path) -> Suite:
    """The suite `ref`: a built-in's name, a folder anywhere, or the name of a public suite that was fetched.

    Raises SuiteError E301 when there is none, SuiteProblems with everything that does not hold in it.
    """
    folder = suite_folder(ref)
    problems = Problems()
    file = folder / "suite.toml"
    data, text = _toml(file, problems)
    if data is None:
        problems.raise_if_any(f"suite {folder.name}")
        raise AssertionError("a TOML file that cannot be read is a problem")
    places = Places(str(file), text)
    good = schema.check_table(data, schema.SUITE, (), places, problems)
    suite_id = good.get("id", folder.name)
    defaults = Defaults(
        suite_id=suite_id,
        scale=float(good.get("scale", 20.0)),
        released=schema.day_of(good["released"]) if "released" in good else None,
        canary=good.get("canary"),
    )
    names = _order(folder, good.get("order", []), places, problems)
    members = members_of(good.get("members"), places, problems)
    loaded = tuple(task for name in names for task in _read_problem(folder / name, members, defaults, problems))
    _check_names(loaded, problems)
    mixed = mixed_of(good.get("mixed"), loaded, places, problems) if not problems.found else {}
    problems.raise_if_any(f"suite {suite_id}")
    return Suite(
        id=suite_id,
        title=good["title"],
        version=good["version"],
        licence=good["licence"],
        path=str(folder),
        digest=digest_of([tree_digest({"suite.toml": text.encode()}), {task.name: task.digest for task in loaded}]),
        tasks=loaded,
        released=defaults.released,
        canary=defaults.canary,
        variant_of=good.get("variant_of"),
        variant=good.get("variant", 0),
        mixed=mixed,
    )


def load_task(folder: Path | str, suite_id: str, defaults: Defaults | None = None) -> Task:
    """One task folder, as a task of the suite `suite_id`; `defaults` is what its suite lends it.

    Raises SuiteProblems with everything that does not hold in it.
    """
    path = Path(folder).resolve()
    problems = Problems()
    tasks = _read_problem(path, {}, defaults or Defaults(suite_id=suite_id), problems)
    problems.raise_if_any(f"task {suite_id}/{path.name}")
    return tasks[0]


def suite_folder(ref: str | Path) -> Path:
    """The folder of the suite `ref`, as `load_suite` has it. Raises SuiteError E301 where there is none."""
    names = builtin_suites()
    if isinstance(ref, str) and ref in names:
        return suites_root() / ref
    folder = expanded(ref)
    if os.path.lexists(folder / "suite.toml"):
        return folder.resolve()
    if (public := _public(ref)) is not None:
        return public
    if os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK):
        raise SuiteError("E303", f"the folder {ref} cannot be read", where=str(folder), hint="see whose it is: ls -ld")
    hint = did_you_mean(str(ref), names) or "a suite is a folder with a suite.toml"
    if os.path.isdir(folder):
        raise SuiteError("E301", f"{ref} is no suite: it has no suite.toml", where=str(folder), hint=hint)
    raise SuiteError("E301", f"there is no suite {str(ref)!r}", hint=hint)


def _public(ref: str | Path) -> Path | None:
    """The folder of the public suite `ref`; None where none is called so. Raises SuiteError E301 where it is away."""
    from prony.suites.public import imported_folder, is_public, public_suite

    if not isinstance(ref, str) or not is_public(ref):
        return None
    entry = public_suite(ref)
    folder = imported_folder(entry)
    if not (folder / "suite.toml").is_file():
        what = f"the public suite {ref} is not here yet ({entry.size_bytes / 1e6:.2f} MB, {entry.licence})"
        raise SuiteError("E301", what, hint=f"prony prove {ref} fetches it and tries it; prony run {ref} does, too")
    return folder.resolve()


def _order(folder: Path, told: list[str], places: Places, problems: Problems) -> list[str]:
    """The names of the task folders: those of `order` first, then the others by name."""
    found = []
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        problems.add("E303", str(folder), f"the suite's folder cannot be read: {error.strerror}")
        return []
    for entry in entries:
        if entry.name.startswith((".", "_")) or not (entry.is_dir() or entry.is_symlink()):
            continue
        if entry.is_symlink() or not clean_name(entry.name) or not schema.ID.fullmatch(entry.name):
            what = "a link" if entry.is_symlink() else "an odd name for a task"
            problems.add("E321", str(entry), f"{entry.name!r} is {what}", "lowercase letters, digits, - and _")
        elif not os.access(entry, os.R_OK | os.X_OK):
            problems.add("E303", str(entry), f"the task folder {entry.name} cannot be read", "see whose it is: ls -ld")
        elif not (entry / "task.toml").is_file():
            problems.add("E320", str(entry / "task.toml"), f"{entry.name} has no task.toml", "or begin it with _")
        else:
            found.append(entry.name)
    for name in told:
        if name not in found:
            problems.add("E320", places.where(("order",)), f"order names no task: {name!r}", did_you_mean(name, found))
    if len(set(told)) != len(told):
        problems.add("E332", places.where(("order",)), "order names a task twice")
    if not found and not problems.found:
        problems.add("E320", str(folder), "the suite has no task")
    first = [name for name in dict.fromkeys(told) if name in found]
    return first + [name for name in found if name not in first]


def _read_problem(folder: Path, members: dict[str, Member], defaults: Defaults, problems: Problems) -> tuple[Task, ...]:
    """The tasks of one folder: one, or one for each member of the suite that it is set for; none where one is wrong."""
    own = Problems()
    if not folder.is_dir():
        own.add("E320", str(folder), "there is no such task folder")
    data, text = _toml(folder / "task.toml", own) if not own.found else (None, "")
    tasks: tuple[Task, ...] = ()
    if data is not None:
        files = read_task_tree(folder, own)
        places = Places(str(folder / "task.toml"), text)
        chosen = chosen_members(data, members, places, own)
        if chosen:
            tasks = _read_members(TaskFolder(folder, files, data, places), chosen, tuple(members), defaults, own)
        else:
            tasks = (read_task(TaskSource(folder, files, data, places, own, defaults)),)
    problems.found += own.found
    return () if own.found else tasks


class TaskFolder(NamedTuple):
    """A task's folder as read."""

    path: Path
    files: dict[str, bytes]
    data: dict[str, Any]
    places: Places


def _read_members(
    folder: TaskFolder, chosen: list[Member], every: Collection[str], defaults: Defaults, problems: Problems
) -> tuple[Task, ...]:
    """One task for each of the `chosen` members. What is wrong for several of them alike is noted once."""
    tasks = []
    for member in chosen:
        own = Problems()
        files, data = member_tree(folder.files, member, every), laid_over(folder.data, member)
        tasks.append(read_task(TaskSource(folder.path, files, data, folder.places, own, defaults, member.id)))
        problems.found += [problem for problem in own.found if problem not in problems.found]
    if not any(task.has_reference for task in tasks):
        where = str(folder.path / "solution")
        problems.add("E320", where, "the reference solution is missing", f"such as solution/{chosen[0].id}/")
    wording_of(folder.files, folder.path, problems)
    unused = {str(table.get("id")) for table in folder.data["prony"].get("flaws", []) if isinstance(table, dict)}
    for flaw_id in sorted(unused - {flaw.id for task in tasks for flaw in task.flaws}) if not problems.found else ():
        problems.add("E331", str(folder.path / "flaws"), f"flaw {flaw_id} has no files", f"add flaws/{flaw_id}/")
    return tuple(tasks)


def _check_names(tasks: tuple[Task, ...], problems: Problems) -> None:
    """Note tasks of one name: that of a problem with its member may be another folder's."""
    for name, count in Counter(task.name for task in tasks).items():
        if count > 1:
            folders = " and ".join(sorted({task.path for task in tasks if task.name == name}))
            problems.add("E332", folders, f"{count} tasks are called {name}")


def _toml(file: Path, problems: Problems) -> tuple[dict[str, Any] | None, str]:
    try:
        with open_plain(file, follow=True) as opened:
            text = opened.read().decode("utf-8-sig")
        return tomllib.loads(text), text
    except RecursionError:
        problems.add("E303", str(file), f"{file.name} is not valid TOML: it is nested too deeply")
    except tomllib.TOMLDecodeError as error:
        problems.add("E303", f"{file}:{_line(str(error))}", f"{file.name} is not valid TOML: {error}")
    except UnicodeDecodeError as error:
        problems.add("E303", str(file), f"{file.name} is not UTF-8: {error.reason} at byte {error.start}")
    except OSError as error:
        problems.add("E320", str(file), f"{file.name} cannot be read: {error.strerror}")
    return None, ""


def _line(message: str) -> int:
    words = message.replace(",", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 1
