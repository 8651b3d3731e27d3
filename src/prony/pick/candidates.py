"""The sieve over what was measured: who fits, where it runs, how fast it was here, and what of that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from prony.boards.amount import Amount
from prony.boards.board import Rate, Row
from prony.boards.memory_fit import MemoryFit, fit_of_file, fit_of_size
from prony.boards.view import View
from prony.boards.weights_files import cache_types_of, settings_of, weights_file
from prony.nouns import ContestantSpec, Fingerprint
from prony.pick.answers import Answers, Whereabouts
from prony.pick.hosts import RequestPlace, place_of
from prony.pick.launch import StartCommand, launch_of
from prony.pick.stages import SuiteStage
from prony.readable import gigabytes

MET, NOT_MET, UNKNOWN = "met", "not_met", "not_captured"


class PickCriterion(View, frozen=True, kw_only=True):
    """Something that was asked of a model. state: `met`, `not_met`, or `not_captured`. asked: whether it was asked for
    in so many words, so that what is not captured does not pass."""

    name: str
    state: str
    text: str
    asked: bool
    unsure: bool = False
    """Whether the interval of what was measured reaches over what was asked for."""

    @property
    def passes(self) -> bool:
        """Whether a model may be chosen for all of this."""
        return self.state == MET or (self.state == UNKNOWN and not self.asked)


class Throughput(View, frozen=True, kw_only=True):
    """What attempts measured here took: medians, on the tasks that count where an interval is told."""

    wall_s: Amount
    decode_tokens_per_s: Amount
    """At the client."""
    engine_tokens_per_s: float | None
    """By the engine's own clock."""
    first_token_s: float | None
    """Prefill, as a client sees it: median seconds from a request to its first token."""
    wall_p90_s: float | None
    attempts: int


class PickCandidate(View, frozen=True, kw_only=True):
    """A model that was measured here and is complete on the tasks that count of some suite."""

    contestant: str
    label: str
    quantization: str | None
    harness: str | None
    engine: str | None
    machine: str | None
    host: str
    where: str
    """`here`, `elsewhere` or `unknown`, as `prony.pick.hosts` tells it."""
    suite: str
    """The suite that its numbers are of: the first in the order of the decision that it is complete on."""
    solved: Rate
    parts: dict[str, Rate]
    memory: MemoryFit
    throughput: Throughput
    wall_per_solved_s: Amount
    completion_tokens_per_solved: Amount
    money_per_solved: float | None = None
    """None: not captured."""
    criteria: tuple[PickCriterion, ...] = ()
    eligible: bool = True
    launch: StartCommand = StartCommand()

    @property
    def failing(self) -> tuple[str, ...]:
        """Why it is left out, in words."""
        return tuple(one.text for one in self.criteria if not one.passes)


class Bounds(NamedTuple):
    """What every model is held against. context: None = what each was measured with. machine: that of this process, as
    fingerprints name it."""

    answers: Answers
    memory_bytes: int | None
    machine: str | None


class OnStage(NamedTuple):
    """One model on one stage, with what its plan and its engine tell."""

    stage: SuiteStage
    row: Row
    spec: ContestantSpec | None
    fingerprint: Fingerprint | None


def candidates_of(
    stages: Sequence[SuiteStage], bounds: Bounds, served_files: Mapping[tuple[str, str], str]
) -> list[PickCandidate]:
    """Everybody who is complete on some stage. served_files: (base URL, model) -> the file of a model that is served
    now on this machine."""
    first: dict[str, OnStage] = {}
    for stage in stages:
        for one in stage.samples:
            entrant = stage.entrants[one]
            fingerprint = entrant.known.fingerprint if entrant.known else None
            first.setdefault(one, OnStage(stage, stage.rows[one], entrant.spec, fingerprint))
    return [_candidate(one, measured, bounds, served_files) for one, measured in first.items()]


def _candidate(
    contestant: str, measured: OnStage, bounds: Bounds, served_files: Mapping[tuple[str, str], str]
) -> PickCandidate:
    stage, row, spec, fingerprint = measured
    amounts = stage.amounts(contestant)
    nothing = Amount(value=None, state="not_captured")
    served = fingerprint.engine.served_context if fingerprint else None
    context = bounds.answers.context or served
    place = place_of(spec, fingerprint)
    file = weights_file(spec, row.size_bytes, served_files)
    memory = _memory(row, file, context, settings_of(spec, fingerprint), place)
    throughput = Throughput(
        wall_s=amounts.get("wall_p50_s", nothing),
        decode_tokens_per_s=amounts.get("decode_tokens_per_s", nothing),
        engine_tokens_per_s=row.speed.server_decode_tokens_per_s,
        first_token_s=row.speed.ttft_p50_s,
        wall_p90_s=row.speed.wall_p90_s,
        attempts=stage.evidence.rates[contestant].attempts,
    )
    ran_here = row.machine is not None and row.machine == bounds.machine and bool(served and served >= (context or 0))
    criteria = tuple(_criteria(bounds, memory, throughput, place, ran_here))
    return PickCandidate(
        contestant=contestant,
        label=row.label,
        quantization=row.quantization,
        harness=row.harness,
        engine=row.engine,
        machine=row.machine,
        host=place.host,
        where=place.where,
        suite=stage.evidence.suite,
        solved=stage.evidence.rates[contestant],
        parts=stage.evidence.by_part[contestant],
        memory=memory,
        throughput=throughput,
        wall_per_solved_s=amounts.get("wall_per_solved_s", nothing),
        completion_tokens_per_solved=amounts.get("completion_tokens_per_solved", nothing),
        criteria=criteria,
        eligible=all(one.passes for one in criteria),
        launch=launch_of(spec, fingerprint, file, context),
    )


