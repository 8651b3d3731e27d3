"""Joining: several blocks of a reply that are one file only together.

A block comes with another one for a reason that is told: it goes on where the other breaks off, it defines what the
other uses and nobody defines, it is another part of the same named file, it adds members to what the other defines.
What stands in two versions is never joined with itself, nor is what only uses the answer: an example, a test.
"""

from __future__ import annotations

import re
import textwrap

import msgspec

from prony.languages import Bindings, Language, language_of, language_of_fence
from prony.nouns import Noun
from prony.suites.fences import Block
from prony.suites.fitting import fit, only_language

MAX_PARTS = 24
"""Beyond so many blocks no companions are looked for."""
MAX_CONTINUATIONS = 3
MAX_READ_CHARS = 120_000
"""Of all blocks together; beyond it each stands alone."""


class Part(Noun, frozen=True, kw_only=True):
    """A block of a reply, and what it is named for."""

    block: Block
    at: int
    """Its place among the blocks of the reply."""
    named: str | None
    """The answer file that it is named for."""
    foreign: bool
    """Whether it is named for another file."""
    plain: bool = False
    """Whether the name is no part of a sentence."""
    continued: bool = False
    """Whether it says that it goes on with the file."""
    given: bool = False
    """Whether it quotes what the contestant was given."""
    blocks: int = 1
    """Of how many blocks of the reply it was made."""


def mended(parts: list[Part], answer: tuple[str, ...]) -> list[Part]:
    """`parts`, with each that breaks off put together with those that go on where it ends."""
    if len(parts) < 2 or not _few(parts):
        return parts
    out: list[Part] = []
    at = 0
    while at < len(parts):
        part = _with_continuation(parts[at:], answer)
        out.append(part)
        at += part.blocks
    return out


def _few(parts: list[Part]) -> bool:
    return len(parts) <= MAX_PARTS and sum(len(part.block.body) for part in parts) <= MAX_READ_CHARS


def _with_continuation(parts: list[Part], answer: tuple[str, ...]) -> Part:
    """The first of `parts`, together with the next ones where they are whole only together."""
    first = parts[0]
    language = language_of(first.named) if first.named else language_of_fence(first.block.language)
    language = language or only_language(answer)
    if language is None or first.foreign or not first.block.body.strip():
        return first
    text, whole = first.block.body, language.whole(first.block.body)
    best = first
    for count, part in enumerate(parts[1 : 1 + MAX_CONTINUATIONS], start=2):
        if part.foreign or part.named not in (first.named, None) or not _goes_on(text, part, language):
            break
        text = f"{text}\n{chr(10) * whole}{textwrap.indent(part.block.body, part.block.margin)}"
        whole = language.whole(text)
        if whole:
            block = msgspec.structs.replace(first.block, body=text, closed=part.block.closed)
            best = msgspec.structs.replace(first, block=block, blocks=count)
    return best


def _goes_on(text: str, part: Part, language: Language) -> bool:
    """Whether `part` can go on where `text` ends: within what is open there, or as more lines of its last body."""
    body = part.block.body
    if not language.whole(text):
        return not language.whole(body) or bool(part.block.margin)
    last = text.rstrip().rpartition("\n")[2]
    margin = part.block.margin
    if language.parses is None or not margin or not last.startswith(margin):
        return False
    mine = language.bindings(body)
    again = any(re.search(rf"\b(?:def|class)[ \t]+{re.escape(name)}\b", text) for name in mine.own)
    return not again and not mine.eager & language.bindings(text).own


def joined(
    own: list[Part], path: str, language: Language | None, names: tuple[str, ...], notes: list[str]
) -> str | None:
    """All whole blocks that define some of the names, in order, when none defines all and together they do.

    Of a name that stands in several of them the last counts, where a block has no other.
    """
    if language is None or len(names) < 2:
        return None
    has = [{name for name in names if language.defines(part.block.body, name)} for part in own]
    if any(len(mine) == len(names) for mine in has):
        return None
    chosen: list[int] = []
    for at in sorted(range(len(own)), key=lambda at: (own[at].given, -at)):
        later = set[str]().union(*(has[other] for other in chosen))
        if has[at] - later and language.whole(own[at].block.body):
            chosen.append(at)
    chosen.sort()
    text = language.joined(tuple(own[at].block.body for at in chosen))
    if not language.one_unit(tuple(own[at].block.body for at in chosen)):
        return None
    if len(chosen) < 2 or sum(language.defines(text, name) for name in names) < len(names):
        return None
    notes.append(f"{path}: {len(chosen)} blocks joined")
    block = msgspec.structs.replace(own[chosen[0]].block, body=text)
    together = msgspec.structs.replace(own[chosen[0]], block=block)
    rest = [part for at, part in enumerate(own) if at not in chosen]
    return composed(together, [together, *rest], path, language, names, notes)


