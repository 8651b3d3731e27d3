"""Claims: what one grade shows of a task. Each is judged from data alone: what was declared, and how it was graded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from prony.grading.repairs import unbuilt
from prony.nouns import Flaw, Grade, Noun, Verdict
from prony.outcomes import fully_earned
from prony.suites.step_briefs import NOT_MEASURED

START_SHARE = 0.1
"""The untouched start may earn this share of the scale."""

NEAR = 1e-6

MOST_WHY = 300
"""Characters of a test's message in a claim."""


class Claim(Noun, frozen=True, kw_only=True):
    """One thing that a task must show. kind: reference, start, flaw, independence, repair, inert, forgery or brief."""

    kind: str
    name: str
    held: bool
    expected: str
    got: str
    wall_s: float = 0.0


def combinations(flaws: tuple[Flaw, ...]) -> Iterator[tuple[Flaw, ...]]:
    """The rows of the independence matrix beyond none and each alone: all bugs, and each one left out."""
    if len(flaws) < 2:
        return
    yield flaws
    if len(flaws) > 2:
        for out in flaws:
            yield tuple(flaw for flaw in flaws if flaw is not out)


def judge_reference(grade: Grade, name: str = "solution") -> Claim:
    """The reference earns full marks and solves the task, or a step of it. Pure, as all that follow."""
    held = grade.solved and grade.score >= grade.scale - NEAR and grade.verdict is Verdict.PASS
    claim = _claim("reference", name, held, f"solved, {grade.scale:g} of {grade.scale:g}", grade)
    return claim if held else msgspec.structs.replace(claim, got=claim.got + _why(grade))


def judge_brief(name: str, text: str, *, needed: bool = True) -> Claim:
    """What a brief shows of the step before was measured, so that it says what its author meant."""
    held = bool(text.strip()) and not (needed and NOT_MEASURED in text)
    got = (
        f"{len(text)} characters"
        if held
        else f"a brief that says {NOT_MEASURED!r}: {' '.join(text.split())[:MOST_WHY]}"
    )
    return Claim(kind="brief", name=name, held=held, expected="a brief in which everything is filled", got=got)


def judge_start(grade: Grade, name: str = "untouched") -> Claim:
    """The untouched start earns about nothing and never solves the task, or a step of it."""
    most = START_SHARE * grade.scale
    held = _sound(grade) and not grade.solved and grade.score <= most + NEAR
    return _claim("start", name, held, f"not solved, at most {most:g} of {grade.scale:g}", grade)


def judge_flaw(flaw: Flaw, grade: Grade) -> Claim:
    """A flaw fails exactly its criteria, within its score, with its verdict; an equivalent one passes."""
    low, high = flaw.score
    held = _sound(grade, flaw.verdict) and lost(grade) == set(flaw.fails) and low - NEAR <= grade.score <= high + NEAR
    held = held and flaw.verdict in (None, grade.verdict) and (grade.solved or not flaw.equivalent)
    words = [
        f"{_named(flaw.fails)} lost",
        f"{low:g} to {high:g} of {grade.scale:g}",
        *([flaw.verdict] if flaw.verdict else []),
    ]
    return _claim("flaw", flaw.id, held, ", ".join(words), grade)


def judge_together(flaws: tuple[Flaw, ...], grade: Grade) -> Claim:
    """Planted bugs together fail the union of what each fails alone."""
    union = {criterion for flaw in flaws for criterion in flaw.fails}
    held = _sound(grade) and lost(grade) == union
    return _claim("independence", " + ".join(flaw.id for flaw in flaws), held, f"{_named(union)} lost", grade)


def judge_started(grade: Grade) -> Claim:
    """The untouched start of a task with repairs builds with them, so that there is something to be judged."""
    held = unbuilt(grade.tests) is None
    return _claim("repair", "untouched", held, "a build, if need be with repairs", grade)


def judge_repaired(flaws: tuple[Flaw, ...], grade: Grade) -> Claim:
    """Planted bugs that stop the build cost their own criteria, through their own repairs, and nothing else."""
    bugs = {criterion for flaw in flaws for criterion in flaw.fails}
    held = _sound(grade) and set(grade.repairs) == bugs == lost(grade) and not grade.solved
    expected = f"does not build without the repair of {_named(bugs)}, which is all that is lost"
    return _claim("repair", " + ".join(flaw.id for flaw in flaws), held, expected, grade)


def judge_inert(criterion: str, grade: Grade | None) -> Claim:
    """A repair takes nothing from the reference: it does not apply to it (no grade), or leaves full marks."""
    if grade is None:
        return Claim(kind="inert", name=criterion, held=True, expected="full marks, or refused", got="refused")
    held = grade.solved and grade.score >= grade.scale - NEAR
    return _claim("inert", criterion, held, "full marks, or refused", grade)


def judge_forgery(name: str, grade: Grade, start: Grade) -> Claim:
    """A forgery earns no more than the untouched start, never solves the task, and cannot break the grader."""
    held = grade.verdict is not Verdict.GRADER_ERROR and not grade.solved and grade.score <= start.score + NEAR
    return _claim("forgery", name, held, f"not solved, at most {start.score:g} of {grade.scale:g}", grade)


def lost(grade: Grade) -> set[str]:
    """The criteria that were not fully earned."""
    return {result.id for result in grade.criteria if not fully_earned(result)}


def _sound(grade: Grade, named: str | None = None) -> bool:
    """Whether the grade is one of a submission: not of a broken grader, nor of tampering that was not declared."""
    return grade.verdict not in (Verdict.GRADER_ERROR, Verdict.TAMPERED) or grade.verdict == named


def _claim(kind: str, name: str, held: bool, expected: str, grade: Grade) -> Claim:
    return Claim(kind=kind, name=name, held=held, expected=expected, got=_told(grade), wall_s=grade.wall_s)


def _told(grade: Grade) -> str:
    solved = "solved" if grade.solved else "not solved"
    words = [solved, f"{grade.score:g} of {grade.scale:g}", str(grade.verdict), f"{_named(sorted(lost(grade)))} lost"]
    words += [f"repaired {_named(grade.repairs)}"] if grade.repairs else []
    return ", ".join(words) + "".join(f" ({note})" for note in grade.notes)


def _why(grade: Grade) -> str:
    """The message of the first test that the reference lost: its author must see what is wrong with it."""
    words = next((test.message for test in grade.tests if test.verdict is not Verdict.PASS and test.message), "")
    return f": {' '.join(words.split())[:MOST_WHY]}" if words else ""


def _named(criteria: Iterable[str]) -> str:
    return " and ".join(sorted(criteria)) or "nothing"
