"""Materials: the files of a loaded task, exactly as they were when it was loaded, and a bounded cache of them.

This is the one place that reads a task's folder after `load`. A folder is read whole and its digest compared with the
task's, so that what a contestant starts from is what will be graded. What is kept is bounded in bytes.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

from prony.errors import GradingError, SuiteError
from prony.nouns import Task
from prony.suites.files import overlaid, read_task_tree, tree_digest
from prony.suites.members import member_tree, read_member
from prony.suites.patches import PatchError
from prony.suites.step_views import at_step, is_of_other_step, solution_at, tests_at

FROZEN = "expected.json"
"""Where `prony prove --freeze` keeps the ids of tests that are code, below tests/."""

MOST_CACHED_BYTES = 256 << 20
"""What all folders in the cache may take together. One folder has at most a quarter of it (`files.MAX_TREE_BYTES`)."""


class Materials:
    """The files of one task by its parts, each read when it is asked for.

    A part is a new map each time, path -> bytes, sorted by path; the bytes are shared. Every part raises GradingError
    E506 when the task's folder is not what was loaded. Of a task with steps they are those of one step (`at`), at first
    of step 0.
    """

    def __init__(self, task: Task, read: Callable[[], Mapping[str, bytes]], step: int = 0) -> None:
        self.task = at_step(task, step)
        self._whole = task
        self._step = step
        self._read_tree = read
        self._tree: Mapping[str, bytes] | None = None

    def at(self, step: int) -> Materials:
        """The materials of a step of the task."""
        return self if step == self._step else Materials(self._whole, self._read, step)

    def _read(self) -> Mapping[str, bytes]:
        if self._tree is None:
            self._tree = self._read_tree()
        return self._tree

    @property
    def at_last(self) -> Materials:
        """The materials of the last step."""
        return self.at(len(self._whole.steps))

    @property
    def stepped(self) -> bool:
        """Whether the task has steps."""
        return bool(self._whole.steps)

    @property
    def shows(self) -> tuple[str, ...]:
        """Patterns of the tests whose results a later step may show."""
        return tuple(pattern for step in self._whole.steps for pattern in step.shows)

    def is_of_other_step(self, test_id: str) -> bool:
        """Whether a test counts for criteria of other steps, and for none of this one."""
        return is_of_other_step(self._whole, self._step, test_id)

    @property
    def files(self) -> dict[str, bytes]:
        """All files of the task's folder, as they are for its member."""
        return dict(self._read())

    @property
    def workspace(self) -> dict[str, bytes]:
        """What the contestant starts from and sees."""
        return below("workspace/", self._read())

    @property
    def tests(self) -> dict[str, bytes]:
        """The hidden tests; of a step, without the lines of tests that count in others alone."""
        return tests_at(self._whole, self._step, below("tests/", self._read()))

    @property
    def solution(self) -> dict[str, bytes]:
        """The reference solution, as the files that a contestant would hand in."""
        return self._solution(self._step)

    @property
    def solutions(self) -> tuple[dict[str, bytes], ...]:
        """The reference of each step of the task."""
        return tuple(self._solution(step) for step in range(len(self._whole.steps) + 1))

    def _solution(self, step: int) -> dict[str, bytes]:
        files = below("solution/", self._read())
        return solution_at(files, step) if self._whole.steps else files

    @property
    def repairs(self) -> dict[str, bytes]:
        """The patches and programs that make a submission build in spite of one bug."""
        return below("repairs/", self._read())

    @property
    def frozen(self) -> dict[str, tuple[str, ...]] | None:
        """Grader -> the frozen ids of its tests; None while nobody has frozen them. Raises GradingError E503 too."""
        data = self._read().get(f"tests/{FROZEN}")
        return None if data is None else _frozen(data, f"{self.task.path}/tests/{FROZEN}")

    def flawed(self, *flaw_ids: str) -> dict[str, bytes]:
        """The reference of their step with each flaw's files laid over it, or its patch applied, in turn.

        Raises SuiteError E331 for an unknown flaw, E345 when a patch does not apply.
        """
        known = {flaw.id: flaw for flaw in self._whole.flaws}
        steps = [known[flaw_id].step for flaw_id in flaw_ids if flaw_id in known]
        tree, files = self._read(), self._solution(max(steps, default=self._step))
        flaws = Path(self.task.path) / "flaws"
        for flaw_id in flaw_ids:
            if flaw_id not in known:
                raise SuiteError("E331", f"{self.task.id} has no flaw {flaw_id!r}", where=str(flaws))
            try:
                files = overlaid(files, below(f"flaws/{flaw_id}/", tree), tree.get(f"flaws/{flaw_id}.patch"))
            except PatchError as error:
                patch = flaws / f"{flaw_id}.patch"
                what = f"{patch.name} does not apply"
                raise SuiteError("E345", what, where=str(patch), cause=str(error)) from error
        return files


