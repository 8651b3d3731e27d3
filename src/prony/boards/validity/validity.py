"""Whether what a board concludes may be read: the reasons why not, each with what to do first.

A reason bears on everybody (a control that failed) or on some contestants (rows mixed of two runs). A conclusion that
one bears on is struck out on every face, and the gravest reason stands in its place; what an unfinished run shows so
far is told apart from a result, and decided by an e-process, which stays valid however often somebody looks.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from msgspec.structs import replace

from prony.boards.board import Versus
from prony.boards.doubt import Doubt, DoubtKind
from prony.boards.entrants import Entrant
from prony.boards.repetition import Repetition
from prony.boards.rows import MOST_LOST, outcomes_of
from prony.boards.scope import Scope
from prony.boards.validity.controls import POSITIVE, control_doubts, name_of
from prony.journal.index import Index
from prony.journal.queries import NEWEST, GradeChoice
from prony.plain import clean_line
from prony.readable import counted

STRUCK = "not to be read"
"""How a sentence begins that stands in the place of a conclusion."""


class Withheld(StrEnum):
    """The `decision` of a comparison from which nothing may be concluded: why."""

    NOT_TO_BE_READ = "not_to_be_read"
    INTERIM = "interim"


def doubts_about(
    index: Index,
    scope: Scope,
    everybody: Sequence[Entrant],
    repetitions: Iterable[Repetition] = (),
    choice: GradeChoice = NEWEST,
) -> tuple[Doubt, ...]:
    """Every reason why conclusions from these contestants may not be read, the gravest first. repetitions: of
    contestants that several runs made attempts of (`prony.boards.repetition`)."""
    doubts = [
        *control_doubts(index, scope, everybody, choice),
        *_damage(scope, everybody),
        *_graders(everybody, choice),
        *_templates(everybody),
        *(doubt for repetition in repetitions for doubt in _repeated(repetition)),
        *_losses(everybody),
        *_unfinished(scope, everybody),
    ]
    gravity = list(DoubtKind)
    return tuple(sorted(doubts, key=lambda doubt: gravity.index(doubt.kind)))


def bearing_on(doubts: Iterable[Doubt], contestants: Collection[str]) -> list[Doubt]:
    """The doubts that bear on a conclusion about these contestants, by id."""
    return [doubt for doubt in doubts if not doubt.contestants or set(doubt.contestants) & set(contestants)]


def as_it_may_be_read(duel: Versus, doubts: Iterable[Doubt]) -> Versus:
    """The comparison with the sentence that may be said of it: its own, why it is not to be read, or how things stand
    so far."""
    mine = bearing_on(doubts, (duel.a_contestant, duel.b_contestant))
    if not mine:
        return duel
    if struck := not_to_be_read(mine):
        return replace(duel, sentence=struck, decision=Withheld.NOT_TO_BE_READ.value)
    told = duel.so_far if duel.tasks else duel.sentence
    return replace(duel, sentence=so_far(told, mine), decision=Withheld.INTERIM.value)


def sentence_as_it_may_be_read(sentence: str, doubts: Iterable[Doubt], contestants: Collection[str]) -> str:
    """`as_it_may_be_read` of a sentence about one contestant."""
    mine = bearing_on(doubts, contestants)
    return not_to_be_read(mine) or (so_far(sentence, mine) if mine else sentence)


def not_to_be_read(doubts: Sequence[Doubt]) -> str:
    """What stands in the place of a conclusion that these doubts bear on; nothing where they leave it standing."""
    grave = [doubt for doubt in doubts if doubt.kind is not DoubtKind.INTERIM]
    if not grave:
        return ""
    more = len(grave) - 1
    others = f"; {counted(more, 'more reason')} below" if more else ""
    return f"{STRUCK}: {grave[0].sentence}{others}"


def so_far(sentence: str, doubts: Sequence[Doubt]) -> str:
    """A conclusion from a run that is not at its end."""
    return f"so far, not a result: {sentence}; {doubts[0].sentence}"


def _damage(scope: Scope, everybody: Sequence[Entrant]) -> list[Doubt]:
    return [
        Doubt(
            kind=DoubtKind.DAMAGE,
            sentence=f"the journal of run {run.run} is damaged, and what came after the damage is unknown",
            next_step=f"restore the journal of {shlex.quote(run.run)} from a copy, or put it aside: "
            f"prony forget {shlex.quote(run.run)}",
            contestants=_of_run(run.run, everybody),
        )
        for run in scope.runs
        if run.damage
    ]


def _of_run(run: str, everybody: Sequence[Entrant]) -> tuple[str, ...]:
    return tuple(one.contestant for one in everybody if run in one.runs)


def _graders(everybody: Sequence[Entrant], choice: GradeChoice) -> Iterable[Doubt]:
    """Who was graded by several grader versions, or by another one than most were."""
    models = [one for one in everybody if not one.reference and one.tally.graders]
    if choice.grader is not None or len({one.tally.graders for one in models}) < 2:
        models = [one for one in models if len(one.tally.graders) > 1] if choice.grader is None else []
    counts = Counter(one.tally.graders for one in models if len(one.tally.graders) == 1)
    common = max(counts, key=lambda graders: (counts[graders], graders), default=())
    for one in models:
        if one.tally.graders == common:
            continue
        others = f", others by version {common[0]}" if common else ""
        versions = " and ".join(one.tally.graders)
        plural = "s" if len(one.tally.graders) > 1 else ""
        yield Doubt(
            kind=DoubtKind.GRADERS,
            sentence=f"{one.name} was graded by grader version{plural} {versions}{others}, and versions may judge "
            "otherwise",
            next_step=f"grade all by one version: prony regrade {shlex.quote(one.runs[0] if one.runs else 'RUN')}",
            contestants=(one.contestant,),
        )


def _templates(everybody: Sequence[Entrant]) -> Iterable[Doubt]:
    """Who was measured through a chat template that the preflight found broken."""
    for one in everybody:
        check = one.known.fingerprint.template_check if one.known and not one.reference else None
        if check is None or not check.broken or not outcomes_of(one).scored:
            continue
        yield Doubt(
            kind=DoubtKind.TEMPLATE,
            sentence=f"the chat template of {one.name} {clean_line('; '.join(check.broken.values()))}",
            next_step=f"serve {one.name} with a sound template (llama-server: --chat-template-file), and run it again",
            contestants=(one.contestant,),
        )


def _repeated(repetition: Repetition) -> Iterable[Doubt]:
    if repetition.mixed:
        yield Doubt(
            kind=DoubtKind.MIXED,
            sentence=repetition.mixture,
            next_step=f"read one run at a time: prony board {shlex.quote(repetition.newest)}",
            contestants=(repetition.contestant,),
        )
    if repetition.changed:
        yield Doubt(
            kind=DoubtKind.DRIFT,
            sentence=f"{repetition.drift}, with the same fingerprint",
            next_step=f"find what changed between {shlex.quote(repetition.older)} and "
            f"{shlex.quote(repetition.newest)} (engine's settings, machine, load), then run both contestants again",
            contestants=(repetition.contestant,),
        )


def _losses(everybody: Sequence[Entrant]) -> Iterable[Doubt]:
    for one in everybody:
        outcomes = outcomes_of(one)
        if one.reference or not outcomes.scored or outcomes.infra <= MOST_LOST * outcomes.planned:
            continue
        yield Doubt(
            kind=DoubtKind.LOSSES,
            sentence=f"{outcomes.infra} of {counted(outcomes.planned, 'attempt')} of {one.name} ended as infra, and "
            "what is left may not be like what was lost",
            next_step="",
            contestants=(one.contestant,),
        )


def _unfinished(scope: Scope, everybody: Sequence[Entrant]) -> Iterable[Doubt]:
    left = {one.contestant: _not_made(one) for one in everybody if not one.reference}
    yield from _controls_left(everybody)
    behind = {contestant: count for contestant, count in left.items() if count}
    if not behind:
        return
    planned = sum(outcomes_of(one).planned for one in everybody if one.contestant in behind)
    verb = "is" if sum(behind.values()) == 1 else "are"
    names = " and ".join(run.run for run in scope.runs if run.finished != "complete") or scope.runs[-1].run
    yield Doubt(
        kind=DoubtKind.INTERIM,
        sentence=f"{sum(behind.values())} of {counted(planned, 'attempt')} {verb} not made or not graded yet",
        next_step=f"let it come to its end: prony run --resume {shlex.quote(names.partition(' and ')[0])}",
        contestants=tuple(behind),
    )


def _controls_left(everybody: Sequence[Entrant]) -> Iterable[Doubt]:
    """A positive control that has attempts left to make is no control yet, whoever else is at the end."""
    for one in everybody:
        left = _not_made(one)
        if one.reference and left and name_of(one) == POSITIVE:
            yield Doubt(
                kind=DoubtKind.INTERIM,
                sentence=f"{left} of {counted(outcomes_of(one).planned, 'attempt')} of the reference {one.name} "
                f"{'is' if left == 1 else 'are'} not made or not graded yet",
                next_step=f"let it come to its end: prony run --resume {shlex.quote(one.runs[-1])}",
            )


def _not_made(one: Entrant) -> int:
    """Attempts without an end or a grade, or that nobody made, though they were planned."""
    outcomes = outcomes_of(one)
    unmade = ("missing:not_run", "missing:stopped", "missing:run_budget")
    return outcomes.waiting + sum(outcomes.reasons.get(reason, 0) for reason in unmade)
