"""What a Bradley-Terry fit says: ratings on the Elo-like scale, differences, and where only the prior speaks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from prony.nouns import Noun
from prony.stats.bradley_terry import Fit
from prony.stats.elo import elo_points
from prony.stats.estimate import Estimate, Floats, State, checked_level, t_quantile
from prony.stats.ranks import MIN_TASKS

PRIOR_DOMINATED = "prior-dominated"
PRIOR_SHARE = 0.2
"""From this share of what is known about a difference on, the prior rules it ..."""
PRIOR_PULL = 0.8
"""... and from this many standard errors on that the prior pulls it towards zero."""
_FLAT = 1e-9
"""A clustered variance below this share of the one of independent battles is rounding, not evidence."""
METHOD = "bradley-terry, prompt-clustered t"


class Rating(Noun, frozen=True, kw_only=True):
    """One contestant's rating. logit: theta. elo: the same on the Elo-like scale, with its interval against the mean
    of the field; to compare two contestants use `rating_difference`. part: contestants of different parts were never
    compared. flags: `prior-dominated`."""

    contestant: str
    logit: float
    elo: Estimate
    part: int
    flags: tuple[str, ...] = ()


class Ratings(Noun, frozen=True, kw_only=True):
    """All ratings, highest first. parts: 1 where everybody was compared with everybody, through others at least;
    ratings of different parts do not compare. strong_components: more than `parts` where only the prior is finite."""

    ratings: tuple[Rating, ...]
    n_battles: int
    n_prompts: int
    prior: float
    anchor: float
    parts: int
    strong_components: int
    flags: tuple[str, ...] = ()
    state: State = State.ESTIMATED


def ratings(fitted: Fit, *, level: float = 0.95, anchor: float = 1500.0) -> Ratings:
    """Ratings on the Elo-like scale (Bradley-Terry, 400 points a decade of odds), the field's mean at `anchor`.

    State `disconnected` where some contestants were never compared, even through others; `one_task` with one prompt.
    A rating has state `too_few_tasks` where its contestant was seen on fewer than 6 prompts: a value, no interval.
    Raises E804 (level).
    """
    checked_level(level)
    errors, ruled = rating_errors(fitted), prior_ruled(fitted)
    order = sorted(range(len(fitted.names)), key=lambda i: (-fitted.theta[i], fitted.names[i]))
    parts = int(fitted.part.max()) + 1
    return Ratings(
        ratings=tuple(
            _rating(fitted, i, errors[i], (PRIOR_DOMINATED,) if ruled[i] else (), level, anchor) for i in order
        ),
        n_battles=fitted.n_battles,
        n_prompts=fitted.n_prompts,
        prior=fitted.prior,
        anchor=anchor,
        parts=parts,
        strong_components=int(fitted.cycle.max()) + 1,
        flags=fit_flags(fitted),
        state=State.DISCONNECTED if parts > 1 else State.ONE_TASK if fitted.n_prompts < 2 else State.ESTIMATED,
    )


def _rating(fitted: Fit, i: int, error: float, flags: tuple[str, ...], level: float, anchor: float) -> Rating:
    estimate = Estimate(
        value=anchor + elo_points(float(fitted.theta[i])),
        n_tasks=int(fitted.prompts[i]),
        n_samples=int(fitted.battles[i]),
        method=METHOD,
        level=level,
        flags=flags,
        state=_state(fitted, i),
    )
    return Rating(
        contestant=fitted.names[i],
        logit=float(fitted.theta[i]),
        elo=_spanned(estimate, elo_points(float(error)), fitted.df),
        part=int(fitted.part[i]),
        flags=flags,
    )


def rating_difference(fitted: Fit, one: str, other: str, *, level: float = 0.95) -> Estimate:
    """The rating difference one - other in logits: the odds of winning are its exponential. For this one pair alone.

    n_tasks, n_samples: prompts and battles of the one that was seen on fewer. States: `disconnected` (no value
    either), `one_task`, `too_few_tasks` (one of them on fewer than 6 prompts).
    Raises E801 (a name that fought no battle), E804 (level).
    """
    i, j = fitted.place(one), fitted.place(other)
    state = pair_state(fitted, i, j)
    estimate = Estimate(
        value=None if state is State.DISCONNECTED else float(fitted.theta[i] - fitted.theta[j]),
        n_tasks=int(min(fitted.prompts[i], fitted.prompts[j])),
        n_samples=int(min(fitted.battles[i], fitted.battles[j])),
        method=METHOD,
        level=checked_level(level),
        flags=(PRIOR_DOMINATED,) if prior_ruled_pairs(fitted)[i, j] else (),
        state=state,
    )
    return _spanned(estimate, float(pair_errors(fitted)[i, j]), fitted.df)


def _spanned(estimate: Estimate, error: float, df: float) -> Estimate:
    """`estimate` with its interval, where its state allows one."""
    if estimate.state is not State.ESTIMATED or estimate.value is None:
        return estimate
    reach = t_quantile(estimate.level, df) * error
    return replace(estimate, lo=estimate.value - reach, hi=estimate.value + reach, se=error, df=df)


# --- errors, and what the prior does to them -------------------------------------------------------------------------


def pair_errors(fitted: Fit) -> Floats:
    """Standard errors of all rating differences, (m, m), in logits: clustered by prompt; wider where the prior rules.

    A rating that the prior holds has small residuals because it is held, not because it is known. There the error is
    the larger of the one that independent battles would give and the clustered one with the prior's own uncertainty
    and its pull added. The same where nothing varies at all (ties only), which is no certainty either.
    """
    return _errors(fitted, _differences, prior_ruled_pairs(fitted), _pull(fitted)[:, None] - _pull(fitted)[None, :])


def rating_errors(fitted: Fit) -> Floats:
    """Standard errors of the ratings against the mean of the field, (m,), in logits; as `pair_errors`."""
    return _errors(fitted, np.diag, prior_ruled(fitted), _pull(fitted))


def prior_ruled(fitted: Fit) -> NDArray[np.bool_]:
    """(m,) whose rating the prior rules: fought too little, or won or lost everything against the main field."""
    main = np.zeros(len(fitted.theta), dtype=bool)
    for part in np.unique(fitted.part):
        main |= fitted.cycle == np.bincount(fitted.cycle[fitted.part == part]).argmax()
    return (fitted.prior_share > PRIOR_SHARE) | ~main


def prior_ruled_pairs(fitted: Fit) -> NDArray[np.bool_]:
    """(m, m) whose difference the prior rules: never one way or the other, or mostly the prior's word, or its pull."""
    known = _differences(fitted.curvature)
    share = fitted.prior * _differences(fitted.curvature @ fitted.curvature) / np.where(known > 0.0, known, 1.0)
    pull = np.abs(_pull(fitted)[:, None] - _pull(fitted)[None, :])
    spread = np.sqrt(np.maximum(_differences(fitted.sandwich), 0.0))
    ruled = (fitted.cycle[:, None] != fitted.cycle[None, :]) | (share > PRIOR_SHARE) | (pull > PRIOR_PULL * spread)
    np.fill_diagonal(ruled, False)
    return np.asarray(ruled)