def _memory(
    row: Row, file: Path | None, context: int | None, settings: Mapping[str, object], place: RequestPlace
) -> MemoryFit:
    if file is not None and context:
        return fit_of_file(file, context, cache_types_of(settings))
    if place.where == "elsewhere":
        return fit_of_size(row.size_bytes, context, "it runs on another machine")
    why = "no context is known" if file is not None else "its file does not lie here"
    return fit_of_size(row.size_bytes, context, why)


def _criteria(
    bounds: Bounds, memory: MemoryFit, throughput: Throughput, place: RequestPlace, ran_here: bool
) -> Iterable[PickCriterion]:
    answers = bounds.answers
    if bounds.memory_bytes is not None:
        yield fits(
            memory,
            bounds.memory_bytes,
            this_machine=answers.memory_gb is None,
            elsewhere=place.where == "elsewhere",
            ran_here=ran_here,
        )
    if answers.context is not None and memory.most_context is not None and memory.most_context < answers.context:
        text = f"its file says a context of {memory.most_context} tokens, of {answers.context} asked for"
        yield PickCriterion(name="context", state=NOT_MET, text=text, asked=True)
    if answers.where is Whereabouts.LOCAL:
        state = {"here": MET, "elsewhere": NOT_MET}.get(place.where, UNKNOWN)
        told = {MET: "runs here", NOT_MET: f"runs at {place.host}"}.get(state, f"where {place.host} runs it: {UNKNOWN}")
        yield PickCriterion(name="where", state=state, text=told.replace("_", " "), asked=True)
    if answers.min_tok_s is not None:
        yield _bound("tok/s", throughput.decode_tokens_per_s, answers.min_tok_s, least=True)
    if answers.max_wall_s is not None:
        yield _bound("s", throughput.wall_s, answers.max_wall_s, least=False)


def fits(
    memory: MemoryFit,
    limit_bytes: int,
    *,
    this_machine: bool,
    elsewhere: bool = False,
    ran_here: bool = False,
) -> PickCriterion:
    """Whether a model fits into so much memory. this_machine: whether that is this machine's. ran_here: whether it was
    measured on this machine with as large a context, which is evidence where its file tells nothing."""
    limit = f"{gigabytes(limit_bytes)} GB"
    need = memory.total_bytes if memory.total_bytes is not None else memory.weights_bytes
    whole = memory.total_bytes is not None
    state, text = UNKNOWN, f"memory not captured: {memory.why or 'no file here'}"
    if elsewhere:
        state, text = MET, "runs on another machine and takes no memory of this one"
    elif whole and need is not None and need <= limit_bytes:
        state, text = MET, f"takes {memory.text} of {limit}"
    elif need is not None and need > limit_bytes and (memory.exact or not whole):
        state, text = NOT_MET, f"takes {gigabytes(need)} GB{'' if whole else ' without its context'}, of {limit}"
    elif whole:
        text = f"takes {memory.text}, of {limit}, and less is not known: {memory.why}"
    elif ran_here and this_machine:
        state, text = MET, "ran on this machine with that context"
    # What is not captured is told with the choice, and leaves nobody out: servers seldom name the file that they serve.
    return PickCriterion(name="memory", state=state, text=text, asked=False)


def _bound(unit: str, measured: Amount, limit: float, *, least: bool) -> PickCriterion:
    """Whether a median measured here keeps to a bound; where its interval reaches over the bound, that is said."""
    name = "speed" if least else "seconds"
    if measured.value is None:
        return PickCriterion(name=name, state=UNKNOWN, text=f"{name} not captured", asked=True)
    met = measured.value >= limit if least else measured.value <= limit
    bound = "at least" if least else "at most"
    spans = measured.lo is not None and measured.hi is not None and measured.lo < limit < measured.hi
    unsure = ", not decided: its interval reaches over that" if spans else ""
    return PickCriterion(
        name=name,
        state=MET if met else NOT_MET,
        text=f"{measured.text(unit)} measured here, {bound} {limit:g} {unit} asked for{unsure}",
        asked=True,
        unsure=spans,
    )
