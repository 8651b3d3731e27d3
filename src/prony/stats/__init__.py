"""Estimators whose every interval has been tested by simulation: pure functions of numbers, no clock, file or journal.

    estimate.py     Estimate, its states, and the checks that all input passes
    clusters.py     attempts averaged within tasks, tasks gathered in groups: the units that vary
    rates.py        solve rates: effective-n Wilson over tasks; pass@k, pass^k
    paired.py       A against B on the same tasks: sign-flip mid-p, interval of the difference
    planning.py     how much these tasks can show, how many more would decide, when to stop
    ranks.py        many contestants: rank sets, letter groups
    components.py   where the variance comes from: contestant, task, repeat
    rasch.py        incomplete grids, and tasks that measure nothing
    pairwise.py     judged duels: Bradley-Terry, Elo replay, position bias
    agreement.py    how far judges agree: kappa, alpha
    cost.py         cost per correct answer, break-even price of a failure
    pareto.py       who is beaten on no axis
    composite.py    user-weighted composites: rank acceptability, the weight that flips the top
    calibration.py  what contestants say of themselves against what was measured
    drift.py        the same contestant at two times
    bootstrap.py    seeded resampling of tasks, where nothing better exists
    lint.py         arithmetic checks of published tables
    words.py        results as plain sentences, never stronger than their interval

The unit of evidence is the task: repeats are averaged within it. docs/statistics.md has each formula, its source and
the coverage that `benchmarks/coverage.py` measured.
"""

from prony.stats.estimate import Estimate, State, Target

__all__ = ["Estimate", "State", "Target"]
