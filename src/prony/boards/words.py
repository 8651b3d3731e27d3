"""Boards, comparisons and grades in words: what every face says, so that none contradicts another. Untrusted text is
made one clean line."""

from __future__ import annotations

import re

from prony import phrases, readable
from prony.boards.board import FEW, Board, Outcomes, Rate, Row, SliceRate
from prony.boards.causes import cause_line
from prony.boards.dimensions import DEFAULT, dimension_of
from prony.nouns import CriterionResult, TestResult
from prony.plain import clean_line

CONTEXT_FULL = "context full"
"""What is said of a truncated reply that the context cut short, which its engine serves."""
MOST_RUNS = 3
"""Runs that a footnote names."""
TINY = 1e-9
LABEL = re.compile(r"\d+ x ")
FAULTS = {
    "harness_crash": "the harness broke off",
    "timeout": "took longer than the plan allows",
    "budget": "used up what the plan allows",
    "empty": "said nothing",
    "loop": "said the same again and again",
    "truncated": "its reply was cut off",
    "malformed": "no answer could be read from it",
}
"""Classes of fault in words."""
MOST_CAUSES = 6
"""Causes that stand under a board."""
NOTHING = "--"
"""What stands in a cell where nothing was scored."""


def title(board: Board) -> str:
    """What the board is about: suite, version, tasks, runs, age."""
    where = f"run {board.run}" if board.run else readable.counted(len(board.runs), "run")
    tasks = readable.counted(board.tasks, "task")
    repeats = f" x {board.repeats}" if board.repeats > 1 else ""
    judged = f" · grader {board.grader}" if board.grader else ""
    version = f"{board.suite} {board.suite_version}@{board.suite_digest[:8]}"
    newest = board.newest_at or "no attempt yet"
    return clean_line(f"{version} · {tasks}{repeats} · {where}{judged} · {newest}")


def verdict(board: Board) -> str:
    """What may be concluded from a board, as a sentence with a full stop."""
    return as_sentence(board.sentence, [row.label for row in board.rows])


def as_sentence(told: str, names: list[str]) -> str:
    """`told` with a full stop, and with a capital unless it begins with one of `names`, which stay as they are."""
    told = clean_line(told)
    begun = [line for name in names if (line := clean_line(name)) and told.startswith(line)]
    if all(told[len(name) : len(name) + 1].isalnum() for name in begun):
        told = told[:1].upper() + told[1:]
    return told + "."


def score_verdict(board: Board) -> str:
    """What may be concluded from scores, where partial credit occurs; else empty."""
    if not board.score_sentence:
        return ""
    return f"By score: {clean_line(board.score_sentence)}."


def stack_verdict(board: Board) -> str:
    """What may be concluded with tasks weighed by a stack; else empty."""
    if board.stack is None:
        return ""
    return f"By {clean_line(board.stack.stack)}: {clean_line(board.stack.sentence)}."


def legend(board: Board) -> str:
    """What the columns of this board mean, as far as it has them; the method of an interval as records name it."""
    methods = sorted({row.solved.method for row in board.rows if row.solved.method})
    parts = [
        "solved: of the scored attempts.",
        f"Interval over tasks ({' or '.join(methods)})." if methods else "",
        "%: the mean over tasks." if any(_is_uneven(row) for row in board.rows) else "",
        "rank: the places that a model may have; who shares a letter is not told apart." if board.ranking else "",
        f"~: fewer than {FEW} tasks, too few to be read alone." if _has_few(board) else "",
        _fault_words(board),
        "N x LABEL: attempts so labelled (prony board RUN --attempts)." if _has_labels(board) else "",
        "tok/s: decode, median, at the client.",
        "n/c: not captured.",
        "Infra and missing are counted beside the rate, never in it.",
    ]
    return " ".join(filter(None, parts))


def provenance(board: Board) -> str:
    """What a pasted board must say of itself: suite and digest, when, where, how much, and what its intervals are."""
    machines = sorted({row.machine for row in board.rows if row.machine and not row.reference})
    runs = ", ".join(run.run for run in board.runs) if len(board.runs) <= MOST_RUNS else f"{len(board.runs)} runs"
    attempts = sum(row.outcomes.scored for row in board.models + board.incomplete)
    parts = [
        f"suite {board.suite} {board.suite_version}, digest {board.suite_digest}",
        f"run{'s' if len(board.runs) > 1 else ''} {runs}, newest attempt {board.newest_at or 'none yet'}",
        f"machine: {'; '.join(machines) or readable.UNKNOWN}",
        f"n = {readable.counted(board.tasks, 'task')}, {readable.counted(attempts, 'scored attempt')}",
        f"{readable.percent(board.level, 0)} % intervals over tasks",
    ]
    return clean_line(" · ".join(parts))


def _fault_words(board: Board) -> str:
    """What the classes of fault mean that this board has; they are charged to the contestant."""
    seen = {
        name.partition(":")[2] for row in board.rows for name in row.outcomes.reasons if name.startswith("faulted:")
    }
    told = [f"{name}, {meaning}" for name, meaning in FAULTS.items() if name in seen]
    return f"Faults: {'; '.join(told)}." if told else ""


def _has_labels(board: Board) -> bool:
    return any(LABEL.match(note) for row in board.rows for note in row.notes)


