"""An attempt as text for a terminal. Everything in it may be model-made: every line is cleaned."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from itertools import groupby

from prony import readable
from prony.boards.amount import Amount
from prony.boards.attempts.attempt import AttemptView, ExchangeView, StepView
from prony.boards.attempts.texts import TextView
from prony.boards.fields import NOT_CAPTURED
from prony.boards.words import CONTEXT_FULL, earned
from prony.cli.terminal import Terminal, clean, clean_line
from prony.nouns import Grade, TestResult
from prony.outcomes import fully_earned
from prony.phrases import limits_in_words

MAX_LINES = 60
MOST_ALIKE = 3
"""Tests in a row that came out alike and are all named."""
STYLES = {"solved": "green", "failed": "red", "faulted": "yellow", "void": "yellow", "infra": "yellow"}
TEST_SIGNS = {"pass": "✓", "fail": "✗", "error": "✗", "timeout": "✗", "skip": "·"}


def text(view: AttemptView, terminal: Terminal, *, full: bool = False) -> str:
    """The attempt in sections; long texts are cut to `MAX_LINES` lines unless `full`."""
    limit = None if full else MAX_LINES
    sections = [
        _head(view, terminal),
        _section("brief", _brief(view, limit), terminal),
        _section("reply", _content(view.reply, limit) if view.reply else ["none"], terminal),
        *(_section(f"file {clean_line(file.path)}", _content(file.content, limit), terminal) for file in view.files),
        _section("submission", [clean_line(note) for note in view.submission_notes], terminal),
        *(_section(f"step {step.step}", list(_step(step, limit, full)), terminal) for step in view.steps),
        *(
            _section(_grade_title(grade, number, len(view.grades)), list(_grade(grade, full)), terminal)
            for number, grade in enumerate(view.grades, 1)
        ),
        _section("pictures", list(_pictures(view)), terminal),
        _section("conversation", list(_conversation(view, limit)), terminal),
        _section("exchanges", [line for one in view.exchanges for line in _exchange(one)], terminal),
        _section("asked by judges", [line for one in view.judging for line in _exchange(one)], terminal),
        _section("energy and money", list(_spent(view)), terminal),
        _section("tries", list(_tries(view)), terminal),
        _section("fingerprint", list(_fingerprint(view)), terminal),
        [
            f"next  prony show {shlex.quote(clean_line(view.next))}" if view.next else "",
            f"prev  prony show {shlex.quote(clean_line(view.previous))}" if view.previous else "",
        ],
    ]
    return "\n".join(line for section in sections if section for line in section).rstrip()


def _head(view: AttemptView, terminal: Terminal) -> list[str]:
    why = CONTEXT_FULL if view.context_full else view.fault_class
    outcome = view.outcome + (f": {why}" if why else "")
    style = STYLES.get(view.outcome)
    lines = [
        terminal.paint(clean_line(f"{view.task} · {view.label} · repeat {view.repeat}, try {view.try_no}"), "bold"),
        f"{terminal.paint(clean_line(outcome), *([style] if style else []))}  {_score(view)}"
        f"{readable.seconds(view.wall_s)}  attempt {view.attempt} of run {clean_line(view.run)}",
        clean_line(f"{view.task_title or view.task} ({view.language or 'no language'}, {view.difficulty})"),
    ]
    if view.fault:
        lines.append(f"fault {view.fault.code.value}, charged to the {view.fault.party.value}")
        lines += [f"  {line}" for line in clean(view.fault.detail).splitlines()]
    if view.remedy:
        lines.append(clean_line(f"next: {view.remedy}"))
    if view.labels:
        lines.append(clean_line(f"labels {', '.join(view.labels)}"))
    return lines


def _score(view: AttemptView) -> str:
    if not view.grades:
        return ""
    last = view.grades[-1]
    return f"{readable.fixed(last.score)} of {readable.fixed(last.scale, 0)}  "


def _section(title: str, lines: list[str], terminal: Terminal) -> list[str]:
    return ["", terminal.paint(f"== {title} ==", "cyan"), *lines] if lines else []


def _brief(view: AttemptView, limit: int | None) -> list[str]:
    if view.brief is not None:
        return _block(view.brief, limit)
    lines = [clean_line(view.brief_note)]
    for message in view.messages:
        lines += [f"[{clean_line(message.role)}]", *_block(message.text, limit)]
    return lines


def _content(content: TextView, limit: int | None) -> list[str]:
    size = "" if content.size_bytes is None else f"{readable.count(content.size_bytes)} bytes"
    told = ", ".join(part for part in (size, clean_line(content.note), f"blob {content.blob[:12]}") if part)
    return [f"({told})", *(_block(content.text, limit) if content.text is not None else [])]


def _block(untrusted: str, limit: int | None) -> list[str]:
    lines = clean(untrusted).splitlines()
    if limit is None or len(lines) <= limit:
        return [f"  {line}" for line in lines]
    return [*(f"  {line}" for line in lines[:limit]), f"  … {len(lines) - limit} more lines (--full)"]


def _step(step: StepView, limit: int | None, full: bool) -> Iterator[str]:
    """Lines for an earlier step: its submission and its grades."""
    yield clean_line(f"{step.outcome}, handed in as {step.mode}")
    for file in step.files:
        yield clean_line(f"file {file.path}")
        yield from _content(file.content, limit)
    yield from (clean_line(note) for note in step.submission_notes)
    for number, grade in enumerate(step.grades, 1):
        yield _grade_title(grade, number, len(step.grades))
        yield from _grade(grade, full)


def _grade_title(grade: Grade, number: int, total: int) -> str:
    standing = "" if total == 1 else " (counts)" if number == total else " (superseded)"
    return clean_line(f"grade {number} of {total}{standing}, grader {grade.grader}, {grade.graded_at}")


def _grade(grade: Grade, full: bool) -> Iterator[str]:
    judged = ", ".join(f"{name} {version}" for name, version in sorted(grade.judged_by.items()))
    score = f"{readable.fixed(grade.score)} of {readable.fixed(grade.scale, 0)}"
    yield clean_line(
        f"{'solved' if grade.solved else 'not solved'}: {score}, verdict {grade.verdict.value}, "
        f"assurance {grade.assurance.value}, {grade.sandbox} {judged}"
    )
    if grade.limits is not None:
        yield clean_line(limits_in_words(grade.limits))
    if grade.repairs:
        yield clean_line(
            f"did not build as it was handed in; repaired for grading: {', '.join(grade.repairs)} (not credited)"
        )
    yield from _criteria(grade)
    passed = sum(test.status.value == "pass" for test in grade.tests)
    if grade.tests:
        yield f"tests {passed}/{len(grade.tests)} pass"
    yield from _tests(grade.tests if full else [test for test in grade.tests if test.status.value != "pass"], full)
    for name, value in sorted(grade.metrics.items()):
        yield clean_line(f"metric {name} = {value:g}")
    for name, label in sorted(grade.labels.items()):
        yield clean_line(f"label {name} = {label}")
    yield from (clean_line(note) for note in grade.notes)


def _criteria(grade: Grade) -> Iterator[str]:
    """A line for each criterion: points, what it asks, and what cost it where no test below says that."""
    told = {test.id for test in grade.tests}
    names = max((len(clean_line(criterion.id)) for criterion in grade.criteria), default=0)
    points = max((len(earned(criterion)) for criterion in grade.criteria), default=0)
    for criterion in grade.criteria:
        sign = "✓" if fully_earned(criterion) else "✗"
        untold = [test for test in criterion.failed if test not in told]
        words = filter(None, (criterion.title, f"missing: {', '.join(untold)}" if untold else ""))
        left = f"{sign} {clean_line(criterion.id):{names}}  {earned(criterion):{points}}"
        yield f"{left}  {clean_line('; '.join(words))}".rstrip()


def _tests(tests: Sequence[TestResult], full: bool) -> Iterator[str]:
    """A line for each test and its message. Of many in a row that came out alike, only the first ones unless `full`."""
    for (status, verdict, message), alike in groupby(tests, lambda test: (test.status, test.verdict, test.message)):
        group = list(alike)
        why = f"  ({verdict.value})" if verdict.value not in ("pass", "fail") else ""
        shown = group if full or len(group) <= MOST_ALIKE + 1 else group[:MOST_ALIKE]
        for test in shown:
            yield clean_line(f"{TEST_SIGNS[status.value]} {test.id}{why}")
            yield from (f"    {line}" for line in clean(message).splitlines())
        if len(shown) < len(group):
            yield f"{TEST_SIGNS[status.value]} … {len(group) - len(shown)} more, the same (--full)"


def _pictures(view: AttemptView) -> Iterator[str]:
    for one in view.pictures:
        size = one.note or f"{readable.count(one.size_bytes)} bytes"
        where = f"step {one.step}  " if view.steps else ""
        yield clean_line(f"{where}{one.name}.png  {size}  blob {one.blob[:12]}  (to a file: --pictures DIR)")


def _conversation(view: AttemptView, limit: int | None) -> Iterator[str]:
    """What was said, where it took several exchanges; the brief, which stands above, is left out."""
    if len(view.exchanges) < 2:
        return
    for number, one in enumerate(view.exchanges):
        for message in (*(one.asked if number else ()), *((one.answered,) if one.answered else ())):
            yield f"[{clean_line(message.role)}]"
            yield from _block(message.text, limit) if message.text else ()
            for call in message.calls:
                yield f"  calls {clean_line(call.name)}"
                yield from _block(call.arguments, limit)
            if message.note:
                yield f"  {clean_line(message.note)}"


def _exchange(view: ExchangeView) -> Iterator[str]:
    one, tokens = view.exchange, view.exchange.tokens
    parts = [
        f"{one.number}  http {one.http_status}" if one.http_status is not None else f"{one.number}  no status",
        f"finish {one.finish_reason or NOT_CAPTURED}",
        f"prompt {readable.count(tokens.prompt)} (cached {readable.count(tokens.cached)})",
        f"completion {readable.count(tokens.completion)} (reasoning {readable.count(tokens.reasoning)})",
        f"first token {readable.seconds(view.ttft_s)}",
        f"whole {readable.seconds(one.times.end_s)}",
        f"decode {readable.fixed(view.decode_tokens_per_s)} tok/s",
        f"engine's own {readable.fixed(view.server_decode_tokens_per_s)} tok/s",
    ]
    yield clean_line(" · ".join(parts))
    if one.flags:
        yield clean_line(f"   flags {', '.join(one.flags)}")
    if one.fault:
        yield clean_line(f"   fault {one.fault.code.value}: {one.fault.detail}")


def _spent(view: AttemptView) -> Iterator[str]:
    """Lines for what it took: the whole, each source, and money with what it was reckoned with."""
    if view.energy_wh is not None:
        yield clean_line(
            f"{Amount(value=abs(view.energy_wh)).text('Wh') if view.energy_wh >= 0 else '0'} ({view.energy_covers})"
        )
    elif view.energy or view.money is not None:
        yield f"energy {NOT_CAPTURED}"
    for one in view.energy:
        told = f"not captured: {one.why}" if one.joules is None else f"{one.joules:.1f} J in {one.seconds or 0.0:.2f} s"
        idle = (
            "no idle power"
            if one.baseline_w is None
            else (f"idle {one.baseline_w:.1f} W (SD {one.baseline_sd_w or 0.0:.1f}, over {one.baseline_s or 0.0:g} s)")
        )
        shared = f", an equal share among {one.at_once} at once" if one.at_once > 1 else ""
        beside = "" if one.counted else ", beside what counts"
        yield clean_line(f"  {one.source}, {one.covers}: {told}{shared}, {idle}{beside}")
    if view.money is not None:
        money = view.money
        if money.amount is None:
            yield clean_line(f"money {NOT_CAPTURED}: {money.why}")
        else:
            yield clean_line(f"{Amount(value=money.amount).text(money.currency)} by {money.basis}")


def _tries(view: AttemptView) -> Iterator[str]:
    if len(view.tries) < 2:
        return
    for one in view.tries:
        here = " <- this one" if one.attempt == view.attempt else ""
        counted = " (counts)" if one.counts else ""
        why = f" ({one.fault})" if one.fault else ""
        yield clean_line(f"try {one.try_no}  {one.attempt}  {one.outcome}{why}{counted}{here}")


def _fingerprint(view: AttemptView) -> Iterator[str]:
    yield clean_line(f"contestant {view.contestant}")
    wide = max((len(field.name) for field in view.fingerprint), default=0)
    for field in view.fingerprint:
        told = field.note if field.value is None else clean_line(str(field.value))
        yield clean_line(field.name).ljust(wide) + "  " + told
