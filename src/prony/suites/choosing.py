"""Choosing: which blocks of a reply become which answer file."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from prony.languages import Language, language_of
from prony.nouns import Noun, Task
from prony.suites.excerpts import is_stub
from prony.suites.fences import Block
from prony.suites.fitting import fit
from prony.suites.joining import Part, composed, joined, mended
from prony.suites.naming import claim_of, parted, resolve


class Pick(Noun, frozen=True, kw_only=True):
    """What is taken for one answer file. cut: it ends where nothing says that it is complete."""

    body: str
    cut: bool = False


def assign(found: list[Block], task: Task, start: Mapping[str, bytes], notes: list[str]) -> dict[str, Pick]:
    """The answer files that `found` holds. `start` is what the contestant was given, by path."""
    candidates = mended(_candidates(found, task, start, notes), task.answer)
    picks: dict[str, Pick] = {}
    for path in task.answer:
        own = _meant([part for part in candidates if part.named == path], candidates, path, task, notes)
        if own:
            picks[path] = _taken(own, [part for part in candidates if part.named is None], path, task, notes)
    open_paths = [path for path in task.answer if path not in picks]
    rest = [part for part in candidates if part.named is None]
    for path in open_paths:
        alike = [other for other in open_paths if _kind(other) == _kind(path)]
        fitting = [part for part in rest if _may_be(part, path, task.defines)]
        if not fitting and len(task.answer) == 1 and language_of(path) is None:
            fitting = rest
        if len(alike) == 1 and fitting:
            picks[path] = _taken(fitting, fitting, path, task, notes)
        elif len(alike) == len(fitting):
            block = fitting[alike.index(path)].block
            picks[path] = Pick(body=block.body, cut=not block.closed)
            notes.append(f"{path}: taken by its place among unnamed blocks")
    return picks


def _meant(own: list[Part], candidates: list[Part], path: str, task: Task, notes: list[str]) -> list[Part]:
    """The blocks of `own`, which are named for `path`, without those that cannot be it, such as the command that runs
    the file, where a block without a name is what was asked for."""
    language = language_of(path)
    if language is None or not task.defines:
        return own
    asked = len(task.defines)
    unnamed = [part for part in candidates if part.named is None and not part.foreign and not part.given]
    if not any(defined(part.block.body, path, task.defines) == asked for part in unnamed if _is_code(part, path)):
        return own
    meant = [part for part in own if defined(part.block.body, path, task.defines) or _is_code(part, path)]
    if len(meant) < len(own):
        notes.append(f"{path}: a block that is named for it is not taken, since it is no code of it")
    return meant


def _is_code(part: Part, path: str) -> bool:
    """Whether a block can be read as the language of `path`, and its fence says no other."""
    language, body = language_of(path), part.block.body
    return language is not None and fit(part.block, path) > 0 and language.is_code(body) and language.whole(body)


def _candidates(found: list[Block], task: Task, start: Mapping[str, bytes], notes: list[str]) -> list[Part]:
    parts: list[Part] = []
    given = [task.instruction, *(text.decode("utf-8", "replace") for text in start.values())]
    for block in itertools.chain.from_iterable(parted(block, task.answer, notes) for block in found):
        if block.body.strip():
            claim = claim_of(block)
            named = resolve(claim.name, task.answer, notes) if claim else None
            parts.append(
                Part(
                    block=block,
                    at=len(parts),
                    named=named,
                    foreign=claim is not None and named is None,
                    plain=claim is not None and claim.plain,
                    continued=claim is not None and claim.continued,
                    given=any(_quotes(block.body, text) for text in given),
                )
            )
    return parts


def _quotes(body: str, given: str) -> bool:
    """Whether `body` is what was given, or some lines of it, but for white space at the ends of lines."""
    mine = "\n".join(line.rstrip() for line in body.strip("\n").split("\n"))
    theirs = "\n".join(line.rstrip() for line in given.replace("\r\n", "\n").split("\n"))
    return mine.count("\n") >= 1 and f"\n{mine}\n" in f"\n{theirs}\n"


def _kind(path: str) -> str:
    language = language_of(path)
    return language.id if language else path.rpartition(".")[2]


def _may_be(part: Part, path: str, names: tuple[str, ...]) -> bool:
    """Whether a block without the file's name can be the file: not one in another language that defines nothing."""
    language = language_of(path)
    if fit(part.block, path):
        return True
    if language is None:
        return False
    body = part.block.body
    return any(language.defines(body, name) for name in names) or (language.is_code(body) and language.whole(body))


def defined(body: str, path: str, names: tuple[str, ...]) -> int:
    """How many of `names` a text defines."""
    language = language_of(path)
    return sum(language.defines(body, name) for name in names) if language else 0


def _taken(own: list[Part], others: list[Part], path: str, task: Task, notes: list[str]) -> Pick:
    """The best block for `path`, with what it takes to make it whole. `others`: blocks that may come with it."""
    language = language_of(path)
    together = joined(own, path, language, task.defines, notes)
    if together is not None:
        return Pick(body=together)
    at = _best(own, path, language, task.defines)
    chosen = own[at].block
    if len(own) > 1:
        notes.append(f"{path}: block {at + 1} of {len(own)}")
    if not chosen.closed:
        notes.append(f"{path}: the block is left open")
    pool = [*own, *(part for part in others if part not in own and not part.foreign)]
    body = composed(own[at], pool, path, language, task.defines, notes)
    return Pick(body=body, cut=not chosen.closed)


def _best(own: list[Part], path: str, language: Language | None, names: tuple[str, ...]) -> int:
    def rank(at: int) -> tuple[bool, int, bool, int, bool, int, int]:
        part = own[at]
        body = part.block.body
        whole = language.whole(body) if language and len(own) > 1 else part.block.closed
        order = at if names else len(body)
        shown = defined(body, path, names) - sum(is_stub(body, name) for name in names) if len(own) > 1 else 0
        return not part.given, shown, not part.foreign, fit(part.block, path), whole, order, at

    return max(range(len(own)), key=rank)
