"""Start or resume a run: load suites, choose contestants, freeze the plan, open the rooms, carry it out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import msgspec

from prony.addresses import look_up
from prony.bench.activity import Activity, Doing, Show, nobody
from prony.bench.consent import plan_risks, require_consent, risks
from prony.bench.contestants import Request, choose, leaves_machine, reference_specs
from prony.bench.foreign import ForeignWatch
from prony.bench.graders import Graders
from prony.bench.local import LocalAttempts, LocalGrades
from prony.bench.plan import cells, larger_suites, make_plan, new_run_id, pinned_tasks, read_plan, write_plan
from prony.bench.provider import Provider
from prony.bench.record import RunRecord
from prony.bench.remaining import Done
from prony.bench.result import RunResult
from prony.bench.schedule import Schedule
from prony.bench.selection import Selection
from prony.bench.servers import refuse_unserved
from prony.bench.spending import RunSpending, spending_of
from prony.bench.stop import CutShort, Stop
from prony.config import Config, cache_dir
from prony.errors import RunError, UsageError
from prony.gateway import Gateway
from prony.grading.toolchains import missing_toolchains, sandbox_for
from prony.harnesses import harness_named, harnesses
from prony.journal import Event, ExchangeSeen, Extended, JournalWriter, Planned, Resumed, read_events, task_pin
from prony.journal.origin import mark, refuse_anothers
from prony.keys import tells_apart
from prony.nouns import ContestantSpec, Exchange, Noun, RunPlan, RunSettings, Suite, Task
from prony.references.models import reference_models
from prony.references.replies import REPLIES
from prony.sandbox import Workspaces
from prony.suites import load_suite
from prony.suites.proof_record import kept_out

RUNS = "runs"

NO_CONFIG = Config()
"""The prony.toml of who has none."""


class Wanted(Noun, frozen=True, kw_only=True):
    """What a run is to be. `grade=False` leaves grading to `prony regrade`."""

    suites: tuple[str, ...] = ("quick",)
    tasks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sample: int | None = None
    """Problems to draw of each suite; None = all."""
    draw_seed: int = 0
    contestants: Request = Request()
    models: bool = True
    references: bool = False
    settings: RunSettings = RunSettings()

    @property
    def selection(self) -> Selection:
        """Which tasks of its suites."""
        return Selection(patterns=self.tasks, languages=self.languages, sample=self.sample, seed=self.draw_seed)


async def _nothing(plan: RunPlan, tasks: Mapping[str, Task], done: Done) -> None:
    """What happens before a run where nobody wants anything."""


@dataclass(frozen=True)
class RunObserver:
    """Who hears of a run: `say` gets lines for people, `emit` every event, `planned` the plan before it starts; and the
    run waits for `before`, which gets the plan and its tasks. `show` gets what it is busy with between events."""

    say: Callable[[str], None] = lambda line: None
    emit: Callable[[Event], None] = lambda event: None
    planned: Callable[[RunPlan, Done], None] = lambda plan, done: None
    before: Callable[[RunPlan, Mapping[str, Task], Done], Awaitable[None]] = _nothing
    show: Show = nobody

    def compiling(self, line: str) -> None:
        """Tell of a toolchain's library that is compiled now."""
        self.say(line)
        self.show(Activity(doing=Doing.COMPILE, text=line))

    def measuring(self, line: str) -> None:
        """Tell that references of tasks are measured now."""
        self.say(line)
        self.show(Activity(doing=Doing.MEASURE, text=line))


async def start(
    home: Path, wanted: Wanted, config: Config, observer: RunObserver, stop: Stop, *, accepted: bool = False
) -> tuple[RunPlan, RunResult]:
    """Plan and carry out a new run under `home`/runs.

    accepted: consent of this call (`prony.bench.consent`). Raises UsageError for what cannot be planned and for
    consent that is missing, EngineError E207 or E208 where a server has no such model or does not take the key,
    RunError E908 where a run cannot be kept, SandboxError where nothing untrusted can be run safely.
    """
    require_consent(risks(wanted.settings, config.toolchains), accepted=accepted)
    plan, tasks = await plan_for(wanted, config, observer.say)
    await refuse_unserved(plan.contestants)
    spending = spending_of(config, home, plan.contestants, observer.say)
    journal = JournalWriter(_new_folder(home, plan))
    journal.append(_planned(plan, tasks))
    mark(journal.run_dir)
    return await _carry_out(plan, tasks, journal, Done(), observer, stop, accepted, spending)


