"""Estimators whose every interval has been tested by simulation: pure functions of numbers, no clock, file or journal.

    estimate.py     Estimate, its states, and the checks that all input passes
    clusters.py     attempts averaged within tasks, tasks gathered in groups: the units that vary
    rates.py        solve rates: effective-n Wilson over tasks; pass@k, pass^k
    paired.py       A against B on the same tasks: the difference, its interval, a decision
    spread.py       best minus worst group of one contestant, picked after looking
    signflip.py     the test that a comparison rests on
    power.py        which difference such tasks would show
    planning.py     how many tasks a difference needs, the noise of one contestant, when to stop
    grid.py         many contestants on many tasks: one cell each, repeats averaged within it
    samples.py      scores by task as arrays: the same results for millions of them
    ranks.py        many contestants: who is decidedly better than whom (Tukey, Holm)
    few_tasks.py    what a board of few tasks must not claim
    ranking.py      what a ranking is: rank sets, letter groups, pairs
    studentized_range.py   the distribution that Tukey's test compares with
    multiplicity.py p values adjusted for many tests: Holm, Benjamini-Hochberg
    components.py   where the variance comes from: contestant, task, repeat
    friedman_test.py   whether contestants differ at all
    rasch_model.py  incomplete grids, and tasks that measure nothing
    duels.py        judged duels gathered into pairs; who was ever compared with whom
    bradley_terry.py   ratings that fit the duels, and their covariance clustered by prompt
    fitted_ratings.py   what that fit says: ratings, differences, where only the prior speaks
    duel_ranks.py   rank sets of judged duels
    elo.py          the Elo scale, and Elo replays of published boards
    judging.py      verdicts in both orders: one battle each, position bias
    agreement.py    how far judges agree: kappa, alpha
    cost.py         cost per correct answer, break-even price of a failure
    incremental.py  what each further correct answer costs
    frontier.py     who is beaten on no axis
    correlation.py  rank correlation, exact on few pairs; how far two boards agree
    composite.py    user-weighted composites: rank acceptability, the weight that flips the top
    calibration.py  what contestants say of themselves against what was measured
    over_time.py    the same contestant at two times
    medians.py      the median over tasks, from order statistics
    resampling.py   seeded resampling of tasks, where nothing better exists
    printed.py      numbers as tables print them, and what may stand behind them
    printed_ranks.py   printed ranks against printed totals
    printed_statements.py   what a text says of a table: ratios, changes, superlatives
    table_lint.py   arithmetic checks of published tables
    words.py        results as plain sentences, never stronger than their interval
    claims.py       sentences of a run that goes on, a margin, a change, a picked pair, noise, cost

The unit of evidence is the task: repeats are averaged within it. docs/statistics.md has each formula, its source and
the coverage that `benchmarks/coverage.py` measured.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prony.stats.agreement import cohen_kappa, krippendorff_alpha
    from prony.stats.bradley_terry import fit as fit_bradley_terry
    from prony.stats.calibration import calibrate, check_claims
    from prony.stats.components import variance_components
    from prony.stats.composite import nearest_flip, rank_acceptability, weighted_mean
    from prony.stats.correlation import kendall, spearman
    from prony.stats.cost import break_even, cost_per_correct, cost_ratio, decision_cost
    from prony.stats.duel_ranks import duel_rank_sets
    from prony.stats.duels import battles
    from prony.stats.elo import elo_order_spread, elo_replay
    from prony.stats.estimate import Estimand, Estimate, State
    from prony.stats.fitted_ratings import rating_difference, ratings
    from prony.stats.friedman_test import friedman
    from prony.stats.frontier import pareto
    from prony.stats.judging import both_orders, position_bias
    from prony.stats.over_time import drift
    from prony.stats.paired import Comparison, Decision, SolvedAndScored, compare, non_inferior
    from prony.stats.planning import (
        difference_to_decide,
        e_value,
        e_value_of,
        may_stop,
        noise_floor,
        smallest_difference,
        tasks_needed,
        tasks_to_decide,
    )
    from prony.stats.ranking import Pair, Place, Ranking
    from prony.stats.ranks import picked_pair, rank_sets
    from prony.stats.rasch_model import rasch
    from prony.stats.rates import pass_at_k, pass_hat_k, pass_rate, rate
    from prony.stats.resampling import bootstrap
    from prony.stats.table_lint import lint
    from prony.stats.words import sentence

__all__ = [
    "Comparison",
    "Decision",
    "Estimand",
    "Estimate",
    "Pair",
    "Place",
    "Ranking",
    "SolvedAndScored",
    "State",
    "battles",
    "bootstrap",
    "both_orders",
    "break_even",
    "calibrate",
    "check_claims",
    "cohen_kappa",
    "compare",
    "cost_of_further_correct",
    "cost_per_correct",
    "cost_ratio",
    "decision_cost",
    "difference_to_decide",
    "drift",
    "duel_rank_sets",
    "e_value",
    "e_value_of",
    "elo_order_spread",
    "elo_replay",
    "fit_bradley_terry",
    "friedman",
    "kendall",
    "krippendorff_alpha",
    "lint",
    "may_stop",
    "nearest_flip",
    "noise_floor",
    "non_inferior",
    "pareto",
    "pass_at_k",
    "pass_hat_k",
    "pass_rate",
    "picked_pair",
    "position_bias",
    "rank_acceptability",
    "rank_sets",
    "rasch",
    "rate",
    "rating_difference",
    "ratings",
    "sentence",
    "smallest_difference",
    "spearman",
    "tasks_needed",
    "tasks_to_decide",
    "variance_components",
    "weighted_mean",
]

_HOMES = {
    "agreement": (
        "cohen_kappa",
        "krippendorff_alpha",
    ),
    "duels": ("battles",),
    "resampling": ("bootstrap",),
    "bradley_terry": ("fit_bradley_terry",),
    "calibration": (
        "calibrate",
        "check_claims",
    ),
    "components": ("variance_components",),
    "composite": (
        "nearest_flip",
        "rank_acceptability",
        "weighted_mean",
    ),
    "correlation": (
        "kendall",
        "spearman",
    ),
    "cost": (
        "break_even",
        "cost_per_correct",
        "cost_ratio",
        "decision_cost",
    ),
    "incremental": ("cost_of_further_correct",),
    "over_time": ("drift",),
    "duel_ranks": ("duel_rank_sets",),
    "elo": (
        "elo_order_spread",
        "elo_replay",
    ),
    "estimate": (
        "Estimand",
        "Estimate",
        "State",
    ),
    "friedman_test": ("friedman",),
    "judging": (
        "both_orders",
        "position_bias",
    ),
    "table_lint": ("lint",),
    "paired": (
        "Comparison",
        "Decision",
        "SolvedAndScored",
        "compare",
        "non_inferior",
    ),
    "frontier": ("pareto",),
    "planning": (
        "e_value",
        "e_value_of",
        "may_stop",
        "noise_floor",
        "smallest_difference",
        "tasks_needed",
        "difference_to_decide",
        "tasks_to_decide",
    ),
    "ranking": (
        "Pair",
        "Place",
        "Ranking",
    ),
    "ranks": (
        "picked_pair",
        "rank_sets",
    ),
    "rasch_model": ("rasch",),
    "rates": (
        "pass_at_k",
        "pass_hat_k",
        "pass_rate",
        "rate",
    ),
    "fitted_ratings": (
        "rating_difference",
        "ratings",
    ),
    "words": ("sentence",),
}
"""Module -> what it is asked for here. Imported when it is asked for: numpy takes a tenth of a second, scipy more."""

_MODULES = {name: module for module, names in _HOMES.items() for name in names}
_NAMED_OTHERWISE = {"fit_bradley_terry": "fit"}


def __getattr__(name: str) -> object:
    """Import what is asked for by name (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    module = importlib.import_module(f"{__name__}.{_MODULES[name]}")
    value: object = getattr(module, _NAMED_OTHERWISE.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
