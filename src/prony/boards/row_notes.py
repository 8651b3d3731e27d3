"""What must be known of one contestant before its numbers are read."""

from __future__ import annotations

from prony import readable
from prony.boards.board import Outcomes
from prony.boards.entrants import Entrant
from prony.boards.estimates import columns_of
from prony.nouns import Fingerprint
from prony.readable import counted

NOTED = (
    "context_full",
    "cut_early",
    "context_shifted",
    "filtered",
    "foreign_requests",
    "queued",
    "loaded_first",
    "slept",
    "stolen",
    "throttled",
    "model_differs",
    "unpinned",
    "tag_leak",
    "unknown_finish",
    "no_finish_reason",
    "limit_reached",
    "repeat_differs",
    "maybe_repeated",
    "doubled_pieces",
    "odd_calls",
    "odd_content",
    "burst",
    "not_streamed",
    "no_usage",
    "asked_again",
)
"""Flags of exchanges that change how a row is to be read, the gravest first. The others stand with their attempt."""
MOSTLY_CACHED = 0.5
"""The share of prompt tokens from an engine's cache above which its times are not those of fresh prompts."""


def row_notes(entrant: Entrant, outcomes: Outcomes) -> tuple[str, ...]:
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
        verb = "is" if unscored == 1 else "are"
        notes.append(f"{unscored} of {counted(outcomes.planned, 'attempt')} {verb} not scored ({', '.join(parts)})")
    notes += _uneven(entrant)
    if outcomes.void:
        notes.append(f"{outcomes.void} void: the submission touched what it must not")
    notes += _exchanges(entrant, outcomes.planned)
    labels = sorted(entrant.tally.labels.items(), key=lambda item: (-item[1], item[0]))
    notes += [f"{count} x {label}" for label, count in labels]
    if asked := entrant.tally.judging.exchanges:
        notes.append(f"{counted(asked, 'request')} of judges, which no number here counts")
    if entrant.tally.assurance == "C":
        notes.append("some checks are forgeable (assurance C)")
    if len(entrant.tally.graders) > 1:
        notes.append("graded by several grader versions; all by the newest: prony regrade RUN")
    return tuple(notes)


def _uneven(entrant: Entrant) -> list[str]:
    """That a task counts as much as any other, where it has fewer scored attempts: then solved / scored is no rate."""
    scored = [count for count in columns_of(entrant.cells).scored if count]
    if not scored or min(scored) == max(scored):
        return []
    return [
        f"uneven repeats: {min(scored)} to {max(scored)} scored attempts at each of {counted(len(scored), 'task')}; "
        "% is the mean over tasks, not solved / scored"
    ]


def _exchanges(entrant: Entrant, attempts: int) -> list[str]:
    """How requests were changed, what was remarkable about replies, and how much of the prompts was not read anew."""
    fingerprint = entrant.known.fingerprint if entrant.known else None
    notes = []
    if fingerprint is not None and fingerprint.shims:
        notes.append(f"asked in the way that its engine demands: {', '.join(fingerprint.shims)}")
    if fingerprint is not None and (through := fingerprint.harness.settings.get("translation")):
        notes.append(f"what its harness says and hears goes through a translation: {through}")
    for name in NOTED:
        if name == "burst" and entrant.reference:
            continue  # a tape model says all it has within milliseconds, and nobody compares its speed
        if count := entrant.flagged.flags.get(name, 0):
            told = _context(fingerprint) if name == "context_full" else _meaning(name)
            notes.append(f"{name} in {count} of {counted(attempts, 'attempt')}: {told}")
    share = entrant.tally.measures.get("cached_share")
    if isinstance(share, float) and share > MOSTLY_CACHED:
        cached = readable.percent(share, 0)
        notes.append(
            f"{cached} % of its prompt tokens came from the engine's cache: first token and wall are not those of "
            "fresh prompts"
        )
    return notes


def _meaning(flag: str) -> str:
    from prony.gateway.flags import FLAGS  # the gateway is large, and most boards have no flag

    return FLAGS[flag]


def _context(fingerprint: Fingerprint | None) -> str:
    """What a full context is, and what mends it."""
    served = fingerprint.engine.served_context if fingerprint else None
    full = f"the context of {served} tokens was full" if served else "the context, or a limit of the server's, was full"
    return (
        f"replies were cut because {full}, not by a limit of the plan; serve more "
        "(--context N where Prony starts the engine or asks Ollama, -c N of llama-server for each slot)"
    )
