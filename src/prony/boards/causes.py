"""Why attempts are nobody's score: in the words of the engine or the grader, with what to do next."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from prony.boards.scope import Scope
from prony.boards.view import View
from prony.journal.remarks import UnscoredRow
from prony.nouns import FaultCode
from prony.outcomes import MAX_TRIES, REFUSED_CODES
from prony.plain import clean_line, homeless

GRADER_ERROR = "grader_error"
WORDS_CHARS = 240
"""Characters of a cause's words that a face shows; `prony show` has all."""
_VARYING = re.compile(r"0x[0-9a-f]+|[0-9a-f]{8,}|\d+")
"""What differs between two words of one cause: addresses, ids, counts."""


class Cause(View, frozen=True, kw_only=True):
    """One cause, and the attempts of a board that ended by it."""

    outcome: str
    """`infra` or `missing`."""
    code: str
    """The code of the fault, or `grader_error`."""
    words: str
    """What the engine or the grader said, on one line; empty where nobody said anything."""
    count: int
    labels: tuple[str, ...]
    """Whose attempts they are."""
    attempt: str | None
    """The newest of them; None where they were never begun."""
    run: str
    remedy: str
    """What to do next."""


REMEDIES: dict[str, str] = {
    FaultCode.UNREACHABLE: "start the engine again, or see at which address it listens (prony models)",
    FaultCode.NOT_AN_ENGINE: "see what answers at that address: prony models",
    FaultCode.AUTH: "give the right key: --api-key-env names its variable",
    FaultCode.BAD_REQUEST: "change what the engine refuses; `prony show {attempt}` has the request and its words",
    FaultCode.REQUEST_REFUSED: "have the server take what it refuses (a new run may leave it out)",
    FaultCode.MISPLACED_ANSWER: "start the server without its reasoning parser, or with the one of this model",
    FaultCode.NO_CHAT_TEMPLATE: "serve the model with its chat template (its file may hold one)",
    FaultCode.BROKEN_TEMPLATE: "serve the model with a sound chat template (llama-server: --chat-template-file)",
    FaultCode.LOAD_FAILED: "have the engine load the model; its own log says why it did not",
    FaultCode.LOAD_TIMEOUT: "load the model beforehand, or give it longer (--patience)",
    FaultCode.ENGINE_OOM: "free memory, or take a smaller context or file",
    FaultCode.OVERLOADED: "wait until it has room, or ask for less at once (--parallel 1)",
    FaultCode.ENGINE_CRASH: "the engine's own log says why it ended; start it again",
    FaultCode.ENGINE_ERROR: "the engine's own log says more",
    FaultCode.STREAM_CUT: "see whether the engine, or a proxy before it, was restarted or ran out of time",
    FaultCode.BAD_CHUNK: "`prony show {attempt}` has what came; a newer engine may send it whole",
    FaultCode.WRONG_MODEL: "name a model that the engine serves: prony models",
    FaultCode.CLIENT_FAULT: "prony doctor; `prony show {attempt}` has what is known",
    FaultCode.NO_TOOLCHAIN: "install the toolchain that grades it: prony doctor says how",
    FaultCode.RUN_BUDGET: "",
    FaultCode.STOPPED: "",
    FaultCode.NOT_RUN: "mend that",
}
"""What mends a cause, before the run goes on; nothing where only time was short."""
NEW_CONTESTANT = frozenset({FaultCode.NO_CHAT_TEMPLATE, FaultCode.BROKEN_TEMPLATE})
"""Causes whose mending makes another contestant, so that the run cannot go on with it."""


def causes_of(rows: Sequence[UnscoredRow], names: Mapping[str, str]) -> tuple[Cause, ...]:
    """The causes of these attempts, the most frequent first. names: of contestants, by id."""
    groups: dict[tuple[str, str, str], list[UnscoredRow]] = {}
    for row in rows:
        code = row.fault or GRADER_ERROR
        key = (row.outcome, code, _VARYING.sub("#", row.cause.casefold()))
        groups.setdefault(key, []).append(row)
    found = [
        Cause(
            outcome=outcome,
            code=code,
            words=words_of(group[-1].cause),
            count=len(group),
            labels=tuple(dict.fromkeys(names.get(row.contestant, row.contestant) for row in group)),
            attempt=group[-1].attempt,
            run=group[-1].run,
            remedy=remedy(
                code,
                group[-1].run,
                group[-1].attempt,
                spent=all(tries_spent(outcome, code, row.try_no) for row in group),
            ),
        )
        for (outcome, code, _), group in groups.items()
    ]
    return tuple(sorted(found, key=lambda cause: -cause.count))


def never_begun(count: int, labels: Sequence[str], scope: Scope) -> Cause | None:
    """The cause of planned attempts that were never begun; None where there are none."""
    if not count:
        return None
    newest = next((run for run in reversed(scope.runs) if run.finished != "complete"), scope.runs[-1])
    return Cause(
        outcome="missing",
        code=FaultCode.NOT_RUN,
        words="the run has not finished" if newest.finished is None else f"the run was ended ({newest.finished})",
        count=count,
        labels=tuple(labels),
        attempt=None,
        run=newest.run,
        remedy=remedy(FaultCode.STOPPED, newest.run),
    )


def cause_line(cause: Cause) -> str:
    """A cause in words: how many attempts, how they ended, and what was said of it."""
    said = f': "{cause.words}"' if cause.words else ""
    return f"{cause.count} {cause.outcome} ({cause.code}){said}"


def words_of(cause: str) -> str:
    """Untrusted words of a cause on one line of bearable length, without anybody's home folder."""
    line = homeless(clean_line(cause))
    return line if len(line) <= WORDS_CHARS else f"{line[: WORDS_CHARS - 1]}…"


def remedy(code: str, run: str, attempt: str = "", *, spent: bool = False) -> str:
    """What to do about attempts of `run` that ended by `code`. spent: none of them may be tried again."""
    if code == GRADER_ERROR:
        return f"prony doctor, then prony regrade {shlex.quote(run)}"
    mend = REMEDIES.get(code, "`prony show {attempt}` has what is known").replace("{attempt}", attempt or "ATTEMPT")
    if spent:
        return f"{mend}; their tries are spent: once it is mended, a new prony run takes their place on prony board"
    if code in NEW_CONTESTANT:
        return f"{mend}, then a new prony run: with another template it is another contestant"
    again = f"prony run --resume {shlex.quote(run)}"
    return f"{mend}, then {again}" if mend else again


def tries_spent(outcome: str, code: str, try_no: int) -> bool:
    """Whether a run that goes on makes no further try after this one."""
    return outcome == "infra" and code not in REFUSED_CODES and try_no + 1 >= MAX_TRIES
