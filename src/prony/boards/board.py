"""What a leaderboard is: a view model of plain frozen nouns, the same for a terminal, a file and a page.

Shares are 0..1; faces turn them into percent. `None` is *not captured* or *cannot be estimated*, and `state` says why.
"""

from __future__ import annotations

from prony.boards.amount import Amount
from prony.boards.causes import Cause
from prony.boards.doubt import Doubt
from prony.boards.head import SuiteView
from prony.boards.ranks import BoardRanking, RankSet
from prony.boards.repetition import Repetition
from prony.boards.swept import SweptSpeed
from prony.boards.view import View
from prony.journal.rollup import Judging

FEW = 20
"""Tasks below which a slice is shown, and marked as too few to be read on its own."""


class Rate(View, frozen=True, kw_only=True):
    """A share with its interval: `solved` of `attempts` at `tasks`. state: `estimated`, or why it has no interval."""

    value: float | None
    lo: float | None = None
    hi: float | None = None
    tasks: int
    attempts: int
    solved: int = 0
    method: str = ""
    state: str = "estimated"
    problems: int | None = None
    """How many problems these tasks state, where some state the same one: then these are what varies."""

    @property
    def evidence(self) -> int:
        """How many tasks it rests on; of those that state the same problem, how many problems."""
        return self.tasks if self.problems is None else self.problems

    def fields(self, name: str) -> dict[str, float | int | None]:
        """Its numbers as the fields of a record, which begin with `name`."""
        return {
            f"{name}_share": self.value,
            f"{name}_lo_share": self.lo,
            f"{name}_hi_share": self.hi,
            f"{name}_tasks": self.tasks,
            f"{name}_attempts": self.attempts,
        }


class FreshSplit(View, frozen=True, kw_only=True):
    """A contestant on tasks released by the last day of its training data, and later.

    difference: before less after, in shares; None where one of them has fewer than six tasks. The tasks are others, and
    may be harder: it is no effect of having seen them.
    """

    cutoff: str
    """The last day, or month, as stated."""
    source: str
    before: Rate
    after: Rate
    undated: int = 0
    """Tasks with a scored attempt that say no day of release."""
    difference: float | None = None
    lo: float | None = None
    hi: float | None = None
    decided: bool = False


class SliceRate(View, frozen=True, kw_only=True):
    """The solve rate on the tasks that have one value in a dimension; `few`: fewer than `FEW` tasks."""

    name: str
    rate: Rate
    few: bool


class LanguageRate(View, frozen=True, kw_only=True):
    """The solve rate on the tasks of one language; `few`: fewer than `FEW` tasks."""

    language: str
    rate: Rate
    few: bool


class WeightedRate(View, frozen=True, kw_only=True):
    """The rate with languages weighed by a stack, and the places by it."""

    rate: Rate
    rank: RankSet | None = None


class StackShare(View, frozen=True, kw_only=True):
    """A part of a stack: its share of the weight that is measured here, and its tasks."""

    name: str
    share: float
    tasks: int
    few: bool


class StackFlip(View, frozen=True, kw_only=True):
    """Where two contestants are level as the share of `part` moves and the others keep their proportions; beyond it,
    `then` has the higher estimate. Exact: a difference of weighted means is linear in one share. Shares of 1."""

    part: str
    now: float
    level_at: float
    first: str
    """Who is first now, by id."""
    then: str
    decided_now: bool
    """Whether `first` is decidedly ahead of `then` with the weights as they are."""
    end: float
    """The end of the share's way: 1 or 0."""
    decided_at_end: bool
    """Whether `then` is decidedly ahead of `first` there."""
    sentence: str = ""


class StackStanding(View, frozen=True, kw_only=True):
    """How all models stand with the tasks weighed by a stack (`prony.boards.weights.standing`)."""

    stack: str
    by: str
    parts: tuple[StackShare, ...]
    missing: tuple[str, ...] = ()
    """Parts that no task here speaks to."""
    missing_share: float = 0.0
    tasks: int
    not_counted: int
    incomplete: tuple[str, ...] = ()
    """Labels of models that are not weighed."""
    rates: dict[str, WeightedRate] = {}
    ranking: BoardRanking | None = None
    """For this weighting alone."""
    sentence: str
    flip: StackFlip | None = None