async def plan_for(
    wanted: Wanted, config: Config, say: Callable[[str], None], *, build: bool = True
) -> tuple[RunPlan, dict[str, Task]]:
    """The plan that `start` carries out, and its tasks; nothing is written, loaded or sent.

    build: make the reference models that are not there yet. Raises UsageError for what cannot be planned.
    """
    suites = [load_suite(name) for name in wanted.suites]
    chosen = await choose(wanted.contestants, config, say) if wanted.models else []
    await _tell_where_texts_go(chosen, say)
    specs = [*_references(suites, wanted.contestants.harnesses, build)] if wanted.references else []
    if not chosen and not specs:
        raise RunError("E905", "there is nobody to measure", hint="name one: --gguf FILE, --model NAME; or --reference")
    _tell_what_is_out(suites, say)
    plan = make_plan(new_run_id(), suites, [*specs, *chosen], wanted.settings, selection=wanted.selection)
    _check_harnesses(plan, suites)
    planned = {task for pin in plan.suites for task in pin.tasks}
    return plan, {task.id: task for suite in suites for task in suite.tasks if task.id in planned}


def _tell_what_is_out(suites: Sequence[Suite], say: Callable[[str], None]) -> None:
    """Say of each suite how many of its tasks no plan holds, since they say nothing of a contestant here."""
    for suite in suites:
        if out := kept_out(suite):
            say(
                f"{len(out)} of {len(suite.tasks)} tasks of {suite.id} are kept out of the rate: their reference does "
                f"not pass here, or their untouched start does (prony prove {suite.id} says which)"
            )


async def resume(
    home: Path,
    run_id: str,
    settings: Callable[[RunSettings], RunSettings],
    observer: RunObserver,
    stop: Stop,
    *,
    config: Config = NO_CONFIG,
    accepted: bool = False,
    sample: int | None = None,
) -> tuple[RunPlan, RunResult]:
    """Carry out what a run has left. `settings` may change its budgets, nothing else; `sample` is how many problems of
    each suite it is to have from now on, where they were drawn.

    config: the user's own prony.toml, as it is now. accepted: consent of this call; a plan
    cannot give it, nor name programs of its own without it. Raises UsageError E103 where it is missing, RunError E901
    when there is no such run, E903 when a suite has changed since; UsageError E102 for a sample that cannot be.
    """
    run_dir = home / RUNS / run_id
    plan = read_plan(run_dir)
    plan = msgspec.structs.replace(plan, settings=settings(plan.settings))
    require_consent(plan_risks(plan, config), accepted=accepted)
    tasks = pinned_tasks(plan)
    larger = None
    if sample is not None:
        larger = larger_suites(plan, sample)
        plan = msgspec.structs.replace(plan, suites=larger)
        tasks = pinned_tasks(plan)
    await _tell_where_texts_go(plan.contestants, observer.say)
    spending = spending_of(config, home, plan.contestants, observer.say)
    journal = JournalWriter(run_dir)
    done = Done(read_events(run_dir))
    if journal.next_seq == 0:
        observer.say("the journal of this run is empty: everything is made anew")
        journal.append(_planned(plan, tasks))
    elif larger is not None:
        journal.append(Extended(suites=larger, tasks=tuple(map(task_pin, tasks.values()))))
    if larger is not None:
        write_plan(msgspec.structs.replace(read_plan(run_dir), suites=larger), run_dir)
    journal.append(Resumed())
    return await _carry_out(plan, tasks, journal, done, observer, stop, accepted, spending)


async def _tell_where_texts_go(specs: Iterable[ContestantSpec], say: Callable[[str], None]) -> None:
    for spec in specs:
        if spec.base_url is not None:
            await look_up(spec.base_url)
        if leaves_machine(spec):
            key = f" and the key in {spec.api_key_env}" if spec.api_key_env else ""
            say(f"{spec.label}: this sends task texts{key} to {spec.base_url}")
            value = os.environ.get(spec.api_key_env or "", "").strip()
            if value and not tells_apart(value):
                say(f"the key in {spec.api_key_env} is too short or plain to be blotted out of what is kept")


def _new_folder(home: Path, plan: RunPlan) -> Path:
    """The run's folder, with its plan in it. Raises RunError E908 where it cannot be made."""
    run_dir = home / RUNS / plan.id
    refuse_anothers(run_dir.parent)
    try:
        run_dir.mkdir(parents=True)
        write_plan(plan, run_dir)
    except OSError as error:
        raise RunError(
            "E908",
            f"a run cannot be kept here: {error.strerror}",
            where=str(run_dir),
            hint="runs lie beside the nearest prony.toml, else in the working directory: cd to a folder of your own, "
            "with room in it",
        ) from error
    return run_dir