def composed(
    chosen: Part, pool: list[Part], path: str, language: Language | None, names: tuple[str, ...], notes: list[str]
) -> str:
    """The text of `chosen`, with the blocks of `pool` that it takes to make it whole, in their order."""
    body = chosen.block.body
    if chosen.blocks > 1:
        notes.append(f"{path}: {chosen.blocks} blocks are one text only together")
    others = [part for part in pool if part is not chosen and part.block.body != body]
    if language is None or not others or not _few(pool) or not language.whole(body):
        return body
    taken, reasons = _companions(chosen, others, path, language, names)
    ordered = sorted([chosen, *taken], key=lambda part: part.at)
    text = language.joined(tuple(part.block.body for part in ordered))
    lost = any(language.defines(body, name) and not language.defines(text, name) for name in names)
    if not taken or lost or not language.whole(text):
        return body
    notes += [f"{path}: another block comes with it: {reason}" for reason in reasons]
    return text


def _companions(
    chosen: Part, others: list[Part], path: str, language: Language, names: tuple[str, ...]
) -> tuple[list[Part], list[str]]:
    """The blocks that come with `chosen`, and why each does."""
    near = sorted(others, key=lambda part: (part.at > chosen.at, abs(part.at - chosen.at)))
    joinable = [part for part in near if _may_join(part, chosen, path, language)]
    candidates = [(part, language.bindings(part.block.body)) for part in joinable]
    mine = language.bindings(chosen.block.body)
    taken: list[Part] = []
    reasons: list[str] = []
    while True:
        found = next(
            (
                (part, its, reason)
                for part, its in candidates
                if part not in taken and (reason := _reason(part, its, chosen, mine, frozenset(names)))
            ),
            None,
        )
        if found is None:
            return taken, reasons
        part, its, reason = found
        taken.append(part)
        reasons.append(reason)
        mine = Bindings(
            defines=mine.defines | its.defines,
            imports=mine.imports | its.imports,
            uses=(mine.uses | its.uses) - mine.defines - its.defines,
        )


def _may_join(part: Part, chosen: Part, path: str, language: Language) -> bool:
    """Whether a block can be some of the file at all: whole code in its language, of the same package where it says
    one, which does not import the file."""
    body = part.block.body
    stem = re.escape(path.rpartition("/")[2].rpartition(".")[0])
    imports_it = re.search(rf"^[ \t]*(?:from|import|const|let|var)\b[^\n]*[\s\"'./]{stem}\b", body, re.MULTILINE)
    fits = fit(part.block, path) == 2 or (fit(part.block, path) == 1 and language.is_code(body))
    own = not part.foreign and imports_it is None and language.one_unit((chosen.block.body, body))
    return fits and own and language.whole(body)


def _reason(part: Part, its: Bindings, chosen: Part, mine: Bindings, names: frozenset[str]) -> str:
    """Why `part` comes with what is taken so far; empty where it does not."""
    if its.own & mine.own:
        return ""
    same = part.named is not None and part.named == chosen.named
    if same and part.continued:
        return "it goes on with the file"
    if its.eager & (mine.own | names):
        return ""
    if same and part.plain and chosen.plain and its.defines:
        return "it is another part of the same file"
    if not its.passive:
        return ""
    if its.extends & mine.own:
        return f"it adds to {_listed(its.extends & mine.own)}"
    needed = its.defines & mine.uses
    if its.uses & (mine.own | names) and (part.at > chosen.at or not its.own <= needed):
        return ""
    return f"it defines {_listed(needed)}" if needed else ""


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)[:4])
