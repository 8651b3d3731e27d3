"""The face of `prony prove --mutants`: what it will take, what became of each mutant, and the survivors."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from prony.cli.proved_tasks import ready_of
from prony.cli.terminal import Terminal, clean_line, cut
from prony.nouns import Noun
from prony.readable import counted, seconds

if TYPE_CHECKING:
    from prony.grading.mutants import MutantsProof, MutantTrial
    from prony.nouns import RunSettings, Suite, Task
    from prony.suites.mutant_record import TaskMutants

MOST_LINES = 6
"""Lines of a survivor's diff that are shown, before and after each."""

REDRAW_S = 0.2


class MutantsAsked(Noun, frozen=True, kw_only=True):
    """What was asked for. at_least: in percent."""

    limit: int
    at_least: float
    write: bool
    as_json: bool


async def prove_mutants_of(
    terminal: Terminal,
    chosen: list[tuple[Suite, list[Task]]],
    settings: RunSettings,
    accepted: bool,
    asked: MutantsAsked,
) -> int:
    """Grade the mutants of the chosen tasks, suite by suite; the exit status."""
    from prony.export.documents import MutantsDocument, SuiteOfMutants
    from prony.grading.mutants import prove_mutants
    from prony.grading.toolchains import sandbox_for
    from prony.suites.mutant_record import write_record

    judged: list[SuiteOfMutants] = []
    for suite, tasks in chosen:
        ready = ready_of(terminal, tasks, settings.sandbox)
        if not ready:
            continue
        progress = _Progress(terminal, suite.id)
        async with sandbox_for(ready, settings, terminal.note, accepted=accepted) as sandbox:
            proofs = await prove_mutants(
                suite,
                sandbox,
                tasks=[task.id for task in ready],
                limit=asked.limit,
                on_plan=progress.plan,
                on_mutant=progress.mutant,
                on_task=partial(_show, terminal, progress, asked.as_json),
            )
        progress.close()
        killed, decided = sum(proof.killed for proof in proofs), sum(proof.decided for proof in proofs)
        holds = decided > 0 and all(proof.holds for proof in proofs) and 100 * killed >= asked.at_least * decided
        judged.append(SuiteOfMutants(suite=suite.id, killed=killed, decided=decided, holds=holds, tasks=tuple(proofs)))
        if asked.write:
            path = write_record(suite, {proof.task.partition("/")[2]: _recorded(proof) for proof in proofs})
            terminal.note(f"written to {path}")
        if not asked.as_json:
            terminal.data(_headline(terminal, judged[-1], asked.at_least))
    if asked.as_json:
        terminal.document(MutantsDocument(at_least=asked.at_least, suites=tuple(judged)))
    return 0 if all(suite.holds for suite in judged) else 1


def _headline(terminal: Terminal, suite: object, at_least: float) -> str:
    from prony.export.documents import SuiteOfMutants
    from prony.suites.mutant_record import percent_killed

    assert isinstance(suite, SuiteOfMutants)
    if not suite.decided:
        return f"{terminal.paint('✗', 'red')} {suite.suite}: no mutants have tried these tests"
    sign = terminal.paint("✓", "green") if suite.holds else terminal.paint("✗", "red")
    share = percent_killed(suite.killed, suite.decided)
    words = f"{share} of {counted(suite.decided, 'mutant')} killed"
    if 100 * suite.killed < at_least * suite.decided:
        words += f", less than {at_least:g} %"
    return f"{sign} {suite.suite}: {words}"


def _show(terminal: Terminal, progress: _Progress, quiet: bool, proof: MutantsProof) -> None:
    if quiet:
        return
    progress.close()
    good = proof.holds and not proof.survivors
    sign = terminal.paint("✓", "green") if good else terminal.paint("✗", "red")
    terminal.data(f"{sign} {proof.task:<32} {_counts(proof)}")
    for line in proof.problems:
        terminal.data(f"    {clean_line(line)}")
    for line in proof.notes:
        terminal.data(terminal.paint(f"    {clean_line(line)}", "dim"))
    for trial in (*(trial for trial in proof.trials if trial.fate == "broken"), *proof.survivors):
        for line in _lines(terminal, trial):
            terminal.data(line)


