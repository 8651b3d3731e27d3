"""A sheet: models by tasks in points, as they were measured here or as others published them. Every table of this room
is made from one, and does not know which of the two it is."""

from __future__ import annotations

from collections.abc import Collection

from prony.boards.view import View


class SheetTask(View, frozen=True, kw_only=True):
    """A task, or a step of one, as a column."""

    id: str
    name: str
    """A short header."""
    title: str = ""
    full: float | None = None
    """The most points; None where it is not marked in points."""
    languages: tuple[str, ...] = ()


class SheetMark(View, frozen=True, kw_only=True):
    """What one model did at one task: of several attempts the mean, of labels those of the first that counts."""

    points: float | None = None
    """None: not known, though it may have been scored."""
    error: bool = False
    """Asked, and nothing was scored."""
    attempts: int = 0
    passed: int | None = None
    """Tests passed, of `of`; of several attempts, those of the first that counts."""
    of: int | None = None
    wall_s: float | None = None
    lines: float | None = None
    """Lines of code that were handed in."""
    metrics: dict[str, float] = {}
    labels: dict[str, str] = {}
    """Untrusted."""
    criteria: dict[str, bool] = {}
    """Criterion -> whether it was earned whole."""
    claimed_lo_s: float | None = None
    """How long it says that this took."""
    claimed_hi_s: float | None = None
    claims_success: bool | None = None
    """Whether it says that the work succeeded; False: that something fails; None: it says neither."""
    tampered: bool | None = None
    """Whether it changed what it may not change; None: not told."""
    attempt: str = ""
    """One to look at."""
    pictures: tuple[str, ...] = ()
    """Screenshots that its grader took, by name."""

    @property
    def share(self) -> float | None:
        """Tests passed of all; None where there are none."""
        return self.passed / self.of if self.of and self.passed is not None else None


class SheetEntry(View, frozen=True, kw_only=True):
    """One model."""

    label: str
    contestant: str = ""
    """Empty: not measured here."""
    local: bool = True
    """Whether its weights lie on the machine."""
    size_gb: float | None = None
    wall_s: float | None = None
    """Mean seconds of a task."""
    traits: dict[str, str] = {}
    """`model`, `distilled`, `thinking`, `quantization`, and `rest`: all else that is known of it."""
    harness: str = ""
    marks: dict[str, SheetMark] = {}
    """Task -> what it did there; tasks that it was not asked, or of which nothing is known, are absent."""
    points: float | None = None
    """Over all tasks that were scored, also those whose points are not known one by one."""
    completed: int = 0
    """Tasks with a score."""

    def scored(self, tasks: Collection[str]) -> bool:
        """Whether each of these tasks may have a score: none of them is known to have ended in an error."""
        return not any(self.marks[task].error for task in tasks if task in self.marks)

    def points_on(self, tasks: Collection[str]) -> float | None:
        """Its points over these tasks; None where that is not known."""
        known = [self.marks[task].points for task in tasks if task in self.marks]
        if len(known) == len(tasks) and None not in known:
            return sum(points for points in known if points is not None)
        return self.points if len(tasks) == self.completed and self.scored(tasks) else None


class SheetPart(View, frozen=True, kw_only=True):
    """A part of a task, such as a planted bug: by how many attempts (or models) it was caught."""

    task: str
    part: str
    caught: int
    of: int
    share: float | None
    """The share that caught it; None where nobody was asked."""


def sheet_part(task: str, part: str, caught: int, of: int) -> SheetPart:
    """A part with its share."""
    return SheetPart(task=task, part=part, caught=caught, of=of, share=caught / of if of else None)


class SheetKind(View, frozen=True, kw_only=True):
    """A kind of solution. points: the mean over the models that chose it, where known. untrusted: what and kind."""

    task: str
    what: str
    kind: str
    models: int
    points: float | None = None


class Sheet(View, frozen=True, kw_only=True):
    """All of it."""

    suite: str
    tasks: tuple[SheetTask, ...]
    entries: tuple[SheetEntry, ...]
    references: tuple[SheetEntry, ...] = ()
    """Contestants that are nobody's rivals: they stand apart."""
    parts: tuple[SheetPart, ...] = ()
    kinds: tuple[SheetKind, ...] = ()
    repeats: int = 1
    """The most attempts at one task."""

    @property
    def full(self) -> float | None:
        """The most points of all tasks; None where one has none."""
        known = [task.full for task in self.tasks if task.full is not None]
        return sum(known) if known and len(known) == len(self.tasks) else None

    def complete(self, entry: SheetEntry) -> bool:
        """Whether a model has a score at every task."""
        return entry.completed == len(self.tasks)