class FilterNote(View, frozen=True, kw_only=True):
    """What filters left, in numbers; `sentence` is the same in words."""

    filters: tuple[str, ...]
    tasks: int
    all_tasks: int
    shown: int
    all_contestants: int
    """Models, ranked or not; references are always shown."""
    sentence: str


class MemoryOfModel(View, frozen=True, kw_only=True):
    """What a model takes. state: `fits`, `too_large`, or `not_known`."""

    state: str
    text: str
    total_bytes: int | None = None
    """Weights and context; None where either is not known."""


class FitNote(View, frozen=True, kw_only=True):
    """Which models were held against a memory, and what became of them; `sentence` is the same in words."""

    limit_bytes: int
    context: int | None
    """None: what each was measured with."""
    too_large: dict[str, str] = {}
    """Label -> what it takes. These are hidden."""
    not_known: tuple[str, ...] = ()
    sentence: str


class Outcomes(View, frozen=True, kw_only=True):
    """How many of the planned attempts ended how. A rate is over those `scored`: the mean over tasks of the share
    solved of each, which is solved / scored where every task has as many scored attempts."""

    planned: int
    solved: int = 0
    failed: int = 0
    faulted: int = 0
    void: int = 0
    infra: int = 0
    missing: int = 0
    waiting: int = 0
    reasons: dict[str, int] = {}
    """`faulted:CLASS`, `infra:CODE`, `missing:CODE` -> count, the most frequent first."""
    context_full: int = 0
    """Of those `faulted:truncated`: how many the context cut short that the engine serves."""

    @property
    def scored(self) -> int:
        """Attempts in the denominator of the rate."""
        return self.solved + self.failed + self.faulted + self.void


class Speed(View, frozen=True, kw_only=True):
    """Medians over the scored attempts. The decode rates are the client's and the engine's own: never mix them."""

    wall_p50_s: float | None = None
    wall_p90_s: float | None = None
    ttft_p50_s: float | None = None
    decode_tokens_per_s: float | None = None
    server_decode_tokens_per_s: float | None = None
    prompt_tokens: int | None = None
    cached_share: float | None = None
    completion_tokens: int | None = None
    load_s: float | None = None


class Row(View, frozen=True, kw_only=True):
    """One contestant. `complete`: a scored attempt at 95 % of the board's tasks or more; at_least, at_most: the share
    of all tasks that it solves if those without a scored attempt were all failed, or all solved.

    chips: what tells this contestant from another of the same model, in words. assurance: the weakest level among its
    grades. notes: what a reader must know before reading the numbers.
    """

    contestant: str
    label: str
    """Its label; with what tells it apart, where that of another row looks like it."""
    given: str = ""
    """Its label as its run has it, but for a home folder."""
    reference: bool
    complete: bool
    chips: tuple[str, ...]
    traits: dict[str, str] = {}
    """The fields of its fingerprint in which the models of its board differ, and that no other field holds, in
    words."""
    machine: str | None = None
    quantization: str | None = None
    bits_per_weight: float | None = None
    size_bytes: int | None = None
    engine: str | None = None
    harness: str | None = None
    thinking: str | None = None
    solved: Rate
    score: Rate
    at_least: float
    at_most: float
    languages: tuple[LanguageRate, ...] = ()
    slices: tuple[SliceRate, ...] = ()
    """By the dimension of the board, which is the language unless another was asked for."""
    under: str | None = None
    """The contestant's value in the board's dimension, where that is one of contestants."""
    outcomes: Outcomes
    tries: int = 0
    speed: Speed = Speed()
    rank: RankSet | None = None
    """The places that it may have among the complete models; None where it is not one of several."""
    weighted: WeightedRate | None = None
    """With `--stack`; None where it is not weighed."""
    memory: MemoryOfModel | None = None
    """With `--fit`."""
    amounts: dict[str, Amount] = {}
    """What a solved task costs, and medians over tasks, by name with their unit (`prony.boards.spending`)."""
    fresh: FreshSplit | None = None
    """By its cut-off; None where that is not stated, or no task is dated."""
    pareto: str | None = None
    """`yes`, or by whom it is beaten in everything (`prony.boards.frontier`); None where nothing says so."""
    swept: SweptSpeed | None = None
    """What `prony speed` measured of the same file on the same engine and machine; None where nothing did."""
    more: dict[str, str | int | float | None] = {}
    """Fields of columns that this struct has no field of its own for, by name with their unit."""
    judging: Judging | None = None
    """What judges asked about its attempts, which is in no other number; None where they asked nothing."""
    assurance: str | None = None
    graders: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    last_at: str | None = None

    def measured(self, name: str) -> int | float | None:
        """A measured number by its name (`prony.journal.measures`)."""
        value = self.more[name] if name in self.more else getattr(self.speed, name, None)
        return None if isinstance(value, str) else value