def _counts(proof: MutantsProof) -> str:
    """How many mutants of which fate, in words."""
    from prony.grading.mutants import Fate

    counts = proof.counts
    words = [f"{proof.killed} of {counted(proof.decided, 'mutant')} killed"]
    words += [f"{counts[Fate.TIMEOUT]} of them by time"] if counts[Fate.TIMEOUT] else []
    words += [f"{counts[Fate.EQUIVALENT]} equivalent"] if counts[Fate.EQUIVALENT] else []
    words += [f"{counts[Fate.NOT_COMPILED]} not compiled"] if counts[Fate.NOT_COMPILED] else []
    words += [f"{counts[Fate.BROKEN]} could not be graded"] if counts[Fate.BROKEN] else []
    if len(proof.trials) < proof.total:
        words.append(f"a sample: {len(proof.trials)} of {proof.total}")
    return ", ".join(words)


def _lines(terminal: Terminal, trial: MutantTrial) -> list[str]:
    """A mutant and the lines that it changes."""
    width = max(40, terminal.width - 8)
    head = f"    {trial.fate} {terminal.paint(clean_line(trial.mutant), 'bold')} {clean_line(trial.why)}"
    out = [head.rstrip()]
    for sign, colour, lines in (("-", "red", trial.was), ("+", "green", trial.becomes)):
        out += [
            f"      {terminal.paint(f'{sign} {cut(clean_line(line), width)}', colour)}" for line in lines[:MOST_LINES]
        ]
        if len(lines) > MOST_LINES:
            out.append(terminal.paint(f"      {sign} and {counted(len(lines) - MOST_LINES, 'more line')}", "dim"))
    return out


def _recorded(proof: MutantsProof) -> TaskMutants:
    from prony.grading.mutants import Fate
    from prony.suites.mutant_record import TaskMutants

    counts = proof.counts
    return TaskMutants(
        digest=proof.digest,
        equivalents=proof.equivalents,
        total=proof.total,
        tried=len(proof.trials),
        killed=proof.killed,
        timeouts=counts[Fate.TIMEOUT],
        not_compiled=counts[Fate.NOT_COMPILED],
        equivalent=counts[Fate.EQUIVALENT],
        broken=counts[Fate.BROKEN],
        survived=tuple(trial.mutant for trial in proof.survivors),
    )


class _Progress:
    """A line on stderr that is drawn anew: how many mutants are graded, and about how long the others take."""

    def __init__(self, terminal: Terminal, suite: str) -> None:
        self._terminal = terminal
        self._suite = suite
        self._done = self._total = 0
        self._begun = time.monotonic()
        self._drawn = 0.0

    def plan(self, count: int, wall_s: float) -> None:
        """Say what is to be done."""
        self._total = count
        self._begun = time.monotonic()
        self._terminal.note(f"{self._suite}: {counted(count, 'mutant')}, about {seconds(wall_s)}")

    def mutant(self, trial: MutantTrial) -> None:
        """Count one more."""
        self._done += 1
        now = time.monotonic()
        if not self._terminal.live or now - self._drawn < REDRAW_S:
            return
        self._drawn = now
        left_s = (now - self._begun) / self._done * (self._total - self._done)
        text = f"{self._done}/{self._total} mutants of {self._suite}  about {seconds(left_s)} left"
        self._terminal.err.write(f"\r\x1b[2K{cut(text, self._terminal.width - 1)}")
        self._terminal.err.flush()

    def close(self) -> None:
        """Leave the cursor on an empty line."""
        if self._terminal.live:
            self._terminal.err.write("\r\x1b[2K")
            self._terminal.err.flush()
