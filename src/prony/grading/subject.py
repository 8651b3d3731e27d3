"""What a grader is given and what it gives back: `Subject` in, `Findings` out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from prony.errors import GradingError
from prony.languages import read_requirement
from prony.nouns import Noun, Task, TestResult
from prony.sandbox import Sandbox, Toolchain
from prony.suites.compose import submission_tree
from prony.suites.graders import ProgramOptions
from prony.suites.materials import FROZEN, Materials
from prony.suites.patterns import id_matches


class Subject(Noun, frozen=True, kw_only=True):
    """One submission as the graders see it.

    tree: a clean copy of the task's workspace with only the declared paths of the submission laid over it.
    unrepaired: that tree before a repair changed it; None where none did.
    tests: the hidden tests. expected: grader -> the frozen ids of its tests; None while nobody has frozen them.
    freezing: the ids are being learned from this very run, so that none are asked for. hurried: cases of a criterion
    that is lost already need not run. stretch: the time limits in force, as a multiple of those that the task's files
    say.
    """

    task: Task
    tree: dict[str, bytes]
    tests: dict[str, bytes]
    unrepaired: dict[str, bytes] | None = None
    expected: dict[str, tuple[str, ...]] | None = None
    freezing: bool = False
    hurried: bool = False
    pictured: bool = False
    """Whether somebody keeps pictures of pages."""
    stretch: float = 1.0
    before: dict[str, bytes] | None = None
    """The tree of what was handed in at the step before; None in the first step."""
    shows: tuple[str, ...] = ()
    """Patterns of tests that are no secret from the contestant: what they say may be told in full."""

    def may_tell(self, test_id: str) -> bool:
        """Whether the words of a test may reach the contestant, as what they quote is to be shown anyway."""
        return any(id_matches(pattern, test_id) for pattern in self.shows)

    def frozen(self, grader: str) -> tuple[str, ...] | None:
        """The ids that `grader` must report; None while they are being frozen. Raises GradingError E503."""
        if self.freezing:
            return None
        ids = (self.expected or {}).get(grader)
        if ids is None:
            raise GradingError(
                "E503",
                f"{self.task.id}: the ids of its tests are not frozen",
                where=f"{self.task.path}/tests/{FROZEN}",
                hint=f"write them with: prony prove {self.task.suite} --freeze",
            )
        return ids

    def module(self, grader: str, options: ProgramOptions) -> str:
        """The file whose functions are called, or that is run. Raises GradingError E504 when the task names none."""
        module = options.module or next(iter((*self.task.answer, *self.task.editable)), "")
        self._need(grader, "module", module)
        return module

    def argv(self, grader: str, options: ProgramOptions, chain: Toolchain) -> tuple[str, ...]:
        """The arguments that start the submission as a program: those of the task, else of its toolchain.

        Raises GradingError E504 when nothing says so.
        """
        if options.argv is not None:
            return options.argv
        self._need(grader, "argv", chain.start)
        return chain.argv(self.module(grader, options))

    def _need(self, grader: str, name: str, value: object) -> None:
        if not value:
            raise GradingError(
                "E504",
                f"{self.task.id}: the grader {grader} has no {name}",
                where=self.task.path,
                hint=f"say it as `{name}` in [prony.grader]",
            )


class Findings(Noun, frozen=True, kw_only=True):
    """What one grader found. `expected`: the ids that must be among `tests` (or are missing)."""

    tests: tuple[TestResult, ...] = ()
    expected: tuple[str, ...] = ()
    metrics: dict[str, float] = {}
    labels: dict[str, str] = {}
    notes: tuple[str, ...] = ()
    pictures: dict[str, bytes] = {}
    """Name -> a PNG of what was seen."""


class Grader(Protocol):
    """A kind of grader: one async function."""

    async def __call__(self, subject: Subject, sandbox: Sandbox, options: Any) -> Findings:
        """Test the subject in `sandbox`, with the options of its kind (`GraderKind.options`).

        Raises PronyError only for trouble that is not the submission's.
        """
        ...


def subject_of(materials: Materials, files: Mapping[str, bytes], removed: Iterable[str] = ()) -> Subject:
    """`files` on a clean copy of the task, without the editable ones of `removed`.

    Raises GradingError E506 when the task's folder is not what was loaded, E503 when its frozen ids cannot be read.
    """
    task = materials.task
    return Subject(
        task=task,
        tree=submission_tree(task, materials.workspace, files, removed),
        tests=materials.tests,
        expected=materials.frozen,
    )


def criteria_of(task: Task, test_id: str) -> frozenset[str]:
    """The criteria that a test counts for. Tests that count for none share a group with their like: the empty name."""
    named = (
        criterion.id for criterion in task.criteria if any(id_matches(pattern, test_id) for pattern in criterion.tests)
    )
    return frozenset(named) or frozenset({""})


def runs_alone(task: Task, test_id: str) -> bool:
    """Whether a test must have the machine to itself: one of its criteria says so."""
    named = criteria_of(task, test_id)
    return any(criterion.alone and criterion.id in named for criterion in task.criteria)


def toolchain_names(task: Task) -> tuple[str, ...]:
    """The toolchains of a task without what they say of versions: `node>=20` is `node`."""
    return tuple(read_requirement(requirement).toolchain for requirement in task.toolchain)