class Versus(View, frozen=True, kw_only=True):
    """Two contestants, paired on the tasks both tried. Shares; `sentence` is what may be said of it."""

    a: str
    b: str
    a_contestant: str = ""
    b_contestant: str = ""
    sentence: str
    decision: str
    difference: float | None = None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    tasks: int = 0
    only_a_solved_more: int = 0
    only_b_solved_more: int = 0
    resolution: float | None = None
    """The least true difference that such tasks show, 4 times of 5, between two who were named beforehand."""
    repeats_agree: bool | None = None
    """Whether every task came out the same in each of its attempts; None where none was tried twice."""
    e_value: float = 1.0
    """Evidence of an order that may be looked at while a run goes on (docs/statistics.md)."""
    so_far: str = ""
    """What may be said of it while its run goes on."""


class RunLine(View, frozen=True, kw_only=True):
    """A run that the board draws on. state: as `prony.boards.home.RunOverview` has it."""

    run: str
    created_at: str
    state: str
    damage: str | None = None
    imported: bool = False
    """Whether it did not begin here: a folder that was copied in."""
    claims: dict[str, str] = {}
    """Label -> the id that its record claims for a contestant whose fingerprint is another's."""


class Board(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.board/1"):
    """A leaderboard of one suite at one digest. Models sorted by point estimate; `incomplete` ones apart, because their
    rate is over other tasks; `references` apart, because they are no models.

    sentence: the answer in one sentence. next_steps: what to do, most useful first.
    """

    tasks: int
    repeats: int
    languages: dict[str, int] = {}
    """Language -> number of tasks, in the suite's order."""
    by: str = "language"
    """The dimension that rows are sliced by, or stand under (`prony.boards.dimensions`)."""
    slices: dict[str, int] = {}
    """Value in that dimension -> number of tasks; none in one of contestants."""
    runs: tuple[RunLine, ...] = ()
    newest_at: str | None = None
    sentence: str
    score_sentence: str = ""
    """What may be said of scores, where partial credit occurs; else empty."""
    ranking: BoardRanking | None = None
    """Rank sets of the complete models; None where there are not two."""
    comparison: Versus | None = None
    """The two that matter most: the two best, or the only complete one and the best of the others."""
    models: tuple[Row, ...] = ()
    incomplete: tuple[Row, ...] = ()
    references: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    """Why attempts are nobody's score, the most frequent first."""
    doubts: tuple[Doubt, ...] = ()
    """Why the sentence may not be read as it is, the gravest first."""
    repetitions: tuple[Repetition, ...] = ()
    """Contestants of which several runs made attempts."""
    stack: StackStanding | None = None
    """How models stand by a stack, where one was given."""
    filtered: FilterNote | None = None
    """What filters left, where there are any."""
    fit: FitNote | None = None
    """Which models fit into a memory, where one was named."""
    next_steps: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the order of their headings."""
        return self.models + self.incomplete + self.references


class Boards(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.boards/1"):
    """The boards of a run with several suites, which are never averaged."""

    boards: tuple[Board, ...]
