"""A sweep from its plan to its end: contestants one after the other, cells round by round, each kept as it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from prony import __version__
from prony.addresses import is_this_machine
from prony.bench.contestants import Request, choose, leaves_machine
from prony.bench.lease import Lease
from prony.bench.plan import new_run_id, now
from prony.bench.provider import Provider
from prony.bench.servers import refuse_unserved
from prony.bench.spending import meter_of
from prony.config import Config
from prony.energy import JouleMeter
from prony.errors import EngineError, FetchError, RunError, WeightsError
from prony.gateway import Gateway
from prony.harnesses import harness_named
from prony.journal import Identified, JournalWriter, Loaded, Noted
from prony.journal.origin import begun_here, mark, refuse_anothers
from prony.journal.sweeps import CellMeasured, LlamaBenched, SweepPlan, SweepPlanned, SweepSettings
from prony.nouns import Contestant, ContestantSpec, HarnessIdentity, Noun, RunPlan, RunSettings, Sampling, digest_of
from prony.plain import clean_line
from prony.readable import counted
from prony.speed.cells import CellMeter
from prony.speed.figures import SweepPlace, failure_of, figure_of, prefill_words, struck_out
from prony.speed.joins import engine_key
from prony.speed.kept import SPEEDS, KeptSweep, read_sweep
from prony.speed.llama_bench import benched
from prony.speed.peak import processes_at
from prony.speed.plan import SweepStep, places_of, room_for, steps_left
from prony.speed.requests import ASK
from prony.speed.tokenizer import GUESS, characters_a_token, ratio_of

HARNESS = "chat"
HOPELESS_AFTER = 3
"""Measurements in a row that failed before the rest of a contestant is given up."""

MOST_TEMPLATE_TOKENS = 2048
"""What a chat template adds to a prompt at most, as far as prompts are made shorter for it."""

Say = Callable[[str], None]


class SweepWanted(Noun, frozen=True, kw_only=True):
    """What a sweep is to be."""

    contestants: Request = Request()
    settings: SweepSettings = SweepSettings()


async def start(
    home: Path,
    wanted: SweepWanted,
    config: Config,
    say: Say,
    *,
    bench: Path | None = None,
) -> tuple[str, dict[str, str]]:
    """Plan a sweep and carry it out; its name, and why contestants could not be measured, by label.

    bench: llama-bench, where it is run beside. Raises what `choose` raises, EngineError E207 or E208, RunError E905
    (nobody to measure) and E908 (nowhere to keep it).
    """
    asked = msgspec.structs.replace(wanted.contestants, harnesses=(HARNESS,))
    specs = [_alone(spec, wanted.settings) for spec in await choose(asked, config, say)]
    if not specs:
        raise RunError("E921", "there is nobody to measure", hint="name one: --gguf FILE, or --model NAME")
    for spec in specs:
        if leaves_machine(spec):
            say(f"{spec.label}: this sends prompts of made-up code to {spec.base_url}, and what they cost is yours")
    await refuse_unserved(specs)
    settings = msgspec.structs.replace(wanted.settings, llama_bench=bench is not None)
    plan = SweepPlan(
        id=new_run_id(), created_at=now(), prony_version=__version__, contestants=tuple(specs), settings=settings
    )
    folder = _new_folder(home, plan.id)
    with JournalWriter(folder) as journal:
        journal.append(SweepPlanned(plan=plan))
        mark(folder)
        return plan.id, await _carry_out(read_sweep(folder), journal, say, bench, config)


async def resume(
    home: Path,
    name: str,
    say: Say,
    *,
    bench: Path | None = None,
    config: Config | None = None,
) -> tuple[str, dict[str, str]]:
    """Carry out what a sweep has left: what was measured stands. Raises RunError E922 where it is not ours to go on
    with: its plan says which files are read and where keys go."""
    folder = home / SPEEDS / name
    refuse_anothers(folder.parent)
    if not begun_here(folder):
        raise RunError(
            "E922",
            f"sweep {name} did not begin here",
            where=str(folder),
            cause="its plan says which servers are asked, with which keys",
            hint="it can be read as it is: prony speed --show; measure anew what you want to know",
        )
    with JournalWriter(folder) as journal:
        return name, await _carry_out(read_sweep(folder), journal, say, bench, config or Config())


def _alone(spec: ContestantSpec, settings: SweepSettings) -> ContestantSpec:
    """The contestant without what a sweep has no use for, with a context that holds its deepest cell."""
    context = spec.context or -(-max(room_for(depth, settings) for depth in settings.depths) // 256) * 256
    return msgspec.structs.replace(spec, context=context, sampling=Sampling(), tools=None)


def _new_folder(home: Path, name: str) -> Path:
    folder = home / SPEEDS / name
    refuse_anothers(folder.parent)
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise RunError(
            "E922",
            f"a sweep cannot be kept here: {error.strerror}",
            where=str(folder),
            hint="sweeps lie beside the nearest prony.toml, else in the working directory: cd to a folder of your own",
        ) from error
    return folder


async def _carry_out(
    sweep: KeptSweep, journal: JournalWriter, say: Say, bench: Path | None, config: Config
) -> dict[str, str]:
    plan, failed = sweep.plan, {}
    as_run = RunPlan(
        id=plan.id,
        created_at=plan.created_at,
        prony_version=plan.prony_version,
        suites=(),
        contestants=plan.contestants,
        settings=RunSettings(),
    )

    def note(text: str, level: str = "warning") -> None:
        say(text)
        journal.append(Noted(level=level, text=text))

    async with Provider(as_run, {}, None, say) as provider, meter_of(config, say) as meter:
        for spec in plan.contestants:
            if not _left(sweep, spec):
                continue
            try:
                await _Contestant(sweep, spec, journal, say, note, bench, meter).run(provider)
            except (EngineError, WeightsError, FetchError, RunError) as error:
                failed[spec.label] = clean_line(f"{error.what} ({error.code})")
                note(f"{spec.label}: {failed[spec.label]}")
    return failed


def _left(sweep: KeptSweep, spec: ContestantSpec) -> bool:
    """Whether anything may be left of a contestant: how many cells it has is known only to its engine, where the
    numbers of streams follow its slots."""
    done = {(one.depth, one.concurrency, one.repeat) for one in sweep.of(spec.label) if not one.warm_up}
    settings = sweep.plan.settings
    planned = len(settings.depths) * len(settings.concurrency) * settings.repeats
    return not planned or len(done) < planned


class _Contestant:
    """One contestant of a sweep."""

    def __init__(
        self,
        sweep: KeptSweep,
        spec: ContestantSpec,
        journal: JournalWriter,
        say: Say,
        note: Say,
        bench: Path | None,
        meter: JouleMeter,
    ) -> None:
        self._sweep = sweep
        self._spec = spec
        self._journal = journal
        self._say = say
        self._note = note
        self._bench = bench
        self._meter = meter

    async def run(self, provider: Provider) -> None:
        """Make its engine ready, and measure what is left."""
        spec, plan = self._spec, self._sweep.plan
        async with provider.lease(spec, harness_named(HARNESS)) as lease:
            contestant = _as_swept(lease, plan)
            self._same_as_before(contestant)
            self._journal.append(Identified(label=spec.label, contestant=contestant))
            url = lease.engine.base_url
            self._journal.append(Loaded(label=spec.label, load_s=lease.load_s, cold=lease.cold, base_url=url))
            for line in (one for one in lease.warnings if " had no effect" not in one):
                self._note(f"{spec.label}: {line}")
            if lease.unusable:
                self._note(lease.unusable)
                return
            engine = lease.description.engine
            places, left_out = places_of(plan.settings, engine.served_context, engine.slots)
            for line in left_out:
                self._note(f"{spec.label}: {line}")
            done = [_step(one) for one in self._sweep.of(spec.label) if not one.warm_up]
            steps = list(steps_left(places, plan.settings.repeats, done))
            if steps:
                async with Gateway(record=lambda one: None, put_blob=lambda data: "") as gateway:
                    await self._measure(lease, provider, gateway, steps, sorted({place.depth for place in places}))

    async def _measure(
        self, lease: Lease, provider: Provider, gateway: Gateway, steps: list[SweepStep], depths: list[int]
    ) -> None:
        spec, settings = self._spec, self._sweep.plan.settings
        here = is_this_machine(lease.engine.base_url)
        asked = await characters_a_token(lease.target, lease.description, _key(lease), self._sweep.plan.id)
        cells = CellMeter(
            lease,
            self._sweep.plan,
            gateway,
            self._meter,
            ratio=asked or GUESS,
            processes=processes_at(lease.engine.base_url),
            here=here,
        )
        sitting = sum(one.warm_up for one in self._sweep.of(spec.label))
        warm = await cells.measure(SweepStep(SweepPlace(0, 1), 0), warm_up=True, sitting=sitting)
        self._journal.append(warm)
        _calibrate(cells, warm, settings, asked=asked is not None)
        gguf = await provider.weights(spec) if self._bench is not None else None
        if self._bench is not None and gguf is None:
            self._note(f"{spec.label}: llama-bench needs the model's own file: --gguf FILE, or a name of the catalog")
        lost = 0
        for number, step in enumerate(steps):
            measured = await cells.measure(step)
            self._journal.append(measured)
            self._say(_line(measured, settings))
            lost = lost + 1 if failure_of(measured) is not None or not measured.exchanges else 0
            if lost >= HOPELESS_AFTER:
                left = counted(len(steps) - number - 1, "measurement")
                self._note(f"{spec.label}: {lost} measurements in a row failed; {left} left out")
                return
            if lost:
                await lease.look_again()
                cells.processes = processes_at(lease.engine.base_url)
            ends_round = number + 1 == len(steps) or steps[number + 1].repeat != step.repeat
            if ends_round and self._bench is not None and gguf is not None:
                await self._run_bench(self._bench, gguf, lease, step.repeat, depths)

    async def _run_bench(self, program: Path, gguf: Path, lease: Lease, repeat: int, depths: list[int]) -> None:
        """llama-bench, once for each round, while the engine has nothing to do."""
        engine, settings = lease.description.engine, self._sweep.plan.settings
        lengths = [depth + settings.prompt_tokens for depth in depths]
        try:
            found = await benched(program, gguf, engine.threads, lengths, settings.reply_tokens, engine.gpu_layers)
        except RunError as error:
            self._note(f"{self._spec.label}: {error.what} ({error.code}): {error.cause or ''}".rstrip(": "))
            self._bench = None
            return
        self._journal.append(
            LlamaBenched(
                label=self._spec.label, repeat=repeat, build=found.build, threads=found.threads, tests=found.tests
            )
        )

    def _same_as_before(self, contestant: Contestant) -> None:
        """See that who is measured now was measured before. Raises RunError E922."""
        before = self._sweep.contestants.get(self._spec.label)
        if before is not None and engine_key(before.fingerprint) != engine_key(contestant.fingerprint):
            raise RunError(
                "E922",
                f"{self._spec.label} is not what it was when the sweep began: another file, engine or machine",
                hint="begin another sweep; what was measured of it stands",
            )


def _as_swept(lease: Lease, plan: SweepPlan) -> Contestant:
    """Who is measured: the lease's contestant behind the sweep's own requests."""
    settings = plan.settings
    config = digest_of([settings.prompt_tokens, settings.reply_tokens, ASK])
    harness = HarnessIdentity(name="speed", version="1", config_sha256=config)
    fingerprint = msgspec.structs.replace(lease.contestant.fingerprint, harness=harness)
    return Contestant(id=fingerprint.digest()[:12], label=lease.spec.label, fingerprint=fingerprint)


def _step(one: CellMeasured) -> SweepStep:
    return SweepStep(SweepPlace(one.depth, one.concurrency), one.repeat)


def _key(lease: Lease) -> str:
    target = lease.target
    return target.key or os.environ.get(target.api_key_env or "", "").strip()


def _calibrate(cells: CellMeter, warm: CellMeasured, settings: SweepSettings, *, asked: bool) -> None:
    """Correct the length of prompts by what the first reply counted. asked: whether a tokenizer told their ratio: then
    the rest is the template's own; else all of it is taken for the ratio."""
    tokens = warm.exchanges[0].tokens.prompt if warm.exchanges else None
    if asked and tokens is not None:
        cells.template_tokens = min(max(0, tokens - settings.prompt_tokens), MOST_TEMPLATE_TOKENS)
    elif (ratio := ratio_of(round(settings.prompt_tokens * cells.ratio), tokens)) is not None:
        cells.ratio = ratio


def _line(measured: CellMeasured, settings: SweepSettings) -> str:
    """What was measured, as one line."""
    what = prefill_words(measured.depth + settings.prompt_tokens)
    streams = f" x {measured.concurrency}" if measured.concurrency > 1 else ""
    head = f"{measured.label}: {what}{streams}, {measured.repeat + 1} of {settings.repeats}:"
    if (why := struck_out(measured)) is not None:
        return clean_line(f"{head} struck out, {why}")
    first, decode = figure_of(measured, "ttft_s")[0], figure_of(measured, "decode")[0]
    told = [f"first token {first:.2f} s"] if first is not None else []
    told += [f"{decode:.1f} tokens/s"] if decode is not None else []
    return clean_line(f"{head} {', '.join(told) or 'nothing captured'}")
