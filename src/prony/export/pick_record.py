"""The decision record: a pick as Markdown that can be kept beside the code, with its JSON and its answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from prony import plain_files
from prony.boards.words import as_sentence
from prony.export.formats.markdown import escaped
from prony.pick.answers import keep_answers, record_path
from prony.pick.candidates import PickCandidate
from prony.pick.decision import rate_text
from prony.pick.view import ModelPick
from prony.plain import clean, escape_json
from prony.readable import UNKNOWN, fixed, percent, seconds


def keep_record(home: Path, name: str, found: ModelPick, *, replace: bool = False) -> tuple[Path, ...]:
    """Write picks/NAME.md, .json and .toml, each whole or not at all.

    Raises UsageError E102 (a name that is no file's), E142 (there is a record of that name).
    """
    record = record_path(home, name, replace=replace)
    record.parent.mkdir(exist_ok=True)
    plain_files.write_whole(record, as_record(name, found).encode("utf-8", "replace"))
    document = record.with_name(f"{name}.json")
    plain_files.write_whole(document, (escape_json(msgspec.json.encode(found)) + "\n").encode())
    return record, document, keep_answers(home, name, found.answers)


def as_record(name: str, found: ModelPick) -> str:
    """The record as Markdown, in which nothing from outside is markup."""
    return clean("\n".join(_lines(name, found))) + "\n"


def _lines(name: str, found: ModelPick) -> Iterator[str]:
    labels = [one.label for one in found.candidates]
    yield f"# {escaped(name)}: a model for {escaped(found.stack.text) or 'every task alike'}"
    yield ""
    yield f"{found.today}. **{escaped(as_sentence(found.decision.sentence, labels))}**"
    yield ""
    yield from _section("What would change it", list(found.changes))
    if (chosen := found.chosen) is not None:
        yield from _choice(found, chosen)
    left_out = [one for one in found.candidates if not one.eligible]
    yield from _section("Left out", [f"{one.label}: {', '.join(one.failing)}" for one in left_out])
    yield from _table(found)
    yield from _evidence(found)
    yield from _section("To measure next", [f"{one.name} ({one.origin}): {one.command}" for one in found.to_measure])
    yield from _section("Outside boards, quoted, never ranked with the above", [one.text for one in found.outside])
    yield from _section("Privacy", [host.text for host in found.hosts] or ["no request was recorded in this folder"])
    yield from _section("Notes", list(found.notes))
    yield from _section("Next", list(found.next_steps))
    yield f"Asked again by: `prony pick --resume {name}`. Everything above stands in `{name}.json`, too."


def _choice(found: ModelPick, one: PickCandidate) -> Iterator[str]:
    yield "## The choice"
    yield ""
    yield f"- model: {escaped(one.label)}, {escaped(one.quantization or UNKNOWN)}, {escaped(one.engine or UNKNOWN)}"
    yield f"- runner-up: {escaped(found.decision.runner_up or 'none')}"
    yield f"- machine: {escaped(one.machine or UNKNOWN)}"
    context = f"a context of {one.memory.context or UNKNOWN} tokens"
    yield f"- memory: {escaped(one.memory.text)} with {context}; {escaped(_tier(one))}"
    cost = f"{one.wall_per_solved_s.text('s')}, {one.completion_tokens_per_solved.text('tokens')}"
    yield f"- cost of a solved task, failures included: {escaped(cost)}; money: not captured"
    for note in one.launch.notes:
        yield f"- {escaped(note)}"
    yield ""
    yield from (f"    {line}" for line in clean(one.launch.text).replace("\n", " ").split("\n"))
    yield ""


def _tier(one: PickCandidate) -> str:
    tier = one.memory.smallest_tier_gb
    return f"smallest machine {tier} GB, with nothing else in it" if tier else "smallest machine not captured"


def _table(found: ModelPick) -> Iterator[str]:
    if not found.candidates:
        return
    yield "## Measured here"
    yield ""
    yield "| model | passes | solved [95 %] | tasks | wall p50 | tok/s | memory | runs on |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for one in found.candidates:
        cells = [
            one.label,
            "yes" if one.eligible else "no",
            rate_text(one.solved),
            str(one.solved.tasks),
            seconds(one.throughput.wall_s.value),
            fixed(one.throughput.decode_tokens_per_s.value, 1),
            one.memory.text,
            one.host,
        ]
        yield f"| {' | '.join(escaped(cell) for cell in cells)} |"
    yield ""


def _evidence(found: ModelPick) -> Iterator[str]:
    yield "## Evidence"
    yield ""
    for suite in found.suites:
        parts = ", ".join(f"{part.name} {percent(part.share, 0)} %, {part.tasks} tasks" for part in suite.parts)
        kind = "own tasks" if suite.own else "general"
        runs = ", ".join(suite.runs)
        yield (
            f"- {escaped(f'{suite.suite} {suite.version}, {kind}, digest {suite.digest}; {parts}')}; runs "
            f"{escaped(runs)}; newest attempt {suite.newest_at or 'none'}"
        )
    yield f"- stack ({found.stack.source}): {escaped(found.stack.text) or 'none'}"
    yield from (f"- {escaped(line)}" for line in found.stack.evidence)
    if found.not_measured:
        yield f"- nothing here is measured in {escaped(', '.join(found.not_measured))}"
    yield f"- own tasks: {escaped(found.own.text)}"
    yield f"- memory: {escaped(found.memory_source)}"
    yield ""


def _section(title: str, items: list[str]) -> Iterator[str]:
    if not items:
        return
    yield f"## {title}"
    yield ""
    yield from (f"- {escaped(item)}" for item in items)
    yield ""