def _is_uneven(row: Row) -> bool:
    rate = row.solved
    return rate.value is not None and abs(rate.value - rate.solved / max(1, rate.attempts)) > TINY


def _has_few(board: Board) -> bool:
    return any(one.few and one.rate.attempts for row in board.rows for one in row.slices)


def groups(board: Board) -> list[tuple[str, tuple[Row, ...]]]:
    """The rows under their headings; models, which come first, need none but their value in a dimension of theirs."""
    values = dict.fromkeys(row.under for row in board.models) or {None: None}
    return [
        *(
            ("" if value is None else clean_line(f"{board.by}: {value}"), rows)
            for value in values
            if (rows := tuple(row for row in board.models if row.under == value)) or value is None
        ),
        ("incomplete: too little of it is scored, so in no order with others", board.incomplete),
        ("references: no models, of known score", board.references),
    ]


def footnotes(board: Board) -> list[str]:
    """What must be known before the numbers are read."""
    own = [f"{clean_line(row.label)}: {clean_line('; '.join(row.notes))}" for row in board.rows if row.notes]
    own += [
        f"{clean_line(row.label)}: {readable.interval(row.at_least, row.at_most)} % of {_all_tasks(board.tasks)}, "
        "whatever the unscored ones would be"
        for row in board.incomplete
        if row.at_least < row.at_most and (row.at_least, row.at_most) != (0.0, 1.0)
    ]
    return [*(clean_line(note) for note in board.notes), *causes(board), *own]


def causes(board: Board) -> list[str]:
    """Why attempts are nobody's score, each with what to do next; the rarest beyond `MOST_CAUSES` are counted."""
    lines = []
    for cause in board.causes[:MOST_CAUSES]:
        such = f", such as {cause.attempt}" if cause.attempt else ""
        lines.append(clean_line(f"{', '.join(cause.labels)}: {cause_line(cause)}{such}; next: {cause.remedy}"))
    rest = board.causes[MOST_CAUSES:]
    if rest:
        more = sum(cause.count for cause in rest)
        lines.append(f"{more} more by {len(rest)} other causes: prony board {board.run or 'RUN'} --attempts")
    return lines


def _all_tasks(count: int) -> str:
    return "the one task" if count == 1 else f"all {count} tasks"


def language(name: str) -> str:
    """A language's short name, as a column's header."""
    return clean_line(dimension_of(DEFAULT).short(name)) or "other"


def slices_of(board: Board) -> str:
    """The title of a board's dimension, for the beginning of a sentence: `Languages`."""
    title = clean_line(dimension_of(board.by).title)
    return title[:1].upper() + title[1:]


def known(value: str | None) -> str:
    """A captured text, or that it was not captured."""
    return clean_line(value or "") or readable.UNKNOWN


def count_of(rate: Rate) -> str:
    """Solved of scored: `8/10`."""
    return f"{rate.solved}/{rate.attempts}" if rate.attempts else NOTHING


def percent_of(rate: Rate) -> str:
    """The estimate in percent."""
    return readable.percent(rate.value) if rate.attempts else NOTHING


def interval_of(rate: Rate) -> str:
    """The interval in percent."""
    return readable.interval(rate.lo, rate.hi) if rate.attempts else NOTHING


def count_in(one: SliceRate | None) -> str:
    """Solved of scored on the tasks of one slice; `~` behind it where they are too few to be read on their own."""
    if one is None or not one.rate.attempts:
        return "not run"
    return f"{count_of(one.rate)}{'~' if one.few else ''}"


def not_solved(outcomes: Outcomes) -> str:
    """Counts of all that is not solved: faults by class, infra and missing with their reasons."""
    parts = [f"{outcomes.failed} failed"] if outcomes.failed else []
    parts += [f"{outcomes.void} void"] if outcomes.void else []
    for reason, number in outcomes.reasons.items():
        kind, _, name = reason.partition(":")
        if (kind, name) == ("faulted", "truncated") and outcomes.context_full:
            parts.append(f"{outcomes.context_full} {CONTEXT_FULL}")
            number -= outcomes.context_full
            if number <= 0:
                continue
        parts.append(f"{number} {name}" if kind == "faulted" else f"{number} {kind} ({name})")
    parts += [f"{outcomes.waiting} waiting"] if outcomes.waiting else []
    return clean_line(", ".join(parts)) or NOTHING


def points(share: float | None) -> str:
    """A difference of shares as the sentence has it: `+12 points`."""
    return NOTHING if share is None else phrases.points(share)


def span(lo: float | None, hi: float | None) -> str:
    """The interval of a difference in points, its bounds rounded outwards, as the sentence has it."""
    return "no interval" if lo is None or hi is None else phrases.bounds(lo, hi)


def earned(criterion: CriterionResult) -> str:
    """The points of a criterion, and what kind it is where that is not the common one."""
    if not criterion.points:
        return "gate"
    kind = " bonus" if criterion.bonus else "" if criterion.required else " (not required)"
    return f"{criterion.earned:g}/{criterion.points:g}{kind}"


def result(test: TestResult) -> str:
    """What a test came to: its status, and the verdict where that says more."""
    more = test.verdict.value not in ("pass", "fail")
    return f"{test.status.value} ({test.verdict.value})" if more else test.status.value
