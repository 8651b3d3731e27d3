"""Self-reports: what each contestant says of its own work, against what was measured."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from prony import readable
from prony.boards.doubt import Doubt
from prony.boards.head import LEVEL, SuiteView
from prony.boards.selfreport.claims import ClaimedTime
from prony.boards.selfreport.sources import Reported, reported
from prony.boards.validity.gathered import gathered
from prony.boards.validity.validity import sentence_as_it_may_be_read
from prony.boards.view import View
from prony.journal.handed import attempts_handed_in
from prony.journal.index import Index
from prony.stats import calibrate, check_claims
from prony.stats.calibration import LEAST_CLAIMS
from prony.stats.estimate import Estimate

MOST_WORDS = 200


class ClaimShare(View, frozen=True, kw_only=True):
    """A share of attempts with its interval over tasks."""

    part: int
    attempts: int
    value: float | None
    lo: float | None
    hi: float | None


class TimeClaims(View, frozen=True, kw_only=True):
    """Claimed against measured durations. Factors: claimed over measured, 2 claims twice as long as it took."""

    tasks: int
    factor: float | None
    """The geometric mean over tasks; None below five of them, as all that follows."""
    factor_lo: float | None
    factor_hi: float | None
    within2: float | None
    """The share of tasks at which the claim is within a factor of two."""
    skill: float | None
    """1 - error / error of the best constant claim; 0 or less: one number said always would be as good."""
    tracking: float | None
    """Rank correlation of claimed and measured durations; None where one of them is constant."""


class SelfReportLine(View, frozen=True, kw_only=True):
    """What one contestant says of its work."""

    label: str
    contestant: str
    attempts: int
    """Scored attempts."""
    unread: int
    """Of these, attempts that ended without any text."""
    silent: int
    """Of these, attempts whose text claims neither success nor failure."""
    claimed: ClaimShare
    """Attempts that it says succeeded; part: those that were not solved."""
    admitted: ClaimShare
    """Attempts of which it says that something fails or is missing; part: those that were solved all the same."""
    time: TimeClaims
    confident: int = 0
    """Attempts with a stated chance of success."""
    brier: float | None = None
    """Mean squared error of that chance."""


class SelfReportClaim(View, frozen=True, kw_only=True):
    """One attempt that claims anything. Words are the contestant's: untrusted text."""

    label: str
    contestant: str
    attempt: str
    task: str
    solved: bool
    success: bool | None
    success_words: str
    claimed_lo_s: float | None
    claimed_hi_s: float | None
    wall_s: float
    time_words: str
    confidence: float | None