def _errors(fitted: Fit, of: Callable[[Floats], Floats], ruled: NDArray[np.bool_], pull: Floats) -> Floats:
    clustered, independent = of(fitted.sandwich), of(fitted.curvature)
    widened = ruled | (clustered < _FLAT * independent)
    if not widened.any():
        return np.sqrt(clustered)
    pulled = clustered + fitted.prior * of(fitted.curvature @ fitted.curvature) + pull**2
    return np.sqrt(np.maximum(np.where(widened, np.maximum(pulled, independent), clustered), 0.0))


def _pull(fitted: Fit) -> Floats:
    """How far the prior draws each rating towards zero, to first order, (m,)."""
    return fitted.prior * (fitted.curvature @ fitted.theta)


def _differences(covariance: Floats) -> Floats:
    own = np.diag(covariance)
    return np.asarray(own[:, None] + own[None, :] - 2.0 * covariance)


# --- states ----------------------------------------------------------------------------------------------------------


def pair_state(fitted: Fit, i: int, j: int) -> State:
    """Whether the difference of two ratings, by their rows, can be estimated."""
    if fitted.part[i] != fitted.part[j]:
        return State.DISCONNECTED
    first = _state(fitted, i)
    return first if first is not State.ESTIMATED else _state(fitted, j)


def fit_flags(fitted: Fit) -> tuple[str, ...]:
    """What a reader must know beside any number that comes from this fit."""
    told = (
        ("battles taken as independent", not fitted.prompts_told),
        ("not connected", bool(fitted.part.max() > 0)),
        (PRIOR_DOMINATED, bool(prior_ruled(fitted).any())),
    )
    return tuple(flag for flag, holds in told if holds)


def _state(fitted: Fit, i: int) -> State:
    if fitted.n_prompts < 2:
        return State.ONE_TASK
    return State.TOO_FEW_TASKS if fitted.prompts[i] < MIN_TASKS else State.ESTIMATED
