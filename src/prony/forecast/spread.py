"""How far what comes may lie from what was: standard deviations of logarithms, learned where there is something to
learn from, and assumed where there is not.

Each is a scaled inverse chi-square posterior: a prior scale that counts as so many degrees of freedom, and the sum of
squares that earlier runs show. A prediction then has Student's t with all of them. Source: Gelman et al., Bayesian Data
Analysis, 3rd ed., section 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from prony.journal.past import PastCell, PastContestant

PRIOR_DF = 5.0
MODEL_DF = 10.0
"""Of what is assumed between setups and models, where nothing is learned of it."""
REPEAT_SD = 0.4
"""Of the length of replies to one task, where sampling is not greedy."""
GREEDY_SD = 0.05
"""The same where it is: another build or thread count may still end elsewhere."""
TASK_SD = 0.8
"""Of the length of replies between tasks of one contestant."""
DRIFT_SD = 0.2
"""Of a machine's speed between two runs, at least; more where its speed varies within a run."""
CHANGED_TOKENS_SD, CHANGED_TIME_SD = 0.15, 0.3
"""Between two setups of one model."""
MODEL_TOKENS_SD, MODEL_TIME_SD = 0.4, 0.35
"""Between two models of one size class at the same tasks, speed taken as inverse to size."""
OTHER_TOKENS_SD, OTHER_TIME_SD = 0.5, 0.6
"""Between two models of any size."""
BRIEF_SD = 0.15
"""Of tokens for each byte of a brief, between briefs."""
GRADING_SD = 0.5
"""Of the time that grading takes, between runs: it waits for whatever else the machine does."""
DISK_SD = 0.4
"""Of the disk that an attempt takes, between runs."""
LEAST_TOKENS = 32
"""Replies shorter than this tell little about speed."""


class Spread(NamedTuple):
    """A scale of log deviations, and how well it is known. learned: observations beyond the prior."""

    sd: float
    df: float
    learned: int = 0


def learned(prior_sd: float, squares: float, df: int, prior_df: float = PRIOR_DF) -> Spread:
    """The posterior of a spread after `df` degrees of freedom whose squares sum to `squares`."""
    return Spread(sqrt((prior_df * prior_sd**2 + squares) / (prior_df + df)), prior_df + df, df)


def within(prior_sd: float, groups: Iterable[Sequence[float]], prior_df: float = PRIOR_DF) -> Spread:
    """The spread of logarithms within groups of positive numbers."""
    squares, df = 0.0, 0
    for group in groups:
        logs = [log(one) for one in group if one > 0]
        if len(logs) > 1:
            mean = sum(logs) / len(logs)
            squares += sum((one - mean) ** 2 for one in logs)
            df += len(logs) - 1
    return learned(prior_sd, squares, df, prior_df)


def repeat_spread(contestants: Sequence[PastContestant], cells: Iterable[PastCell], *, greedy: bool) -> Spread:
    """Of reply lengths between attempts of one contestant at one task, over all earlier contestants that sample so."""
    of_kind = {one.contestant for one in contestants if (one.fingerprint.sampling.temperature == 0) == greedy}
    groups: dict[tuple[str, str, str], list[float]] = {}
    for cell in cells:
        if cell.contestant in of_kind and cell.completion_tokens:
            groups.setdefault((cell.contestant, cell.task, cell.digest), []).append(cell.completion_tokens)
    return within(GREEDY_SD if greedy else REPEAT_SD, groups.values())


def drift_spread(contestants: Iterable[PastContestant], cells: Mapping[tuple[str, str], Sequence[PastCell]]) -> Spread:
    """Of speed between runs of one contestant: of its decode rates, one a run. The prior is what rates vary within a
    run: what disturbs single attempts may as well disturb a whole run."""
    rates: dict[str, list[float]] = {}
    attempts: list[list[float]] = []
    for one in contestants:
        told = [
            (cell.completion_tokens, cell.decode_s)
            for cell in cells.get((one.run, one.label), ())
            if cell.completion_tokens and cell.decode_s and cell.completion_tokens >= LEAST_TOKENS
        ]
        if told and not one.spec.reference:
            rates.setdefault(one.contestant, []).append(sum(n for n, _ in told) / sum(s for _, s in told))
            attempts.append([n / s for n, s in told])
    inside = within(DRIFT_SD, attempts).sd
    return within(max(DRIFT_SD, inside), rates.values())