class SelfReport(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.selfreport/1"):
    """What contestants say of their own work."""

    lines: tuple[SelfReportLine, ...] = ()
    claims: tuple[SelfReportClaim, ...] = ()
    sentences: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def selfreport(index: Index, run: str | None = None, suite: str | None = None, grader: str | None = None) -> SelfReport:
    """What contestants say of their own work. Raises JournalError E650, E653, E656 as `gathered`."""
    all_of_it = gathered(index, run, suite, grader)
    names = {one.contestant: one.name for one in all_of_it.everybody if not one.reference}
    scope = all_of_it.scope
    handed = attempts_handed_in(index, scope.name, scope.suite.digest, all_of_it.choice)
    digests = {task: row.digest for task, row in all_of_it.tasks.items()}
    mine = (one for one in handed if one.contestant in names)
    attempts: dict[str, list[Reported]] = defaultdict(list)
    for one in reported(index, mine, scope.suite.digest, digests):
        attempts[one.contestant].append(one)
    lines = [_line(who, name, attempts[who]) for who, name in names.items() if attempts[who]]
    doubts = all_of_it.doubts_of(list(names))
    return SelfReport(
        **all_of_it.head,
        lines=tuple(lines),
        claims=tuple(_claim(names[who], one) for who in names for one in attempts[who] if _claims_anything(one)),
        sentences=tuple(_sentences(lines, doubts)),
        doubts=doubts,
    )


def _line(who: str, name: str, attempts: Sequence[Reported]) -> SelfReportLine:
    spoken = [one for one in attempts if one.claims is not None and one.claims.success is not None]
    sure = [one for one in attempts if one.claims is not None and one.claims.confidence is not None]
    claimed = [one for one in spoken if _claims_success(one)]
    admitted = [one for one in spoken if not _claims_success(one)]
    checked = None
    if spoken:
        checked = check_claims(
            [one.task for one in spoken], [_claims_success(one) for one in spoken], [one.solved for one in spoken]
        )
    brier = None
    if sure:
        stated = [one.claims.confidence or 0.0 for one in sure if one.claims is not None]
        brier = check_claims(
            [one.task for one in sure], [True] * len(sure), [one.solved for one in sure], confidence=stated
        ).brier
    unread = sum(one.claims is None for one in attempts)
    return SelfReportLine(
        label=name,
        contestant=who,
        attempts=len(attempts),
        unread=unread,
        silent=len(attempts) - unread - len(spoken),
        claimed=_share(claimed, False, checked.false_claims if checked else None),
        admitted=_share(admitted, True, checked.missed_claims if checked else None),
        time=_time(attempts),
        confident=len(sure),
        brier=brier,
    )


def _claims_success(one: Reported) -> bool:
    return one.claims is not None and one.claims.success is not None and one.claims.success.success


def _share(attempts: Sequence[Reported], solved: bool, estimate: Estimate | None) -> ClaimShare:
    part = sum(one.solved is solved for one in attempts)
    if estimate is None:
        return ClaimShare(part=part, attempts=len(attempts), value=None, lo=None, hi=None)
    return ClaimShare(part=part, attempts=len(attempts), value=estimate.value, lo=estimate.lo, hi=estimate.hi)


def _time(attempts: Iterable[Reported]) -> TimeClaims:
    """Claims by task: of several attempts at one, the geometric means."""
    by_task: dict[str, list[tuple[ClaimedTime, float]]] = defaultdict(list)
    for one in attempts:
        if one.claims is not None and one.claims.time is not None and one.wall_s > 0.0:
            by_task[one.task].append((one.claims.time, one.wall_s))
    nothing = TimeClaims(
        tasks=len(by_task), factor=None, factor_lo=None, factor_hi=None, within2=None, skill=None, tracking=None
    )
    if len(by_task) < LEAST_CLAIMS:
        return nothing
    found = calibrate(
        [_middle([time.lo_s for time, _ in some]) for some in by_task.values()],
        [_middle([time.hi_s for time, _ in some]) for some in by_task.values()],
        [_middle([wall_s for _, wall_s in some]) for some in by_task.values()],
        level=LEVEL,
    )
    bias = found.bias
    return TimeClaims(
        tasks=len(by_task),
        factor=None if bias.value is None else 2.0**bias.value,
        factor_lo=None if bias.lo is None else 2.0**bias.lo,
        factor_hi=None if bias.hi is None else 2.0**bias.hi,
        within2=found.within2.value if found.within2 is not None else None,
        skill=found.skill,
        tracking=found.tracking.rho if found.tracking is not None else None,
    )


def _middle(values: Sequence[float]) -> float:
    return math.exp(math.fsum(map(math.log, values)) / len(values))


def _claims_anything(one: Reported) -> bool:
    return one.claims is not None and any(value is not None for value in one.claims)


def _claim(name: str, one: Reported) -> SelfReportClaim:
    claims = one.claims
    assert claims is not None
    return SelfReportClaim(
        label=name,
        contestant=one.contestant,
        attempt=one.attempt,
        task=one.task,
        solved=one.solved,
        success=claims.success.success if claims.success is not None else None,
        success_words=claims.success.words[:MOST_WORDS] if claims.success is not None else "",
        claimed_lo_s=claims.time.lo_s if claims.time is not None else None,
        claimed_hi_s=claims.time.hi_s if claims.time is not None else None,
        wall_s=one.wall_s,
        time_words=claims.time.words[:MOST_WORDS] if claims.time is not None else "",
        confidence=claims.confidence,
    )


def _sentences(lines: Sequence[SelfReportLine], doubts: Sequence[Doubt]) -> Iterable[str]:
    if not any(line.claimed.attempts or line.admitted.attempts or line.time.tasks for line in lines):
        nobody = "nobody claims a success, a failure or a time in what was read"
        yield sentence_as_it_may_be_read(nobody, doubts, [line.contestant for line in lines])
        return
    for line in lines:
        for told in (_told_of_success(line), _told_of_time(line)):
            if told:
                yield sentence_as_it_may_be_read(told, doubts, [line.contestant])


def _told_of_success(line: SelfReportLine) -> str:
    share = line.claimed
    if not share.attempts or share.value is None or share.lo is None or share.hi is None:
        return ""
    return (
        f"{line.label} says of {readable.counted(share.attempts, 'attempt')} that it succeeded, and {share.part} of "
        f"them did not: {readable.percent(share.value)} of such words are wrong "
        f"(95 % {readable.percent(share.lo)} to {readable.percent(share.hi)})"
    )


def _told_of_time(line: SelfReportLine) -> str:
    time = line.time
    if time.factor is None:
        return ""
    told = f"{line.label} claims {readable.fixed(time.factor, 1)} times what its work took, on {time.tasks} tasks"
    if time.factor_lo is not None and time.factor_hi is not None:
        told += f" (95 % {readable.fixed(time.factor_lo, 1)} to {readable.fixed(time.factor_hi, 1)})"
    if time.skill is not None and time.skill <= 0.0:
        told += "; one number said always would be no worse"
    return told
