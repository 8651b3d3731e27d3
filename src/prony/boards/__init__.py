"""View models: what every face shows, as plain frozen nouns computed from the index. Faces add no logic.

A leaderboard:

    board.py            what it is
    scope.py            which runs and which suite it is about
    entrants.py         who is on it
    filters.py          which tasks, and which contestants are shown
    problems.py         which tasks state the same problem
    sample_notes.py     which of them were drawn, and who was given which
    rows.py             one contestant's line
    row_notes.py        what must be known before a line is read
    timing_notes.py     which times compare
    columns/            what of it is shown, a file each
    dimensions/         what it is sliced by, a file each
    differences.py      two fingerprints, field by field
    traits.py           fields in which models differ
    amount.py           seconds, tokens or a rate with its interval
    spending.py         what a solved task takes
    swept.py            how fast its engine answers, by depth
    frontier.py         whom nobody beats in everything, of estimates
    copies.py           attempts that are no evidence of their own
    estimates.py        cells into rates and comparisons
    ranks.py            rank sets
    claims.py           what may be claimed of an order
    headline.py         the sentence above
    doubt.py            a reason why none of it may be read
    repetition.py       a contestant in several runs
    causes.py           why attempts are nobody's score
    advice.py           what to do next
    leaderboard.py      all of it together
    words.py            what faces say of all that
    cache.py            boards already computed

Beside it, a room for each kind of question:

    validity/           whether conclusions may be read
    comparison/         contestants against each other
    factors/            what one choice does
    drift/              a contestant over time
    style/              how contestants write, and two of them on tasks that both solved
    selfreport/         what contestants say of their own work, against what was measured
    speeds/             sweeps of speed, and whose line of a board they stand on
    card/              one contestant whole, with its siblings
    reliability/        what its repeats have in common
    bugs/               what is caught within tasks, and how they are solved
    tradeoffs/          models weighed by what they solve and what that takes
    heat/               contestants by language, and how flat each is
    freshness/          what models may have seen of the tasks before
    weights/            results counted by the weights of a stack
    sheets/             tables of suites in points, measured here or published by others
    fitting.py          which models fit into a memory
    weights_files.py    where weights lie on this machine
    memory_fit.py       what a model and a context take
    attempts/           one attempt whole, and a run's in a line each
    report.py           a run, for one page
    home.py             the state of a folder
    outside_boards.py   what others published
    badge.py            one model in a line, where that may be read
    outside_tables.py   the same as tables, for files
    fields.py           a fingerprint, field by field
    head.py             what every view of a suite begins with
    view.py             what all of these are
    tabular.py          a view's tables, from which forms are made
"""

from prony.boards.attempts.attempt import AttemptView, attempt_view
from prony.boards.attempts.lines import AttemptLine, attempt_lines
from prony.boards.board import Board
from prony.boards.home import HomeView, home_view
from prony.boards.leaderboard import leaderboard, leaderboards

__all__ = [
    "AttemptLine",
    "AttemptView",
    "Board",
    "HomeView",
    "attempt_lines",
    "attempt_view",
    "home_view",
    "leaderboard",
    "leaderboards",
]