class MaterialsCache:
    """Folders of tasks by their digest; the one that was longest not asked for goes first."""

    def __init__(self, most_bytes: int = MOST_CACHED_BYTES) -> None:
        self._most_bytes = most_bytes
        self._trees: OrderedDict[str, Mapping[str, bytes]] = OrderedDict()
        self._size_bytes = 0
        self._lock = threading.Lock()

    @property
    def size_bytes(self) -> int:
        """The memory that all files in the cache take together."""
        return self._size_bytes

    def of(self, task: Task) -> Materials:
        """The materials of `task`; nothing is read yet."""
        return Materials(task, lambda: self._tree(task))

    def _tree(self, task: Task) -> Mapping[str, bytes]:
        with self._lock:
            tree = self._trees.get(task.digest)
            if tree is not None:
                self._trees.move_to_end(task.digest)
                return tree
        tree = _checked(task)
        with self._lock:
            self._keep(task.digest, tree)
        return tree

    def _keep(self, digest: str, tree: Mapping[str, bytes]) -> None:
        size_bytes = tree_size_bytes(tree)
        if digest in self._trees or size_bytes > self._most_bytes:
            return
        while self._size_bytes + size_bytes > self._most_bytes:
            self._size_bytes -= tree_size_bytes(self._trees.popitem(last=False)[1])
        self._trees[digest] = tree
        self._size_bytes += size_bytes


MATERIALS = MaterialsCache()
"""The cache of this process, for who is not handed another."""


def materials_of(task: Task) -> Materials:
    """The materials of `task`, out of the cache of this process."""
    return MATERIALS.of(task)


def materials_from(task: Task, files: Mapping[str, bytes]) -> Materials:
    """Materials made of `files` (path in the task's folder -> bytes), for a task that has no folder."""
    return Materials(task, lambda: files)


def below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files under `folder` (with its slash), by their paths in it."""
    return {path.removeprefix(folder): data for path, data in files.items() if path.startswith(folder)}


def tree_size_bytes(tree: Mapping[str, bytes]) -> int:
    """The memory that the names and bytes of `tree` take."""
    return sum(sys.getsizeof(path) + sys.getsizeof(data) for path, data in tree.items())


def _checked(task: Task) -> Mapping[str, bytes]:
    """The files of the task's folder. Raises GradingError E506 when they are not those that were loaded."""
    cause = None
    try:
        tree = read_task_tree(Path(task.path))
        if task.member:
            tree = member_tree(tree, *read_member(Path(task.path).parent, task.member))
        if tree_digest(tree) == task.digest:
            return tree
    except SuiteError as error:
        cause = error.what
    except (OSError, ValueError) as error:
        cause = str(error)
    raise GradingError(
        "E506",
        "the task's folder has changed since it was loaded",
        where=task.path,
        cause=cause,
        hint="run again; a grade names the task by the digest of its files",
    )


def _frozen(data: bytes, where: str) -> dict[str, tuple[str, ...]]:
    try:
        return {grader: tuple(map(str, ids)) for grader, ids in json.loads(data)["graders"].items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise GradingError(
            "E503",
            f"{FROZEN} cannot be read",
            where=where,
            cause=f"{type(error).__name__}: {error}",
            hint="write it with: prony prove --freeze",
        ) from error
