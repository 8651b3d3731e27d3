"""View models: what every face shows, as plain frozen nouns computed from the index. Faces add no logic.

Residents: `board` (what a leaderboard is), `scope` (which runs and which suite it is about), `entrants` (who is on
it), `rows` (one contestant's line) and its `row_notes`, `timing_notes` (which times compare), `columns` (what of it
is shown) and `dimensions` (what it is sliced by), `estimates` (cells into rates and comparisons), `causes` (why
attempts are nobody's score), `traits` (fields in which models differ), `ranks` (rank sets), `claims` (what may be
claimed of an order), `headline` (the sentence above), `validity` (whether it may be read, and the `doubt` that says
why not), `controls` (references that must come out as they are known to), `repeated_runs` (contestants in several
runs, each a `repetition`), `advice` (what to do next), `leaderboard` (all of it together), `words` (what faces say of
it), `compare` (two contestants against each other: `opponents` who is meant, `differences` of their fingerprints and
the `axes` those lie on, `slices` the paired differences, `family` the pair among all, `disagreements` task by task,
`costs` what each took, `margins` what is shown at a margin, `noise` each against itself, `conclusions` what follows,
`gate` what must be shown, by `gate_claims`) and its `compare_words`, `attempt` (one attempt whole, out of
`transcript`, `texts` and `task_source`), `attempts` (a run's attempts, one line each, in `attempt_columns`), `fields`
(a fingerprint, field by field), `report` (a run, for one page), `home` (the state of a folder), `outside_boards`
(what others published), `cache` (boards already computed), `view` (what they all are).
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
