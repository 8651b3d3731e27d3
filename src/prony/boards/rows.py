"""One contestant's line on a board, from its cells and its standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from prony.boards.board import FEW, LanguageRate, Outcomes, Rate, Row, Speed
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task, rate_of, scores_by_task
from prony.boards.fields import chips
from prony.journal.rollup import OPEN, STATES
from prony.nouns import Fingerprint

COMPLETE = 0.95
"""The share of tasks with a scored attempt from which on a contestant stands among the complete ones."""


def row_of(entrant: Entrant, languages: Mapping[str, str], level: float) -> Row:
    """The row of one contestant. `languages`: task -> language, for every task of the board."""
    solved = outcomes_by_task(entrant.cells)
    outcomes = outcomes_of(entrant)
    fingerprint = entrant.known.fingerprint if entrant.known else None
    rate = rate_of(solved, level)
    unscored = len(set(languages) - set(solved))
    sure = (rate.value or 0.0) * (len(languages) - unscored)
    return Row(
        contestant=entrant.contestant,
        label=entrant.label,
        reference=entrant.reference,
        complete=unscored <= (1.0 - COMPLETE) * len(languages),
        solved=rate,
        at_least=sure / max(1, len(languages)),
        at_most=(sure + unscored) / max(1, len(languages)),
        score=rate_of(scores_by_task(entrant.cells), level),
        languages=tuple(_languages(solved, languages, level)),
        outcomes=outcomes,
        tries=entrant.tally.tries,
        speed=_speed(entrant),
        assurance=entrant.tally.assurance,
        graders=entrant.tally.graders,
        notes=_notes(entrant, outcomes),
        last_at=entrant.tally.last_at,
        measures={name: value for name, value in entrant.tally.measures.items() if name not in Speed.__struct_fields__},
        judging=entrant.tally.judging if entrant.tally.judging.exchanges else None,
        **_identity(fingerprint),
    )


def outcomes_of(entrant: Entrant) -> Outcomes:
    """Counts by outcome; what was planned and has no attempt that ended is `missing`, with the reason `not_run`."""
    columns = list(zip(*entrant.cells.values(), strict=True)) or [()] * len(STATES)
    counts = {state: sum(column) for state, column in zip(STATES, columns, strict=False)}
    made = sum(count for state, count in counts.items() if state != OPEN)
    planned = max(sum(entrant.planned.values()), made)
    reasons = Counter(entrant.tally.reasons)
    if planned > made:
        reasons["missing:not_run"] += planned - made
    return Outcomes(
        planned=planned,
        solved=counts["solved"],
        failed=counts["failed"],
        faulted=counts["faulted"],
        void=counts["void"],
        infra=counts["infra"],
        waiting=counts["waiting"],
        missing=counts["missing"] + planned - made,
        reasons=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )


def _identity(fingerprint: Fingerprint | None) -> dict[str, Any]:
    if fingerprint is None:
        return {"chips": ()}
    artifact, engine = fingerprint.artifact, fingerprint.engine
    return {
        "chips": chips(fingerprint),
        "quantization": artifact.quantization,
        "bits_per_weight": artifact.bits_per_weight,
        "size_bytes": artifact.size_bytes,
        "engine": " ".join(filter(None, (engine.kind, engine.version))),
        "harness": fingerprint.harness.name,
        "thinking": fingerprint.thinking.value if fingerprint.thinking else None,
    }


def _languages(solved: Mapping[str, list[float]], languages: Mapping[str, str], level: float) -> list[LanguageRate]:
    found = []
    for language in dict.fromkeys(languages.values()):
        mine = {task: values for task, values in solved.items() if languages.get(task) == language}
        rate: Rate = rate_of(mine, level)
        found.append(LanguageRate(language=language, rate=rate, few=rate.tasks < FEW))
    return found


def _speed(entrant: Entrant) -> Speed:
    measures = entrant.tally.measures
    told = {name: measures[name] for name in Speed.__struct_fields__ if name in measures}
    return msgspec.convert(told | {"load_s": entrant.load_s}, Speed)


def _notes(entrant: Entrant, outcomes: Outcomes) -> tuple[str, ...]:
    """What must be known before the numbers are read, the gravest first."""
    notes = []
    if entrant.known is None:
        notes.append("never identified: no engine told what it is")
    elif entrant.known.fingerprint.artifact.sha256 is None and not entrant.reference:
        notes.append("weights not verified: no digest of the model file was captured")
    unscored = outcomes.infra + outcomes.missing + outcomes.waiting
    if unscored:
        parts = [
            f"{count} {name}"
            for name, count in (
                ("infra", outcomes.infra),
                ("missing", outcomes.missing),
                ("waiting for a grade", outcomes.waiting),
            )
            if count
        ]
        notes.append(f"{unscored} of {outcomes.planned} attempts are not scored ({', '.join(parts)})")
    if outcomes.void:
        notes.append(f"{outcomes.void} void: the submission touched what it must not")
    labels = sorted(entrant.tally.labels.items(), key=lambda item: (-item[1], item[0]))
    notes += [f"{count} x {label}" for label, count in labels]
    if asked := entrant.tally.judging.exchanges:
        notes.append(f"{asked} requests of judges, which no number here counts")
    if entrant.tally.assurance == "C":
        notes.append("some checks are forgeable (assurance C)")
    if len(entrant.tally.graders) > 1:
        notes.append("graded by several grader versions")
    return tuple(notes)