def _planned(plan: RunPlan, tasks: Mapping[str, Task]) -> Planned:
    return Planned(plan=plan, tasks=tuple(task_pin(task) for task in tasks.values()))


async def _carry_out(
    plan: RunPlan,
    tasks: dict[str, Task],
    journal: JournalWriter,
    done: Done,
    observer: RunObserver,
    stop: Stop,
    accepted: bool,
    spending: RunSpending,
) -> tuple[RunPlan, RunResult]:
    observer.planned(plan, done)
    await observer.before(plan, tasks, done)
    settings = plan.settings
    record = RunRecord(plan, done, journal, stop, observer.emit)
    async with AsyncExitStack() as stack:
        stack.callback(journal.close)
        await stack.enter_async_context(spending.meter)
        graders, absent = None, {}
        if settings.grade:
            absent = missing_toolchains(tasks.values(), settings.toolchains, settings.sandbox)
            ready = [task for task in tasks.values() if task.id not in absent]
            with contextlib.suppress(CutShort), stop.preparing():  # a compiler's library takes a minute, once
                sandbox = await stack.enter_async_context(
                    sandbox_for(ready, settings, observer.compiling, accepted=accepted)
                )
                most = 2 * (settings.slots + settings.parallel)
                executor_of_grades = LocalGrades(sandbox, record.blobs.put, spending.meter)
                await executor_of_grades.prepare(ready, done.limits(tasks), observer.measuring)
                graders = Graders(record, tasks, executor_of_grades, slots=settings.slots, most=most)
        workspaces = _workspaces(plan)
        provider = await stack.enter_async_context(Provider(plan, tasks, workspaces, observer.say))
        if settings.max_minutes is not None:
            stack.enter_context(stop.budget_after(settings.max_minutes * 60))
        put_blob = record.blobs.put

        def seen(exchange: Exchange) -> None:
            spending.seen(exchange)
            record.add(ExchangeSeen(exchange=watch.judged(exchange)))

        gateway = await stack.enter_async_context(Gateway(record=seen, put_blob=put_blob))
        watch = ForeignWatch(lambda: gateway.in_flight)
        executor = LocalAttempts(gateway, workspaces, put_blob, spending)
        schedule = Schedule(
            record,
            tasks,
            provider=provider,
            executor=executor,
            watch=watch,
            graders=graders,
            absent=absent,
            stop=stop,
            show=observer.show,
            tell=observer.say,
        )
        result = await schedule.run()
    return plan, result


def _check_harnesses(plan: RunPlan, suites: Sequence[Suite]) -> None:
    """See that every contestant's harness can be given its tasks. Raises UsageError E281."""
    tasks = {task.id: task for suite in suites for task in suite.tasks}
    for spec in plan.contestants:
        harness = harness_named(spec.harness)
        for cell in cells(plan, spec):
            mode = tasks[cell.task].mode
            if tasks[cell.task].steps and not harness.needs.steps:
                raise UsageError(
                    "E281",
                    f"{spec.label}: the harness {spec.harness} cannot be given {cell.task}, which goes on in steps",
                    hint="it asks once; --task chooses among the tasks",
                )
            if tasks[cell.task].steps and not plan.settings.grade:
                raise UsageError(
                    "E102",
                    f"{cell.task} goes on in steps, which are graded between them, and this run grades nothing",
                    hint="leave --no-grade out; --task chooses among the tasks",
                )
            if mode not in harness.needs.modes:
                fitting = [name for name, other in harnesses() if mode in other.needs.modes]
                raise UsageError(
                    "E281",
                    f"{spec.label}: the harness {spec.harness} cannot be given {cell.task}, a task of mode {mode}",
                    hint=f"{_either(fitting)} can: --harness {fitting[0]}"
                    if fitting
                    else "no harness here can; --task chooses among the tasks",
                )


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _workspaces(plan: RunPlan) -> Workspaces | None:
    """Where agents work, if there are any. Raises SandboxError E431 where nothing would hold them, E432."""
    if not any(harness_named(spec.harness).needs.workspace for spec in plan.contestants):
        return None
    workspaces = Workspaces(plan.settings.sandbox, plan.settings.toolchains)
    assert workspaces.identity
    return workspaces


def _references(suites: Sequence[Suite], harnesses: Sequence[str], build: bool) -> Iterable[ContestantSpec]:
    """The references of each suite, behind the first of the harnesses that were named for which there are any."""
    harness = next((name for name in harnesses if name in REPLIES), None)
    for suite in suites:
        models = reference_models(suite, cache_dir(), build=build, harness=harness)
        yield from reference_specs(models, suite.id, several=len(suites) > 1)
