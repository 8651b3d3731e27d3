"""View models: what every face shows, as plain frozen nouns computed from the index. Faces add no logic.

A leaderboard:

    board.py            what it is
    scope.py            which runs and which suite it is about
    entrants.py         who is on it
    rows.py             one contestant's line
    row_notes.py        what must be known before a line is read
    timing_notes.py     which times compare
    columns/            what of it is shown, a file each
    dimensions/         what it is sliced by, a file each
    traits.py           fields in which models differ
    amount.py           seconds, tokens or a rate with its interval
    spending.py         what a solved task takes
    tradeoffs.py        whom nobody beats in everything
    estimates.py        cells into rates and comparisons
    ranks.py            rank sets
    claims.py           what may be claimed of an order
    headline.py         the sentence above
    causes.py           why attempts are nobody's score
    advice.py           what to do next
    leaderboard.py      all of it together
    words.py            what faces say of it
    cache.py            boards already computed

Whether its conclusions may be read:

    doubt.py            a reason why not
    controls.py         references that must come out as they are known to
    repetition.py       a contestant in several runs
    repeated_runs.py    all of those
    foreign.py          runs from elsewhere, and whom they claim to be
    validity.py         every doubt, and what then stands in the place of a conclusion

Two contestants against each other:

    compare.py          the comparison
    compare_words.py    what faces say of it
    opponents.py        who is meant
    differences.py      their fingerprints, field by field
    axes.py             what those fields belong to
    slices.py           the paired differences
    family.py           the pair among all models
    disagreements.py    task by task
    bug_by_bug.py       criterion by criterion
    costs.py            what each took
    margins.py          what is shown at a margin
    noise.py            each against itself
    conclusions.py      what follows
    gate.py             what must be shown for a check to pass
    gate_claims.py      each of those claims
    pairwise.py         several, each against each

What one choice does:

    axis_pairs.py       models that differ in one axis alone
    effects.py          the effect over such pairs
    factors.py          the effects of an axis

One attempt, one run, one folder:

    attempt.py          an attempt whole
    transcript.py       its exchanges
    texts.py            its texts
    task_source.py      its task
    attempts.py         a run's attempts, a line each
    attempt_columns.py  the columns of those
    fields.py           a fingerprint, field by field
    report.py           a run, for one page
    home.py             the state of a folder
    outside_boards.py   what others published
    view.py             what all of these are
"""

from prony.boards.attempt import AttemptView, attempt_view
from prony.boards.attempts import AttemptLine, attempt_lines
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
